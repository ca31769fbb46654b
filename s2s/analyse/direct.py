"""Direct: an item of a tuple or record that was made here is read where it came from."""

from __future__ import annotations

import gast

from s2s.analyse.assigned import assigned
from s2s.analyse.typed import RecordCall, Typed
from s2s.syntax import walk


def direct(typed: Typed) -> None:
    """``t = (a, b); x = t[0]`` becomes ``t = (a, b); x = a``.

    The derivative then flows from ``x`` to ``a``: nothing that is only taken apart again needs an
    adjoint of its own structure. What is written into is left as it is, and so is what is assigned
    in several places.
    """
    _Direct(typed, assigned(typed)).block(typed.body, {})


_Items = dict[object, gast.expr]


class _Direct:
    def __init__(self, typed: Typed, assigned: dict[str, int]) -> None:
        self.typed = typed
        self.assigned = assigned
        memory = typed.memory
        self.changing = {*memory.roots, *memory.written, *memory.slots, *memory.shadow}

    def block(self, body: list[gast.stmt], known: dict[str, _Items]) -> None:
        """Rewrites a block; ``known`` holds the items of what was made before it."""
        known = dict(known)
        for node in body:
            if isinstance(node, gast.FunctionDef):
                continue
            for field in ("body", "orelse"):
                if inner := getattr(node, field, None):
                    self.block(inner, known)
            match node:
                case gast.Assign(targets=[gast.Name(id=name)], value=value):
                    item = self.item(value, known)
                    if item is not None and name not in self.changing:
                        node.value = walk.copy_position(walk.clone(item), value)
                    elif self.assigned[name] == 1 and name not in self.changing:
                        known[name] = self.items(value)

    def items(self, value: gast.expr) -> _Items:
        """The items of a display or of a call of a record's class, those that stay what they are."""
        found: _Items = {}
        call = self.typed.resolution(value)
        if isinstance(value, gast.Tuple):
            found = dict(enumerate(value.elts))
        elif isinstance(call, RecordCall):
            found.update(call.fields)
            if hasattr(call.cls, "_fields"):
                names = enumerate(call.cls._fields)
                found |= {i: call.fields[name] for i, name in names if name in call.fields}
        return {key: item for key, item in found.items() if self.is_steady(item)}

    def is_steady(self, item: gast.expr) -> bool:
        """Whether an item is a name that is assigned once."""
        return isinstance(item, gast.Name) and self.assigned.get(item.id) == 1

    def item(self, value: gast.expr, known: dict[str, _Items]) -> gast.expr | None:
        """What ``t[0]`` or ``p.x`` reads, if that is known."""
        match value:
            case gast.Subscript(value=gast.Name(id=name), slice=gast.Constant(value=int() as key)):
                return known.get(name, {}).get(key)
            case gast.Attribute(value=gast.Name(id=name), attr=attr):
                return known.get(name, {}).get(attr)
        return None
