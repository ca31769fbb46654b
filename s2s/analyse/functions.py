"""Local functions inside of other values."""

from __future__ import annotations

from s2s.analyse import kinds as k


def holds_function(kind: k.Kind) -> bool:
    """Whether a value of this kind is, or holds, a local function."""
    match kind:
        case k.Closure() | k.Derived():
            return True
        case k.Choice():
            return not k.is_object(kind)
        case k.Partial(real=real):
            return not real
        case k.Tuple(items=items):
            return any(holds_function(item) for item in items)
        case k.List(item=item):
            return holds_function(item)
        case k.Dict(entries=entries, item=item):
            return (
                any(holds_function(v) for _, v in entries)
                if entries is not None
                else holds_function(item)
            )
    return False
