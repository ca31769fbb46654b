"""The stage: from a function's tree to the normal form, one pass after the other.

>>> import astor
>>> node = gast.parse('''
... def f(x, n):
...     while n > 0:
...         if x > 1.0:
...             break
...         x, n = x * x + n, n - 1
...     return x
... ''').body[0]
>>> print(astor.to_source(gast.gast_to_ast(normalise(node).node)), end="")
def f(x, n):
    n_1 = n
    x_1 = x
    while n_1 > 0:
        stop = x_1 > 1.0
        if not stop:
            t = x_1 * x_1
            x_2 = t + n_1
            n_2 = n_1 - 1
            n_3 = n_2
            x_3 = x_2
        else:
            n_3 = n_1
            x_3 = x_1
        n_1 = n_3
        x_1 = x_3
        if stop:
            break
    return x_1
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import gast

from s2s import errors
from s2s.normalise.captures import captures
from s2s.normalise.context import Context
from s2s.normalise.flat import flat
from s2s.normalise.flatten import flatten
from s2s.normalise.grown import grown
from s2s.normalise.jumps import jumps
from s2s.normalise.late import Late, late
from s2s.normalise.passive import Location
from s2s.normalise.rebind import rebind
from s2s.normalise.scope import Scope, scope
from s2s.normalise.shapes import shapes
from s2s.normalise.ssa import ssa
from s2s.normalise.unroll import ITERATOR, Items, LoopKey, Unrolled, unroll
from s2s.syntax import walk


@dataclass(frozen=True)
class Normal:
    """A function in normal form.

    Attributes:
        node: the function.
        origin: the user's variable of each name; names made here are absent.
    """

    node: gast.FunctionDef
    origin: dict[str, str]


def normalise(
    node: gast.FunctionDef,
    globals_: Collection[str] = (),
    source: errors.Source | None = None,
    captured: Collection[str] = (),
    apart: frozenset[Location] = frozenset(),
    unrolled: Unrolled = frozenset(),
    changing: Collection[str] = (),
) -> Normal:
    """The function in normal form and structured SSA; the given tree is not changed.

    Args:
        node: a function as parsed; names that it does not bind are left as they are.
        globals_: names that mean something where the function is defined, so that no
            variable made here hides them.
        source: where the function stands, for the places of errors.
        captured: for a nested function, the variables of the function around that it reads;
            their attributes are taken apart as those of its own variables are.
        apart: calls that may write though their names do not say so.
        unrolled: loops to be written out, and what they run over.
        changing: names from outside that the program may assign while the function runs.

    Raises:
        s2s.errors.UnsupportedError: for a construct that the normal form cannot say.
    """
    wanted: frozenset[str] = frozenset()
    error: errors.UnsupportedError | None = None
    while True:
        made, cells = walk.clone(node), set[str]()
        flat(made, apart)
        shapes(made, apart)
        if error is not None and not late(made, wanted, cells):
            raise error
        context = Context(scope(made), globals_, source, captured, apart, changing)
        context.cells = cells
        context.iterated = frozenset(loop[0] for loop, items in unrolled if items.form == ITERATOR)
        try:
            return _normalised(made, context, dict(unrolled))
        except Late as asked:
            if asked.names <= wanted:
                raise asked.error from None
            wanted, error = wanted | asked.names, asked.error


def _normalised(node: gast.FunctionDef, context: Context, unrolled: dict[LoopKey, Items]) -> Normal:
    """The normal form of a tree, which is changed."""
    facts = context.scope
    params = walk.parameters(node)
    _plain_signature(node, facts, context)
    body = unroll(flatten(node.body, context), context, unrolled)
    if unrolled:
        body = grown(body, context)
    if context.has_functions:
        body, repeated = rebind(body, params, context)
        captures(body, params, context, repeated)
    body = jumps(body, context)
    body, origin = ssa(body, params, context)
    node.body = [*_declared(node, facts), *body]
    return Normal(node, origin)


def _declared(node: gast.FunctionDef, facts: Scope) -> list[gast.stmt]:
    """The statement that says which names are global, if there are such."""
    if not facts.globals:
        return []
    return [walk.copy_position(gast.Global(names=sorted(facts.globals)), node)]


def _plain_signature(node: gast.FunctionDef, facts: Scope, context: Context) -> None:
    """Drops annotations, decorators and the docstring."""
    node.decorator_list = []
    node.returns = None
    args = node.args
    for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg):
        if arg is not None:
            arg.annotation = None
    if facts.nonlocals:
        context.refuse_nonlocal(node)
