"""The tables by which trees are walked tell of every class of nodes what a look at its fields does."""

from __future__ import annotations

import gast
import pytest

from s2s.syntax import walk

TEXT = '''
@decorated
def f(a, b=1, *c, d=2, **e):
    """Doc."""
    global g
    x = y = a.b[c, 1:2:3] + -d * (not e) if a < b <= c else [*c, (d,)]
    x[0] += {1: a, **b}, {a}, [i for i in a if i], {i: j for i, j in b}, (k for k in c)
    for i, (j, *k) in f(a, *b, c=d, **e):
        while a and b or c:
            continue
        else:
            break
    with a as b, c:
        pass
    try:
        raise a from b
    except A as n:
        assert a, b
    else:
        del a, b[0]
    finally:
        import m.n as o
    if (w := a) is None:
        return lambda p, q=r: f"{p!r:{q}}"
    x: int = 1
'''
TREE = gast.parse(TEXT)
PLAIN = gast.expr_context | gast.operator | gast.unaryop | gast.boolop | gast.cmpop


def test_nodes_are_all_but_contexts_and_operators() -> None:
    everything = [node for node in gast.walk(TREE) if not isinstance(node, PLAIN)]
    assert list(map(id, walk.nodes(TREE))) == list(map(id, everything))


def test_size_counts_contexts_and_operators() -> None:
    assert walk.size(TREE) == len(list(gast.walk(TREE)))


@pytest.mark.parametrize("index", range(len(walk.nodes(TREE))))
def test_children_are_those_of_the_fields(index: int) -> None:
    node = walk.nodes(TREE)[index]
    found = [child for child in gast.iter_child_nodes(node) if not isinstance(child, PLAIN)]
    assert list(map(id, walk.children(node))) == list(map(id, found))


def test_clone_has_nodes_of_its_own_and_the_same_text() -> None:
    copy = walk.clone(TREE)
    assert gast.dump(copy, include_attributes=True) == gast.dump(TREE, include_attributes=True)
    assert not set(map(id, walk.nodes(copy))) & set(map(id, walk.nodes(TREE)))


def test_names_that_are_read_and_bound() -> None:
    assert walk.bound(TREE.body) == {"f"}
    assert {"x", "y", "i", "j", "k", "b", "n", "o", "w"} <= walk.bound(TREE.body[0].body)
    assert "p" not in walk.read(TREE.body) and "r" in walk.read(TREE.body)
