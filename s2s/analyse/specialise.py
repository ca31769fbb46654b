"""Specialise a function for the kinds of its arguments.

In: a function, the kinds of its arguments and which of them vary. Out: a ``Typed`` function, whose
names all have a kind, whose calls are resolved, and whose loops run over indices wherever a
derivative flows through what they run over.
"""

from __future__ import annotations

from itertools import chain
from typing import Any

import gast

from s2s import frontend, normalise, rules
from s2s.analyse import kinds as k
from s2s.analyse.bind import bind_method
from s2s.analyse.calls import CallResolver
from s2s.analyse.evaluate import (
    BINARY,
    UNARY,
    Evaluator,
    attribute_kind,
    item_kind,
    known,
    operator_kind,
    subscript_kind,
)
from s2s.analyse.heap import creatable
from s2s.analyse.iterate import lower_for
from s2s.analyse.memory import memory
from s2s.analyse.passive import Passive
from s2s.analyse.prelude_builtins import dict_joined
from s2s.analyse.sharing import unshared
from s2s.analyse.standins import join, kind_of
from s2s.analyse.typed import RuleCall, Typed, UserCall
from s2s.analyse.unit import Unit, captured_by
from s2s.analyse.updates import Updates, refuse_foreign
from s2s.analyse.widen import widen
from s2s.errors import MutationError, UnsupportedError, place
from s2s.syntax import build, walk
from s2s.syntax.names import Namer


def specialise(
    unit: Unit, fun: object, kinds: tuple[k.Kind, ...], active: tuple[bool, ...], name: str,
    refs: tuple[bool, ...] = (), by_reference: bool = False,
) -> Typed:  # fmt: skip
    """The typed form of ``fun``, a Python function or a local ``Definition``.

    Args:
        unit: the derivative under construction.
        fun: the function.
        kinds: one for each parameter.
        active: which parameters vary.
        name: what to call the function.
        refs: which parameters come with a shadow; none if left out.
        by_reference: whether the caller writes into what the function returns.
    """
    unit.depth += 1
    try:
        refs = refs or (False,) * len(kinds)
        kinds = tuple(map(unit.heap.lift, kinds))
        return _specialise(unit, fun, (kinds, active, refs, by_reference), name)
    finally:
        unit.depth -= 1


_ROUNDS = 40  # each one knows more than the last; so many are never needed

_Signature = tuple[tuple[k.Kind, ...], tuple[bool, ...], tuple[bool, ...], bool]


def _specialise(unit: Unit, fun: object, signature: _Signature, name: str) -> Typed:
    kinds, active, refs, by_reference = signature
    key = (id(fun), signature)
    found = unit.functions.get(key)
    if found is not None:
        if found.in_progress:
            found.recursive = True
            for other in unit.stack[unit.stack.index(found) + 1 :]:
                other.guesses.append(found)
        return found
    node, origin, source = _normal(unit, fun)
    if unit.depth > 40 or len(unit.functions) > 1000:
        raise UnsupportedError(
            f"`{name}` is called with ever new kinds of arguments",
            place=place(source, node),
            hint="this happens when a recursive function passes a growing structure to itself",
        )
    params = walk.parameters(node)
    captured = list(fun.captured) if isinstance(fun, k.Definition) else unit.captured(fun)
    if key not in unit.names:
        unit.names[key] = unit.namer.fresh(name)
    typed = Typed(
        unit.names[key], fun, params + captured, active, source, origin,
        refs=refs, by_reference=by_reference,
    )  # fmt: skip
    unit.functions[key] = typed
    others = set(unit.functions)
    unit.keep(fun, kinds)
    unit.stack.append(typed)
    for _ in range(_ROUNDS):
        walker = _Walker(unit, typed, kinds, active, node)
        body = walker.block(node.body[:-1])
        result = join(
            typed.result_kind, walker.kind(walker.result), unit.symbols, ("result", id(typed))
        )
        varied = walker.varies(walker.result) and k.is_differentiable(result)
        settled = result == typed.result_kind and varied == typed.result_varied
        typed.result_kind, typed.result_varied = result, varied
        typed.body, typed.result = walker.prologue + body, walker.link_value(walker.result)
        typed.env, typed.varied = walker.env, walker.varied
        state = memory(typed, refs, by_reference)
        steady = state == typed.memory
        typed.memory = state
        if widen(typed, unit.heap, walker.kind):
            steady = False
        if steady and (settled or not typed.recursive):
            break
        for made in set(unit.functions) - others:
            if any(guess is typed for guess in unit.functions[made].guesses):
                del unit.functions[made]  # made while less was known of this function
    else:
        raise UnsupportedError(
            f"s2s cannot settle what `{name}` writes into",
            hint="give each variable one kind of value, and different arrays different names",
        )
    refuse_foreign(typed)
    unit.stack.pop()
    typed.in_progress = False
    return typed


def _normal(unit: Unit, fun: Any) -> tuple[gast.FunctionDef, dict[str, str], Any]:
    if isinstance(fun, k.Definition):
        owner = fun.owner
        outer = {*fun.captured, *fun.held, *fun.siblings}
        normal = normalise.normalise(fun.node, fun.globals, source=owner.source, captured=outer)
        return normal.node, normal.origin, owner.source
    cached = unit.normal.get(id(fun))
    if cached is None:
        parsed = frontend.parse(fun)
        frontend.check(parsed)
        normal = normalise.normalise(parsed.node, parsed.globals, source=parsed.source)
        cached = unit.normal[id(fun)] = (normal.node, normal.origin, parsed.source)
        unit.depend(fun)
    return cached


class _Walker:
    """Walks the statements of one function with the kinds of its names."""

    def __init__(
        self,
        unit: Unit,
        typed: Typed,
        kinds: tuple[k.Kind, ...],
        active: tuple[bool, ...],
        node: gast.FunctionDef,
    ) -> None:
        self.unit = unit
        self.typed = typed
        self.symbols = unit.symbols
        self.env: dict[str, k.Kind] = dict(zip(typed.params, kinds, strict=True))
        self.varied = {
            name
            for name, on in zip(typed.params, active, strict=True)
            # A passive argument too, where a call writes active values into it.
            if (on or name in typed.memory.shadow) and k.is_differentiable(self.env[name])
        }
        fun: Any = typed.fun
        self.scope: dict[str, object] = (
            fun.globals if isinstance(fun, k.Definition) else fun.__globals__
        )
        self.closure = unit.closure_of(fun)
        self.result: gast.expr = node.body[-1].value
        self.globals = {name for s in node.body if isinstance(s, gast.Global) for name in s.names}
        self.locals = walk.bound(node.body) - self.globals | set(walk.parameters(node))
        self.definitions = {s.name: s for s in _nested(node.body)}
        self.real: dict[str, str] = {}
        self.imported: dict[str, object] = {}
        self.iterators: dict[str, list[gast.expr]] = {}
        made = set(unit.temps.get(id(typed), {}).values()) | set(chain(*unit.lowered.values()))
        self.names = Namer(self.locals | set(self.env) | walk.read(node.body) | made)
        self.updates = Updates(self)
        self.prologue: list[gast.stmt] = []
        self.merges = _assigned_twice(node.body)
        self.unshared = unshared(node.body)
        self.target: str | None = None
        self.resolver = CallResolver(self)
        self.passive = Passive(self)
        self._siblings()
        for name, kind in list(self.env.items()):
            self.prologue.extend(self.passive.rebuilt(name, kind))
        for facts in (typed.calls, typed.written, typed.slots, typed.foreign):
            facts.clear()

    def _siblings(self) -> None:
        """A local function finds itself and its siblings under their names."""
        fun = self.typed.fun
        if not isinstance(fun, k.Definition):
            return
        for name, node in fun.siblings.items():
            if name in self.env or name in self.locals:
                continue
            twin = self.unit.sibling(fun, name, node)
            kinds = tuple(self.env[captured] for captured in twin.captured)
            self.env[name] = k.Closure(twin, kinds)
            if any(captured in self.varied for captured in twin.captured):
                self.varied.add(name)
            value = build.tuple_(
                [build.const(twin.tag), *[build.name(captured) for captured in twin.captured]]
            )
            self.prologue.append(build.assign(name, value))

    # Kinds and names

    def kind(self, node: gast.expr) -> k.Kind:
        """The kind of an atom or of a whole passive expression."""
        if isinstance(node, gast.Name):
            if node.id in self.env:
                return self.env[node.id]
            return self.object_kind(self.lookup(node.id))
        if isinstance(node, gast.Attribute) and self.is_global(node):
            return self.object_kind(self.global_object(node))
        return Evaluator(self.env, self.symbols, self.scope)(node)

    def object_kind(self, value: object) -> k.Kind:
        """The kind of a global object."""
        if isinstance(value, _Missing):
            return k.Opaque()
        return self.unit.heap.lift(kind_of(value, self.symbols))

    def lookup(self, name: str) -> object:
        """The object that a name that is not local stands for."""
        if name in self.globals:
            return _Missing()  # it is written here: what it is now says nothing
        return self.unit.lookup(name, self.scope, self.closure)

    def is_global(self, node: gast.expr) -> bool:
        """Whether an attribute chain starts at a name that is not local."""
        while isinstance(node, gast.Attribute):
            node = node.value
        return (
            isinstance(node, gast.Name) and node.id not in self.env and node.id not in self.locals
        )

    def global_object(self, node: gast.expr) -> object:
        """The object that a dotted global name stands for."""
        if isinstance(node, gast.Attribute):
            value = self.global_object(node.value)
            return getattr(value, node.attr, _Missing())
        return self.lookup(node.id)

    def varies(self, node: gast.expr) -> bool:
        """Whether an atom depends on the arguments to differentiate."""
        return isinstance(node, gast.Name) and (
            node.id in self.varied or node.id in self.typed.memory.shadow
        )

    def by_reference(self, node: gast.expr) -> bool:
        """Whether the adjoint of an atom is held in a shadow."""
        return isinstance(node, gast.Name) and node.id in self.typed.memory.shadow

    def link(self, node: gast.expr) -> gast.expr:
        """The expression with global names replaced by what the generated module calls them."""
        return self.passive.link(node)

    def fresh(self, base: str) -> str:
        """A name that the function does not use."""
        return self.names.fresh(base)

    def temp_name(self, value: gast.expr, base: str) -> str:
        """A name for a value that the walk introduces, the same at every walk."""
        key = gast.dump(value)
        if key not in self.unit.temps.setdefault(id(self.typed), {}):
            self.unit.temps[id(self.typed)][key] = self.fresh(base)
        return self.unit.temps[id(self.typed)][key]

    def link_value(self, node: gast.expr) -> gast.expr:
        """Links an expression that holds a function where its value, not a call, is wanted."""
        if isinstance(node, gast.Name) and isinstance(self.env.get(node.id), k.Closure | k.Derived):
            return walk.clone(node)
        if isinstance(node, gast.Subscript | gast.Attribute) and isinstance(
            node.value, gast.Name | gast.Attribute
        ):
            return gast_copy(node, self.link_value(node.value))
        if isinstance(node, gast.Tuple | gast.List):
            return self.display_of(node, node.elts)
        if isinstance(node, gast.Dict):
            return self.link_values(node)
        return self.link(node)

    def link_arguments(self, node: gast.Call) -> gast.Call:
        """Links a call that keeps its arguments: a local function among them is a value."""
        new: gast.Call = self.link(node)
        new.args = [a if isinstance(a, gast.Starred) else self.link_value(a) for a in node.args]
        for word, old in zip(new.keywords, node.keywords, strict=True):
            word.value = self.link_value(old.value)
        return new

    def link_values(self, node: gast.Dict) -> gast.Dict:
        """Links a dict display; a local function in it is a value."""
        new: gast.Dict = self.link(node)
        new.values = [self.link_value(value) for value in node.values]
        return new

    def kind_of_item(self, node: gast.expr) -> k.Kind:
        """The kind of an item of a sequence."""
        return item_kind(self.kind(node), self.symbols, ("item", id(node)))

    def constant(self, value: object, name: str, out: list[gast.stmt]) -> gast.expr:
        """A name bound to a function with a rule."""
        linked = self.unit.linker.known(value)
        assert linked is not None
        return self.resolver.temp(
            linked, kind_of(value, self.symbols), False, name, out, linked=True
        )

    def bound_default(
        self, fun: object, name: str, value: object, out: list[gast.stmt]
    ) -> gast.expr:
        """A default value that is an object, read from the function that has it."""
        linked = self.unit.linker.default(fun, name)
        kind = kind_of(value, self.symbols)
        bound = self.resolver.temp(linked, kind, False, name, out, linked=True)
        self.typed.foreign.add(bound.id)
        return bound

    def define(self, name: str, kind: k.Kind, varied: bool) -> None:
        """Records what is known of a name; merge names join what is known already."""
        self.env[name] = kind = self.unit.heap.lift(kind)
        varied = varied or name in self.typed.memory.shadow
        wide = self.typed.wide.get(name)
        if wide is not None:
            self.env[name] = kind = join(kind, wide, self.symbols, ("wide", id(self.typed), name))
        if varied and k.is_differentiable(kind):
            self.varied.add(name)
        else:
            self.varied.discard(name)

    def fail(
        self, error: type[Exception], message: str, node: gast.AST, note: str, hint: str
    ) -> Exception:
        """An error at a place of the user's source."""
        source = self.typed.source
        return error(message, place=place(source, node) if source else None, note=note, hint=hint)  # type: ignore[call-arg]

    # Statements

    def block(self, body: list[gast.stmt]) -> list[gast.stmt]:
        """The rewritten statements of a block."""
        out: list[gast.stmt] = []
        for statement in body:
            self.statement(statement, out)
        return out

    def statement(self, node: gast.stmt, out: list[gast.stmt]) -> None:
        """Adds the rewritten statement to ``out``."""
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                self.assign(name, value, node, out)
            case gast.Assign(targets=[gast.Tuple(elts=elts)], value=gast.Name() as value):
                self.unpack(elts, value, node, out)
            case gast.Assign(targets=[gast.Subscript() | gast.Attribute() as goal], value=value):
                self.store(goal, value, node, out)
            case gast.Expr(value=gast.Call() as call):
                self.effect(call, node, out)
            case gast.Expr():
                pass
            case gast.If():
                self.branch(node, out)
            case gast.For():
                self.loop_over(node, out)
            case gast.While():
                self.loop_while(node, out)
            case gast.With():
                self.context(node, out)
            case gast.FunctionDef():
                self.definition(node, out)
            case gast.Import() | gast.ImportFrom():
                self.imports(node, out)
            case gast.Assert() | gast.Raise():
                self.typed.impure = True
                out.append(self.passive.statement(node))
            case gast.Global():
                pass  # what is declared is reached through its module
            case gast.Pass() | gast.Break() | gast.Delete():
                out.append(walk.clone(node))
            case _:
                words = type(node).__name__
                raise self.fail(
                    UnsupportedError,
                    f"s2s cannot differentiate a `{words}` statement here",
                    node,
                    "it has no place in the normal form",
                    "rewrite this part of the function",
                )

    def effect(self, call: gast.Call, node: gast.stmt, out: list[gast.stmt]) -> None:
        """A call made as a statement; one that varies gets a name for its result."""
        self.target = self.temp_name(call, "unused")
        new = self.call(call, out)
        name, self.target = self.target, None
        if new is None:
            return
        resolution = self.typed.calls.get(id(new), (None, None))[1]
        if isinstance(resolution, RuleCall | UserCall):
            self.define(name, self.resolver.kind, self.resolver.varied)
            out.append(_at(build.assign(name, new), node))
        else:
            out.append(_at(build.statement(new), node))

    def assign(self, name: str, value: gast.expr, node: gast.stmt, out: list[gast.stmt]) -> None:
        """``name = rhs``."""
        if name in self.globals:
            self.assign_global(name, value, node, out)
            return
        self.target = name
        if self.is_foreign(value):
            self.typed.foreign.add(name)
        new, kind, varied = self.rhs(value, name, out)
        self.target = None
        merged = name in self.env and self.is_merge(name)
        if merged:
            kind = join(self.env[name], kind, self.symbols, (id(self.typed), name))
            varied = varied or name in self.varied
        self.define(name, kind, varied)
        out.append(_at(build.assign(name, new), node))
        out.extend(self.passive.rebuilt(name, kind))

    def is_foreign(self, value: gast.expr) -> bool:
        """Whether an expression reads memory that no parameter leads to: a global, say."""
        while isinstance(value, gast.Attribute | gast.Subscript):
            value = value.value
        return isinstance(value, gast.Name) and value.id not in self.env

    def assign_global(
        self, name: str, value: gast.expr, node: gast.stmt, out: list[gast.stmt]
    ) -> None:
        """``name = rhs`` where ``name`` is declared ``global``: a store into the user's module."""
        new, _, varied = self.rhs(value, name, out)
        if varied:
            raise self.fail(
                UnsupportedError,
                f"s2s cannot differentiate an assignment to the global `{name}`",
                node,
                "the value depends on what is differentiated, and would outlive the call",
                "return it, and assign it where the function is called",
            )
        goal = self.unit.linker.global_target(self.scope, name)
        self.typed.impure = True
        out.append(_at(gast.Assign(targets=[goal], value=new, type_comment=None), node))

    def is_merge(self, name: str) -> bool:
        """Whether the name is assigned in several places."""
        return name in self.merges

    def rhs(
        self, node: gast.expr, name: str, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        """The rewritten right-hand side, its kind and whether it varies."""
        site = (id(self.typed), name)
        match node:
            case gast.Name() | gast.Constant():
                return self.link_value(node), self.kind(node), self.varies(node)
            case gast.UnaryOp(op=gast.USub() | gast.UAdd(), operand=gast.Constant()):
                return walk.clone(node), self.kind(node), False
            case gast.BinOp(left=left, op=op, right=right):
                kinds = [self.kind(left), self.kind(right)]
                overloaded = self.resolver.overloads.operator(node, op, [left, right], kinds, out)
                if overloaded is not None:
                    return overloaded
                if isinstance(op, gast.BitOr) and all(isinstance(one, k.Dict) for one in kinds):
                    display = walk.copy_position(
                        gast.Dict(keys=[None, None], values=[left, right]), node
                    )
                    return self.dict_display(display, [None, None], [left, right], out)
                kind = operator_kind(BINARY[type(op)], kinds, self.symbols, site)
                if type(op) not in _SMOOTH and not all(map(k.is_numeric, kinds)):
                    if any(
                        self.varies(o) and k.is_differentiable(self.kind(o)) for o in (left, right)
                    ):
                        raise self.fail(
                            UnsupportedError,
                            "s2s cannot differentiate this operator on these values",
                            node,
                            "an operand is a container",
                            "build the result from its items",
                        )
                varied = type(op) in _SMOOTH and (self.varies(left) or self.varies(right))
                return self.link(node), kind, varied
            case gast.UnaryOp(op=op, operand=operand) if not isinstance(op, gast.Not):
                overloaded = self.resolver.overloads.operator(
                    node, op, [operand], [self.kind(operand)], out
                )
                if overloaded is not None:
                    return overloaded
                kind = operator_kind(UNARY[type(op)], [self.kind(operand)], self.symbols, site)
                return self.link(node), kind, self.varies(operand)
            case gast.Set(elts=elts):
                items = k.Tuple(tuple(self.kind(element) for element in elts))
                return self.link(node), k.List(item_kind(items, self.symbols, site), set), False
            case gast.Subscript(value=value):
                node = walk.copy_position(build.index(value, self.local_key(node.slice, out)), node)
                key = node.slice
                base = self.kind(value)
                if isinstance(base, k.Record | k.Object) and not hasattr(base.type, "_fields"):
                    call = walk.copy_position(
                        build.call(build.attribute(value, "__getitem__"), key), node
                    )
                    got = self.resolver.methods.of_class(
                        base.type, "__getitem__", call, value, [key], [], out
                    )
                    assert got is not None
                    return got, self.resolver.kind, self.resolver.varied
                self.resolver.unknown.check_item(node)
                kind = subscript_kind(self.kind(value), key, self.kind, self.symbols, site)
                return self.link(node), kind, self.varies(value)
            case gast.Attribute():
                return self.attribute(node, out)
            case gast.Call():
                new = self.call(node, out)
                assert new is not None
                return new, self.resolver.kind, self.resolver.varied
            case gast.Tuple(elts=elts) | gast.List(elts=elts):
                return self.display(
                    node, elts, type_=tuple if isinstance(node, gast.Tuple) else list
                )
            case gast.Dict(keys=keys, values=values):
                return self.dict_display(node, keys, values, out)
        return self.link(node), self.kind(node), False

    def local_key(self, key: gast.expr, out: list[gast.stmt]) -> gast.expr:
        """An index in which arrays and lists from outside of the function have a name inside."""
        if isinstance(key, gast.Tuple):
            elts = [self.local_key(part, out) for part in key.elts]
            return walk.copy_position(build.tuple_(elts), key)
        if not isinstance(key, gast.Name | gast.Attribute) or not self.is_foreign(key):
            return key
        kind = self.kind(key)
        if isinstance(kind, k.Scalar | k.Const):
            return key
        name = key.id if isinstance(key, gast.Name) else key.attr
        return self.resolver.temp(key, kind, False, name, out)

    def display(
        self, node: gast.expr, elts: list[gast.expr], type_: type
    ) -> tuple[gast.expr, k.Kind, bool]:
        """A tuple or list display."""
        varied = any(self.varies(e.value if isinstance(e, gast.Starred) else e) for e in elts)
        items: list[k.Kind] = []
        for element in elts:
            if isinstance(element, gast.Starred):
                inner = self.kind(element.value)
                if not isinstance(inner, k.Tuple):
                    if varied:
                        raise self.fail(
                            UnsupportedError,
                            "s2s cannot tell how many values `*` unpacks here",
                            node,
                            "the length is not known before the program runs",
                            "unpack a tuple instead",
                        )
                    return self.link(node), k.List(k.Opaque(), type_), False
                items.extend(inner.items)
            else:
                items.append(self.kind(element))
        if type_ is list and not elts:
            return self.link(node), k.List(k.Never()), False
        return self.display_of(node, elts), k.Tuple(tuple(items), type_), varied

    def display_of(self, node: gast.expr, elts: list[gast.expr]) -> gast.expr:
        """The display with its elements linked as values."""
        items = [self.link(e) if isinstance(e, gast.Starred) else self.link_value(e) for e in elts]
        return walk.copy_position(type(node)(elts=items, ctx=gast.Load()), node)

    def entries(self, node: gast.expr) -> tuple[tuple[object, k.Kind], ...] | None:
        """The entries of a dict whose keys are known, and stay as they are."""
        kind = self.kind(node)
        changed = self.typed.slots | self.typed.memory.slots
        if not isinstance(kind, k.Dict) or (isinstance(node, gast.Name) and node.id in changed):
            return None
        return kind.entries if kind.exact else None

    def merged_entries(
        self, keys: list[gast.expr | None], values: list[gast.expr], out: list[gast.stmt]
    ) -> tuple[list[gast.expr | None], list[gast.expr]]:
        """The entries of a display, with those of ``**`` dicts whose keys are known in their place."""
        found: dict[object, tuple[gast.expr | None, gast.expr]] = {}
        for i, (key, value) in enumerate(zip(keys, values, strict=True)):
            entries = self.entries(value) if key is None else None
            if entries is not None:
                for name, item in entries:
                    place = build.index(walk.clone(value), build.const(name))
                    varied = self.varies(value) and k.is_differentiable(item)
                    part = self.resolver.temp(place, item, varied, "entry", out)
                    found[name] = (build.const(name), part)
            elif isinstance(key, gast.Constant):
                found[key.value] = (key, value)
            else:
                found[("unknown", i)] = (key, value)
        return [key for key, _ in found.values()], [value for _, value in found.values()]

    def dict_display(
        self, node: gast.expr, keys: list[gast.expr | None], values: list[gast.expr],
        out: list[gast.stmt],
    ) -> tuple[gast.expr, k.Kind, bool]:  # fmt: skip
        """A dict display."""
        keys, values = self.merged_entries(keys, values, out)
        node = walk.copy_position(gast.Dict(keys=keys, values=values), node)
        varied = any(self.varies(value) for value in values)
        if all(isinstance(key, gast.Constant) for key in keys):
            pairs = zip(keys, values, strict=True)
            return (
                self.link_values(node),
                k.Dict(tuple((key.value, self.kind(v)) for key, v in pairs if key is not None)),
                varied,
            )
        if varied and any(key is None for key in keys):
            return self.joined_dicts(node, keys, values, out)
        item: k.Kind = k.Never()
        for value in values:
            item = join(item, self.kind(value), self.symbols, (id(node), "item"))
        return self.link_values(node), k.Dict(None, item), varied

    def joined_dicts(
        self, node: gast.expr, keys: list[gast.expr | None], values: list[gast.expr],
        out: list[gast.stmt],
    ) -> tuple[gast.expr, k.Kind, bool]:  # fmt: skip
        """``{**d, key: value}`` where the keys of ``d`` are not known."""
        whole: gast.expr | None = None
        for key, value in zip(keys, values, strict=True):
            part = value
            if key is not None:
                single = walk.copy_position(gast.Dict(keys=[key], values=[value]), node)
                linked, kind, varied = self.dict_display(single, [key], [value], out)
                part = self.resolver.temp(linked, kind, varied, "entry", out, linked=True)
            if whole is None:
                whole = part
                continue
            if not self.varies(whole) and not self.varies(part):
                both = gast.Dict(keys=[None, None], values=[walk.clone(whole), walk.clone(part)])
                kind = join(self.kind(whole), self.kind(part), self.symbols, (id(node), "joined"))
                whole = self.resolver.temp(both, k.forget(kind), False, "joined", out)
                continue
            call = walk.copy_position(build.call("dict", walk.clone(whole), part), node)
            new = self.resolver.users.call(
                dict_joined, "dict_joined", call, [whole, part], [], [], out
            )
            kind, varied = self.resolver.kind, self.resolver.varied
            whole = self.resolver.temp(new, kind, varied, "joined", out, linked=True)
        assert whole is not None
        return walk.clone(whole), self.kind(whole), self.varies(whole)

    def attribute(
        self, node: gast.Attribute, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        """``value.attr``: of a global, a record (its properties too), an array or a number."""
        if self.is_global(node):
            return self.link(node), self.kind(node), False
        base = self.kind(node.value)
        varied = self.varies(node.value)
        if isinstance(base, k.Record | k.Object):
            return self.resolver.records.attribute(node, base, out)
        if isinstance(base, k.Const):
            found = getattr(base.value, node.attr, _Missing())
            return self.link(node), self.object_kind(found), False
        if varied and k.is_numeric(base):
            method = rules.method("ndarray", node.attr)
            if method is None or not method.attribute:
                raise self.fail(
                    UnsupportedError,
                    f"s2s has no rule for the attribute `{node.attr}`",
                    node,
                    "a derivative would have to flow through it",
                    "use a function instead",
                )
            new = walk.clone(self.link(node))
            if method.rule.flavour == "zero":
                varied = False
            else:
                self.typed.calls[id(new)] = (
                    new,
                    bind_method(method, node.value, [], [], self, node),
                )
            return new, attribute_kind(base, node.attr, self.symbols), varied
        if isinstance(base, k.Dict) and node.attr == "get":
            return self.link(node), k.Method(k.Func(dict.get), base), varied
        if varied and not isinstance(base, k.Iterator):
            raise self.fail(
                UnsupportedError,
                f"s2s cannot follow the attribute `{node.attr}`",
                node,
                "it does not know what it is",
                "pass the value as an argument",
            )
        return self.link(node), attribute_kind(base, node.attr, self.symbols), varied

    def unpack(
        self, elts: list[gast.expr], value: gast.Name, node: gast.stmt, out: list[gast.stmt]
    ) -> None:
        """``a, b = value``."""
        base = self.kind(value)
        varied = self.varies(value)
        if isinstance(base, k.Record) and hasattr(base.type, "_fields"):
            base = k.Tuple(tuple(kind for _, kind in base.fields))
        star = next((i for i, e in enumerate(elts) if isinstance(e, gast.Starred)), None)
        for position, element in enumerate(elts):
            if isinstance(element, gast.Starred):
                kind: k.Kind = k.List(item_kind(base, self.symbols, (id(node), position)))
                if isinstance(base, k.Tuple):
                    kind = k.Tuple(
                        base.items[position : len(base.items) - (len(elts) - position - 1)], list
                    )
                self.define(element.value.id, kind, varied)
                continue
            offset = position if star is None or position < star else position - len(elts)
            key = build.const(offset)
            kind = subscript_kind(base, key, self.kind, self.symbols, (id(node), position))
            self.define(element.id, kind, varied)
        out.append(walk.clone(node))

    def store(
        self, goal: gast.expr, value: gast.expr, node: gast.stmt, out: list[gast.stmt]
    ) -> None:
        """``a[i] = value`` and ``obj.attr = value``."""
        if isinstance(goal, gast.Subscript):
            goal = gast_copy(goal, goal.value)
            goal.slice = self.local_key(goal.slice, out)
        base = goal.value
        made = self.kind(base)
        grown = isinstance(made, k.Dict) and not made.entries
        varied = self.varies(base) or self.varies(value)
        if varied and isinstance(goal, gast.Subscript) and grown and self.is_local_container(base):
            self.put(goal, value, node, out)
            return
        if varied and isinstance(base, gast.Name) and isinstance(made, k.Array | k.Unknown):
            self.updates.store(goal, value, node, out)
            return
        if isinstance(goal, gast.Attribute) and isinstance(made, k.Record) and varied:
            if creatable(made.type) and not hasattr(made.type, "_fields"):
                self.unit.heap.mark(made.type)
                made = self.unit.heap.lift(made)
                if isinstance(base, gast.Name) and base.id in self.env:
                    self.env[base.id] = made
        if isinstance(made, k.Object) and isinstance(base, gast.Name) and base.id in self.env:
            if isinstance(goal, gast.Attribute):
                self.resolver.objects.store(goal, value, node, out)
            else:
                call = build.call(build.attribute(base, "__setitem__"), goal.slice, value)
                walk.copy_position(call, node)
                self.resolver.objects.perform(call, goal, out)
            return
        if isinstance(goal, gast.Subscript) and isinstance(base, gast.Name):
            mutable = isinstance(made, k.Dict) or (
                isinstance(made, k.List | k.Tuple) and made.type is list
            )
            if mutable and base.id in self.env:
                if not self.updates.repeated(goal, value):
                    updated = self.updates.slot(goal, value, node, out)
                    out.append(updated or self.resolver.mutation.store(goal, value, node))
                return
        if varied:
            raise self.fail(
                MutationError,
                "s2s cannot yet differentiate a value that is written in place",
                node,
                "the array or object is overwritten after it was made",
                "build a new value instead: `np.where`, `np.concatenate`, a list comprehension",
            )
        if isinstance(base, gast.Name):
            (self.typed.written if isinstance(made, k.Array) else self.typed.slots).add(base.id)
        self.typed.impure = True
        new = _at(
            gast.Assign(
                targets=[self.passive.link_target(goal)], value=self.link(value), type_comment=None
            ),
            node,
        )
        out.append(new)

    def put(
        self, goal: gast.Subscript, value: gast.expr, node: gast.stmt, out: list[gast.stmt]
    ) -> None:
        """``out[key] = value`` where ``out`` is a dict made in this function."""
        name = goal.value.id
        kind = self.env[name]
        assert isinstance(kind, k.Dict)
        item = join(
            kind.item if kind.entries is None else k.Never(),
            self.kind(value),
            self.symbols,
            (name, "item"),
        )
        for _, entry in kind.entries or ():
            item = join(item, entry, self.symbols, (name, "item"))
        self.define(name, k.Dict(None, item), True)
        out.append(
            _at(gast.Assign(targets=[goal], value=self.link_value(value), type_comment=None), node)
        )

    def is_local_container(self, node: gast.expr) -> bool:
        """Whether a name is a list or dict made here, that nothing else refers to."""
        return isinstance(node, gast.Name) and node.id in self.unshared

    def call(self, node: gast.Call, out: list[gast.stmt]) -> gast.expr | None:
        """A call; ``None`` where nothing is left to do."""
        return self.resolver.call(node, out)

    def branch(self, node: gast.If, out: list[gast.stmt]) -> None:
        """``if``: both branches see the same names."""
        ok, value = known(self.kind(node.test))
        if ok and isinstance(value, bool):  # decided by the kinds of the arguments
            out.extend(self.block(node.body if value else node.orelse))
            return
        test = self.link(node.test)
        body = self.block(node.body)
        orelse = self.block(node.orelse)
        out.append(_at(build.if_(test, body, orelse), node))

    def loop_over(self, node: gast.For, out: list[gast.stmt]) -> None:
        """``for``: lowered to indices where a derivative flows through the items."""
        kind = self.kind(node.iter)
        if kind == k.Tuple(()) or (kind == k.List(k.Never()) and self.is_literal(node.iter)):
            return  # over no arguments of `*args`, say: the body does not run
        varied = self.varies(node.iter)
        if varied or isinstance(kind, k.Iterator):
            before, lowered = lower_for(node, kind, varied, self)
            for statement in before:
                self.statement(statement, out)
            node = lowered
        site = (id(self.typed), node.target.id)
        item = item_kind(self.kind(node.iter), self.symbols, site)

        def enter() -> None:
            self.define(node.target.id, item, False)

        body = self.settle(node.body, enter)
        new = build.for_(node.target.id, self.link(node.iter), body)
        out.append(_at(new, node))

    def is_literal(self, node: gast.expr) -> bool:
        """Whether a name stands for a display in the user's text, to which nobody else refers."""
        return isinstance(node, gast.Name) and node.id not in self.typed.origin

    def loop_while(self, node: gast.While, out: list[gast.stmt]) -> None:
        """``while``."""
        body = self.settle(node.body, lambda: None)
        new = gast.While(test=self.link(node.test), body=body, orelse=[])
        out.append(_at(new, node))

    def settle(self, body: list[gast.stmt], enter: object) -> list[gast.stmt]:
        """Walks a loop body until the kinds of its merge names stay."""
        merges = sorted((walk.bound(body) & self.merges) | self.unshared)
        for name in merges:
            if name in self.env:
                self.env[name] = k.forget(self.env[name])
        for _ in range(20):
            before = {name: (self.env.get(name), name in self.varied) for name in merges}
            enter()  # type: ignore[operator]
            new = self.block(body)
            for name in merges:
                if name in self.env:
                    self.env[name] = k.forget(self.env[name])
            if before == {name: (self.env.get(name), name in self.varied) for name in merges}:
                return new
        for name in merges:
            if k.is_differentiable(self.env.get(name, k.Opaque())):
                self.env[name] = k.Unknown()
        enter()  # type: ignore[operator]
        return self.block(body)

    def context(self, node: gast.With, out: list[gast.stmt]) -> None:
        """``with``."""
        items = [
            gast.withitem(
                context_expr=self.link(item.context_expr), optional_vars=item.optional_vars
            )
            for item in node.items
        ]
        for item in node.items:
            if isinstance(item.optional_vars, gast.Name):
                self.define(item.optional_vars.id, k.Opaque(), False)
        body = self.block(node.body)
        out.append(_at(gast.With(items=items, body=body, type_comment=None), node))

    def definition(self, node: gast.FunctionDef, out: list[gast.stmt]) -> None:
        """``def`` inside the function: a tuple of what it captures, and the function itself."""
        free = sorted(walk.read([node]))
        own = self.typed.fun.siblings if isinstance(self.typed.fun, k.Definition) else {}
        siblings = {**own, **self.definitions}
        captured = captured_by(node, siblings, set(self.env) | self.locals, free)
        own_params = set(walk.parameters(node))
        known = tuple(name for name in captured if name in self.env and name not in own_params)
        held = tuple(name for name, default in _defaults(node) if self.kind_known(default))
        values = [build.name(name) for name in known]
        values += [self.link_value(default) for name, default in _defaults(node) if name in held]
        constants = {name: self.lookup(name) for name in self.closure if name in free}
        definition = self.unit.definition(
            node, self.scope, self.closure, known, siblings, constants, self.typed, held
        )
        kinds = tuple(self.env[name] for name in known)
        kinds += tuple(
            k.forget(self.kind(default)) for name, default in _defaults(node) if name in held
        )
        varied = any(isinstance(value, gast.Name) and value.id in self.varied for value in values)
        self.env[node.name] = k.Closure(definition, kinds)
        if varied:
            self.varied.add(node.name)
        out.append(
            _at(build.assign(node.name, build.tuple_([build.const(definition.tag), *values])), node)
        )
        out.extend(self.passive.rebuilt(node.name, self.env[node.name]))

    def kind_known(self, node: gast.expr) -> bool:
        """Whether a default is a local value, to be kept with the function."""
        return isinstance(node, gast.Name) and node.id in self.env

    def imports(self, node: gast.Import | gast.ImportFrom, out: list[gast.stmt]) -> None:
        """An import inside the function binds a constant."""
        scope: dict[str, object] = {}
        code = compile(gast.unparse(gast.Module(body=[node], type_ignores=[])), "<import>", "exec")
        exec(
            code,
            {"__name__": self.scope.get("__name__"), "__package__": self.scope.get("__package__")},
            scope,
        )
        for name, value in scope.items():
            if name in self.imported and self.imported[name] is not value:
                raise self.fail(
                    UnsupportedError,
                    f"s2s cannot tell which `{name}` is meant: it is imported twice",
                    node,
                    "the two imports bind different things",
                    "import under two names",
                )
            self.imported[name] = value
            self.env[name] = kind_of(value, self.symbols)
        out.append(node)


_SMOOTH = (gast.Add, gast.Sub, gast.Mult, gast.Div, gast.Mod, gast.Pow, gast.MatMult)


class _Missing:
    """The value of a global name that is not there (yet)."""


def gast_copy(node: gast.expr, value: gast.expr) -> gast.expr:
    """The same subscript or attribute of another value."""
    fresh = walk.clone(node)
    fresh.value = value
    return fresh


def _defaults(node: gast.FunctionDef) -> list[tuple[str, gast.expr]]:
    args = node.args
    plain = [*args.posonlyargs, *args.args]
    pairs = list(zip(plain[len(plain) - len(args.defaults) :], args.defaults, strict=True))
    pairs += [
        (a, d) for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None
    ]
    return [(param.id, default) for param, default in pairs]


def _nested(body: list[gast.stmt]) -> list[gast.FunctionDef]:
    found: list[gast.FunctionDef] = []
    pending: list[gast.AST] = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, gast.FunctionDef):
            found.append(node)
        elif isinstance(node, gast.stmt):
            pending.extend(walk.children(node))
    return found


def _assigned_twice(body: list[gast.stmt]) -> set[str]:
    once: set[str] = set()
    twice: set[str] = set()
    pending: list[gast.AST] = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Store):
            (twice if node.id in once else once).add(node.id)
        elif isinstance(node, gast.stmt | gast.Tuple | gast.Starred):
            if not isinstance(node, gast.FunctionDef):
                pending.extend(walk.children(node))
    return twice


def _at(new: gast.stmt, old: gast.AST) -> gast.stmt:
    return walk.copy_position(new, old)
