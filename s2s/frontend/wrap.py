"""Callables that are not plain functions, as plain functions: ``np.sin``, bound methods, partials."""

from __future__ import annotations

import functools
import inspect
import itertools
import types
from collections.abc import Callable
from typing import Any, TypeGuard

import numpy as np

from s2s import rules
from s2s.errors import NoRuleError
from s2s.origin import is_library
from s2s.rules.rule import Rule
from s2s.written import free, written


def wrap(fun: Callable[..., Any]) -> types.FunctionType:
    """A Python function with source that calls ``fun`` with the same arguments.

    Plain functions are returned as they are, but for functions of a library that have a rule.

    Raises:
        NoRuleError: ``fun`` has neither Python source nor a rule.
    """
    if is_plain(fun):
        return fun
    name, names = _signature(fun)
    only = _keyword_only(fun)
    star = ["*"] if only and not any(one.startswith("*") for one in names) else []
    taken = ", ".join([*names, *star, *only])
    call = ", ".join([*names, *(f"{one}={one}" for one in only)])
    callee = free("fun", {name, *only, *(one.lstrip("*") for one in names)})
    owner = getattr(fun, "__self__", None)
    held: object = fun
    called = callee
    if (
        rules.twin_of(type(owner)) is not None or rules.frozen(owner) is not None
    ):  # its methods are known by the object's class
        held, called = owner, f"{callee}.{name}"
    text = f"def {name}({taken}):\n    return {called}({call})\n"
    filename = f"<s2s wrapper of {name}({call})>"
    scope: dict[str, Any] = {callee: held, "__name__": "s2s_wrapper"}
    made = written(text, name, filename, scope)
    made.__defaults__ = _defaults(fun, names)
    made.__kwdefaults__ = {one: value for one, value in only.items() if value is not _NONE}
    return made


def is_plain(fun: object) -> TypeGuard[types.FunctionType]:
    """Whether a function is read as it is: a Python function that no rule of ours is about.

    >>> is_plain(wrap), is_plain(np.sin)
    (True, False)
    """
    if not isinstance(fun, types.FunctionType):
        return False
    return not is_library(fun.__module__) or rules.lookup(fun) is None


_NONE = inspect.Parameter.empty


def _keyword_only(fun: Callable[..., Any]) -> dict[str, Any]:
    """The keyword-only parameters of a callable object, and their defaults."""
    rule = rules.lookup(fun)
    if rule is not None:
        offered = _of_rule(fun, rule)
        return {name: rule.defaults[name] for name in offered[len(_leading(offered, rule)) :]}
    if isinstance(fun, np.ufunc | types.BuiltinFunctionType | functools.partial):
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
        names = _leading(_of_rule(fun, rule), rule)
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


def _of_rule(fun: Callable[..., Any], rule: Rule) -> list[str]:
    """The parameters that are offered of a function with a rule."""
    optional = {*rule.defaults, "out"}
    given = optional - {*rule.cotangents}
    if not isinstance(fun, np.ufunc):
        optional -= {name for name in rule.defaults if _can_be_given(fun, rule, name)}
    return [p for p in rule.params if p.lstrip("*") not in (given if p[0] == "*" else optional)]


def _leading(offered: list[str], rule: Rule) -> list[str]:
    """Those of the parameters offered that take the same places in a call of the function."""
    places = zip(offered, rule.params, strict=False)
    return [name for name, _ in itertools.takewhile(lambda pair: pair[0] == pair[1], places)]


def _can_be_given(fun: Callable[..., Any], rule: Rule, name: str) -> bool:
    """Whether to give a parameter its default is the same as to leave it out."""
    default = rule.defaults[name]
    if name in rule.unsupported or name in _STORAGE or not isinstance(default, _PLAIN):
        return False
    try:
        own = inspect.signature(fun).parameters.get(name)
    except ValueError:  # a function in C that does not say
        return False
    return own is None or name in _SAID or own.default is default or own.default == default


# Where a result is kept and of what type it is: nothing that a derivative is asked for with.
_STORAGE = frozenset({"out", "dtype", "like", "device", "casting", "order", "subok", "copy"})
# What says the same as the "no value" that NumPy's signatures show.
_SAID = frozenset({"keepdims", "a_min", "a_max"})
_PLAIN = (int, float, str, types.NoneType)


def _defaults(fun: Callable[..., Any], names: list[str]) -> tuple[Any, ...] | None:
    """The defaults of the last parameters."""
    rule = rules.lookup(fun)
    if rule is not None:
        return tuple(rule.defaults[name] for name in names if name in rule.defaults) or None
    try:
        parameters = inspect.signature(fun).parameters
    except ValueError:
        return None
    found = [parameters[name].default for name in names if name in parameters]
    kept = [value for value in found if value is not inspect.Parameter.empty]
    return tuple(kept) if kept and found[-len(kept) :] == kept else None
