"""What indexing an array gives: a view of it, or a copy."""

from __future__ import annotations

from collections.abc import Mapping

import gast
import numpy as np

from s2s.analyse import kinds as k


def is_view(key: gast.expr, env: Mapping[str, k.Kind]) -> bool:
    """Whether indexing an array with this may give a view: no index is an array, list or mask."""
    return indexing(key, env) != "copy"


def indexing(key: gast.expr, env: Mapping[str, k.Kind]) -> str:
    """What indexing an array with this gives: a "view", a "copy", or it is "unknown"."""
    parts = [indexing_part(p, env) for p in (key.elts if isinstance(key, gast.Tuple) else [key])]
    if "copy" in parts:
        return "copy"
    return "unknown" if "unknown" in parts else "view"


def indexing_part(part: gast.expr, env: Mapping[str, k.Kind]) -> str:
    """The same for one index of several."""
    if isinstance(part, gast.List):
        return "copy"
    if not isinstance(part, gast.Name):
        return "view"
    kind = env.get(part.id, k.Opaque())
    if isinstance(kind, k.Tuple | k.Scalar) and kind.type in (list, bool, np.bool_):
        return "copy"
    match kind:
        case k.Array() | k.List():
            return "copy"
        case k.Tuple(items=items):
            inner = (k.Array, k.List, k.Tuple)
            return "copy" if any(isinstance(item, inner) for item in items) else "view"
        case k.Slice():
            return "view"
        case k.Opaque() | k.Unknown() | k.Mixed():
            return "unknown"
    return "view"
