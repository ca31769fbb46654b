"""Right-hand sides: rewritten, with their kind and whether they vary."""

from __future__ import annotations

import inspect
import types
from typing import TYPE_CHECKING

import gast

from s2s.analyse import kinds as k
from s2s.analyse.item_kinds import item_kind, subscript_kind
from s2s.analyse.listed import with_arrays
from s2s.analyse.operator_kinds import BINARY, UNARY, operator_kind
from s2s.analyse.several_values import tell_items_apart
from s2s.analyse.unrolling import holds_unlike
from s2s.errors import UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_SMOOTH = (gast.Add, gast.Sub, gast.Mult, gast.Div, gast.Mod, gast.Pow, gast.MatMult)


_WHOLE = (gast.Compare, gast.BoolOp, gast.IfExp, gast.JoinedStr, gast.UnaryOp)


def _asks(node: gast.expr) -> bool:
    """Whether this is ``any(...)`` or ``all(...)`` of a generator, kept whole, or ``hasattr``."""
    return isinstance(node, gast.Call) and (
        any(isinstance(argument, gast.GeneratorExp) for argument in node.args)
        or (isinstance(node.func, gast.Name) and node.func.id == "hasattr")
    )


class Expressions:
    """Rewrites the right-hand sides of one function."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def rhs(
        self, node: gast.expr, name: str, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        """The rewritten right-hand side, its kind and whether it varies."""
        walker = self.walker
        site = (id(walker.typed), name)
        self._check_whole(node)
        overloaded = self._of_class(node, out)
        if overloaded is not None:
            return overloaded
        match node:
            case gast.Name() | gast.Constant():
                return walker.linked.value(node), walker.kind(node), walker.varies(node)
            case gast.UnaryOp(op=gast.USub() | gast.UAdd(), operand=gast.Constant()):
                return walk.clone(node), walker.kind(node), False
            case gast.BinOp():
                return self.binary(node, site, out)
            case gast.UnaryOp(op=op, operand=operand) if not isinstance(op, gast.Not):
                kind = operator_kind(UNARY[type(op)], [walker.kind(operand)], walker.symbols, site)
                return walker.link(node), kind, walker.varies(operand)
            case gast.Set(elts=elts):
                walker.displays.refuse_set(elts, node)
                items = k.Tuple(tuple(walker.kind(element) for element in elts))
                item = item_kind(items, walker.symbols, site)
                return walker.link(node), k.List(item, set), False
            case gast.Subscript():
                return self._subscript(node, site, out)
            case gast.Attribute():
                return walker.attributes.read(node, out)
            case gast.Call():
                new = walker.call(node, out)
                assert new is not None
                return new, walker.resolver.kind, walker.resolver.varied
            case gast.Tuple(elts=elts) | gast.List(elts=elts):
                cls = tuple if isinstance(node, gast.Tuple) else list
                return walker.displays.sequence(node, elts, cls, out)
            case gast.Dict(keys=keys, values=values):
                return walker.displays.mapping(node, keys, values, out)
        return walker.link(node), walker.texts.of_expression(node, walker.kind(node)), False

    def _check_whole(self, node: gast.expr) -> None:
        """Looks into an expression that stays whole."""
        if isinstance(node, _WHOLE) or _asks(node):
            self.walker.hidden.check(node)
        if isinstance(node, gast.BoolOp | gast.IfExp):
            self.walker.hidden.truths(node)

    def _of_class(
        self, node: gast.expr, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool] | None:
        """A sign or comparison that the class of an operand defines."""
        match node:
            case gast.UnaryOp(op=op, operand=operand) if not isinstance(operand, gast.Constant):
                operands = [operand]
            case gast.Compare(left=left, ops=[op], comparators=[right]):
                operands = [left, right]
            case _:
                return None
        kinds = list(map(self.walker.kind, operands))
        return self.walker.resolver.overloads.operator(node, op, operands, kinds, out)

    def binary(
        self, node: gast.BinOp, site: object, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        """``left op right``."""
        walker, op, operands = self.walker, node.op, [node.left, node.right]
        kinds = [walker.kind(operand) for operand in operands]
        overloaded = walker.resolver.overloads.operator(node, op, operands, kinds, out)
        if overloaded is not None:
            return overloaded
        if isinstance(op, gast.BitOr) and all(isinstance(one, k.Dict) for one in kinds):
            display = walk.copy_position(gast.Dict(keys=[None, None], values=operands), node)
            return walker.displays.mapping(display, [None, None], operands, out)
        text = walker.texts.of_operator(node, kinds)
        if text is not None:
            return walker.link(node), text, False
        node = with_arrays(node, walker, out)
        operands = [node.left, node.right]
        kinds = [walker.kind(operand) for operand in operands]
        node = self._plain_operands(node, out)
        kind = operator_kind(BINARY[type(op)], kinds, walker.symbols, site)
        smooth = type(op) in _SMOOTH
        if not smooth and not all(map(k.is_numeric, kinds)):
            if any(walker.varies(o) and k.is_differentiable(walker.kind(o)) for o in operands):
                raise walker.fail(
                    UnsupportedError,
                    "s2s cannot differentiate this operator on these values",
                    node,
                    "an operand is a container",
                    "build the result from its items",
                )
        return walker.link(node), kind, smooth and any(map(walker.varies, operands))

    def _plain_operands(self, node: gast.BinOp, out: list[gast.stmt]) -> gast.BinOp:
        """The operation with a check of an operand of unknown type beside one that varies.

        To `np.matrix` and its like the operators mean something else than to arrays.
        """
        left, right = node.left, node.right
        # The cotangents of a product are checked, and it is that with a sparse matrix too.
        check = "rt.factor" if isinstance(node.op, gast.MatMult) else "rt.operand"
        if self.walker.varies(right):
            left = self.walker.resolver.checked(left, out, check)
        elif self.walker.varies(left):
            right = self.walker.resolver.checked(right, out, check)
        if left is node.left and right is node.right:
            return node
        new = walk.copy_position(gast.BinOp(left=left, op=node.op, right=right), node)
        self.walker.unit.keep(new)
        return new

    def _subscript(
        self, node: gast.Subscript, site: object, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        """``value[key]``."""
        walker, value = self.walker, node.value
        key, base = self.local_key(node.slice, out), walker.kind(value)
        key = self.item_key(value, key, out)
        node = walk.copy_position(build.index(value, key), node)
        generic = isinstance(base, k.Const) and hasattr(base.value, "__class_getitem__")
        if generic and not hasattr(type(base.value), "__getitem__"):  # type: ignore[attr-defined]
            self._check_generic(base, node)
            return walker.linked.value(value), base, False  # ``Box[float]`` makes what ``Box`` does
        if isinstance(base, k.Record | k.Object) and not hasattr(base.type, "_fields"):
            method = build.attribute(value, "__getitem__")
            key = walker.displays.as_argument(key, node, out)
            call = walk.copy_position(build.call(method, key), node)
            resolver = walker.resolver
            got = resolver.methods.of_class(base.type, "__getitem__", call, value, [key], [], out)
            assert got is not None
            return got, resolver.kind, resolver.varied
        joined = walker.indexers.joined(node, out)
        if joined is not None:
            return joined
        self._check_item(node)
        kind = subscript_kind(base, key, walker.kind, walker.symbols, site)
        if (isinstance(kind, k.Mixed) or type(kind) is k.Opaque) and holds_unlike(base):
            tell_items_apart(walker)
        linked = walker.linked.value if isinstance(base, k.Closure | k.Derived) else walker.link
        return linked(node), kind, walker.varies(value)

    def _check_generic(self, cls: k.Kind, node: gast.Subscript) -> None:
        """Refuses ``Class[key]`` where the class says itself what that is."""
        value = cls.value if isinstance(cls, k.Const) else None
        found = inspect.getattr_static(value, "__class_getitem__", None)
        found = found.__func__ if isinstance(found, classmethod) else found
        if isinstance(found, types.FunctionType) and found.__module__ != "typing":
            raise self.walker.fail(
                UnsupportedError,
                f"s2s cannot follow `{found.__qualname__}`",
                node,
                "an index of a class is taken to say of which types it is",
                "write a method, and call it",
            )

    def local_key(self, key: gast.expr, out: list[gast.stmt]) -> gast.expr:
        """An index in which arrays and lists from outside of the function have a name inside."""
        if isinstance(key, gast.Tuple):
            elts = [self.local_key(part, out) for part in key.elts]
            return walk.copy_position(build.tuple_(elts), key)
        outside = isinstance(key, gast.Name | gast.Attribute)
        if not outside or not self.walker.outside.is_foreign(key):
            return key
        kind = self.walker.kind(key)
        if isinstance(kind, k.Scalar | k.Const | k.Range | k.Slice):
            return key
        name = key.id if isinstance(key, gast.Name) else key.attr
        return self.walker.resolver.temp(key, kind, False, name, out)

    def item_key(self, container: gast.expr, key: gast.expr, out: list[gast.stmt]) -> gast.expr:
        """An index into a list or tuple, written out where a name holds a slice.

        Of what is not known, the running program asks whether it is one.
        """
        walker = self.walker
        base = k.solid(walker.kind(container))
        if not isinstance(base, k.List | k.Tuple) or isinstance(key, gast.Slice):
            return key
        kind = walker.kind(key)
        temp = walker.resolver.temp
        if isinstance(kind, k.Slice):
            bounds = [
                temp(build.attribute(walk.clone(key), name), k.Opaque(), False, name, out)
                for name in ("start", "stop", "step")
            ]
            return walk.copy_position(gast.Slice(*bounds), key)
        if isinstance(kind, k.Opaque) and walker.varies(container):
            walker.unit.linker.module("s2s.runtime")
            call = build.call("rt.one_item", walker.linked.value(key))
            return temp(call, k.Opaque(), False, "place", out, linked=True)
        return key

    def _check_item(self, node: gast.Subscript) -> None:
        """Reading an item of something unknown that varies is an error."""
        base = self.walker.kind(node.value)
        generated = str(self.walker.scope.get("__name__")).startswith("s2s_generated.")
        if isinstance(base, k.Closure | k.Derived) and generated:
            return
        if self.walker.varies(node.value) and isinstance(
            base, k.Opaque | k.Iterator | k.Closure | k.Derived | k.Mixed
        ):
            raise self.walker.fail(
                UnsupportedError,
                "s2s does not know what this index reads",
                node,
                "the value may be one of several things",
                "use one kind of container throughout",
            )
