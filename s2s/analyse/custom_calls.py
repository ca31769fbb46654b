"""Calls of functions with the user's own rule, and of those that count as constants."""

from __future__ import annotations

import inspect
import types
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gast

from s2s.analyse import kinds as k
from s2s.analyse.functions import holds_function
from s2s.analyse.stars import counted
from s2s.analyse.typed import CustomCall, Region, Typed, UserCall
from s2s.custom import (
    Checkpoint,
    CustomVjp,
    ForwardMode,
    Nondifferentiable,
    Turned,
    stop_gradient,
)
from s2s.errors import NoRuleError, S2SError, UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


_DECLARATIONS = frozenset({"custom_vjp", "custom_jvp", "defvjp", "checkpoint", "forward_mode"})


class CustomCalls:
    """Resolves a call of a function that the user has declared something about."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def call(
        self, value: CustomVjp, node: gast.Call, args: list[gast.expr], func: gast.expr
    ) -> gast.expr:
        """A call of a function whose pullback the user has written."""
        walker = self.walker
        if node.keywords and self.resolver.any_varied(args, node.keywords):
            node = self._by_place(value, node)
            args = node.args
        new = walker.link(node)
        self.resolver.varied = self.resolver.any_varied(args, node.keywords)
        self.resolver.kind = k.Opaque()
        callee: Typed | None = None
        try:
            callee = self._primal(value, tuple(k.general(walker.kind(a)) for a in args))
            self.resolver.kind = callee.result_kind
        except (S2SError, ValueError):
            self.resolver.kind = k.Unknown()
        if self.resolver.varied:
            counted(node, walker)
            self._require_rule(value, node)
            if callee is not None and not isinstance(value, Turned):  # which works with copies
                self._refuse_writing(value, callee, node)
                self._refuse_alias(value, callee, node)
            if value.bwd is not None and value.jvp is not None and not value.agree:
                walker.unit.heap.differing = True
            if isinstance(value, ForwardMode) and callee is not None:
                self._repeatable(
                    _name(value), callee, node, "a function in forward mode runs again"
                )
            if node.keywords:
                return self.resolver.unknown.call(
                    node, "a function with a custom rule takes positional arguments only"
                )
            self.resolver.kind = k.opened(self.resolver.kind)
            walker.unit.heap.give(self.resolver.kind)
            walker.typed.calls[id(new)] = (
                new,
                CustomCall(value, walker.link(func), list(map(walker.link, args))),
            )
        walker.typed.passive_calls[id(new)] = new
        return new

    def as_it_stands(self, value: ForwardMode, node: gast.Call) -> bool:
        """Whether a function of forward mode is differentiated as if nobody had declared anything.

        So it is where what is made here is differentiated in its turn, where it is given what no
        forward rule takes, by keyword only, and where it is given more than numbers in plain
        structures: an object may hold itself, a function may have captured what varies.
        """
        walker = self.walker
        if not isinstance(value.fun, types.FunctionType):
            return False
        if walker.unit.nested:
            return True
        if not self.resolver.any_varied(node.args, node.keywords):
            return False
        given = [*node.args, *(word.value for word in node.keywords)]
        given = [arg.value if isinstance(arg, gast.Starred) else arg for arg in given]
        held = [walker.kind(arg) for arg in given if walker.varies(arg)]
        return not all(map(_is_of_numbers, held)) or (
            bool(node.keywords) and _in_places(value, node) is None
        )

    def _require_rule(self, value: CustomVjp, node: gast.Call) -> None:
        if value.bwd is None and value.jvp is None:
            raise self.walker.fail(
                NoRuleError,
                f"`{_name(value)}` has no rule",
                node,
                "it is a function with a custom rule, which was never given",
                "call its `defvjp` or `defjvp` before it is differentiated",
            )
        for arg in node.args if value.bwd is None else ():
            kind = self.walker.kind(arg)
            if isinstance(kind, k.Closure | k.Partial | k.Method | k.Opaque) and self.walker.varies(
                arg
            ):
                raise self.walker.fail(
                    NoRuleError,
                    "a derivative would flow through a function or iterator to a forward rule",
                    arg,
                    f"`{_name(value)}` has a rule for forward mode only, which gets tangents of "
                    "numbers, and of structures and objects that hold them",
                    "pass what the function captured as an argument of its own",
                )

    def _primal(self, value: CustomVjp, kinds: tuple[k.Kind, ...]) -> Typed:
        """The function as it is called."""
        unit = self.walker.unit
        fun: Any = value.fun
        if isinstance(value, Turned):  # its text calls the gradient, which is found here again
            fun = unit.derivative(value.gradient.root, kinds, value.gradient.how)
        return unit.specialise(fun, kinds, (False,) * len(kinds), "custom")

    def _by_place(self, value: CustomVjp, node: gast.Call) -> gast.Call:
        """The call with its named arguments in their places, where they are next to the others."""
        args = _in_places(value, node)
        if args is None:
            return node
        made = gast.Call(func=node.func, args=args, keywords=[])
        return self.resolver.instead(node, walk.copy_position(made, node))

    def checkpoint(
        self, value: Checkpoint, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """A call of a function that the reverse sweep runs again, so that nothing is kept of it."""
        fun: Any = value.fun
        extra = self.resolver.closures.values(fun, build.attribute(func, "fun"), out)
        new = self.resolver.users.call(fun, fun.__name__, node, args, words, extra, out)
        return self.run_again(_name(value), new, node)

    def run_again(self, name: str, new: gast.expr, node: gast.Call) -> gast.expr:
        """Notes of a call of a user's function that nothing is kept of it but its arguments."""
        call = self.walker.typed.resolution(new)
        if isinstance(call, UserCall):
            self._repeatable(name, call.callee, node, "a checkpointed function runs again")
            call.again = True
        return new

    def _repeatable(self, name: str, callee: Typed, node: gast.Call, what: str) -> None:
        """Raises where running a function again would do more than compute its value again."""
        writes = bool(callee.parameters_written)
        if not callee.effects and not writes:
            return
        raise self.walker.fail(
            UnsupportedError,
            f"{what} in the reverse sweep, and `{name}` has an effect",
            node,
            "it writes into what it is given"
            if writes
            else "it prints, draws random numbers, or calls what s2s cannot look into",
            "move the effect out of the function, or leave the decorator out",
        )

    def _refuse_writing(self, value: Any, callee: Typed, node: gast.Call) -> None:
        """Raises where a function that is not looked into writes into what a derivative flows through.

        Counters of an object, and all that holds no numbers to differentiate, may be written.
        """
        regions = [r for r in callee.memory.regions if r.arrays or r.slots]
        hit = [(r, m) for r in regions for m in r.members if callee.is_hit(r, m)]
        written = {m for r, m in hit if not self._counts(r, callee)}
        atoms = [node.args[i] for i in sorted(written) if i < len(node.args)]
        if any(self.walker.varies(atom) for atom in atoms):
            raise self.walker.fail(
                UnsupportedError,
                f"`{_name(value)}` writes into what a derivative flows through",
                node,
                "s2s does not look into it: its declaration says what its result depends on, and"
                " nothing of what it writes",
                "return the new value instead, or leave the declaration out",
            )

    def of_local(self, value: Any, node: gast.Call, args: list[gast.expr]) -> gast.expr | None:
        """What is declared of a function that is defined inside of the one to differentiate.

        None for all that is no such declaration. One that is differentiated by forward mode may
        capture what varies, so that the function stands for itself.
        """
        name = getattr(value, "__name__", "")
        if name not in _DECLARATIONS or not str(value.__module__).startswith("s2s."):
            return None
        closure = self.walker.kind(args[0]) if len(args) == 1 else None
        if name in ("checkpoint", "forward_mode") and isinstance(closure, k.Closure):
            self.resolver.kind = replace(closure, again=name == "checkpoint")
            self.resolver.varied = self.walker.varies(args[0])
            return self.walker.linked.value(args[0])
        if any(holds_function(self.walker.kind(arg)) for arg in args):
            raise self.walker.fail(
                UnsupportedError,
                f"s2s cannot follow `{name}` inside of a function that is differentiated",
                node,
                "it is given a function that is defined there",
                "define and declare that function at the top of a module, and pass it what it reads",
            )
        return None

    def _refuse_alias(self, value: Any, callee: Typed, node: gast.Call) -> None:
        """Raises where a function returns what it is given, and that is overwritten under either name."""
        if not isinstance(callee.result, gast.Name) or callee.result.id not in callee.params:
            return
        atoms = [getattr(atom, "id", None) for atom in node.args]
        if any(map(self.walker.memory.overwritten, [self.walker.target, *atoms])):
            raise self.walker.fail(
                UnsupportedError,
                f"`{_name(value)}` returns what it is given, which is overwritten",
                node,
                "its rule says nothing of the two names that the array has then",
                "return a copy of it",
            )

    def _counts(self, region: Region, callee: Typed) -> bool:
        """Whether all that is written are attributes, and no numbers to differentiate are put there."""
        stored: list[k.Kind] = []
        for node in walk.statements(callee.body):
            match node:
                case gast.Assign(targets=[gast.Attribute()], value=value):
                    stored.append(callee.env.get(getattr(value, "id", ""), k.Unknown()))
                case gast.AugAssign(target=gast.Attribute(value=base, attr=attr)):
                    owner = callee.env.get(getattr(base, "id", ""), k.Unknown())
                    known = isinstance(owner, k.Object | k.Record)
                    held = self.resolver.objects.field(owner, attr) if known else None
                    stored.append(held or k.Unknown())
        only = bool(stored) and all("." in form and "@" not in form for form in region.writes)
        return only and not any(map(k.is_differentiable, stored))

    def constant(self, value: Any, node: gast.Call) -> gast.expr:
        """A call whose result counts as a constant."""
        walker = self.walker
        new = walker.link(node)
        self.resolver.kind, self.resolver.varied = k.Opaque(), False
        plain = not node.keywords and not any(isinstance(a, gast.Starred) for a in node.args)
        kinds = tuple(k.general(walker.kind(a)) for a in node.args) if plain else ()
        if value is stop_gradient and len(kinds) == 1:
            self.resolver.kind = kinds[0]
            walker.typed.fresh_calls[id(new)] = new
            walker.typed.pure_calls[id(new)] = new
            return new
        writing: Typed | None = None
        if plain and isinstance(value, Nondifferentiable):
            try:
                still = (False,) * len(kinds)
                callee = walker.unit.specialise(value.fun, kinds, still, "constant")
                self.resolver.kind = callee.result_kind
                writing = callee if callee.impure else None
                if not callee.impure:
                    walker.typed.passive_calls[id(new)] = new
                    return new
            except (S2SError, ValueError, AttributeError, TypeError):
                self.resolver.kind = k.Opaque()  # it runs as it is; only its kind is not known
        if writing is not None:
            self._refuse_writing(value, writing, node)
        walker.typed.impure = walker.typed.effects = True
        walker.typed.passive_calls[id(new)] = new
        self.resolver.unknown.note_writes(node)
        return new


def _in_places(value: CustomVjp, node: gast.Call) -> list[gast.expr] | None:
    """The arguments of a call by position; None where some have none, or Python says what is wrong."""
    named = {word.arg: word.value for word in node.keywords if word.arg is not None}
    try:
        bound = inspect.signature(value.fun).bind(*node.args, **named)
    except (TypeError, ValueError):
        return None
    return None if bound.kwargs or len(named) < len(node.keywords) else list(bound.args)


def _is_of_numbers(kind: k.Kind) -> bool:
    """Whether a value is a number, an array of numbers, or lists, tuples and dicts of them."""
    kind = k.solid(kind)
    if isinstance(kind, k.Dict) and kind.open:
        return False
    if isinstance(kind, k.Tuple | k.List | k.Dict):
        return all(map(_is_of_numbers, k.items_of(kind)))
    return isinstance(kind, k.Scalar | k.Const) or (
        isinstance(kind, k.Array) and not k.is_objects(kind)
    )


def _name(value: Any) -> str:
    return str(getattr(value, "__name__", "the function"))
