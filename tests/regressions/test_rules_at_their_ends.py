"""Rules that were silently wrong, or lost their digits, in cases at the end of what they are asked for."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.integrate
import scipy.special
import scipy.stats

import s2s
from s2s.testing import check


def end_of_an_equation(end):
    found = scipy.integrate.solve_ivp(
        lambda t, y: -y, (0.0, end), np.array([1.0]), rtol=1e-9, atol=1e-10
    )
    return found.y[0, -1] * 2.0


def both_ends_of_an_equation(start, end):
    found = scipy.integrate.solve_ivp(
        lambda t, y: np.array([y[1] * t, -y[0]]), (start, end), np.array([1.0, end]),
        rtol=1e-10, atol=1e-12,
    )  # fmt: skip
    return found.y[0, -1] * found.y[1, -1] + found.t[-1] ** 2


def test_the_end_of_an_equation_moves_its_solution() -> None:
    """The derivative was 0."""
    assert s2s.grad(end_of_an_equation)(1.3) == pytest.approx(-2 * np.exp(-1.3))
    check(both_ends_of_an_equation, 0.2, 1.3, rtol=1e-5)


_WIDE = np.broadcast_to(np.array([1.0, 2.0, 3.0]), (2, 3))


@pytest.mark.parametrize(
    "array",
    [
        _WIDE, _WIDE.T, np.broadcast_to(np.arange(8.0).reshape(2, 1, 4), (2, 3, 4)),
        np.broadcast_to(np.arange(8.0).reshape(2, 1, 4), (2, 3, 4)).transpose(2, 0, 1),
        np.broadcast_to(np.arange(8.0).reshape(4, 2).T[:, None], (2, 3, 4)).swapaxes(0, 1),
        np.arange(24.0).reshape(2, 3, 4).transpose(1, 2, 0), np.arange(6.0).reshape(3, 2).T[::-1],
        np.arange(6.0).reshape(2, 1, 3).T, np.arange(24.0).reshape(4, 6)[::2, ::3].T,
    ],
)  # fmt: skip
@pytest.mark.parametrize("flat", [lambda a: a.ravel("K"), lambda a: a.flatten("K")])
def test_arrays_flat_as_they_lie(array, flat) -> None:
    """Where steps in memory are 0, the elements came in another order."""
    value, tangent = s2s.jvp(flat, (array,), (array,))
    assert np.array_equal(value, tangent)
    weights = np.arange(1.0, array.size + 1)
    assert np.sum(s2s.vjp(flat, array)[1](weights) * array) == pytest.approx(weights @ value)


def summed(x):
    return scipy.special.logsumexp(x)


def by_pairs(x):
    return np.logaddexp(np.logaddexp(x[0], x[1]), x[2])


def by_pairs_of_powers_of_two(x):
    return np.logaddexp2(np.logaddexp2(x[0], x[1]), x[2])


def reduced(x):
    return np.logaddexp.reduce(x)


def reduced_in_part(x):
    return np.logaddexp.reduce(np.append(x, 9.0), where=np.array([True, True, True, False]))


def with_factors(x):
    return scipy.special.logsumexp(x, b=np.array([2.0, 2.0, 0.5]))


@pytest.mark.parametrize("program", [summed, by_pairs, reduced, reduced_in_part])
def test_shares_of_what_lies_far_out(program) -> None:
    """They were exponentials of a difference from the result, which is rounded."""
    for offset in (1e12, 1e17, -1e17):
        gradient = s2s.grad(program)(np.full(3, offset))
        shares = [0.25, 0.25, 0.5] if program is by_pairs else [1 / 3] * 3
        if abs(offset) > 1e15 or program is not by_pairs:
            assert gradient == pytest.approx(shares, abs=1e-15), offset


@pytest.mark.parametrize(
    "program",
    [summed, by_pairs, by_pairs_of_powers_of_two, reduced, reduced_in_part, with_factors],
)
def test_shares(program) -> None:
    for x in (np.array([0.3, -0.2, 1.1]), np.zeros(3)):
        check(program, x)
        direction = np.array([1.0, -0.5, 0.3])
        second = s2s.jvp(s2s.grad(program), (x,), (direction,))[1]
        step = 1e-6 * direction
        moved = s2s.grad(program)(x + step) - s2s.grad(program)(x - step)
        assert second == pytest.approx(moved / 2e-6, abs=1e-7)


def test_shares_of_infinities() -> None:
    assert s2s.grad(summed)(np.array([-np.inf, 0.0, 0.0])) == pytest.approx([0.0, 0.5, 0.5])
    assert s2s.grad(by_pairs)(np.array([np.inf, 0.0, 0.0])).tolist() == [1.0, 0.0, 0.0]


def test_the_tails_of_the_normal_distribution() -> None:
    """They were exponentials of a difference of two large logarithms."""
    for x in (1e5, 1e8, 3.0, -2.0, -40.0):
        expected = s2s.grad(scipy.special.log_ndtr)(-x)
        assert s2s.grad(scipy.stats.norm.logsf)(x) == pytest.approx(-expected, rel=1e-12)
        assert s2s.grad(scipy.stats.norm.logcdf)(-x) == pytest.approx(expected, rel=1e-12)
    check(lambda x, a, b: scipy.stats.norm.logsf(x, a, b), 1.3, 0.2, 1.7)
    check(lambda x, a, b: scipy.stats.norm.logcdf(x, a, b), 1.3, 0.2, 1.7)


def test_a_bessel_function_as_far_as_it_is_finite() -> None:
    with np.errstate(all="raise", under="ignore"):
        for x in (709.0, 713.0, -709.0, 0.0, 1.5):
            expected = scipy.special.i1e(x) * np.exp(abs(x) / 2) * np.exp(abs(x) / 2)
            assert s2s.grad(np.i0)(x) == pytest.approx(expected, rel=1e-10)
    second = s2s.grad(s2s.grad(np.i0))
    assert second(1.5) == pytest.approx(scipy.special.i0(1.5) - scipy.special.i1(1.5) / 1.5)
    assert second(0.0) == pytest.approx(0.5)


def test_a_quotient_of_exponentials_far_out() -> None:
    """SciPy's confluent hypergeometric function did not return."""
    slope = s2s.grad(scipy.special.exprel)
    assert slope(1e160) == slope(1e6) == np.inf
    assert slope(-1e4) == pytest.approx(1e-8)
    assert slope(-1e200) == 0.0
    for x in (-999.0, -1001.0):
        assert slope(x) == pytest.approx(1 / x**2, rel=1e-9)
        assert s2s.grad(slope)(x) == pytest.approx(-2 / x**3, rel=1e-6)
    assert s2s.grad(slope)(0.7) == pytest.approx((slope(0.7 + 1e-6) - slope(0.7 - 1e-6)) / 2e-6)


@pytest.mark.parametrize(
    ("fun", "slope"),
    [
        (np.arctan, 0.0), (np.arcsinh, 0.0), (lambda x: np.arctan2(2.0, x), 0.0),
        (scipy.special.erf, 0.0), (scipy.special.erfc, 0.0), (scipy.special.ndtr, 0.0),
    ],
)  # fmt: skip
def test_squares_of_numbers_far_out(fun, slope) -> None:
    """Python's power raised an OverflowError where a product of floats is infinite."""
    assert s2s.grad(fun)(1e160) == slope
    assert s2s.jvp(fun, (1e160,), (1.0,))[1] == slope


_ENDS = np.array([0, 2, 2, 5, 3, 9])


@pytest.mark.parametrize("name", ["multiply", "logaddexp", "logaddexp2", "add"])
def test_segments_that_overlap(name) -> None:
    rng = np.random.default_rng(0)
    function = getattr(np, name)
    with_zeros = rng.normal(size=11)
    with_zeros[[3, 4, 7]] = 0.0

    def squares(x):
        return np.sum(function.reduceat(x, _ENDS) ** 2)

    for x in (rng.normal(size=11), with_zeros):
        check(squares, x)
        slope, direction = s2s.grad(squares), rng.normal(size=11)
        second = s2s.jvp(slope, (x,), (direction,))[1]
        moved = slope(x + 1e-6 * direction) - slope(x - 1e-6 * direction)
        assert second == pytest.approx(moved / 2e-6, abs=1e-6)
    check(lambda x: np.sin(function.reduceat(x, [0, 2, 1], 1)), rng.normal(size=(2, 4, 3)))


def test_shares_of_segments() -> None:
    """They were exponentials of differences of two large numbers."""
    slope = s2s.grad(lambda x: np.sum(np.logaddexp.reduceat(x, [0, 2])))
    assert slope(np.full(5, 1e15)) == pytest.approx([0.5, 0.5, 1 / 3, 1 / 3, 1 / 3])
    assert slope(np.array([-np.inf, 0.0, 0.0, np.inf, 1.0])).tolist() == [0.0, 1.0, 0.0, 1.0, 0.0]
