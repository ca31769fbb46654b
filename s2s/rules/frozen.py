"""SciPy's frozen distributions, made anywhere, by the distribution and the parameters they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from s2s.rules.registry import owner, resolve


@dataclass(frozen=True)
class FrozenDistribution:
    """What a frozen distribution was made from.

    Attributes:
        distribution: the public object, such as ``scipy.stats.norm``.
        args: parameters by position.
        words: parameters by name.
    """

    distribution: Any
    args: tuple[object, ...]
    words: dict[str, object]


def frozen(value: object) -> FrozenDistribution | None:
    """The distribution and its parameters; None for anything else, and for what has no rules."""
    cls = type(value)
    if not cls.__name__.endswith("_frozen") or cls.__module__.partition(".")[0] != "scipy":
        return None
    held: Any = value
    if cls.__name__ == "multivariate_normal_frozen":
        public = _known("multivariate_normal")
        if public is None or held.allow_singular:
            return None
        return FrozenDistribution(public, (held.mean, held.cov), {})
    public = _known(getattr(getattr(held, "dist", None), "name", ""))
    if public is None or type(public) is not type(held.dist):
        return None  # a user's own distribution may have the name of one of SciPy's
    return FrozenDistribution(public, tuple(held.args), dict(held.kwds))


def has_attributes(distribution: object) -> bool:
    """Whether what a distribution freezes keeps its parameters as ``mean`` and ``cov``."""
    return type(distribution).__name__ == "multivariate_normal_gen"


def _known(name: str) -> Any:
    """The distribution of SciPy's of this name, if its methods have rules."""
    found = resolve(f"scipy.stats.{name}") if name else None
    return found if owner(found) is not None else None
