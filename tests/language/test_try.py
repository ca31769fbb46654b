"""`try`, `contextlib.suppress` and context managers around active code: what was done decides."""

from __future__ import annotations

import contextlib
import math
from contextlib import suppress as quiet

import numpy as np
import pytest

import s2s

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])


@row(X, {"a": 1.3})
def nested(x, d):
    t = 0.0
    try:
        try:
            t = d["a"] * x[0]
            t = t * d["q"]
        except IndexError:
            t = 100.0 * t
        t = t * 7.0
    except KeyError:
        t = t + x[1]
    return t * x[2]


@row(X)
def multi(x):
    total = 0.0
    for i in range(6):
        try:
            v = x[i]
            total = total + math.sqrt(v)
        except ValueError as e:
            total = total - x[i] * len(e.args)
        except IndexError:
            total = total * 1.5
            break
        else:
            total = total * v
    return total


@row(X)
def raises_own(x):
    s = 0.0
    for v in x:
        try:
            if v < 0:
                raise ValueError("neg")
            s += v**2
            if v > 1.5:
                raise KeyError(v)
            s *= 1.1
        except ValueError:
            s += 3 * v
        except KeyError as k:
            s -= v
    return s


@row(X, 2.0)
def loop_in_try(x, c):
    s = 0.0
    try:
        for i in range(10):
            s = s * c + x[i]
            x[i] *= s
    except IndexError:
        s = s + c
    return s * np.sum(x)


@row(X, 2.0)
def while_in_try(x, c):
    s = 0.0
    i = 0
    try:
        while True:
            s = s * c + x[i]
            i += 1
    except IndexError:
        s = s + c
    return s * i


@row(X, 2.0)
def branch_in_try(x, c):
    s = c
    try:
        if x[0] > 0:
            s = s * x[1]
            s = s * x[50]
        else:
            s = s + 1
        s = s * 100
    except IndexError:
        s = s * x[2]
    finally:
        s = s * 2
    return s


@row(X, 2.0)
def list_state(x, c):
    q = [c]
    try:
        q.append(x[0])
        q[0] = q[0] * x[1]
        q.append(x[9])
        q.append(5.0)
    except IndexError:
        q.append(q[0] * q[-1])
    return sum(q)


@row(X, 2.0)
def unused_value(x, c):
    d = {"a": 1.0}
    try:
        t = d["zz"]
        y = x * 1.0
    except KeyError:
        y = x * c
    return np.sum(y)


@row(X, 2.0)
def unused_call(x, c):
    try:
        float("abc")
    except ValueError:
        x = x * c
    return np.sum(x**2)


@row(X, 2.0)
def returns(x, c):
    for v in x:
        try:
            r = math.log(v)
        except ValueError:
            return c * v
        if r > 0:
            return r
    return 0.0


@row(X, 2.0)
def handler_raises(x, c):
    try:
        y = x[0] * c
    except IndexError as e:
        raise RuntimeError("no") from e
    return y * x[1]


@row(X, 2.0)
def reraise(x, c):
    s = 1.0
    try:
        try:
            s = s * x[0]
            s = s * x[50]
        except IndexError:
            s = s * c
            raise
    except LookupError as e:
        s = s + x[1]
    return s


@row(X, 2.0)
def linalg(x, c):
    A = np.outer(x, x)
    try:
        y = np.linalg.solve(A * 0.0, x)
    except np.linalg.LinAlgError:
        y = x * c
    return np.sum(y * x)


@row(X, 2.0)
def linalg2(x, c):
    A = np.outer(x, x) + np.eye(4) * c
    try:
        L = np.linalg.cholesky(A)
    except np.linalg.LinAlgError:
        return 0.0
    return np.sum(np.log(np.diag(L)))


@row(X, 2.0)
def tuple_types(x, c):
    try:
        y = x["a"]
    except (TypeError, IndexError) as e:
        y = x * c
    return np.sum(y)


@row(X, 2.0)
def unpack(x, c):
    try:
        a, b = x[:3]
    except ValueError:
        a, b = x[0] * c, x[1]
    else:
        a = 0.0
    return a * b


@row(X, 2.0)
def bare(x, c):
    try:
        y = x[7] * c
    except:
        y = x[0] * c
    return y


@row(X, 2.0)
def aug(x, c):
    y = x
    try:
        x *= c
        x += np.ones(5)
        x *= 100.0
    except ValueError:
        y[0] *= c
    return np.sum(x * x)


@row(X, 2.0)
def errstate_raise(x, c):
    with np.errstate(all="raise"):
        try:
            y = x / (x - x)
        except FloatingPointError:
            y = x * c
    return np.sum(y)


@row(0.0, 2.0)
def inf_derivative_not_caught(x, c):
    try:
        y = c * 1.0
        z = y * y
    except ZeroDivisionError:
        z = -1.0
    return z + x


@row(X, 2.0)
def closure(x, c):
    def inner(v):
        if v < 0:
            raise ValueError
        return v * c

    out = []
    for v in x:
        try:
            out.append(inner(v))
        except ValueError:
            out.append(v * v)
    return np.sum(np.array(out) ** 2)


@row(X, 2.0)
def finally_loop(x, c):
    s = 0.0
    log = []
    for v in x:
        try:
            s += math.sqrt(v) * c
        except ValueError:
            s *= v
        finally:
            log.append(1.0)
            s += v * len(log)
    return s


class Solver:
    def __init__(self, k):
        self.k = k
        self.fails = 0

    def step(self, u):
        try:
            self.k = self.k * math.sqrt(u)
        except ValueError:
            self.fails += 1
            self.k = self.k + u
        return self.k


@row(X, 2.0)
def object_state(x, c):
    s = Solver(c)
    t = 0.0
    for v in x:
        t += s.step(v)
    return t * s.k + s.fails


@row(X, 2.0)
def trywhole(x, c):
    try:
        s = 0.0
        for v in x:
            if v < -1:
                continue
            s += v * c
            if s > 4:
                break
        return s * s
    except ValueError:
        return 0.0


@row(X, 2.0)
def defaultkey(x, c):
    cache = {}
    tot = 0.0
    for k in (0, 1, 0, 2, 1):
        try:
            v = cache[k]
        except KeyError:
            v = cache[k] = x[k] * c
        tot += v * x[3]
    return tot


@row(X, 2.0)
def pop_empty(x, c):
    q = [x[0], x[1]]
    t = c
    try:
        while True:
            t = t * q.pop() + 1.0
    except IndexError:
        t = t * c
    return t


EVENTS = []


class Scaled:
    def __init__(self, a, k):
        self.a = a
        self.k = k
        self.n = 0

    def __enter__(self):
        self.a *= self.k
        return self

    def __exit__(self, t, e, tb):
        self.a /= self.k + 1.0
        self.n += 1
        return t is IndexError


class Timer:
    def __enter__(self):
        self.t = 1.0
        return self

    def __exit__(self, *_):
        EVENTS.append("exit")
        return False


@row(X, 2.0)
def sup(x, c):
    y = x[0]
    with contextlib.suppress(IndexError, KeyError):
        y = y * c
        y = y * x[12]
        y = y * 100
    return y * x[1]


@row(X, 2.0)
def sup2(x, c):
    y = x[0]
    for i in range(6):
        with quiet(IndexError):
            y = y * c + x[i]
    return y * x[1]


@row(X, 2.0)
def cls(x, c):
    t = 0.0
    with Scaled(x, c) as s:
        t = np.sum(x) * s.k
        t = t * x[9]
    return t * np.sum(x) * s.n


@row(X, 2.0)
def clsret(x, c):
    for i in range(3):
        with Scaled(x, c) as s:
            if i == 1:
                return np.sum(x * x) * s.k
            if x[0] > 100:
                break
            if x[1] > 0:
                continue
            x[2] = x[2] * x[0]
    return 0.0


@row(X, 2.0)
def timer(x, c):
    with Timer() as t, np.errstate(all="ignore"):
        y = np.sum(x * c)
    return y * t.t


@row(X, 2.0)
def finover(x, c):
    try:
        y = x[0] * c
        y = y * x[77]
    finally:
        return x[1] * c


@row(X, 2.0)
def deep(x, c):
    t = 0.0
    for i in range(3):
        try:
            try:
                t += x[i + 2] * c
            finally:
                t *= 1.1
        except IndexError:
            t += c
            try:
                t *= x[40]
            except IndexError as e:
                t *= c + len(e.args)
    return t


@row(X, 2.0)
def whole_loop(x, c):
    it = 0
    err = 1.0
    u = x * c
    try:
        while err > 1e-3:
            new = np.tanh(u) * 0.5
            err = float(np.max(np.abs(new - u)))
            u = new
            it += 1
            if it > 8:
                raise RuntimeError("no convergence")
    except RuntimeError:
        u = u * 2.0
    return np.sum(u**2)


@row(X, 2.0)
def callee_that_writes_and_does_not_stop(x, c):
    try:
        writes_both(x, c)
        y = x[9]
    except IndexError:
        y = x[1] * c
    return np.sum(x**2) * y


def writes_both(v, c):
    v[0] *= c
    v[1] *= c


@row.parametrize()
def test_what_was_done_decides(row: Row) -> None:
    row.run()


def writes_twice(v, c):
    v[0] *= c
    v[9] *= c


def callee_that_may_stop_between_writes(x, c):
    try:
        writes_twice(x, c)
    except IndexError:
        x[1] *= c
    return np.sum(x**2)


def test_what_may_be_done_in_part_is_not_handled() -> None:
    for derivative in (s2s.grad(callee_that_may_stop_between_writes), jvp_of_parts):
        with pytest.raises(s2s.UnsupportedError, match="between two writes") as caught:
            derivative(X, 2.0)
        assert isinstance(caught.value.__cause__, IndexError)
        assert "test_try.py:" in str(caught.value)


def jvp_of_parts(x, c):
    return s2s.jvp(callee_that_may_stop_between_writes, (x, c), (x, c))


def infinite_slope(x):
    try:
        y = math.sqrt(x)
    except ZeroDivisionError:
        y = -1.0
    return y


def test_the_program_does_not_handle_exceptions_of_derivatives() -> None:
    assert s2s.value_and_grad(infinite_slope)(0.0) == (0.0, math.inf)
    value, slope = s2s.jvp(infinite_slope, (0.0,), (1.0,))
    assert (value, slope) == (0.0, math.inf)


def test_exceptions_of_the_program_are_raised_after_what_is_always_done() -> None:
    done = []

    def f(x):
        try:
            y = x[0] * x[1]
            y = y * x[9]
        finally:
            done.append(1.0)
        return y

    try:
        s2s.grad(f)(X)
    except IndexError:
        assert done == [1.0]
    else:
        raise AssertionError("no error")
