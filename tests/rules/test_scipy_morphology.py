"""Grey morphology: values are SciPy's, slopes those of the element that is taken."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.ndimage as nd

import s2s
from s2s.testing import check

IMAGE = np.random.default_rng(5).normal(size=(5, 6))
CROSS = np.array([[0, 1, 0], [1, 1, 1], [0, 0, 1]])
NAMES = (
    "grey_erosion", "grey_dilation", "grey_opening", "grey_closing", "morphological_gradient",
    "white_tophat", "black_tophat",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "words", [{"size": 2}, {"size": (3, 2), "mode": "constant", "cval": 0.1}, {"footprint": CROSS}]
)
def test_morphology(name: str, words: dict[str, Any]) -> None:
    function = getattr(nd, name)

    def total(image: Any) -> Any:
        return np.sum(function(image, **words) ** 2 * np.arange(6.0))

    check(total, IMAGE)


def test_elements_of_a_height_are_refused() -> None:
    with pytest.raises(s2s.S2SError):
        s2s.grad(lambda image: np.sum(nd.grey_dilation(image, structure=CROSS * 0.5)))(IMAGE)
