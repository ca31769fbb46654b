"""`for` over everything, `while`, jumps, and all of them nested."""

from __future__ import annotations

import itertools
import math

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
M = np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 4.0]])


@row(1.3, 5)
@row(1.3, 1)
@row(1.3, 0)
def over_range(x, n):
    y = x
    for i in range(n):
        y = y * x + i
    return y


@row(1.3)
def range_from_to(x):
    y = 1.0
    for i in range(2, 5):
        y = y * (x + i)
    return y


@row(1.3)
def range_with_step(x):
    y = x
    for i in range(1, 10, 3):
        y = y * x / i
    return y


@row(1.3)
def range_backwards(x):
    y = x
    for i in range(5, 0, -2):
        y = math.sin(y) * i
    return y


@row(1.3, -3)
def range_with_variable_step(x, step):
    y = x
    for i in range(10, -5, step):
        y = y + math.cos(x * i)
    return y


@row(1.3)
def range_empty(x):
    y = x
    for _i in range(5, 5):
        y = y * 100.0
    for _i in range(0, 5, -1):
        y = y * 100.0
    return y * x


@row(1.3)
def range_in_a_name(x):
    steps = range(4)
    y = x
    for i in steps:
        y = y * x - i
    return y * len(steps)


@row(1.3)
def loop_variable_after_the_loop(x):
    y = x
    for i in range(1, 4):
        y = y * x
    return y * i


@row(1.3)
def loop_variable_overwritten(x):
    y = x
    for i in range(4):
        i = i * 2 + 1
        y = y * x / i
    return y


@row(1.3)
def loop_variable_shadows_argument(x):
    y = x
    for x in [1.0, 2.0]:
        y = y * y * x
    return y


@row(1.3)
def body_only_reads(x):
    total = 0.0
    for i in range(4):
        total += math.sin(i * x)
    return total


@row(1.3)
def several_carried(x):
    a, b, c = x, x * x, 1.0
    for i in range(4):
        a, b = b, a * c
        c = c + a * x / (i + 1)
    return a * b + c


@row(1.3)
def fibonacci_swap(x):
    a, b = x, 2.0 * x
    for _ in range(6):
        a, b = b, a * 2
    return a * b


@row(1.3)
def temporary_in_body(x):
    y = x
    for _ in range(3):
        t = y * y
        s = math.exp(-t)
        y = s * t + x
    return y


@row(1.3)
def temporary_read_after_loop(x):
    y = x
    for _ in range(3):
        t = y * x
        y = t + 1.0
    return t * y


@row(1.3)
def carried_conditionally(x):
    y = x
    for i in range(6):
        if i % 2 == 0:
            y = y * x
        else:
            z = y + x
            y = math.tanh(z)
    return y


@row(1.3)
def depends_on_previous_iteration_only_sometimes(x):
    last = x
    y = 0.0
    for i in range(5):
        y = y + last * i
        if i == 2:
            last = y
    return y * last


@row(X)
def over_array(x):
    total = 0.0
    for v in x:
        total += v**2
    return total


@row(M)
def over_rows(m):
    total = 0.0
    for r in m:
        total += np.prod(r)
    return total


@row(M)
def over_rows_and_elements(m):
    total = 1.0
    for r in m:
        for v in r:
            total = total * (v + 3.0)
    return total


@row(X)
def over_array_elementwise_product(x):
    y = 1.0
    for v in x * x + 1.0:
        y = y * v
    return y


@row([1.3, 0.7, 2.1])
@row((1.3, 0.7, 2.1))
def over_sequence(xs):
    y = 1.0
    for v in xs:
        y = y * v + v
    return y


@row(1.3, 0.7)
def over_list_display(x, y):
    total = 0.0
    for v in [x, y, x * y]:
        total += v * v
    return total


@row([(1.3, 0.7), (2.0, 0.1)])
def over_list_of_tuples(pairs):
    total = 0.0
    for a, b in pairs:
        total += a * b
    return total


@row([(1.3, (0.7, 2.0)), (2.0, (0.1, 0.3))])
def over_nested_tuples(items):
    total = 0.0
    for a, (b, c) in items:
        total += a * b * c
    return total


@row([(1.3, 0.7, 0.1), (2.0, 0.1, 0.2)])
def over_starred(items):
    total = 0.0
    for a, *rest in items:
        total += a * rest[0] + rest[1]
    return total


@row([1.3, 0.7], [2.0, 3.0])
@row(X, X + 1.0)
@row(X, [2.0, 3.0, 1.0])
def over_zip(xs, ys):
    total = 0.0
    for a, b in zip(xs, ys):  # noqa: B905
        total += a * b * b
    return total


@row([1.3, 0.7, 5.0], (2.0, 3.0))
def over_zip_of_unequal_lengths(xs, ys):
    total = 0.0
    for a, b in zip(xs, ys, strict=False):
        total += a * b
    return total


@row(X, X + 1.0, [2.0, 3.0, 4.0])
def over_zip_of_three(a, b, c):
    total = 0.0
    for p, q, r in zip(a, b, c, strict=True):
        total += p * q * r
    return total


@row(X)
@row([1.3, 0.7])
def over_enumerate(xs):
    total = 0.0
    for i, v in enumerate(xs):
        total += v ** (i + 1)
    return total


@row(X)
def over_enumerate_from_one(xs):
    total = 0.0
    for i, v in enumerate(xs, start=1):
        total += v * i
    for i, v in enumerate(xs, 2):
        total += v * v * i
    return total


@row(X, X * 2.0)
def over_enumerate_zip(xs, ys):
    total = 0.0
    for i, (a, b) in enumerate(zip(xs, ys, strict=True)):
        total += i * a * b
    return total


@row([1.3, 0.7, 2.0])
@row(X)
def over_reversed(xs):
    y = 0.0
    for v in reversed(xs):
        y = y * 0.5 + v * v
    return y


@row(1.3)
def over_reversed_range(x):
    y = x
    for i in reversed(range(4)):
        y = y * x + i
    return y


@row({"a": 1.3, "b": 0.7})
def over_dict_values(d):
    y = 1.0
    for v in d.values():
        y = y * v + v
    return y


@row({"a": 1.3, "b": 0.7})
def over_dict_items(d):
    y = 1.0
    for k, v in d.items():
        if k == "a":
            y = y * v
        else:
            y = y + v * v
    return y


@row({"a": 1.3, "b": 0.7})
def over_dict_keys(d):
    y = 1.0
    for k in d:
        y = y * d[k]
    for k in d.keys():  # noqa: SIM118
        y = y + d[k]
    return y


@row({"a": 1.3, "b": 0.7})
def over_sorted_dict(d):
    y = 1.0
    for k in sorted(d):
        y = y * d[k] + 1.0
    return y


@row(1.3)
def over_string(x):
    y = x
    for c in "abca":
        y = y * x if c == "a" else y + x
    return y


@row(1.3)
def over_set_of_constants(x):
    y = 0.0
    for k in {1, 2, 3}:
        y += x**k
    return y


@row(1.3)
def over_passive_array(x):
    y = x
    for k in np.arange(3):
        y = y * x + k
    for w in np.linspace(0.0, 1.0, 4):
        y = y + w * x
    return y


@row(1.3)
def over_product(x):
    y = x
    for i, j in itertools.product(range(2), range(3)):
        y = y + math.sin(x * i + j)
    return y


@row(X)
def over_indices(x):
    y = 0.0
    for i in range(1, len(x)):
        y += x[i] * x[i - 1]
    for i in range(x.shape[0] - 1, -1, -1):
        y = y * 0.5 + x[i]
    for i in range(x.size):
        y += x[-1 - i] ** 2
    return y


@row(M)
def over_two_indices(m):
    y = 0.0
    for i in range(m.shape[0]):
        for j in range(m.shape[1]):
            y += m[i, j] ** (i + j + 1) * (j + 1)
    return y


@row(1.3)
def nested_loops(x):
    y = x
    for i in range(3):
        for j in range(i + 1):
            y = math.sin(y) * x + j
        y = y * 0.5
    return y


@row(1.3)
def nested_three_deep(x):
    y = 0.0
    for i in range(2):
        a = x * (i + 1)
        for j in range(3):
            a = a * x + j
            for k in range(2):
                if (i + j + k) % 2:
                    a = a - 0.1 * x * x
                y = y + a * k
    return y


@row(1.3)
def inner_loop_reset(x):
    total = 0.0
    for i in range(3):
        p = 1.0
        for _ in range(i):
            p = p * x
        total += p
    return total


@row(1.3)
def loop_after_loop(x):
    y = x
    for _ in range(3):
        y = y * x
    z = y
    for _ in range(2):
        z = z * y
    return z + y


@row(0.3)
def while_loop(x):
    y = x
    while y < 10.0:
        y = y * 2.0 + x
    return y


@row(50.3)
def while_zero_times(x):
    y = x
    while y < 10.0:
        y = y * 2.0
    return y * y


@row(2.0)
def while_newton(a):
    s = a
    while abs(s * s - a) > 1e-12:
        s = 0.5 * (s + a / s)
    return s


@row(1.3)
def while_counter(x):
    i = 0
    y = x
    while i < 4:
        y = y * x
        i += 1
    return y * i


@row(1.3)
def while_compound_condition(x):
    i = 0
    y = x
    while i < 10 and y < 20.0 and not y < 0.0:
        y = y * x + 1.0
        i = i + 1
    return y


@row(1.3, 11)
def while_integer_control(x, n):
    y = x
    while n != 1:
        if n % 2 == 0:
            n //= 2
            y = y * 0.5 + x
        else:
            n = 3 * n + 1
            y = math.sin(y) + x
    return y


@row(0.3)
def while_true_break(x):
    y = x
    while True:
        y = y * 2.0 + x
        if y > 10.0:
            break
    return y * y


@row(0.3)
def while_true_break_in_the_middle(x):
    y = x
    n = 0
    while True:
        y = y * 2.0
        if y > 10.0:
            break
        y = y + x
        n += 1
    return y * n


@row(0.3)
def while_true_return(x):
    y = x
    while True:
        y = y * 2.0 + x
        if y > 10.0:
            return y * x


@row(0.3)
def while_else(x):
    y = x
    while y < 10.0:
        y = y * 3.0
        if y < 0.0:
            break
    else:
        y = y + x
    return y


@row(1.3)
@row(3.0)
def for_break(x):
    y = x
    for i in range(10):
        y = y * x
        if y > 5.0:
            break
    return y * i


@row(1.3)
def for_break_first_statement(x):
    y = x
    for i in range(10):
        if i == 3:
            break
        y = y * x
    return y


@row(1.3)
def for_continue(x):
    y = x
    for i in range(8):
        if i % 3 == 0:
            continue
        y = y * x - i
    return y


@row(1.3)
def continue_and_break(x):
    y = x
    for i in range(20):
        if i % 2:
            continue
        y = y * x
        if y > 30.0:
            break
        y = y + 0.1
    return y


@row(1.3)
@row(4.0)
def for_else_with_break(x):
    y = x
    for _ in range(5):
        y = y + x
        if y > 10.0:
            y = y * y
            break
    else:
        y = y * 3.0
    return y


@row(1.3)
def for_else_without_break(x):
    y = x
    for _ in range(3):
        y = y * x
    else:
        y = y + x
    return y


@row(1.3)
@row(0.2)
def return_from_for(x):
    y = x
    for i in range(10):
        y = y * 1.5
        if y > 4.0:
            return y * i
    return y * x


@row(1.3)
@row(0.1)
def return_from_nested_loop(x):
    y = x
    for i in range(4):
        for j in range(4):
            y = y * 1.2 + 0.1 * x * j
            if y > 6.0:
                return y * y + i
        y = y - 0.1
    return y


@row(1.3)
def break_inner_only(x):
    y = x
    for i in range(4):
        for j in range(5):
            if j > i:
                break
            y = y * 1.1 + x
        y = y - x * 0.5
    return y


@row(1.3)
def continue_outer_after_inner(x):
    y = x
    for i in range(5):
        for j in range(3):
            y = y + x * j
            if j == i:
                break
        else:
            continue
        y = y * 1.1
    return y


@row(1.3)
def found_flag(x):
    found = False
    y = x
    for i in range(5):
        for j in range(5):
            if i * j == 6:
                found = True
                break
            y = y + 0.1 * x * x
        if found:
            break
    return y * x


@row(1.3)
def while_in_for(x):
    y = x
    for i in range(3):
        while y < 5.0 * (i + 1):
            y = y * 1.5 + 0.1 * x
        y = y - x
    return y


@row(1.3)
def for_in_while_in_if(x):
    y = x
    if x > 0.0:
        while y < 50.0:
            for i in range(3):
                if i == 1:
                    continue
                y = y * 1.3
            y = y + x
    else:
        y = -x
    return y


@row(1.3)
def loop_over_functions(x):
    y = x
    for f in (math.sin, math.cos, math.exp):
        y = f(y) * x
    return y


@row(1.3)
def loop_with_zero_iterations_leaves_value(x):
    y = x * x
    for v in []:
        y = y * v
    return y


@row(1.3)
def variable_defined_only_in_loop(x):
    for i in range(3):
        y = x * i
    return y * x


@row(X)
def array_carried(x):
    y = x
    for _ in range(3):
        y = np.sin(y) * x + y
    return np.sum(y)


@row(M)
def matrix_carried(m):
    y = m
    for _ in range(2):
        y = (m @ y.T) @ y / 10.0
    return np.sum(y)


@row(X)
def list_carried(x):
    state = [x[0], x[1]]
    for v in x:
        state = [state[1] * v, state[0] + v]
    return state[0] * state[1]


@row(1.3)
def tuple_carried(x):
    state = (x, 1.0)
    for i in range(3):
        a, b = state
        state = (a * b + i, a)
    return state[0] * state[1]


@row(1.3)
def passive_and_active_carried(x):
    k = 1
    y = x
    z = 2.0
    for i in range(4):
        k = k * 2 - i
        z = z * 0.5
        y = y * z + k
    return y


@row(1.3)
def becomes_active_in_loop(x):
    y = 1.0
    for _ in range(4):
        y = y * x
    return y


@row(1.3)
def becomes_active_late_in_loop(x):
    a = 1.0
    b = 1.0
    c = 1.0
    for _ in range(4):
        c = c + b * b
        b = b + a
        a = a * x
    return c


@row(1.3)
def not_useful_in_loop(x):
    y = x
    waste = x
    for _ in range(4):
        waste = waste * y
        y = y * x
    return y


@row(1.3)
def dead_overwritten_carried(x):
    y = x
    for _ in range(3):
        y = x * 2.0
    return y * y


@row.parametrize()
def test_loop(row: Row) -> None:
    row.run()
