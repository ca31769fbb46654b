"""Augmented assignments, which the normal form spells as calls of `operator.iadd` and its like."""

from __future__ import annotations

import inspect
import operator
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.alone import Alone
from s2s.analyse.callables import unhashable
from s2s.analyse.listed import becomes_array
from s2s.analyse.operator_kinds import BINARY, operator_kind
from s2s.errors import MutationError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver

_AUGMENTED: dict[object, type] = {
    operator.iadd: gast.Add, operator.isub: gast.Sub, operator.imul: gast.Mult, operator.itruediv: gast.Div,
    operator.ifloordiv: gast.FloorDiv, operator.imod: gast.Mod, operator.ipow: gast.Pow, operator.imatmul: gast.MatMult,
    operator.iand: gast.BitAnd, operator.ior: gast.BitOr, operator.ixor: gast.BitXor, operator.ilshift: gast.LShift,
    operator.irshift: gast.RShift,
}  # fmt: skip

_FLAT = (gast.FloorDiv, gast.BitAnd, gast.BitOr, gast.BitXor, gast.LShift, gast.RShift)


class Augmented:
    """Resolves augmented assignments."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker
        self.alone = Alone(resolver.walker)

    def assign(
        self, value: Any, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr | None:
        """The rewritten right-hand side; None where ``value`` is another function."""
        op = _AUGMENTED.get(value) if not unhashable(value) else None
        if op is None:
            return None
        walker, resolver = self.walker, self.resolver
        base = k.solid(walker.kind(args[0]))
        varied = resolver.any_varied(args, [])
        if isinstance(base, k.Object | k.Record) and not hasattr(base.type, "_fields"):
            return self._object(value, op, base, node, args, out)
        local = isinstance(args[0], gast.Name) and args[0].id in walker.env
        overwrites = isinstance(base, k.Array) or k.has_axes(base)
        if overwrites and varied and local and self.alone.becomes_array(args[0].id):
            self._check(args, node, out)
            return self._number(op, base, node, args)
        if overwrites and local:
            new = walker.updates.augment(op, args[0], args[1], node, out)
            resolver.kind, resolver.varied = base, varied
            return new
        listed = isinstance(base, k.List | k.Tuple) and base.type is list
        if listed and (
            op not in (gast.Add, gast.Mult) or becomes_array(base, op, walker.kind(args[1]))
        ):  # a list has no such operator: the array that another makes of it gets its name
            return self._array(op, node, args, out)
        if listed and local and op is gast.Add:
            return resolver.mutation.extend("extend", node, args, out)
        if listed and local and op is gast.Mult:
            return resolver.mutation.extend("__imul__", node, args, out)
        if isinstance(base, k.Dict) and local and op is gast.BitOr:
            return resolver.mutation.extend("update", node, args, out)
        unseen = isinstance(base, k.Never)  # it came there by a way that s2s does not follow
        if unseen or (varied and isinstance(base, k.Unknown)):
            self._check(args, node, out)
        elif isinstance(base, k.Array | k.Unknown | k.Dict | k.Opaque) or listed:
            return self._overwritten(base, node, args)
        return self._number(op, base, node, args)

    def _check(self, args: list[gast.expr], node: gast.Call, out: list[gast.stmt]) -> None:
        """A check, when the program runs, that ``x op= y`` overwrites no array that others see."""
        walker, name = self.walker, getattr(args[0], "id", "")
        if name in walker.env and self.alone.is_element(name):
            return
        if name in walker.env and self.alone.is_alone(name):
            walker.guard("rt.in_its_place", args, node, out)
        else:
            walker.guard("rt.only_number", args[:1], node, out)
            if name in walker.env:  # who calls this function has to run the check, too
                walker.typed.written.add(name)

    def _overwritten(self, base: k.Kind, node: gast.Call, args: list[gast.expr]) -> gast.expr:
        """``x op= y`` of something that it overwrites: right only if nothing varies."""
        walker = self.walker
        if self.resolver.any_varied(args, []):
            self.resolver.unknown.follow_queues()
            raise walker.fail(
                MutationError,
                "s2s cannot yet differentiate an augmented assignment to an array or list",
                node,
                "it overwrites the array or list in place, and other names may refer to it",
                "write `x = x + y` instead of `x += y`",
            )
        if isinstance(args[0], gast.Name):
            walker.typed.written.add(args[0].id)
        new = walker.link(node)
        walker.typed.passive_calls[id(new)] = new
        walker.typed.impure = True
        self.resolver.kind, self.resolver.varied = base, False
        return new

    def _number(self, op: type, base: k.Kind, node: gast.Call, args: list[gast.expr]) -> gast.expr:
        """``x op= y`` of numbers: ``x = x op y``."""
        walker = self.walker
        if walker.target is not None:
            walker.updates.made[walker.target] = (op, args[0], args[1])
        binary = walk.copy_position(gast.BinOp(left=args[0], op=op(), right=args[1]), node)
        kinds = [base, walker.kind(args[1])]
        site = (id(walker.typed), id(node))
        self.resolver.kind = operator_kind(BINARY[op], kinds, walker.symbols, site)
        self.resolver.varied = self.resolver.any_varied(args, []) and op not in _FLAT
        return walker.link(binary)

    def _array(
        self, op: type, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr:
        """``xs op= y`` of a list and an array: ``xs = xs op y``."""
        walker, resolver = self.walker, self.resolver
        binary = walk.copy_position(gast.BinOp(left=args[0], op=op(), right=args[1]), node)
        site = (id(walker.typed), id(node))
        new, resolver.kind, resolver.varied = walker.expressions.binary(binary, site, out)
        return new

    def _object(
        self, value: Any, op: type, base: k.Object | k.Record, node: gast.Call,
        args: list[gast.expr], out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``obj op= y``: the method for it, or that of the plain operator."""
        method = f"__{value.__name__}__"
        if inspect.getattr_static(base.type, method, None) is not None:
            call = walk.copy_position(build.call(build.attribute(args[0], method), args[1]), node)
            self.walker.unit.keep(call)
            return self.resolver.methods.of_class(
                base.type, method, call, args[0], [args[1]], [], out
            )
        kinds = [base, self.walker.kind(args[1])]
        made = self.resolver.overloads.operator(node, op(), args, kinds, out)
        if made is None:
            return self.resolver.unknown.call(node, "the class has no such operator")
        new, self.resolver.kind, self.resolver.varied = made
        return new
