"""What reads a number back from bytes or a fraction had a derivative of zero."""

from __future__ import annotations

import numpy as np
import pytest

import s2s


def from_bytes(x):
    return np.sum(np.frombuffer(x.tobytes()) ** 2)


def from_a_fraction(x):
    n, m = float(x[0]).as_integer_ratio()
    return n / m


def from_digits(x):
    return float.fromhex(float(x[0]).hex()) ** 2


@pytest.mark.parametrize("program", [from_bytes, from_a_fraction, from_digits])
def test_it_is_refused(program) -> None:
    x = np.array([1.5, 2.0])
    with pytest.raises(s2s.NoRuleError):
        s2s.grad(program)(x)
    with pytest.raises(s2s.NoRuleError):
        s2s.jvp(program, (x,), (x,))


def test_bytes_of_what_does_not_vary() -> None:
    key = np.arange(3.0)
    assert s2s.grad(lambda x: x * len(key.tobytes()) * (0.5).as_integer_ratio()[1])(2.0) == 48.0
