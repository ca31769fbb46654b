"""What the normal form cannot say is refused, with the place and a way out."""

from __future__ import annotations

import textwrap

import gast
import pytest

from s2s.errors import Source, UnsupportedError
from s2s.normalise import normalise, verify

REFUSED = {
    "kept from a comprehension in another": (
        "def f(n): return [[lambda: i for i in range(n)] for j in range(n)][0][0]()",
        "uses `i`, which is assigned again",
    ),
    "bound by a walrus": (
        """
        def f(n):
            g = [lambda: m]
            if (m := n + 1) > 2:
                m = 3
            return g[0]()
        """,
        "uses `m`, which is assigned again",
    ),
    "recursive and bound twice": (
        """
        def f(n):
            def g(t):
                return g(t - 1) if t else 0
            g = g
            return g(n)
        """,
        "uses `g`, which is assigned again",
    ),
    "kept generator": (
        """
        def f(x):
            g = (v for v in x)
            return sum(g)
        """,
        "a generator expression can only be",
    ),
    "generator in a display": ("def f(x): return [(v for v in x)]", "a generator expression"),
    "yield": ("def f(x): yield x", "a `yield`"),
    "await": ("async def g(): pass\ndef f(x): return [i async for i in x]", "asynchronous"),
    "try": (
        """
        def f(x):
            try:
                import json
            except ImportError:
                return 0
            return json
        """,
        "an `import` inside of `try`",
    ),
    "class": ("def f(x):\n    class A: pass\n    return A", "a class defined inside"),
    "nonlocal": (
        """
        def f(x):
            nonlocal y
            y = x
        """,
        "`nonlocal y`",
    ),
    "nonlocal of a variable": (
        """
        def f(x):
            def g():
                nonlocal x
                x = 2
            g()
            return x
        """,
        "`nonlocal x`",
    ),
    "del of an attribute": ("def f(x):\n    del x.a\n    return x", "`del` of an attribute"),
    "operator": ("def f(operator):\n    x = 1\n    x += 1\n    return x", "`operator`"),
    "imported and assigned": (
        "def f(x):\n    import os.path\n    os = x\n    return os",
        "`os` is imported",
    ),
}


def _function(text: str) -> tuple[gast.FunctionDef, Source]:
    text = textwrap.dedent(text).strip()
    return gast.parse(text).body[-1], Source("program.py", 1, tuple(text.splitlines()))


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(text: str, message: str) -> None:
    node, source = _function(text)
    with pytest.raises(UnsupportedError) as caught:
        normalise(node, source=source)
    assert message in caught.value.message
    assert caught.value.place is not None


ACCEPTED = {
    "called in the loop only": """
        def f(n):
            s = 0
            for i in range(n):
                g = lambda t: t * i
                s = s + g(2) * g(3)
            return s
        """,
    "given to an eager function": """
        def f(n, xs):
            for i in range(n):
                xs = sorted(xs, key=lambda t: t * i)
                s = sum(map(lambda t: t - i, xs))
            return xs, s
        """,
    "result of a user's function in arithmetic": """
        def f(n, s):
            for i in range(n):
                s += integrate(lambda t: t ** i, 0, 1)
            return s
        """,
    "bound as a default": """
        def f(n):
            return [lambda t, i=i: t * i for i in range(n)]
        """,
    "assigned before": """
        def f(x):
            if x > 0:
                x = 1
            y = x
            y = y + 1
            return (lambda t: t + x + y)(3)
        """,
    "assigned in the other branch": """
        def f(x):
            if x > 0:
                r = (lambda t: t + x)(1)
            else:
                x = 2
                r = x
            return r
        """,
}


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_accepted(text: str) -> None:
    node, source = _function(text)
    verify(normalise(node, source=source).node)
