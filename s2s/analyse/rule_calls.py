"""Calls of functions with a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s import rules, runtime
from s2s.analyse import kinds as k
from s2s.analyse.bind import bind_rule, flag
from s2s.analyse.call_kinds import call_kind
from s2s.analyse.hoist import buffer_of
from s2s.analyse.known import known
from s2s.analyse.prelude_builtins import floats_of
from s2s.analyse.shares import makes_copy
from s2s.analyse.stars import known_items, spread_call
from s2s.analyse.typed import RuleCall
from s2s.errors import MutationError, NoRuleError, UnsupportedError, plain
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


class RuleCalls:
    """Resolves a call of a function that has a rule."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def call(
        self, rule: rules.Rule, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """A call of a function with a rule."""
        walker = self.walker
        node, args, words, varied = self._arguments(node, args, words, out)
        node, args = self._as_numbers(value, node, args, out)
        if varied and rule.flavour == "elementwise":
            node, args = self._checked(node, args, out)
        kinds = self.kinds(args)
        named = {w.arg: walker.kind(w.value) for w in words if w.arg}
        starred = kinds is None or len(named) != len(words)
        kinds = kinds or []
        new = walker.link(node)
        if varied:
            self._check(rule, node, [*kinds, *named.values()], kinds)
        site = (id(walker.typed), id(node))
        self.resolver.kind = (
            k.Opaque() if starred else call_kind(value, kinds, named, walker.symbols, site)
        )
        if value is runtime.zero_tangent:
            walker.unit.heap.follow_tangent(kinds[0])
        safe = not starred and _safe(rule, [*kinds, *named.values()])
        self._note_effects(rule, new, words, safe)
        goal = _out(rule, value, args, words)
        if goal is not None and known(walker.kind(goal)) == (True, None):
            goal = None
        if goal is not None:
            self.written_out(goal, node, new, varied)
        self._bind(rule, node, new, args, words, goal, varied)
        return new

    def _check(
        self, rule: rules.Rule, node: gast.Call, every: list[k.Kind], kinds: list[k.Kind]
    ) -> None:
        """Refuses arguments that the rule knows nothing of."""
        if any(isinstance(kind, k.Mixed) for kind in every):
            raise self.walker.fail(
                UnsupportedError,
                f"s2s does not know what `{_spelled(node)}` gets here",
                node,
                "the argument is a number on one path and a structure on another",
                "use one kind of value throughout",
            )
        if rule.flavour != "zero" and any(_is_structure(kind, rule) for kind in kinds):
            raise self.walker.fail(
                NoRuleError,
                f"s2s cannot differentiate the call of `{_spelled(node)}`",
                node,
                "an argument is an object or a dict, or holds such: not a number or an array",
                "pass the numbers or arrays that it holds",
            )

    def _as_numbers(
        self, value: Any, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> tuple[gast.Call, list[gast.expr]]:
        """The call with ``float(obj)`` for objects, where the function takes them by that."""
        if value in _ARRAYS and args and any(word.arg == "dtype" for word in node.keywords):
            if _all_floats(self.walker.kind(args[0])):
                listed = self.resolver.users.text(floats_of, node, args[:1], out)
                kind, varied = self.resolver.kind, self.resolver.varied
                args = [
                    self.resolver.temp(listed, kind, varied, "numbers", out, linked=True),
                    *args[1:],
                ]
                call = gast.Call(func=node.func, args=args, keywords=node.keywords)
                return self.resolver.instead(node, walk.copy_position(call, node)), args
        objects = [k.is_object(self.walker.kind(a)) for a in args]
        if not any(objects) or not _takes_floats(value):
            return node, args
        found = [
            self.walker.displays.named(build.call("float", walk.clone(arg)), "number", arg, out)
            if is_object
            else arg
            for arg, is_object in zip(args, objects, strict=True)
        ]
        call = gast.Call(func=node.func, args=found, keywords=node.keywords)
        return self.resolver.instead(node, walk.copy_position(call, node)), found

    def kinds(self, args: list[gast.expr]) -> list[k.Kind] | None:
        """The kinds of arguments, starred ones spread; None where it is not known how many."""
        found: list[k.Kind] = []
        for arg in args:
            if not isinstance(arg, gast.Starred):
                found.append(self.walker.kind(arg))
                continue
            items = known_items(arg.value, self.walker)
            if items is None:
                return None
            found += items
        return found

    def _arguments(
        self, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> tuple[gast.Call, list[gast.expr], list[gast.keyword], bool]:  # fmt: skip
        """The call with iterators listed and starred arguments spread; whether one varies."""
        walker = self.walker
        if any(self._is_iterator(arg) for arg in args):
            listed = self.resolver.iterators.listed
            args = [listed(a, node, out) if self._is_iterator(a) else a for a in args]
            node = walk.copy_position(gast.Call(func=node.func, args=args, keywords=words), node)
            walker.unit.keep(node)
        varied = self.resolver.any_varied(args, words)
        starred = any(isinstance(a, gast.Starred) for a in args)
        if varied and (starred or any(not w.arg for w in words)):
            node = spread_call(node, self.resolver, out)
            args, words = list(node.args), list(node.keywords)
        return node, args, words, varied

    def _checked(
        self, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> tuple[gast.Call, list[gast.expr]]:
        """The call with a check of the operands of unknown type, which may be masked arrays."""
        checked = [
            arg if isinstance(arg, gast.Starred) else self.resolver.checked(arg, out)
            for arg in args
        ]
        if all(new is old for new, old in zip(checked, args, strict=True)):
            return node, args
        call = gast.Call(func=node.func, args=checked, keywords=node.keywords)
        self.walker.unit.keep(walk.copy_position(call, node))
        return call, checked

    def _note_effects(
        self, rule: rules.Rule, new: gast.Call, words: list[gast.keyword], safe: bool
    ) -> None:
        """Whether the call may be left out or moved, and whether its result is fresh memory."""
        typed = self.walker.typed
        if makes_copy(rule, flag(words, "copy")):
            typed.fresh_calls[id(new)] = new
        if not rule.pure or rule.may_raise:
            typed.impure = typed.impure or not rule.pure
            typed.effects = typed.effects or not rule.pure
            typed.passive_calls[id(new)] = new
        if rule.pure and (not rule.may_raise or safe):
            typed.passive_calls.pop(id(new), None)
            typed.pure_calls[id(new)] = new

    def _bind(
        self, rule: rules.Rule, node: gast.Call, new: gast.Call, args: list[gast.expr],
        words: list[gast.keyword], goal: gast.expr | None, varied: bool,
    ) -> None:  # fmt: skip
        """Records what the derivative needs, where one flows through the call."""
        resolver, kind = self.resolver, self.resolver.kind
        opaque = isinstance(kind, k.Opaque)
        # What is written over loses its derivative, whatever it is written over with.
        flows = varied and (rule.flavour != "zero" or goal is not None)
        resolver.varied = flows and (k.is_differentiable(kind) or opaque)
        if not resolver.varied:
            return
        self.walker.unit.heap.give(kind)
        if opaque:
            resolver.kind = k.Unknown()
        if goal is not None:
            args = _without(goal, rule, args)
            words = [word for word in words if word.arg != "out"]
        resolution = RuleCall(rule, {})
        if rule.flavour != "zero":
            resolution = bind_rule(rule, args, words, self.walker, node)
        elif isinstance(rules.function_of(rule), np.ufunc) and "where" in {w.arg for w in words}:
            raise self.walker.fail(
                NoRuleError,
                f"s2s knows no derivative of `{_spelled(node)}` with these arguments",
                node,
                "what `where` leaves out stays in `out`",
                "give `out` and `where` only, by name; or index: `out[mask] = f(x[mask])`",
            )
        resolution.out = goal
        self.walker.typed.calls[id(new)] = (new, resolution)

    def _is_iterator(self, arg: gast.expr) -> bool:
        return isinstance(self.walker.kind(arg), k.Iterator) and self.walker.varies(arg)

    def written_out(self, goal: gast.expr, node: gast.Call, new: gast.expr, varied: bool) -> None:
        """Notes that a rule's function writes its result into ``goal``."""
        walker = self.walker
        if not isinstance(goal, gast.Name) or not isinstance(walker.kind(goal), k.Array):
            if not varied:
                return
            raise walker.fail(
                MutationError,
                "s2s does not know what `out` writes into here",
                node,
                "it is not one array",
                "give `out` an array",
            )
        walker.typed.written.add(goal.id)
        if goal.id not in walker.env:
            walker.outside.note(goal.id, buffer_of(walker, goal))
            if varied:
                walker.updates.refuse(goal, node)
        walker.typed.impure = True
        walker.typed.pure_calls.pop(id(new), None)
        walker.typed.passive_calls[id(new)] = new
        self.resolver.kind = walker.kind(goal)
        walker.updates.vary(goal, varied)


def _spelled(node: gast.Call) -> str:
    """What the user calls the function."""
    return plain(gast.unparse(node.func))


def _out(
    rule: rules.Rule, value: Any, args: list[gast.expr], words: list[gast.keyword]
) -> gast.expr | None:
    """The argument that the result is written into."""
    found = next((word.value for word in words if word.arg == "out"), None)
    if found is None and isinstance(value, np.ufunc) and len(args) > value.nin:
        found = args[value.nin]
    if found is None and "out" in rule.params and len(args) > rule.params.index("out"):
        found = args[rule.params.index("out")]
    if isinstance(found, gast.Tuple) and len(found.elts) == 1:
        found = found.elts[0]
    return found


def _without(goal: gast.expr, rule: rules.Rule, args: list[gast.expr]) -> list[gast.expr]:
    """Positional arguments without a buffer for the result: what comes after it keeps its place."""
    if "out" in rule.params:
        return [build.const(None) if arg is goal else arg for arg in args]
    return [arg for arg in args if arg is not goal]


def _safe(rule: rules.Rule, kinds: list[k.Kind]) -> bool:
    """Whether ``len``, ``range`` and their like, and a copy of an array, cannot fail on these."""
    if rule.name == "numpy.array":
        return len(kinds) == 1 and isinstance(kinds[0], k.Array)
    return rule.flavour == "zero" and all(
        not isinstance(kind, k.Opaque | k.Unknown | k.Never) for kind in kinds
    )


_ARRAYS = (np.array, np.asarray)


def _takes_floats(value: Any) -> bool:
    """Whether a function asks objects for their ``__float__``."""
    return value is np.float64 or getattr(value, "__module__", None) == "math"


def _all_floats(kind: k.Kind) -> bool:
    """Whether a list or tuple holds objects that NumPy asks for their ``__float__``."""
    items = kind.items if isinstance(kind, k.Tuple) else ()
    items = (kind.item,) if isinstance(kind, k.List) else items
    return any(map(k.is_object, items)) and all(
        k.is_object(item) and hasattr(getattr(item, "type", None), "__float__") for item in items
    )


def _is_structure(kind: k.Kind, rule: rules.Rule) -> bool:
    """Whether NumPy would not take this for numbers."""
    if rule.flavour == "elementwise" and isinstance(kind, k.Dict):
        return True
    if not rule.name.startswith(("numpy.", "math.", "cmath.")):
        return rule.flavour == "elementwise" and _is_users(kind)
    if isinstance(kind, k.Tuple):
        return any(map(_is_users, kind.items))
    return _is_users(kind.item if isinstance(kind, k.List) else kind)


def _is_users(kind: k.Kind) -> bool:
    """Whether this is an object of a class of the user's, which may say what number it is."""
    return isinstance(kind, k.Object | k.Record) and not (
        hasattr(kind.type, "_fields") or kind.type.__module__.startswith("s2s.")
    )
