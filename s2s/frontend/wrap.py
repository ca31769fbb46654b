"""Callables that are not plain functions, as plain functions: ``np.sin``, bound methods, partials."""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from s2s import rules
from s2s.errors import NoRuleError
from s2s.written import free, written


def wrap(fun: Callable[..., Any]) -> types.FunctionType:
    """A Python function with source that calls ``fun`` with the same arguments.

    Plain functions are returned as they are.

    Raises:
        NoRuleError: ``fun`` has neither Python source nor a rule.
    """
    if isinstance(fun, types.FunctionType):
        return fun
    name, names = _signature(fun)
    only = _keyword_only(fun)
    star = ["*"] if only and not any(one.startswith("*") for one in names) else []
    taken = ", ".join([*names, *star, *only])
    call = ", ".join([*names, *(f"{one}={one}" for one in only)])
    callee = free("fun", {name, *only, *(one.lstrip("*") for one in names)})
    text = f"def {name}({taken}):\n    return {callee}({call})\n"
    filename = f"<s2s wrapper of {name}({call})>"
    scope: dict[str, Any] = {callee: fun, "__name__": "s2s_wrapper"}
    made = written(text, name, filename, scope)
    made.__defaults__ = _defaults(fun, names)
    made.__kwdefaults__ = {one: value for one, value in only.items() if value is not _NONE}
    return made


_NONE = inspect.Parameter.empty


def _keyword_only(fun: Callable[..., Any]) -> dict[str, Any]:
    """The keyword-only parameters of a derivative or a callable object, and their defaults."""
    builtin = isinstance(fun, np.ufunc | types.BuiltinFunctionType | functools.partial)
    if builtin or rules.lookup(fun) is not None:
        return {}
    parameters = inspect.signature(fun).parameters.values()
    return {p.name: p.default for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY}


def _signature(fun: Callable[..., Any]) -> tuple[str, list[str]]:
    name = getattr(fun, "__name__", None) or type(fun).__name__
    if not name.isidentifier():
        name = "function"
    rule = rules.lookup(fun)
    if rule is not None or isinstance(fun, np.ufunc | types.BuiltinFunctionType):
        if rule is None:
            raise NoRuleError(
                f"s2s cannot differentiate `{name}`",
                note="it has no Python source and no rule",
                hint="give it a rule with `s2s.custom_vjp`",
            )
        optional = {*rule.defaults, "out"}
        given = optional - {*rule.cotangents}
        names = [
            p for p in rule.params if p.lstrip("*") not in (given if p[0] == "*" else optional)
        ]
        if not names:
            raise NoRuleError(
                f"s2s cannot differentiate `{name}`",
                note="its value does not follow small changes of its arguments",
                hint="differentiate a function that calls it and does more",
            )
        return name, names
    if isinstance(fun, functools.partial):
        name = getattr(fun.func, "__name__", "partial")
        name = name if name.isidentifier() else "partial"
    parameters = inspect.signature(fun).parameters.values()
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    names = [p.name for p in parameters if p.kind in kinds]
    rest = [f"*{p.name}" for p in parameters if p.kind is inspect.Parameter.VAR_POSITIONAL]
    return name, names + rest


def _defaults(fun: Callable[..., Any], names: list[str]) -> tuple[Any, ...] | None:
    """The defaults of the last parameters."""
    try:
        parameters = inspect.signature(fun).parameters
    except ValueError:
        return None
    found = [parameters[name].default for name in names if name in parameters]
    kept = [value for value in found if value is not inspect.Parameter.empty]
    return tuple(kept) if kept and found[-len(kept) :] == kept else None
