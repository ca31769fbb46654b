"""The words in which rules are declared: elementwise, linear, general, zero, composite."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from s2s.rules.rule import Flavour, Rule
from s2s.rules.signature import Parameters, signature

# Parameters that name a buffer to write into, or select elements of it: not differentiable yet.
_NEVER = ("out",)
_UFUNC_KEYWORDS: dict[str, object] = {
    "out": None, "where": True, "casting": "same_kind", "order": "K", "dtype": None, "subok": True,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Declaration:
    """A rule as it was written down; the Rule is made of it when it is first asked for."""

    name: str
    flavour: Flavour
    formulas: Mapping[str, str] = field(default_factory=dict)
    signature: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    def rule(self, function: Callable[..., object]) -> Rule:
        """The rule for the function that bears the name."""
        found = self._parameters(function)
        options = dict(self.options)
        elements = options.pop("domain", {})
        if isinstance(elements, tuple):
            elements = dict.fromkeys(self.formulas, elements)
        never = {name for name in _NEVER if name in (*found.positional, *found.keywords)}
        unsupported = frozenset(options.pop("unsupported", ())) | never
        if self.flavour == "elementwise":
            unsupported |= {"where"} & {*found.positional, *found.keywords}
            options["partials"] = self.formulas
            options.setdefault("broadcasts", len(found.positional) > 1)
        elif self.flavour != "zero":
            options["cotangents"] = self.formulas
        for option in ("structured", "zeros", "constants"):
            options[option] = frozenset(options.get(option, ()))
        defaults = dict(found.defaults)
        for param in found.positional:
            if param.startswith("*"):
                defaults.setdefault(param[1:], ())
        return Rule(
            name=self.name,
            flavour=self.flavour,
            params=found.positional,
            keywords=found.keywords,
            defaults=defaults,
            unsupported=unsupported,
            elements=elements,
            **options,
        )

    def _parameters(self, function: Callable[..., object]) -> Parameters:
        if self.signature is not None:
            return signature(self.signature)
        if self.flavour == "elementwise":
            ufunc = self.name.startswith("numpy.") or isinstance(function, np.ufunc)
            extra = _UFUNC_KEYWORDS if ufunc else {}
            return Parameters(tuple(self.formulas), tuple(extra), dict(extra))
        if self.options.get("source_function") is not None:
            return signature(self.options["source_function"])
        try:
            return signature(function)
        except (TypeError, ValueError):
            if self.flavour != "zero":
                raise
            return Parameters(("*args",))


DECLARED: dict[str, Declaration] = {}
TWINS: dict[str, type] = {}


def _declare(declaration: Declaration) -> None:
    if declaration.name in DECLARED:
        raise ValueError(f"{declaration.name} is declared twice")
    DECLARED[declaration.name] = declaration


def twin(name: str, cls: type) -> None:
    """Declares that objects of a library's class are seen as objects of a dataclass of ours.

    It has attributes of the same names, and methods in plain Python.
    """
    TWINS[name] = cls


def elementwise(
    names: str,
    /,
    *,
    signature: str | None = None,
    options: Mapping[str, Any] | None = None,
    domain: tuple[float, float] | Mapping[str, tuple[float, float]] | None = None,
    may_raise: bool = False,
    **partials: str,
) -> None:
    """Declares functions that map arrays element by element, by their partial derivatives."""
    chosen = {"may_raise": may_raise, **(options or {})}
    if domain is not None:
        chosen["domain"] = domain
    for name in names.split():
        _declare(Declaration(name, "elementwise", partials, signature, chosen))


def linear(
    names: str,
    /,
    *,
    signature: str | None = None,
    options: Mapping[str, Any] | None = None,
    **cotangents: str,
) -> None:
    """Declares functions that are linear in the given parameters, all taken together."""
    for name in names.split():
        _declare(Declaration(name, "linear", cotangents, signature, options or {}))


def general(
    names: str,
    /,
    *,
    vjp: Mapping[str, str],
    jvp: Mapping[str, str],
    signature: str | None = None,
    **options: Any,
) -> None:
    """Declares functions by the formulas of both modes."""
    for name in names.split():
        chosen = {**options, "tangents": jvp}
        _declare(Declaration(name, "general", vjp, signature, chosen))


def multilinear(
    names: str,
    /,
    *,
    call: str,
    signature: str | None = None,
    options: Mapping[str, Any] | None = None,
    **cotangents: str,
) -> None:
    """Declares functions that are linear in each of the given parameters.

    ``call`` is the call itself, in terms of the parameters: the tangents follow from it.
    """
    jvp = {param: re.sub(rf"\b{param}\b(?!=)", "dot", call) for param in cotangents}
    general(names, vjp=cotangents, jvp=jvp, signature=signature, **(options or {}))


def zero(names: str, /, *, signature: str | None = None, **options: Any) -> None:
    """Declares functions whose result does not depend smoothly on any argument."""
    for name in names.split():
        _declare(Declaration(name, "zero", {}, signature, options))


def composite(name: str, function: Callable[..., object], /, **options: Any) -> None:
    """Declares a function that is differentiated through a Python text of our own."""
    chosen = {**options, "source_function": function}
    _declare(Declaration(name, "composite", {}, None, chosen))
