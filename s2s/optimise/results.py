"""Results: what no caller of a generated function reads, the function does not return."""

from __future__ import annotations

from collections.abc import Sequence

import gast

from s2s.optimise.blocks import counts, impure
from s2s.optimise.facts import Facts
from s2s.syntax import build, walk

Callers = list[tuple[gast.FunctionDef, list[gast.FunctionDef]]]


def callers_first(functions: Sequence[gast.FunctionDef]) -> Callers:
    """The functions, each before those that it calls, as far as calls do not go round.

    Each comes with the functions that mention it.
    """
    named = {node.name: node for node in functions}
    calls = {name: sorted(walk.read(node.body) & named.keys()) for name, node in named.items()}
    callers: dict[str, list[gast.FunctionDef]] = {name: [] for name in named}
    for name, callees in calls.items():
        for callee in callees:
            callers[callee].append(named[name])
    order: list[str] = []
    seen: set[str] = set()

    def visit(name: str) -> None:
        if name not in seen:
            seen.add(name)
            for callee in calls[name]:
                visit(callee)
            order.append(name)

    for name in named:
        visit(name)
    return [(named[name], callers[name]) for name in reversed(order)]


def results(fn: gast.FunctionDef, callers: Sequence[gast.FunctionDef], facts: Facts) -> None:
    """``a, b = g(x)`` where no caller of ``g`` reads ``a`` becomes ``b = g(x)``.

    What computes the result that is gone is dead then.

    >>> text = "def g(x): return x, 2 * x\\ndef f(x):\\n    a, b = g(x)\\n    return b"
    >>> g, f = gast.parse(text).body
    >>> results(g, [f], Facts())
    >>> print(gast.unparse(g).strip(), gast.unparse(f).strip(), sep="\\n")
    def g(x):
        return 2 * x
    def f(x):
        b = g(x)
        return b

    Args:
        fn: the function; no entry of the module.
        callers: the functions that mention it, rewritten as far as they will be.
        facts: what is known of ``fn``.
    """
    returns = [node for node in walk.within(fn.body) if isinstance(node, gast.Return)]
    values = [node.value for node in returns]
    sizes = {len(value.elts) if isinstance(value, gast.Tuple) else 0 for value in values}
    if len(sizes) != 1 or 0 in sizes or any(map(_starred, values)):
        return
    (size,) = sizes
    sites = _sites(fn.name, callers)
    if not sites or any(len(site.targets[0].elts) != size for site, _ in sites):
        return
    kept = [
        i
        for i in range(size)
        if any(_is_read(site.targets[0].elts[i], reads) for site, reads in sites)
        or any(impure(value.elts[i], facts.impure) for value in values)
    ]
    if not kept or len(kept) == size:
        return
    for node in returns:
        node.value = _chosen(node.value.elts, kept)
    for site, _ in sites:
        elts = [site.targets[0].elts[i] for i in kept]
        site.targets[0] = elts[0] if len(elts) == 1 else gast.Tuple(elts=elts, ctx=gast.Store())


Site = tuple[gast.Assign, frozenset[str]]


def _sites(name: str, callers: Sequence[gast.FunctionDef]) -> list[Site]:
    """The calls of a function, each with the names that its caller reads; none if it is used otherwise."""
    found: list[Site] = []
    for caller in callers:
        nodes = walk.within(caller.body)
        mentions = sum(isinstance(node, gast.Name) and node.id == name for node in nodes)
        _, reads, captured = counts(caller)
        here = [node for node in nodes if _is_site(node, name)]
        if len(here) != mentions or name in captured:
            return []
        found += [(node, frozenset(reads.keys() | captured)) for node in here]
    return found


def _is_site(node: gast.AST, name: str) -> bool:
    match node:
        case gast.Assign(
            targets=[gast.Tuple(elts=elts)],
            value=gast.Call(func=gast.Name(id=called), args=args, keywords=keywords),
        ):
            plain = all(isinstance(goal, gast.Name) for goal in elts)
            return bool(called == name and plain and name not in walk.read([*args, *keywords]))
    return False


def _is_read(goal: gast.expr, reads: frozenset[str]) -> bool:
    return isinstance(goal, gast.Name) and goal.id in reads


def _starred(value: gast.expr) -> bool:
    return any(isinstance(item, gast.Starred) for item in value.elts)


def _chosen(items: list[gast.expr], kept: list[int]) -> gast.expr:
    return items[kept[0]] if len(kept) == 1 else build.tuple_([items[i] for i in kept])
