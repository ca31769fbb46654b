"""Updates of whole adjoints as plain assignments, for code that is differentiated again."""

from __future__ import annotations

from collections.abc import Mapping, Set

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.differentiate.piece import Sweep
from s2s.normalise.ssa import unassigned
from s2s.syntax import build, walk


def functional(body: list[gast.stmt], shared: Set[str] = frozenset()) -> None:
    """``x_bar += e`` becomes ``x_bar = x_bar + e``, in place of the statement.

    The buffer of such an adjoint is its own, so nobody sees the difference; and an adjoint that
    nothing writes into needs no shadow when it is differentiated. A ``shared`` one is seen through
    other names (the adjoint of an array that is overwritten): its updates stay writes.

    >>> body = build.statements("x_bar += y_bar * 2.0")
    >>> functional(body)
    >>> gast.unparse(body[0]).strip()
    'x_bar = x_bar + y_bar * 2.0'
    >>> body = build.statements("x_bar += y_bar * 2.0")
    >>> functional(body, {"x_bar"})
    >>> gast.unparse(body[0]).strip()
    'x_bar += y_bar * 2.0'
    """
    for i, node in enumerate(body):
        match node:
            case gast.AugAssign(target=gast.Name(id=name), op=op, value=value) if (
                name not in shared
            ):
                total = gast.BinOp(left=build.name(name), op=op, right=value)
                body[i] = walk.copy_position(build.assign(name, total), node)
        for field in ("body", "orelse"):
            inner = getattr(node, field, None)
            if isinstance(inner, list) and not isinstance(node, gast.FunctionDef):
                functional(inner, shared)


def rounded(env: Mapping[str, k.Kind]) -> set[str]:
    """Arrays of less than double precision, where a sum with numbers of another may be put into them.

    ``x_bar += e`` rounds, and ``x_bar + e`` does not.

    >>> single, double = k.Array("float32", ((3, 30),)), k.Array("float64", ((3, 30),))
    >>> sorted(rounded({"x_bar": single, "w": double})), rounded({"x_bar": single, "w": single})
    (['x_bar'], set())
    """
    found = {name: kind.dtype for name, kind in env.items() if isinstance(kind, k.Array)}
    floats = {np.dtype(dtype) for dtype in found.values() if k.is_float_dtype(dtype)}
    floats |= {
        np.dtype(kind.type)
        for kind in env.values()
        if isinstance(kind, k.Scalar) and issubclass(kind.type, np.inexact)
    }
    if len({_real(dtype) for dtype in floats}) < 2:
        return set()
    exact = np.dtype(np.float64)
    return {
        name
        for name, dtype in found.items()
        if k.is_float_dtype(dtype) and _real(np.dtype(dtype)) != exact
    }


def _real(dtype: np.dtype) -> np.dtype:
    return np.zeros(0, dtype).real.dtype


def placed(sweep: Sweep) -> None:
    """What a name holds on a path that does not assign it: a value of its own kind, not None.

    No such value is read; but what may be None or a number has no kind when the code is read again.
    """
    for node in sweep.placeholders:
        node.value = _nothing(sweep.env.get(node.targets[0].id)) or unassigned()
        sweep.kept.append(node)
        for call in walk.nodes(node.value):
            if isinstance(call, gast.Call):
                sweep.pure[id(call)] = call
    sweep.placeholders.clear()


def _nothing(kind: k.Kind | None) -> gast.expr | None:
    match kind:
        case k.Scalar(type=cls) if cls in (bool, int, float, complex):
            return build.const(cls(0))
        case k.Scalar(type=cls) if cls in (np.float64, np.float32):
            return build.call(f"np.{cls.__name__}", build.const(0.0))
        case k.Array(dtype=dtype, shape=shape) if shape and dtype != "object":
            empty = build.tuple_([build.const(0) for _ in shape])
            return build.call("np.zeros", empty, dtype=build.const(dtype))
    return None


__all__ = ["functional", "placed", "rounded"]
