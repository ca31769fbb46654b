"""What the program assigns outside of its functions while it runs: its value now decides nothing."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from s2s.origin import attributes_of, holds_data

Global = tuple[int, str]
"""The ``id`` of a module's dict, and a name in it."""

_CODE = (
    types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType, type,
    property, classmethod, staticmethod,
)  # fmt: skip


@dataclass(frozen=True)
class Rebound:
    """Places outside of functions that the program may assign.

    Attributes:
        names: global names.
        cells: closed-over variables, by the ``id`` of their cells.
        attributes: attributes, of whatever object.
        shared: those of them that may be a class's: they are assigned otherwise than by ``self``.
    """

    names: frozenset[Global] = frozenset()
    cells: frozenset[int] = frozenset()
    attributes: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()

    def within(self, scope: object) -> frozenset[str]:
        """The names of one module."""
        return frozenset(name for owner, name in self.names if owner == id(scope))

    def moves(self, owner: object, name: str) -> bool:
        """Whether an attribute of a module, class or object may have another value than now.

        Methods have names that attributes of other objects have too: that one is assigned is
        assumed only where the place itself is known.
        """
        if isinstance(owner, types.ModuleType):
            return (id(vars(owner)), name) in self.names
        inherited = hasattr(owner, "__dict__") and name not in attributes_of(owner)
        of_class = isinstance(owner, type) or inherited
        cls = owner if isinstance(owner, type) else type(owner)
        named = self.shared if of_class else self.attributes
        if name not in named or not holds_data(cls):
            return False
        return not isinstance(getattr(owner, name, None), _CODE)


class Steady(Mapping[str, object]):
    """A module's names without those that the program assigns."""

    def __init__(self, scope: dict[str, object], rebound: Rebound) -> None:
        self.scope = scope
        self.rebound = rebound
        self.left_out = rebound.within(scope)

    def __getitem__(self, name: str) -> object:
        return Missing() if name in self.left_out else self.scope[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.scope)

    def __len__(self) -> int:
        return len(self.scope)


class Missing:
    """The value of a name that is not there (yet), or may be another one."""


NOTHING = Rebound()


def attribute_now(owner: object, name: str) -> object:
    """The attribute that an object has now; ``Missing`` where it has none."""
    return getattr(owner, name, Missing())
