"""Writes after which nothing reads the array go; what may be read through another name stays."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

import gast
import pytest

from s2s.optimise.facts import Facts
from s2s.optimise.last import last


class Row(NamedTuple):
    name: str
    text: str
    goes: bool


ARRAYS = frozenset({"x", "u_bar", "v_bar", "w_bar"})
NEW = "u_bar = np.zeros_like(x)\n"
LAST = "u_bar[...] = 0.0"
TABLE = [
    Row("after its last reader", f"{NEW}s = np.sum(u_bar)\n{LAST}\nreturn s", True),
    Row("returned", f"{NEW}{LAST}\nreturn u_bar", False),
    Row("a view of it returned", f"{NEW}v_bar = u_bar[1:]\n{LAST}\nreturn v_bar", False),
    Row("a view of it read before", f"{NEW}v_bar = u_bar[1:]\ns = v_bar[0]\n{LAST}\nreturn s", True),
    Row("held by a list", f"{NEW}v_bar = [u_bar]\n{LAST}\nreturn v_bar", False),
    Row("held by an object", f"{NEW}o.v = u_bar\n{LAST}\nreturn x", False),
    Row("of a parameter", f"u_bar = x\n{LAST}\nreturn n", False),
    Row("given to a function that keeps it", f"{NEW}w_bar = g(u_bar)\n{LAST}\nreturn w_bar", False),
    Row("in a function", f"{NEW}def g():\n  return u_bar\n{LAST}\nreturn g()", False),
    Row("in the next iteration", f"{NEW}for i in range(n):\n  x = x + u_bar\n  {LAST}\nreturn x", False),
    Row("on a branch, read on none", f"{NEW}s = u_bar[0]\nif n:\n  {LAST}\nreturn s", True),
    Row("on a branch, read after it", f"{NEW}if n:\n  {LAST}\nreturn u_bar[0]", False),
    Row("on a branch, read on the other", f"{NEW}s = 0.0\nif n:\n  {LAST}\nelse:\n  s = u_bar[0]\nreturn s", True),
    Row("a number", "u_bar = 1.0\ns = u_bar\nu_bar += 2.0\nreturn s", False),
]  # fmt: skip


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_what_goes(row: Row) -> None:
    text = "def f(x, n):\n" + textwrap.indent(row.text, "    ")
    fn = gast.parse(text).body[0]
    arrays = ARRAYS - {"u_bar"} if row.name == "a number" else ARRAYS
    last(fn, Facts(arrays=arrays, scalars=frozenset({"n", "s", "i"})))
    assert (LAST not in gast.unparse(fn)) == row.goes or row.name == "a number"
    if row.name == "a number":
        assert "+= 2.0" in gast.unparse(fn)
