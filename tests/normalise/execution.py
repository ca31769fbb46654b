"""Runs a function as it is and in normal form, and compares what can be observed."""

from __future__ import annotations

import ast
import copy
import inspect
import operator
import textwrap
import warnings
from collections.abc import Callable
from typing import Any

import gast

from s2s import runtime
from s2s.normalise import Normal, normalise, verify

Trace = list[object]


def parsed(fun: Callable[..., Any]) -> gast.FunctionDef:
    """The tree of a function in a file."""
    node = gast.parse(textwrap.dedent(inspect.getsource(fun))).body[0]
    assert isinstance(node, gast.FunctionDef)
    return node


def normal(node: gast.FunctionDef) -> Normal:
    """The normal form, verified; nested functions are normalised on their own as well."""
    result = normalise(node)
    verify(result.node)
    for child in gast.walk(result.node):
        if isinstance(child, gast.FunctionDef) and child is not result.node:
            verify(normalise(child).node)
    return result


def compiled(node: gast.FunctionDef, env: dict[str, Any]) -> Callable[..., Any]:
    """The function that a tree means, with the given globals."""
    module = gast.gast_to_ast(gast.Module(body=[node], type_ignores=[]))
    ast.fix_missing_locations(module)
    env = {"operator": operator, "rt": runtime, **env}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        exec(compile(module, "<normal>", "exec"), env)  # noqa: S102
    made: Callable[..., Any] = env[node.name]
    return made


def outcome(fun: Callable[..., Any], args: tuple[object, ...], trace: Trace) -> tuple[object, ...]:
    """The result or exception, the arguments afterwards, and the effects in order."""
    trace.clear()
    args = copy.deepcopy(args)
    try:
        result = ("returned", repr(fun(*args)))
    except NameError:
        result = ("raised", "NameError")
    except Exception as error:  # noqa: BLE001
        result = ("raised", f"{type(error).__name__}: {error}")
    return (*result, repr(args), list(trace))


def compare(fun: Callable[..., Any], inputs: list[tuple[object, ...]], trace: Trace) -> None:
    """Asserts that the function and its normal form cannot be told apart."""
    made = compiled(normal(parsed(fun)).node, fun.__globals__)
    for args in inputs:
        assert outcome(made, args, trace) == outcome(fun, args, trace), args
