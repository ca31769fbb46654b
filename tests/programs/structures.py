"""Programs whose state is lists, dicts and objects."""

from __future__ import annotations

import math

import numpy as np

from tests.programs.collection import Collection

program = Collection()
rng = np.random.default_rng(10)


class Problem:
    """An optimisation problem in the style of evolutionary libraries: results go into a dict."""

    def __init__(self, scale):
        self.scale = scale

    def _evaluate(self, x, out):
        f1 = self.scale * (x[:, 0] ** 2 + x[:, 1] ** 2)
        f2 = (x[:, 0] - 1.0) ** 2 + x[:, 1] ** 2
        out["F"] = np.column_stack([f1, f2])
        out["G"] = np.sin(x).sum(axis=1)

    def evaluate(self, x):
        out = {}
        self._evaluate(x, out)
        return out


@program(rng.normal(size=(3, 2)), 2.0)
def problem_with_result_dict(x, scale):
    out = Problem(scale).evaluate(x)
    return np.sum(out["F"] * np.array([1.0, 0.5])) + np.sum(out["G"] ** 2)


@program(1.1, 0.9, 7)
def recurrence_with_memo(a, b, n):
    memo = {0: a, 1: b}

    def term(k):
        if k not in memo:
            memo[k] = 0.5 * term(k - 1) * math.cos(term(k - 2)) + 0.1
        return memo[k]

    return term(n)


@program(np.array([3.0, 4.0, 2.5]), [1, 3, 2], 5)
def soft_knapsack(values, weights, capacity):
    best = [0.0] * (capacity + 1)
    for value, weight in zip(values, weights):
        for room in range(capacity, weight - 1, -1):
            take = best[room - weight] + value
            best[room] = math.log(math.exp(best[room]) + math.exp(take))
    return best[capacity]


class Vector:
    """Two components with overloaded operators."""

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, scale):
        return Vector(self.x * scale, self.y * scale)

    __rmul__ = __mul__

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __abs__(self):
        return math.sqrt(self.x**2 + self.y**2)


@program(1.0, 0.3, 0.2, 0.9, 8)
def orbit_with_vectors(x, y, vx, vy, steps):
    position, velocity = Vector(x, y), Vector(vx, vy)
    for _ in range(steps):
        r = abs(position)
        velocity += -0.05 / r**3 * position
        position += velocity * 0.05
    return abs(position - Vector(0.5, 0.5))


class Dual:
    """A dual number: forward mode by hand, differentiated by reverse mode."""

    def __init__(self, value, dot=0.0):
        self.value, self.dot = value, dot

    def __add__(self, other):
        return Dual(self.value + other.value, self.dot + other.dot)

    def __mul__(self, other):
        return Dual(self.value * other.value, self.dot * other.value + self.value * other.dot)

    def sin(self):
        return Dual(math.sin(self.value), self.dot * math.cos(self.value))


@program(0.8, 1.7)
def dual_numbers(x, a):
    seed = Dual(x, 1.0)
    y = seed * seed * Dual(a) + (seed * Dual(a)).sin()
    return y.dot * y.value


class Node:
    """A node of a graph of numbers, with its own backward pass."""

    def __init__(self, value, parents=()):
        self.value = value
        self.parents = parents
        self.adjoint = 0.0

    def __add__(self, other):
        return Node(self.value + other.value, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        return Node(self.value * other.value, ((self, other.value), (other, self.value)))


def collect(node, order):
    if node not in order:
        for parent, _ in node.parents:
            collect(parent, order)
        order.append(node)


@program(1.2, -0.7)
def graph_with_its_own_backward(x, y):
    a, b = Node(x), Node(y)
    out = a * b + a * a
    order = []
    collect(out, order)
    out.adjoint = 1.0
    for node in reversed(order):
        for parent, weight in node.parents:
            parent.adjoint += node.adjoint * weight
    return a.adjoint * b.adjoint + out.value


class Link:
    """One cell of a linked list."""

    def __init__(self, value, after=None):
        self.value = value
        self.after = after


@program(rng.normal(size=5), 0.5)
def linked_list(values, rate):
    head = None
    for value in values:
        head = Link(value, head)
    node = head
    while node is not None:
        if node.after is not None:
            node.after.value += rate * node.value
        node = node.after
    total, node = 0.0, head
    while node is not None:
        total += node.value**2
        node = node.after
    return total


class Tank:
    """A vessel of a process model; subclasses change how it drains."""

    def __init__(self, level, area):
        self.level = level
        self.area = area

    def outflow(self):
        return 0.3 * self.level

    def advance(self, inflow, dt):
        out = self.outflow()
        self.level += dt * (inflow - out) / self.area
        return out


class OrificeTank(Tank):
    """Drains by Torricelli's law."""

    def __init__(self, level, area, valve):
        super().__init__(level, area)
        self.valve = valve

    def outflow(self):
        return self.valve * math.sqrt(self.level) + 0.1 * super().outflow()


@program(1.0, 2.0, 0.4, 6)
def tanks_in_series(inflow, level, valve, steps):
    tanks = [Tank(level, 1.0), OrificeTank(level, 0.8, valve), OrificeTank(level, 1.1, 2.0 * valve)]
    for _ in range(steps):
        flow = inflow
        for tank in tanks:
            flow = tank.advance(flow, 0.1)
    return sum(tank.level**2 for tank in tanks)


@program({"w": rng.normal(size=4), "log": [0.5]}, 3)
def settings_dict_updated(config, rounds):
    state = dict(config)
    for k in range(rounds):
        state.update(w=np.tanh(state["w"]) * (k + 1.0), bias=state.get("bias", 0.2) * 1.5)
        state.setdefault("scale", np.sum(state["w"]))
        state["log"].append(state["bias"] * state["scale"])
    del state["scale"]
    state["log"].insert(0, state.pop("bias"))
    state["log"][1:3] = [2.0 * v for v in state["log"][1:3]]
    return sum(v * v for v in state["log"]) + np.sum(state["w"])


@program([[0.2, 0.5], [0.9, 0.1, 0.4], [0.3]])
def ragged_rows_flattened(rows):
    flat = []
    for row in rows:
        row.append(sum(row))
        flat.extend(row)
    flat += [1.0]
    data = np.array(flat)
    data[1:] -= data[:-1].copy()
    return np.sum(data**2)


@program(1.3, 0.7, ["x", "y", "+", "x", "*", "y", "sin", "-"])
def stack_machine(x, y, words):
    stack = []
    for word in words:
        if word == "x":
            stack.append(x)
        elif word == "y":
            stack.append(y)
        elif word == "sin":
            stack.append(math.sin(stack.pop()))
        else:
            b = stack.pop()
            a = stack.pop()
            if word == "+":
                stack.append(a + b)
            elif word == "-":
                stack.append(a - b)
            else:
                stack.append(a * b)
    return stack[-1]


@program(rng.uniform(0.5, 2.0, size=8), rng.uniform(0.3, 1.2, size=8))
def queue_of_customers(arrivals, services):
    """Waiting times in one line; the list of those who wait is consumed from its front."""
    clock = 0.0
    waiting = []
    for gap, service in zip(arrivals, services):
        clock += gap
        waiting.append((clock, service))
    free_at, total = 0.0, 0.0
    while waiting:
        arrived, service = waiting.pop(0)
        start = max(arrived, free_at)
        total += start - arrived
        free_at = start + service
    return total + free_at
