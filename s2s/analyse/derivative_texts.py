"""What derivative of several runs is asked for, and the texts that it has in all its parts."""

from __future__ import annotations

import functools
import hashlib
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from s2s.derived import How, public
from s2s.written import free, written

_WORDS = ("fun", "grad", "jvp", "np", "unit", "part", "column", "columns")


@dataclass(frozen=True)
class Asked:
    """A derivative of several runs.

    Attributes:
        how: its mode, and by which parameters it is.
        placed: the parameters of the function, in order.
        named: those that are given by keyword only.
        fun: the function; None where it is the first argument.
        of_gradient: whether it is the gradient of the function that is pushed.
    """

    how: How
    placed: tuple[str, ...]
    named: tuple[str, ...]
    fun: Callable[..., Any] | None
    of_gradient: bool

    @functools.cached_property
    def own(self) -> dict[str, str]:
        """Names of the text that are none of the parameters'."""
        return {word: free(word, self.names) for word in _WORDS}

    @property
    def names(self) -> tuple[str, ...]:
        """All parameters."""
        return (*self.placed, *self.named)

    @property
    def chosen(self) -> list[str]:
        """The parameters by which it is."""
        return [self.names[i] for i in self.how.wrt]

    def numbered(self, word: str, i: int) -> str:
        """The name of the text with a number."""
        return free(f"{word}_{i}", self.names) if i else self.own[word]

    def head(self, name: str, more: tuple[str, ...] = ()) -> str:
        """The line that begins a function of these parameters; ``more`` follow the first one."""
        first = (self.own["fun"],) if self.fun is None else ()
        star = ("*", *self.named) if self.named else ()
        return (
            f"def {name}({', '.join([*first, *self.placed[:1], *more, *self.placed[1:], *star])}):"
        )

    def call(self, fun: str, changed: dict[str, str] | None = None) -> str:
        """The call of a function with these parameters, some of them replaced."""
        new = {name: name for name in self.names} | (changed or {})
        words = [f"{name}={new[name]}" for name in self.named]
        return f"{fun}({', '.join([*(new[name] for name in self.placed), *words])})"

    def passed(self, fun: str) -> str:
        """The call of another function of this text."""
        first = f"{self.own['fun']}, " if self.fun is None else ""
        return self.call(fun).replace("(", f"({first}", 1)

    def pushed(self, changed: dict[str, str] | None = None) -> str:
        """The text of what is pushed forward."""
        fun = self.own["fun"]
        if self.of_gradient:
            wrt = self.how.wrt[0] if self.how.single else self.how.wrt
            aux = ", has_aux=True" if self.how.has_aux else ""
            fun = f"{self.own['grad']}({fun}, {wrt}{aux})"
        return self.call(fun, changed) + ("[0]" if self.how.has_aux else "")

    def along(self, x: str, unit: str, part: str, changed: dict[str, str] | None = None) -> str:
        """The derivative of what is pushed along one direction of ``x``, as which ``part`` stands."""
        return f"{self.own['jvp']}(lambda {part}: {self.pushed(changed)}, ({x},), ({unit},))[1]"

    def maker(self, cls: type, scope: dict[str, Any]) -> str:
        """The name of a class in a text, of which ``scope`` says what names mean."""
        if cls in (tuple, list, dict):
            return cls.__name__
        found = (name for name, value in scope.items() if value is cls)
        name = next(found, free(f"make_{len(scope)}", self.names))
        scope[name] = cls
        return name

    def made(self, name: str, lines: list[str], scope: dict[str, Any]) -> types.FunctionType:
        """The function that a text defines."""
        scope |= {self.own["np"]: np, "__name__": "s2s_expanded"}
        scope |= {self.own[kind]: public(kind) for kind in ("grad", "jvp")}
        if self.fun is not None:
            scope[self.own["fun"]] = self.fun
        text = "\n".join(lines) + "\n"
        # Functions of the same parameters have other texts: each is known by its own.
        digest = hashlib.sha256(text.encode()).hexdigest()[:12]
        return written(text, name, f"<s2s {name}({', '.join(self.names)}) {digest}>", scope)
