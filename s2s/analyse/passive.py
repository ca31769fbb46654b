"""Passive code: expressions and local functions that run as the user wrote them."""

from __future__ import annotations

import types
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.rebound import Missing
from s2s.analyse.unit import cells
from s2s.frontend.apart import free_names
from s2s.syntax import build, walk
from s2s.syntax.names import plain

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


class Passive:
    """Rewrites names in passive code so that it runs inside the generated module."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def link(self, node: gast.expr) -> gast.expr:
        """The expression with global names, and real local functions, in place."""
        if isinstance(node, gast.Constant):
            return walk.clone(node)
        read = {node.id} if isinstance(node, gast.Name) else walk.read(node)
        names = self._replacements(read)
        self._note_attributes(node, names)
        new = walk.substitute(node, names)
        self._keywords(new, names)
        self.note_reads(new)
        return new

    def note_reads(self, node: gast.expr) -> None:
        """Notes the reads that put a missing item where they look for it."""
        walker = self.walker
        if not any(k.fills_in(walker.env[name]) for name in walk.read(node) & walker.env.keys()):
            return
        for part in walk.nodes(node):
            if isinstance(part, gast.Subscript) and k.fills_in(walker.kind(part.value)):
                walker.typed.passive_calls[id(part)] = part
                walker.typed.slots.add(part.value.id)
                walker.typed.impure = walker.typed.effects = True

    def _keywords(self, node: gast.AST, names: Collection[str]) -> None:
        """Calls local functions by the names that their parameters have in generated code."""
        env, real = self.walker.env, self.walker.typed.real
        if not any(isinstance(env.get(name), k.Closure) for name in names):
            return
        for call in walk.nodes(node):
            if isinstance(call, gast.Call) and isinstance(call.func, gast.Name):
                kind = env.get(real.get(call.func.id, call.func.id))
                if isinstance(kind, k.Closure):
                    spelled = {plain(p): p for p in walk.parameters(kind.definition.node)}
                    for word in call.keywords:
                        word.arg = spelled.get(word.arg or "", word.arg)

    def _note_attributes(self, node: gast.expr, names: dict[str, gast.expr]) -> None:
        """Notes data that is read through the module that has it: ``config.TABLE``."""
        walker = self.walker
        modules = {
            name for name in names if isinstance(walker.outside.lookup(name), types.ModuleType)
        }
        if not modules:
            return
        for child in walk.nodes(node):
            if isinstance(child, gast.Attribute) and walk.read(child) <= modules:
                value = walker.outside.object_of(child) if walker.outside.is_global(child) else None
                if isinstance(value, np.ndarray | list | dict):
                    place = walk.substitute(child, names)
                    walker.unit.linker.note(place, value, walker.outside.kind(value))

    def link_target(self, node: gast.expr) -> gast.expr:
        """The same for the target of a store."""
        return self.link(node)

    def statement(self, node: gast.stmt) -> gast.stmt:
        """The same for a statement."""
        names = self._replacements(walk.read(node))
        new = walk.substitute(node, names)
        self._keywords(new, names)
        return new

    def rebuilt(self, name: str, kind: k.Kind) -> list[gast.stmt]:
        """The real function of a name that holds a local function's tuple; dropped if not used."""
        if not isinstance(kind, k.Closure | k.Derived):
            return []
        walker = self.walker
        if name not in walker.real:
            walker.real[name] = walker.temp_name(build.name(name), f"{name}_function")
        walker.typed.real[walker.real[name]] = name
        return self._real(walker.real[name], build.name(name), kind)

    def _real(self, new: str, value: gast.expr, kind: k.Closure | k.Derived) -> list[gast.stmt]:
        """``new`` is the real function, or the real derivative of it."""
        if isinstance(kind, k.Closure):
            return [self._function(new, value, kind, 0)]
        how = kind.how
        argnums = build.tuple_([build.const(i) for i in how.wrt])
        words = {"has_aux": build.const(how.has_aux)} if how.has_aux else {}
        places = [] if how.mode == "hvp" else [build.const(how.wrt[0]) if how.single else argnums]
        function = f"{self.walker.unit.linker.module('s2s')}.{how.mode}"
        call = build.call(function, build.name(new), *places, **words)
        self.walker.typed.pure_calls[id(call)] = call
        return [*self._real(new, value, kind.function), build.assign(new, call)]

    def _function(
        self, new: str, value: gast.expr, kind: k.Closure, depth: int
    ) -> gast.FunctionDef:
        """``def new(...)``: what it captured is taken out of the tuple at the call."""
        definition = kind.definition
        node = self._globals_in_place(walk.clone(definition.node), definition.globals)
        self._reveal(node, walk.read(value), new)
        inner = walk.bound(node.body) | set(walk.parameters(node))
        free = walk.read(node.body) - inner
        before: list[gast.stmt] = []
        names: dict[str, gast.expr] = {}
        for i, captured in enumerate(definition.captured):
            goal = captured
            if captured in walk.read(value):  # the tuple stands under this name around it
                goal = f"{captured}_held"
                names[captured] = build.name(goal)
            before.append(build.assign(goal, build.index(walk.clone(value), build.const(i + 1))))
            of = kind.kinds[i]
            if isinstance(of, k.Closure) and captured in free:
                inner_name = f"{captured}_function"
                before.append(self._function(inner_name, build.name(goal), of, depth + 1))
                names[captured] = build.name(inner_name)
        for name, sibling in definition.siblings.items():
            if name not in free or name in definition.captured:
                continue
            if sibling is definition.node or depth > 2:
                names[name] = build.name(new)
                continue
            twin = self.walker.unit.sibling(definition, name, sibling)
            kinds = tuple(kind.kinds[definition.captured.index(c)] for c in twin.captured)
            held = build.tuple_([build.const(name), *[build.name(c) for c in twin.captured]])
            sibling_name = f"{name}_function"
            before.append(self._function(sibling_name, held, k.Closure(twin, kinds), depth + 1))
            names[name] = build.name(sibling_name)
        for name in sorted(free - set(names) - set(definition.captured)):
            linked = self._linked(name, definition)
            if linked is not None:
                names[name] = linked
        body = [walk.substitute(statement, names) for statement in node.body]
        node.name, node.body, node.decorator_list = new, [*before, *body], []
        return node

    def _reveal(self, node: gast.FunctionDef, outer: set[str], new: str) -> None:
        """Renames what a function binds under the name of the tuple that it reads from outside."""
        hidden = outer & (walk.bound(node.body) | set(walk.parameters(node)))
        apart = {n: self.walker.temp_name(build.name(f"{new}.{n}"), n) for n in sorted(hidden)}
        if apart:
            node.args = walk.rename(node.args, apart)
            node.body = [walk.rename(statement, apart) for statement in node.body]

    def _globals_in_place(
        self, node: gast.FunctionDef, scope: dict[str, object]
    ) -> gast.FunctionDef:
        """A local function whose ``global`` names are assigned where the user's module has them."""
        named = {n for d in gast.walk(node) if isinstance(d, gast.Global) for n in d.names}
        if named:
            places = {name: self.walker.unit.linker.global_target(scope, name) for name in named}
            node = _InPlace(places).visit(node)
        return node

    def _linked(self, name: str, definition: k.Definition) -> gast.expr | None:
        """A name that a local function reads from outside; None if it is a builtin's.

        It means what it means where the function is defined: the one that calls it may be another.
        """
        if name in definition.closure:
            found = self._closed_over(name, definition.closure, definition)
            return self._noted(found, definition.closure[name])
        if name in definition.globals:
            return self.walker.unit.linker.globals_(definition.globals, name)
        return None

    def _replacements(self, names: set[str]) -> dict[str, gast.expr]:
        walker = self.walker
        found: dict[str, gast.expr] = {}
        for name in sorted(names):
            if name in walker.env:
                if isinstance(walker.env[name], k.Closure | k.Derived) and name in walker.real:
                    found[name] = build.name(walker.real[name])
                continue
            if name in walker.definitions or name in walker.locals:
                continue
            new = self.outside(name)
            if new is not None:
                found[name] = new
        return found

    def outside(self, name: str) -> gast.expr | None:
        """The expression for a global or closed-over name."""
        found = self._outside(name)
        return None if found is None else self._noted(found, self.walker.outside.lookup(name))

    def _noted(self, found: gast.expr, value: object) -> gast.expr:
        """The place of a value from outside: the reverse sweep meets it again, and asks for its kind."""
        if isinstance(found, gast.Attribute | gast.Subscript):
            kind = self.walker.outside.kind(value)
            self.walker.unit.linker.kinds[walk.key(found)] = kind
            self.walker.unit.linker.note(found, value, kind)
        return found

    def _closed_over(self, name: str, closure: Mapping[str, object], fun: object) -> gast.expr:
        """The expression for a closed-over variable of a function, or of the one that it is in."""
        linker, root = self.walker.unit.linker, self.walker.unit.root
        value = closure[name]
        known = linker.known(value)
        if known is not None:
            return known
        owner = self._root_cells(name, value) if fun is not root else root
        if isinstance(owner, types.FunctionType):
            index = free_names(owner).index(name)
            return linker.cell(name, owner.__closure__[index])  # type: ignore[index]
        if isinstance(value, Missing):
            return linker.captured(_owner(fun), name)
        return linker.held(name, value)

    def _outside(self, name: str) -> gast.expr | None:
        walker = self.walker
        unit = walker.unit
        if name in walker.closure:
            return self._closed_over(name, walker.closure, walker.typed.fun)
        if name in walker.scope:
            return unit.linker.globals_(walker.scope, name)
        if name in unit.rebound.within(walker.scope):  # the program is to make it
            return unit.linker.global_place(walker.scope, name)
        ours = str(walker.scope.get("__name__")).startswith("s2s.")
        if name == "isinstance" and not ours and any(map(_stands_in, walker.env.values())):
            unit.linker.module("s2s.runtime")
            return build.dotted("rt.is_instance")
        return None

    def _root_cells(self, name: str, meant: object) -> types.FunctionType | None:
        """The root function, if its closed-over variable of this name is the one that is meant."""
        root = self.walker.unit.root
        if not isinstance(root, types.FunctionType) or name not in free_names(root):
            return None
        return root if cells(root).get(name, root) is meant else None


def _owner(fun: Any) -> types.FunctionType:
    """The function from outside that has a closed-over variable; a local one may read it."""
    while isinstance(fun, k.Definition):
        fun = fun.owner.fun
    assert isinstance(fun, types.FunctionType)
    return fun


def _stands_in(kind: k.Kind) -> bool:
    """Whether values of this kind may be objects of ours that stand for those of a library's."""
    return isinstance(kind, k.Record | k.Object) and bool(rules.stood_for(kind.type))


class _InPlace(gast.NodeTransformer):  # type: ignore[misc]
    """Puts the places of global names where the names are assigned."""

    def __init__(self, places: dict[str, gast.expr]) -> None:
        self.places = places

    def visit_Global(self, node: gast.Global) -> gast.stmt:
        """What is declared is reached through its module."""
        return walk.copy_position(gast.Pass(), node)

    def visit_Name(self, node: gast.Name) -> gast.expr:
        """A name that is assigned or deleted; those that are read are replaced with all others."""
        if node.id not in self.places or isinstance(node.ctx, gast.Load | gast.Param):
            return node
        goal = walk.clone(self.places[node.id])
        goal.ctx = node.ctx
        return walk.copy_position(goal, node)
