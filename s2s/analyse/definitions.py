"""Local functions and imports inside a function."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.standins import kind_of
from s2s.analyse.unit import captured_by
from s2s.errors import UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


class Definitions:
    """Rewrites what binds functions and modules inside one function."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def define(self, node: gast.FunctionDef, out: list[gast.stmt]) -> None:
        """``def`` inside the function: a tuple of what it captures, and the function itself."""
        walker = self.walker
        definition = self._definition(node)
        defaults = [default for name, default in _defaults(node) if name in definition.held]
        values = [build.name(name) for name in definition.captured]
        values += [walker.linked.value(default) for default in defaults]
        kinds = tuple(walker.env[name] for name in definition.captured)
        kinds += tuple(k.forget(walker.kind(default)) for default in defaults)
        varied = any(isinstance(value, gast.Name) and value.id in walker.varied for value in values)
        walker.env[node.name] = kind = k.Closure(definition, kinds)
        if varied:
            walker.varied.add(node.name)
        closure = build.tuple_([build.const(definition.tag), *values])
        out.append(walk.copy_position(build.assign(node.name, closure), node))
        out.extend(walker.passive.rebuilt(node.name, kind))

    def _definition(self, node: gast.FunctionDef) -> k.Definition:
        """The function with what it captures and what it finds outside."""
        walker, fun = self.walker, self.walker.typed.fun
        free = sorted(walk.read([node]))
        own = fun.siblings if isinstance(fun, k.Definition) else {}
        siblings = {**own, **walker.definitions}
        captured = captured_by(node, siblings, set(walker.env) | walker.locals, free)
        own_params = set(walk.parameters(node))
        known = tuple(name for name in captured if name in walker.env and name not in own_params)
        held = tuple(name for name, default in _defaults(node) if self._known(default))
        constants = {name: walker.outside.lookup(name) for name in walker.closure if name in free}
        return walker.unit.definition(
            node, walker.scope, walker.closure, known, siblings, constants, walker.typed, held
        )

    def _known(self, node: gast.expr) -> bool:
        """Whether a default is a local value, to be kept with the function."""
        return isinstance(node, gast.Name) and node.id in self.walker.env

    def imports(self, node: gast.Import | gast.ImportFrom, out: list[gast.stmt]) -> None:
        """An import inside the function binds a constant."""
        walker = self.walker
        if isinstance(node, gast.ImportFrom) and node.level:
            node = _absolute(node, walker.scope)
        found: dict[str, object] = {}
        code = compile(gast.unparse(gast.Module(body=[node], type_ignores=[])), "<import>", "exec")
        try:
            exec(code, {n: walker.scope.get(n) for n in ("__name__", "__package__")}, found)
        except ImportError:  # where the program comes here, it fails as the program does
            for alias in node.names:
                walker.env[alias.asname or alias.name.split(".")[0]] = k.Opaque()
        for name, value in found.items():
            if name in walker.imported and walker.imported[name] is not value:
                raise walker.fail(
                    UnsupportedError,
                    f"s2s cannot tell which `{name}` is meant: it is imported twice",
                    node,
                    "the two imports bind different things",
                    "import under two names",
                )
            walker.imported[name] = value
            if isinstance(node, gast.ImportFrom) and node.module:
                given = {alias.asname or alias.name: alias.name for alias in node.names}
                walker.outside.note_member(sys.modules.get(node.module), given[name])
            walker.env[name] = kind_of(value, walker.symbols)
        out.append(node)

    def siblings(self) -> None:
        """A local function finds itself and its siblings under their names."""
        walker, fun = self.walker, self.walker.typed.fun
        if not isinstance(fun, k.Definition):
            return
        for name, node in fun.siblings.items():
            if name in walker.env or name in walker.locals:
                continue
            twin = walker.unit.sibling(fun, name, node)
            walker.env[name] = k.Closure(twin, tuple(walker.env[c] for c in twin.captured))
            if any(captured in walker.varied for captured in twin.captured):
                walker.varied.add(name)
            values = [build.name(captured) for captured in twin.captured]
            value = build.tuple_([build.const(twin.tag), *values])
            walker.prologue.append(build.assign(name, value))


def _absolute(node: gast.ImportFrom, scope: Mapping[str, object]) -> gast.ImportFrom:
    """A relative import by the absolute name: the generated module stands in no package.

    One that leads nowhere is kept as it is.
    """
    package = scope.get("__package__") or str(scope.get("__name__", "")).rpartition(".")[0]
    try:
        name = importlib.util.resolve_name("." * node.level + (node.module or ""), str(package))
    except ImportError:
        return node
    made = gast.ImportFrom(module=name, names=node.names, level=0)
    return walk.copy_position(made, node)


def _defaults(node: gast.FunctionDef) -> list[tuple[str, gast.expr]]:
    args = node.args
    plain = [*args.posonlyargs, *args.args]
    pairs = list(zip(plain[len(plain) - len(args.defaults) :], args.defaults, strict=True))
    pairs += [
        (a, d) for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None
    ]
    return [(param.id, default) for param, default in pairs]
