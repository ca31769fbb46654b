"""Objects that nothing flows through yet, and whose arrays or lists active values are written into.

``self.x[i] = v`` assigns no attribute, so that nothing says that objects of the class change; but what
is read from ``self.x`` later holds ``v``. Such a class is one whose objects change, and the function
is walked again.
"""

from __future__ import annotations

from s2s.analyse import kinds as k
from s2s.analyse.heap import Heap, creatable
from s2s.analyse.typed import Typed
from s2s.analyse.updates import first_write
from s2s.errors import MutationError, place


def mark_owners(typed: Typed, heap: Heap) -> None:
    """Notes the classes of objects that share memory with what active values are written into.

    Args:
        typed: the function after a walk, with what is known of its memory.
        heap: where they are noted.

    Raises:
        MutationError: the attributes of such an object cannot be followed.
    """
    memory = typed.memory
    written = {memory.roots[name] for name in memory.shadow}
    for name, root in memory.roots.items():
        kind = k.solid(typed.env[name])
        if root not in written or not isinstance(kind, k.Record) or k.has_fields(kind):
            continue
        if creatable(kind.type):
            heap.mark(kind.type)
            continue
        node = first_write(typed, memory.shadow)
        raise MutationError(
            f"s2s cannot follow what is written into an array or list of a `{kind.type.__name__}` here",
            place=place(typed.source, node) if typed.source and node is not None else None,
            note="its class makes its objects, or sets or finds their attributes, in a way of its own",
            hint="make a copy of it before it is written into",
        )
