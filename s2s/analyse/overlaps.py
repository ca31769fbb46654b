"""Results written over what they are made of, where NumPy does not put them aside first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse.typed import RuleCall, Typed
from s2s.errors import MutationError
from s2s.syntax import walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

# Universal functions, products and reductions keep a copy of operands that overlap; these do not.
_UNBUFFERED = frozenset({"numpy.concatenate", "numpy.concat", "numpy.stack"})


def check_overlaps(typed: Typed, walker: Walker) -> None:
    """Refuses ``np.concatenate((a[1:], a[:1]), out=a)``: what NumPy makes of it is not determined.

    Raises:
        MutationError: with the place of the call.
    """
    for node, call in list(typed.calls.values()):
        if not isinstance(call, RuleCall) or call.rule.name not in _UNBUFFERED:
            continue
        if not isinstance(call.out, gast.Name):
            continue
        if _shown(typed, {call.out.id}) & _shown(typed, walk.read(list(call.bound.values()))):
            raise walker.fail(
                MutationError,
                "s2s cannot differentiate arrays that are joined into one of them",
                node,
                "NumPy overwrites parts of it before it has read them",
                "join them into a new array, and copy that: `a[:] = np.concatenate(...)`",
            )


def _shown(typed: Typed, names: set[str]) -> set[str]:
    """The names, and those that they are views or lists of."""
    found = set(names)
    while True:
        new: set[str] = set()
        for node in walk.statements(typed.body):
            match node:
                case gast.Assign(targets=[gast.Name(id=name)], value=value) if name in found:
                    new |= _seen(typed, value) & typed.env.keys()
        if new <= found:
            return found
        found |= new


def _seen(typed: Typed, value: gast.expr) -> set[str]:
    call = typed.resolution(value)
    if isinstance(call, RuleCall):
        parts = [call.bound.get(param) for param in call.rule.view] if call.out is None else []
        return walk.read([part for part in [*parts, call.out] if part is not None])
    if isinstance(value, gast.Name | gast.Subscript | gast.Tuple | gast.List):
        return walk.read(value)
    return set()
