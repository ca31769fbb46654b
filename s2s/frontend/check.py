"""Check: refuses what s2s does not read, before anything is built on it."""

from __future__ import annotations

import contextlib
import inspect
import types
import warnings
from typing import Any

import gast
import numpy as np

from s2s.errors import UnsupportedError, place
from s2s.frontend.language import LANGUAGE
from s2s.frontend.parse import Parsed
from s2s.frontend.unbound import UNBOUND, unbound
from s2s.origin import makes_manager
from s2s.runtime import Attempt
from s2s.syntax import walk

_CONTEXTS = (
    np.errstate, warnings.catch_warnings, contextlib.nullcontext, contextlib.suppress,
)  # fmt: skip
_DYNAMIC = ("eval", "exec", "locals", "globals", "vars")


def check(parsed: Parsed) -> None:
    """Raises for the first construct, in the order of the source, that is not accepted.

    Raises:
        UnsupportedError: with place, reason and hint.
    """
    found = [node for node in gast.walk(parsed.node) if hasattr(node, "lineno")]
    for node in sorted(found, key=lambda n: (n.lineno, n.col_offset)):
        entry = LANGUAGE.get(type(node))
        if entry is not None and not entry.accepted:
            _refuse(parsed, node, entry.words, entry.note, entry.hint)
        if isinstance(node, gast.With):
            _check_context(parsed, node)
        if isinstance(node, gast.Call) and isinstance(node.func, gast.Name):
            if node.func.id in _DYNAMIC and node.func.id not in parsed.globals:
                _refuse(
                    parsed,
                    node,
                    f"a call of `{node.func.id}`",
                    "it reaches variables by their names",
                    "name the variables directly",
                )
        if isinstance(node, gast.Try | gast.With):
            _check_handled(parsed, node)
        if isinstance(node, gast.Delete) and not all(
            isinstance(t, gast.Name | gast.Subscript) for t in node.targets
        ):
            _refuse(
                parsed,
                node,
                "`del` of an attribute",
                "the object is changed in place",
                "build a new object without it",
            )
        if isinstance(node, gast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            _refuse(
                parsed,
                node,
                "`from ... import *`",
                "the names that it binds are not known",
                "name them",
            )


def _refuse(parsed: Parsed, node: gast.AST, words: str, note: str, hint: str) -> None:
    raise UnsupportedError(
        f"s2s cannot differentiate {words}", place=place(parsed.source, node), note=note, hint=hint
    )


def _check_handled(parsed: Parsed, node: gast.Try | gast.With) -> None:
    """Refuses handlers of what Python raises for a variable without a value, where one may have none."""
    if isinstance(node, gast.With):
        handled = [item.context_expr for item in node.items]
    else:
        handled = [handler.type for handler in node.handlers if handler.type is not None]
    for name in (child for part in handled for child in gast.walk(part)):
        if isinstance(name, gast.Name) and name.id in UNBOUND and unbound(parsed.node, node):
            _refuse(
                parsed,
                name,
                f"a function that handles `{name.id}`",
                "derivatives do not keep which variables have no value yet",
                "set the variable to `None` first, and test for that",
            )


def _check_context(parsed: Parsed, node: gast.With) -> None:
    for item in node.items:
        call = item.context_expr
        target = call.func if isinstance(call, gast.Call) else call
        if isinstance(call, gast.Name) and call.id in walk.bound(parsed.node.body):
            continue  # an object made before: what it does is seen where its kind is known
        found = _object(parsed, target)
        if found is Attempt:
            continue  # in a text that s2s has made
        if isinstance(call, gast.Call) and (makes_manager(found) or _is_local(parsed, target)):
            continue  # what it gives has a kind
        if found not in _CONTEXTS and not (
            isinstance(call, gast.Call) and _is_manager(found, parsed, target)
        ):
            _refuse(
                parsed,
                node,
                "this `with` statement",
                "s2s knows `np.errstate`, `warnings.catch_warnings`, `contextlib.suppress` and `nullcontext`, generators that `contextlib.contextmanager` is applied to, and classes with `__enter__` and `__exit__` written in Python",
                "move it out of the function",
            )


def _is_local(parsed: Parsed, node: gast.expr) -> bool:
    """Whether this is, or belongs to, something that is made in the function."""
    while isinstance(node, gast.Attribute):
        node = node.value
    if not isinstance(node, gast.Name) or _imported(parsed, node.id) is not None:
        return False
    return node.id in walk.bound(parsed.node.body) | set(walk.parameters(parsed.node))


def _is_manager(found: object, parsed: Parsed, node: gast.expr) -> bool:
    """Whether a class is a context manager whose methods can be read; its name is its own."""
    name = node.attr if isinstance(node, gast.Attribute) else getattr(node, "id", "")
    methods = [inspect.getattr_static(found, n, None) for n in ("__enter__", "__exit__")]
    known = {cls.__name__ for cls in _CONTEXTS} | {"Attempt"}
    return (
        isinstance(found, type)
        and name not in known
        and not (found.__module__ or "").startswith(("contextlib", "numpy", "threading"))
        and all(isinstance(method, types.FunctionType) for method in methods)
    )


def _object(parsed: Parsed, node: gast.expr) -> Any:
    if isinstance(node, gast.Attribute):
        return getattr(_object(parsed, node.value), node.attr, None)
    if isinstance(node, gast.Name):
        if node.id in walk.bound(parsed.node.body):
            return _imported(parsed, node.id)
        if node.id in parsed.closure:
            try:
                return parsed.closure[node.id].cell_contents
            except ValueError:  # nothing is assigned yet
                return None
        return parsed.globals.get(node.id)
    return None


def _imported(parsed: Parsed, name: str) -> Any:
    """What a name means that an `import` inside the function binds."""
    table = {"np": np, "numpy": np, "warnings": warnings, "contextlib": contextlib}
    return table.get(name)
