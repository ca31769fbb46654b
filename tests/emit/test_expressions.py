"""The text of expressions and simple statements is what Python's own printer writes."""

from __future__ import annotations

import ast

import gast
import pytest

from s2s.emit.expressions import text

STATEMENTS = """
x = -a ** -b ** (c ** d) + (-e) ** 2
x = (a + b) * c - (d - (e - f)) / (g / h) // (i % j) @ k
x = a | b ^ c & d << 1 + (e >> f), ~g
x = not (a or b and (c or d)) and (not e) and (f or g or (not h))
x = a < b <= (c == d) != e is not f in (g not in h)
x = (a if b else c) if (d if e else f) else g if h else i
x = (a or b) + (c if d else e) * (lambda: f)
x, (y, *z) = (a, b), (), (c,)
x[1:2, ..., None, ::-1], y[:n], z[()], w[i,] = a[b][c].d.e, 3 .real, True .real, 1.5.imag
x[a, b] += f(*args, (c, d), k=lambda u: u, **words)(g)[h, (i, j)]
x = {'a': 1, **b, **(c or d)}, [e, *f], {g, h}, [u for u in v if (w if x else y)]
x = f'{a!r} {b:{c}}', 'it\\'s "so"', 'a\\nb', b'c', -1, -1.5, 1e22, 1e-07, 2j, ...
f(a, b)
(a, b)
return
return (a, b)
pass
break
""".strip().splitlines()


@pytest.mark.parametrize("line", STATEMENTS)
def test_text_is_what_python_writes(line: str) -> None:
    head, inside = "for i in x:\n    ", "def f():\n    "
    node = gast.parse((head if line == "break" else inside) + line).body[0].body[0]
    assert text(node) == ast.unparse(ast.fix_missing_locations(gast.gast_to_ast(node)))


@pytest.mark.parametrize("value", [-1, -0.0, -1e300, 1e400, float("inf"), float("nan"), 1 - 2j])
def test_numbers_read_back(value: complex) -> None:
    node = gast.BinOp(gast.Constant(value, None), gast.Pow(), gast.Constant(2, None))
    assert text(node) == ast.unparse(ast.fix_missing_locations(gast.gast_to_ast(node)))
