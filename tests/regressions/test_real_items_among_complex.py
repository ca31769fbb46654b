"""Real numbers that stand beside complex ones in a list, dict or attribute had complex gradients.

And `.imag` of a number or array of unknown rank (the result of a recursion, say) counted as complex.
"""

from __future__ import annotations

import numpy as np
import pytest

from s2s.testing import check


class _Box:
    def __init__(self, v):
        self.v = v


def in_objects(x):
    a, b = _Box(x + 1j), _Box(2.0 * x)
    return (a.v * b.v).imag


def overwritten_in_an_object(x):
    box = _Box(x)
    for _ in range(3):
        box.v = box.v * (x + 1j)
    return box.v.imag


def in_a_display(x):
    total = 1.0
    for v in [x + 1j, x * 2]:
        total = total * v
    return total.imag


def appended(x):
    items = []
    items.append(x + 1j)
    items.append(x * 2)
    total = 1.0
    for v in items:
        total = total * v
    return total.imag


def appended_to_a_shared_list(x):
    items = [x + 1j]
    other = items
    other.append(x * 2)
    other.insert(0, x * x)
    total = 1.0
    for v in items:
        total = total * v
    return total.imag


def stored(x):
    items = [x, x * x]
    items[0] = items[0] * (1 + 1j)
    return (items[0] * items[1]).imag


def in_a_dict(x):
    table = {}
    for i in range(3):
        table[i] = x * i
    table[4] = x * (1 + 2j)
    return (table[4] * table[1]).imag


@pytest.mark.parametrize(
    "fun",
    [
        in_objects, overwritten_in_an_object, in_a_display, appended, appended_to_a_shared_list,
        stored, in_a_dict,
    ],
)  # fmt: skip
def test_gradient_is_real(fun) -> None:
    check(fun, 0.3)


def _fft(a):
    n = len(a)
    if n == 1:
        return a.astype(complex)
    even, odd = _fft(a[::2]), _fft(a[1::2])
    turned = np.exp(-2j * np.pi * np.arange(n // 2) / n) * odd
    return np.concatenate([even + turned, even - turned])


def imaginary_power(x):
    return np.sum(_fft(x).imag ** 2)


def real_power(x):
    return np.sum(_fft(x).real ** 2)


@pytest.mark.parametrize("fun", [imaginary_power, real_power])
def test_parts_of_what_has_no_known_rank(fun) -> None:
    check(fun, np.array([1.0, 2.0, 0.5, 0.3]))
