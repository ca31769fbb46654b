"""What derivative is asked for, and what is made of it: the two ends of the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from s2s import optimise
from s2s.errors import Place

Mode = Literal["grad", "value_and_grad", "vjp", "jvp", "jvps", "pushforward"]


@dataclass(frozen=True)
class Request:
    """What derivative is wanted.

    Attributes:
        fun: the user's function.
        arguments: example values, one for each parameter in the order of the signature.
        wrt: the indices of the parameters to differentiate.
        mode: gradient, value and gradient, a forward and reverse pair, value and tangent, value
            and several tangents at once, where that can be done, or the tangent alone.
        has_aux: whether the function returns ``(y, aux)``.
        standalone: whether the text may import NumPy and the standard library only.
        passes: the optimiser's passes to run.
    """

    fun: Callable[..., object]
    arguments: tuple[object, ...]
    wrt: tuple[int, ...]
    mode: Mode = "grad"
    has_aux: bool = False
    standalone: bool = False
    passes: frozenset[str] = optimise.PASSES


@dataclass(frozen=True)
class Binding:
    """A name of the generated module and how the live object that it stands for is reached."""

    name: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class Generated:
    """A derivative as text, and what the loader must know."""

    text: str
    entry: str
    reverse_entry: str | None
    bindings: tuple[Binding, ...]
    functions: tuple[Callable[..., object], ...]
    places: tuple[Place | None, ...] = ()  # of each line of the text, in the user's
    objects: dict[str, object] = field(default_factory=dict, compare=False)
    several: int = 0  # from how many directions on it serves, where it takes several tangents
