"""Modules that import NumPy (and SciPy, where the program does) and the standard library only.

Helpers are copied in, constants frozen.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Mapping, Sequence, Set
from typing import Any

import gast
import numpy as np

from s2s import runtime
from s2s.errors import UnsupportedError
from s2s.origin import is_others
from s2s.syntax import build, walk


def standalone(
    functions: Sequence[gast.FunctionDef], imports: Mapping[str, str], objects: Mapping[str, object]
) -> tuple[list[gast.FunctionDef], dict[str, str], list[str]]:
    """The functions, the imports that are left, and the text of the helpers to copy in.

    Raises:
        UnsupportedError: the code needs an object of the user's program that cannot be written down.
    """
    outside = {
        alias: name
        for name, alias in imports.items()
        if not _shippable(name) and name != "s2s.runtime"
    }
    freeze = _Freeze(outside, objects, _variables(functions))
    changed = [freeze.function(node) for node in functions]
    kept = {
        name: alias for name, alias in imports.items() if _shippable(name) and name != "s2s.runtime"
    }
    helpers = _helpers(changed, freeze.helpers)
    text = [textwrap.dedent(inspect.getsource(helper)).rstrip() for helper in helpers]
    if any("math." in part for part in text):
        kept.setdefault("math", "math")
    for name in (
        "collections", "dataclasses", "enum", "types", "itertools", "functools", "hashlib", "scipy",
    ):  # fmt: skip
        if any(f"{name}." in part for part in text):
            kept.setdefault(name, name)
    if text:
        kept.setdefault("numpy", "np")
    text = [*_imported_names(helpers), *text, *freeze.other_names()]
    return [_plain_helpers(node) for node in changed], kept, text


def _shippable(name: str) -> bool:
    return is_others(name)


def helpers_in(functions: Sequence[gast.FunctionDef]) -> set[str]:
    """The names of the runtime helpers that functions call."""
    return {
        node.attr
        for function in functions
        for node in gast.walk(function)
        if isinstance(node, gast.Attribute)
        and isinstance(node.value, gast.Name)
        and node.value.id == "rt"
    }


def _helpers(functions: Sequence[gast.FunctionDef], read: Mapping[str, Any]) -> list[Any]:
    """Runtime helpers in use, and what they use in turn, in the order of their names.

    Raises:
        UnsupportedError: two of them have one name.
    """
    found: dict[str, Any] = {}
    called = {name: _helper_named(name) for name in sorted(helpers_in(functions))}
    pending = [*called.items(), *read.items()]
    while pending:
        name, helper = pending.pop(0)
        if not inspect.isfunction(helper) and not inspect.isclass(helper):
            continue
        if found.setdefault(helper.__name__, helper) is not helper:
            raise UnsupportedError(
                f"a standalone module cannot hold two helpers of s2s that are called `{name}`",
                hint="leave --standalone out",
            )
        around = vars(sys.modules[helper.__module__])
        more = {n: around.get(n) for n in sorted(_names_in(helper)) if _is_ours(around.get(n))}
        pending.extend((n, value) for n, value in more.items() if found.get(n) is not value)
    return sorted(found.values(), key=_order)


def _helper_named(name: str) -> Any:
    """The helper that ``rt.name`` is, also one that is not handed out."""
    scopes = (vars(sys.modules[f"s2s.runtime.{m}"]) for m in _modules())
    return getattr(runtime, name, None) or next((s[name] for s in scopes if name in s), None)


def _variables(functions: Sequence[gast.FunctionDef]) -> set[str]:
    names = (n for f in functions for n in gast.walk(f) if isinstance(n, gast.Name))
    return {n.id for n in names if not isinstance(n.ctx, gast.Load)}


def _names_in(helper: Any) -> set[str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(helper)))
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}


def _imported_names(helpers: Sequence[Any]) -> list[str]:
    """Imports of what the helpers read of other packages by its bare name, as in annotations."""
    found: dict[str, set[str]] = {}
    for helper in helpers:
        around = vars(sys.modules[helper.__module__])
        for name in _names_in(helper) & set(around):
            source = getattr(around[name], "__module__", None)
            if isinstance(source, str) and source.split(".")[0] != "s2s":
                found.setdefault(source, set()).add(name)
    return [
        f"from {source} import {', '.join(sorted(names))}"
        for source, names in sorted(found.items())
    ]


def _is_ours(value: object) -> bool:
    """Whether a helper reads another one, or a class that it derives from."""
    own = str(getattr(value, "__module__", "")).startswith(("s2s.runtime.", "s2s.rules."))
    return own and (inspect.isfunction(value) or inspect.isclass(value))


def _order(helper: Any) -> tuple[bool, int, str]:
    """Classes come first, after those that they derive from."""
    return not inspect.isclass(helper), len(getattr(helper, "__mro__", ())), helper.__name__


def _modules() -> list[str]:
    return [name.split(".")[-1] for name in sys.modules if name.startswith("s2s.runtime.")]


def _plain_helpers(node: gast.FunctionDef) -> gast.FunctionDef:
    """``rt.add(...)`` becomes ``add(...)``."""
    for child in gast.walk(node):
        for field, value in list(gast.iter_fields(child)):
            if isinstance(value, list):
                value[:] = [build.name(v.attr) if _is_helper(v) else v for v in value]
            elif _is_helper(value):
                setattr(child, field, build.name(value.attr))
    return node


def _is_helper(value: Any) -> bool:
    return (
        isinstance(value, gast.Attribute)
        and isinstance(value.value, gast.Name)
        and value.value.id == "rt"
    )


class _Freeze:
    """Writes constants of the user's modules down as literals."""

    def __init__(
        self, outside: Mapping[str, str], objects: Mapping[str, object], taken: Set[str]
    ) -> None:
        self.outside = outside
        self.taken = taken  # the names of variables
        self.objects = objects
        self.helpers: dict[str, Any] = {}

    def function(self, node: gast.FunctionDef) -> gast.FunctionDef:
        """The function with constants in place."""
        for child in gast.walk(node):
            for field, value in list(gast.iter_fields(child)):
                if isinstance(value, gast.expr):
                    setattr(child, field, self.expression(value))
                elif isinstance(value, list):
                    setattr(
                        child,
                        field,
                        [self.expression(v) if isinstance(v, gast.expr) else v for v in value],
                    )
        return node

    def expression(self, node: gast.expr) -> gast.expr:
        """The expression itself, or the literal that stands for it."""
        match node:
            case gast.Attribute(value=gast.Name(id=alias), attr=attr) if alias in self.outside:
                return self.value(getattr(sys.modules[self.outside[alias]], attr), attr)
            case gast.Subscript(
                value=gast.Name(id=name), slice=gast.Constant(value=str() as key)
            ) if name in self.objects:
                return _literal(self.objects[name][key], key)  # type: ignore[index]
            case gast.Attribute(value=gast.Name(id=name), attr="cell_contents") if (
                name in self.objects
            ):
                return _literal(self.objects[name].cell_contents, name)  # type: ignore[attr-defined]
        return node

    def value(self, value: object, name: str) -> gast.expr:
        """A helper by its name, which is copied in; anything else as a literal."""
        if not _is_ours(value):
            return _literal(value, name)
        self.helpers[name] = value
        own = str(getattr(value, "__name__", name))
        return build.name(f"rt_{own}" if own in self.taken else own)

    def other_names(self) -> list[str]:
        """The helpers again, under the names that are read where a variable is called like one."""
        names = sorted(str(getattr(value, "__name__", "")) for value in self.helpers.values())
        return [f"rt_{name} = {name}" for name in names if name in self.taken]


def _literal(value: object, name: str) -> gast.expr:
    if isinstance(value, bool | int | float | complex | str | type(None)):
        return build.const(value)
    if isinstance(value, tuple) and all(isinstance(v, bool | int | float | str) for v in value):
        return build.tuple_([build.const(v) for v in value])
    if isinstance(value, np.ndarray) and value.size <= 64 and value.dtype.kind in "fiub":
        return build.call(
            "np.array", build.expression(repr(value.tolist())), dtype=build.const(str(value.dtype))
        )
    raise UnsupportedError(
        f"a standalone module cannot hold `{name}`, a {type(value).__name__} of your program",
        note="only numbers, strings and small arrays can be written down",
        hint="pass it to the function as an argument, or leave --standalone out",
    )


__all__ = ["standalone", "walk"]
