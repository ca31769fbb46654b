"""`*` in displays, targets and calls, of sequences whose length only the running program knows."""

from __future__ import annotations

import copy
import dataclasses

import numpy as np
import pytest

import s2s
from s2s.testing import check
from tests.language.table import check_alone

V = np.array([1.0, 2.0, 3.0])


def total(*parts, scale=1.0, **more):
    found = 0.0
    for part in parts:
        found = found + part * scale
    return found + sum(more.values())


def model(t, a, b):
    return a * np.exp(-b * t)


def first_and_rest(a, b, *rest):
    return a * b + sum(rest)


def display_of_a_list(x, v):
    q = [x * z for z in v if z > 0]
    t = (*q, *v, x)
    return t[0] * t[-1] * t[3]


def display_of_a_written_array(x, v):
    q = [*v[1:], x]
    v[0] = x
    q[0] *= v[0]
    return sum(q) + np.sum(np.array([x, *v, *q]))


def any_number_of_arguments(x, v):
    q = [x * z for z in v if z > 0]
    return total(*q, x, scale=x) + total(x, *v, *q) * total(*v, a=x)


def as_many_as_there_are_parameters(x, p):
    return np.sum((model(np.linspace(0.0, 1.0, 4), *p[1:]) - x) ** 2)


def with_others_around(x, v):
    q = [x * z for z in v if z > 1.5]
    return model(x, *q) + model(*q, x)


def some_and_the_rest(x, v):
    v[0] = x
    return first_and_rest(*v) * first_and_rest(x, *v) + first_and_rest(*v, *v)


def named_argument_after(x, v):
    q = [x * z for z in v if z > 1.5]
    return model(*q, b=x)


PROGRAMS = [
    display_of_a_list,
    display_of_a_written_array,
    any_number_of_arguments,
    as_many_as_there_are_parameters,
    with_others_around,
    some_and_the_rest,
    named_argument_after,
]


@pytest.mark.parametrize("fun", PROGRAMS)
def test_program(fun) -> None:
    check(fun, 0.5, V)
    check_alone(fun, (0.5, V))


def test_another_number_of_items_is_an_error_as_it_is_in_the_function() -> None:
    with pytest.raises(TypeError, match="positional arguments"):
        s2s.grad(as_many_as_there_are_parameters)(0.5, np.ones(5))


@dataclasses.dataclass
class State:
    s: float
    v: np.ndarray
    log: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Derived:
    s: float
    v: np.ndarray
    twice: float = dataclasses.field(init=False, default=0.0)

    def __post_init__(self):
        self.twice = self.s * 2.0


def shallow_copy(x, v):
    u = State(x, v)
    u.log.append(x)
    w = copy.copy(u)
    w.s *= x
    w.v[0] = x
    w.v = w.v * 2.0
    w.log.append(w.s)
    return u.s * u.v.sum() * w.s + w.v.sum() + sum(u.log)


def replaced(x, v):
    u = State(x, v)
    w = dataclasses.replace(u, s=x * x)
    w.v[0] = x
    return u.s * u.v.sum() * w.s + w.v.sum()


def replaced_and_initialised_again(x, v):
    p = Derived(x, v)
    p.s += 1.0
    q = dataclasses.replace(p, s=x * x)
    q.v[0] *= x
    return p.s * p.twice + q.twice * q.s + p.v.sum()


def deep_copy(x, v):
    p = Derived(x, v)
    q, r = copy.copy(p), copy.deepcopy(p)
    q.twice = x
    r.v[1] = x
    return p.twice * q.twice * r.v.sum() * p.v.sum()


@pytest.mark.parametrize("fun", [shallow_copy, replaced, replaced_and_initialised_again, deep_copy])
def test_copy_of_a_dataclass(fun) -> None:
    check(fun, 0.5, V)


def replaced_argument(p, x):
    q = dataclasses.replace(p, s=x)
    r = copy.copy(p)
    r.v[0] = x
    return q.v.sum() * q.twice * p.s * r.twice


def test_copy_of_an_argument() -> None:
    check(replaced_argument, Derived(0.5, V), 0.7)
