"""What becomes of the text of a program: right, wrong, refused, or nothing that can be compared."""

from __future__ import annotations

import copy
import enum
import linecache
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

import s2s
from s2s.testing.directional_derivative import directional_derivative
from s2s.testing.mirrors import mirrors
from s2s.testing.probe import direction, pairing, step_along
from s2s.testing.same import same

PLACES = "<random program", "in_place_helpers.py"
NOT_A_PROGRAM = (ArithmeticError, NameError, AttributeError, ValueError, LookupError, TypeError)


class Kind(enum.Enum):
    """The outcomes."""

    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"
    INCOMPARABLE = "incomparable"


class Outcome(NamedTuple):
    """A kind and what was found."""

    kind: Kind
    found: str = ""


def made(text: str, filename: str) -> Callable[..., Any]:
    """The function `f` of a module with this text, which s2s can read back."""
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    scope: dict[str, Any] = {"__name__": filename.strip("<>").replace(" ", "_")}
    exec(compile(text, filename, "exec", dont_inherit=True), scope)
    return scope["f"]


def arguments(seed: int) -> tuple[Any, ...]:
    """What a random program is called with: no number that the programs compare or clip with."""
    rng = np.random.default_rng(seed)
    return 0.7013, -0.4029, rng.normal(size=3), rng.normal(size=3), rng.normal(size=(2, 3))


def outcome(text: str, seed: int) -> Outcome:
    """Differentiate a program and compare with finite differences along two directions."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        f = made(text, f"<random program {seed}>")
        args = arguments(seed)
        try:
            with np.errstate(over="raise"):  # beyond the largest number there is no derivative
                expected = f(*copy.deepcopy(args))
        except NOT_A_PROGRAM as error:
            return Outcome(Kind.INCOMPARABLE, repr(error))
        if not isinstance(expected, float) or not np.isfinite(expected) or abs(expected) > 1e5:
            return Outcome(Kind.INCOMPARABLE, f"the value is {expected}")
        return _differentiated(f, args, expected, seed)


def _differentiated(
    f: Callable[..., Any], args: tuple[Any, ...], expected: Any, seed: int
) -> Outcome:
    before = copy.deepcopy(args)
    derivative = s2s.value_and_grad(f, argnums=tuple(range(len(args))))
    try:
        value, gradient = derivative(*args)
        gradient = copy.deepcopy(gradient)
        _, again = derivative(*args)
        chosen, alone = _alone(f, args, gradient, seed)
    except s2s.S2SError as error:
        located = any(name in str(error) for name in PLACES)
        return Outcome(Kind.REFUSED if located else Kind.WRONG, str(error))
    except Exception as error:  # whatever the generated code raises is a defect
        return Outcome(Kind.WRONG, f"raised {error!r}")
    defect = (
        same(expected, value, "value")
        or same(before, args, "args")
        or mirrors(args, gradient, "gradient")
        or same(gradient, again, "second gradient")
    )
    if defect is None and not np.allclose(
        alone, gradient[chosen], rtol=1e-8, atol=1e-10, equal_nan=True
    ):
        defect = f"argument {chosen} alone: {alone!r}, with the others {gradient[chosen]!r}"
    return Outcome(Kind.WRONG, defect) if defect else _compared(f, args, gradient, seed)


def _alone(
    f: Callable[..., Any], args: tuple[Any, ...], gradient: tuple[Any, ...], seed: int
) -> tuple[int, Any]:
    """A position, and the gradient by that argument alone: of one program in 16, for the time."""
    chosen = seed % len(args)
    if seed % 16:
        return chosen, gradient[chosen]
    return chosen, s2s.grad(f, argnums=chosen)(*args)


def _compared(
    f: Callable[..., Any], args: tuple[Any, ...], gradient: tuple[Any, ...], seed: int
) -> Outcome:
    rng = np.random.default_rng(seed + 1)
    for _ in range(2):
        along = direction(args, rng)
        # Program errors away from the point count as "not smooth".
        try:
            slope, error = directional_derivative(
                lambda h, along=along: f(*step_along(copy.deepcopy(args), along, h))
            )
        except NOT_A_PROGRAM:
            return Outcome(Kind.INCOMPARABLE, "fails next to the point")
        found = pairing(gradient, along)
        if not error <= 1e-5 * (1.0 + abs(slope)):
            return Outcome(Kind.INCOMPARABLE, "a kink is near")
        if not abs(found - slope) <= 1e-5 * (1.0 + abs(slope)) + 20.0 * error:
            return Outcome(Kind.WRONG, f"{found!r}, finite differences {slope!r} +- {error:.1e}")
    return Outcome(Kind.RIGHT)
