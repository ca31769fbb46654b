"""Exceptions that are raised while generated code runs: they point at the user's own line."""

from __future__ import annotations

import os
import types
from typing import Any

import numpy as np

from s2s import rules, runtime
from s2s.api.build import Built
from s2s.api.places import users_line
from s2s.errors import (
    KindError,
    MutationError,
    NoRuleError,
    S2SError,
    UnsupportedError,
)
from s2s.runtime.refused import Refused, Shared

_OURS = (os.path.dirname(runtime.__file__), os.path.dirname(rules.__file__))

_FACTORISING = ("s2s.runtime.matrices", "s2s.runtime.decompositions", "s2s.runtime.scipy_factors")


def called(built: Built, root: types.FunctionType, *args: Any) -> Any:
    """What generated code returns; an exception names the user's line."""
    try:
        return built.call(*args)
    except Exception as error:
        point_at_source(error, built, root)
        raise


def pulled_back(built: Built, root: types.FunctionType, saved: Any, seed: Any) -> Any:
    """The cotangents of the arguments; an exception names the user's line."""
    assert built.reverse is not None
    try:
        return built.reverse(saved, seed)
    except Exception as error:
        point_at_source(error, built, root)
        raise


def point_at_source(error: Exception, built: Built, root: types.FunctionType) -> None:
    """Adds to an exception which line of the user's code the generated line comes from.

    Raises:
        S2SError: the exception is none of the program's: it says that the derivative is not known.
    """
    module, lines = _lines(error, built, root)
    for line in lines:
        note = f"in the derivative of {line}"
        if note not in getattr(error, "__notes__", ()):
            error.add_note(note)
    if type(error) is np.linalg.LinAlgError and _in_formula(error):
        error.add_note(
            "the value is known at this matrix, which is singular, but no derivative: keep away from it, "
            "for instance by adding a small multiple of the identity"
        )
    found = _refusal(error, f"{module} {lines[-1] if lines else ''}")
    if found is not None:
        found.locate(users_line(lines, root))
        raise found from error


def _in_formula(error: Exception) -> bool:
    """Whether an exception was raised by a formula for a derivative, not by the program."""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__", "") in _FACTORISING:
            return True
        trace = trace.tb_next
    return False


def _lines(error: Exception, built: Built, root: types.FunctionType) -> tuple[str, list[str]]:
    """The module in which an exception was raised, and the lines that led there."""
    trace = error.__traceback__
    module = ""
    found: list[str] = []
    lines = built.stored.generated.lines
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == built.stored.filename:
            where = lines[trace.tb_lineno - 1] if 0 < trace.tb_lineno <= len(lines) else ""
            where = root.__code__.co_filename + where if where.startswith(":") else where
            if where and where not in found:
                found.append(where)
        module = trace.tb_frame.f_globals.get("__name__", "")
        trace = trace.tb_next
    return module, found


def _refusal(error: Exception, origin: str) -> S2SError | None:
    """What an exception is that says that no derivative is known; None for one of the program's."""
    if getattr(error, "in_part", False):
        return UnsupportedError(
            f"s2s does not know the derivative where this {type(error).__name__} is handled",
            note="it ended a function between two writes",
            hint="move what cannot raise out of the `try` statement, or raise before the first write",
        )
    if isinstance(error, Refused):
        reason, hint = error.args
        kind = MutationError if isinstance(error, Shared) else KindError
        return kind(reason, note="this only showed when the program ran", hint=hint)
    ours = origin.startswith("s2s.runtime.") or any(f" {folder}" in origin for folder in _OURS)
    if type(error) is NotImplementedError and (ours or str(error).startswith("s2s ")):
        return NoRuleError(
            str(error),
            note="what was asked for only showed when the program ran",
            hint="call it in another way, or give it a rule with `s2s.custom_vjp`",
        )
    return None
