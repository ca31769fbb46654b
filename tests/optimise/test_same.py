"""Copies that are one value all along are one name; what may differ in some iteration stays apart."""

from __future__ import annotations

import textwrap
from typing import Any, NamedTuple

import gast
import numpy as np
import pytest

from s2s.optimise.facts import Facts
from s2s.optimise.same import same
from s2s.syntax import walk


class Row(NamedTuple):
    name: str
    text: str
    gone: set[str]


ARRAYS = frozenset({"x", "u", "v", "w", "b"})
SCALARS = frozenset({"i", "n", "s", "t", "a"})
PUSH = "stack = []\nfor i in range(n):\n  {}\n  stack.append(({}))\nfor {} in reversed(stack):\n  {}\nreturn u"
TABLE = [
    Row("a merge of one array", "u = x.copy()\nv = u\nfor i in range(n):\n  w = v\n  w[i] += 1.0\n  v = w\nreturn v", {"v", "w"}),
    Row("two arrays in turn", "u = x.copy()\nw = x * 2\nfor i in range(n):\n  v = u\n  u = w\n  w = v\n  w[0] += 1.0\nreturn u", set()),
    Row("a number that counts", "s = 1.0\nt = s\nfor i in range(n):\n  t += 1.0\nreturn s + t", set()),
    Row("a number that is copied", "s = 1.0\nt = s\nfor i in range(n):\n  a = t\n  t = a\nreturn s + t", {"t", "a"}),
    Row("what a loop makes anew", "v = x\nfor i in range(n):\n  u = x * i\n  w = v\n  v = u\n  v[0] += w[0]\nreturn v", set()),
    Row("a copy of a parameter", "u = x\nu = u\nx = x.copy()\nx[0] = 9.0\nreturn u", set()),
    Row("a parameter that is copied first", "x = x.copy()\nu = x\nfor i in range(n):\n  v = u\n  v[0] += 1.0\n  u = v\nreturn u", {"u", "v"}),
    Row("on one branch only", "u = x.copy()\nv = u\nif n > 1:\n  v = x * 2\nv[0] += 1.0\nreturn u + v", set()),
    Row("a function in it", "u = x.copy()\nv = u\ndef g():\n  return v[0]\nv = u\nreturn u * g()", set()),
    Row("off a tape", "u = x.copy()\n" + PUSH.format("v = u", "i, v", "i, v", "v[i] += 1.0"), {"v"}),
    Row("off a tape of its own", "u = x.copy()\n" + PUSH.format("v = u", "v", "v", "v[0] += 1.0"), {"v"}),
    Row("twice on a tape", "u = x.copy()\n" + PUSH.format("v = u[i:]\n  w = v", "v, w, i", "v, w, i", "w[0] += v[0]"), {"on the tape"}),
    Row("one name twice", "u = x.copy()\n" + PUSH.format("v = u[i:]", "v, v, i", "v, w, i", "w[0] += v[0]"), {"w", "on the tape"}),
    Row("rebound before it is put there", "u = x.copy()\n" + PUSH.format("v = x * i\n  w = v\n  v = x * 2", "v, w, i", "v, w, i", "u += w - v"), set()),
    Row("rebound where it is read", "u = x.copy()\n" + PUSH.format("v = x * i\n  w = v", "v, w, i", "v, w, i", "v = v * 2\n  u += w - v"), set()),
    Row("a number updated where it is read", "u = x.copy()\n" + PUSH.format("s = x[i]\n  t = s", "s, t, i", "s, t, i", "t += 1.0\n  u[i] += s * t"), set()),
    Row("read after the loop", "u = x.copy()\nv = w = x\n" + PUSH.format("v = x * i\n  w = v", "v, w, i", "v, w, i", "u += w - v\nu += w - v"), set()),
    Row("in a loop around both", "u = x.copy()\nw = x\nfor s in range(2):\n  u += w\n  stack = []\n  for i in range(n):\n    v = x * i\n    w = v\n    stack.append((v, w))\n  for v, w in reversed(stack):\n    u += w - v\nreturn u", set()),
]  # fmt: skip


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_what_goes(row: Row) -> None:
    text = "def f(x, n):\n" + textwrap.indent(row.text, "    ")
    plain, changed = (gast.parse(text).body[0] for _ in range(2))
    same(changed, Facts(arrays=ARRAYS, scalars=SCALARS))
    names = {node.id for node in walk.nodes(plain.body) if isinstance(node, gast.Name)}
    left = {node.id for node in walk.nodes(changed.body) if isinstance(node, gast.Name)}
    gone = names - left
    if _pushed(changed) < _pushed(plain) and not gone & {"v"}:
        gone |= {"on the tape"}
    assert gone == row.gone, gast.unparse(changed)
    for size in (0, 1, 3):
        assert np.array_equal(_run(plain, size), _run(changed, size)), gast.unparse(changed)


def _pushed(fn: gast.FunctionDef) -> int:
    """How many values are put on tapes."""
    pushes = [node.args[0] for node in walk.nodes(fn) if isinstance(node, gast.Call) and node.args]
    return sum(len(arg.elts) for arg in pushes if isinstance(arg, gast.Tuple))


def _run(fn: gast.FunctionDef, size: int) -> Any:
    scope: dict[str, Any] = {"np": np}
    exec(gast.unparse(fn), scope)
    return scope["f"](np.linspace(0.1, 2.0, 4), size)
