"""What is put into the result of a function is followed through each function that it calls once."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.analyse import widen
from tests.second_derivatives import check_product


def smooth(u):
    u[1:] += 0.5 * u[:-1] * u[1:]


def coarse(u):
    if len(u) <= 2:
        u[0] *= u[1]
        return
    smooth(u)
    half = u[::2] * 1.0
    coarse(half)
    u[::2] += half
    smooth(u)


def fun(x):
    u = x * 1.0
    for _ in range(2):
        coarse(u)
    return np.sum(u**2)


def test_the_number_of_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    settled = widen._settled
    monkeypatch.setattr(widen, "_settled", lambda *args: looks.append(1) or settled(*args))
    check_product(fun, np.array([0.4, 1.1, -0.7, 0.2, 0.9]), np.array([0.3, -0.7, 0.5, 0.1, 1.0]))
    assert len(looks) < 500
