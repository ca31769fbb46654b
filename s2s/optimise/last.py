"""Last: what is written into an array that is not read any more goes."""

from __future__ import annotations

import gast

from s2s.optimise.blocks import impure
from s2s.optimise.facts import Facts
from s2s.optimise.may_alias import MayAlias
from s2s.optimise.tapes import Tapes
from s2s.syntax import names, walk


def last(fn: gast.FunctionDef, facts: Facts) -> None:
    """Removes the writes into arrays made here after which nothing reads them, through no name.

    The reverse sweep takes back what was written, ``u_bar[...] = 0.0``, also where it comes to its end;
    and what is left of the adjoints of a gradient is of no interest where the tangents are wanted.

    >>> text = "def f(x):\\n    u_bar = np.zeros_like(x)\\n    v_bar = u_bar[1:]\\n    v_bar += 1.0\\n"
    >>> text += "    x_bar = np.sum(u_bar)\\n    v_bar[...] = 0.0\\n    return x_bar"
    >>> fn = gast.parse(text).body[0]
    >>> last(fn, Facts(arrays=frozenset({"x", "u_bar", "v_bar"})))
    >>> print(gast.unparse(fn).strip())
    def f(x):
        u_bar = np.zeros_like(x)
        v_bar = u_bar[1:]
        v_bar += 1.0
        x_bar = np.sum(u_bar)
        return x_bar
    """
    aliases = MayAlias(fn, facts, Tapes(fn))
    _block(fn.body, set(), aliases, facts)


def _block(body: list[gast.stmt], live: set[str], aliases: MayAlias, facts: Facts) -> None:
    """Walks a block backwards; ``live`` holds the classes of what is read after it, and before it then."""
    kept: list[gast.stmt] = []
    for node in reversed(body):
        goal = aliases.written(node)
        if goal is not None and names.is_derivative(goal) and aliases.root(goal) not in live:
            if not impure(node, facts.impure):
                continue
        if isinstance(node, gast.If):
            branches = [set(live), set(live)]
            _block(node.body, branches[0], aliases, facts)
            if node.orelse:
                _block(node.orelse, branches[1], aliases, facts)
            live |= branches[0] | branches[1] | _classes(node.test, aliases)
        elif not isinstance(node, gast.Pass):
            live |= _classes(node, aliases)
        kept.append(node)
    body[:] = kept[::-1] or [gast.Pass()]


def _classes(node: gast.AST, aliases: MayAlias) -> set[str]:
    return {aliases.root(name) for name in walk.read(node) | walk.bound(node)}
