"""Options of calls that are one of several constants: a mode, a flag, ``None``.

What a function gives, and which formulas hold, may hang on an option. A variable of a loop that takes
several constants has none of them as its value: the loop is written out, so that each call has its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.bind import fitted
from s2s.analyse.known import known
from s2s.analyse.unrolling import wanted
from s2s.errors import UnsupportedError

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker
    from s2s.rules import Rule


def tell_apart(atoms: list[gast.expr], walker: Walker) -> None:
    """Has a loop over constants written out, where an argument of a call may be one of several.

    Raises:
        Unroll: for the innermost such loop around the call, in this function or in one that calls it.
    """
    if not any(_is_several(atom, walker) for atom in atoms):
        return
    for other, node in reversed(walker.unit.loops):
        found = wanted(other, node) if _over_constants(other, node.iter) else None
        if found is not None:
            raise found


def tell_items_apart(walker: Walker) -> None:
    """Has a loop over keys or places written out, where each stands for an item of another kind.

    Raises:
        Unroll: for the innermost such loop around the subscript.
    """
    for other, node in reversed(walker.unit.loops):
        places = isinstance(other.kind(node.iter), k.Range) or _over_constants(other, node.iter)
        found = wanted(other, node) if places else None
        if found is not None:
            raise found


def check_options(
    rule: Rule, node: gast.Call, args: list[gast.expr], words: list[gast.keyword], walker: Walker
) -> None:
    """Refuses a word or flag that is not known where another one of them wants other formulas."""
    for param, atom in (fitted(rule, args, words) or {}).items():
        flag = param in rule.unsupported and isinstance(rule.defaults.get(param), bool)
        covered = () if rule.whole else rule.covers.get(param, ())
        word = any(isinstance(value, str) for value in covered)
        if (flag or word) and not isinstance(atom, tuple) and _is_several(atom, walker):
            raise walker.fail(
                UnsupportedError,
                f"s2s cannot differentiate `{rule.name}` where `{param}` is not known",
                node,
                "the derivative is another one for other values of it",
                f"give `{param}` as a constant: one call for each value, each in an `if` of its own",
            )


def _is_several(atom: gast.expr, walker: Walker) -> bool:
    """Whether nothing but that is known of a passive argument that it is one of several values."""
    if isinstance(atom, gast.Starred) or walker.varies(atom):
        return False
    kind = walker.kind(atom)
    if isinstance(kind, k.Scalar):
        return kind.type is bool and not known(kind)[0]
    return isinstance(kind, k.Unknown) or type(kind) is k.Opaque


def _over_constants(walker: Walker, over: gast.expr) -> bool:
    """Whether a loop runs over words, flags or types, alone or beside other items."""
    kind = walker.kind(over)
    if isinstance(kind, k.Iterator):
        parts = walker.iterators.get(over.id, []) if isinstance(over, gast.Name) else []
        return any(_over_constants(walker, part) for part in parts)
    return _holds_constants(kind)


def _holds_constants(kind: k.Kind) -> bool:
    if isinstance(kind, k.Tuple):
        return any(isinstance(i, k.Const | k.Func) or _holds_constants(i) for i in kind.items)
    if isinstance(kind, k.Dict):
        return True
    return isinstance(kind, k.Const) and isinstance(kind.value, tuple | list)
