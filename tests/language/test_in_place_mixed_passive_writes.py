"""Programs that write in place: passive writes."""

from __future__ import annotations

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
Y = np.linspace(0.3, 1.7, 6)


@row(np.append(X, 0.7))
def e1(x):
    z = np.array([1.0, 2.0, 3.0, 4.0])
    y = x * z
    z.reshape(-1)[1] = 7.0
    return np.sum(y * y)


@row(np.append(X, 0.7))
def e2(x):
    z = np.array([1.0, 2.0, 3.0, 4.0])

    def g(q):
        z[1] = q

    y = x * z
    g(3.0)
    return np.sum(y * y)


@row(np.append(X, 0.7), np.ones((2, 2)))
def e3(x, m):
    m.reshape(-1)[1] = 5.0
    return np.sum(x * m.ravel())


@row(np.append(X, 0.7), np.append(X, 0.7) * 2)
def e4(x, w):
    v = w.reshape(2, 2)
    v[0] = 2.0
    return np.sum(x * w)


@row(np.append(X, 0.7))
def e5(x):
    w = np.ones(4)

    def g(z):
        w[1] = z * w[0]

    y = x * w
    g(2.0)
    g(x[0])
    return np.sum(y * w)


@row(np.append(X, 0.7))
def e6(x):
    a = np.full(3, x[0])

    def returned(a, s):
        a[1] += s
        return a

    if x[0] > 2.12:
        t2 = [a, x]
        a3 = returned(a, x[1])
        return x[0]
    return x[1] * x[0]


@row(np.append(X, 0.7))
def e7(x):
    values = []
    for v in x:
        values.append(v - 0.3 * sum(values))
    return sum(values)


@row.parametrize()
def test_program(row: Row) -> None:
    row.run()
