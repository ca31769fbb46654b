"""A test of a global was decided by its value before the run, though the program assigns it."""

from __future__ import annotations

import pytest

import s2s

CACHE = None
MODE = "a"


def prepare():
    global CACHE, MODE
    CACHE = 1
    MODE = "b"


class Setup:
    @staticmethod
    def run():
        prepare()


def in_the_function(y):
    global CACHE
    CACHE = 1
    return y * y if CACHE is None else y * 3


def in_a_helper(y):
    prepare()
    return y * y if CACHE is None else y * 3


def in_a_method(y):
    Setup.run()
    return y * y if MODE == "a" else y * 3


def under_another_name(y):
    prepare()
    mode = MODE
    return y * y if mode == "a" else y * 3


@pytest.mark.parametrize("fun", [in_the_function, in_a_helper, in_a_method, under_another_name])
def test_global_that_is_assigned(fun, monkeypatch) -> None:
    monkeypatch.setitem(globals(), "CACHE", None)
    monkeypatch.setitem(globals(), "MODE", "a")
    assert s2s.value_and_grad(fun)(0.4) == (0.4 * 3, 3.0)


def test_global_that_changes_between_calls(monkeypatch) -> None:
    def of_mode(y):
        return y * y if MODE == "a" else y * 3

    derivative = s2s.grad(of_mode)
    assert derivative(0.5) == 1.0
    monkeypatch.setitem(globals(), "MODE", "b")
    assert derivative(0.5) == 3.0
