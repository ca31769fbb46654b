"""A class that calls the constructor which `dataclasses` made for its parent; more operators of users' classes."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

import s2s


@dataclass
class _Shape:
    w: float
    h: float = 2.0
    parts: list = field(default_factory=list)

    def __post_init__(self):
        self.area = self.w * self.h


class _Square(_Shape):
    def __init__(self, w):
        super().__init__(w, h=w * 1.5)
        self.k = w * w
        self.parts.append(w)


class _Twice(_Square):
    def __init__(self, w):
        _Square.__init__(self, 2 * w)

    def __post_init__(self):
        super().__post_init__()
        self.area *= 2


class _Direct(_Shape):
    def __init__(self, w):
        _Shape.__init__(self, w)


class _Solid:
    def __init__(self, r):
        self.r = r

    def __or__(self, other):
        return _Solid(self.r * other.r)

    def __ror__(self, other):
        return _Solid(self.r * other)

    def __and__(self, other):
        return _Solid(min(self.r, other.r))

    def __xor__(self, other):
        return _Solid(self.r + 2 * other.r)

    def __lshift__(self, n):
        return _Solid(self.r * 2**n)

    def __rrshift__(self, x):
        return x * self.r

    def __invert__(self):
        return _Solid(1.0 / self.r)


def _operators(x):
    a, b = _Solid(x), _Solid(x * x)
    d = ~(((a | b) ^ (a & b)) << 2)
    return (3.0 | d).r + (x >> d)


@pytest.mark.parametrize(
    "fun",
    [
        lambda x: _Square(x).area * _Square(x).k + _Square(x).parts[0],
        lambda x: _Twice(x).area * _Twice(x).k,
        lambda x: _Direct(x).area * x,
        _operators,
    ],
)
def test_constructors_of_parents(fun) -> None:
    s2s.check_grads(fun, 1.3, modes=("rev", "fwd"), order=2)
