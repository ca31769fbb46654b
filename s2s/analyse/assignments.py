"""Assignments to names, and calls made for their effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.hoist import buffer_of, note_holder, place_of
from s2s.analyse.item_kinds import given_kind, item_kind, subscript_kind
from s2s.analyse.iterables import items_of
from s2s.analyse.join import join
from s2s.analyse.lent import lent
from s2s.analyse.retrieved import is_container, retrieved
from s2s.analyse.typed import Append, RuleCall, Slot, UserCall
from s2s.analyse.updates import refuse_objects
from s2s.errors import UnsupportedError
from s2s.normalise.ssa import is_unassigned
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


class Assignments:
    """Rewrites the assignments to names of one function."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def assign(self, name: str, value: gast.expr, node: gast.stmt, out: list[gast.stmt]) -> None:
        """``name = rhs``."""
        if name in self.walker.globals:
            self._global(name, value, node, out)
            return
        if self._is_unbound(name, value):
            return
        if is_unassigned(value):
            self.walker.unit.linker.module("s2s.runtime")
            self.walker.typed.pure_calls[id(value)] = value
            self.walker.define(name, k.Never(), False)
            out.append(node)
            return
        value = place_of(self.walker, value) or value
        note_holder(self.walker, name, value)
        self.walker.target = name
        if self.walker.outside.is_foreign(value) and not self._is_part(value):
            self.walker.outside.note(name, buffer_of(self.walker, value))
        new, kind, varied = self.walker.expressions.rhs(value, name, out)
        kind = lent(self.walker, value, new, self._retrieved(name, value, kind), out)
        self.walker.target = None
        if self.walker.outside.may_move(name, value):
            self.walker.typed.unsteady.add(name)
        change = self.walker.typed.resolution(new)
        if isinstance(change, Append | Slot) and kind == k.Const(None):
            # `[xs.append(v) for v in x]`
            out.append(walk.copy_position(build.statement(new), node))
            new = build.const(None)
        if k.is_objects(kind) and self.walker.memory.shadow(name) and self._of_nothing(value):
            # Not filled yet: who writes into it is checked when it runs.
            kind = k.Unknown(array=k.has_axes(kind))
        kind = self._differentiable(kind, node) if varied else kind
        merged = name in self.walker.env and self.walker.is_merge(name)
        if merged:
            kind = join(
                self.walker.env[name], kind, self.walker.symbols, (id(self.walker.typed), name)
            )
            varied = varied or name in self.walker.varied
        self.walker.define(name, kind, varied)
        out.append(walk.copy_position(build.assign(name, new), node))
        out.extend(self.walker.passive.rebuilt(name, kind))

    def _is_part(self, value: gast.expr) -> bool:
        """Whether it is a slice of a list: a new one."""
        if not isinstance(value, gast.Subscript) or not isinstance(value.slice, gast.Slice):
            return False
        return isinstance(self.walker.kind(value.value), k.List | k.Tuple)

    def _retrieved(self, name: str, value: gast.expr, kind: k.Kind) -> k.Kind:
        """The kind of what is read back from a container or an object."""
        walker = self.walker
        if walker.symbols.are_steady:
            return kind
        match value:
            case gast.Subscript(value=base) | gast.Attribute(value=base):
                read, kept = [base], []
            case gast.Call(func=gast.Attribute(value=base), args=args):
                read, kept = [base, *args], args
            case gast.Call(args=args):
                read, kept = args, args
            case _:
                return kind
        if not any(is_container(walker.kind(one)) for one in read if isinstance(one, gast.Name)):
            return kind
        names = [walker.kind(one) for one in kept if isinstance(one, gast.Name)]
        return retrieved(kind, walker.symbols, (id(walker.typed), name, "read"), names)

    def _differentiable(self, kind: k.Kind, node: gast.stmt) -> k.Kind:
        """The kind of a value that varies."""
        refuse_objects(self.walker, kind, node)
        # Not known to be passive: whoever uses it has to find out.
        return k.Unknown() if type(kind) is k.Opaque else kind

    def _of_nothing(self, value: gast.expr) -> bool:
        """Whether a call from outside makes an array of ``None``, and of nothing else."""
        if not isinstance(value, gast.Call) or walk.read(value.func) & self.walker.env.keys():
            return False
        kinds = [self.walker.kind(v) for v in (*value.args, *(w.value for w in value.keywords))]
        rest = [kind for kind in kinds if not _is_nothing(kind)]
        sizes = (k.Scalar, k.Const, k.Func, k.Tuple)
        return len(rest) < len(kinds) and all(
            isinstance(kind, sizes) and not k.is_differentiable(kind) for kind in rest
        )

    def _is_unbound(self, name: str, value: gast.expr) -> bool:
        """Whether this is a new version of a variable that no path that is taken has assigned."""
        if not isinstance(value, gast.Name) or value.id in self.walker.env:
            return False
        origin = self.walker.typed.origin
        return value.id in self.walker.locals and origin.get(value.id) == origin.get(name)

    def look(self, value: gast.Subscript, node: gast.stmt, out: list[gast.stmt]) -> None:
        """An item that is read for nothing but that it be there, or for the error if it is not."""
        name = self.walker.temp_name(value, "unused")
        new, kind, varied = self.walker.expressions.rhs(value, name, out)
        self.walker.typed.passive_calls[id(new)] = new
        self.walker.define(name, kind, varied)
        out.append(walk.copy_position(build.assign(name, new), node))

    def effect(self, call: gast.Call, node: gast.stmt, out: list[gast.stmt]) -> None:
        """A call made as a statement; one that varies gets a name for its result."""
        self.walker.target = self.walker.temp_name(call, "unused")
        new = self.walker.call(call, out)
        if new is not None:
            lent(self.walker, call, new, self.walker.resolver.kind, out)
        name, self.walker.target = self.walker.target, None
        if new is None:
            return
        resolution = self.walker.typed.resolution(new)
        if isinstance(resolution, RuleCall | UserCall):
            self.walker.define(name, self.walker.resolver.kind, self.walker.resolver.varied)
            out.append(walk.copy_position(build.assign(name, new), node))
        else:
            out.append(walk.copy_position(build.statement(new), node))

    def _global(self, name: str, value: gast.expr, node: gast.stmt, out: list[gast.stmt]) -> None:
        """``name = rhs`` where ``name`` is declared ``global``: a store into the user's module."""
        new, _, varied = self.walker.expressions.rhs(value, name, out)
        if varied:
            raise self.walker.fail(
                UnsupportedError,
                f"s2s cannot differentiate an assignment to the global `{name}`",
                node,
                "the value depends on what is differentiated, and would outlive the call",
                "return it, and assign it where the function is called",
            )
        goal = self.walker.unit.linker.global_target(self.walker.scope, name)
        self.walker.typed.impure = self.walker.typed.effects = True
        out.append(
            walk.copy_position(gast.Assign(targets=[goal], value=new, type_comment=None), node)
        )

    def unpack(
        self, elts: list[gast.expr], value: gast.Name, node: gast.stmt, out: list[gast.stmt]
    ) -> None:
        """``a, b = value``."""
        value = items_of(self.walker, value, node, out)
        base = self.walker.kind(value)
        varied = self.walker.varies(value)
        starred = any(isinstance(element, gast.Starred) for element in elts)
        if varied and (isinstance(base, k.Iterator) or isinstance(base, k.Array) and starred):
            value = self._listed(value, node, out)
            base = self.walker.kind(value)
        if isinstance(base, k.Dict):  # its keys
            base = k.List(given_kind(base, self.walker.symbols, (id(node), "keys")))
        if isinstance(base, k.Record) and hasattr(base.type, "_fields"):
            base = k.Tuple(tuple(kind for _, kind in base.fields))
        star = next((i for i, e in enumerate(elts) if isinstance(e, gast.Starred)), None)
        for position, element in enumerate(elts):
            if isinstance(element, gast.Starred):
                kind: k.Kind = k.List(item_kind(base, self.walker.symbols, (id(node), position)))
                if isinstance(base, k.Tuple):
                    kind = k.Tuple(
                        base.items[position : len(base.items) - (len(elts) - position - 1)], list
                    )
                self.walker.define(element.value.id, kind, varied)
                continue
            offset = position if star is None or position < star else position - len(elts)
            key = build.const(offset)
            kind = subscript_kind(
                base, key, self.walker.kind, self.walker.symbols, (id(node), position)
            )
            if is_container(base):
                site = (id(self.walker.typed), element.id, "read")
                kind = retrieved(kind, self.walker.symbols, site)
            self.walker.define(element.id, kind, varied)
        out.append(
            walk.copy_position(gast.Assign([walk.clone(node.targets[0])], value, None), node)
        )

    def _listed(self, value: gast.Name, node: gast.stmt, out: list[gast.stmt]) -> gast.Name:
        """An iterator that is unpacked, or an array of which a list is made, as a tuple."""
        resolver = self.walker.resolver
        call = walk.copy_position(build.call("tuple", walk.clone(value)), node)
        self.walker.unit.keep(call)
        made = resolver.iterators.copied(tuple, call, value, out)
        assert made is not None
        return resolver.temp(made, resolver.kind, resolver.varied, "items", out, linked=True)


def _is_nothing(kind: k.Kind) -> bool:
    """Whether a value is ``None``, or a list of ``None``."""
    items = k.items_of(kind) if isinstance(kind, k.Tuple | k.List) else ()
    return kind == k.Const(None) or (bool(items) and all(map(_is_nothing, items)))
