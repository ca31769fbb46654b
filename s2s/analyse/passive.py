"""Passive code: expressions and local functions that run as the user wrote them."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.specialise import _Walker


class Passive:
    """Rewrites names in passive code so that it runs inside the generated module."""

    def __init__(self, walker: _Walker) -> None:
        self.walker = walker

    def link(self, node: gast.expr) -> gast.expr:
        """The expression with global names, and real local functions, in place."""
        names = self._replacements(walk.read(node))
        return walk.substitute(node, names) if names else node

    def link_target(self, node: gast.expr) -> gast.expr:
        """The same for the target of a store."""
        return self.link(node)

    def statement(self, node: gast.stmt) -> gast.stmt:
        """The same for a statement."""
        names = self._replacements(walk.read(node))
        return walk.substitute(node, names) if names else node

    def function(self, node: gast.FunctionDef, real: str) -> gast.FunctionDef:
        """The real function of a local definition, under another name."""
        names = self._replacements(walk.read([node]))
        inner = walk.bound(node.body) | set(walk.parameters(node))
        fresh = walk.substitute(node, {n: e for n, e in names.items() if n not in inner})
        fresh.name = real
        return fresh

    def _replacements(self, names: set[str]) -> dict[str, gast.expr]:
        walker = self.walker
        found: dict[str, gast.expr] = {}
        for name in names:
            if name in walker.env:
                if isinstance(walker.env[name], k.Closure):
                    definition = walker.env[name].definition
                    found[name] = build.name(walker.unit.real_name(definition))
                continue
            if name in walker.definitions or name in walker.locals:
                continue
            new = self.outside(name)
            if new is not None:
                found[name] = new
        return found

    def outside(self, name: str) -> gast.expr | None:
        """The expression for a global or closed-over name."""
        walker = self.walker
        unit = walker.unit
        if name in walker.closure:
            known = unit.linker.known(walker.closure[name])
            if known is not None:
                return known
            fun = unit.root if walker.typed.fun is unit.root else self._root_cells(name)
            if fun is not None:
                index = fun.__code__.co_freevars.index(name)  # type: ignore[attr-defined]
                return unit.linker.cell(name, fun.__closure__[index])  # type: ignore[attr-defined]
            return None
        if name in walker.scope:
            return unit.linker.globals_(walker.scope, name)
        if hasattr(builtins, name):
            return None
        return None

    def _root_cells(self, name: str) -> object | None:
        root = self.walker.unit.root
        code = getattr(root, "__code__", None)
        return root if code is not None and name in code.co_freevars else None
