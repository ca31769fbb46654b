"""A sampled call as a small program, so that a rule is tried through `s2s.grad` as users do."""

from __future__ import annotations

import linecache
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from s2s import rules
from s2s.rules import Rule
from tests.rules.checker import Call, is_active

_MODULES = {"numpy": "np", "math": "math", "cmath": "cmath", "operator": "operator", "s2s": "s2s"}


def program(
    rule: Rule, sample: Call, result: str = "{}"
) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """A function that makes the call, and its arguments: all that varies is a parameter of it.

    It returns ``result``, the text of an expression of what the call gives.
    """
    writer = _Writer()
    bound = rules.bind(rule, [*range(len(sample.args))], {})
    whole = rule.source_function is not None
    active = {*rule.active, *bound, *sample.kwargs} if whole else {*rule.active}
    active -= rule.zeros
    place = {}
    for name, found in bound.items():
        for position in found if isinstance(found, tuple) else (found,):
            place[position] = name
    args = [writer.expression(v, place[i] in active) for i, v in enumerate(sample.args)]
    words = [f"{name}={writer.expression(v, name in active)}" for name, v in sample.kwargs.items()]
    text = (
        f"import cmath\nimport functools\nimport math\nimport operator\nimport numpy as np\nimport scipy\nimport s2s.runtime\n\n\n"
        f"def program({', '.join(writer.names)}):\n"
        f"    y = {_call(rule.name, args, words)}\n    return {result.format('y')}\n"
    )
    file = f"<sample of {rule.name}: {', '.join([*args, *words])}, {result}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    space: dict[str, Any] = {**writer.held, "__name__": "sampled"}
    exec(compile(text, file, "exec"), space)
    return space["program"], tuple(writer.values)


class _Writer:
    """Writes values as expressions; what has no literal becomes a parameter or a global."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.values: list[Any] = []
        self.held: dict[str, Any] = {}

    def expression(self, value: Any, varies: bool) -> str:
        """The text that stands for a value."""
        if isinstance(value, list | tuple) and is_active(value) and varies:
            inner = ", ".join(self.expression(item, varies) for item in value)
            return (
                f"[{inner}]" if isinstance(value, list) else f"({inner}{',' * (len(value) == 1)})"
            )
        if is_active(value) and varies:
            name = f"x{len(self.names)}"
            self.names.append(name)
            self.values.append(value)
            return name
        if _has_literal(value):
            return repr(value)
        name = f"held_{len(self.held)}"
        self.held[name] = value
        return name


def _has_literal(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(_has_literal(item) for item in value)
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return value is None or type(value) in (int, bool, str, float, type(...))


def _call(name: str, args: list[str], words: list[str]) -> str:
    module, _, rest = name.partition(".")
    if module in ("builtins",):
        return f"{rest}({', '.join([*args, *words])})"
    if name.startswith("numpy.ndarray."):
        attribute = name.rpartition(".")[2]
        if not callable(getattr(np.ndarray, attribute)):
            return f"{args[0]}.{attribute}"
        return f"{args[0]}.{attribute}({', '.join([*args[1:], *words])})"
    return f"{_MODULES.get(module, module)}.{rest}({', '.join([*args, *words])})"
