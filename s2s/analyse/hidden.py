"""Methods of users' classes inside expressions that were kept whole: they may write.

Whether an expression only looks is judged by names where code is normalised, since nothing is known
of values there. Where a name turns out to mean a method written in Python, the function is normalised
again with that call taken apart; what cannot be taken apart is refused if its method may write.
"""

from __future__ import annotations

import functools
import inspect
import types
from typing import TYPE_CHECKING

import gast

from s2s import frontend
from s2s.analyse import kinds as k
from s2s.analyse.overloads import only_tests
from s2s.errors import KindError, S2SError, UnsupportedError
from s2s.normalise.passive import BUILTINS, location, may_write
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_BUILTINS = {
    "len": "__len__", "abs": "__abs__", "float": "__float__", "int": "__int__", "bool": "__bool__",
    "complex": "__complex__", "round": "__round__", "sum": "__iter__", "max": "__iter__",
    "min": "__iter__", "list": "__iter__", "tuple": "__iter__", "any": "__iter__",
    "all": "__iter__", "hash": "__hash__", "range": "__index__",
}  # fmt: skip
_ATTRIBUTE = frozenset({"getattr", "hasattr"})
_COMPARED = {
    gast.Eq: "__eq__", gast.NotEq: "__ne__", gast.Lt: "__lt__", gast.LtE: "__le__",
    gast.Gt: "__gt__", gast.GtE: "__ge__", gast.In: "__contains__", gast.NotIn: "__contains__",
}  # fmt: skip


class Hidden:
    """Looks for methods of users' classes in the expressions of one function that stay whole."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def check(self, node: gast.AST) -> None:
        """Asks for the calls of such methods to be taken apart.

        Raises:
            KindError: it has been asked; the function is to be read again.
            UnsupportedError: what cannot be taken apart may write.
        """
        if not any(self._class(build.name(name)) for name in walk.read(node)):
            return
        for child in walk.nodes(node):
            if isinstance(child, gast.Call):
                self._call(child)
            elif isinstance(child, gast.Attribute | gast.Subscript):
                self._read(child)
            elif isinstance(child, gast.Compare):
                operands = [child.left, *child.comparators]
                for left, op, right in zip(operands, child.ops, operands[1:], strict=False):
                    name = _COMPARED.get(type(op), "")
                    self._looks_only(child, right if "contains" in name else left, name)
        for part in _asked(node):
            self._looks_only(part, part, "__bool__")

    def truths(self, node: gast.BoolOp | gast.IfExp) -> None:
        """Refuses a comparison among the values of ``and``, ``or`` and ``if`` that may give a number.

        Raises:
            UnsupportedError: a class says what it gives.
        """
        parts = node.values if isinstance(node, gast.BoolOp) else [node.body, node.orelse]
        for part in parts:
            if isinstance(part, gast.BoolOp | gast.IfExp):
                self.truths(part)
            if not isinstance(part, gast.Compare) or len(part.ops) > 1:
                continue
            found = self._method(part.left, _COMPARED.get(type(part.ops[0]), ""))
            if found is not None and not only_tests(found):
                raise self.walker.fail(
                    UnsupportedError,
                    f"s2s cannot follow what `{found.__qualname__}` gives here",
                    part,
                    "a comparison among the values of `and`, `or` and `if` is taken for a truth",
                    "give the comparison a name in a statement of its own before",
                )

    def _call(self, node: gast.Call) -> None:
        func = node.func
        if isinstance(func, gast.Attribute) and self._method(func.value, func.attr) is not None:
            self._apart(node)
        elif isinstance(func, gast.Name) and func.id in _ATTRIBUTE and len(node.args) > 1:
            self._attribute(node, func.id)
        elif isinstance(func, gast.Name) and func.id in _BUILTINS and node.args:
            if self._method(node.args[0], _BUILTINS[func.id]) is not None:
                self._apart(node)

    def _read(self, node: gast.Attribute | gast.Subscript) -> None:
        """A property that may write, or items that the class computes."""
        if not isinstance(node.ctx, gast.Load):
            return
        cls = self._class(node.value)
        if isinstance(node, gast.Subscript):
            if self._method(node.value, "__getitem__") is not None:
                self._apart(node)
        elif cls is not None and _getter_may_write(cls, node.attr):
            self._apart(node)

    def _attribute(self, node: gast.Call, func: str) -> None:
        """``getattr`` and ``hasattr`` of a property that may write."""
        cls, name = self._class(node.args[0]), node.args[1]
        if cls is None or not isinstance(name, gast.Constant):
            return
        if _getter_may_write(cls, str(name.value)):
            if func == "getattr":
                self._apart(node)
            raise self._refusal(node, f"the property `{name.value}`, which `hasattr` reads,")

    def _apart(self, node: gast.expr) -> None:
        heap, source = self.walker.unit.heap, self.walker.typed.source
        key = (source.filename if source else "", location(node))
        if key in heap.apart:
            raise self._refusal(node, "this expression")
        heap.apart.add(key)
        heap.version += 1
        raise KindError("an expression has to be taken apart")

    def _looks_only(self, node: gast.expr, owner: gast.expr, name: str) -> None:
        """Refuses a comparison or test whose method may write."""
        found = self._method(owner, name)
        if found is None and name == "__bool__":
            found = self._method(owner, "__len__")
        if found is not None and method_may_write(found, self._class(owner) or object):
            raise self._refusal(node, f"`{found.__qualname__}`, which this test calls,")

    def _refusal(self, node: gast.expr, what: str) -> Exception:
        return self.walker.fail(
            UnsupportedError,
            f"{what} may write into the object",
            node,
            "a test only chooses what runs; s2s follows no write that it makes",
            "call the method in a statement of its own before the test",
        )

    def _method(self, owner: gast.expr, name: str) -> types.FunctionType | None:
        """The Python function that a method of an expression's class is, if it is one."""
        cls = self._class(owner)
        found = inspect.getattr_static(cls, name, None) if cls is not None else None
        if isinstance(found, classmethod | staticmethod):
            found = found.__func__
        if not isinstance(found, types.FunctionType) or found.__module__.startswith("s2s."):
            return None
        return None if found.__code__.co_filename.startswith("<") else found

    def _class(self, node: gast.expr) -> type | None:
        """The user's class of an expression, if it has one."""
        if not isinstance(node, gast.Name | gast.Attribute | gast.Subscript):
            return None
        try:
            kind = self.walker.kind(node)
        except S2SError:
            return None
        if isinstance(kind, k.Record | k.Object) and not kind.type.__module__.startswith("s2s."):
            return kind.type
        return None


def _asked(node: gast.AST) -> list[gast.expr]:
    """The parts of a test whose truth is asked for."""
    found: list[gast.expr] = []
    pending = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, gast.Name | gast.Attribute):
            found.append(part)
        elif isinstance(part, gast.UnaryOp) and isinstance(part.op, gast.Not):
            pending.append(part.operand)
        elif isinstance(part, gast.BoolOp):
            pending.extend(part.values)
        elif isinstance(part, gast.Assert):
            pending.append(part.test)
    return found


def _getter_may_write(cls: type, name: str) -> bool:
    """Whether reading an attribute of a class runs a property that stores something."""
    found = inspect.getattr_static(cls, name, None)
    if isinstance(found, property):
        return not isinstance(found.fget, types.FunctionType) or method_may_write(found.fget, cls)
    return isinstance(found, functools.cached_property)


def method_may_write(
    fun: types.FunctionType, cls: type, seen: frozenset[object] = frozenset()
) -> bool:
    """Whether a method stores anything but into names of its own, or calls what may."""
    if fun in seen:
        return False
    if fun.__module__ == "functools":  # made by `total_ordering`, of those that the class has
        made = [inspect.getattr_static(cls, name, None) for name in _COMPARED.values()]
        own = [m for m in made if isinstance(m, types.FunctionType) and m.__module__ != "functools"]
        return any(method_may_write(method, cls, seen | {fun}) for method in own)
    try:
        body = frontend.parse(fun).node.body
    except S2SError:
        return True
    for child in (child for statement in body for child in gast.walk(statement)):
        stored = isinstance(child, gast.Attribute | gast.Subscript) and isinstance(
            child.ctx, gast.Store | gast.Del
        )
        if stored or isinstance(child, gast.AugAssign | gast.Nonlocal | gast.Global):
            return True
        if isinstance(child, gast.Call) and may_write(child, BUILTINS - _READS):
            return True
        if isinstance(child, gast.Attribute):
            # A method or a property of this class, whatever it is called.
            found = inspect.getattr_static(cls, child.attr, None)
            found = found.fget if isinstance(found, property) else found
            if isinstance(found, functools.cached_property):
                return True
            if isinstance(found, types.FunctionType) and method_may_write(found, cls, seen | {fun}):
                return True
    return False


_READS = BUILTINS - {"next"}
