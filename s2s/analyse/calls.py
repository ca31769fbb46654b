"""Calls: which function is called, and what s2s does with it."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import operator
import sys
import types
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse import prelude_arrays
from s2s.analyse.bind import (
    bind_method,
    bind_rule,
    bind_user,
    covered,
    known_items,
    spread_call,
)
from s2s.analyse.evaluate import BINARY, Evaluator, call_kind, known, operator_kind, reshaped
from s2s.analyse.functions import holds_function
from s2s.analyse.library import Library
from s2s.analyse.memory import COPIES, EMPTY
from s2s.analyse.mutation import Mutation
from s2s.analyse.nested import composite, derivative, local_derivative, transform
from s2s.analyse.nested_forward import pushforward
from s2s.analyse.objects import Objects
from s2s.analyse.prelude import (
    LISTS,
    MAPS,
    transposed,
)
from s2s.analyse.prelude_lists import dict_get
from s2s.analyse.standins import join, kind_of
from s2s.analyse.typed import Append, Copied, CustomCall, RecordCall, Typed, UserCall
from s2s.analyse.unit import cells
from s2s.custom import CustomVjp, Nondifferentiable, stop_gradient
from s2s.derived import TRANSFORMS, Derived
from s2s.errors import MutationError, NoRuleError, S2SError, UnsupportedError
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.specialise import _Walker

_ITERATORS: dict[object, str] = {zip: "zip", enumerate: "enumerate", reversed: "reversed"}
_VIEWS = ("keys", "values", "items")
_QUIET = (
    print,
    repr,
    str,
    format,
    isinstance,
    type,
    len,
    callable,
    hasattr,
    id,
    hash,
    bool,
    int,
    range,
    ValueError,
)


class CallResolver:
    """Resolves the calls of one function; the kind of the latest result is left in ``kind``."""

    def __init__(self, walker: _Walker) -> None:
        self.walker = walker
        self.kind: k.Kind = k.Opaque()
        self.varied = False
        self.held: dict[str, gast.expr] = {}
        self.closure: k.Closure
        self.mutation = Mutation(self)
        self.objects = Objects(self)
        self.library = Library(self)

    # Entry points

    def call(self, node: gast.Call, out: list[gast.stmt]) -> gast.expr | None:
        """The rewritten call."""
        walker = self.walker
        func = node.func
        if isinstance(func, gast.Attribute) and _operator_name(func, walker):
            return self.dispatch(
                k.Func(getattr(operator, func.attr)),
                node,
                list(node.args),
                list(node.keywords),
                func,
                out,
            )
        if isinstance(func, gast.Attribute) and not walker.is_global(func):
            base = walker.kind(func.value)
            if not isinstance(base, k.Const):
                return self.method(node, func, base, out)
        if isinstance(func, gast.Attribute) and walker.is_global(func):
            owner = walker.global_object(func.value)
            if not isinstance(owner, types.ModuleType | type) and not callable(owner):
                base = walker.object_kind(owner)
                if isinstance(base, k.Array | k.Record | k.Object):
                    return self.method(node, func, base, out)
            callee: k.Kind = self.callee_kind(walker.global_object(func))
        elif isinstance(func, gast.Name) and func.id not in walker.env:
            callee = self.callee_kind(walker.lookup(func.id))
        elif isinstance(func, gast.Attribute):
            base = walker.kind(func.value)
            callee = self.callee_kind(getattr(base.value, func.attr, None))  # type: ignore[attr-defined]
        else:
            callee = walker.kind(func)
        return self.dispatch(callee, node, list(node.args), list(node.keywords), func, out)

    def callee_kind(self, value: object) -> k.Kind:
        """The kind of a global callable."""
        if isinstance(value, type) or value is None:
            return k.Const(value)
        if isinstance(value, types.MethodType | functools.partial) or not callable(value):
            return self.walker.object_kind(value)
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
        return k.Func(value) if rules.lookup(value) is not None else self.walker.object_kind(value)

    def dispatch(
        self, callee: k.Kind, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """Resolves a call of a callee of known kind."""
        match callee:
            case k.Never():
                self.kind, self.varied = callee, False
                return self.walker.link(node)
            case k.Const(value=type() as cls):
                return self.construct(cls, node, args, words, out)
            case k.Func(value=value):
                return self.function(value, node, args, words, func, out)
            case k.Choice(options=options):
                return self.choice(options, node, args, words, func, out)
            case k.Derived():
                return local_derivative(self, callee, node, args, words, func, out)
            case k.Closure():
                extra = self.captures(callee, func, out)
                return self.user(
                    callee.definition, callee.definition.node.name, node, args, words, extra, out
                )
            case k.Method(function=function, receiver=_):
                receiver = self.temp(
                    build.attribute(func, "__self__"),
                    callee.receiver,
                    self.walker.varies(func),
                    "self",
                    out,
                )
                return self.dispatch(
                    function, node, [receiver, *args], words, build.attribute(func, "__func__"), out
                )
            case k.Partial():
                return self.partial(callee, node, args, words, func, out)
            case k.Record() | k.Object() if (cls := callee.type) and inspect.getattr_static(
                cls, "__call__", None
            ) is not None:
                return self.class_method(cls, "__call__", node, func, args, words, out)
        return self.opaque(node, "it is not known which function this is")

    def choice(
        self, options: tuple[k.Kind, ...], node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """A call of one of several functions: a branch for each."""
        walker = self.walker
        tests = _tests(options, func)
        if tests is None:
            return self.opaque(node, "several functions of the same name may be called here")
        merge = walker.temp_name(node, f"{func.id if isinstance(func, gast.Name) else 'f'}_result")
        kind: k.Kind = k.Never()
        varied = False
        branches: list[list[gast.stmt]] = []
        for i, option in enumerate(options):
            body: list[gast.stmt] = []
            call = walk.clone(node)
            walker.unit.keep(call)
            value = self.dispatch(option, call, list(call.args), list(call.keywords), func, body)
            assert value is not None
            name = walker.temp_name(gast.Tuple(elts=[node, build.const(i)], ctx=gast.Load()), merge)
            walker.define(name, self.kind, self.varied)
            body += [build.assign(name, value), build.assign(merge, build.name(name))]
            kind = join(kind, self.kind, walker.symbols, (id(walker.typed), merge))
            varied = varied or self.varied
            branches.append([walk.copy_position(statement, node) for statement in body])
        walker.define(merge, kind, varied)
        chain = branches[-1]
        for test, body in zip(reversed(tests), reversed(branches[:-1]), strict=True):
            chain = [walk.copy_position(build.if_(test, body, chain), node)]
        out.extend(chain)
        self.kind, self.varied = kind, varied
        return build.name(merge)

    def captures(
        self, closure: k.Closure, func: gast.expr, out: list[gast.stmt]
    ) -> list[gast.expr]:
        """What a local function captured, out of its tuple; its default values are in ``held``."""
        self.closure = closure
        count = len(closure.definition.captured)
        extra = [self.item(func, i, out) for i in range(count)]
        names = closure.definition.held if len(closure.kinds) > count else ()
        self.held = {name: self.item(func, count + i, out) for i, name in enumerate(names)}
        return extra

    # Functions

    def function(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A call of a known function object."""
        if value in _ITERATORS if not _unhashable(value) else False:
            return self.iterator(_ITERATORS[value], node, args, out)
        if value is map:
            return self.mapped(node, args, out)
        if isinstance(value, Nondifferentiable) or value is stop_gradient:
            return self.constant_call(value, node)
        if isinstance(value, CustomVjp):
            return self.custom(value, node, args, func)
        if isinstance(value, Derived) and not value.generated_as_one:
            return composite(self, value, node, args, words, out)
        if isinstance(value, Derived):
            extra = self.closure_values(value.root, build.attribute(func, "root"), out)
            return derivative(self, value.root, [value.how], node, args, words, extra, out)
        if not _unhashable(value) and TRANSFORMS.get(value) == "jvp":
            return pushforward(self, node, args, words, out)
        if not _unhashable(value) and value in TRANSFORMS:
            return transform(self, value, node, args, words, out)
        if value is functools.partial:
            return self.make_partial(node, args, words)
        protocol = self.protocol(value, node, args, words, out)
        if protocol is not None:
            return protocol
        if value is dataclasses.replace and isinstance(self.walker.kind(args[0]), k.Record):
            base = self.walker.kind(args[0])
            assert isinstance(base, k.Record)
            if not hasattr(base.type, "__post_init__"):
                return self.replaced(node, args[0], base, words, out)
        made = self.library.call(value, node, args, words, out)
        if made is not None:
            return made
        writer = None if _unhashable(value) else prelude_arrays.FUNCTIONS.get(value)
        if writer is not None and self.any_varied(args, words):
            return self.user(writer, writer.__name__, node, args, words, [], out)
        if value is operator.delitem and len(args) == 2:
            return self.mutation.delete(node, args)
        operated = self.augmented(value, node, args, out)
        if operated is not None:
            return operated
        if _module(value) in ("logging", "warnings", "time"):
            return self.only_effect(node)
        if isinstance(getattr(value, "__self__", None), str):
            return self.only_effect(node)
        rule = rules.lookup(value)
        if rule is not None:
            source = rule.source_function
            if (
                source is not None
                and self.any_varied(args, words)
                and not covered(rule, args, words, self.walker)
            ):
                return self.user(source, source.__name__, node, args, words, [], out)
            return self.rule(rule, value, node, args, words, out)
        if _module_name(value).startswith(_OWN):
            return self.opaque(node, "s2s cannot be differentiated itself")
        if isinstance(value, types.FunctionType) and not _is_library(value):
            extra = self.closure_values(value, func, out)
            return self.user(value, value.__name__, node, args, words, extra, out)
        if isinstance(value, types.MethodType):
            return self.opaque(node, "it has no rule")
        return self.opaque(
            node,
            f"`{getattr(value, '__name__', type(value).__name__)}` has no rule and no Python source that s2s reads",
        )

    def protocol(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``abs(obj)``, ``float(obj)``: the method that the user's class has for it."""
        name = _PROTOCOLS.get(value) if not _unhashable(value) else None
        if name is None or not args or isinstance(args[0], gast.Starred):
            return None
        kind = self.walker.kind(args[0])
        if not isinstance(kind, k.Record):
            return None
        if not isinstance(inspect.getattr_static(kind.type, name, None), types.FunctionType):
            return None
        return self.class_method(kind.type, name, node, args[0], args[1:], words, out)

    def augmented(
        self, value: Any, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr | None:
        """``x op= y``, which the normal form spells as a call of `operator.iadd` and its like."""
        op = _AUGMENTED.get(value) if not _unhashable(value) else None
        if op is None:
            return None
        walker = self.walker
        base = walker.kind(args[0])
        varied = self.any_varied(args, [])
        if isinstance(base, k.Object | k.Record) and not hasattr(base.type, "_fields"):
            return self.augmented_object(value, op, base, node, args, out)
        if (
            isinstance(base, k.Array)
            and isinstance(args[0], gast.Name)
            and args[0].id in walker.env
        ):
            new = walker.updates.augment(op, args[0], args[1], node, out)
            self.kind, self.varied = base, varied
            return new
        listed = isinstance(base, k.List | k.Tuple) and base.type is list
        if listed and isinstance(args[0], gast.Name) and args[0].id in walker.env:
            if op is gast.Add:
                return self.mutation.extend(node, args, out)
        guarded = varied and isinstance(base, k.Unknown)
        if guarded:
            self.only_numbers(args[0], node, out)
        elif isinstance(base, k.Array | k.Unknown | k.Dict | k.Opaque) or listed:
            if varied:
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
            self.kind, self.varied = base, False
            return new
        if walker.target is not None:
            walker.updates.made[walker.target] = (op, args[0], args[1])
        binary = walk.copy_position(gast.BinOp(left=args[0], op=op(), right=args[1]), node)
        self.kind = operator_kind(
            BINARY[op], [base, walker.kind(args[1])], walker.symbols, (id(walker.typed), id(node))
        )
        self.varied = varied and op not in (
            gast.FloorDiv,
            gast.BitAnd,
            gast.BitOr,
            gast.BitXor,
            gast.LShift,
            gast.RShift,
        )
        return walker.link(binary)

    def augmented_object(
        self, value: Any, op: type, base: k.Object | k.Record, node: gast.Call,
        args: list[gast.expr], out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``obj op= y``: the method for it, or that of the plain operator."""
        method = f"__{value.__name__}__"
        if inspect.getattr_static(base.type, method, None) is not None:
            call = walk.copy_position(build.call(build.attribute(args[0], method), args[1]), node)
            self.walker.unit.keep(call)
            return self.class_method(base.type, method, call, args[0], [args[1]], [], out)
        kinds = [base, self.walker.kind(args[1])]
        made = self.overloaded(node, op(), args, kinds, out)
        if made is None:
            return self.opaque(node, "the class has no such operator")
        new, self.kind, self.varied = made
        return new

    def only_numbers(self, value: gast.expr, node: gast.Call, out: list[gast.stmt]) -> None:
        """A check, when the program runs, that ``x op= y`` overwrites no array."""
        guard = walk.copy_position(build.call("rt.only_number", walk.clone(value)), node)
        self.walker.unit.linker.module("s2s.runtime")
        self.walker.typed.passive_calls[id(guard)] = guard
        out.append(walk.copy_position(build.statement(guard), node))

    def rule(
        self, rule: rules.Rule, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """A call of a function with a rule."""
        walker = self.walker
        if any(self._is_iterator(arg) for arg in args):
            args = [self.listed(a, node, out) if self._is_iterator(a) else a for a in args]
            node = walk.copy_position(gast.Call(func=node.func, args=args, keywords=words), node)
            walker.unit.keep(node)
        varied = self.any_varied(args, words)
        if varied and (
            any(isinstance(a, gast.Starred) for a in args) or any(not w.arg for w in words)
        ):
            node = spread_call(node, self, out)
            args, words = list(node.args), list(node.keywords)
        site = (id(walker.typed), id(node))
        kinds = [walker.kind(a) for a in args if not isinstance(a, gast.Starred)]
        named = {w.arg: walker.kind(w.value) for w in words if w.arg}
        starred = len(kinds) != len(args) or len(named) != len(words)
        new = walker.link(node)
        if varied and any(isinstance(kind, k.Mixed) for kind in (*kinds, *named.values())):
            raise walker.fail(
                UnsupportedError,
                f"s2s does not know what `{rule.name}` gets here",
                node,
                "the argument is a number on one path and a structure on another",
                "use one kind of value throughout",
            )
        if varied and rule.flavour == "elementwise" and any(_is_structure(a) for a in kinds):
            return self.opaque(node, "an argument is an object or a dict, not a number or an array")
        self.kind = k.Opaque() if starred else call_kind(value, kinds, named, walker.symbols, site)
        if not rule.view or rule.name in COPIES:
            walker.typed.fresh_calls[id(new)] = new
        if not rule.pure or rule.may_raise:
            walker.typed.impure = walker.typed.impure or not rule.pure
            walker.typed.passive_calls[id(new)] = new
        if rule.pure and (
            not rule.may_raise
            or (rule.flavour == "zero" and not starred and _safe([*kinds, *named.values()]))
        ):
            walker.typed.passive_calls.pop(id(new), None)
            walker.typed.pure_calls[id(new)] = new
        goal = _out(rule, value, args, words)
        if goal is not None and known(walker.kind(goal)) == (True, None):
            goal = None
        if goal is not None:
            self.written_out(goal, node, new, varied)
        self.varied = (
            varied
            and rule.flavour != "zero"
            and (k.is_differentiable(self.kind) or isinstance(self.kind, k.Opaque))
        )
        if self.varied:
            if isinstance(self.kind, k.Opaque):
                self.kind = k.Unknown()
            if goal is not None:
                args = [arg for arg in args if arg is not goal]
                words = [word for word in words if word.arg != "out"]
            resolution = bind_rule(rule, args, words, walker, node)
            resolution.out = goal
            walker.typed.calls[id(new)] = (new, resolution)
        return new

    def _is_iterator(self, arg: gast.expr) -> bool:
        return isinstance(self.walker.kind(arg), k.Iterator) and self.walker.varies(arg)

    def listed(self, arg: gast.expr, node: gast.Call, out: list[gast.stmt]) -> gast.expr:
        """An iterator that a derivative flows through, as a list."""
        walker = self.walker
        key = gast.Tuple(elts=[arg, build.const("listed")], ctx=gast.Load())
        name = walker.temp_name(key, "items")
        target, walker.target = walker.target, name
        made = self.copied(list, node, arg, out)
        assert made is not None
        walker.target = target
        walker.define(name, self.kind, self.varied)
        out.append(walk.copy_position(build.assign(name, made), node))
        return build.name(name)

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
            walker.typed.foreign.add(goal.id)
            if varied:
                walker.updates.refuse(node)
        walker.typed.impure = True
        walker.typed.pure_calls.pop(id(new), None)
        walker.typed.passive_calls[id(new)] = new
        self.kind = walker.kind(goal)
        if varied:
            walker.varied.add(goal.id)

    def user(
        self, fun: object, name: str, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        extra: list[gast.expr], out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """A call of a function with source."""
        from_definition = isinstance(fun, k.Definition)
        walker = self.walker
        atoms = bind_user(fun, node, args, words, self, out)
        atoms.extend(extra)
        kinds = tuple(walker.kind(atom) for atom in atoms)
        active = tuple(walker.varies(atom) for atom in atoms)
        stored = any(holds_function(kind) and not _is_local(kind) for kind in kinds)
        stored = stored or self.is_tuple(node.func)
        if not any(active) and not stored and not self.makes_functions(fun, kinds, active, name):
            made = self.passive_user(fun, name, node, kinds, active, from_definition)
            if id(made) in walker.typed.passive_calls:
                for value in extra:  # what a local function captured
                    self.note_names(value)
            return made
        refs = tuple(walker.by_reference(atom) for atom in atoms)
        wanted = walker.target in walker.typed.memory.shadow
        callee = walker.unit.specialise(
            fun, tuple(map(k.general, kinds)), active, name, refs, wanted
        )
        walker.typed.impure = walker.typed.impure or callee.impure
        self.kind, self.varied = callee.result_kind, callee.result_varied or callee.in_progress
        made = stored or holds_function(callee.result_kind)
        writes = self.written_through(callee, atoms, node)
        if not self.varied and not callee.in_progress and not made and not writes:
            return self.plain(fun, node, callee.impure)
        new = build.call(f"{callee.name}__call", *[walker.link_value(atom) for atom in atoms])
        walk.copy_position(new, node)
        plain = walker.link(node)
        walker.typed.passive_calls[id(plain)] = plain
        for atom in atoms:
            walker.typed.linked[id(atom)] = walker.link_value(atom)
        walker.typed.calls[id(new)] = (new, UserCall(callee, atoms, plain, made))
        return new

    def is_tuple(self, func: gast.expr) -> bool:
        """Whether a name holds a local function's tuple, and there is no real function for it."""
        walker = self.walker
        if not isinstance(func, gast.Name) or func.id not in walker.env:
            return False
        return holds_function(walker.env[func.id]) and func.id not in walker.real

    def written_through(self, callee: Typed, atoms: list[gast.expr], node: gast.Call) -> bool:
        """Whether a function writes active values into what it is given."""
        active = [region for region in callee.memory.regions if region.active]
        for region in active:
            for position in region.members:
                if position >= 0 and self.walker.is_foreign(atoms[position]):
                    self.walker.updates.refuse(node)
        return bool(active)

    def makes_functions(
        self, fun: object, kinds: tuple[k.Kind, ...], active: tuple[bool, ...], name: str
    ) -> bool:
        """Whether the result of a passive call is, or holds, a local function."""
        try:
            callee = self.walker.unit.specialise(fun, tuple(map(k.general, kinds)), active, name)
        except S2SError:
            return False
        return holds_function(callee.result_kind)

    def passive_user(
        self,
        fun: object,
        name: str,
        node: gast.Call,
        kinds: tuple[k.Kind, ...],
        active: tuple[bool, ...],
        local: bool,
    ) -> gast.expr:
        """A call of a function with source that no derivative flows through: called as it is."""
        impure = True
        self.kind, self.varied = k.Opaque(), False
        try:
            callee = self.walker.unit.specialise(fun, tuple(map(k.general, kinds)), active, name)
            self.kind, impure = callee.result_kind, callee.impure
            if callee.in_progress:
                self.kind = k.Never()
        except S2SError:
            pass  # it runs as the user wrote it; only what is known of its result is lost
        return self.plain(fun, node, impure)

    def plain(self, fun: object, node: gast.Call, impure: bool) -> gast.expr:
        """The call of the user's own function."""
        new = self.walker.link(node)
        if impure:
            self.walker.typed.impure = True
            self.walker.typed.passive_calls[id(new)] = new
            self.note_writes(node)
        return new

    def only_effect(self, node: gast.Call) -> gast.expr:
        """A call that no derivative flows through whatever it is given: logging and the like."""
        new = self.walker.link(node)
        self.kind, self.varied = k.Opaque(), False
        self.walker.typed.impure = True
        self.walker.typed.passive_calls[id(new)] = new
        return new

    def opaque(self, node: gast.Call, why: str) -> gast.expr:
        """A call of something that s2s cannot look into; right only if nothing varies."""
        walker = self.walker
        if self.any_varied(node.args, node.keywords) or (
            isinstance(node.func, gast.Name) and walker.varies(node.func)
        ):
            quiet = False
            if isinstance(node.func, gast.Name | gast.Attribute) and (
                isinstance(node.func, gast.Name) or walker.is_global(node.func)
            ):
                value = (
                    walker.global_object(node.func)
                    if isinstance(node.func, gast.Attribute)
                    else walker.lookup(node.func.id)
                )
                quiet = value in _QUIET if not _unhashable(value) else False
                quiet = quiet or _module(value) in ("logging", "warnings", "time")
            if not quiet:
                name = _words(node.func)
                raise walker.fail(
                    NoRuleError,
                    f"s2s cannot differentiate the call of `{name}`",
                    node,
                    why,
                    "give it a rule with `s2s.custom_vjp`, or keep values to differentiate away from it",
                )
        new = walker.link(node)
        self.kind, self.varied = k.Opaque(), False
        walker.typed.impure = True
        walker.typed.passive_calls[id(new)] = new
        self.note_writes(node)
        return new

    def note_writes(self, node: gast.Call) -> None:
        """An unknown function may write into the arrays that it is given."""
        for argument in (*node.args, *(w.value for w in node.keywords)):
            self.note_names(argument)

    def note_names(self, argument: gast.expr) -> None:
        """Something unknown may write into the arrays that an expression names."""
        for name in walk.read(argument):
            kind = self.walker.env.get(name)
            if isinstance(kind, k.Array | k.List | k.Dict | k.Tuple | k.Object):
                self.walker.typed.written.add(name)
            if kind in EMPTY:
                self.mutation.widen(name, None, k.Opaque())

    # Classes and objects

    def construct(
        self,
        cls: type,
        node: gast.Call,
        args: list[gast.expr],
        words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:
        """A call of a class."""
        walker = self.walker
        rule = rules.lookup(cls)
        if cls is super and not args:
            return self.parent(node)
        if cls is range:
            return self.ranged(node, args)
        if cls is np.ndindex:
            self.kind, self.varied = k.List(k.Tuple((k.Scalar(int),) * len(args))), False
            return walker.link(node)
        if cls in _ITERATORS:
            return self.iterator(_ITERATORS[cls], node, args, out)
        if cls is map:
            return self.mapped(node, args, out)
        if cls in (list, tuple, dict) and len(args) == 1 and not words:
            return self.copied(cls, node, args[0], out)
        if cls is functools.partial:
            return self.make_partial(node, args, words)
        made = self.library.call(cls, node, args, words, out)
        if made is not None:
            return made
        protocol = self.protocol(cls, node, args, words, out)
        if protocol is not None:
            return protocol
        if rule is not None and rule.source_function is not None:
            return self.composite(rule.source_function, cls, node, args, words, out)
        if rule is not None:
            return self.rule(rule, cls, node, args, words, out)
        if cls is dict and not args and all(w.arg for w in words):
            display = gast.Dict(
                keys=[build.const(w.arg) for w in words], values=[w.value for w in words]
            )
            walk.copy_position(display, node)
            new, self.kind, self.varied = walker.dict_display(
                display, display.keys, display.values, out
            )
            return new
        if cls in (list, set) and not args:
            self.kind, self.varied = (k.List(k.Never()) if cls is list else k.Opaque()), False
            return walker.link(node)
        if self.objects.makes(cls) and not _is_library_class(cls):
            return self.objects.make(cls, node, args, words, out)
        record = hasattr(cls, "_fields") or (
            dataclasses.is_dataclass(cls) and not hasattr(cls, "__post_init__")
        )
        if record:
            if any(isinstance(a, gast.Starred) for a in args) or any(not w.arg for w in words):
                node = spread_call(node, self, out)
            return self.record(cls, node, list(node.args), list(node.keywords))
        if issubclass(cls, BaseException):
            self.kind, self.varied = k.Opaque(), False
            return walker.link(node)
        return self.opaque(
            node,
            f"`{cls.__name__}` is a class, and objects made in the function are not differentiated yet",
        )

    def composite(
        self, source: Any, cls: type, node: gast.Call, args: list[gast.expr],
        words: list[gast.keyword], out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """The construction of a library's object, which is seen as one of a dataclass of ours."""
        try:
            return self.user(source, source.__name__, node, args, words, [], out)
        except S2SError:
            twin = rules.twin_of(cls)
            if twin is None or self.any_varied(args, words):
                raise
        # A way to make it that the text does not know: only its class is known.
        fields = sorted(f.name for f in dataclasses.fields(twin))
        new = self.walker.link(node)
        self.kind = k.Record(twin, tuple((name, k.Opaque()) for name in fields))
        self.varied = False
        self.walker.typed.passive_calls[id(new)] = new
        return new

    def parent(self, node: gast.Call) -> gast.expr:
        """``super()``."""
        walker = self.walker
        cls = (
            cells(walker.typed.fun).get("__class__")
            if isinstance(walker.typed.fun, types.FunctionType)
            else None
        )
        if not isinstance(cls, type) or not walker.typed.params:
            return self.opaque(node, "its class is not known")
        name = walker.typed.params[0]
        self.kind, self.varied = k.Super(cls, walker.env[name]), name in walker.varied
        return build.name(name)

    def record(
        self, cls: type, node: gast.Call, args: list[gast.expr], words: list[gast.keyword]
    ) -> gast.expr:
        """The construction of a named tuple or dataclass."""
        walker = self.walker
        new = walker.link_arguments(node)
        try:
            bound = inspect.signature(cls).bind(*args, **{w.arg: w.value for w in words if w.arg})
        except TypeError:
            return self.opaque(node, "the arguments do not fit")
        fields = dict(bound.arguments)
        defaults = inspect.signature(cls).parameters
        kinds = tuple(
            (
                name,
                walker.kind(fields[name])
                if name in fields
                else kind_of(defaults[name].default, walker.symbols),
            )
            for name in defaults
        )
        if not hasattr(cls, "_fields"):
            kinds = tuple(sorted(kinds))
        self.kind = k.Record(cls, kinds)
        self.varied = self.any_varied(args, words)
        if self.varied:
            walker.typed.calls[id(new)] = (new, RecordCall(cls, fields))
        return new

    def replaced(
        self, node: gast.Call, value: gast.expr, base: k.Record, words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """``record._replace(...)`` and ``dataclasses.replace(record, ...)``: a new record."""
        if any(word.arg is None for word in words):
            words = spread_call(walk.clone(node), self, out).keywords
        given = {word.arg: word.value for word in words}
        fields = [
            gast.keyword(arg=name, value=given.get(name) or self.part(value, name, kind, out))
            for name, kind in base.fields
        ]
        unknown = given.keys() - {name for name, _ in base.fields}
        if unknown:
            return self.opaque(node, f"there is no field `{sorted(map(str, unknown))[0]}`")
        cls = walk.copy_position(build.attribute(walk.clone(value), "__class__"), node)
        call = walk.copy_position(gast.Call(func=cls, args=[], keywords=fields), node)
        return self.record(base.type, call, [], fields)

    def as_dict(
        self, node: gast.Call, value: gast.expr, base: k.Record, out: list[gast.stmt]
    ) -> gast.expr:
        """``named_tuple._asdict()``: a dict display."""
        keys: list[gast.expr | None] = [build.const(name) for name, _ in base.fields]
        values = [self.part(value, name, kind, out) for name, kind in base.fields]
        display = walk.copy_position(gast.Dict(keys=keys, values=values), node)
        new, self.kind, self.varied = self.walker.dict_display(display, keys, values, out)
        return new

    def part(self, value: gast.expr, name: str, kind: k.Kind, out: list[gast.stmt]) -> gast.expr:
        """A field of a record under a name of its own."""
        place = build.attribute(walk.clone(value), name)
        varied = self.walker.varies(value) and k.is_differentiable(kind)
        return self.temp(place, kind, varied, name, out)

    def record_attribute(
        self, node: gast.Attribute, base: k.Record | k.Object, out: list[gast.stmt]
    ) -> tuple[gast.expr, k.Kind, bool]:
        """``record.attr``: a field, a class constant, or a property."""
        walker = self.walker
        varied = walker.varies(node.value)
        fields = self.objects.fields(base)
        if node.attr in fields:
            return walker.link(node), fields[node.attr], varied
        found = inspect.getattr_static(base.type, node.attr, None)
        if isinstance(found, property) and isinstance(found.fget, types.FunctionType):
            call = walk.copy_position(build.call(build.name("property"), node.value), node)
            extra: list[gast.expr] = []
            if varied:
                new = self.user(found.fget, node.attr, call, [node.value], [], extra, out)
                if id(new) not in walker.typed.calls:
                    new = walker.link(node)
                return new, self.kind, self.varied
            try:
                kind = walker.unit.specialise(
                    found.fget, (k.general(base),), (False,), node.attr
                ).result_kind
            except S2SError:
                kind = k.Opaque()
            return walker.link(node), kind, False
        if isinstance(found, types.FunctionType | classmethod | staticmethod):
            function = found if isinstance(found, types.FunctionType) else found.__func__
            if isinstance(found, types.FunctionType):
                return walker.link(node), k.Method(k.Func(function), base), varied
            return walker.link(node), k.Func(function), False
        if found is None and isinstance(base, k.Object):
            return walker.link(node), k.Never(), False  # it is stored further down, or never
        if found is None and varied:
            raise walker.fail(
                UnsupportedError,
                f"s2s does not know the attribute `{node.attr}`",
                node,
                f"`{base.type.__name__}` has no field of this name at the time of the call",
                "check the spelling",
            )
        value = getattr(base.type, node.attr, None)
        return (
            walker.link(node),
            (kind_of(value, walker.symbols) if found is not None else k.Opaque()),
            False,
        )

    def class_method(
        self, cls: type, name: str, node: gast.Call, receiver: gast.expr, args: list[gast.expr],
        words: list[gast.keyword], out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A call of a method of a user's class."""
        found = inspect.getattr_static(cls, name, None)
        if isinstance(found, staticmethod):
            return self.dispatch(
                self.callee_kind(found.__func__), node, args, words, node.func, out
            )
        if isinstance(found, classmethod):
            receiver = self.temp(
                build.attribute(receiver, "__class__"), k.Const(cls), False, "cls", out
            )
            found = found.__func__
        if isinstance(found, types.FunctionType):
            return self.user(found, name, node, [receiver, *args], words, [], out)
        return self.opaque(node, f"`{cls.__name__}.{name}` is not a Python function")

    def method(
        self, node: gast.Call, func: gast.Attribute, base: k.Kind, out: list[gast.stmt]
    ) -> gast.expr | None:
        """``value.method(args)``."""
        walker = self.walker
        name = func.attr
        args, words = list(node.args), list(node.keywords)
        if isinstance(base, k.Record | k.Object):
            for field, kind in self.objects.fields(base).items():
                if field == name:
                    value = self.temp(
                        walk.copy_position(build.attribute(func.value, name), node),
                        kind,
                        walker.varies(func.value),
                        name,
                        out,
                    )
                    return self.dispatch(kind, node, args, words, value, out)
            named = isinstance(base, k.Record) and hasattr(base.type, "_fields")
            if isinstance(base, k.Record) and named and name == "_replace" and not args:
                return self.replaced(node, func.value, base, words, out)
            if isinstance(base, k.Record) and named and name == "_asdict" and not args:
                return self.as_dict(node, func.value, base, out)
            return self.class_method(base.type, name, node, func.value, args, words, out)
        if isinstance(base, k.Super) and isinstance(base.receiver, k.Record | k.Object):
            order = base.receiver.type.__mro__
            for cls in order[order.index(base.cls) + 1 :]:
                if cls is object and name == "__init__":
                    self.kind, self.varied = k.Const(None), False
                    return None
                if name in vars(cls):
                    receiver = self.temp(
                        func.value,
                        base.receiver,
                        walker.varies(func.value),
                        "self",
                        out,
                        linked=True,
                    )
                    # As it is called where nothing varies, it must not find the override again.
                    classes = build.attribute(build.attribute(receiver, "__class__"), "__mro__")
                    owner = build.index(classes, build.const(order.index(cls)))
                    above = gast.Call(
                        func=build.attribute(owner, name), args=[receiver, *args], keywords=words
                    )
                    walker.unit.keep(walk.copy_position(above, node))
                    return self.class_method(cls, name, above, receiver, args, words, out)
        if name in _LOGGING and isinstance(base, k.Opaque):
            return self.only_effect(node)
        receiver = func.value.id if isinstance(func.value, gast.Name) else ""
        grows = name in ("append", "add") and isinstance(base, k.List | k.Tuple | k.Opaque)
        if grows and len(args) == 1 and receiver in walker.unshared:
            return self.append(node, base, args[0])
        if receiver in walker.env and self.mutation.knows(base, name):
            return self.mutation.method(node, base, args, words, out)
        if name in _VIEWS and isinstance(base, k.Dict):
            return self.iterator(name, node, [func.value], out)
        if name == "copy" and isinstance(base, k.List | k.Tuple | k.Dict) and not args:
            new = walker.link(node)
            self.kind, self.varied = base, walker.varies(func.value)
            if self.varied:
                walker.typed.calls[id(new)] = (new, Copied(func.value))
            return new
        if name == "get" and isinstance(base, k.Dict) and args and known(walker.kind(args[0]))[0]:
            key = known(walker.kind(args[0]))[1]
            steady = receiver not in {*walker.typed.slots, *walker.typed.wide}
            if base.entries is not None and key in dict(base.entries) and steady:
                new = walk.copy_position(build.index(walker.link(func.value), args[0]), node)
                self.kind, self.varied = dict(base.entries)[key], walker.varies(func.value)
                return new
        if name == "get" and isinstance(base, k.Dict) and len(args) == 2 and not words:
            return self.user(dict_get, "dict_get", node, [func.value, *args], [], [], out)
        if k.is_numeric(base):
            writer = prelude_arrays.METHODS.get(name)
            if writer is not None and (walker.varies(func.value) or self.any_varied(args, words)):
                args = [func.value, *args]
                return self.user(writer, writer.__name__, node, args, words, [], out)
            return self.number_method(node, func, base, args, words)
        if isinstance(base, k.Never):
            self.kind, self.varied = base, False
            return walker.link(node)
        return self.opaque(node, f"the method `{name}` of this value is not known")

    def number_method(
        self,
        node: gast.Call,
        func: gast.Attribute,
        base: k.Kind,
        args: list[gast.expr],
        words: list[gast.keyword],
    ) -> gast.expr:
        """A method of an array or a number."""
        walker = self.walker
        method = rules.method("ndarray", func.attr)
        if method is None or method.attribute:
            if func.attr in (
                "fill",
                "sort",
                "put",
                "itemset",
                "resize",
                "partition",
                "setflags",
                "byteswap",
            ) and walker.varies(func.value):
                raise walker.fail(
                    MutationError,
                    f"s2s cannot yet differentiate `.{func.attr}()`, which writes in place",
                    node,
                    "the array is overwritten",
                    "use the NumPy function that returns a new array",
                )
            if walker.varies(func.value) or self.any_varied(args, words):
                return self.opaque(node, f"the method `{func.attr}` has no rule")
            if isinstance(func.value, gast.Name):
                walker.typed.written.add(func.value.id)
            return self.opaque(node, "")
        rule = method.rule
        varied = walker.varies(func.value) or self.any_varied(args, words)
        new = walker.link(node)
        if not rule.view or rule.name in COPIES:
            walker.typed.fresh_calls[id(new)] = new
        goal = next((word.value for word in words if word.arg == "out"), None)
        words = [word for word in words if word.arg != "out"]

        def call(receiver: Any, *rest: Any, **named: Any) -> Any:
            return getattr(receiver, func.attr)(*rest, **named)

        kinds = [base, *[walker.kind(a) for a in args]]
        named = {w.arg: walker.kind(w.value) for w in words if w.arg}
        self.kind = call_kind(call, kinds, named, walker.symbols, (id(walker.typed), id(node)))
        if func.attr == "squeeze" and len(kinds) == 1 and not named:
            self.kind = k.Unknown(k.dtype_of(base) or "float64")
        if func.attr == "reshape" and isinstance(self.kind, k.Unknown):
            self.kind = reshaped(base, kinds[1:], walker.symbols, (id(walker.typed), id(node)))
        if isinstance(base, k.Unknown) and func.attr in ("item", "tolist"):
            self.kind = k.Unknown()
        self.varied = varied and rule.flavour != "zero" and k.is_differentiable(self.kind)
        if rule.pure:
            walker.typed.pure_calls[id(new)] = new
        if goal is not None and known(walker.kind(goal)) != (True, None):
            self.written_out(goal, node, new, varied)
        else:
            goal = None
        if self.varied:
            resolution = bind_method(method, func.value, args, words, walker, node)
            resolution.out = goal
            walker.typed.calls[id(new)] = (new, resolution)
        return new

    # Structures

    def append(self, node: gast.Call, base: k.Kind, value: gast.expr) -> gast.expr:
        """``out.append(value)`` of a list made here that nothing else refers to yet."""
        walker = self.walker
        new = walker.link_arguments(node)
        name = node.func.value.id
        varied = walker.varies(value) or walker.varies(node.func.value)
        if isinstance(base, k.List | k.Tuple):
            item: k.Kind = k.Never()
            for old in base.items if isinstance(base, k.Tuple) else (base.item,):
                item = join(item, old, walker.symbols, (id(walker.typed), name, "item"))
            item = join(
                item, k.forget(walker.kind(value)), walker.symbols, (id(walker.typed), name, "item")
            )
            walker.define(name, k.List(item), varied or name in walker.varied)
        walker.typed.passive_calls[id(new)] = new
        self.kind, self.varied = k.Const(None), False
        walker.typed.calls[id(new)] = (new, Append(name, value))
        return new

    def iterator(
        self, form: str, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr:
        """``zip``, ``enumerate``, ``reversed`` and dict views: remembered by what they run over."""
        walker = self.walker
        starred = [a.value for a in args if isinstance(a, gast.Starred)]
        if starred and self.any_varied(args, []):
            if len(args) == 1 and form == "zip" and known_items(starred[0], walker) is None:
                return self.user(transposed, "zip_of", node, starred, [], [], out)
            node = spread_call(node, self, out)
            args = list(node.args)
        args = list(args)
        for word in node.keywords:
            if form == "enumerate" and word.arg == "start":
                args.append(word.value)
            elif word.arg != "strict":
                return self.opaque(node, f"s2s does not know the argument `{word.arg}` of `{form}`")
        self.kind = k.Opaque()
        if not any(isinstance(a, gast.Starred) for a in args):
            self.kind = k.Iterator(form, tuple(walker.kind(a) for a in args))
        self.varied = self.any_varied(args, []) and form != "keys"
        new = walker.link(node)
        walker.typed.pure_calls[id(new)] = new
        target = walker.target
        if target is not None:
            walker.iterators[target] = args
        return new

    def mapped(
        self, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr | None:
        """``map(f, xs)``: a list."""
        if not self.any_varied(args, []) or len(args) < 2:
            self.kind, self.varied = k.Opaque(), False
            new = self.walker.link(node)
            self.walker.typed.passive_calls[id(new)] = new
            return new
        source = MAPS.get(len(args) - 1)
        if source is None:
            return self.opaque(node, "`map` over so many sequences is not known")
        return self.user(source, "map_list", node, args, [], [], out)

    def copied(
        self, cls: type, node: gast.Call, value: gast.expr, out: list[gast.stmt]
    ) -> gast.expr | None:
        """``list(x)``, ``tuple(x)``, ``dict(x)``."""
        walker = self.walker
        kind = walker.kind(value)
        self.varied = walker.varies(value)
        if isinstance(kind, k.Iterator) and kind.form in _VIEWS and cls is not dict:
            exact = self.view_items(cls, node, value, kind, out)
            if exact is not None:
                return exact
        if isinstance(kind, k.Iterator) and self.varied:
            parts = self._iterator_args(value)
            source = LISTS.get((kind.form, len(parts)))
            if source is None or cls is dict:
                return self.opaque(node, "this iterator is not known")
            return self.user(source, "list_of", node, parts, [], [], out)
        new = walker.link(node)
        walker.typed.pure_calls[id(new)] = new
        match kind:
            case k.Tuple(items=items) if cls is not dict:
                self.kind = k.Tuple(items, cls)
            case k.List(item=item) if cls is not dict:
                self.kind = k.List(item, cls)
            case k.Record(fields=fields) if cls is not dict:
                self.kind = k.Tuple(tuple(f for _, f in fields), cls)
            case k.Dict() if cls is dict:
                self.kind = kind
            case k.Dict() if walker.entries(value) is not None:
                names = tuple(k.Const(name) for name, _ in walker.entries(value) or ())
                self.kind, self.varied = k.Tuple(names, cls), False
            case k.Array(shape=shape) if cls is not dict:
                from_array = Evaluator(walker.env, walker.symbols, walker.scope)(
                    build.index(value, build.const(0))
                )
                size = shape[0] if shape else (0, 1)
                self.kind = (
                    k.Tuple((from_array,) * size[0], cls)
                    if size[0] == size[1]
                    else k.List(from_array, cls)
                )
            case _:
                self.kind = k.List(k.Opaque(), cls) if cls is not dict else k.Opaque()
                if self.varied and not isinstance(kind, k.Never | k.Dict):
                    return self.opaque(node, "it is not known what the sequence holds")
                self.varied = False
        if self.varied:
            walker.typed.calls[id(new)] = (new, Copied(value))
        return new

    def view_items(
        self, cls: type, node: gast.Call, value: gast.expr, kind: k.Iterator, out: list[gast.stmt]
    ) -> gast.expr | None:
        """``list(d.values())`` and its like, where the keys of the dict are known."""
        table = self._iterator_args(value)[0] if isinstance(value, gast.Name) else None
        entries = self.walker.entries(table) if table is not None else None
        if table is None or entries is None or len(entries) > 64:
            return None
        if kind.form == "keys" or not self.varied:
            self.kind = k.Tuple(
                tuple(k.forget(_viewed(kind.form, name, item)) for name, item in entries), cls
            )
            self.varied = False
            new = self.walker.link(node)
            self.walker.typed.pure_calls[id(new)] = new
            return new
        parts: list[gast.expr] = []
        kinds: list[k.Kind] = []
        for name, item in entries:
            place = build.index(walk.clone(table), build.const(name))
            varied = self.walker.varies(table) and k.is_differentiable(item)
            part = self.temp(place, item, varied, "item", out)
            if kind.form == "items":
                both = build.tuple_([build.const(name), part])
                part = self.temp(both, k.Tuple((k.Const(name), item)), varied, "pair", out)
            parts.append(part)
            kinds.append(self.walker.kind(part))
        self.kind, self.varied = k.Tuple(tuple(kinds), cls), True
        display = gast.Tuple if cls is tuple else gast.List
        return walk.copy_position(display(elts=parts, ctx=gast.Load()), node)

    def _iterator_args(self, value: gast.expr) -> list[gast.expr]:
        return self.walker.iterators[value.id]

    def ranged(self, node: gast.Call, args: list[gast.expr]) -> gast.expr:
        """``range``."""
        self.kind, self.varied = k.Const(range(0)), False
        new = self.walker.link(node)
        self.walker.typed.pure_calls[id(new)] = new
        return new

    def make_partial(
        self, node: gast.Call, args: list[gast.expr], words: list[gast.keyword]
    ) -> gast.expr:
        """``functools.partial(f, ...)``: a tuple of what it holds."""
        walker = self.walker
        names = tuple(w.arg or "" for w in words)
        callee = (
            walker.kind(args[0])
            if isinstance(args[0], gast.Name) and args[0].id in walker.env
            else self.callee_kind(walker.global_object(args[0]))
        )
        self.kind = k.Partial(
            callee,
            tuple(walker.kind(a) for a in args[1:]),
            names,
            tuple(walker.kind(w.value) for w in words),
        )
        self.varied = self.any_varied(args, words)
        values = [self.function_atom(args[0]), *args[1:], *[w.value for w in words]]
        return walk.copy_position(build.tuple_([walker.link_value(v) for v in values]), node)

    def function_atom(self, node: gast.expr) -> gast.expr:
        return node

    def partial(
        self, callee: k.Partial, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A call of a ``functools.partial``."""
        real = callee.real
        varied = self.walker.varies(func)
        held: list[gast.expr] = []
        kinds = (*callee.args, *callee.kwargs)
        for i, kind in enumerate(kinds):
            if real:
                count = len(callee.args)
                place = (
                    build.index(build.attribute(func, "args"), build.const(i))
                    if i < count
                    else build.index(
                        build.attribute(func, "keywords"), build.const(callee.names[i - count])
                    )
                )
            else:
                place = build.index(func, build.const(i + 1))
            held.append(self.temp(place, kind, varied, "held", out))
        base = build.attribute(func, "func") if real else build.index(func, build.const(0))
        inner = self.temp(base, callee.function, varied, "function", out)
        given = {w.arg for w in words}
        count = len(callee.args)
        named = [
            gast.keyword(arg=name, value=value)
            for name, value in zip(callee.names, held[count:], strict=True)
            if name not in given
        ]
        fresh = walk.copy_position(
            gast.Call(func=inner, args=[*held[:count], *args], keywords=[*named, *words]), node
        )
        return self.dispatch(callee.function, fresh, fresh.args, fresh.keywords, inner, out)

    def custom(
        self, value: CustomVjp, node: gast.Call, args: list[gast.expr], func: gast.expr
    ) -> gast.expr:
        """A call of a function whose pullback the user has written."""
        walker = self.walker
        new = walker.link(node)
        self.varied = self.any_varied(args, node.keywords)
        self.kind = k.Opaque()
        try:
            callee = walker.unit.specialise(
                value.fun,
                tuple(k.general(walker.kind(a)) for a in args),
                (False,) * len(args),
                "custom",
            )
            self.kind = callee.result_kind
        except (S2SError, ValueError):
            self.kind = k.Unknown()
        if self.varied:
            if node.keywords:
                return self.opaque(
                    node, "a function with a custom rule takes positional arguments only"
                )
            if isinstance(self.kind, k.Opaque):
                self.kind = k.Unknown()
            walker.typed.calls[id(new)] = (new, CustomCall(value, walker.link(func), args))
        walker.typed.passive_calls[id(new)] = new
        return new

    def constant_call(self, value: Any, node: gast.Call) -> gast.expr:
        """A call whose result counts as a constant."""
        walker = self.walker
        new = walker.link(node)
        self.kind, self.varied = k.Opaque(), False
        plain = not node.keywords and not any(isinstance(a, gast.Starred) for a in node.args)
        kinds = tuple(k.general(walker.kind(a)) for a in node.args) if plain else ()
        if value is stop_gradient and len(kinds) == 1:
            self.kind = kinds[0]
            walker.typed.fresh_calls[id(new)] = new
            walker.typed.pure_calls[id(new)] = new
            return new
        if plain and isinstance(value, Nondifferentiable):
            try:
                still = (False,) * len(kinds)
                callee = walker.unit.specialise(value.fun, kinds, still, "constant")
                self.kind = callee.result_kind
                if not callee.impure:
                    walker.typed.passive_calls[id(new)] = new
                    return new
            except (S2SError, ValueError, AttributeError, TypeError):
                self.kind = k.Opaque()  # it runs as it is; only its kind is not known
        walker.typed.impure = True
        walker.typed.passive_calls[id(new)] = new
        self.note_writes(node)
        return new

    # Operators of the user's classes

    def overloaded(
        self,
        node: gast.expr,
        op: gast.AST,
        operands: list[gast.expr],
        kinds: list[k.Kind],
        out: list[gast.stmt],
    ) -> tuple[gast.expr, k.Kind, bool] | None:
        """An operator that a user's class defines: a call of its method."""
        names = _OPERATORS.get(type(op))
        if names is None:
            return None
        for position, (operand, kind) in enumerate(zip(operands, kinds, strict=True)):
            if isinstance(kind, k.Record | k.Object):
                name = names[position] if len(operands) == 2 else names[0]
                found = inspect.getattr_static(kind.type, name, None)
                if isinstance(found, types.FunctionType):
                    rest = [o for i, o in enumerate(operands) if i != position]
                    call = walk.copy_position(
                        build.call(build.attribute(operand, name), *rest), node
                    )
                    new = self.user(found, name.strip("_"), call, [operand, *rest], [], [], out)
                    return new, self.kind, self.varied
        return None

    # Small things

    def check_item(self, node: gast.Subscript) -> None:
        """Reading an item of something unknown that varies is an error."""
        base = self.walker.kind(node.value)
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

    def any_varied(self, args: list[gast.expr], words: list[gast.keyword]) -> bool:
        """Whether an argument depends on what is differentiated."""
        values = [a.value if isinstance(a, gast.Starred) else a for a in args] + [
            w.value for w in words
        ]
        return any(self.walker.varies(value) for value in values)

    def item(self, base: gast.expr, position: int, out: list[gast.stmt]) -> gast.expr:
        """Item ``position`` of the tuple that a closure is at run time."""
        kind = self.closure
        inner = kind.kinds[position]
        varied = self.walker.varies(base) and k.is_differentiable(inner)
        name = (*kind.definition.captured, *kind.definition.held)[position]
        return self.temp(
            build.index(base, build.const(position + 1)), inner, varied, name, out, linked=True
        )

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
        out.append(build.assign(name, value if linked else walker.link_value(value)))
        return build.name(name)

    def closure_values(
        self, fun: types.FunctionType, func: gast.expr, out: list[gast.stmt]
    ) -> list[gast.expr]:
        """What a function from outside captured, read from the function object."""
        walker = self.walker
        names = walker.unit.captured(fun)
        values = []
        for name in names:
            index = fun.__code__.co_freevars.index(name)
            closure = build.attribute(func, "__closure__")
            place = build.attribute(build.index(closure, build.const(index)), "cell_contents")
            kind = kind_of(fun.__closure__[index].cell_contents, walker.symbols)  # type: ignore[index]
            value = self.temp(place, kind, False, name, out)
            walker.typed.foreign.add(value.id)
            values.append(value)
        return values


_LOGGING = ("debug", "info", "warning", "error", "critical", "exception")

_AUGMENTED: dict[object, type] = {
    operator.iadd: gast.Add, operator.isub: gast.Sub, operator.imul: gast.Mult, operator.itruediv: gast.Div,
    operator.ifloordiv: gast.FloorDiv, operator.imod: gast.Mod, operator.ipow: gast.Pow, operator.imatmul: gast.MatMult,
    operator.iand: gast.BitAnd, operator.ior: gast.BitOr, operator.ixor: gast.BitXor, operator.ilshift: gast.LShift,
    operator.irshift: gast.RShift,
}  # fmt: skip

_OPERATORS: dict[type, tuple[str, str]] = {
    gast.Add: ("__add__", "__radd__"), gast.Sub: ("__sub__", "__rsub__"), gast.Mult: ("__mul__", "__rmul__"),
    gast.Div: ("__truediv__", "__rtruediv__"), gast.Pow: ("__pow__", "__rpow__"),
    gast.MatMult: ("__matmul__", "__rmatmul__"), gast.Mod: ("__mod__", "__rmod__"),
    gast.FloorDiv: ("__floordiv__", "__rfloordiv__"), gast.USub: ("__neg__", "__neg__"), gast.UAdd: ("__pos__", "__pos__"),
}  # fmt: skip


_PROTOCOLS: dict[object, str] = {
    abs: "__abs__", float: "__float__", complex: "__complex__", round: "__round__", divmod: "__divmod__",
    len: "__len__", bool: "__bool__", int: "__int__", operator.neg: "__neg__",
}  # fmt: skip


def _tests(options: tuple[k.Kind, ...], func: gast.expr) -> list[gast.expr] | None:
    """For all options but the last, whether it is the one; closures come with their tag."""
    closures = [option for option in options if isinstance(option, k.Closure)]
    names = [getattr(o.value, "__name__", "") for o in options if isinstance(o, k.Func)]
    if len(set(names)) != len(names) or "<lambda>" in names or "" in names:
        return None
    found: list[gast.expr] = []
    for option in options[:-1]:
        if isinstance(option, k.Closure):
            tag = build.const(option.definition.tag)
            test: gast.expr = gast.Compare(
                left=build.index(walk.clone(func), build.const(0)),
                ops=[gast.Eq()],
                comparators=[tag],
            )
            if len(closures) != len(options):
                is_tuple = build.call("isinstance", walk.clone(func), build.name("tuple"))
                test = gast.BoolOp(op=gast.And(), values=[is_tuple, test])
        else:
            name = build.const(option.value.__name__)  # type: ignore[attr-defined]
            test = gast.Compare(
                left=build.call("getattr", walk.clone(func), build.const("__name__"), build.const(None)),
                ops=[gast.Eq()], comparators=[name],
            )  # fmt: skip
        found.append(test)
    return found


def _is_library(fun: types.FunctionType) -> bool:
    root = (getattr(fun, "__module__", "") or "").split(".")[0]
    return root in (
        "numpy",
        "scipy",
        "math",
        "os",
        "logging",
        "warnings",
        "random",
        "time",
        "itertools",
        "copy",
    )


# Modules of s2s that the user calls; the others hold Python texts that stand for functions.
_OWN = ("s2s.api", "s2s.testing", "s2s.pipeline", "s2s.cli", "s2s.store", "s2s.frontend")


def _module_name(value: object) -> str:
    return str(getattr(value, "__module__", None) or "")


def _is_library_class(cls: type) -> bool:
    return (cls.__module__ or "").split(".")[0] in sys.stdlib_module_names - {"__main__"} | {
        "numpy",
        "scipy",
    }


def _module(value: object) -> str:
    owner = getattr(value, "__module__", None) or type(getattr(value, "__self__", None)).__module__
    return str(owner).split(".")[0]


def _operator_name(func: gast.Attribute, walker: _Walker) -> bool:
    """Whether this is an operator call of the normal form, whatever the user calls `operator`."""
    return (
        isinstance(func.value, gast.Name)
        and func.value.id == "operator"
        and (
            "operator" not in walker.env
            and hasattr(operator, func.attr)
            and (func.attr.startswith("i") or func.attr == "delitem")
        )
    )


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


def _safe(kinds: list[k.Kind]) -> bool:
    """Whether ``len``, ``range`` and their like cannot fail on these."""
    return all(not isinstance(kind, k.Opaque | k.Unknown | k.Never) for kind in kinds)


def _is_structure(kind: k.Kind) -> bool:
    """Whether NumPy would not take this for numbers."""
    return isinstance(kind, k.Dict) or (
        isinstance(kind, k.Record) and not hasattr(kind.type, "_fields")
    )


def _viewed(form: str, name: object, item: k.Kind) -> k.Kind:
    """What a dict view gives for one entry."""
    if form == "items":
        return k.Tuple((k.Const(name), item))
    return k.Const(name) if form == "keys" else item


def _is_local(kind: k.Kind) -> bool:
    """Whether passive code gets the real function in place of the local one."""
    return isinstance(kind, k.Closure | k.Derived)


def _unhashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:  # also from types that have a __hash__, such as ctypes' functions
        return True
    return False


def _words(node: gast.expr) -> str:
    if isinstance(node, gast.Attribute):
        return f"{_words(node.value)}.{node.attr}"
    return node.id if isinstance(node, gast.Name) else "this function"
