"""What the normal form cannot say is refused, with the place and a way out."""

from __future__ import annotations

import textwrap

import gast
import pytest

from s2s.errors import Source, UnsupportedError
from s2s.normalise import normalise, verify

REFUSED = {
    "assigned after the definition": (
        """
        def f(x):
            g = lambda t: t * x
            kept = [g]
            x = x + 1
            return kept[0](2)
        """,
        "uses `x`, which is assigned again",
    ),
    "defined later": (
        """
        def f(x):
            def g(t):
                return t * y
            kept = [g]
            y = x + 1
            return kept[0](2)
        """,
        "uses `y`, which is assigned again",
    ),
    "kept from a loop": (
        """
        def f(n):
            out = []
            for i in range(n):
                out.append(lambda t: t * i)
            return out[0](1)
        """,
        "uses `i`, which is assigned again",
    ),
    "kept from a comprehension": (
        "def f(n): return [lambda t: t * i for i in range(n)][0](1)",
        "uses `i`, which is assigned again",
    ),
    "used in the next iteration": (
        """
        def f(n):
            g = None
            for i in range(n):
                if i:
                    n = g(n)
                def g(t):
                    return t + i
            return n
        """,
        "uses `i`, which is assigned again",
    ),
    "used after the assignment in a loop": (
        """
        def f(n):
            k = 0
            for i in range(n):
                g = lambda t: t + k
                kept = (g,)
                k = k + 1
                n = kept[0](n)
            return n
        """,
        "uses `k`, which is assigned again",
    ),
    "returned by another": (
        """
        def f(n):
            for i in range(n):
                g = lambda t: lambda u: t + i
                h = g(1)
            return h(2)
        """,
        "uses `i`, which is assigned again",
    ),
    "kept in a container": (
        """
        def f(n):
            for i in range(n):
                d = {"g": lambda: i}
            return d["g"]()
        """,
        "uses `i`, which is assigned again",
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
