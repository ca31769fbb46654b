"""Writes of active values into what is from outside, by another name of it: wrong when it was read again.

An array, list, dict or object that a global holds was followed where it had a name of its own; not where it
was stored in an attribute, put into a list, handed through a call, or seen through a view.
"""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

import numpy as np
import pytest

import s2s
from s2s.testing import check

TAB = {"a": 1.0}
L = [1.0, 2.0]
A = np.ones(3)
LL = [[1.0], [2.0]]
WEIGHTS = [np.ones((2, 2)), np.eye(2)]
ARRAYS = {"w": np.array([1.0, 2.0, 3.0])}


class Plain:
    pass


class Kept:
    shared = [1.0]
    arr = np.ones(2)

    def __init__(self, x, tab=None):
        self.x = x
        self.tab = TAB if tab is None else tab
        self.rows = L
        self.a = A

    def put(self):
        self.shared[0] = self.x

    def put_array(self):
        self.arr[0] = self.x

    def tick(self, u):
        self.x = self.x + self.tab["a"] * u * self.a[0] * self.rows[1]


@dataclasses.dataclass
class Pair:
    x: float
    tab: dict


class Named(NamedTuple):
    x: float
    rows: list


G = Kept(1.0)


def itself(rows):
    return rows


def rows_of_module():
    return L


def array_of_module():
    return A


def object_of_module():
    return G


def fill(kept, value):
    kept.rows[0] = value


def dict_in_attribute(x):
    kept = Kept(x)
    kept.tab["a"] = kept.x
    return TAB["a"] * x


def list_in_attribute(x):
    kept = Kept(x)
    kept.rows[0] = kept.x
    return L[0] * kept.x


def array_in_attribute(x):
    kept = Kept(x)
    kept.a[0] = kept.x
    return A[0] * kept.x


def by_a_function(x):
    kept = Kept(x)
    fill(kept, x * 2)
    return L[0] * x


def as_argument(x):
    kept = Kept(x, TAB)
    kept.tab["a"] = kept.x
    return TAB["a"] * x


def in_a_dataclass(x):
    pair = Pair(x, TAB)
    pair.tab["a"] = pair.x
    return TAB["a"] * x


def in_a_named_tuple(x):
    pair = Named(x, L)
    pair.rows[0] = pair.x
    return L[0] * x


def appended(x):
    rows = []
    rows.append(L)
    rows[0][0] = x
    return L[0] * x


def appended_array(x):
    rows = []
    rows.append(A)
    rows[0][0] = x
    return A[0] * x


def by_setdefault(x):
    table = {}
    table.setdefault("k", L)[0] = x
    return L[0] * x


def handed_through(x):
    itself(L)[0] = x
    return L[0] * x


def handed_through_a_lambda(x):
    (lambda rows: rows)(L)[0] = x
    return L[0] * x


def given_out(x):
    rows_of_module()[0] = x
    return L[0] * x


def array_given_out(x):
    array_of_module()[:] += x
    return A[0] * x


def object_given_out(x):
    object_of_module().x = x
    return G.x * x


def attribute_set(x):
    plain = Plain()
    setattr(plain, "a", A)  # noqa: B010
    plain.a[0] = x
    return A[0] * x


def asarray(x):
    b = np.asarray(A)
    b[0] = x
    return A[0] * x


def reshaped(x):
    b = A.reshape(3, 1)
    b[0] = x
    return A[0] * x


def split(x):
    b, _ = np.split(A, [1])
    b[0] = x
    return A[0] * x


def viewed(x):
    b = A.view()
    b += x
    return A[0] * x


def rows_in_turn(x):
    for row in LL:
        row[0] = x
    return LL[0][0] * x


def appended_to(x):
    [row.append(x) for row in LL]
    return LL[0][-1] * x


def of_the_class(x):
    Kept(x).put()
    return Kept.shared[0] * x


def array_of_the_class(x):
    Kept(x).put_array()
    return Kept.arr[0] * x


class Net:
    def __init__(self, x):
        self.weights = WEIGHTS
        self.row = L
        self.b = [x * np.ones((2, 2)) for _ in WEIGHTS]
        self.acts = []
        self.x = x
        self.own = [x]

    def run(self, v):
        for w, b in zip(self.weights, self.b, strict=True):
            v = np.tanh(w @ v + b[0])
            self.acts.append(v)
        self.b[0] += 0.5 * v
        return np.sum(v) + np.sum(self.b[0])

    def mix(self):
        self.b.append(self.weights[0])

    def put(self):
        self.b[-1][0, 0] = self.x

    def same(self):
        self.own = self.row

    def put_own(self):
        self.own[0] = self.x

    def given(self):
        return self.weights


def appended_to_another_attribute(x):
    net = Net(x)
    net.mix()
    net.put()
    return WEIGHTS[0][0, 0] * x


def under_another_attribute(x):
    net = Net(x)
    net.same()
    net.put_own()
    return L[0] * x


def under_an_attribute_of_another(x):
    net, other = Net(x), Net(x)
    other.own = net.row
    other.own[0] = x
    return L[0] * x


def given_by_a_method(x):
    Net(x).given()[0][0, 0] = x
    return WEIGHTS[0][0, 0] * x


def in_pairs(x):
    net = Net(x)
    for w, _ in zip(net.weights, net.b, strict=True):
        w[0, 0] = x
    return WEIGHTS[0][0, 0] * x


def one_of_two(x):
    net = Net(x)
    w = net.weights[0] if x > 0 else net.b[0]
    w[0, 0] = x
    return WEIGHTS[0][0, 0] * x


def turned_in_a_loop(x):
    net = Net(x)
    row = net.own
    for _ in range(2):
        row[0] = x * x
        row = net.row
    row[0] = x
    return L[0] * x


def replaced_argument(x):
    net = Net(x)

    def put(row, other):
        if x > 5:
            row = other.own
        row[0] = x

    put(net.row, net)
    return L[0] * x


def layered(x):
    net = Net(x)
    return net.run(np.array([0.1, 0.2])) * net.run(np.array([0.3, 0.2]))


def of_a_copy(x):
    table = dict(ARRAYS)
    table["w"] = table["w"] * x
    table["y"] = table["w"][0]
    return np.sum(table["w"]) * table["y"]


WRITES = [
    appended_to_another_attribute, under_another_attribute, under_an_attribute_of_another, given_by_a_method, in_pairs,
    one_of_two, turned_in_a_loop, replaced_argument,
    dict_in_attribute, list_in_attribute, array_in_attribute, by_a_function, as_argument, in_a_dataclass, in_a_named_tuple,
    appended, appended_array, by_setdefault, handed_through, handed_through_a_lambda, given_out, array_given_out,
    object_given_out, attribute_set, asarray, reshaped, split, viewed, rows_in_turn, appended_to, of_the_class,
    array_of_the_class,
]  # fmt: skip


@pytest.mark.parametrize("mode", ["grad", "jvp", "hvp"])
@pytest.mark.parametrize("fun", WRITES, ids=lambda fun: fun.__name__)
def test_a_write_is_refused(fun, mode) -> None:
    with pytest.raises(s2s.MutationError, match="from outside of the function|reached by another name"):
        if mode == "jvp":
            s2s.jvp(fun, (0.7,), (1.0,))
        elif mode == "hvp":
            s2s.hvp(fun)(0.7, 1.0)
        else:
            s2s.grad(fun)(0.7)
    assert np.array_equal(WEIGHTS, [np.ones((2, 2)), np.eye(2)])
    assert (TAB, L, A.tolist(), LL, G.x) == ({"a": 1.0}, [1.0, 2.0], [1.0] * 3, [[1.0], [2.0]], 1.0)


def state_machine(x):
    machine = Machine(x)
    for u in (1.3, 0.2, 0.4):
        machine.tick(u)
    return machine.t * x


class Machine:
    following = {"idle": "run", "run": "idle"}

    def __init__(self, t):
        self.t = t
        self.mode = "idle"

    def tick(self, u):
        self.t = self.t * u if self.mode == "run" else self.t + u
        self.mode = self.following[self.mode]


def kept_and_read(x):
    kept = Kept(x)
    for u in (1.0, 2.0):
        kept.tick(u)
    return kept.x * x


class Sines:
    table = {"sin": np.sin}

    def __call__(self, x):
        return self.table["sin"](x)


class Scaled:
    def __init__(self, w):
        self.w = w

    def __call__(self, x):
        return x * self.w


def layers(w):
    x = 1.0
    for layer in [Scaled(w), Sines()]:
        x = layer(x)
    return x


def beside_in_a_dict(x):
    table = {"A": A, "x": x * np.ones(3)}
    table["x"] = table["x"] * 2.0 + table["A"]
    return np.sum(table["x"] ** 2)


def views_of_closed_over():
    buffer = np.zeros((2, 3))

    def fun(x):
        flat = buffer.reshape(-1)
        flat[:] = x
        np.ravel(buffer)[1] = x * x
        return np.sum(buffer**2) * x

    return fun


def test_views_of_a_buffer() -> None:
    check(views_of_closed_over(), 0.7)


@pytest.mark.parametrize(
    "fun", [state_machine, kept_and_read, layers, beside_in_a_dict], ids=lambda fun: fun.__name__
)
def test_what_only_reads_is_right(fun) -> None:
    check(fun, 0.7)
    step = 1e-5
    change = s2s.grad(fun)(0.7 + step) - s2s.grad(fun)(0.7 - step)
    assert abs(s2s.hvp(fun)(0.7, 1.0) - change / (2 * step)) < 1e-6


@pytest.mark.parametrize("fun", [layered, of_a_copy], ids=lambda fun: fun.__name__)
def test_what_only_reads_is_right_at_first_order(fun) -> None:
    check(fun, 0.7)


DEFAULTS = {"lr": 0.1, "n": 3, "name": "sgd"}


def options(x):
    chosen = {**DEFAULTS, "w": x}
    chosen["lr"] *= 0.5
    for _ in range(chosen["n"]):
        chosen["w"] -= chosen["lr"] * 2 * chosen["w"]
    return chosen["w"] * chosen["lr"] * x


def copied_dict(x):
    chosen = DEFAULTS.copy()
    chosen["lr"] = x * x
    other = dict(DEFAULTS)
    other["lr"] = x * chosen["lr"]
    return other["lr"] * chosen["n"]


def copied_lists(x):
    first, second, third, fourth, fifth = L.copy(), list(L), L[:], [*L, x], [x] + L
    first[0] = second[1] = third[0] = fourth[0] = fifth[1] = x * x
    fourth.append(x)
    return sum(first) * sum(second) + sum(third) * sum(fourth) * sum(fifth)


class Optimizer:
    defaults = {"lr": 0.1}

    def __init__(self, x, **words):
        self.options = {**self.defaults, **words}
        self.x = x

    def step(self):
        self.x -= self.options["lr"] * self.x
        self.options["lr"] *= 0.5


def options_of_objects(x):
    one, other = Optimizer(x), Optimizer(x, lr=x)
    for _ in range(2):
        one.step()
        other.step()
    return one.x * other.x


@pytest.mark.parametrize(
    "fun", [options, copied_dict, copied_lists, options_of_objects], ids=lambda fun: fun.__name__
)
def test_copies_are_other_memory(fun) -> None:
    check(fun, 0.7)
    assert (DEFAULTS["lr"], L, Optimizer.defaults["lr"]) == (0.1, [1.0, 2.0], 0.1)
