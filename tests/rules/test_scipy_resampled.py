"""Images at other places: each order and mode, in the image, the places and the value outside."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.ndimage as sn

import s2s
from s2s.testing import check

_RNG = np.random.default_rng(0)
X = _RNG.normal(size=(5, 6))
LONG = _RNG.normal(size=70)
PLACES = _RNG.uniform(-1.1, 5.0, size=(2, 9))
WEIGHTS = _RNG.normal(size=9)
MODES = (
    "constant", "nearest", "mirror", "reflect", "grid-mirror", "wrap", "grid-wrap", "grid-constant"
)  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("order", range(6))
def test_places(order: int, mode: str) -> None:
    def program(x, places, cval):
        found = sn.map_coordinates(x, places, order=order, mode=mode, cval=cval)
        raw = sn.map_coordinates(x, places, None, order, mode, prefilter=False)
        return np.sum(WEIGHTS * found**2) + np.sum(raw * found)

    s2s.check_grads(program, X, PLACES, 0.3)


@pytest.mark.parametrize("mode", ["constant", "reflect", "grid-wrap", "grid-constant"])
def test_second_derivatives(mode: str) -> None:
    def program(x, places):
        return np.sum(WEIGHTS * sn.map_coordinates(x, places, mode=mode, order=4) ** 2)

    s2s.check_grads(program, X[:3, :3], PLACES / 2.5, order=2)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("order", [0, 1, 2, 3, 5])
def test_what_rests_on_it(order: int, mode: str) -> None:
    def program(x, by, angle, matrix, cval):
        total = np.sum(sn.shift(x, by, order=order, mode=mode, cval=cval) ** 2)
        total += np.sum(sn.zoom(x, 1.7, order=order, mode=mode, cval=cval) ** 3)
        total += np.sum(sn.zoom(x, (0.8, 1.5), order=order, mode="mirror", grid_mode=True) ** 2)
        total += np.sum(sn.rotate(x, angle, order=order, mode=mode, cval=cval) ** 2)
        total += np.sum(sn.affine_transform(x, matrix, by, order=order, mode=mode, cval=cval) ** 2)
        total += np.sum(sn.affine_transform(x, by + 1.0, 0.3, (3, 4), order=order, mode=mode) ** 2)
        return total

    by, matrix = np.array([0.313, -1.271]), np.array([[0.91, 0.23], [-0.17, 1.08]])
    s2s.check_grads(program, X, by, 31.7, matrix, 0.4)


def test_right_angles_stay_inside() -> None:
    """Places that are inside by their rounding are so in the derivative, too."""
    for angle in (90, -90.0, 180, 270.0):
        bar = s2s.grad(lambda x, a=angle: np.sum(sn.rotate(x, a, order=1)))(X)
        seen = sum(np.sum(sn.rotate(e.reshape(5, 6), angle, order=1)) * e for e in np.eye(30))
        np.testing.assert_allclose(bar.ravel(), seen, atol=1e-12)


def homogeneous(x):
    m = np.array([[1.0, 0.1, 0.2], [0.0, x[0, 1], 0.3], [0.0, 0.0, 1.0]])
    return np.sum(sn.affine_transform(x, m[:2]) ** 2) + np.sum(sn.affine_transform(x, m) ** 2)


def planes(x):
    cube = np.stack([x, x**2, 2 * x], axis=1)
    return np.sum(sn.rotate(cube, 20 * x[0, 0], axes=(2, 0), order=3, mode="reflect") ** 2)


def line(x):
    return np.sum(sn.shift(x[0], x[1, 0]) ** 2) + np.sum(sn.zoom(x[:, 1], 2.0, order=2) ** 2)


def mapped(x):
    def places(at, by):
        return at[0] * x[0, 0] + by, at[1] + 0.2 * at[0] * x[0, 1]

    return np.sum(sn.geometric_transform(x, places, order=3, extra_arguments=(0.3,)) ** 2)


def complex_image(x):
    image = x + 1j * x[::-1] ** 2
    return np.sum(np.abs(sn.map_coordinates(image, PLACES, order=3, cval=1j)) ** 2)


def filters(x):
    both = sn.spline_filter(x, 4) * sn.spline_filter(x, mode="reflect")
    return np.sum(both) + np.sum(sn.spline_filter1d(x, 5, 0, mode="grid-wrap") ** 2)


def transforms(x):
    parts = sn.fourier_gaussian(np.fft.fft2(x), 0.8) * sn.fourier_uniform(np.fft.fft2(x), (2, 1.5))
    parts = parts + sn.fourier_shift(np.fft.fft2(x), 0.3) * sn.fourier_ellipsoid(np.fft.fft2(x), 2)
    half = sn.fourier_shift(np.fft.rfft2(x), (0.2, 0.4), 6, 1)
    return np.sum(np.abs(parts) ** 2) + np.sum(half.real**2) + np.sum(sn.fourier_gaussian(x, 0.3))


@pytest.mark.parametrize(
    "program", [homogeneous, planes, line, mapped, complex_image, filters, transforms]
)
def test_program(program: Any) -> None:
    check(program, X)


@pytest.mark.parametrize("mode", ["mirror", "reflect", "grid-wrap", "nearest", "constant"])
@pytest.mark.parametrize("order", [2, 3, 5])
def test_long_lines(order: int, mode: str) -> None:
    def program(x):
        return np.sum(sn.spline_filter1d(x, order, mode=mode) ** 2 * LONG)

    s2s.check_grads(program, LONG, order=2)


def test_single_precision_stays_single() -> None:
    bar = s2s.grad(lambda x: np.sum(sn.shift(x, 0.4)))(X.astype(np.float32))
    assert bar.dtype == np.float32


@pytest.mark.parametrize(
    "program",
    [
        lambda x: np.sum(sn.fourier_shift(x, x[0, 0])).real,
        lambda x: np.sum(sn.shift(x, 0.3, output=np.float32)),
        lambda x: np.sum(sn.zoom(x, 2, output=np.zeros((10, 12)))),
    ],
)
def test_what_it_lacks(program: Any) -> None:
    with pytest.raises(s2s.S2SError):
        s2s.grad(program)(X)
