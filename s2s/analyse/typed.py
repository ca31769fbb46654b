"""What specialisation knows of a function for one signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gast

from s2s.analyse import kinds as k
from s2s.errors import Source
from s2s.rules import Rule


@dataclass
class RuleCall:
    """A call of a function that has a rule: parameters bound to atoms of the caller."""

    rule: Rule
    bound: dict[str, gast.expr]
    variadic: dict[str, list[gast.expr]] = field(default_factory=dict)


@dataclass
class UserCall:
    """A call of a function with source; one atom for each parameter of the callee."""

    callee: Typed
    args: list[gast.expr]
    plain: gast.expr
    made: bool = False


@dataclass
class RecordCall:
    """The construction of a named tuple or dataclass: field names to atoms."""

    cls: type
    fields: dict[str, gast.expr]


@dataclass
class CustomCall:
    """A call of a function whose pullback the user has written."""

    function: Any
    link: gast.expr
    args: list[gast.expr]


@dataclass
class Append:
    """``out.append(value)`` or ``out.add(value)`` on a local list."""

    target: str
    value: gast.expr


@dataclass
class Copied:
    """``list(x)``, ``tuple(x)``, ``x.copy()`` of a sequence or dict."""

    value: gast.expr


Resolution = RuleCall | UserCall | RecordCall | CustomCall | Append | Copied


@dataclass(eq=False)
class Typed:
    """A normalised function, its calls resolved and every name's kind known."""

    name: str
    fun: object
    params: list[str]
    active: tuple[bool, ...]
    source: Source | None
    origin: dict[str, str]
    body: list[gast.stmt] = field(default_factory=list)
    env: dict[str, k.Kind] = field(default_factory=dict)
    varied: set[str] = field(default_factory=set)
    calls: dict[int, tuple[gast.expr, Resolution]] = field(default_factory=dict)
    passive_calls: dict[int, gast.expr] = field(default_factory=dict)
    pure_calls: dict[int, gast.expr] = field(default_factory=dict)
    linked: dict[int, gast.expr] = field(default_factory=dict)
    result: gast.expr | None = None
    result_kind: k.Kind = field(default_factory=k.Never)
    result_varied: bool = False
    written: set[str] = field(default_factory=set)
    impure: bool = False
    in_progress: bool = True
    recursive: bool = False


@dataclass(frozen=True)
class Dependency:
    """A function whose source a derivative was made from, and how it was reached."""

    name: str
    fun: Callable[..., object]
