"""Sets, deques and the like came back changed; what a run uses up was another at each run.

`linearize` and `jacobian` ran the function first on the user's own deque or generator of random
numbers, and the derivative was that at the state it was left in: another one at each call.
"""

from __future__ import annotations

import array
import copy
import dataclasses
import io
import itertools
from collections import defaultdict, deque
from typing import Any

import numpy as np
import pytest

import s2s


@dataclasses.dataclass
class Window:
    items: Any


class Steps:
    def __init__(self) -> None:
        self.i = 1

    def __iter__(self):
        return self

    def __next__(self):
        self.i += 1
        return self.i

    def __repr__(self):
        return f"Steps({self.i})"


def pops(x, q):
    while q:
        x = x * q.popleft()
    return x


def appends(x, q):
    q.append(4.0)
    return x * len(q) * q[0]


def adds(x, seen):
    seen.add(3)
    return x * len(seen)


def discards(x, table):
    table["s"].discard(1)
    return x**2 * len(table["s"])


def in_a_field(x, window):
    window.items.append(2.0)
    window.items.popleft()
    return x * window.items[0]


def counts(x, c):
    c[0] += 1
    return x**2 * c[0]


def reads_a_missing_key(x, table):
    return x * (table["none"] + 2)


def steps(x, it):
    return x * next(it) + x**2 * next(it)


def inside_an_item(x, q):
    q[0].append(1.0)
    return x * len(q[0])


KEPT = [
    (pops, deque([2.0, 3.0])), (appends, deque([2.0, 3.0], maxlen=2)), (adds, {1}),
    (discards, {"s": {1, 2}}), (in_a_field, Window(deque([1.0, 3.0]))),
    (counts, array.array("d", [1.0])), (counts, bytearray(b"ab")), (counts, deque([1, 2])),
    (reads_a_missing_key, defaultdict(int)), (steps, Steps()), (inside_an_item, deque([[], []])),
]  # fmt: skip


def draws(x, rng):
    return x**2 * rng.normal() + x * rng.uniform()


def takes(x, it):
    return x**2 * next(it) + x * next(it)


def writes(x, text):
    text.write("abc")
    return x**2 * text.tell()


USED = [
    (draws, lambda: np.random.default_rng(0)), (draws, lambda: np.random.RandomState(0)),
    (takes, lambda: itertools.count(1)), (takes, lambda: iter([2.0, 3.0, 4.0, 5.0])),
    (takes, lambda: map(abs, [2.0, -3.0, 4.0, 5.0])), (writes, io.StringIO),
]  # fmt: skip


def derivatives(program, given) -> dict[str, Any]:
    """The derivative at 0.6 by each transformation, by the argument that ``given()`` makes."""
    value, pull = s2s.vjp(program, 0.6, given())
    tangent, push = s2s.linearize(program, 0.6, given())
    y, slope = s2s.value_and_grad(program)(0.6, given())
    assert value == tangent == y == program(0.6, given())
    return {
        "grad": s2s.grad(program)(0.6, given()), "value_and_grad": slope,
        "jvp": s2s.jvp(program, (0.6, given()), (1.0, None))[1],
        "vjp": pull(1.0)[0], "vjp again": pull(1.0)[0],
        "linearize": push(1.0, None), "linearize again": push(1.0, None),
        "jacfwd": s2s.jacfwd(program)(0.6, given()), "jacrev": s2s.jacrev(program)(0.6, given()),
    }  # fmt: skip


@pytest.mark.parametrize(("program", "given"), [*KEPT, *USED])
def test_derivatives(program, given: Any) -> None:
    made = (
        given if callable(given) and not isinstance(given, Steps) else lambda: copy.deepcopy(given)
    )
    step = 1e-6
    expected = (program(0.6 + step, made()) - program(0.6 - step, made())) / (2 * step)
    for name, found in derivatives(program, made).items():
        assert found == pytest.approx(expected, rel=1e-6), name
    second = s2s.grad(lambda x, c: s2s.grad(program)(x, c))(0.6, made())
    table = s2s.hessian(program)(0.6, made())
    product = s2s.hvp(program)(0.6, 1.0, made())
    step = 1e-4
    values = [program(0.6 + i * step, made()) for i in (-1, 0, 1)]
    curved = (values[0] - 2 * values[1] + values[2]) / step**2
    assert np.allclose([second, table, product], curved, atol=1e-5)


@pytest.mark.parametrize(("program", "given"), KEPT)
def test_arguments_stay_as_they_were(program, given: Any) -> None:
    mine = copy.deepcopy(given)
    for call in (s2s.grad, s2s.value_and_grad, s2s.hessian, s2s.jacobian, s2s.jacrev):
        call(program)(0.6, mine)
    s2s.jvp(program, (0.6, mine), (1.0, None))
    s2s.linearize(program, 0.6, mine)[1](1.0, None)
    s2s.vjp(program, 0.6, mine)[1](1.0)
    s2s.hvp(program)(0.6, 1.0, mine)
    assert repr(mine) == repr(given)


def test_a_derivative_inside_leaves_them_too() -> None:
    def twice(x, q):
        return s2s.grad(pops)(x, q) + x * s2s.grad(pops)(x, q) + len(q)

    mine = deque([2.0, 3.0])
    assert s2s.value_and_grad(twice)(0.6, mine) == pytest.approx((11.6, 6.0))
    assert list(mine) == [2.0, 3.0]


def rows(x, rng):
    return x**2 * rng.normal(size=3) + np.sin(x) * rng.uniform()


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
@pytest.mark.parametrize("jacobian", [s2s.jacobian, s2s.jacfwd, s2s.jacrev])
def test_columns_of_one_draw(make, jacobian) -> None:
    x = np.array([0.3, 0.5, 0.7])
    rng = make(0)
    scale, shift = rng.normal(size=3), rng.uniform()
    mine = make(0)
    found = jacobian(rows)(x, mine)
    assert np.allclose(found, np.diag(2 * x * scale + np.cos(x) * shift))
    assert mine.uniform() == rng.uniform()  # it has been advanced once
    found = s2s.value_grad_and_hessian(lambda x, r: np.sum(x**2 * r.uniform(size=3)))(x, make(0))[2]
    assert np.allclose(found, np.diag(2 * make(0).uniform(size=3)))
    found = s2s.elementwise_grad(lambda x, r: x**2 * r.uniform())(x, make(0))
    assert np.allclose(found, 2 * x * make(0).uniform())


def test_a_generator_cannot_be_copied() -> None:
    assert s2s.grad(takes)(0.6, (i for i in (2.0, 3.0))) == pytest.approx(5.4)
    with pytest.raises(s2s.UnsupportedError, match="cannot copy an argument, a `generator`"):
        s2s.linearize(takes, 0.6, (i for i in (2.0, 3.0)))
