"""Programs that write in place: arrays."""

from __future__ import annotations

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
Y = np.linspace(0.3, 1.7, 6)


@row(X)
def elem(x):
    y = np.zeros(3)
    for i in range(3):
        y[i] = x[i] ** 2
    return np.sum(y * y)


@row(Y)
def heat(u):
    u = u.copy()
    for i in range(4):
        lap = u[2:] - 2 * u[1:-1] + u[:-2]
        u[1:-1] += 0.1 * lap
    return np.sum(u**2)


@row(X)
def alias(x):
    y = x
    y += x**2
    return (y * x).sum()


@row(X)
def argw(x):
    x[0] = 3.0
    x[1] *= x[2]
    return np.sum(x**3)


def kern(n, A):
    for i in range(1, n):
        A[i] = A[i] * A[i - 1]


@row(X)
def callee(x):
    A = x * 2.0
    kern(3, A)
    return np.sum(A**2)


@row(X)
def outp(x):
    b = np.zeros(3)
    np.sin(x, out=b)
    np.multiply(b, x, out=b)
    return np.sum(b)


@row(np.array([[1.0, 2.0], [0.3, 0.4]]))
def mm(A):
    B = A.copy()
    np.matmul(B, B, out=B)
    return np.sum(B**2)


@row(Y)
def view(x):
    u = x.copy()
    w = u[1:]
    u[2] = x[0] ** 2
    y = w * 2
    w[0] = y[1] * u[0]
    return np.sum(u**2) + np.sum(y)


@row(X, True)
@row(X, False)
def branchalias(x, c):
    a = x * 1.0
    b = x * 2.0
    g = a if c else b
    g += x**2
    g[0] *= 3
    return np.sum(a * x) + np.sum(b**2)


@row(Y)
def swap(x):
    a = x.copy()
    b = np.zeros(6)
    for t in range(3):
        b[1:-1] = a[1:-1] + 0.1 * (a[2:] - a[:-2])
        b[0] = a[0]
        b[-1] = a[-1]
        a, b = b, a
    return np.sum(a**3)


@row(Y)
def overlap(u):
    u = u * 1.0
    u[1:] = u[:-1] * 2
    u[1:-1] += u[2:] - u[:-2]
    return np.sum(u**2)


@row(X)
def fancy(x):
    y = np.zeros(4)
    y[[0, 2, 0]] += x
    y[[1, 1, 3]] = x**2
    y[y > 1] *= 3.0
    y[y < 0.0] = 0.0
    return np.sum(y**2)


@row(np.arange(9.0).reshape(3, 3) + np.eye(3))
def lu(A):
    A = A.copy()
    n = A.shape[0]
    for k in range(n):
        for i in range(k + 1, n):
            A[i, k] = A[i, k] / A[k, k]
            A[i, k + 1 :] -= A[i, k] * A[k, k + 1 :]
    return np.sum(np.log(np.abs(np.diag(A))))


@row(np.arange(9.0).reshape(3, 3) + np.eye(3))
def rows(A):
    s = 0.0
    B = A * 1.0
    for row in B:
        row *= row[0] + 1
        s += row.sum()
    return s + np.sum(B**2)


@row(X)
def ret(x):
    def f(a):
        a[0] = a[1] ** 2
        return a

    b = x * 2
    c = f(b)
    c[1] = 5 * x[0]
    return np.sum(b**2) + c[0]


@row(X)
def retview(x):
    def tail(a):
        return a[1:]

    b = x * 2
    c = tail(b)
    c *= x[1:]
    return np.sum(b**2)


@row(X, np.zeros(3))
def scratch(x, buf):
    buf[:] = x * 2
    buf[1] = buf[0] * buf[2]
    return np.sum(buf)


@row(X)
def tup(x):
    a = x * 1.0
    b = x * 2.0
    t = (a, b)
    t[0][0] = x[1]
    for z in t:
        z *= 2
    return np.sum(a * b)


@row(X, X * 2)
def two(x, y):
    x[0] = y[1]
    y[1] = x[2]
    x *= y
    return np.sum(x)


@row(Y)
def resh(x):
    u = x.copy()
    v = u.reshape(2, 3)
    v[0] = v[1] * v[0]
    v.T[0] *= 2
    return np.sum(u**2)


@row(X)
def nested(x):
    y = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            y[i, j] = x[i] * x[j]
            if y[i, j] < 0:
                y[i, j] = -y[i, j] * 2
                continue
            y[i] += 0.1 * x[j]
    return np.sum(y**2)


@row(1.3)
def scal(a):
    u = np.ones(4)
    for i in range(1, 4):
        u[i] = u[i - 1] * a
    return u[3]


@row(X)
def div(x):
    u = x * x + 1
    u /= x
    u[0] /= x[1]
    u **= 2
    u -= x
    return np.sum(u)


@row(Y)
def unknownidx(x):
    n = len(x) // 2
    v = x.reshape((n, 2)) * 1.0
    v[0] += v[1]
    for i in range(n):
        v[i, 0] = v[i, 1] * x[i]
    return np.sum(v**2)


@row(X)
def ravelw(x):
    A = np.outer(x, x)
    A.ravel()[::2] *= x[0]
    b = A.T.ravel()
    b += 1
    return np.sum(A**2) + np.sum(b**3)


def rec(A, n):
    if n == 0:
        return
    A[n] += A[n - 1] ** 2
    rec(A, n - 1)


@row(X)
def recurs(x):
    a = x * 1.0
    rec(a, 2)
    return np.sum(a**2)


def rec2(A, n):
    if n == 0:
        return A[0] * 2
    A[n] += A[n - 1] ** 2
    r = rec2(A, n - 1)
    A[0] += r
    return r * A[n]


@row(X)
def recurs2(x):
    a = x * 1.0
    r = rec2(a, 2)
    return np.sum(a**2) * r


@row(X)
def twice(x):
    def g(a, b):
        a += b
        b *= 2

    u = x * 1.0
    g(u, u)
    return np.sum(u**2)


@row(X)
def whileloop(x):
    u = x * x
    it = 0
    while np.sum(u) < 50:
        u *= 1.5
        u[it % 3] += x[0]
        it += 1
        if it > 7:
            break
    return np.sum(u**2)


@row(X)
def early(x):
    u = np.zeros(5)
    for i in range(5):
        if i == 3:
            return u[2] * x[0] + np.sum(u)
        u[i] = x[i % 3] * (u[i - 1] + 1)
    return u[0]


@row(X)
def passivewrite(x):
    c = np.zeros(3, dtype=int)
    w = np.ones(3)
    s = 0.0
    for i in range(3):
        c[i] += i
        w[i] = 2.0 * c[i]
        s += np.sum(w * x**2) * c[i]
    return s


@row(X)
def zeroout(x):
    u = x**2
    u[0] = 0.0
    v = u * x
    u[:] = 1.0
    return np.sum(v) + np.sum(u)


@row.parametrize()
def test_program(row: Row) -> None:
    row.run()
