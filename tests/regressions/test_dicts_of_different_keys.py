"""`d.get(key, default)` of dicts in a list, of which some only have the key; slices as arguments."""

from __future__ import annotations

import numpy as np

import s2s
from s2s.testing import check

LAYERS = [{"w": 1.0, "b": 2.0}, {"w": 3.0}, {"b": 0.3, "w": 2.0, "c": 1.0}]


def layered(layers):
    x = 1.0
    for layer in layers:
        x = x * layer["w"] + layer.get("b", 0.5)
    return x


def test_missing_in_some() -> None:
    assert s2s.grad(layered)(LAYERS)[1] == {"w": 6.0}
    check(layered, LAYERS)


def part(x, where):
    return np.sum(x[where] ** 2)


def test_slices_have_no_hash_in_old_pythons() -> None:
    check(lambda x: part(x, slice(1, 3)) * part(x, slice(0, 2)), np.arange(5.0))
    check(lambda x, where=slice(None, None, 2): part(x, where), np.arange(5.0))
