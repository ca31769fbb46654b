"""Fourier transforms that name an axis twice, or leave sizes open: gradients were wrong, with no error."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

X = np.sin(np.arange(12.0) ** 1.3).reshape(3, 4)
WEIGHTS = np.cos(np.arange(144.0) * 1.7)
FORMS = {
    "twice": {"axes": (0, 0)},
    "from both ends": {"axes": (1, -1)},
    "around another": {"axes": (0, 1, 0)},
    "of sizes": {"s": (5, 3), "axes": (0, 0)},
    "of sizes, cut between": {"s": (6, 2, 5), "axes": (1, 0, 1), "norm": "ortho"},
    "the last size open": {"s": (5, -1), "axes": (0, 1)},
    "the first size open": {"s": (-1, 6), "axes": (1, 0), "norm": "forward"},
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["fftn", "ifft2", "rfftn", "rfft2", "irfftn", "irfft2"])
def test_cotangent(name: str, form: str) -> None:
    transform = getattr(np.fft, name)
    given = FORMS[form]

    def program(x):
        found = transform(x**2, **given)
        return np.sum((found.real + 2.0 * found.imag) ** 2 * WEIGHTS[: found.size].reshape(found.shape))

    check(program, X)
