"""Buffers that a universal function is given for its results, in the forms that NumPy takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse import prelude_arrays
from s2s.analyse.parts import item_varies
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


def one_buffer(
    resolver: CallResolver, value: Any, node: gast.Call, words: list[gast.keyword],
    out: list[gast.stmt],
) -> tuple[gast.Call, list[gast.keyword]]:  # fmt: skip
    """The call with ``out=a`` for ``out=(a,)``."""
    goal = next((word.value for word in words if word.arg == "out"), None)
    ufunc = value if isinstance(value, np.ufunc) else getattr(value, "__self__", None)
    if goal is None or not isinstance(ufunc, np.ufunc) or (ufunc is value and value.nout > 1):
        return node, words
    items = _items(resolver, goal, node, out)
    if items is None or len(items) != 1:
        return node, words
    words = [gast.keyword(arg=w.arg, value=items[0]) if w.arg == "out" else w for w in words]
    call = gast.Call(func=node.func, args=node.args, keywords=words)
    return resolver.instead(node, walk.copy_position(call, node)), words


def into_pair(
    resolver: CallResolver, value: Any, node: gast.Call, args: list[gast.expr],
    words: list[gast.keyword], out: list[gast.stmt],
) -> gast.expr | None:  # fmt: skip
    """``np.modf(x, a, b)`` and ``np.modf(x, out=(a, b))``; None for other calls."""
    if not isinstance(value, np.ufunc) or value.nout != 2 or not resolver.any_varied(args, words):
        return None
    if any(isinstance(arg, gast.Starred) for arg in args):
        return None
    goals: list[gast.expr] | None = args[value.nin :]
    if [word.arg for word in words] == ["out"] and not goals:
        goals = _items(resolver, words[0].value, node, out)
    elif words:
        return None
    if not goals or len(goals) > 2:
        return None
    first, second = [*goals, build.const(None)][:2]
    text = prelude_arrays.pair_into
    atoms = [node.func, first, second, *args[: value.nin]]
    return resolver.users.call(text, text.__name__, node, atoms, [], [], out)


def _items(
    resolver: CallResolver, goal: gast.expr, node: gast.Call, out: list[gast.stmt]
) -> list[gast.expr] | None:
    """The arrays that a tuple holds."""
    kind = resolver.walker.kind(goal)
    if not isinstance(kind, k.Tuple):
        return None
    if isinstance(goal, gast.Tuple):
        return list(goal.elts)
    return [
        resolver.temp(
            walk.copy_position(build.index(walk.clone(goal), build.const(i)), node), item,
            item_varies(goal, i, resolver.walker), "buffer", out,
        )
        for i, item in enumerate(kind.items)
    ]  # fmt: skip
