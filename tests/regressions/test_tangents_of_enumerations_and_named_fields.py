"""Enumerations in gradients were members that do not exist; tangents of structured arrays were zero."""

from __future__ import annotations

import enum
import pickle
from dataclasses import dataclass

import numpy as np
import pytest

import s2s


class Op(enum.Enum):
    ADD = 1
    MUL = 2


class Bits(enum.Flag):
    A = 1
    B = 2


class Planet(enum.Enum):
    EARTH = (2.0, 3.0)
    MARS = (4.0, 5.0)

    def __init__(self, mass: float, radius: float) -> None:
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self) -> float:
        return self.mass / self.radius**2


@dataclass
class Node:
    op: enum.Enum
    v: float


def chosen(n, x):
    return n.v * x if n.op in (Op.MUL, Bits.B) else n.v + x


def read(n, x):
    return n.v * x * n.op.mass * n.op.gravity


def written(n, x):
    n.op = Op.MUL
    n.v = n.v * 2
    return chosen(n, x)


CASES = [
    (chosen, Op.MUL, 2.0, 3.0), (chosen, Bits.A, 1.0, 1.0), (read, Planet.MARS, 1.28, 1.92),
    (written, Op.ADD, 4.0, 6.0),
]  # fmt: skip


@pytest.mark.parametrize(("program", "member", "by_v", "by_x"), CASES)
def test_members(program, member: enum.Enum, by_v: float, by_x: float) -> None:
    node = Node(member, 3.0)
    found = s2s.grad(program, (0, 1))(node, 2.0)
    assert found == (Node(None, pytest.approx(by_v)), pytest.approx(by_x))
    assert pickle.loads(pickle.dumps(found)) == found
    for along in (Node(None, 1.0), Node(member, 1.0)):
        assert s2s.jvp(program, (node, 2.0), (along, 1.0))[1] == pytest.approx(by_v + by_x)
    assert s2s.vjp(program, node, 2.0)[1](1.0) == found
    assert s2s.jacobian(program)(node, 2.0) == found[0]
    assert node == Node(member, 3.0)


def test_another_member_is_no_tangent() -> None:
    with pytest.raises(TypeError, match=r"tangents\[0\].op is not zero"):
        s2s.jvp(chosen, (Node(Op.MUL, 3.0), 2.0), (Node(Op.ADD, 1.0), None))


FIELDS = np.dtype([("x", float), ("m", float)])
POINTS = np.array([(1.0, 2.0), (3.0, 4.0)], FIELDS)
ALONG = np.array([(0.0, 0.0), (0.0, 1.0)], FIELDS)


def moment(p):
    return np.sum(p["x"] * p["m"])


def in_a_list(p):
    return moment(p[0]) * p[1]


def test_named_fields_have_no_tangents() -> None:
    match = "array with named fields, which has no derivative"
    with pytest.raises(TypeError, match=match):
        s2s.jvp(moment, (POINTS,), (ALONG,))
    with pytest.raises(TypeError, match=match):
        s2s.linearize(moment, POINTS)[1](ALONG)
    with pytest.raises(TypeError, match=match):
        s2s.jvp(in_a_list, ([POINTS, 2.0],), ([ALONG, 1.0],))
    with pytest.raises(TypeError, match=match):
        s2s.hvp(in_a_list)([POINTS, 2.0], [ALONG, 1.0])
    assert s2s.jvp(in_a_list, ([POINTS, 2.0],), ([np.zeros(2, FIELDS), 1.0],)) == (28.0, 14.0)
