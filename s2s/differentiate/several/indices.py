"""Indices into tangents with a leading axis."""

from __future__ import annotations

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.evaluate import Evaluator
from s2s.differentiate.several.parts import OneAtATime
from s2s.syntax import build


def inner_key(key: gast.expr, evaluator: Evaluator) -> gast.expr:
    """``:, *key``: the same elements for each direction.

    Raises:
        OneAtATime: the leading axis would not stay in front, or that is not known.
    """
    parts = key.elts if isinstance(key, gast.Tuple) else [key]
    forms = "".join(_form(part, evaluator) for part in parts)
    # NumPy moves the axis of index arrays to the front where something stands between them.
    if "a" in forms and "s" in forms.replace("i", "a").strip("s"):
        raise OneAtATime("index arrays with something between them")
    every = gast.Slice(lower=None, upper=None, step=None)
    return build.tuple_([every, *parts])


def _form(part: gast.expr, evaluator: Evaluator) -> str:
    """An ``s``lice, a new axis or an ellipsis; an ``i``nteger; an index ``a``rray."""
    if isinstance(part, gast.Slice):
        return "s"
    if isinstance(part, gast.Constant) and (part.value is None or part.value is ...):
        return "s"
    match evaluator(part):
        case k.Scalar(type=cls) if issubclass(cls, int) and cls is not bool:
            return "i"
        case k.Const(value=None) | k.Slice():
            return "s"
        case k.Array(dtype=dtype, shape=shape) if shape and np.dtype(dtype).kind in "biu":
            return "a"
        case k.Tuple(items=items, type=cls) if cls is list and items:
            if all(isinstance(i, k.Scalar) and issubclass(i.type, int) for i in items):
                return "a"
        case k.List(item=k.Scalar(type=cls), type=outer) if outer is list:
            if issubclass(cls, int):
                return "a"
    raise OneAtATime("an index of which too little is known")
