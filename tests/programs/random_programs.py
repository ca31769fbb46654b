"""Random programs with loops, branches, jumps, calls, containers and closures, as text."""

from __future__ import annotations

import random

HELPERS = """
import math
import numpy as np


def helper(a, b):
    if a > 0.3:
        return math.sin(a) * b
    for i in range(2):
        a = a * 0.5 + b
    return a


def ahelper(a, s):
    return np.tanh(a) * s


def pair(s, a):
    return s * a[0], np.sum(a) * 0.1 + s


"""


def program(seed: int) -> str:  # noqa: C901  a grammar is a long list
    """The text of `f(x, y, v, w)`: two floats and two arrays of three."""
    r = random.Random(seed)
    L = []
    depth = [1]
    svars = ["x", "y"]
    avars = ["v", "w"]
    lists = []
    cnt = [0]

    def new(p="s"):
        cnt[0] += 1
        return f"{p}{cnt[0]}"

    def sexpr(d=0):
        c = r.random()
        if d > 2 or c < 0.3:
            return r.choice(svars)
        if c < 0.6:
            return f"({sexpr(d + 1)} {r.choice('+-*')} {sexpr(d + 1)})"
        if c < 0.7:
            return f"math.{r.choice(['sin', 'cos', 'tanh', 'atan'])}({sexpr(d + 1)})"
        if c < 0.75:
            return f"({sexpr(d + 1)} / (1.5 + {sexpr(d + 1)}**2))"
        if c < 0.8:
            return f"float(np.sum({aexpr(d + 1)}))*0.1"
        if c < 0.85:
            return f"{r.choice(avars)}[{r.choice(['0', '1', '-1'])}]"
        if c < 0.9:
            return f"({sexpr(d + 1)} if {cond()} else {sexpr(d + 1)})"
        if c < 0.93 and lists:
            return f"{r.choice(lists)}[{r.choice(['0', '-1'])}]"
        if c < 0.96:
            return f"helper({sexpr(d + 1)}, {sexpr(d + 1)})"
        return f"{r.uniform(-1, 1):.3f}"

    def aexpr(d=0):
        c = r.random()
        if d > 2 or c < 0.3:
            return r.choice(avars)
        if c < 0.6:
            return f"({aexpr(d + 1)} {r.choice('+-*')} {aexpr(d + 1)})"
        if c < 0.7:
            return f"np.{r.choice(['sin', 'cos', 'tanh'])}({aexpr(d + 1)})"
        if c < 0.8:
            return f"({aexpr(d + 1)} * {sexpr(d + 1)})"
        if c < 0.85:
            return f"np.where({r.choice(avars)} > 0.1, {aexpr(d + 1)}, {aexpr(d + 1)})"
        if c < 0.9:
            return f"{aexpr(d + 1)}[::-1]"
        if c < 0.95:
            return f"(np.sum({aexpr(d + 1)}, keepdims=True)*0.1 + {aexpr(d + 1)})"
        return f"ahelper({aexpr(d + 1)}, {sexpr(d + 1)})"

    def cond():
        return r.choice(
            [
                f"{sexpr(2)} > {r.uniform(-1, 1):.2f}",
                f"{sexpr(2)} < {sexpr(2)} and {sexpr(2)} > 0.1",
                f"not {sexpr(2)} > 0",
            ]
        )

    def block(ind, d, inloop, n=None):
        nonlocal svars, avars, lists
        for _ in range(n or r.randint(1, 4)):
            p = "    " * ind
            c = r.random()
            if c < 0.3:
                t = r.choice(svars + [new()]) if r.random() < 0.7 else new()
                e = sexpr()
                L.append(f"{p}{t} = {e}")
                if t not in svars:
                    svars = svars + [t]
            elif c < 0.45:
                t = r.choice(avars + [new("a")])
                e = aexpr()
                L.append(f"{p}{t} = {e}")
                if t not in avars:
                    avars = avars + [t]
            elif c < 0.52:
                L.append(f"{p}{r.choice(svars)} {r.choice(['+=', '*=', '-='])} {sexpr(1)}")
            elif c < 0.57:
                a, b = r.choice(svars), r.choice(svars)
                if a != b:
                    L.append(f"{p}{a}, {b} = {b}, {sexpr(1)}")
            elif c < 0.7 and d < 3:
                L.append(f"{p}if {cond()}:")
                sv, av, li = svars, avars, lists
                block(ind + 1, d + 1, inloop)
                svars, avars, lists = sv, av, li
                if inloop and r.random() < 0.25:
                    L.append("    " * (ind + 1) + r.choice(["break", "continue"]))
                elif r.random() < 0.12:
                    L.append("    " * (ind + 1) + f"return {sexpr(1)}")
                if r.random() < 0.5:
                    L.append(f"{p}else:")
                    block(ind + 1, d + 1, inloop)
                    svars, avars, lists = sv, av, li
            elif c < 0.85 and d < 3:
                sv, av, li = svars, avars, lists
                k = r.random()
                if k < 0.4:
                    i = new("i")
                    L.append(f"{p}for {i} in range({r.randint(0, 4)}):")
                elif k < 0.6:
                    t = new()
                    L.append(f"{p}for {t} in {r.choice(avars)}:")
                    svars = svars + [t]
                elif k < 0.75:
                    t, u = new(), new()
                    L.append(f"{p}for {t}, {u} in zip({r.choice(avars)}, {r.choice(avars)}):")
                    svars = svars + [t, u]
                elif k < 0.85:
                    t, u = new("i"), new()
                    L.append(f"{p}for {t}, {u} in enumerate({r.choice(avars)}):")
                    svars = svars + [u]
                else:
                    t = new("n")
                    L.append(f"{p}{t} = 0")
                    L.append(f"{p}while {t} < {r.randint(1, 4)} and {sexpr(2)} < 5.0:")
                    L.append(f"{p}    {t} += 1")
                block(ind + 1, d + 1, True)
                svars, avars, lists = sv, av, li
                if r.random() < 0.15:
                    L.append(f"{p}else:")
                    block(ind + 1, d + 1, inloop, 1)
                    svars, avars, lists = sv, av, li
            elif c < 0.9:
                t = new("l")
                L.append(
                    f"{p}{t} = [{sexpr(1)} for q in {r.choice(avars)}]"
                    if r.random() < 0.5
                    else f"{p}{t} = [{sexpr(1)}, {sexpr(1)}]"
                )
                lists = lists + [t]
            elif c < 0.95:
                t, u = new(), new()
                L.append(f"{p}{t}, {u} = pair({sexpr(1)}, {aexpr(1)})")
                svars = svars + [t, u]
            else:
                t = new()
                g = new("g")
                L.append(f"{p}{g} = lambda z: z * {sexpr(2)} + {sexpr(2)}")
                L.append(f"{p}{t} = {g}({sexpr(1)})")
                svars = svars + [t]

    block(1, 0, False, r.randint(3, 7))
    L.append(f"    return {sexpr()} + float(np.sum({aexpr()})) + {sexpr()}")
    return "def f(x, y, v, w):\n" + "\n".join(L) + "\n"
