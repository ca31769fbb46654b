"""An option of a NumPy or SciPy function that takes several constant values: a mode, a flag, ``None``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.fft
import scipy.interpolate
import scipy.linalg

import s2s
from s2s.testing import check_grads


def padded(a):
    s = 0.0
    for m in ("edge", "wrap", "mean", "reflect"):
        s = s + np.sum(np.pad(a, 1, m) ** 3)
    return s


def padded_by_a_helper(a):
    return sum([with_mode(a, m) for m in ("edge", "linear_ramp")])


def with_mode(a, m):
    return np.sum(np.pad(a, 2, mode=m) ** 3)


def normed(a):
    s = 0.0
    for m in (None, "ortho"):
        s = s + np.sum(np.abs(np.fft.fft(a, norm=m)) ** 3)
    return s


def resized(a):
    return sum([np.sum(np.abs(np.fft.rfft(a, m)) ** 3) for m in (None, 6)])


def of_a_dtype(a):
    return sum([np.sum(np.abs(np.asarray(a, dtype=d)) ** 3) for d in (float, complex)])


def stepped(a):
    s = 0.0
    for m in (False, True):
        line = np.linspace(a[0], a[1] ** 2, 3, retstep=m)
        s = s + np.sum(line[1] ** 2)
    return s


def bands(a):
    return sum([np.sum(scipy.linalg.toeplitz(a, m) ** 3) for m in (None, np.array([1.0, 2.0]))])


def lines(y):
    t = np.arange(4.0)
    q = np.array([0.3, 2.2])
    found = 0.0
    for kind in ("linear", "cubic"):
        found = found + np.sum(scipy.interpolate.interp1d(t, y, kind=kind)(q) ** 2)
    return found


def joined(a):
    for m, n in (("edge", 1), ("mean", 2)):
        a = np.pad(a, n, m) ** 2
    return np.sum(a)


def cast(a):
    return sum([np.sum(np.abs(a.astype(d)) ** 3) for d in (float, complex)])


def inverses(a):
    s = 0.0
    for m in (True, False):
        s = s + np.sum(np.linalg.pinv(a @ a.T, hermitian=m))
    return s


def least(a):
    s = 0.0
    for m in ("L", "U"):
        s = s + np.linalg.eigh(a + a.T, UPLO=m)[0][0]
    return s


def singular(a):
    s = 0.0
    for m in (True, False):
        s = s + np.sum(np.linalg.svd(a, compute_uv=m)[1] ** 3)
    return s


VECTOR = np.array([0.3, 0.7, 1.2, 2.1])
MATRIX = np.array([[2.0, 0.5, 0.2], [0.1, 1.0, 0.4], [0.3, 0.2, 1.7]])


@pytest.mark.parametrize(
    ("fun", "arg"),
    [
        (padded, VECTOR), (padded_by_a_helper, VECTOR), (normed, VECTOR), (resized, VECTOR),
        (of_a_dtype, VECTOR), (stepped, VECTOR), (lines, VECTOR), (joined, VECTOR),
        (cast, VECTOR),
        (inverses, MATRIX), (least, MATRIX), (singular, MATRIX), (bands, VECTOR[1:3]),
    ],
)  # fmt: skip
def test_options_from_a_loop(fun: Callable[..., Any], arg: Any) -> None:
    assert s2s.value_and_grad(fun)(arg)[0] == fun(arg)
    check_grads(fun, arg, order=2)


def by_length(a):
    m = "edge" if a[0] > 0 else "mean"
    return np.sum(np.pad(a, 1, m) ** 2)


def by_flag(a):
    m = bool(a[0, 0] > 0)
    return np.sum(np.linalg.pinv(a, hermitian=m))


@pytest.mark.parametrize(("fun", "arg"), [(by_length, VECTOR), (by_flag, MATRIX)])
def test_what_is_not_known_is_never_taken_for_one_of_them(
    fun: Callable[..., Any], arg: Any
) -> None:
    with pytest.raises(s2s.UnsupportedError, match="is not known"):
        s2s.grad(fun)(arg)


def fast(a):
    return np.sum(np.abs(scipy.fft.fft(a, scipy.fft.next_fast_len(11))) ** 4)


def grown(a):
    return np.sum(np.abs(np.fft.fftn(a, [n + 1 for n in a.shape])) ** 4)


@pytest.mark.parametrize(("fun", "arg"), [(fast, VECTOR), (grown, MATRIX)])
def test_gradients_of_real_arguments_are_real(fun: Callable[..., Any], arg: Any) -> None:
    assert s2s.grad(fun)(arg).dtype == np.float64
    check_grads(fun, arg)
