"""What the adjoint of a container holds for a part that is real, where others are complex."""

from __future__ import annotations

import numpy as np

from s2s.analyse import kinds as k


def held_kind(kind: k.Kind, holder: k.Kind) -> k.Kind:
    """The kind of what is accumulated for a part of one kind, by the kind of what holds it.

    Who reads an item does not know which one it is: what is added to its place is complex if any
    item is.

    >>> held_kind(k.Scalar(float), k.List(k.Scalar(complex)))
    Scalar(type=<class 'complex'>, value=None)
    """
    if not k.is_numeric(kind) or k.may_be_complex(kind) or not holds_complex(holder):
        return kind
    if isinstance(kind, k.Array):
        return k.Array(str(np.result_type(kind.dtype, np.complex64)), kind.shape)
    return k.Scalar(complex)


def holds_complex(kind: k.Kind) -> bool:
    """Whether a kind is complex, or a container of which some part is."""
    match kind:
        case k.Tuple(items=items):
            return any(map(holds_complex, items))
        case k.List(item=item) | k.Dict(entries=None, item=item):
            return holds_complex(item)
        case k.Record(fields=fields) | k.Dict(entries=fields) if fields is not None:
            return any(holds_complex(item) for _, item in fields)
    return k.is_complex(kind)
