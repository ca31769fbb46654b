"""What a derivative of a function is, for those who differentiate it again.

The public transforms register themselves here, so that the analysis, which is below them, knows
them when it meets them in the user's code.
"""

from __future__ import annotations

import inspect
import sys
import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

ArgNums = int | str | Sequence[int | str]

TRANSFORMS: dict[Callable[..., Any], str] = {}
"""The public functions that make derivatives, and the mode of each."""


@dataclass(frozen=True)
class How:
    """What derivative of a function is wanted.

    Attributes:
        mode: "grad" or "value_and_grad".
        wrt: the positions of the parameters to differentiate.
        single: whether one gradient is returned as it is; a tuple of gradients otherwise.
        has_aux: whether the function returns ``(value, aux)``.
        forward: whether forward mode computes it.
    """

    mode: str
    wrt: tuple[int, ...]
    single: bool
    has_aux: bool
    forward: bool = False


class Derived:
    """A function that is the derivative of another.

    Attributes:
        root: the function, with Python source.
        how: what derivative of it this is.
    """

    def __init__(self, root: types.FunctionType, how: How) -> None:
        self.root = root
        self.how = how

    @property
    def generated_as_one(self) -> bool:
        """Whether the derivative is one generated function; else it is made of several runs."""
        return self.how.mode in ("grad", "value_and_grad")

    def pushed(self) -> tuple[Callable[..., Any], inspect.Signature]:
        """The function whose columns this derivative of several runs is made of, and its signature.

        Raises:
            TypeError: there is none.
        """
        raise TypeError("it is made of several runs of generated code")

    def turned(self, active: tuple[int, ...], drawn: bool = False) -> Any:
        """The rule by which this gradient is differentiated the other way round, if there is one.

        Args:
            active: the positions of the arguments that vary.
            drawn: whether an argument may be one that a run uses up, as a generator.

        Raises:
            TypeError: there is none.
        """
        raise TypeError("it is not a gradient")

    def by_name(self) -> str | None:
        """The name of the function, where it means the derivative: a decorator made it."""
        name = getattr(self, "__qualname__", "")
        found: Any = sys.modules.get(self.__module__ or "")
        for part in name.split("."):
            found = getattr(found, part, None)
        return name if found is self else None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The derivative at these arguments."""
        raise NotImplementedError


def transform(mode: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers a public function ``fun, argnums, has_aux -> derivative``."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        TRANSFORMS[function] = mode
        return function

    return register


@transform("grad")
def gradient(fun: Callable[..., Any], argnums: ArgNums = 0) -> Any:
    """The public ``grad``, for texts below it that are differentiated with the user's code."""
    return public("grad")(fun, argnums)


@transform("pushforward")
def pushforward(fun: Callable[..., Any], primals: Sequence[Any], tangents: Sequence[Any]) -> Any:
    """The tangent alone, for texts that have no use for the value."""
    return public("jvp")(fun, primals, tangents)[1]


def public(name: str) -> Callable[..., Any]:
    """What a user calls ``s2s.<name>``, for texts that are differentiated with the user's code.

    The package imports its parts when they are asked for, so it may not be there yet.
    """
    found: Callable[..., Any] = getattr(sys.modules["s2s"], name)
    return found


def positions(argnums: ArgNums, names: list[str]) -> tuple[int, ...]:
    """The positions that ``argnums`` means.

    Raises:
        TypeError: an entry is neither an integer nor a name.
        ValueError: there is no such parameter, or one is named twice.
    """
    found = []
    if not isinstance(argnums, int | str) and not isinstance(argnums, Iterable):
        raise TypeError(f"argnums takes integers and parameter names, not {argnums!r}")
    for entry in (argnums,) if isinstance(argnums, int | str) else tuple(argnums):
        if isinstance(entry, bool) or not isinstance(entry, int | str):
            raise TypeError(f"argnums takes integers and parameter names, not {entry!r}")
        if isinstance(entry, str):
            if entry not in names:
                raise ValueError(
                    f"argnums: there is no parameter {entry!r}; the parameters are {', '.join(names)}"
                )
            found.append(names.index(entry))
        elif -len(names) <= entry < len(names):
            found.append(entry % len(names))
        else:
            raise ValueError(
                f"argnums: there is no parameter {entry}; the function has {len(names)}"
            )
    if not found or len(set(found)) != len(found):
        raise ValueError(f"argnums must name at least one parameter, and none twice: {argnums!r}")
    return tuple(found)
