"""What only feeds on itself goes; what may be seen through another name, or outside, stays."""

from __future__ import annotations

import textwrap
from typing import Any, NamedTuple

import gast
import numpy as np
import pytest

from s2s.optimise.facts import Facts
from s2s.optimise.faint import faint
from s2s.syntax import walk


class Row(NamedTuple):
    name: str
    text: str
    gone: str


ARRAYS = frozenset({"x", "u", "v", "w", "b"})
SCALARS = frozenset({"i", "n", "s", "t", "a"})
TABLE = [
    Row("a number in a loop", "s = 1.0\nt = 1.0\nfor i in range(n):\n  s = s * t\n  t = t * 2\nreturn t", "s = s * t"),
    Row("an array that is written", "u = np.zeros_like(x)\nfor i in range(n):\n  u[i] += u[i - 1]\nreturn x", "u[i] += u[i - 1]"),
    Row("only its shape is read", "u = x.copy()\nu[1:] += u[:-1]\nreturn np.zeros_like(u)", "u[1:] += u[:-1]"),
    Row("a parameter", "x[1:] += x[:-1]\nreturn n", ""),
    Row("a copy of a parameter", "x = x.copy()\nx[1:] += x[:-1]\nreturn n", "x[1:] += x[:-1]"),
    Row("a parameter, then a copy", "u = x\nx = x.copy()\nu[1:] += 1.0\nreturn n", ""),
    Row("a view of what is returned", "u = np.zeros_like(x)\nv = u[1:]\nv[1:] += x[2:]\nreturn u", ""),
    Row("a view of what is not", "u = np.zeros_like(x)\nv = u[1:]\nv[1:] += x[2:]\nreturn x", "v[1:] += x[2:]"),
    Row("in a list", "u = np.zeros_like(x)\nxs = [u]\nv = xs[0]\nv[0] += 1.0\nreturn u", ""),
    Row("in a list, later", "u = np.zeros_like(x)\nxs = [None]\nxs[0] = u\nv = xs[0]\nv[0] += 1.0\nreturn u", ""),
    Row("through a function", "u = np.zeros_like(x)\nv = g(u)\nv[0] += 1.0\nreturn n", ""),
    Row("of a global", "v = held\nv[0] += 1.0\nreturn n", ""),
    Row("reshaped", "u = np.zeros_like(x)\nv = u.reshape(2, 2)\nv[0] += 1.0\nreturn u", ""),
    Row("what a function makes in place", "u = np.zeros_like(x)\nv = np.add(x, x, out=u)\nv[0] += 1.0\nreturn u", ""),
    Row("over its rows", "u = np.zeros_like(x)\nfor v in u:\n  v[0] += 1.0\nreturn u", ""),
    Row("lists that are joined", "u = np.zeros_like(x)\nc = [u] + [x]\nd = c + c\nv = d[0]\nv[0] += 1.0\nreturn u", ""),
    Row(
        "a place on the tape",
        "stack = []\nfor i in range(n):\n  s = x[i]\n  t = x[i - 1]\n  stack.append((s, t))\na = 1.0\nw = 0.0\n"
        "for s, t in reversed(stack):\n  a = a * s\n  w = w * t\nreturn a",
        "t = x[i - 1]",
    ),
    Row(
        "a tape that counts",
        "stack = []\nfor i in range(n):\n  s = x[i]\n  stack.append((s, i))\na = 1.0\n"
        "for s, i in reversed(stack):\n  a = a * 2.0\nreturn a",
        "s = x[i]",
    ),
    Row(
        "a view on the tape",
        "u = np.zeros_like(x)\nstack = []\nfor i in range(n):\n  v = u[i:]\n  stack.append((v, i))\n"
        "for w, i in reversed(stack):\n  w[0] += 1.0\nreturn u",
        "",
    ),
    Row(
        "a tape on a tape",
        "stack = []\nfor i in range(n):\n  stack_1 = []\n  for a in range(i):\n    s = x[a]\n    t = x[i]\n"
        "    stack_1.append((s, t))\n  stack.append((i, stack_1))\na = 1.0\nfor i, stack_1 in reversed(stack):\n"
        "  for s, t in reversed(stack_1):\n    a = a * s\nreturn a",
        "t = x[i]",
    ),
    Row("what may come of a loop", "s = 1.0\nwhile s < n:\n  s = s * 2\nreturn n", ""),
    Row("a condition", "s = 1.0\nif n > 1:\n  s = 2.0\nfor i in range(n):\n  s = s * s\nreturn n", "s = s * s"),
]  # fmt: skip


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_faint(row: Row) -> None:
    text = "def f(x, n, held, g):\n" + textwrap.indent(row.text, "  ")
    if row.name == "of a global":
        text = text.replace("held, ", "")
    fn = gast.parse(text).body[0]
    before = [gast.unparse(node) for node in walk.statements(fn.body)]
    calls = {id(n) for n in walk.within(fn.body) if _unknown(n)}
    faint(fn, Facts(arrays=ARRAYS, scalars=SCALARS, impure=frozenset(calls)))
    after = [gast.unparse(node) for node in walk.statements(fn.body)]
    if row.gone:
        assert row.gone in before and row.gone not in after
        _run(fn)
    else:
        assert before == after


def _unknown(node: gast.AST) -> bool:
    return isinstance(node, gast.Call) and isinstance(node.func, gast.Name) and node.func.id == "g"


def _run(fn: gast.FunctionDef) -> None:
    """What is left still runs."""
    scope: dict[str, Any] = {"np": np}
    exec(gast.unparse(fn), scope)
    scope["f"](np.ones((4,)), 3, None, None)
