"""`with`, `assert`, `raise`, `print`, f-strings, logging, docstrings, imports inside."""

from __future__ import annotations

import contextlib
import logging
import math
import warnings

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
LOGGER = logging.getLogger(__name__)


@row(X)
def errstate(x):
    with np.errstate(divide="ignore", invalid="ignore"):
        y = x / (x * x + 1.0)
    return np.sum(y)


@row(X)
def errstate_round_everything(x):
    with np.errstate(all="ignore"):
        y = x * x
        for i in range(2):
            y = y * x + i
        if y[0] > 0.0:
            y = y * 2.0
        return np.sum(y)


@row(X)
def errstate_nested(x):
    with np.errstate(divide="ignore"), np.errstate(over="ignore"):
        with np.errstate(invalid="ignore"):
            y = np.exp(x)
        z = y * x
    return np.sum(z)


@row(X)
def errstate_in_a_loop(x):
    y = x
    for _ in range(3):
        with np.errstate(over="ignore"):
            y = np.tanh(y) * x
    return np.sum(y)


@row(1.3)
def early_return_from_with(x):
    with np.errstate(all="ignore"):
        if x > 0.0:
            return x * x
    return x


@row(1.3)
def null_context(x):
    with contextlib.nullcontext():
        y = x * x
    return y


@row(1.3)
def assertion(x):
    assert x > 0.0
    assert x > 0.0, "has to be positive"
    y = x * x
    assert y > x, f"{y} and {x}"
    return y


@row(1.3)
def guarded_raise(x):
    if x < 0.0:
        raise ValueError("negative")
    y = math.sqrt(x)
    if not math.isfinite(y):
        raise ArithmeticError(f"{y!r}") from None
    return y * x


@row(1.3)
def raise_in_else(x):
    if x > 0.0:
        y = x * x
    elif x == 0.0:
        raise ZeroDivisionError
    else:
        raise ValueError("negative")
    return y


@row(1.3)
def old_formats(x):
    text = "%s" % x + "{}".format(x)  # noqa: UP031, UP032
    return x * x * (len(text) > 0)


@row(1.3)
def logs(x):
    LOGGER.debug("x is %s", x)
    y = x * x
    logging.getLogger("s2s.tests").debug("y %f", y)
    return y


@row(1.3)
def documented(x):
    """The docstring.

    >>> documented(2.0)
    4.0
    """
    return x * x


@row(1.3)
def string_statement(x):
    y = x
    "a string in the middle"
    y = y * x
    return y


@row(1.3)
def import_inside(x):
    import math as m
    from math import cos  # noqa: I001
    from math import sin as sine

    return m.exp(x) * sine(x) + cos(x)


@row(X)
def import_numpy_inside(x):
    import numpy
    import numpy.linalg as la

    return numpy.sum(x**2) * la.norm(x)


@row(X)
def imports_in_a_branch(x):
    if x[0] > 0.0:
        from numpy import sin
    else:
        from numpy import cos as sin
    return np.sum(sin(x))


@row(X)
def sorted_for_print_only(x):
    order = sorted(range(len(x)), key=lambda i: x[i])
    names = ", ".join(str(i) for i in order)
    return np.sum(x**2) * len(names)


@row(1.3)
def global_declaration_read_only(x):
    global LOGGER
    LOGGER.debug("read")
    return x * x


@row(1.3)
def warns(x):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.warn("careful", stacklevel=1)
        y = x * x
    return y


@row.parametrize()
def test_statement(row: Row) -> None:
    row.run()


def test_print_happens_once_and_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    def talks(x):
        print("start", x)
        y = x
        for i in range(3):
            y = y * x
            print(i, f"{y:.2f}", sep=":")
        if y > 1.0:
            print("large", end="!\n")
        return y

    talks(1.5)
    expected = capsys.readouterr().out
    s2s.grad(talks)(1.5)
    assert capsys.readouterr().out == expected
    s2s.value_and_grad(talks)(1.5)
    assert capsys.readouterr().out == expected
    _, pullback = s2s.vjp(talks, 1.5)
    assert capsys.readouterr().out == expected
    pullback(1.0)
    pullback(2.0)
    assert capsys.readouterr().out == ""


def test_logging_happens_once(caplog: pytest.LogCaptureFixture) -> None:
    def talks(x):
        LOGGER.warning("x is %s", x)
        return x * x

    s2s.grad(talks)(1.5)
    assert [record.getMessage() for record in caplog.records] == ["x is 1.5"]


def test_random_draws_happen_once_and_in_order() -> None:
    def noisy(x, rng):
        y = x
        for _ in range(3):
            y = y * (1.0 + rng.normal()) + x * np.mean(rng.uniform(size=2))
        return y

    expected = noisy(1.5, np.random.default_rng(3))
    value, _ = s2s.value_and_grad(noisy)(1.5, np.random.default_rng(3))
    assert value == expected
    rng, same = np.random.default_rng(3), np.random.default_rng(3)
    noisy(1.5, rng)
    s2s.grad(noisy)(1.5, same)
    assert rng.normal() == same.normal()


def test_global_random_state_is_used_once() -> None:
    def dropout(x):
        keep = np.random.rand(3) > 0.5  # noqa: NPY002
        return np.sum(x**2 * keep)

    np.random.seed(7)  # noqa: NPY002
    expected = dropout(X)
    np.random.seed(7)  # noqa: NPY002
    value, gradient = s2s.value_and_grad(dropout)(X)
    after = np.random.rand()  # noqa: NPY002
    np.random.seed(7)  # noqa: NPY002
    keep = np.random.rand(3) > 0.5  # noqa: NPY002
    assert value == expected
    assert np.array_equal(gradient, 2.0 * X * keep)
    assert np.random.rand() == after  # noqa: NPY002


def test_list_argument_that_collects() -> None:
    def collects(x, log):
        y = x * x
        log.append(y)
        return y * x

    log: list[float] = []
    assert abs(s2s.grad(collects)(1.5, log) - 3.0 * 1.5**2) < 1e-12
    assert log == []  # arguments come back as they were


@pytest.mark.parametrize("error", [ValueError, ZeroDivisionError, KeyError])
def test_exceptions_are_the_programs_own(error: type[Exception]) -> None:
    def fails(x, kind):
        y = x * x
        if kind is ValueError:
            raise ValueError("negative")
        assert kind is not AssertionError, f"wrong {y:.2f}"
        if kind is KeyError:
            return {"a": x}["b"]
        return y / 0

    with pytest.raises(error) as plain:
        fails(1.5, error)
    with pytest.raises(error) as differentiated:
        s2s.grad(fails)(1.5, error)
    assert str(plain.value) == str(differentiated.value)


def test_domain_error_of_math() -> None:
    def root(x):
        return math.sqrt(x)

    with pytest.raises(ValueError, match="nonnegative|math domain error"):
        s2s.grad(root)(-1.0)


def test_traceback_points_at_the_users_line() -> None:
    def fails(x):
        y = x * x
        return y / (x - x)  # the line that fails

    with pytest.raises(ZeroDivisionError) as caught:
        s2s.grad(fails)(1.5)
    line = fails.__code__.co_firstlineno + 2
    assert any(note.endswith(f"{__file__}:{line}") for note in caught.value.__notes__)


def test_errstate_is_restored() -> None:
    def quiet(x):
        with np.errstate(divide="ignore"):
            y = np.log(x)
        return np.sum(y)

    before = np.geterr()
    s2s.grad(quiet)(np.abs(X))
    assert np.geterr() == before
