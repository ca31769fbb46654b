"""Both results of `np.divmod`, `np.modf` and `np.frexp` were taken for arrays of one element."""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check

ROW, COLUMN = np.array([[5.3, 1.2, -0.8]]), np.array([[2.1], [0.9]])
ONE = np.array([1.3])


@pytest.mark.parametrize(
    ("fun", "args"),
    [
        (lambda x, y: np.sum(np.divmod(x, y)[1]), (ROW, COLUMN)),
        (lambda x, y: np.divmod(x, y)[1], (ROW, COLUMN)),
        (lambda x, y: divmod(x, y)[1], (COLUMN, ROW)),
        (lambda x, y: np.sum(np.divmod(x, y)[1]), (ROW[0], np.vstack([ROW, ROW]) + 4.0)),
        (lambda x, w: np.modf(x)[0] * w, (ROW[0], ONE)),
        (lambda x, w: np.sum(np.modf(x)[0] * w), (ROW, ONE)),
        (lambda x, w: np.frexp(x)[0] + w, (ROW, COLUMN)),
    ],
)
def test_results_have_the_shape_of_the_operands(fun, args) -> None:
    check(fun, *args)
