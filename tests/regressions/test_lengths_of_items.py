"""Arrays read back from containers, objects, calls and earlier runs of a loop have lengths of their own.

One of length 1 is stretched beside another; one may be complex and another real.
"""

from __future__ import annotations

import collections
import functools
import itertools

import numpy as np
import pytest

import s2s


def _meet(x, y):
    total = 0.0
    for i in range(1):
        total += y[i] * x[i]
    return total + np.sum(x * y)


def _ones(n, x):
    return np.ones(n) * x


class _Held:
    def __init__(self, n, x):
        self.u = np.ones(n) * x


def unpacked(x, y):
    out = []
    for i in (1, 3):
        out.append(np.ones(i) * x)
    a, b = out
    return np.sum(a * b) * y + _meet(*out)


def of_calls(x, y):
    n = 1
    a = _ones(n, x)
    n += 2
    b = _ones(n, y)
    return _meet(a, b)


def of_attributes(x, y):
    return _meet(_Held(1, x).u, _Held(3, y).u)


def of_a_dict(x, y):
    held = {}
    for i in (1, 3):
        held[i] = np.ones(i) * x
    return _meet(held[1], held[3] * y)


def carried(x, y):
    last, total = None, 0.0
    for i in (1, 3):
        new = np.ones(i) * x
        if last is not None:
            total += _meet(last, new * y)
        last = new
    return total


def carried_in_a_tuple(x, y):
    state, total = (np.ones(1) * x,), 0.0
    for i in (1, 3):
        new = np.ones(i) * y
        total += _meet(state[0], new)
        state = (new,)
    return total


def combined(x, y):
    parts = [np.ones(i) * x for i in (1, 3)]
    total = sum(np.sum(a * b) for a, b in itertools.combinations(parts, 2))
    return total + y * np.sum(functools.reduce(lambda a, b: a * b, parts[::-1]))


def queued(x, y):
    queue, total = collections.deque(maxlen=2), 0.0
    for i in (1, 3, 1):
        queue.append(np.ones(i) * x)
        if len(queue) == 2:
            total += np.sum(queue[0] * queue[1]) * y
    return total


@pytest.mark.parametrize(
    "fun",
    [
        unpacked,
        of_calls,
        of_attributes,
        of_a_dict,
        carried,
        carried_in_a_tuple,
        combined,
        queued,
    ],
)
def test_lengths_of_items(fun) -> None:
    s2s.check_grads(fun, 0.3, 0.7)


def _copies(parts):
    x, y = (np.copy(part) for part in parts)
    return _meet(x, y)


def _slices(parts):
    x, y = [2.0 * part for part in parts]
    return np.sum(x[1:] * y[:-1] * x[::-1][1:])


_REAL = np.array([0.1, 0.2])


@pytest.mark.parametrize("fun", [_copies, _slices])
@pytest.mark.parametrize("parts", [(_REAL, _REAL + 1j), (_REAL + 1j, _REAL)])
def test_real_beside_complex(fun, parts) -> None:
    gradient = s2s.grad(lambda parts: np.abs(fun(parts)))(list(parts))
    for one, (found, part) in enumerate(zip(gradient, parts, strict=True)):
        assert found.dtype == part.dtype
        for step in (1e-6, 1e-6j) if np.iscomplexobj(part) else (1e-6,):
            for place in range(2):

                def moved(by, one=one, place=place):
                    new = [np.array(part) for part in parts]
                    new[one][place] += by
                    return np.abs(fun(new))

                slope = (moved(step) - moved(-step)) / 2e-6
                along = np.real(found[place] * step) / 1e-6  # by the convention of the design
                assert slope == pytest.approx(along, abs=1e-6)


def _in_a_list(x, w):
    held = [x, 1j]
    held[1] = held[0] * w
    return abs(held[1])


def _all_complex(x, w):
    held = [0j, 0j]
    held[0] = x * w
    held[1] = held[0] * w
    held[0] = x
    return abs(held[1] + held[0])


def _in_an_attribute(x, w):
    held = _Held(1, x)
    held.z = w
    held.z = held.z * 0.5 + x * w
    return abs(held.z * held.z)


@pytest.mark.parametrize("fun", [_in_a_list, _all_complex, _in_an_attribute])
@pytest.mark.parametrize("w", [3 + 4j, np.complex128(3 + 4j)])
def test_complex_numbers_in_places(fun, w) -> None:
    slope = (fun(1.0 + 1e-6, w) - fun(1.0 - 1e-6, w)) / 2e-6
    assert s2s.grad(fun)(1.0, w) == pytest.approx(slope, rel=1e-6)


def _in_an_array(a, b):
    z = np.array([a, 1j])
    z[1] = b * (1 + 2j)
    z[0] *= z[1]
    return np.sum(np.abs(z))


def test_complex_numbers_in_an_array() -> None:
    s2s.check_grads(_in_an_array, 0.5, 0.3, modes=("rev", "fwd"))
