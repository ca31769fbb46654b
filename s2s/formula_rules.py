"""Rules of the user's own, given as formulas: they become Python functions with source."""

from __future__ import annotations

import ast
import builtins
import inspect
import math
import types
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from s2s import runtime
from s2s.written import written

_OFFERED: dict[str, object] = {"np": np, "math": math, "rt": runtime}


def parameters(fun: Callable[..., Any], formulas: Mapping[str, str], word: str) -> list[str]:
    """The parameters of a function; where it has no signature, the names of the formulas.

    Raises:
        TypeError: there is a formula for what is no parameter, or ``*args`` are taken.
    """
    if not formulas:
        raise TypeError(f"{word} takes functions, or a formula for at least one parameter")
    try:
        signature = inspect.signature(fun)
    except (TypeError, ValueError):
        return list(formulas)
    names = list(signature.parameters)
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    if any(p.kind not in kinds for p in signature.parameters.values()):
        raise TypeError(f"{word}: formulas are for functions of positional parameters only")
    for name in formulas:
        if name not in names:
            raise TypeError(
                f"{word}: there is no parameter {name!r}; the parameters are {', '.join(names)}"
            )
    return names


class Formulas:
    """Makes the functions of one rule.

    Args:
        rule: the function as it is called, with its rule.
        fun: the function itself: what its module calls functions and modules, formulas may use.
        names: its parameters.
        word: the method that was called, for errors.
    """

    def __init__(
        self, rule: Callable[..., Any], fun: Callable[..., Any], names: Sequence[str], word: str
    ) -> None:
        self.rule = rule
        self.names = list(names)
        self.word = word
        self.around = {**getattr(fun, "__globals__", {}), **_closed_over(fun)}
        self.title = getattr(fun, "__name__", "function")
        self.scope: dict[str, object] = {"rule": rule, "rt": runtime}

    def forward(self) -> Callable[..., tuple[Any, Any]]:
        """``fwd(*args) -> (value, residuals)``."""
        given = ", ".join(self.names)
        return self._function("fwd", given, [f"ans = rule({given})", f"return ans, ({given}, ans)"])

    def backward(self, formulas: Mapping[str, str]) -> Callable[..., tuple[Any, ...]]:
        """``bwd(residuals, ct)`` from formulas of ``ct``."""
        found = [
            self._checked(name, formulas[name], "ct") if name in formulas else "None"
            for name in self.names
        ]
        lines = [f"{', '.join(self.names)}, ans = residuals", f"return ({', '.join(found)},)"]
        return self._function("bwd", "residuals, ct", lines)

    def pushforward(self, formulas: Mapping[str, str]) -> Callable[..., tuple[Any, Any]]:
        """``jvp(primals, tangents)`` from formulas of ``dot``."""
        lines = self._unpacked()
        parts = []
        for name, formula in formulas.items():
            lines += [f"dot = {name}_dot", f"{name}_part = {self._checked(name, formula, 'dot')}"]
            parts.append(f"{name}_part")
        total = parts[0]
        for part in parts[1:]:
            total = f"rt.add({total}, {part})"
        return self._function("jvp", "primals, tangents", [*lines, f"return ans, {total}"])

    def slopes(
        self, partials: Mapping[str, str]
    ) -> tuple[Callable[..., tuple[Any, ...]], Callable[..., tuple[Any, Any]]]:
        """``bwd`` and ``jvp`` of a function that maps elements, from its partial derivatives."""
        checked = {name: self._checked(name, text, "") for name, text in partials.items()}
        back = [
            f"rt.unbroadcast(ct * ({checked[name]}), {name})" if name in checked else "None"
            for name in self.names
        ]
        lines = [f"{', '.join(self.names)}, ans = residuals", f"return ({', '.join(back)},)"]
        backward = self._function("bwd", "residuals, ct", lines)
        total = " + ".join(f"{name}_dot * ({text})" for name, text in checked.items())
        ahead = [*self._unpacked(), f"return ans, rt.expand({total}, ans)"]
        return backward, self._function("jvp", "primals, tangents", ahead)

    def _unpacked(self) -> list[str]:
        given = ", ".join(self.names)
        dots = ", ".join(f"{name}_dot" for name in self.names)
        return [f"{given}, = primals", f"{dots}, = tangents", f"ans = rule({given})"]

    def _checked(self, name: str, formula: str, seed: str) -> str:
        """The formula, if it is an expression of names that it may read.

        Raises:
            TypeError, ValueError: it is not.
        """
        if not isinstance(formula, str):
            raise TypeError(
                f"{self.word}: the formula for `{name}` is a {type(formula).__name__}, not a string"
            )
        try:
            tree = ast.parse(formula.strip(), mode="eval")
        except SyntaxError as error:
            raise ValueError(
                f"{self.word}: the formula for `{name}` is no expression: {formula!r}"
            ) from error
        own = {*self.names, "ans", *([seed] if seed else [])}
        bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and _is_bound(n)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id not in own | bound:
                self._offer(name, node.id, sorted(own))
        return f"({formula.strip()})"

    def _offer(self, name: str, read: str, own: list[str]) -> None:
        value = self.around.get(read, _OFFERED.get(read))
        if callable(value) or isinstance(value, types.ModuleType):
            self.scope[read] = value
        elif not hasattr(builtins, read):
            raise ValueError(
                f"{self.word}: the formula for `{name}` reads `{read}`; it may read "
                f"{', '.join(own)}, modules and functions"
            )

    def _function(self, word: str, params: str, lines: Sequence[str]) -> Callable[..., Any]:
        title = self.title if self.title.isidentifier() else "function"
        body = "".join(f"    {line}\n" for line in lines)
        text = f"def {title}_{word}({params}):\n{body}"
        filename = f"<s2s rule of {title}: {word} {zlib.crc32(text.encode()):08x}>"
        scope = {**self.scope, "__name__": "s2s_rules"}
        return written(text, f"{title}_{word}", filename, scope)


def _is_bound(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _closed_over(fun: object) -> Mapping[str, object]:
    """What a function has closed over; nothing where some of it has no value yet."""
    try:
        return inspect.getclosurevars(fun).nonlocals  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return {}
