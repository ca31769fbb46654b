"""Updates of whole adjoints as plain assignments, for code that is differentiated again."""

from __future__ import annotations

from collections.abc import Set

import gast

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


__all__ = ["functional"]
