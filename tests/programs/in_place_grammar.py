"""Random programs that write in place, as text: views, buffers, lists, dicts, objects, calls."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable

from tests.programs.in_place_absent import ABSENT
from tests.programs.in_place_idioms import IDIOMS
from tests.programs.in_place_library import LIBRARY

IMPORTS = """
import cmath
import collections
import copy
import functools
import heapq
import itertools
import math
from dataclasses import replace

import numpy as np

from tests.programs.in_place_helpers import *


"""
FEATURES = ("arrays", "calls", "lists", "dicts", "objects", "idioms")
EXTRAS = ("tests", "tries", "library", "absent")
"""Calls that write in tests, `try` statements, what libraries do, what is None: asked for by name."""
Names = dict[str, list[str]]


def program(seed: int, features: tuple[str, ...] = FEATURES) -> str:
    """The text of `f(x, y, v, w, m)`: two floats, two arrays of three, a matrix of 2 x 3."""
    return Writer(random.Random(seed), features).text()


class Writer:
    """Writes one program; remembers which names hold what."""

    def __init__(self, rng: random.Random, features: tuple[str, ...]) -> None:
        self.r = rng
        self.lines: list[str] = []
        self.count = 0
        self.names: Names = {
            "scalar": ["x", "y"], "vector": ["v", "w"], "pair": [], "matrix": ["m"],
            "list": [], "arrays": [], "dict": [], "box": [], "state": [],
        }  # fmt: skip
        groups = {
            "arrays": (self.write_vector, self.write_matrix, self.alias, self.write_vector),
            "calls": (self.call, self.closure),
            "lists": (self.list_statement, self.arrays_statement),
            "dicts": (self.dict_statement,),
            "objects": (self.box_statement,),
            "idioms": tuple(functools.partial(idiom, self) for idiom in IDIOMS),
            "absent": tuple(functools.partial(idiom, self) for idiom in ABSENT),
            "library": tuple(functools.partial(call, self) for call in LIBRARY),
        }
        self.features = features
        self.simple: list[Callable[[str], None]] = [self.scalar_statement, self.new_vector]
        for feature in features:
            self.simple += groups.get(feature, ())

    def text(self) -> str:
        """The whole function."""
        self.block(1, 0, False, self.r.randint(4, 8))
        self.emit(1, f"return {self.s()} + float(np.sum({self.v()})) + float(np.sum(m * m)) * 0.1"
                     f" + float(v @ w) + {self.held()}")  # fmt: skip
        return "def f(x, y, v, w, m):\n" + "\n".join(self.lines) + "\n"

    def emit(self, indent: int | str, line: str) -> None:
        """Adds a line."""
        self.lines.append((indent if isinstance(indent, str) else "    " * indent) + line)

    def new(self, kind: str, prefix: str) -> str:
        """A fresh name, or one of those in use, which then means something else."""
        if self.names[kind] and self.r.random() < 0.25:
            return self.r.choice(self.names[kind])
        self.count += 1
        return f"{prefix}{self.count}"

    def know(self, kind: str, name: str) -> None:
        """From here on the name holds a value of this kind."""
        if name not in self.names[kind]:
            self.names[kind] = [*self.names[kind], name]

    def some(self, kind: str) -> str:
        """A name of a kind."""
        return self.r.choice(self.names[kind])

    # Expressions

    def s(self, depth: int = 0) -> str:
        """A scalar expression."""
        c = self.r.random()
        if depth > 2 or c < 0.35:
            return self.some("scalar")
        if c < 0.55:
            return f"({self.s(depth + 1)} {self.r.choice('+-*')} {self.s(depth + 1)})"
        if c < 0.65:
            return f"math.{self.r.choice(['sin', 'cos', 'tanh'])}({self.s(depth + 1)})"
        if c < 0.78:
            return f"{self.some('vector')}[{self.r.choice(['0', '1', '-1', '2'])}]"
        if c < 0.82:
            return f"m[{self.r.randint(0, 1)}, {self.r.randint(0, 2)}]"
        if c < 0.86:
            return f"float(np.sum({self.v(depth + 1)})) * 0.2"
        if c < 0.9:
            return self.held()
        if c < 0.94:
            return f"({self.s(depth + 1)} if {self.test()} else {self.s(depth + 1)})"
        return f"{self.r.uniform(-1, 1):.2f}"

    def held(self) -> str:
        """A scalar that a container or an object holds."""
        found = [f"{d}['a']" for d in self.names["dict"]]
        found += [f"{d}['b'][1]" for d in self.names["dict"]]
        found += [e for b in self.names["box"] for e in (f"{b}.s", f"{b}.v[0]", f"{b}.size")]
        found += [e for u in self.names["state"] for e in (f"{u}.s", f"{u}.v[2]", f"{u}[1]")]
        found += [e for q in self.names["list"] for e in (f"{q}[0]", f"{q}[-1]", f"sum({q})")]
        found += [f"{q}[0][2]" for q in self.names["arrays"]]
        found += [f"{p}[0]" for p in self.names["pair"]]
        return self.r.choice(found) if found else "x"

    def v(self, depth: int = 0) -> str:
        """An expression for an array of three."""
        c = self.r.random()
        if depth > 2 or c < 0.35:
            return self.some("vector")
        if c < 0.55:
            return f"({self.v(depth + 1)} {self.r.choice('+-*')} {self.v(depth + 1)})"
        if c < 0.65:
            return f"np.{self.r.choice(['sin', 'cos', 'tanh'])}({self.v(depth + 1)})"
        if c < 0.75:
            return f"({self.v(depth + 1)} * {self.s(depth + 1)})"
        if c < 0.82:
            return f"{self.some('vector')}[::-1]"
        if c < 0.92:
            return f"m[{self.r.randint(0, 1)}]"
        return f"np.where({self.some('vector')} > 0.1, {self.v(depth + 1)}, {self.v(depth + 1)})"

    def p(self) -> str:
        """An expression for an array of two."""
        vector = self.some("vector")
        options = [f"{vector}[1:]", f"{vector}[:-1] * {self.s(2)}", f"{vector}[::2]", "m[:, 1]"]
        return self.r.choice(options + self.names["pair"])

    def test(self) -> str:
        """A condition."""
        if "tests" in self.features and self.r.random() < 0.2:
            called = [f"running({self.some('vector')}, {self.some('vector')})"]
            called += [f"{b}.bump({self.some('scalar')})" for b in self.names["box"]]
            called += [f"{d}.setdefault('c', {self.some('scalar')})" for d in self.names["dict"]]
            call = self.r.choice(called)
            return self.r.choice([f"{call} > {self.r.uniform(-1, 1):.2f}", f"not {call} < 0.3"])
        return f"{self.s(2)} {self.r.choice('<>')} {self.r.uniform(-1, 1):.2f}"

    # Statements

    def scalar_statement(self, pad: str) -> None:
        """A number is assigned or updated."""
        if self.r.random() < 0.5:
            name = self.new("scalar", "s")
            self.emit(pad, f"{name} = {self.s()}")
            self.know("scalar", name)
        else:
            self.emit(pad, f"{self.some('scalar')} {self.r.choice(['+=', '*=', '-='])} {self.s(1)}")

    def new_vector(self, pad: str) -> None:
        """A name gets an array of its own."""
        name = self.new("vector", "a")
        made = [f"{self.v(1)} + {self.v(1)}", f"{self.some('vector')}.copy()", "np.zeros(3)",
                f"np.full(3, {self.s(2)})", f"np.array([{self.s(2)}, {self.s(2)}, 0.5])",
                f"np.zeros_like({self.some('vector')})"]  # fmt: skip
        self.emit(pad, f"{name} = {self.r.choice(made)}")
        self.know("vector", name)

    def write_vector(self, pad: str) -> None:
        """Elements of a vector are overwritten, or all of them."""
        a, b = self.some("vector"), self.some("vector")
        i, op = self.r.choice(["0", "1", "2", "-1"]), self.r.choice(["+=", "*=", "-=", "="])
        up = self.r.choice(["+=", "*=", "-="])
        self.emit(pad, self.r.choice([
            f"{a}[{i}] {op} {self.s()}", f"{a}[{i}] {op} {self.s()}", f"{a}[:] = {self.v()}",
            f"{a} {up} {self.v(1)}", f"{a} {up} {self.s(1)}", f"{a}[1:] {op} {self.p()}",
            f"{a}[:-1] {op} {a}[1:]", f"{a}[::-1] {op} {b}", f"{a}[{b} > 0.1] {op} {self.s(1)}",
            f"{a}[[2, 0]] {op} {self.p()}", f"{a}[[0, 0, 1]] += {self.v(1)}",
            f"np.{self.r.choice(['add', 'multiply', 'subtract'])}({b}, {self.v(1)}, out={a})",
            f"np.tanh({a}, out={a})", f"np.add.at({a}, [1, 1], {self.s(1)})",
            f"np.copyto({a}, {self.v(1)})", f"{a}.fill({self.s(1)})",
            f"{a}[0], {a}[2] = {a}[2], {a}[0]", f"{a}[:], {b}[:] = {b} * 1.0, {self.v(1)}",
            f"{a}[0], {b}[1] = {self.s(1)}, {a}[0]",
        ]))  # fmt: skip

    def write_matrix(self, pad: str) -> None:
        """Parts of the matrix are overwritten."""
        op, up = self.r.choice(["+=", "*=", "-=", "="]), self.r.choice(["+=", "*="])
        i, j = self.r.randint(0, 1), self.r.randint(0, 2)
        self.emit(pad, self.r.choice([
            f"m[{i}] {op} {self.v(1)}", f"m[{i}, {j}] {op} {self.s(1)}",
            f"m[:, {j}] {op} {self.p()}", f"m {up} {self.v(1)}", "m[[0, 1]] = m[[1, 0]]",
            f"m[..., 1:] {op} {self.s(1)}", f"m[m > 0.3] {op} {self.s(1)}", "m[:] = np.tanh(m)",
            f"m.T[{j}] {op} {self.p()}", f"m.reshape(-1)[{i + j}] {op} {self.s(1)}",
        ]))  # fmt: skip

    def alias(self, pad: str) -> None:
        """A name becomes another name, or a view."""
        a = self.some("vector")
        if self.r.random() < 0.35:
            name = self.new("pair", "p")
            views = [f"{a}[1:]", f"{a}[:-1]", f"{a}[::2]", f"m[:, {self.r.randint(0, 2)}]",
                     f"tail({a})"]  # fmt: skip
            self.emit(pad, f"{name} = {self.r.choice(views)}")
            self.know("pair", name)
            self.emit(pad, f"{name}[{self.r.randint(0, 1)}] *= {self.s(2)}")
            return
        name = self.new("vector", "a")
        b = self.some("vector")
        views = [a, f"{a}[::-1]", f"m[{self.r.randint(0, 1)}]", "m.ravel()[1:4]", "m.T[:, 0]",
                 "m.reshape(-1)[::2]", f"{a}[:]", f"{a} if {self.test()} else {b}",
                 f"{a}.reshape(3)", f"np.asarray({a})"]  # fmt: skip
        if self.r.random() < 0.15:
            self.emit(pad, f"{a}, {b} = {b}, {a}")
            return
        self.emit(pad, f"{name} = {self.r.choice(views)}")
        self.know("vector", name)

    def call(self, pad: str) -> None:
        """A function that writes into what it is given."""
        a, b = self.some("vector"), self.some("vector")
        c = self.r.randrange(6)
        if c == 0:
            self.emit(pad, f"double({self.r.choice([a, 'm', 'm[0]', f'{a}[1:]'])})")
        elif c == 1:
            self.emit(pad, f"shift({a}, {self.r.choice([b, a, self.v(1)])}, {self.s(1)})")
        elif c in (2, 3):
            name = self.new("vector", "a")
            made = [f"returned({a}, {self.s(1)})", f"maybe({a}, {b}, {self.s(1)})"]
            self.emit(pad, f"{name} = {made[c - 2]}")
            self.know("vector", name)
        elif c == 4:
            name = self.new("scalar", "s")
            self.emit(pad, f"{name} = running({self.v(1)}, {a})")
            self.know("scalar", name)
        else:
            self.emit(pad, f"tail({a})[0] {self.r.choice(['+=', '=', '*='])} {self.s(1)}")

    def closure(self, pad: str) -> None:
        """A local function that writes into an array of its surroundings."""
        self.count += 1
        g, a = f"g{self.count}", self.some("vector")
        self.emit(pad, f"def {g}(z):")
        self.emit(pad, f"    {a}[1] = z * {a}[0]")
        self.emit(pad, f"    return {a}[2] + z")
        name = self.new("scalar", "s")
        self.emit(pad, f"{name} = {g}({self.s(1)}) * {g}({self.s(2)})")
        self.know("scalar", name)

    def list_statement(self, pad: str) -> None:
        """A list of numbers is made or changed."""
        if not self.names["list"] or self.r.random() < 0.25:
            name = self.new("list", "q")
            made = [f"[{self.s(1)}, {self.s(1)}]", f"[z * 0.5 for z in {self.some('vector')}]"]
            self.emit(pad, f"{name} = {self.r.choice(made)}")
            self.know("list", name)
            return
        q = self.some("list")
        op = self.r.choice(["=", "+=", "*="])
        self.emit(pad, self.r.choice([
            f"{q}.append({self.s(1)})", f"{q}.append({q}[-1] * {self.s(2)})",
            f"{q}[0] {op} {self.s(1)}", f"{q}[-1] {op} {self.s(1)}",
            f"{q}.extend([{self.s(2)}, {self.s(2)}])", f"{q} += [{self.s(2)}]",
            f"{q}.insert(0, {self.s(1)})", f"{q}[0], {q}[-1] = {q}[-1], {q}[0]",
            f"{q}.append({q}.pop() * {self.s(2)})", f"collect({q}, {self.s(1)})",
        ]))  # fmt: skip

    def arrays_statement(self, pad: str) -> None:
        """A list of arrays is made or changed."""
        if not self.names["arrays"] or self.r.random() < 0.3:
            name = self.new("arrays", "t")
            made = f"[{self.some('vector')}, {self.some('vector')}, {self.v(1)}]"
            self.emit(pad, f"{name} = {made}")
            self.know("arrays", name)
            return
        t = self.some("arrays")
        self.emit(pad, self.r.choice([
            f"{t}[0][1] = {self.s(1)}", f"{t}[1] *= {self.s(1)}", f"{t}[-1] = {self.v(1)}",
            f"{t}.append({self.v(1)})", f"{t}[0] += {t}[1]", f"double({t}[1])",
            f"{self.some('vector')}[:] = {t}[0]", f"{t}[0], {t}[1] = {t}[1], {t}[0]",
        ]))  # fmt: skip

    def dict_statement(self, pad: str) -> None:
        """A dict is made or changed."""
        if not self.names["dict"] or self.r.random() < 0.25:
            name = self.new("dict", "d")
            b = self.r.choice([self.some("vector"), self.v(1)])
            self.emit(pad, f"{name} = {{'a': {self.s(1)}, 'b': {b}}}")
            self.know("dict", name)
            return
        d = self.some("dict")
        op = self.r.choice(["=", "+=", "*="])
        self.emit(pad, self.r.choice([
            f"{d}['a'] {op} {self.s(1)}", f"{d}['b'][0] {op} {self.s(1)}",
            f"{d}['b'] {op} {self.v(1)}", f"{d}['c'] = {self.s(1)}", f"note({d}, {self.s(1)})",
            f"{d}.update(a={self.s(1)}, c={self.s(2)})", f"{d}['a'] += {d}.get('c', {self.s(2)})",
            f"{d}['a'] *= {d}.pop('c', 0.5)", f"{d}['a'] += {d}.setdefault('c', {self.s(2)})",
        ]))  # fmt: skip

    def box_statement(self, pad: str) -> None:
        """An object is made or changed."""
        if not self.names["box"] or self.r.random() < 0.25:
            name = self.new("box", "b")
            v = self.r.choice([self.some("vector"), f"{self.v(1)} * 1.0"])
            self.emit(pad, f"{name} = {self.r.choice(['Box', 'Tall'])}({self.s(1)}, {v})")
            self.know("box", name)
            return
        b, other = self.some("box"), self.some("box")
        op = self.r.choice(["=", "+=", "*="])
        self.emit(pad, self.r.choice([
            f"{b}.s {op} {self.s(1)}", f"{b}.v[0] {op} {self.s(1)}", f"{b}.v = {self.v(1)}",
            f"{b}.v += {self.v(1)}", f"x = {b}.bump({self.s(1)})", f"{b}.absorb({self.v(1)})",
            f"{b}.s = {other}.size", f"{b}.v = {other}.v", f"double({b}.v)",
            f"{self.some('vector')}[1:] = {b}.v[:2]", f"{b} = {other}",
        ]))  # fmt: skip

    # Blocks

    def block(self, indent: int, depth: int, in_loop: bool, count: int) -> None:
        """Some statements, one after the other."""
        for _ in range(count):
            c = self.r.random()
            if c < 0.72 or depth >= 3:
                self.r.choice(self.simple)("    " * indent)
            elif "tries" in self.features and c < 0.8:
                self.attempt(indent, depth, in_loop)
            elif c < 0.86:
                self.branch(indent, depth, in_loop)
            else:
                self.loop(indent, depth, in_loop)

    def inner(self, indent: int, depth: int, in_loop: bool) -> None:
        """A nested block; what it names is unknown after it."""
        before = dict(self.names)
        self.block(indent, depth, in_loop, self.r.randint(1, 3))
        self.names = before

    def branch(self, indent: int, depth: int, in_loop: bool) -> None:
        """`if`, perhaps with an early exit, perhaps with `else`."""
        self.emit(indent, f"if {self.test()}:")
        self.inner(indent + 1, depth + 1, in_loop)
        c = self.r.random()
        if in_loop and c < 0.2:
            self.emit(indent + 1, self.r.choice(["break", "continue"]))
        elif c > 0.92:
            self.emit(indent + 1, f"return {self.s(1)} + float(np.sum({self.v(1)}))")
        if self.r.random() < 0.5:
            self.emit(indent, "else:")
            self.inner(indent + 1, depth + 1, in_loop)

    def attempt(self, indent: int, depth: int, in_loop: bool) -> None:
        """`try` around statements one of which may raise, with handlers, `else` and `finally`."""
        before = dict(self.names)
        self.emit(indent, "try:")
        self.block(indent + 1, depth + 1, in_loop, self.r.randint(1, 2))
        s = self.some("scalar")
        raising = [f"{s} = {self.some('vector')}[{self.r.choice('15')}] * {self.s(1)}",
                   f"{s} = math.sqrt({self.s(1)} + 0.0113)", f"{self.some('vector')}[7] = {s}",
                   "raise ValueError", f"m[0] = m[{self.r.randint(0, 2)}] * {s}",
                   f"if {self.test()}: raise KeyError('k')"]  # fmt: skip
        raising += [f"{s} = {d}['c'] * 0.5" for d in self.names["dict"]]
        raising += [f"{q}[4] = {s}" for q in self.names["list"]]
        self.emit(indent + 1, self.r.choice(raising))
        self.block(indent + 1, depth + 1, in_loop, self.r.randint(1, 2))
        self.names = before
        kinds = self.r.choice([["(ValueError, IndexError, KeyError)"], ["Exception as e"],
                               ["IndexError", "ValueError", "KeyError"]])  # fmt: skip
        for kind in kinds:
            self.emit(indent, f"except {kind}:")
            self.inner(indent + 1, depth + 1, in_loop)
            if in_loop and self.r.random() < 0.2:
                self.emit(indent + 1, self.r.choice(["break", "continue"]))
        for word in ("else", "finally"):
            if self.r.random() < 0.25:
                self.emit(indent, f"{word}:")
                self.inner(indent + 1, depth + 1, in_loop)

    def loop(self, indent: int, depth: int, in_loop: bool) -> None:
        """`for` over a range, an array, rows or a list; `while` with a counter."""
        before = dict(self.names)
        c = self.r.randrange(6)
        self.count += 1
        i, n = f"i{self.count}", self.r.randint(1, 3)
        if c <= 1:
            self.emit(indent, f"for {i} in range({n}):")
            self.emit(indent + 1, f"{self.some('vector')}[{i}] += {self.s(2)}")
        elif c == 2:
            self.emit(indent, f"for {i} in {self.some('vector')}:")
            self.know("scalar", i)
        elif c == 3:
            self.emit(indent, f"for {i} in {self.r.choice(['m', 'reversed(m)'])}:")
            self.know("vector", i)
        elif c == 4 and self.names["arrays"]:
            self.emit(indent, f"for {i} in {self.some('arrays')}[:2]:")
            self.know("vector", i)
        else:
            self.emit(indent, f"{i} = 0")
            self.emit(indent, f"while {i} < {n}:")
            self.emit(indent + 1, f"{i} += 1")
        self.block(indent + 1, depth + 1, True, self.r.randint(1, 3))
        self.names = before
