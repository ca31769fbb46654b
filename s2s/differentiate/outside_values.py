"""What a reverse function reads from outside, as it was when the forward one ran.

A pullback is called later: the user may have written into a global array in between, or assigned
another one. So it is kept, like an argument.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Sequence
from typing import Any

import gast

from s2s.analyse.unit import Unit
from s2s.differentiate.reverse import Reverse
from s2s.origin import is_library
from s2s.syntax import build, walk


def keep_outside(unit: Unit, sweep: Reverse, reverse: Sequence[gast.AST]) -> list[gast.stmt]:
    """Replaces the reads of values from outside by names; what gives these is returned."""
    keeper = _Keeper(unit, sweep)
    for node in reverse:
        keeper.visit(node)
    return keeper.found


class _Keeper(gast.NodeTransformer):  # type: ignore[misc]
    def __init__(self, unit: Unit, sweep: Reverse) -> None:
        imports = unit.linker.imports
        modules = {
            alias: sys.modules[dotted]
            for dotted, alias in imports.items()
            if dotted in sys.modules and not is_library(dotted)
        }
        self.modules = modules.keys()
        self.objects: dict[str, object] = {**modules, **unit.linker.objects}
        self.sweep = sweep
        self.names: dict[str, str] = {}
        self.found: list[gast.stmt] = []

    def visit_Subscript(self, node: gast.Subscript) -> gast.AST:
        """``user_globals['K']``."""
        inside = isinstance(node.value, gast.Name) and node.value.id in self.objects
        return self._kept(node) if inside else self.generic_visit(node)

    def visit_Attribute(self, node: gast.Attribute) -> gast.AST:
        """``K_cell.cell_contents``, or ``module.K``."""
        of_module = isinstance(node.value, gast.Name) and node.value.id in self.modules
        if of_module or node.attr == "cell_contents":
            return self._kept(node)
        return self.generic_visit(node)

    def _kept(self, node: gast.Subscript | gast.Attribute) -> gast.AST:
        value = self._value(node)
        if value is None or callable(value) or isinstance(value, types.ModuleType):
            return node
        place = gast.dump(node)
        if place not in self.names:
            self.names[place] = self.sweep.namer.fresh(_wanted(node))
            self.found.append(build.assign(self.names[place], walk.clone(node)))
        return walk.copy_position(build.name(self.names[place]), node)

    def _value(self, node: gast.expr) -> Any:
        """The value now; None where it cannot be said."""
        match node:
            case gast.Name(id=name):
                return self.objects.get(name)
            case gast.Subscript(value=owner, slice=gast.Constant(value=key)):
                found = self._value(owner)
                try:
                    return None if found is None else found[key]
                except (LookupError, TypeError):
                    return None
            case gast.Attribute(value=owner, attr=name):
                try:
                    return getattr(self._value(owner), name, None)
                except ValueError:  # an empty cell
                    return None
        return None


def _wanted(node: Any) -> str:
    match node:
        case gast.Subscript(slice=gast.Constant(value=str(name))):
            return str(name)
        case gast.Attribute(attr="cell_contents", value=gast.Name(id=name)):
            return str(name).split("_cell")[0]
        case gast.Attribute(attr=name) if name != "cell_contents":
            return str(name)
    return "outside"
