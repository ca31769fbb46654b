"""Summing down and stretching up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from s2s import runtime as rt

SHAPES = [(), (1,), (3,), (2, 3), (1, 3), (2, 1), (1, 1), (4, 2, 3), (4, 1, 1)]


@pytest.mark.parametrize("like", SHAPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_unbroadcast_is_the_transpose_of_broadcasting(
    shape: tuple[int, ...], like: tuple[int, ...]
) -> None:
    if np.broadcast_shapes(shape, like) != shape:
        return
    rng = np.random.default_rng(0)
    ct, x = rng.random(shape), rng.random(like)
    got = rt.unbroadcast(ct, x)
    assert np.shape(got) == like
    assert np.sum(ct * np.broadcast_to(x, shape)) == pytest.approx(np.sum(got * x))


@pytest.mark.parametrize("like", SHAPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_thin_value_is_stretched(shape: tuple[int, ...], like: tuple[int, ...]) -> None:
    if np.broadcast_shapes(shape, like) != like:
        return
    ct, x = np.ones(shape), np.zeros(like)
    for got in (rt.unbroadcast(ct, x), rt.expand(ct, x)):
        np.testing.assert_array_equal(got, np.ones(like))


def test_the_same_shape_is_passed_through() -> None:
    ct = np.ones(3)
    assert rt.unbroadcast(ct, np.zeros(3)) is ct
    assert rt.expand(ct, np.zeros(3)) is ct


@pytest.mark.parametrize("number", [1.5, np.float64(1.5), np.array(1.5)])
def test_numbers(number: Any) -> None:
    assert rt.unbroadcast(np.ones((2, 3)), number) == 6.0
    assert rt.unbroadcast(2.0, number) == 2.0


def test_what_was_stretched_can_be_written_into() -> None:
    wide = rt.expand(1.0, np.zeros(3))
    wide[0] = 5.0
    np.testing.assert_array_equal(wide, [5.0, 1.0, 1.0])


def test_single_precision_stays() -> None:
    assert rt.unbroadcast(np.ones((2, 3), np.float32), np.float32(1)).dtype == np.float32
