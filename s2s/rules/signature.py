"""Parameters and defaults of a function, from a text or from the function itself."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

# What NumPy means where a signature says "no value".
_NO_VALUE: dict[str, object] = {"keepdims": False, "where": True, "initial": None}


@dataclass(frozen=True)
class Parameters:
    """Names in call order (a variadic one with its star), keyword-only names, defaults."""

    positional: tuple[str, ...]
    keywords: tuple[str, ...] = ()
    defaults: dict[str, object] = field(default_factory=dict)


def signature(source: str | Callable[..., object]) -> Parameters:
    """The parameters that a text such as ``"a, axis=None, *, dtype=None"`` or a function has.

    Raises:
        ValueError: the function does not tell its signature.

    >>> signature("a, *rest, axis=None")
    Parameters(positional=('a', '*rest'), keywords=('axis',), defaults={'axis': None})
    """
    return _from_text(source) if isinstance(source, str) else _from_function(source)


def _from_text(text: str) -> Parameters:
    tree = ast.parse(f"def f({text}): pass").body[0]
    assert isinstance(tree, ast.FunctionDef)
    args = tree.args
    names = [arg.arg for arg in (*args.posonlyargs, *args.args)]
    defaults: dict[str, object] = {}
    for name, value in zip(names[len(names) - len(args.defaults) :], args.defaults, strict=True):
        defaults[name] = ast.literal_eval(value)
    keywords = tuple(arg.arg for arg in args.kwonlyargs)
    for name, default in zip(keywords, args.kw_defaults, strict=True):
        if default is not None:
            defaults[name] = ast.literal_eval(default)
    if args.vararg:
        names.append("*" + args.vararg.arg)
    return Parameters(tuple(names), keywords, defaults)


def _from_function(function: Callable[..., object]) -> Parameters:
    positional: list[str] = []
    keywords: list[str] = []
    defaults: dict[str, object] = {}
    for param in inspect.signature(function).parameters.values():
        if param.kind is param.VAR_POSITIONAL:
            positional.append("*" + param.name)
        elif param.kind is param.KEYWORD_ONLY:
            keywords.append(param.name)
        elif param.kind is not param.VAR_KEYWORD:
            positional.append(param.name)
        if param.default is not param.empty:
            missing = param.default is getattr(np, "_NoValue", None)
            defaults[param.name] = _NO_VALUE.get(param.name) if missing else param.default
    return Parameters(tuple(positional), tuple(keywords), defaults)
