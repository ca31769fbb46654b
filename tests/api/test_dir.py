"""`dir(s2s)`, from which prompts complete names."""

from __future__ import annotations

import s2s


def test_all_that_is_public_is_listed() -> None:
    assert set(s2s.__all__) <= set(dir(s2s))
