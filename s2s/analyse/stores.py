"""``a[i] = value`` and ``obj.attr = value``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.heap import creatable
from s2s.analyse.join import join
from s2s.analyse.linked import with_value
from s2s.analyse.updates import foreign
from s2s.errors import MutationError, UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


class Stores:
    """Rewrites the stores into items and attributes of one function."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker

    def store(
        self, goal: gast.expr, value: gast.expr, node: gast.stmt, out: list[gast.stmt]
    ) -> None:
        """``a[i] = value`` and ``obj.attr = value``."""
        walker = self.walker
        if isinstance(goal, gast.Subscript):
            goal = with_value(goal, goal.value)
            key = walker.expressions.local_key(goal.slice, out)
            goal.slice = walker.expressions.item_key(goal.value, key, out)
        base = goal.value
        made = walker.kind(base)
        walker.texts.check_store(value, made, node)
        if isinstance(goal, gast.Subscript) and isinstance(made, k.Dict):
            walker.texts.note_keys([goal.slice])
        varied = walker.varies(base) or walker.varies(value)
        if self._raises(goal, made, node, out):
            return
        if isinstance(goal, gast.Attribute) and self._into_part(goal, made, value, node, out):
            return
        grown = isinstance(goal, gast.Subscript) and isinstance(made, k.Dict) and not made.entries
        if varied and grown and self._is_local(base):
            self._put(goal, value, node, out)
            return
        if varied and isinstance(base, gast.Name) and isinstance(made, k.Array | k.Unknown):
            walker.updates.store(goal, self._as_number(value, out), node, out)
            return
        if isinstance(goal, gast.Attribute) and isinstance(made, k.Record) and varied:
            made = self._marked(base, made)
        local = isinstance(base, gast.Name) and base.id in walker.env
        if isinstance(made, k.Object) and local:
            self._into_object(goal, value, node, out)
            return
        if isinstance(made, k.Choice) and isinstance(goal, gast.Attribute) and local:
            if all(isinstance(option, k.Record | k.Object) for option in made.options):
                walker.resolver.choices.store(made.options, goal, value, node, out)
                return
        if isinstance(goal, gast.Subscript) and local and _is_mutable(made):
            self._into_container(goal, value, node, out)
            return
        self._passive(goal, value, made, node, out)

    def _into_part(
        self, goal: gast.Attribute, made: k.Kind, value: gast.expr, node: gast.stmt,
        out: list[gast.stmt],
    ) -> bool:  # fmt: skip
        """``z.real = v``, into every element of a view, and ``z.imag = v``: ``z[...] = z.real + 1j * v``.

        False for other attributes, of which it is checked that they may be set.
        """
        parts = ("real", "imag") if k.is_complex(made) else ("real",)
        if not isinstance(made, k.Array) or goal.attr not in parts:
            self._check_attribute(goal, made, node)
            return False
        view = gast.Attribute(value=walk.clone(goal.value), attr="real", ctx=gast.Load())
        part = self.walker.displays.named(view, "real", goal, out)
        if goal.attr == "imag":  # a derivative by it is no view of one by the numbers
            turned = gast.BinOp(left=build.const(1j), op=gast.Mult(), right=walk.clone(value))
            imag = self.walker.displays.named(turned, "imag", goal, out)
            both = gast.BinOp(left=part, op=gast.Add(), right=imag)
            value, part = self.walker.displays.named(both, "whole", goal, out), goal.value
        whole = gast.Subscript(value=part, slice=build.const(...), ctx=gast.Store())
        self.store(walk.copy_position(whole, goal), value, node, out)
        return True

    def _as_number(self, value: gast.expr, out: list[gast.stmt]) -> gast.expr:
        """What an array makes of an object that it is to hold: ``float(obj)``."""
        if not self.walker.varies(value) or not k.is_object(self.walker.kind(value)):
            return value
        number = walk.copy_position(build.call("float", walk.clone(value)), value)
        return self.walker.displays.named(number, "number", value, out)

    def _into_container(
        self, goal: gast.Subscript, value: gast.expr, node: gast.stmt, out: list[gast.stmt]
    ) -> None:
        """A store into a list or a dict of this function."""
        walker = self.walker
        varied = walker.varies(goal.value) or walker.varies(value)
        if isinstance(goal.slice, gast.Slice) and varied:
            walker.resolver.mutation.assign_slice(goal, value, node, out)
        elif not walker.updates.repeated(goal, value, out):
            updated = walker.updates.slot(goal, value, node, out)
            out.append(updated or walker.resolver.mutation.store(goal, value, node))

    def _raises(
        self, goal: gast.Subscript | gast.Attribute, made: k.Kind, node: gast.stmt,
        out: list[gast.stmt],
    ) -> bool:  # fmt: skip
        """Whether it is ``x[i] = v`` or ``x.name = v`` of a number: an error that the program may handle."""
        walker, base = self.walker, walk.clone(goal.value)
        if isinstance(goal, gast.Subscript) and isinstance(made, k.Scalar):
            call = build.call("rt.no_items", walker.link(base))
        elif (
            isinstance(goal, gast.Attribute)
            and isinstance(made, k.Scalar | k.Array)
            and not hasattr(np.ndarray, goal.attr)
        ):
            call = build.call("rt.no_attribute", walker.link(base), build.const(goal.attr))
        else:
            return False
        walker.unit.linker.module("s2s.runtime")
        walker.typed.passive_calls[id(call)] = call
        walker.typed.impure = walker.typed.effects = True
        walk.copy_position(call, node)
        out.append(walk.copy_position(build.statement(call), node))
        return True

    def _check_attribute(self, goal: gast.Attribute, made: k.Kind, node: gast.stmt) -> None:
        """Refuses attributes of what has none in generated code, or none that may be set."""
        if isinstance(made, k.Array | k.Unknown):
            raise self._of_array(goal, node)
        if isinstance(made, k.Closure | k.Derived):
            raise self._of_function(goal, node)

    def _of_function(self, goal: gast.Attribute, node: gast.stmt) -> Exception:
        """The error of ``f.calls = 0``: a local function is a tuple in generated code."""
        return self.walker.fail(
            UnsupportedError,
            f"s2s cannot follow the attribute `{goal.attr}` of a function that is made here",
            node,
            "generated code hands local functions on without attributes",
            "keep the value in a variable of the function around it (`nonlocal`), or in an object",
        )

    def _of_array(self, goal: gast.Attribute, node: gast.stmt) -> Exception:
        """The error of ``a.shape = ...``: every name of the array would mean something else."""
        if goal.attr == "flat":
            return self.walker.attributes.flat(goal)
        source = self.walker.typed.source
        ours = source is not None and source.filename.startswith("<s2s")
        if goal.attr == "shape" and not ours:
            self.walker.attributes.take_apart(goal)
        return self.walker.fail(
            UnsupportedError,
            f"s2s cannot differentiate an assignment to the attribute `{goal.attr}` of an array",
            node,
            "all names of the array would change their meaning from here on",
            "make a view (`a = a.reshape(...)`), or write into the elements (`a[...] = ...`)",
        )

    def _marked(self, base: gast.expr, made: k.Record) -> k.Kind:
        """The kind of a record that turns out to be an object: its attributes change."""
        walker = self.walker
        if not creatable(made.type) or hasattr(made.type, "_fields"):
            return made
        walker.unit.heap.mark(made.type)
        kind = walker.unit.heap.lift(made)
        if isinstance(base, gast.Name) and base.id in walker.env:
            walker.env[base.id] = kind
        return kind

    def _into_object(
        self, goal: gast.expr, value: gast.expr, node: gast.stmt, out: list[gast.stmt]
    ) -> None:
        """``obj.attr = value`` and ``obj[key] = value`` of a user's object."""
        objects = self.walker.resolver.objects
        if isinstance(goal, gast.Attribute):
            objects.store(goal, value, node, out)
            return
        key = self.walker.displays.as_argument(goal.slice, goal, out)
        call = build.call(build.attribute(goal.value, "__setitem__"), key, value)
        walk.copy_position(call, node)
        objects.perform(call, goal, out)

    def _passive(
        self, goal: gast.expr, value: gast.expr, made: k.Kind, node: gast.stmt,
        out: list[gast.stmt],
    ) -> None:  # fmt: skip
        """A store that no derivative may flow through."""
        walker, base = self.walker, goal.value
        if walker.varies(base) or walker.varies(value):
            if not isinstance(base, gast.Name) or base.id not in walker.env:
                raise foreign(walker.typed, node)
            walker.resolver.unknown.follow_queues()
            raise walker.fail(
                MutationError,
                "s2s cannot yet differentiate a value that is written in place",
                node,
                "the array or object is overwritten after it was made",
                "build a new value instead: `np.where`, `np.concatenate`, a list comprehension",
            )
        if isinstance(base, gast.Name):
            if not isinstance(made, k.Array):
                walker.typed.slots.add(base.id)
            if isinstance(goal, gast.Subscript) and not k.is_structure(made):
                walker.typed.written.add(base.id)  # it is, or may be, an array
        walker.typed.impure = True
        if isinstance(goal, gast.Attribute):
            self._altered(goal, made, walker.kind(value))
        target = walker.passive.link_target(goal)
        new = gast.Assign(targets=[target], value=walker.link(value), type_comment=None)
        out.append(walk.copy_position(new, node))

    def _altered(self, goal: gast.Attribute, made: k.Kind, value: k.Kind) -> None:
        """What is known of an attribute that is assigned in passing holds no more."""
        heap = self.walker.unit.heap
        if isinstance(made, k.Record):
            heap.alter(made.type, goal.attr, value)
        elif isinstance(made, k.Const) and isinstance(made.value, type):
            heap.alter(made.value, goal.attr, value)
        elif isinstance(made, k.Func) and isinstance(made.value, type):
            heap.alter(made.value, goal.attr, value)

    def _put(
        self, goal: gast.Subscript, value: gast.expr, node: gast.stmt, out: list[gast.stmt]
    ) -> None:
        """``out[key] = value`` where ``out`` is a dict made in this function."""
        walker = self.walker
        walker.displays.refuse_keys([goal.slice])
        name = goal.value.id
        kind = walker.env[name]
        assert isinstance(kind, k.Dict)
        site = (name, "item")
        old = kind.item if kind.entries is None else k.Never()
        item = join(old, walker.kind(value), walker.symbols, site)
        for _, entry in kind.entries or ():
            item = join(item, entry, walker.symbols, site)
        walker.define(name, k.Dict(None, item), True)
        new = gast.Assign(targets=[goal], value=walker.linked.value(value), type_comment=None)
        out.append(walk.copy_position(new, node))

    def _is_local(self, node: gast.expr) -> bool:
        """Whether a name is a list or dict made here, that nothing else refers to."""
        return isinstance(node, gast.Name) and node.id in self.walker.unshared


def _is_mutable(kind: k.Kind) -> bool:
    return isinstance(kind, k.Dict) or (isinstance(kind, k.List | k.Tuple) and kind.type is list)
