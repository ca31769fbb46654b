"""Rules of the user's own for functions that are called as they are: a library's, or C code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from s2s import rules
from s2s.custom import CustomVjp, give


def defvjp(
    fun: Callable[..., Any],
    fwd: Callable[..., tuple[Any, Any]] | None = None,
    bwd: Callable[[Any, Any], tuple[Any, ...]] | None = None,
    /,
    **formulas: str,
) -> None:
    """Give a function a rule for reverse mode wherever it is called, without decorating it.

    Args:
        fun: the function: of a library, of a C extension, or with source that the rule replaces.
        fwd, bwd, formulas: see `CustomVjp.defvjp`.

    Raises:
        TypeError, ValueError: ``fun`` is no function, s2s has a rule for it, or the rule does not fit.
    """
    _of(fun, "defvjp").defvjp(fwd, bwd, **formulas)


def defjvp(
    fun: Callable[..., Any],
    jvp: Callable[[tuple[Any, ...], tuple[Any, ...]], tuple[Any, Any]] | None = None,
    /,
    **formulas: str,
) -> None:
    """Give a function a rule for forward mode wherever it is called; see `CustomVjp.defjvp`."""
    _of(fun, "defjvp").defjvp(jvp, **formulas)


def defpartials(fun: Callable[..., Any], /, **formulas: str) -> None:
    """Give a function that maps arrays element by element its partial derivatives.

    Both modes follow; see `CustomVjp.defpartials`.
    """
    _of(fun, "defpartials").defpartials(**formulas)


def _of(fun: Callable[..., Any], word: str) -> CustomVjp:
    """The rule of a function, which is still to be given."""
    if isinstance(fun, CustomVjp):
        return fun
    if not callable(fun) or isinstance(fun, type):
        raise TypeError(f"{word} takes a function, not a {type(fun).__name__}")
    if rules.lookup(fun) is not None:
        raise TypeError(f"{word}: s2s has a rule for `{getattr(fun, '__name__', fun)}` already")
    return give(fun)
