"""Statements that may raise an exception which the program handles."""

from __future__ import annotations

from typing import Any


class Attempt:
    """``with Attempt(ValueError) as tried:`` ends at such an exception, and says so afterwards.

    Attributes:
        done: whether the statements ran to their end.
        error: the exception that ended them, if it is one of those that are handled.
        parts: whether the statements may be done in part: then nothing is handled.
        deriving: set around what computes derivatives, whose exceptions are no business of the
            program's handlers.

    >>> with Attempt(ZeroDivisionError) as tried:
    ...     exec("1 / 0", {})  # in code that is not ours
    >>> tried.done, tried.error
    (False, ZeroDivisionError('division by zero'))
    """

    def __init__(self, *errors: Any, parts: bool = False) -> None:
        self.errors = errors
        self.parts = parts
        self.done = False
        self.error: BaseException | None = None
        self.deriving = False

    def __enter__(self) -> Any:
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        if error is None:
            self.done = True
            return False
        while trace.tb_next is not None:
            trace = trace.tb_next
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        # What stands for an object of Python's raises what that would raise.
        own = ("iterating", "queues", "default_dicts", "number_items", "unassigned")
        inside = module.startswith("s2s.") and module.rpartition(".")[2] not in own
        if self.parts and isinstance(error, self.errors):
            error.add_note(
                "s2s: the program handles this exception, but it may have ended a function between"
                " two writes, so that no derivative is known. Move what cannot raise out of the"
                " `try` statement."
            )
            error.of_a_derivative = error.in_part = True
        if self.deriving or getattr(error, "of_a_derivative", False):
            error.of_a_derivative = True  # for the attempts around this one
            return False
        if inside or not isinstance(error, self.errors):
            return False
        self.error = error
        return True
