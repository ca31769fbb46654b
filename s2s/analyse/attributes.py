"""``value.attr``: of a global, a record, an array or a number."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.bind import bind_method
from s2s.analyse.evaluate import attribute_kind
from s2s.analyse.hooks import computes
from s2s.errors import UnsupportedError
from s2s.normalise.passive import location
from s2s.syntax import walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


_SEQUENCES = (k.Array, k.List, k.Tuple, k.Dict)

_INSTEAD = {"base": "use the array that it is a view of; `a.base is b` may be asked in a condition"}


class Attributes:
    """Rewrites what reads an attribute."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def read(self, node: gast.Attribute, out: list[gast.stmt]) -> tuple[gast.expr, k.Kind, bool]:
        """``value.attr``: of a global, a record (its properties too), an array or a number."""
        walker = self.walker
        if walker.outside.is_global(node):
            return self._of_global(node, out)
        base = k.solid(walker.kind(node.value))
        varied = walker.varies(node.value)
        if node.attr == "flat" and k.is_numeric(base) and not isinstance(base, k.Scalar):
            raise self.flat(node)
        if isinstance(base, k.Record | k.Object):
            return walker.resolver.records.attribute(node, base, out)
        methods = walker.resolver.methods
        if isinstance(base, k.Super) and (above := methods.of_super(node, base, out)):
            return above
        if isinstance(base, k.Choice) and k.is_object(base):
            resolver = walker.resolver
            value = resolver.choices.attribute(base.options, node, out)
            return value, resolver.kind, resolver.varied
        if isinstance(base, k.Const):
            found = walker.unit.heap.attribute(base.value, node.attr)
            walker.outside.note_member(base.value, node.attr)
            return walker.link(node), walker.outside.kind(found), False
        if node.attr == "__getitem__" and isinstance(base, _SEQUENCES):
            return walker.link(node), k.Method(k.Func(operator.getitem), base), varied
        if varied and k.is_numeric(base):
            return self._of_number(node, base)
        if isinstance(base, k.Dict) and node.attr == "get":
            return walker.link(node), k.Method(k.Func(dict.get), base), varied
        if isinstance(base, k.Method) and node.attr == "__self__":
            return walker.link(node), base.receiver, varied
        if varied and not isinstance(base, k.Iterator):
            raise walker.fail(
                UnsupportedError,
                f"s2s cannot follow the attribute `{node.attr}`",
                node,
                "it does not know what it is",
                "pass the value as an argument",
            )
        if isinstance(base, k.List | k.Dict | k.Tuple):  # `l.append`, which may be called later
            walker.resolver.unknown.note_names(node.value)
        return walker.link(node), attribute_kind(base, node.attr, walker.symbols), varied

    def _of_global(
        self, node: gast.Attribute, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        """What is read from outside: as it is now, unless ``__getattr__`` computes it."""
        walker = self.walker
        base = walker.kind(node.value)
        if isinstance(base, k.Record | k.Object) and computes(base.type, node.attr) is not None:
            made, kind, varied = walker.resolver.records.attribute(node, base, out)
            return made, walker.kind(node) if isinstance(kind, k.Opaque) else kind, varied
        return walker.link(node), walker.kind(node), False

    def take_apart(self, node: gast.Attribute) -> None:
        """Has the function read again, with an attribute of an array as what it means."""
        heap, source = self.walker.unit.heap, self.walker.typed.source
        key = (source.filename if source is not None else "", location(node))
        if key not in heap.apart:
            heap.apart.add(key)
            heap.version += 1

    def flat(self, node: gast.Attribute) -> Exception:
        """Has the function taken apart again, with ``a.flat`` as places of ``a``."""
        self.take_apart(node)
        return self.walker.fail(
            UnsupportedError,
            "s2s cannot follow this use of `flat`",
            node,
            "it follows `a.flat[k]`, `a.flat = v`, and loops over `a.flat` that do not write into `a`",
            "index `a` itself, or use `a.ravel()`",
        )

    def _of_number(self, node: gast.Attribute, base: k.Kind) -> tuple[gast.expr, k.Kind, bool]:
        """An attribute of an array or a number that a derivative flows to: it has a rule."""
        walker = self.walker
        method = rules.method("ndarray", node.attr)
        if method is None or not method.attribute:
            raise walker.fail(
                UnsupportedError,
                f"s2s has no rule for the attribute `{node.attr}`",
                node,
                "a derivative would have to flow through it",
                _INSTEAD.get(node.attr, "use a function instead"),
            )
        new = walk.clone(walker.link(node))
        varied = method.rule.flavour != "zero"
        if varied:
            resolution = bind_method(method, node.value, [], [], walker, node)
            walker.typed.calls[id(new)] = (new, resolution)
        return new, attribute_kind(base, node.attr, walker.symbols), varied
