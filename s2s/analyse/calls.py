"""Calls: which function is called, and what s2s does with it."""

from __future__ import annotations

import functools
import inspect
import operator
import types
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s import rules, runtime
from s2s.analyse import kinds as k
from s2s.analyse.augmented import Augmented
from s2s.analyse.choices import Choices
from s2s.analyse.closures import Closures
from s2s.analyse.constructors import Constructors
from s2s.analyse.copies import Copies
from s2s.analyse.custom_calls import CustomCalls
from s2s.analyse.drawn_items import draw
from s2s.analyse.draws import Draws
from s2s.analyse.frozen import Frozen
from s2s.analyse.iterables import consumed
from s2s.analyse.iterators import VIEWS, Iterators
from s2s.analyse.known_functions import KnownFunctions
from s2s.analyse.library import Library
from s2s.analyse.methods import Methods
from s2s.analyse.mutation import Mutation
from s2s.analyse.nested import local_derivative, rule_again
from s2s.analyse.number_methods import NumberMethods
from s2s.analyse.objects import Objects
from s2s.analyse.overloads import Overloads
from s2s.analyse.partials import Partials
from s2s.analyse.records import Records
from s2s.analyse.rule_calls import RuleCalls
from s2s.analyse.stars import spread_known
from s2s.analyse.unknown_calls import UnknownCalls
from s2s.analyse.user_calls import UserCalls
from s2s.custom import CustomVjp, Nondifferentiable, given
from s2s.derived import Derived
from s2s.origin import chosen_by_type, uncached
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


class CallResolver:
    """Resolves the calls of one function; the kind of the latest result is left in ``kind``."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.kind: k.Kind = k.Opaque()
        self.varied = False
        self.mutation = Mutation(self)
        self.objects = Objects(self)
        self.library = Library(self)
        self.choices = Choices(self)
        self.closures = Closures(self)
        self.functions = KnownFunctions(self)
        self.overloads = Overloads(self)
        self.augmented = Augmented(self)
        self.ruled = RuleCalls(self)
        self.numbers = NumberMethods(self)
        self.users = UserCalls(self)
        self.unknown = UnknownCalls(self)
        self.classes = Constructors(self)
        self.records = Records(self)
        self.methods = Methods(self)
        self.draws = Draws(self)
        self.frozen = Frozen(self)
        self.iterators = Iterators(self)
        self.partials = Partials(self)
        self.custom = CustomCalls(self)
        self.copies = Copies(self)

    def call(self, node: gast.Call, out: list[gast.stmt]) -> gast.expr | None:
        """The rewritten call."""
        new = self._resolved(node, out)
        self.walker.texts.of_call(node, new)
        return new

    def _resolved(self, node: gast.Call, out: list[gast.stmt]) -> gast.expr | None:
        """The call, by what is called."""
        walker = self.walker
        node = self._spread(node, out)
        func = node.func
        if isinstance(func, gast.Attribute) and _operator_name(func, walker):
            callee: k.Kind = k.Func(getattr(operator, func.attr))
            return self.dispatch(callee, node, list(node.args), list(node.keywords), func, out)
        path = build.path(func) or ""
        if path in _HELPERS and path.split(".")[0] not in walker.env:
            return self._helper(_HELPERS[path], node, func, out)
        if isinstance(func, gast.Attribute) and func.attr == "turned":
            rule = rule_again(self, node, func)
            if rule is not None:
                return rule
        if isinstance(func, gast.Attribute) and not walker.outside.is_global(func):
            base = k.solid(walker.kind(func.value))
            distribution = isinstance(base, k.Func) and rules.owner(base.value) is not None
            if not isinstance(base, k.Const) and not distribution:
                return self.methods.call(node, func, base, out)
        if isinstance(func, gast.Attribute) and walker.outside.is_global(func):
            owner = walker.outside.object_of(func.value)
            called = callable(owner) and rules.twin_of(type(owner)) is None
            if not isinstance(owner, types.ModuleType | type) and not called:
                base = walker.outside.kind(owner)
                listed = func.attr in VIEWS and _holds_callables(base)
                copied = func.attr == "copy" and isinstance(base, k.List | k.Tuple | k.Dict)
                if isinstance(base, k.Array | k.Record | k.Object) or listed or copied:
                    return self.methods.call(node, func, base, out)
            callee = self.callee_kind(walker.outside.object_of(func))
        elif isinstance(func, gast.Name) and func.id not in walker.env:
            callee = self.callee_kind(walker.outside.lookup(func.id))
        elif isinstance(func, gast.Attribute):
            base = walker.kind(func.value)
            callee = self.callee_kind(getattr(base.value, func.attr, None))  # type: ignore[attr-defined]
        else:
            callee = walker.kind(func)
        return self.dispatch(callee, node, list(node.args), list(node.keywords), func, out)

    def _helper(
        self, helper: Any, node: gast.Call, func: gast.expr, out: list[gast.stmt]
    ) -> gast.expr | None:
        """A call of the normal form's own."""
        if helper is runtime.drawn:
            return draw(self.walker, node)
        if helper is not runtime.assigned:
            return self.dispatch(k.Func(helper), node, list(node.args), [], func, out)
        self.walker.unit.linker.module("s2s.runtime")
        new = self.walker.linked.arguments(node)  # it takes anything
        self.walker.typed.passive_calls[id(new)] = new
        self.kind, self.varied = k.Const(None), False
        return new

    def _spread(self, node: gast.Call, out: list[gast.stmt]) -> gast.Call:
        """The call with the items of ``*`` and ``**`` as arguments, where it is known how many."""
        walker, func = self.walker, node.func
        starred = any(isinstance(arg, gast.Starred) for arg in node.args)
        if not starred and all(word.arg for word in node.keywords):
            return node
        receiver = isinstance(func, gast.Attribute) and walker.varies(func.value)
        if not (receiver or self.any_varied(node.args, node.keywords)):
            return node  # passive: it stays as it is
        return self.instead(node, spread_known(node, self, out))

    def instead(self, node: gast.expr, made: gast.Call) -> gast.Call:
        """A call that stands for another one at this place: the same object at every walk."""
        walker = self.walker
        site = (id(walker.typed), *walker.place, walk.key(node), walk.key(made.func))
        kept = walker.unit.calls.setdefault(site, made)
        kept.args, kept.keywords = made.args, made.keywords
        return kept

    def as_list(self, node: gast.Call) -> gast.Call:
        """The list of what a call gives: it stands for the call, also where nothing flows through it."""
        return self.instead(node, walk.copy_position(build.call("list", walk.clone(node)), node))

    def callee_kind(self, value: object) -> k.Kind:
        """The kind of a global callable; what a cache keeps is computed again."""
        value = uncached(value)
        if isinstance(value, type) or value is None:
            return k.Const(value)
        if isinstance(value, types.MethodType | functools.partial) or not callable(value):
            return self.walker.outside.kind(value)
        if isinstance(
            value,
            types.FunctionType
            | types.BuiltinFunctionType
            | np.ufunc
            | CustomVjp
            | Nondifferentiable
            | Derived,
        ):
            return k.Func(value)
        return k.Func(value) if rules.lookup(value) is not None else self.walker.outside.kind(value)

    def _by_type(self, callee: k.Kind, args: list[gast.expr]) -> k.Kind:
        """The function that ``singledispatch`` takes for the first argument."""
        if not isinstance(callee, k.Func) or not args or isinstance(args[0], gast.Starred):
            return callee
        kind = k.solid(self.walker.kind(args[0]))
        cls = np.ndarray if isinstance(kind, k.Array) else getattr(kind, "type", None)
        found = chosen_by_type(callee.value, cls) if isinstance(cls, type) else None
        return callee if found is None else self.callee_kind(found)

    def dispatch(
        self, callee: k.Kind, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """Resolves a call of a callee of known kind."""
        callee = self._by_type(callee, args)
        if isinstance(callee, k.Func | k.Const):
            listed = consumed(self.walker, callee.value, node, args, out)
            if listed is not None:
                node, args = listed, list(listed.args)
        match callee:
            case k.Never():
                self.kind, self.varied = callee, False
                return self.walker.link(node)
            case k.Const(value=type() as cls):
                return self.classes.call(cls, node, args, words, out)
            case k.Func(value=value) if (rule := given(value)) is not None:
                name = f"{getattr(value, '__name__', 'function')}_rule"
                link = self.walker.unit.linker.held(name, rule)
                return self.custom.call(rule, node, args, link)
            case k.Func(value=value):
                declared = self.custom.of_local(value, node, args)
                made = declared or self.functions.call(value, node, args, words, func, out)
                if value is len and len(args) == 1:
                    self._note_length(args[0])
                return made
            case k.Choice(options=options):
                return self.choices.call(options, node, args, words, func, out)
            case k.Derived():
                return local_derivative(self, callee, node, args, words, func, out)
            case k.Closure(definition=made):
                return self._local(callee, made, node, args, words, func, out)
            case k.Method():
                return self._bound_method(callee, node, args, words, func, out)
            case k.Partial():
                return self.partials.call(callee, node, args, words, func, out)
            case k.Record() | k.Object() if (cls := callee.type) and inspect.getattr_static(
                cls, "__call__", None
            ) is not None:
                return self.methods.of_class(cls, "__call__", node, func, args, words, out)
        return self.unknown.call(node, "it is not known which function this is")

    def _note_length(self, items: gast.expr) -> None:
        """A dict has as many entries as it is known to have, as the keywords of a call are."""
        entries = self.walker.entries(items)
        if entries is not None:
            self.kind = k.Scalar(int, (len(entries), len(entries)))

    def _local(
        self, callee: k.Closure, made: k.Definition, node: gast.Call, args: list[gast.expr],
        words: list[gast.keyword], func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """A call of a local function."""
        extra = self.closures.captures(callee, func, out)
        name = made.owner.origin.get(made.node.name, made.node.name)
        new = self.users.call(made, name, node, args, words, extra, out)
        return self.custom.run_again(name, new, node) if callee.again else new

    def _bound_method(
        self, callee: k.Method, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A call of a method of an object, or of a class."""
        match callee:
            case k.Method(function=k.Func(value=made), receiver=k.Const(value=type() as cls)):
                if made.__name__ == "_make" and hasattr(cls, "_fields") and len(args) == 1:
                    return self.functions.from_fields(cls, node, func, args[0], out)
        place, varied = build.attribute(func, "__self__"), self.walker.varies(func)
        receiver = self.temp(place, callee.receiver, varied, "self", out)
        inner = build.attribute(func, "__func__")
        return self.dispatch(callee.function, node, [receiver, *args], words, inner, out)

    def any_varied(self, args: list[gast.expr], words: list[gast.keyword]) -> bool:
        """Whether an argument depends on what is differentiated."""
        values = [a.value if isinstance(a, gast.Starred) else a for a in args] + [
            w.value for w in words
        ]
        return any(self.walker.varies(value) for value in values)

    def temp(
        self,
        value: gast.expr,
        kind: k.Kind,
        varied: bool,
        base: str,
        out: list[gast.stmt],
        linked: bool = False,
    ) -> gast.expr:
        """A new name for a value."""
        walker = self.walker
        name = walker.temp_name(value, base)
        walker.define(name, kind, varied)
        made = build.assign(name, value if linked else walker.linked.value(value))
        out.append(walk.copy_position(made, value))
        return build.name(name)

    def checked(
        self, value: gast.expr, out: list[gast.stmt], check: str = "rt.operand"
    ) -> gast.expr:
        """A passive operand; of a type that only the running program knows: ``rt.operand(value)``."""
        kinds = (k.Opaque, k.Const, k.Func) if check == "rt.factor" else k.Opaque
        if not isinstance(self.walker.kind(value), kinds) or self.walker.varies(value):
            return value
        self.walker.unit.linker.module("s2s.runtime")
        call = build.call(check, self.walker.linked.value(value))
        return self.temp(call, k.Opaque(), False, "operand", out, linked=True)


def _holds_callables(kind: k.Kind) -> bool:
    """Whether a dict holds functions, or objects, by name: which are called tells its entries apart."""
    if not isinstance(kind, k.Dict) or not kind.entries:
        return False
    return all(isinstance(value, k.Func | k.Partial | k.Record) for _, value in kind.entries)


# Helpers that the normal form calls, whatever the user calls `rt`.
_HELPERS: dict[str, Any] = {
    "rt.flat_places": runtime.flat_places,
    "np.resize": np.resize,
    "rt.assigned": runtime.assigned,
    "rt.drawn": runtime.drawn,
}


def _operator_name(func: gast.Attribute, walker: Walker) -> bool:
    """Whether this is an operator call of the normal form, whatever the user calls `operator`."""
    return (
        isinstance(func.value, gast.Name)
        and func.value.id == "operator"
        and (
            "operator" not in walker.env
            and isinstance(getattr(operator, func.attr, None), types.BuiltinFunctionType)
            and (func.attr.startswith("i") or func.attr == "delitem")
        )
    )
