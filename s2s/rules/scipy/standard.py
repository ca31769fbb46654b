"""What is known of the standard form of a continuous distribution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Shape:
    """A shape parameter: derivatives of log-density and distribution function, and where tried."""

    density: str
    distribution: str | None
    domain: tuple[float, float]


@dataclass(frozen=True)
class Standard:
    """The standard form of a distribution.

    Attributes:
        score: the derivative of the log-density by ``z``.
        shapes: the shape parameters, in the order of the call.
        support: where the density is positive; None for everywhere.
        inside: a point of the support.
        x: where tests try it.
        loc: where tests try the location.
        product: ``z`` times the score, where the score is infinite at an end.
        low: the power of the distance to the lower end that the density goes with there, and the
            slope of the density at the end where that power is 1.
        high: the same at the upper end.
        hazard: the density over what is left of 1, where the difference of their logarithms loses digits
            far out; the standard form is symmetric, if ``reverse`` is not given too.
        reverse: the density over the distribution function, likewise.
    """

    score: str
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    support: tuple[str, str] | None = None
    inside: str = "1.0"
    x: tuple[float, float] = (-2.0, 2.0)
    loc: tuple[float, float] = (-0.3, 0.3)
    product: str = ""
    low: tuple[str, str] = ("0.0", "0.0")
    high: tuple[str, str] = ("0.0", "0.0")
    hazard: str = ""
    reverse: str = ""
