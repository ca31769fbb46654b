"""The shape of the result: names, positions, merges, scale."""

from __future__ import annotations

import sys
import textwrap
import time

import astor
import gast
import pytest

from s2s.normalise import Normal, normalise, verify


def _normal(text: str) -> Normal:
    result = normalise(gast.parse(textwrap.dedent(text)).body[0])
    verify(result.node)
    return result


def _text(text: str) -> str:
    return str(astor.to_source(gast.gast_to_ast(_normal(text).node)))


def test_input_stays() -> None:
    node = gast.parse("def f(x):\n    x += [i for i in x][0]\n    return x").body[0]
    before = gast.dump(node)
    normalise(node)
    assert gast.dump(node) == before


def test_same_text_every_time() -> None:
    text = "def f(a, b, c):\n    while a:\n        a, b, c = c, a, b\n    return a, b, c"
    assert len({_text(text) for _ in range(5)}) == 1


def test_loop_merges_what_is_live_only() -> None:
    text = """
    def f(x, n):
        for i in range(n):
            t = x * 2.0
            x = t + 1.0
        return x
    """
    assert _text(text) == textwrap.dedent(
        """\
        def f(x, n):
            over = range(n)
            x_1 = x
            for i in over:
                t = x_1 * 2.0
                x_2 = t + 1.0
                x_1 = x_2
            return x_1
        """
    )


def test_no_copy_where_undefined() -> None:
    text = """
    def f(xs):
        for x in xs:
            if x > 0:
                best = x
        return best
    """
    assert _text(text) == textwrap.dedent(
        """\
        def f(xs):
            best = rt.Unassigned()
            for x in xs:
                if x > 0:
                    best_1 = x
                    best = best_1
            rt.assigned(best, 'best')
            return best
        """
    )


def test_break_is_the_last_statement() -> None:
    text = """
    def f(x):
        while True:
            x = x - 1
            if x < 0:
                break
            print(x)
        return x
    """
    assert _text(text) == textwrap.dedent(
        """\
        def f(x):
            x_1 = x
            while True:
                x_2 = x_1 - 1
                stop = x_2 < 0
                if not stop:
                    print(x_2)
                x_1 = x_2
                if stop:
                    break
            return x_1
        """
    )


def test_elif_chain_stays_a_chain() -> None:
    text = """
    def f(x):
        if x == 1:
            y = 2.0
        elif x == 2:
            y = x * 2
        elif x == 3:
            raise ValueError
        else:
            y = x
        return y
    """
    assert _text(text) == textwrap.dedent(
        """\
        def f(x):
            if x == 1:
                y = 2.0
                y_3 = y
            elif x == 2:
                y_1 = x * 2
                y_3 = y_1
            elif x == 3:
                raise ValueError
            else:
                y_2 = x
                y_3 = y_2
            return y_3
        """
    )


def test_captured_names_get_their_version() -> None:
    text = """
    def f(x, c):
        x = x + c
        def g(v, x_1=c):
            x_2 = [x for x in v]
            return x + x_1 + sum(x_2)
        return g(c)
    """
    assert _text(text) == textwrap.dedent(
        """\
        def f(x, c):
            x_3 = x + c

            def g(v, x_1=c):
                x_2 = [x for x in v]
                return x_3 + x_1 + sum(x_2)
            g_c = g(c)
            return g_c
        """
    )


def test_captured_names_are_variables() -> None:
    text = "def g(v): return p.net.bias * np.pi.real + p.net.at(v)"
    made = normalise(gast.parse(text).body[0], captured=["p"])
    assert str(astor.to_source(gast.gast_to_ast(made.node))) == textwrap.dedent(
        """\
        def g(v):
            net = p.net
            bias = net.bias
            real = np.pi.real
            t = bias * real
            net_1 = p.net
            at_v = net_1.at(v)
            t_1 = t + at_v
            return t_1
        """
    )


def test_global_stays_itself() -> None:
    text = "def f(x):\n    y = x\n    global N\n    N += y\n    return N"
    assert _text(text) == textwrap.dedent(
        """\
        def f(x):
            global N
            y = x
            N_1 = N
            t = operator.iadd(N_1, y)
            N = t
            N_2 = N
            return N_2
        """
    )


def test_globals_are_not_hidden() -> None:
    node = gast.parse("def f(x): return x.shape[0] + stop(x)").body[0]
    made = normalise(node, globals_={"shape": 1, "t": 2})
    names = {n.id for n in gast.walk(made.node) if isinstance(n, gast.Name)}
    assert not names & {"shape", "t"}


def test_origin() -> None:
    text = (
        "def f(x):\n    for i in x:\n        y = [k for k in i]\n        x = y[0] + 1\n    return x"
    )
    origin = _normal(text).origin
    assert origin == {"x": "x", "x_1": "x", "x_2": "x", "i": "i", "k": "k", "y": "y"}


def test_positions() -> None:
    text = "def f(x):\n    y = np.sin(\n        x * 2\n    )\n    return y if x else 0\n"
    for node in gast.walk(_normal(text).node):
        if isinstance(node, gast.stmt | gast.expr):
            assert 1 <= node.lineno <= 5
            assert node.end_lineno is not None
    product = _normal(text).node.body[0]
    assert (product.lineno, product.col_offset) == (3, 8)


def test_straight_line_is_linear() -> None:
    body = "    x = x * 2.0 + np.sin(x)\n"
    node = gast.parse("def f(x):\n" + body * 2000 + "    return x").body[0]
    start = time.perf_counter()
    made = normalise(node)
    assert time.perf_counter() - start < 4.0  # 0.5 s on the machine that this was written on
    assert len(made.node.body) == 6001


@pytest.mark.parametrize("count", [200])
def test_long_chains(count: int) -> None:
    chain = "".join(f"    elif x == {i}:\n        y = x * {i}\n" for i in range(count))
    guards = "".join(f"    if x == {i}:\n        return y\n    y += {i}\n" for i in range(count))
    limit = sys.getrecursionlimit()
    for text in (f"    if x < 0:\n        y = 1\n{chain}    return y\n", f"    y = x\n{guards}"):
        sys.setrecursionlimit(20_000)  # for gast's own visitors
        try:
            node = gast.parse(f"def f(x):\n{text}").body[0]
        finally:
            sys.setrecursionlimit(limit)
        verify(normalise(node).node)


REFUTED = {
    "no return": "def f(x): x",
    "early return": "def f(x):\n    if x:\n        return x\n    return x",
    "nested expression": "def f(x):\n    y = x + x * 2\n    return y",
    "chain of a local": "def f(x):\n    y = x.a.b\n    return y",
    "assigned twice": "def f(x):\n    y = x + 1\n    y = x + 2\n    return y",
    "assigned and copied": "def f(x):\n    y = x + 1\n    y = x\n    return y",
    "break inside": "def f(x):\n    for i in x:\n        if i:\n            break\n        i\n    return x",
    "else": "def f(x):\n    for i in x:\n        pass\n    else:\n        pass\n    return x",
    "iterable": "def f(x):\n    for i in range(x):\n        pass\n    return x",
    "walrus": "def f(x):\n    if (y := x) > 0:\n        pass\n    return x",
    "target": "def f(x):\n    x[0].a = x\n    return x",
    "lambda": "def f(x):\n    y = lambda: x\n    return y",
    "augmented": "def f(x):\n    y = 1\n    y += x\n    return y",
}


@pytest.mark.parametrize("text", REFUTED.values(), ids=REFUTED.keys())
def test_verify_refutes(text: str) -> None:
    with pytest.raises(AssertionError):
        verify(gast.parse(text).body[0])
