"""The programs whose derivatives the golden files hold."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tests.golden.table import Table

golden = Table()
rng = np.random.default_rng(3)


@golden(0.7, 1.2, wrt=(0, 1))
def straight_line(x, y):
    a = x * y
    b = math.sin(a) + x
    c = a / b - math.exp(-y)
    return c**2


@golden(1.3, 5)
def halve_or_scale(x, n):
    y = x
    for i in range(n):
        if y > 1.0:
            y = y / 2.0
        else:
            y = y * x
    return y


@golden(0.3, 0.9, 0.1, 7, wrt=(0, 1, 2))
def scalar_loop(x, a, b, n):
    for _ in range(n):
        x = math.sin(x) * a + b
    return x


@golden(2.0)
def newton(a):
    s = 1.0
    while abs(s * s - a) > 1e-12:
        s = 0.5 * (s + a / s)
    return s


@golden(1.5, 20)
def while_with_break(x, n):
    total = 0.0
    i = 0
    while i < n:
        total = total + x / (i + 1)
        if total > 4.0:
            break
        i += 1
    return total * x


@golden(0.4, 1.1)
def early_return(x, limit):
    if x > limit:
        return x * x
    y = math.exp(x)
    if y > 3.0:
        return y - x
    return y * limit


@golden(1.5, 4)
def asked_twice(x, n):
    y = x
    many = n > 3
    if many:
        y = y * x
    if many:
        y = y * y
    return y


@golden(1.2, 3, 4)
def nested_loops(x, m, n):
    total = 0.0
    for i in range(m):
        row = x
        for j in range(n):
            row = row * x + j
        total += row / (i + 1)
    return total


@golden(0.8, 0.3, wrt=(0, 1))
def branches(x, y):
    if x > y:
        z = x * y
    elif x < -y:
        z = x - y
    else:
        z = y
    return z * z + x


@golden(2.0, 3.0, 4, wrt=(0, 1))
def simultaneous(a, b, n):
    for _ in range(n):
        a, b = b, 2 * a
    return a * b


@golden(1.4, 0.5, wrt=(0, 1))
def closures(x, k):
    def scaled(z):
        return k * z

    return scaled(x) + scaled(x * x)


def smooth(z, width):
    return math.log(1.0 + math.exp(z / width)) * width


@golden(0.4, 0.9, wrt=(0, 1))
def helper_calls(x, y):
    return smooth(x, 0.5) * smooth(y, 2.0)


@golden(1.1, 5)
def recursion(x, n):
    if n == 0:
        return 1.0
    return x * recursion(x, n - 1)


class Point(NamedTuple):
    x: float
    y: float


@golden(Point(0.3, 0.4), 1.5)
def named_tuple(p, scale):
    moved = Point(p.x * scale, p.y + p.x)
    return moved.x * moved.y


@dataclass
class Spring:
    stiffness: float
    rest: float


@golden(Spring(2.0, 1.0), 1.7)
def data_class(spring, length):
    stretch = length - spring.rest
    return 0.5 * spring.stiffness * stretch**2


@golden({"w": rng.normal(size=3), "b": 0.5}, rng.normal(size=(4, 3)))
def dictionary(params, x):
    return np.sum(np.tanh(x @ params["w"] + params["b"]))


@golden([1.0, 2.0, 3.0])
def list_of_numbers(xs):
    total = 0.0
    for x in xs:
        total += x * x
    return math.sqrt(total)


@golden(rng.normal(size=4), 0.5, wrt=(0, 1))
def comprehension(xs, a):
    return sum([math.exp(-a * x * x) for x in xs])


@golden(rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), wrt=(0, 1))
def two_products(a, b):
    return np.sum(a.T @ b + a @ b.T)


@golden(
    rng.normal(size=(4, 5)), rng.normal(size=5), rng.normal(size=(5, 3)), rng.normal(size=3),
    rng.normal(size=(6, 4)), np.eye(3)[[0, 2, 1, 0, 1, 2]], wrt=(0, 1, 2, 3), mode="value_and_grad",
)  # fmt: skip
def mlp(w1, b1, w2, b2, x, labels):
    hidden = np.tanh(x @ w1 + b1)
    scores = hidden @ w2 + b2
    scores = scores - np.max(scores, axis=1, keepdims=True)
    log_norm = np.log(np.sum(np.exp(scores), axis=1))
    return np.mean(log_norm - np.sum(labels * scores, axis=1))


@golden(
    rng.normal(size=3), rng.normal(size=(3, 2)), np.tril(rng.normal(size=(3, 2, 2))), rng.normal(size=(5, 2)),
    wrt=(0, 1, 2),
)  # fmt: skip
def mixture(alphas, means, factors, x):
    centred = x[:, None, :] - means
    scaled = np.einsum("kij,nkj->nki", factors, centred)
    log_det = np.sum(np.log(np.abs(np.diagonal(factors, axis1=1, axis2=2))), axis=1)
    scores = alphas + log_det - 0.5 * np.sum(scaled**2, axis=2)
    top = np.max(scores, axis=1)
    inner = np.sum(np.exp(scores - top[:, None]), axis=1)
    return np.sum(top + np.log(inner)) - len(x) * np.log(np.sum(np.exp(alphas)))


@golden(rng.normal(size=6))
def rosenbrock_loop(x):
    total = 0.0
    for i in range(len(x) - 1):
        total += 100.0 * (x[i + 1] - x[i] ** 2) ** 2 + (1.0 - x[i]) ** 2
    return total


@golden(rng.normal(size=6))
def rosenbrock_vectorised(x):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


@golden(rng.normal(size=5), np.array([0, 2, 2, 4]))
def fancy_indexing(x, chosen):
    return np.sum(x[chosen] ** 2) + x[-1]


@golden(rng.uniform(0.5, 1.5, size=(3, 4)))
def reductions(a):
    shares = a / np.sum(a, axis=0)
    spread = np.std(a, axis=1, keepdims=True)
    return np.mean(shares * spread) + np.max(a)


@golden(rng.normal(size=3), rng.normal(size=(4, 1)), 0.7, wrt=(0, 1, 2))
def broadcasting(row, column, scale):
    table = scale * (row + column) / (1.0 + column**2)
    return np.sum(table * row)


@golden(0.3, rng.normal(size=4), mode="value_and_grad", wrt=(0, 1))
def value_and_gradient(a, x):
    y = np.exp(a * x)
    return np.dot(y, x)


@golden(rng.normal(size=(2, 3)), rng.normal(size=3), mode="vjp", wrt=(0, 1))
def pullback(a, x):
    y = np.sin(a @ x)
    return y * y, x.sum()


@golden(rng.normal(size=3), has_aux=True, mode="value_and_grad")
def with_aux(x):
    y = np.cos(x)
    return np.sum(y * x), {"largest": np.max(y)}


@golden(rng.normal(size=(3, 2)), rng.normal(size=3), wrt=(0, 1), standalone=True)
def standalone(a, x):
    return np.linalg.norm(a * x[:, None]) + np.prod(x)


@golden(0.9, 3.0, wrt=(0, 1))
def for_else(x, bound):
    for k in range(1, 9):
        x = x * 1.5
        if x > bound:
            break
        if k % 2:
            continue
        x = x + bound / k
    else:
        x = x - bound
    return x * bound


@golden(rng.normal(size=(3, 2)), rng.normal(size=2), wrt=(0, 1))
def rows(points, origin):
    total = 0.0
    for point in points:
        d = point - origin
        total += math.sqrt(d @ d)
    return total


@golden(np.linspace(0.1, 0.9, 4), 0.5, wrt=(0, 1))
def choose(x, a):
    return np.sum(np.where(x > a, np.log(x), a * x)) + min(a, x[0])


@golden(rng.normal(size=(3, 3)), rng.normal(size=3), wrt=(0, 1))
def linear_solve(a, b):
    x = np.linalg.solve(a + 3.0 * np.eye(len(b)), b)
    return x @ x


@golden(rng.normal(size=3), rng.normal(size=3), 0.1, 5, wrt=(0, 1))
def leapfrog(q, p, dt, steps):
    for _ in range(steps):
        p = p - 0.5 * dt * q**3
        q = q + dt * p
        p = p - 0.5 * dt * q**3
    return 0.5 * np.sum(p**2) + 0.25 * np.sum(q**4)


@golden(np.linspace(0.5, 1.5, 6), 0.3)
def stored_series(x, decay):
    state = 0.0
    series = []
    for value in x:
        state = decay * state + value
        series.append(state)
    return np.sum(np.array(series) ** 2)
