"""Lists as mutable state."""

from __future__ import annotations

import math

import numpy as np

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])
Y = np.array([1.5, 0.3, -0.4, 0.9])


@row(X)
def append_in_loop_then_array(x):
    out = []
    for v in x:
        out.append(v**2)
    return np.sum(np.array(out) * x)


@row(X)
def append_arrays_then_stack(x):
    out = []
    h = x
    for _ in range(3):
        h = np.tanh(h * x)
        out.append(h)
    return np.sum(np.stack(out) ** 2) + np.sum(np.concatenate(out))


@row(1.3)
def append_and_read_last(x):
    values = [x]
    for _ in range(4):
        values.append(values[-1] * 1.1 + values[0])
    return values[-1] * values[2]


@row(1.3)
def append_feeds_on_itself(x):
    values = [x, x**2]
    for _ in range(4):
        values.append(values[-1] * values[-2])
    return math.log(values[-1])


@row(X, Y)
def loop_over_arrays_written(x, y):
    for k, a in enumerate([x, y, x]):
        a += k + 1.0
        a *= a[0]
    return np.sum(x * y)


@row(X, Y)
def tuple_of_arrays_written(x, y):
    pair = (x, y)
    pair[0][1] = pair[1][0] ** 2
    a, b = pair
    a *= b
    return np.sum(x)


@row(X)
def list_built_under_a_condition(x):
    big = []
    small = []
    for v in x:
        if v > 0.6:
            big.append(v**2)
        else:
            small.append(v)
    return sum(big) * sum(small) + len(big)


@row(X)
def list_with_break_and_continue(x):
    out = []
    for v in x:
        if v < 0:
            continue
        out.append(v * 3.0)
        if len(out) == 2:
            break
    return out[0] * out[1]


@row(1.3, 0.7)
def membership_and_length(x, y):
    out = [x]
    if len(out) < 2 and out:
        out.append(y)
    return out[0] * out[len(out) - 1]


@row(1.3, 0.7)
def pop_last(x, y):
    stack = [x, y]
    stack.append(stack.pop() * x)
    a = stack.pop()
    return a * stack[0] ** 2


@row(1.3, 0.7)
def pop_first(x, y):
    queue = [x, y, x * y]
    total = 0.0
    while queue:
        total = total * 0.5 + queue.pop(0) ** 2
    return total


@row(1.3, 0.7)
def pop_and_push(x, y):
    stack = [x]
    for k in range(3):
        top = stack.pop()
        stack.append(top * y)
        stack.append(top + k)
    return stack[0] * stack[1] + stack[2] * stack[3]


@row(X)
def extend(x):
    out = [x[0]]
    out.extend([x[1], x[2] ** 2])
    out.extend(v * 2.0 for v in x)
    return sum(v * v for v in out)


@row(X)
def added_list(x):
    out = [x[0] * x[1]]
    out += [x[2], x[3]]
    out += x.tolist()
    return sum(v * v for v in out)


@row(X)
def added_list_is_seen_by_all(x):
    out = [x[0]]
    same = out
    out += [x[1] ** 2]
    out.append(x[2])
    return same[1] * same[2] * len(same)


@row(1.3, 0.7)
def insert(x, y):
    out = [x]
    out.insert(0, y * x)
    out.insert(1, y**2)
    return out[0] * out[1] ** 2 + out[2]


@row(1.3, 0.7)
def item_assigned(x, y):
    out = [x, y, 2.0]
    out[0] = out[1] * out[2]
    out[-1] = out[0] ** 2
    return sum(out)


@row(1.3, 0.7)
def item_augmented(x, y):
    out = [x, y]
    out[0] += y * x
    out[1] *= out[0]
    return out[0] * out[1]


@row([1.3, 0.7, 0.2])
def argument_list_written(p):
    p[0] = p[1] * p[2]
    p[1] += p[0]
    p.append(p[0] ** 2)
    return sum(v * v for v in p)


@row([1.3, 0.7, 0.2])
def argument_list_popped(p):
    a = p.pop()
    b = p.pop(0)
    return a * b**2 + p[0]


@row([0.3, 1.4, 0.9])
def loop_over_indices(p):
    for i in range(1, len(p)):
        p[i] = p[i] * p[i - 1]
    return p[-1] + p[1]


@row(1.3, 0.7)
def deleted_item(x, y):
    out = [x, y, x * y]
    del out[1]
    return out[0] * out[1] ** 2


@row(1.3, 0.7)
def reversed_in_place(x, y):
    out = [x, y, x * y]
    out.reverse()
    return out[0] * out[1] ** 2 + out[2]


@row(1.3, 0.7)
def sorted_in_place(x, y):
    out = [x, y, x * y]
    out.sort()
    return out[0] * 3.0 + out[1] ** 2 + out[2]


@row(1.3, 0.7)
def cleared_and_refilled(x, y):
    out = [x, y]
    a = out[0] * out[1]
    out.clear()
    out.append(a**2)
    return out[0] + a


@row(1.3)
def repeated_list_of_numbers(x):
    table = [0.0] * 4
    for i in range(4):
        table[i] = x**i + (table[i - 1] if i else 0.0)
    return table[3] * table[1]


@row(1.3)
def rows_of_lists(x):
    grid = [[0.0 for _ in range(3)] for _ in range(2)]
    for i in range(2):
        for j in range(3):
            grid[i][j] = x * (i + 1) + j
    grid[1][2] *= grid[0][0]
    return sum(sum(v * v for v in line) for line in grid)


@row(1.3)
def same_inner_list_twice(x):
    line = [x, 2.0]
    grid = [line, line]
    grid[0][1] = x**2
    line[0] *= 3.0
    return grid[1][0] * grid[1][1]


@row(1.3)
def list_copied_then_written(x):
    a = [x, x**2]
    b = list(a)
    c = a[:]
    d = a.copy()
    b[0] = 5.0 * x
    c[1] = 2.0
    d.append(x)
    return a[0] * b[0] * c[0] + a[1] * b[1] * c[1] + d[2]


@row(X, Y)
def arrays_in_a_list_written(x, y):
    both = [x, y]
    both[0] *= both[1]
    both[1][0] = x[1] ** 2
    return np.sum(x * y)


@row(X, Y)
def array_item_replaced(x, y):
    both = [x, y]
    both[0] = x * y
    both[0][1] = 3.0 * x[0]
    return np.sum(x * both[0])


@row([X, Y])
def argument_arrays_written(params):
    for p in params:
        p -= 0.1 * p**2
    params[0] = params[0] * params[1]
    return sum(np.sum(p**2) for p in params)


@row(X)
def list_of_views(x):
    halves = [x[:2], x[2:]]
    halves[0] *= halves[1]
    for h in halves:
        h[0] += 1.0
    return np.sum(x**2)


@row(1.3, 0.7)
def list_returned_by_helper(x, y):
    def powers(a, n):
        out = [1.0]
        for _ in range(n):
            out.append(out[-1] * a)
        return out

    p, q = powers(x, 3), powers(y, 2)
    p[0] = q[2]
    return sum(p) * sum(q)


@row(1.3, 0.7, or_error=True)
def helper_fills_list(x, y):
    def fill(out, a):
        for k in range(3):
            out.append(a**k)
        out[0] = a

    out = []
    fill(out, x)
    fill(out, y)
    return out[0] * out[3] + sum(out)


@row(1.3, 0.7)
def list_of_tuples(x, y):
    out = []
    for k in range(3):
        out.append((x * k, y + k))
    out[1] = (y, x)
    return sum(a * b for a, b in out)


@row(X)
def ring_of_states(x):
    states = [x, x**2]
    for k in range(4):
        states[k % 2] = np.sin(states[0]) + states[1] * 0.5
    return np.sum(states[0] * states[1])


@row(1.3, 0.7)
def unpacked_into_items(x, y):
    out = [0.0, 0.0]
    out[0], out[1] = x * y, x
    out[0], out[1] = out[1], out[0]
    return out[0] ** 2 * out[1]


@row(X, 1.3)
def slice_assigned(x, c):
    q = [x[0], x[1], c]
    same = q
    q[1:] = [c * x[2], x[3], x[0]]
    return sum(same) * q[-1]


@row(X, 1.3)
def slice_assigned_with_other_lengths(x, c):
    q = [v * c for v in x]
    for i in range(2):
        q[i : i + 2] = [q[-1] * x[i]]
        q[:0] = (c, x[1])
    return sum(v * (k + 1) for k, v in enumerate(q)) * len(q)


@row(X, 1.3)
def extended_slice_assigned(x, c):
    q = list(x)
    q[::2] = [c, c * c]
    q[::-1] = q
    return q[0] * q[1] * q[2] + q[3]


@row(X, Y, 1.3)
def slice_of_arrays_assigned(x, y, c):
    q = [x, y, x * y]
    q[1:] = [q[0], y * c]
    q[1] *= c
    return np.sum(x * q[2]) * len(q)


@row(X, 1.3)
def slice_deleted(x, c):
    q = [x[0], x[1] * c, c, x[2], x[3] * c]
    del q[1:3]
    del q[::-2]
    return sum(q) * q[-1] * c


@row(X, 1.3)
def passive_slice_assigned(x, c):
    q = [1.0, 2.0, 3.0]
    q[1:] = [5.0]
    return np.sum(x) * q[-1] * c * len(q)


@row(np.array([0.5, -1.2, 2.0, 0.7]))
def stack_machine(x):
    stack = []
    for tok in ["a", "b", "+", "c", "*"]:
        if tok == "+":
            b, a = stack.pop(), stack.pop()
            stack.append(a + b)
        elif tok == "*":
            b, a = stack.pop(), stack.pop()
            stack.append(a * b)
        else:
            stack.append(x["abc".index(tok)])
    return stack[-1]


@row.parametrize()
def test_mutable_list(row: Row) -> None:
    row.run()
