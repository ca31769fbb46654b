"""Generator expressions: lists where they are used up, loops where not all of them is."""

from __future__ import annotations

from collections.abc import Sequence

import gast

from s2s.normalise.comprehensions import enter
from s2s.normalise.flattener import Flattener
from s2s.normalise.passive import negate
from s2s.syntax import build, walk


def kept(flat: Flattener, node: gast.GeneratorExp) -> gast.expr:
    """A generator that is kept cannot be told from a list: refused."""
    flat.context.unsupported(
        node,
        "a generator expression can only be an argument of a call or the iterable of a loop",
        note="a generator that is kept is consumed later, and only once",
        hint="write a list comprehension: [...] instead of (...)",
    )


def listed(node: gast.expr) -> gast.expr:
    """A generator that is used up at once becomes a list; also under a star.

    >>> type(listed(build.expression("(x for x in y)"))).__name__
    'ListComp'
    """
    if isinstance(node, gast.Starred):
        inner = listed(node.value)
        if inner is node.value:
            return node
        return walk.copy_position(gast.Starred(value=inner, ctx=gast.Load()), node)
    if not isinstance(node, gast.GeneratorExp):
        return node
    return walk.copy_position(gast.ListComp(elt=node.elt, generators=node.generators), node)


def handed(flat: Flattener, node: gast.Call) -> gast.Call:
    """A call in which the generators among the arguments are ``list.__iter__([...])``.

    The analysis knows what gets them: a list for what takes all items at once, an iterator for a
    function of the user's, which may do otherwise.
    """
    if not any(isinstance(arg, gast.GeneratorExp) for arg in node.args):
        return node
    if isinstance(node.func, gast.Name) and node.func.id in _KEEPERS:
        return node
    if isinstance(node.func, gast.Name) and node.func.id in _TAKERS:
        args = [drawn(arg) if isinstance(arg, gast.GeneratorExp) else arg for arg in node.args]
        made = gast.Call(func=node.func, args=args, keywords=node.keywords)
        return walk.copy_position(made, node)
    if "list" in flat.context.redefined:
        return node
    args = [
        walk.place(build.call("list.__iter__", listed(drawn(arg))), arg)
        if isinstance(arg, gast.GeneratorExp)
        else arg
        for arg in node.args
    ]
    made = gast.Call(func=node.func, args=args, keywords=node.keywords)
    return walk.copy_position(made, node)


_KEEPERS = frozenset("list tuple set sorted dict len".split())
_TAKERS = frozenset("sum max min any all enumerate zip map filter next iter".split())
_NEW = (gast.BinOp, gast.UnaryOp, gast.Compare, gast.Constant, gast.JoinedStr)


def drawn(node: gast.GeneratorExp) -> gast.GeneratorExp:
    """A generator whose items are used one by one: an item may be overwritten by the next one.

    >>> import astor
    >>> made = drawn(build.expression("(f(x) for x in y)"))
    >>> astor.to_source(gast.gast_to_ast(made)).strip()
    '(rt.drawn(f(x)) for x in y)'
    """
    if isinstance(node.elt, _NEW):
        return node
    elt = walk.copy_position(build.call("rt.drawn", node.elt), node.elt)
    return walk.copy_position(gast.GeneratorExp(elt=elt, generators=node.generators), node)


def search(flat: Flattener, node: gast.Call) -> gast.expr | None:
    """``next``, ``any`` or ``all`` of a generator: a loop that stops; None for other calls."""
    if (
        not isinstance(node.func, gast.Name)
        or node.func.id in flat.context.redefined
        or not node.args
        or not isinstance(node.args[0], gast.GeneratorExp)
        or node.keywords
    ):
        return None
    if node.func.id == "next":
        return _next(flat, node)
    if node.func.id in ("any", "all") and len(node.args) == 1:
        return _quantifier(flat, node, node.func.id == "any")
    return None


def iterate(flat: Flattener, node: gast.For) -> bool:
    """``for y in (e for x in xs if c): body`` is one loop; says whether it was of this form."""
    source = node.iter
    if not isinstance(source, gast.GeneratorExp):
        return False
    if len(source.generators) > 1:
        node.iter = listed(source)
        return False
    enter(flat, source)
    part = source.generators[0]
    body: list[gast.stmt] = [build.if_(negate(test), [gast.Continue()]) for test in part.ifs]
    body.append(build.assign(node.target, source.elt))
    loop = build.for_(part.target, part.iter, [walk.place(s, source) for s in body] + node.body)
    loop.orelse = node.orelse
    flat.statement(walk.copy_position(loop, node))
    return True


def _next(flat: Flattener, node: gast.Call) -> gast.expr:
    source = node.args[0]
    enter(flat, source)
    first, missing = flat.context.alias("first"), flat.context.alias("missing")
    otherwise: gast.stmt = gast.Raise(exc=build.name("StopIteration"), cause=None)
    if len(node.args) > 1:
        otherwise = build.assign(first, flat.atom(node.args[1]))
    flat.statement(walk.place(build.assign(missing, build.const(True)), node))
    found = [build.assign(first, source.elt), build.assign(missing, build.const(False))]
    flat.statement(_until(source, [*found, gast.Break()]))
    flat.statement(walk.place(build.if_(build.name(missing), [otherwise]), node))
    return flat.read(first, node)


def _quantifier(flat: Flattener, node: gast.Call, is_any: bool) -> gast.expr:
    """Only where a ``:=`` stands inside; all others stay whole."""
    source = node.args[0]
    enter(flat, source)
    answer = flat.context.alias("answer")
    flat.statement(walk.place(build.assign(answer, build.const(not is_any)), node))
    test = source.elt if is_any else negate(source.elt)
    found = [build.assign(answer, build.const(is_any)), gast.Break()]
    flat.statement(_until(source, [build.if_(test, found)]))
    return flat.read(answer, node)


def _until(node: gast.GeneratorExp, body: Sequence[gast.stmt]) -> gast.stmt:
    """The loops of a generator round statements whose ``break`` leaves all of them."""
    body = list(body)
    for depth, part in enumerate(reversed(node.generators)):
        if depth:
            body[0].orelse = [gast.Continue()]
            body = [*body, gast.Break()]
        for test in reversed(part.ifs):
            body = [build.if_(test, body)]
        body = [build.for_(part.target, part.iter, body)]
    return walk.place(body[0], node)
