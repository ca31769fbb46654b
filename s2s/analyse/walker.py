"""The walk through the statements of one function with the kinds of its names."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import chain
from typing import Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.asked import Asked
from s2s.analyse.assignments import Assignments
from s2s.analyse.attributes import Attributes
from s2s.analyse.calls import CallResolver
from s2s.analyse.control import Control
from s2s.analyse.definitions import Definitions
from s2s.analyse.displays import Displays
from s2s.analyse.evaluate import Evaluator
from s2s.analyse.expressions import Expressions
from s2s.analyse.hidden import Hidden
from s2s.analyse.hoist import hoist
from s2s.analyse.indexers import Indexers
from s2s.analyse.item_kinds import item_kind
from s2s.analyse.join import join
from s2s.analyse.linked import Linked
from s2s.analyse.normal import Normal
from s2s.analyse.outside import Outside
from s2s.analyse.parts import Activity, items_given
from s2s.analyse.passive import Passive
from s2s.analyse.present import present
from s2s.analyse.rebound import Steady
from s2s.analyse.stores import Stores
from s2s.analyse.texts import Texts
from s2s.analyse.typed import Typed
from s2s.analyse.undefined import missing, undefined
from s2s.analyse.unit import Unit
from s2s.analyse.updates import Updates
from s2s.errors import S2SError, UnsupportedError, place
from s2s.syntax import build, walk
from s2s.syntax.names import OURS, Namer


class Walker:
    """Walks the statements of one function with the kinds of its names."""

    def __init__(
        self,
        unit: Unit, typed: Typed, kinds: tuple[k.Kind, ...], active: tuple[Activity, ...],
        text: Normal,
    ) -> None:  # fmt: skip
        self.unit = unit
        self.typed = typed
        self.symbols = unit.symbols
        self.memory = Asked(typed.memory)
        self.env: dict[str, k.Kind] = dict(zip(typed.params, kinds, strict=True))
        self._note(*kinds)
        for name in typed.wide.keys() & self.env.keys():  # what it becomes, a loop may read
            self.env[name] = self._wide(name, self.env[name])
        self.varied = {
            name
            for name, on in zip(typed.params, active, strict=True)
            # A passive argument too, where a call writes active values into it.
            if k.is_differentiable(self.env[name]) and (on or self.memory.shadow(name))
        }
        self.parts = items_given(typed.params, active, text)
        self.real: dict[str, str] = {}
        self.imported: dict[str, object] = {}
        self.iterators: dict[str, list[gast.expr]] = {}
        self.prologue: list[gast.stmt] = []
        self.holders: dict[str, gast.expr] = {}
        self.target: str | None = None
        self.place: tuple[Hashable, ...] = ()
        self._read(text)
        self._employ()
        hoist(self)
        self.local.siblings()
        for name, kind in list(self.env.items()):
            self.prologue.extend(self.passive.rebuilt(name, kind))
        _clear(typed)

    def _read(self, text: Normal) -> None:
        """What the text says of the names in it."""
        fun: Any = self.typed.fun
        self.scope: dict[str, object] = (
            fun.globals if isinstance(fun, k.Definition) else fun.__globals__
        )
        self.steady = Steady(self.scope, self.unit.rebound)
        self.closure = self.unit.closure_of(fun)
        self.text = text
        self.result = text.result
        self.globals = text.globals
        self.locals = text.locals
        self.definitions = text.definitions
        self.merges = text.merges
        self.unshared = text.unshared
        self.missing = missing(self, text.node.body)
        temps = self.unit.temps.get(id(self.typed), {}).values()
        made = chain(temps, *self.unit.lowered.values())
        self.names = Namer(chain(text.names, self.env, made, OURS))

    def _employ(self) -> None:
        """One helper for each form of statement and expression."""
        self.updates = Updates(self)
        self.resolver = CallResolver(self)
        self.passive = Passive(self)
        self.hidden = Hidden(self)
        self.outside = Outside(self)
        self.linked = Linked(self)
        self.assignments = Assignments(self)
        self.expressions = Expressions(self)
        self.attributes = Attributes(self)
        self.displays = Displays(self)
        self.indexers = Indexers(self)
        self.stores = Stores(self)
        self.texts = Texts(self)
        self.control = Control(self)
        self.local = Definitions(self)

    def kind(self, node: gast.expr) -> k.Kind:
        """The kind of an atom or of a whole passive expression."""
        if isinstance(node, gast.Name):
            if node.id in self.env:
                return self.env[node.id]
            return self.outside.mentioned(node, self.outside.lookup(node.id))
        if isinstance(node, gast.Attribute) and self.outside.is_global(node):
            return self.outside.mentioned(node, self.outside.object_of(node))
        attribute = self.unit.heap.attribute
        return Evaluator(self.env, self.symbols, self.steady, attribute=attribute)(node)

    def varies(self, node: gast.expr) -> bool:
        """Whether an atom depends on the arguments to differentiate."""
        if not isinstance(node, gast.Name):
            return False
        if node.id in self.varied or self.memory.shadow(node.id):
            return True
        # The view of a dict shows what was put into it since.
        kind = self.env.get(node.id)
        view = isinstance(kind, k.Iterator) and kind.form in ("values", "items")
        return view and any(map(self.varies, self.iterators.get(node.id, ())))

    def by_reference(self, node: gast.expr) -> bool:
        """Whether the adjoint of an atom is held in a shadow."""
        return isinstance(node, gast.Name) and self.memory.shadow(node.id)

    def link(self, node: gast.expr) -> gast.expr:
        """The expression with global names replaced by what the generated module calls them."""
        return self.passive.link(node)

    def fresh(self, base: str) -> str:
        """A name that the function does not use."""
        return self.names.fresh(base)

    def temp_name(self, value: gast.expr, base: str) -> str:
        """A name for a value that the walk introduces at this place, the same at every walk.

        What reads the same elsewhere may have another value there, and gets another name.
        """
        key = (*self.place, walk.key(value))
        if key not in self.unit.temps.setdefault(id(self.typed), {}):
            self.unit.temps[id(self.typed)][key] = self.fresh(base)
        return self.unit.temps[id(self.typed)][key]

    def kind_of_item(self, node: gast.expr) -> k.Kind:
        """The kind of an item of a sequence."""
        return item_kind(self.kind(node), self.symbols, ("item", id(node)))

    def define(self, name: str, kind: k.Kind, varied: bool) -> None:
        """Records what is known of a name; merge names join what is known already."""
        self.env[name] = kind = self.unit.heap.lift(kind)
        self.env[name] = kind = self._wide(name, kind)
        self._note(kind)
        varied = varied and not self._is_still(name, kind)
        if k.is_differentiable(kind) and (varied or self.memory.shadow(name)):
            self.varied.add(name)
        else:
            self.varied.discard(name)

    def _note(self, *kinds: k.Kind) -> None:
        for kind in filter(k.is_differentiable, kinds):
            self.symbols.only_numbers &= isinstance(kind, k.Scalar) and kind.type is float

    def _is_still(self, name: str, kind: k.Kind) -> bool:
        """Whether a number or array comes off a tape on which other things vary, and this does not."""
        put = self.text.tapes.put.get(name)
        if put is None or not isinstance(kind, k.Scalar | k.Array) or not put <= self.env.keys():
            return False
        return not any(self.varies(build.name(other)) for other in put)

    def _wide(self, name: str, kind: k.Kind) -> k.Kind:
        """The kind of a container for as long as it is there."""
        wide = self.typed.wide.get(name)
        if wide is None:
            return kind
        if isinstance(wide, k.Choice) and isinstance(kind, k.Record | k.Object):
            # Stores change what an object holds, but not its class.
            wide = next((o for o in wide.options if getattr(o, "type", None) is kind.type), kind)
        return join(kind, wide, self.symbols, ("wide", id(self.typed), name))

    def fail(
        self, error: type[Exception], message: str, node: gast.AST, note: str, hint: str
    ) -> Exception:
        """An error at a place of the user's source."""
        source = self.typed.source
        return error(message, place=place(source, node) if source else None, note=note, hint=hint)  # type: ignore[call-arg]

    def block(self, body: list[gast.stmt], arm: int = 0) -> list[gast.stmt]:
        """The rewritten statements of a block; ``arm`` tells the blocks of one statement apart."""
        out: list[gast.stmt] = []
        around = self.place
        for position, statement in enumerate(body):
            self.place = (*around, arm, position)
            try:
                self.statement(statement, out)
            except S2SError as error:
                if error.place is None:
                    error.locate(place(self.typed.source, statement))
                error.locate_call(self.typed.source, statement)
                raise
        self.place = around
        return out

    def statement(self, node: gast.stmt, out: list[gast.stmt]) -> None:
        """Adds the rewritten statement to ``out``."""
        undefined(self, node, out)
        self._statement(present(self, node, out), out)

    def _statement(self, node: gast.stmt, out: list[gast.stmt]) -> None:
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                self.assignments.assign(name, value, node, out)
            case gast.Assign(targets=[gast.Tuple(elts=elts)], value=gast.Name() as value):
                self.assignments.unpack(elts, value, node, out)
            case gast.Assign(targets=[gast.Subscript() | gast.Attribute() as goal], value=value):
                self.stores.store(goal, value, node, out)
            case gast.Expr(value=gast.Call() as call):
                self.assignments.effect(call, node, out)
            case gast.Expr(value=gast.Subscript() as value):
                self.assignments.look(value, node, out)
            case gast.If():
                self.control.branch(node, out)
            case gast.For():
                self.control.loop_over(node, out)
            case gast.While():
                self.control.loop_while(node, out)
            case gast.With():
                self.control.context(node, out)
            case gast.FunctionDef():
                self.local.define(node, out)
            case gast.Import() | gast.ImportFrom():
                self.local.imports(node, out)
            case gast.Assert() | gast.Raise():
                self.typed.impure = True
                self.hidden.check(node)
                out.append(self.passive.statement(node))
            case gast.Expr() | gast.Global():
                pass  # what is declared is reached through its module
            case gast.Pass() | gast.Break() | gast.Delete():
                out.append(walk.clone(node))
            case _:
                raise self.fail(
                    UnsupportedError,
                    f"s2s cannot differentiate a `{type(node).__name__}` statement here",
                    node,
                    "it has no place in the normal form",
                    "rewrite this part of the function",
                )

    def named(
        self, name: str, node: gast.AST, resolve: Callable[[], gast.expr | None],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A name for what a call of ours gives, as if the user had written ``name = call``.

        Args:
            name: the name, which is the target of an assignment while the call is resolved.
            node: where it stands.
            resolve: resolves the call; None if that cannot be done.
            out: the statements so far.
        """
        target, self.target = self.target, name
        made = resolve()
        self.target = target
        if made is None:
            return None
        self.define(name, self.resolver.kind, self.resolver.varied)
        out.append(walk.copy_position(build.assign(name, made), node))
        return build.name(name)

    def guard(
        self, check: str, atoms: list[gast.expr], node: gast.AST, out: list[gast.stmt]
    ) -> None:
        """Adds a check of values, made when the program runs, of what their kinds do not tell."""
        call = walk.copy_position(build.call(check, *map(self.linked.value, atoms)), node)
        self.unit.linker.module("s2s.runtime")
        self.unit.heap.guarded = True
        self.typed.passive_calls[id(call)] = call
        out.append(walk.copy_position(build.statement(call), node))

    def is_merge(self, name: str) -> bool:
        """Whether the name is assigned in several places."""
        return name in self.merges

    def entries(self, node: gast.expr) -> tuple[tuple[object, k.Kind], ...] | None:
        """The entries of a dict whose keys are known, and stay as they are."""
        kind = self.kind(node)
        if not isinstance(kind, k.Dict):
            return None
        if isinstance(node, gast.Name):
            if node.id in self.typed.slots or self.memory.slots(node.id):
                return None
        return kind.entries if kind.exact else None

    def call(self, node: gast.Call, out: list[gast.stmt]) -> gast.expr | None:
        """A call; ``None`` where nothing is left to do."""
        return self.resolver.call(node, out)


def _clear(typed: Typed) -> None:
    """Drops the facts that an earlier walk has found."""
    typed.of_classes.clear()
    typed.of_closures.clear()
    typed.generated.clear()
    typed.mentioned.clear()
    typed.through.clear()
    typed.of_nothing.clear()
    for facts in (
        typed.calls, typed.written, typed.slots, typed.lengths, typed.foreign, typed.origins, typed.left,
        typed.unsteady,
    ):  # fmt: skip
        facts.clear()
