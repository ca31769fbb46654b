"""`deque` and `defaultdict` that hold values a derivative flows through."""

from __future__ import annotations

import collections
import math
from collections import defaultdict, deque

import numpy as np

from .table import Row, Table

row = Table(alone=True)
X = np.array([0.5, -1.2, 2.0, 0.7])


@row(X)
def deque_append_iter(x):
    d = deque()
    for v in x:
        d.append(v * v)
    return sum(d)


@row(X)
def deque_maxlen_moving_average(x):
    window = deque(maxlen=2)
    total = 0.0
    for v in x:
        window.append(v)
        total += sum(window) / len(window) * v
    return total


@row(X)
def deque_both_ends(x):
    d = deque([x[0]])
    d.append(x[1] * 2)
    d.appendleft(x[2] ** 2)
    a = d.popleft()
    b = d.pop()
    return a * b + d[0]


@row(X)
def deque_queue_loop(x):
    q = deque(x)
    out = 0.0
    while q:
        v = q.popleft()
        out = out * 0.5 + math.sin(v)
        if v > 1.5:
            q.append(v * 0.4)
    return out


@row(X)
def deque_index_and_rotate(x):
    d = deque([x[0], x[1], x[2]])
    d.rotate(1)
    d[0] = d[0] * x[3]
    d.extend([x[1], x[3]])
    return d[0] * d[-1] + d[1]


@row(X)
def deque_of_arrays(x):
    d = deque([x, x * 2], maxlen=2)
    for i in range(3):
        d.append(np.sin(d[0]) + d[1])
    return np.sum(d[1] * d[0])


@row(X)
def deque_to_array(x):
    d = collections.deque(maxlen=3)
    for v in x:
        d.append(v**2)
    return np.array(d) @ np.arange(3.0)


@row(X)
def defaultdict_float(x):
    d = defaultdict(float)
    for i, v in enumerate(x):
        d[i % 2] += v * v
    return d[0] * d[1]


@row(X)
def defaultdict_list(x):
    d = defaultdict(list)
    for i, v in enumerate(x):
        d["even" if i % 2 == 0 else "odd"].append(v)
    return sum(d["even"]) * math.prod(d["odd"])


@row(X)
def defaultdict_strings(x):
    d = defaultdict(float)
    for name, v in zip("abab", x):
        d[name] += v**3
    return sum(w * w for w in d.values())


@row(X)
def deque_breadth_first_and_active(x):
    seen, order = {0}, []
    q = deque([0])
    while q:
        i = q.popleft()
        order.append(i)
        for j in (2 * i + 1, 2 * i + 2):
            if j < 4 and j not in seen:
                seen.add(j)
                q.append(j)
    return sum(x[i] ** 2 * n for n, i in enumerate(order))


@row(X)
def deque_both_kinds(x):
    q = deque([0, 1])
    h = deque(maxlen=2)
    t = 0.0
    while q:
        i = q.popleft()
        h.append(x[i] * 2)
        t += sum(h)
        if i == 1:
            q.append(3)
    return t * h[0]


@row(X)
def deque_arrays_alias(x):
    u = x * 1.0
    h = deque(maxlen=3)
    for i in range(4):
        h.append(u)
        u = u * 0.5
        h[0][0] = h[-1][1] * 2
    u *= 3.0
    return np.sum(h[0] * h[2]) + u.sum()


@row(X)
def deque_same_array_seen(x):
    u = x * 1.0
    h = deque([u])
    u[0] = u[1] * u[2]
    return np.sum(h[0] ** 2)


@row(X)
def deque_anderson_history(x):
    xs, fs = deque(maxlen=2), deque(maxlen=2)
    y = x
    for _ in range(4):
        f = np.cos(y)
        xs.append(y)
        fs.append(f)
        y = 0.5 * (xs[-1] + fs[0])
    return np.sum(np.stack(xs) * np.stack(fs))


@row(X)
def deque_delay_line(x):
    line = deque([0.0] * 3, maxlen=3)
    out = []
    for v in x:
        out.append(v + 0.5 * line[0])
        line.append(out[-1])
    return np.sum(np.array(out) ** 2)


@row(X)
def deque_reversed_enumerate(x):
    h = deque(x)
    return sum(i * v * v for i, v in enumerate(h)) + sum(a * b for a, b in zip(h, x))


@row(X)
def defaultdict_forces(x):
    force = defaultdict(float)
    for i in range(4):
        for j in range(i):
            f = (x[i] - x[j]) ** 3
            force[i] += f
            force[j] -= f
    return sum(force[i] * x[i] for i in range(4))


@row(X)
def defaultdict_groups(x):
    groups = defaultdict(list)
    for v in x:
        groups["pos" if v > 0 else "neg"].append(v)
    return sum(math.prod(g) * len(g) for g in groups.values())


@row(X)
def defaultdict_passive_counts(x):
    counts = defaultdict(int)
    for v in x:
        counts[v > 0] += 1
    d = defaultdict(float)
    for v in x:
        d[bool(v > 0)] += v / counts[v > 0]
    return d[True] * d[False]


@row(np.array([0.5, 1.2, 2.0]), 0.4)
def default_zero(x, y):
    d = defaultdict(lambda: 0.0)
    for i, v in enumerate(x):
        d[i % 2] += v * y
    return d[0] * d[1] * d[5] + d[0]


def zero():
    return 1.5


@row(np.array([0.5, 1.2, 2.0]), 0.4)
def default_by_a_function(x, y):
    d = defaultdict(zero)
    for k in "aab":
        d[k] *= y
    return d["a"] * sum(d.values())


@row(np.array([0.5, 1.2, 2.0]), 0.4)
def default_list(x, y):
    d = defaultdict(lambda: [])
    for i, v in enumerate(x):
        d[i % 2].append(v * y)
    return sum(d[0]) * sum(d[1])


@row.parametrize()
def test_collection(row: Row) -> None:
    row.run()
