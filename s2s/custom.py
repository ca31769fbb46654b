"""Functions whose pullback the user writes: ``custom_vjp``."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any


class CustomVjp:
    """A function that is called as it is, and differentiated by a rule of the user's own.

    Attributes:
        fun: the primal function.
        fwd: ``fwd(*args) -> (value, residuals)``, or ``None`` until ``defvjp`` was called.
        bwd: ``bwd(residuals, ct) -> tuple`` of one cotangent for each argument.
    """

    fun: Callable[..., Any]
    fwd: Callable[..., tuple[Any, Any]] | None
    bwd: Callable[[Any, Any], tuple[Any, ...]] | None

    def __init__(self, fun: Callable[..., Any]) -> None:
        functools.update_wrapper(self, fun)
        self.fun = fun
        self.fwd = None
        self.bwd = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the primal function."""
        return self.fun(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<custom_vjp {getattr(self.fun, '__qualname__', self.fun)!s}>"

    def __reduce__(self) -> str | tuple[Any, ...]:
        name = getattr(self, "__qualname__", None)
        if name is not None and "<locals>" not in name:
            return str(name)  # pickled by reference, as functions are
        return (_rebuild, (self.fun, self.fwd, self.bwd))

    def defvjp(
        self,
        fwd: Callable[..., tuple[Any, Any]],
        bwd: Callable[[Any, Any], tuple[Any, ...]],
    ) -> None:
        """Give the rule.

        Args:
            fwd: takes the arguments of the function; returns ``(value, residuals)``.
            bwd: takes ``(residuals, ct)``, where ``ct`` is the cotangent of the value; returns a
                tuple with one cotangent for each argument, ``None`` for those without one.

        Raises:
            TypeError: ``fwd`` or ``bwd`` is not callable.
        """
        for name, function in (("fwd", fwd), ("bwd", bwd)):
            if not callable(function):
                raise TypeError(f"defvjp: {name} is a {type(function).__name__}, not a function")
        self.fwd = fwd
        self.bwd = bwd


def _rebuild(fun: Any, fwd: Any, bwd: Any) -> CustomVjp:
    made = CustomVjp(fun)
    made.fwd, made.bwd = fwd, bwd
    return made


def custom_vjp(fun: Callable[..., Any]) -> CustomVjp:
    """Decorate a function that gets a reverse-mode rule of its own.

    >>> @custom_vjp
    ... def clipped(x):
    ...     return min(x, 1.0)
    >>> clipped.defvjp(lambda x: (clipped(x), None), lambda residuals, ct: (ct,))
    >>> clipped(3.0)
    1.0
    """
    if not callable(fun):
        raise TypeError(f"custom_vjp takes a function, not a {type(fun).__name__}")
    return CustomVjp(fun)
