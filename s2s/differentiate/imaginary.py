"""Views of imaginary parts: their adjoint is minus what stands in the array's adjoint there.

So are views of complex numbers as pairs of floats, and of pairs of floats as complex numbers.
"""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import RuleCall, Typed, UserCall
from s2s.analyse.writes import all_written
from s2s.differentiate.transient import only_reads, uses
from s2s.syntax import walk

_IMAGINARY = "numpy.imag"
_BITS = "numpy.ndarray.view"


def shows_imaginary_part(resolution: object, base: k.Kind, seen: k.Kind) -> bool:
    """Whether a call gives a view of the imaginary part of an array, by itself or as a number of a pair.

    The adjoint of a complex array is ∂f/∂x − i ∂f/∂y. No view of its memory holds ∂f/∂y, so that
    the shadow of such a view cannot share memory with the array's as the primals do.
    """
    name = resolution.rule.name if isinstance(resolution, RuleCall) else ""
    if name == _BITS:
        return k.is_complex(base) != k.is_complex(seen) or None in map(k.dtype_of, (base, seen))
    return name == _IMAGINARY and (k.is_complex(base) or k.dtype_of(base) is None)


def steady(name: str, typed: Typed) -> bool:
    """Whether nothing is written into a view, nor into what it shows, while it is in use.

    It is made and read in one block, and no other name keeps it: it is a copy as far as anyone
    can see, and may have an adjoint of its own.
    """
    rest = walk.after(typed.body, name)
    left = uses([*typed.body, gast.Expr(value=typed.result)], name)
    root = typed.memory.roots.get(name)
    for node in rest or []:
        if left == 0:
            return True
        here = uses([node], name)
        if here and not (only_reads(node, name, typed) or _hands_over(node, name, typed)):
            return False
        left -= here
        if any(typed.memory.roots.get(n) == root for n in all_written(node, typed)):
            return False
    return left == 0


def _hands_over(node: gast.stmt, name: str, typed: Typed) -> bool:
    """Whether a statement calls a function that neither keeps the view nor writes into it."""
    value = getattr(node, "value", None)
    call = typed.resolution(value)
    if not isinstance(call, UserCall):
        return False
    at = {i for i, atom in enumerate(call.args) if isinstance(atom, gast.Name) and atom.id == name}
    return not any(at & set(region.members) for region in call.callee.memory.regions)
