"""What a helper had changed outside of it was read, in a test or in the reverse sweep, as it was before.

Globals, attributes of classes and objects, items of lists and dicts, arrays and closed-over variables.
"""

from __future__ import annotations

import numpy as np
import pytest

import s2s

X = np.array([1.5, 0.5])
FLAG = False
K = 2.0
OPTION = None
TABLE = np.ones(2)
ARRAY = np.ones(2)
OPTIONS: dict = {"mode": "a", "w": np.ones(2)}
ITEMS: list = ["a", 1.0]


class Config:
    mode = "a"
    shared = np.ones(2)

    def __init__(self):
        self.style = "a"
        self.weights = np.ones(2)

    def set(self, v):
        self.style = v

    def flip(self):
        global FLAG
        FLAG = not FLAG

    def number(self, v):
        global K
        K = v

    def fill(self, v):
        self.weights[0] = v

    def fill_shared(self, v):
        self.shared[0] = v


CONFIG = Config()


def set_flag(v):
    global FLAG
    FLAG = v


def set_number(v):
    global K
    K = v


def set_option(v):
    global OPTION
    OPTION = v


def set_table(v):
    global TABLE
    TABLE = v


def fill(v):
    ARRAY[0] = v


def by_method_of_an_argument(x, c):
    set_flag(False)
    y = x if FLAG else x * x
    c.flip()
    y = y * x if FLAG else y
    c.flip()
    return np.sum(y)


def number_by_method_of_an_argument(x, c):
    c.number(1.0)
    a = np.sum(K * x)
    c.number(7.0)
    b = np.sum(K * x * x)
    c.number(2.0)
    return a + b


def flag_by_helper(x, set_it):
    set_it(False)
    y = x if FLAG else x * x
    set_it(True)
    y = y * x if FLAG else y
    set_it(False)
    return np.sum(y)


def flag_by_local_function(x):
    def set_it(v):
        global FLAG
        FLAG = v

    return flag_by_helper(x, set_it)


def number(x):
    set_number(1.0)
    a = np.sum(K * x)
    set_number(7.0)
    b = np.sum(K * x * x)
    set_number(2.0)
    return a + b


def none_or_number(x):
    set_option(None)
    y = x if OPTION is None else OPTION * x
    set_option(3.0)
    z = x if OPTION is None else OPTION * x * x
    set_option(None)
    return np.sum(y + z)


def number_or_array(x):
    set_table(2.0)
    a = np.sum(TABLE * x)
    set_table(np.array([3.0, 2.0]))
    b = np.sum(TABLE * x * x)
    set_table(np.ones(2))
    return a + b


def set_mode(v):
    Config.mode = v


def mode_of_a_class(x):
    set_mode("a")
    y = x if Config.mode == "a" else x * x
    set_mode("b")
    z = x if CONFIG.mode == "a" else x * x * x
    set_mode("a")
    return np.sum(y + z)


def set_style(c, v):
    c.style = v


def style(x, c):
    set_style(c, "a")
    y = x if c.style == "a" else x * x
    c.set("b")
    z = x if c.style == "a" else x * x * x
    c.set("a")
    return np.sum(y + z)


def style_of_a_global(x):
    return style(x, CONFIG)


def set_item(target, key, v):
    target[key] = v


def item_of_a_dict(x):
    set_item(OPTIONS, "mode", "a")
    y = x if OPTIONS["mode"] == "a" else x * x
    set_item(OPTIONS, "mode", "b")
    z = x if OPTIONS["mode"] == "a" else x * x * x
    set_item(OPTIONS, "mode", "a")
    return np.sum(y + z)


def item_by_local_function(x, items):
    def set_first(v):
        items[0] = v

    set_first("a")
    y = x if items[0] == "a" else x * x
    set_first("b")
    z = x if items[0] == "a" else x * x * x
    set_first("a")
    return np.sum(y + z)


def item_in_a_loop(x, items):
    items[0] = "a"
    y = x
    for _ in range(3):
        y = y * x if items[0] == "a" else y
        items[0] = "b"
    return np.sum(y)


def array(x):
    fill(1.0)
    a = ARRAY @ x
    fill(7.0)
    b = np.sum(ARRAY * x * x)
    fill(1.0)
    return a + b


def array_by_local_function(x):
    def write(v):
        ARRAY[0] = v

    write(1.0)
    a = ARRAY @ x
    write(7.0)
    b = np.sum(ARRAY * x * x)
    write(1.0)
    return a + b


def array_of_an_argument(x, c):
    c.fill(1.0)
    a = c.weights @ x
    c.fill(7.0)
    b = np.sum(c.weights * x * x)
    c.fill(1.0)
    return a + b


def array_of_a_class(x):
    CONFIG.fill_shared(1.0)
    a = CONFIG.shared @ x
    CONFIG.fill_shared(7.0)
    b = np.sum(Config.shared * x * x)
    CONFIG.fill_shared(1.0)
    return a + b


def array_in_a_dict(x):
    OPTIONS["w"][0] = 1.0
    a = OPTIONS["w"] @ x
    set_item(OPTIONS["w"], 0, 7.0)
    b = np.sum(OPTIONS["w"] * x * x)
    set_item(OPTIONS["w"], 0, 1.0)
    return a + b


def of_a_closure():
    scale, on, held = 1.0, False, np.ones(2)

    def put(v):
        nonlocal scale, on
        scale = v
        on = v > 1.0
        held[0] = v

    def closed_over(x):
        put(1.0)
        y = x * x * scale if on else x * scale
        put(3.0)
        z = x * x * scale if on else x * scale
        c = np.sum(held * x * x)
        put(1.0)
        return np.sum(y + z) + c

    return closed_over


closed_over = of_a_closure()


def through_a_helper(x):
    return closed_over(x) * x[0]


CASES = [
    (by_method_of_an_argument, Config), (number_by_method_of_an_argument, Config),
    (flag_by_helper, lambda: set_flag), (flag_by_local_function,), (number,), (none_or_number,),
    (number_or_array,), (mode_of_a_class,), (style, Config), (style_of_a_global,),
    (item_of_a_dict,), (item_by_local_function, lambda: ["a", 1.0]),
    (item_in_a_loop, lambda: ["a", 1.0]), (array,), (array_by_local_function,),
    (array_of_an_argument, Config), (array_of_a_class,), (array_in_a_dict,), (closed_over,),
    (through_a_helper,),
]  # fmt: skip


def differences(fun, x):
    """Central differences, one element after the other."""
    steps = 1e-6 * np.eye(len(x))
    return np.array([(fun(x + step) - fun(x - step)) / 2e-6 for step in steps])


@pytest.mark.parametrize("fun, make", [(fun, make) for fun, *make in CASES])
def test_seen_when_it_is_changed(fun, make) -> None:
    args = [one() for one in make]
    expected = differences(lambda x: fun(x, *args), X)
    derivative = s2s.grad(fun)
    for _ in range(2):
        np.testing.assert_allclose(derivative(X, *args), expected, rtol=1e-5)
    tangent = s2s.jvp(lambda x: fun(x, *args), (X,), (np.ones(2),))[1]
    np.testing.assert_allclose(tangent, np.sum(expected), rtol=1e-5)
    second = differences(lambda x: derivative(x, *args) @ np.ones(2), X)
    np.testing.assert_allclose(s2s.hvp(fun)(X, np.ones(2), *args), second, rtol=1e-4, atol=1e-6)


def rebound_function(x):
    set_number(np.sin)
    a = K(x)
    set_number(np.cos)
    b = K(x * x)
    set_number(2.0)
    return a + b


def test_function_that_the_program_assigns_is_refused() -> None:
    with pytest.raises(s2s.NoRuleError, match="the call of `K`"):
        s2s.grad(rebound_function)(1.5)
