"""What statements of a typed function may write into."""

from __future__ import annotations

import gast

from s2s.analyse.typed import RuleCall, Typed, UserCall
from s2s.syntax import build, walk


def all_written(node: gast.stmt, typed: Typed) -> set[str]:
    """Names through which a statement, and those inside it, may write into memory."""
    found = written(node, typed)
    if not isinstance(node, gast.FunctionDef):
        for field in ("body", "orelse"):
            for inner in getattr(node, field, []):
                found |= all_written(inner, typed)
    return found


def written(node: gast.stmt, typed: Typed) -> set[str]:
    """Names through which one simple statement may write into memory."""
    goal = node.target if isinstance(node, gast.AugAssign) else None
    value = getattr(node, "value", None)
    if isinstance(node, gast.Assign):
        goal = node.targets[0]
    found: set[str] = set()
    if isinstance(goal, gast.Subscript | gast.Attribute) and isinstance(goal.value, gast.Name):
        found.add(goal.value.id)
    if not isinstance(value, gast.Call):
        return found
    _, left = typed.left.get(id(value), (None, None))
    if left is not None:
        found |= _given(left) & typed.env.keys()
    match typed.resolution(value):
        case RuleCall(out=gast.Name(id=name)):
            found.add(name)
        case RuleCall():
            pass
        case UserCall() as call:
            found |= _given(call)
        case _ if id(value) not in typed.pure_calls:
            read = walk.read(value)
            found |= read & (typed.written | typed.slots)
            # A local function may write into what it has captured.
            found |= {typed.real[name] for name in read if name in typed.real}
    return found


def _given(call: UserCall) -> set[str]:
    """What a function is given and writes into."""
    atoms = [call.args[i] for i in call.callee.memory.parameters_written]
    return {base.id for base in map(build.base, atoms) if base is not None}
