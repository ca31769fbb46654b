"""Iterators, and functions handed to code that runs as it is: what happens when they are used.

Who uses an iterator changes it, and calls the functions that it was made with; who is given a
function may call it. Where nothing flows through such a call, it is an effect all the same.
"""

from __future__ import annotations

import itertools
import types
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.callables import unhashable
from s2s.errors import S2SError
from s2s.frontend.parse import parse
from s2s.normalise.passive import may_write
from s2s.origin import is_unread
from s2s.syntax import walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_MAKERS = frozenset({map, filter, iter, zip, enumerate, reversed})
_ASK = frozenset({len, id, type, isinstance, callable})
"""Those that call nothing of what they are given."""


def lent(
    walker: Walker, node: gast.expr, new: gast.expr, kind: k.Kind, out: list[gast.stmt]
) -> k.Kind:
    """Notes what the evaluation of an expression does through iterators and functions.

    Args:
        walker: of the function that the expression stands in.
        node: the expression of the normal form.
        new: what it was rewritten to.
        kind: of its value.
        out: where statements before it go.

    Returns:
        The kind of its value: a passive iterator is told from other passive values.
    """
    typed = walker.typed
    if isinstance(node, gast.Name | gast.Constant | gast.Attribute) or id(new) in typed.calls:
        return kind
    given = [walker.env[name] for name in walk.read(node) if name in walker.env]
    moved = [lazy for one in given for lazy in _iterators(one)]
    # What a user's function does with a function that it is given is known, if it has an effect.
    known = isinstance(node, gast.Call) and _is_users(walker, node.func)
    asked = isinstance(node, gast.Call) and (not known or id(new) in typed.passive_calls)
    acts = asked and _hands_over(walker, node, out, known)
    effects = acts or any(lazy.acts for lazy in moved)
    if isinstance(node, gast.Call) and _makes_iterator(walker, node.func):
        text = walker.texts.holds(kind)
        return k.Lazy(effects, text) if isinstance(kind, k.Opaque) else kind
    if moved or acts:
        typed.passive_calls[id(new)] = new
        typed.pure_calls.pop(id(new), None)
        typed.impure = typed.impure or effects
        typed.effects = typed.effects or effects
    return kind


def _iterators(kind: k.Kind) -> list[k.Lazy]:
    """The passive iterators that whoever runs through a value moves on."""
    if isinstance(kind, k.Lazy):
        return [kind]
    sources = kind.sources if isinstance(kind, k.Iterator) else ()
    return [lazy for source in sources for lazy in _iterators(source)]


def _makes_iterator(walker: Walker, func: gast.expr) -> bool:
    """Whether the call of this only makes an iterator."""
    value = _outside(walker, func)
    if value is None or unhashable(value):
        return False
    return value in _MAKERS or (
        getattr(value, "__module__", "") == "itertools"
        and getattr(itertools, getattr(value, "__name__", ""), None) is value
    )


def _is_users(walker: Walker, func: gast.expr) -> bool:
    """Whether this is a function of the user's, into which s2s looks."""
    if isinstance(func, gast.Name) and func.id in walker.env:
        kind = walker.env[func.id]
        return isinstance(kind, k.Closure) or _is_plain(getattr(kind, "value", None))
    return _is_plain(_outside(walker, func))


def _is_plain(value: object) -> bool:
    return isinstance(value, types.FunctionType) and not is_unread(value.__module__)


def _outside(walker: Walker, func: gast.expr) -> object:
    """What a name, or an attribute of a module, means outside of the function."""
    if isinstance(func, gast.Name):
        return walker.outside.lookup(func.id) if func.id not in walker.env else None
    return walker.outside.object_of(func) if walker.outside.is_global(func) else None


def _hands_over(walker: Walker, node: gast.Call, out: list[gast.stmt], known: bool) -> bool:
    """Whether a call is given a function that acts; what it may write into is noted as written.

    ``known``: what the call writes into besides is noted already.
    """
    asked = _outside(walker, node.func)
    if asked is not None and not unhashable(asked) and asked in _ASK:
        return False
    found = False
    for value in (*node.args, *(word.value for word in node.keywords)):
        value = value.value if isinstance(value, gast.Starred) else value
        kind = walker.kind(value)
        if not _acts(kind):
            continue
        found = True
        if isinstance(kind, k.Closure):
            for held in walker.resolver.closures.captures(kind, value, out):
                walker.resolver.unknown.note_names(held)
    if found and not known:
        walker.resolver.unknown.note_writes(node)
    return found


def _acts(kind: k.Kind) -> bool:
    """Whether a function of this kind, or one in a container, may have an effect."""
    match kind:
        case k.Closure(definition=definition):
            return _may_act(definition.node)
        case k.Func(value=types.FunctionType() as fun) if not is_unread(fun.__module__):
            try:
                return _may_act(parse(fun).node)
            except S2SError:
                return True
        case k.Partial(function=function):
            return _acts(function)
        case k.Method(function=function):
            return _acts(function)
        case k.Choice(options=options):
            return any(map(_acts, options))
        case k.Tuple(items=items):
            return any(map(_acts, items))
        case k.List(item=item):
            return _acts(item)
    return False


def _may_act(node: gast.FunctionDef) -> bool:
    """Whether a function may do more than give a value, as far as its text tells.

    To look into it as into a function that is called, its arguments would have to be known.
    """
    for child in walk.nodes(node.body):
        if isinstance(child, gast.AugAssign | gast.Global | gast.Nonlocal | gast.Delete):
            return True
        if isinstance(child, gast.Subscript | gast.Attribute) and type(child.ctx) is gast.Store:
            return True
        if isinstance(child, gast.Call) and may_write(child, ()):
            return True
    return False
