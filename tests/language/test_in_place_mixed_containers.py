"""Programs that write in place: containers."""

from __future__ import annotations

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
Y = np.linspace(0.3, 1.7, 6)


@row(X)
def l1(x):
    xs = [0.0] * 4
    for i in range(3):
        xs[i] = x[i] ** 2
    xs[3] = xs[0] * xs[1]
    return sum(xs) * xs[2]


@row(X)
def l2(x):
    t = [[0.0] * 3 for _ in range(3)]
    for i in range(3):
        for j in range(3):
            t[i][j] = x[i] * x[j] + (t[i][j - 1] if j > 0 else 1.0)
    return t[2][2] * t[1][1] + t[0][2]


@row(X)
def l3(x):
    xs = []
    ys = xs
    for i in range(3):
        ys.append(x[i] * 2)
        xs.append(x[i] ** 2)
    return np.sum(np.array(xs) ** 2)


@row(X)
def l4(x):
    xs = [x[0], x[1]]
    xs.insert(1, x[2] ** 2)
    xs.extend([x[0] * x[1], 3.0])
    xs += [x[2]]
    a = xs.pop()
    b = xs.pop(0)
    del xs[1]
    xs.reverse()
    return a * b + sum([v**2 for v in xs])


@row(X)
def l5(x):
    st = [x * 1.0, x * 2.0]
    st[0][1] = x[0]
    st.append(st[0])
    st[2] *= 2
    st[1] = st[0] + 1
    return np.sum(st[0] * st[1]) + np.sum(np.stack(st) ** 2)


@row(X)
def d1(x):
    d = {}
    d["a"] = x[0] ** 2
    d["b"] = d["a"] * x[1]
    d["a"] = d["b"] + 1
    d.update({"c": x[2]})
    d.setdefault("e", x[0])
    r = d.pop("b")
    return d["a"] * d["c"] + r * d["e"] + sum(d.values())


def ev(x, out):
    out["F"] = x**2
    out["G"] = np.sum(x)


@row(X)
def d2(x):
    out = {}
    ev(x, out)
    return np.sum(out["F"]) * out["G"]


def push(xs, v):
    xs.append(v)
    xs[0] = xs[0] * v


@row(X)
def l6(x):
    xs = [1.0]
    for v in x:
        push(xs, v)
    return xs[0] + sum(xs)


@row(X)
def l7(x):
    h = [x * 1.0]
    for t in range(3):
        u = h[-1].copy()
        u[1:] += 0.1 * u[:-1]
        h.append(u)
    return sum([np.sum(u**2) for u in h])


@row([0.5, 1.5, -1.0])
def l8(xs):
    xs[0] = xs[1] * xs[2]
    xs.append(xs[0] ** 2)
    return xs[0] + xs[3]


@row({"a": X, "b": 2.0})
def d3(p):
    p["a"][0] = p["b"]
    p["b"] = p["b"] * p["a"][1]
    return np.sum(p["a"]) * p["b"]


@row(X)
def l9(x):
    memo = {}

    def fib(n):
        if n < 2:
            return x[n]
        if n in memo:
            return memo[n]
        r = fib(n - 1) * fib(n - 2) + x[2]
        memo[n] = r
        return r

    return fib(6)


@row(X)
def l10(x):
    xs = [x[0], x[1], x[2]]
    xs.sort()
    i, j = 0, 2
    xs[i], xs[j] = xs[j], xs[i]
    return xs[0] * 2 + xs[1] * 3 + xs[2] ** 2


@row(X)
def l12(x):
    q = [0] * 3
    q[0] = x[0]
    q[1] = x[1] * q[0]
    z = q
    z[2] = q[1] ** 2
    q[0] += z[2]
    return q[0] + z[1] * q[2]


@row(X)
def l13(x):
    rows = []
    for i in range(3):
        row = []
        for j in range(2):
            row.append(x[i] * (j + 1))
        rows.append(row)
    rows[0][1] = rows[1][0] * rows[2][1]
    A = np.array(rows)
    return np.sum(A**2)


@row(X)
def l14(x):
    a = [x[0]] * 3
    a[1] = a[0] * x[1]
    c = list(a)
    c[0] = a[2] * 2
    b = a[1:]
    b[0] = b[0] * 3
    e = a.copy()
    e.append(5 * x[2])
    return a[0] + a[1] * c[0] + b[0] * b[1] + sum(e)


@row(X)
def t1(x):
    (a, b), c = [x[0], x[1]], x[2]
    s = [a, b, c]
    first, *rest = s
    rest[0] = rest[0] * first
    return sum(rest) * first + s[1]


@row.parametrize()
def test_program(row: Row) -> None:
    row.run()
