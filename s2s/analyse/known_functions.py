"""Calls of known function objects: what s2s does with each."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import math
import operator
import types
from typing import TYPE_CHECKING, Any, cast

import gast
import numpy as np

from s2s import rules
from s2s.analyse import field_copies, getters, iterating, prelude_arrays
from s2s.analyse import kinds as k
from s2s.analyse import prelude_builtins as texts
from s2s.analyse.bind import covered, fitted, overwrites, unknown_to_text
from s2s.analyse.callables import OWN, module_name, top_module, unhashable
from s2s.analyse.fixed_arguments import strict_call
from s2s.analyse.given_buffers import into_pair, one_buffer
from s2s.analyse.iterables import items_of, runs_through
from s2s.analyse.iterators import ITERATORS
from s2s.analyse.known import known
from s2s.analyse.nested import derivative, transform, turned_call
from s2s.analyse.nested_composites import composite
from s2s.analyse.nested_forward import pushforward
from s2s.analyse.prelude_heaps import TEXTS, hypotenuse
from s2s.analyse.several_values import check_options, tell_apart
from s2s.analyse.stars import known_items
from s2s.analyse.unknown_calls import POSITIONS
from s2s.custom import Checkpoint, CustomVjp, ForwardMode, Nondifferentiable, stop_gradient
from s2s.derived import TRANSFORMS, Derived
from s2s.errors import NoRuleError, UnsupportedError
from s2s.origin import is_unread
from s2s.rules.prelude.applied import vectorized_object
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.analyse.calls import CallResolver


_GETTERS: dict[tuple[object, int], Any] = {
    (operator.itemgetter, 1): texts.item_getter, (operator.itemgetter, 2): texts.items_getter,
}  # fmt: skip
# What makes a namespace without attributes, as generated code spells it.
_NAMESPACE = types.SimpleNamespace.__new__


class KnownFunctions:
    """Resolves a call of a function object that is known."""

    def __init__(self, resolver: CallResolver) -> None:
        self.resolver = resolver
        self.walker = resolver.walker

    def call(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A call of a known function object."""
        if (value is object.__new__ or value is _NAMESPACE) and len(args) == 1:
            return self.resolver.objects.empty(node, args[0])
        node, words = one_buffer(self.resolver, value, node, words, out)
        made = self._iterator(value, node, args, out)
        if made is None:
            made = self._derived(value, node, args, words, func, out)
        if made is None:
            made = self._python(value, node, args, words, out)
        if made is None:
            made = self._ruled(value, node, args, words, out)
        if made is None:
            made = self._with_source(value, node, args, words, func, out)
        return made

    def _unbound(
        self, value: types.MethodDescriptorType, node: gast.Call, args: list[gast.expr],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``np.ndarray.sum(x)`` is ``x.sum()``."""
        func = walk.copy_position(build.attribute(args[0], value.__name__), node)
        call = walk.copy_position(gast.Call(func=func, args=args[1:], keywords=node.keywords), node)
        self.walker.unit.keep(call)
        return self.resolver.methods.call(call, func, self.walker.kind(args[0]), out)

    def _iterator(
        self, value: Any, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr | None:
        """``zip`` and its like; None for other functions, as in the methods below."""
        if not unhashable(value) and value in ITERATORS:
            return self.resolver.iterators.call(ITERATORS[value], node, args, out)
        if value is map:
            return self.resolver.iterators.mapped(node, args, out)
        return None

    def _derived(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """What comes from s2s: the user's own rules, derivatives, and what makes derivatives."""
        resolver = self.resolver
        if isinstance(value, Nondifferentiable) or value is stop_gradient:
            return resolver.custom.constant(value, node)
        if isinstance(value, ForwardMode) and resolver.custom.as_it_stands(value, node):
            fun, place = cast(types.FunctionType, value.fun), build.attribute(func, "fun")
            extra = resolver.closures.values(fun, place, out)
            return resolver.users.call(fun, fun.__name__, node, args, words, extra, out)
        if isinstance(value, CustomVjp):
            return resolver.custom.call(value, node, args, func)
        if isinstance(value, Checkpoint):
            return resolver.custom.checkpoint(value, node, args, words, func, out)
        if isinstance(value, Derived) and not value.generated_as_one:
            return composite(resolver, value, node, args, words, out)
        if isinstance(value, Derived) and self.walker.unit.heap.turned:
            return turned_call(resolver, value, node, args, words, func, out)
        if isinstance(value, Derived):
            extra = resolver.closures.values(value.root, build.attribute(func, "root"), out)
            return derivative(resolver, value.root, [value.how], node, args, words, extra, out)
        if not unhashable(value) and TRANSFORMS.get(value) in ("jvp", "pushforward"):
            return pushforward(resolver, TRANSFORMS[value], node, args, words, out)
        if not unhashable(value) and value in TRANSFORMS:
            return transform(resolver, value, node, args, words, out)
        return None

    def _python(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """What Python's own library has, and calls that only have an effect."""
        resolver = self.resolver
        return (
            getters.call(resolver, value, node, args, out)
            or resolver.frozen.make(value, node, args, words)
            or (resolver.partials.make(node, args, words) if value is functools.partial else None)
            or resolver.overloads.protocol(value, node, args, words, out)
            or resolver.overloads.reduced(value, node, args, words, out)
            or self._replaced(value, node, args, words, out)
            or field_copies.call(resolver, value, node, args, out)
            or resolver.library.call(value, node, args, words, out)
            or self._vectorized(value, node, args, words, out)
            or self._iterated(value, node, args, words, out)
            or resolver.copies.call(value, node, args, out)
            or self.of_text(value, node, args, words, out)
            or self._of_names(value, node, args, words, out)
            or resolver.augmented.assign(value, node, args, out)
            or self._effect(value, node)
        )

    def _replaced(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``dataclasses.replace(record, field=value)``."""
        if value is not dataclasses.replace:
            return None
        base = self.walker.kind(args[0])
        if not isinstance(base, k.Record | k.Object):
            return None
        if isinstance(base, k.Object) and not self.resolver.objects.makes(base.type):
            return None
        return self.resolver.records.replaced(node, args[0], base, words, out)

    def _iterated(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``iter`` and ``next``."""
        if value is not iter and value is not next and value is not list.__iter__:
            return None
        if value is iter and len(args) == 1 and runs_through(self.walker):
            kind = self.walker.kind(args[0])
            if isinstance(kind, k.List | k.Tuple | k.Array):
                self.resolver.kind, self.resolver.varied = kind, self.walker.varies(args[0])
                return self.walker.linked.value(args[0])
        return iterating.call(self.resolver, value, node, args, words, out)

    def of_text(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """Functions that stand in a prelude as Python: getters, and those that write in place."""
        if unhashable(value):
            return None
        text = _GETTERS.get((value, len(args))) if not words else None
        if text is None and self.resolver.any_varied(args, words):
            text = prelude_arrays.FUNCTIONS.get(value)
            method = None if text is not None else rules.ufunc_text(value)
            if method is not None and self._has_formulas(value, args, words):
                method = None
            if method is not None:  # ``np.hypot.at`` and its like, of the function itself
                function = self.walker.linked.constant(method[0], method[0].__name__, out)
                text, args = method[1], [function, *args]
        if text is None:
            return None
        return self.resolver.users.call(text, text.__name__, node, args, words, [], out)

    def _has_formulas(self, value: Any, args: list[gast.expr], words: list[gast.keyword]) -> bool:
        """Whether the method of a universal function has a rule of its own that holds for a call."""
        rule = rules.lookup(value)
        return rule is not None and covered(rule, args, words, self.walker)

    def _of_names(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """What goes by the names of attributes, fields, keys and places that are known."""
        if value == dict.fromkeys and not words:
            return self._keyed(node, args, out)
        if not unhashable(value) and value in TEXTS:
            text = TEXTS[value]
            return self.resolver.users.call(text, text.__name__, node, args, words, [], out)
        if value is math.hypot and len(args) == 1 and isinstance(args[0], gast.Starred):
            items = items_of(self.walker, args[0].value, node, out)
            if items is not args[0].value or known_items(items, self.walker) is None:
                return self.resolver.users.text(hypotenuse, node, [items], out)
        if value is operator.delitem and len(args) == 2:
            return self.resolver.mutation.delete(node, args, out)
        if (value is getattr or value is setattr) and not words:
            return self._named_attribute(value, node, args, out)
        if value is importlib.import_module and len(args) == 1 and not words:
            return self._imported(node, args[0])
        return None

    def _imported(self, node: gast.Call, named: gast.expr) -> gast.expr | None:
        """``importlib.import_module(name)`` of a name that is known, like an import in the function."""
        ok, name = known(self.walker.kind(named))
        if not ok or not isinstance(name, str):
            return None
        try:
            module = importlib.import_module(name)
        except Exception:  # whatever the module raises, it raises when the program runs
            return None
        new = self.walker.link(node)
        self.walker.typed.passive_calls[id(new)] = new
        self.resolver.kind, self.resolver.varied = self.walker.outside.kind(module), False
        return new

    def _effect(self, value: Any, node: gast.Call) -> gast.expr | None:
        """Calls that only have an effect, and methods of texts."""
        if top_module(value) in ("logging", "warnings", "time"):
            return self.resolver.unknown.effect(node)
        if not isinstance(getattr(value, "__self__", None), str):
            return None
        made = self.resolver.unknown.effect(node)
        if value.__name__ in POSITIONS:
            self.resolver.kind = k.Scalar(int)
        return made

    def _keyed(
        self, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr | None:
        """``dict.fromkeys(names, value)`` of known names is a display."""
        over = self.walker.kind(args[0])
        if isinstance(over, k.Dict) and over.entries and over.exact and not over.open:
            kinds: list[k.Kind] | None = [k.Const(key) for key, _ in over.entries]
        else:
            kinds = known_items(args[0], self.walker)
        found = [known(kind) for kind in kinds or ()]
        if not found or not all(ok and isinstance(key, str | int) for ok, key in found):
            return None
        keys = [walk.place(build.const(key), node) for _, key in found]
        values = [args[1] if len(args) > 1 else build.const(None)] * len(keys)
        display = walk.copy_position(gast.Dict(keys=keys, values=values), node)
        self.walker.unit.keep(display)
        new, self.resolver.kind, self.resolver.varied = self.walker.displays.mapping(
            display, display.keys, display.values, out
        )
        return new

    def from_fields(
        self, cls: type, node: gast.Call, func: gast.expr, values: gast.expr, out: list[gast.stmt]
    ) -> gast.expr | None:
        """``Point._make(values)`` is ``Point(*values)``; ``func`` is what is called."""
        starred = walk.copy_position(gast.Starred(value=values, ctx=gast.Load()), node)
        owner = build.attribute(walk.clone(func), "__self__")
        call = gast.Call(func=owner, args=[starred], keywords=[])
        self.walker.unit.keep(walk.copy_position(call, node))
        return self.resolver.dispatch(k.Const(cls), call, call.args, [], call.func, out)

    def _vectorized(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A call of an object of `numpy.vectorize` from outside."""
        if not isinstance(value, np.vectorize) or not self.resolver.any_varied(args, words):
            return None
        if not self.walker.outside.is_global(node.func):
            return None
        inner = walk.copy_position(build.attribute(node.func, "pyfunc"), node)
        dtypes = walk.copy_position(build.attribute(node.func, "otypes"), node)
        excluded = build.tuple_([build.const(name) for name in sorted(value.excluded, key=str)])
        rest = [walk.copy_position(excluded, node), build.const(value.signature)]
        return self.resolver.users.call(
            vectorized_object, "vectorized_object", node, [inner, dtypes, *rest, *args], words, [],
            out,
        )  # fmt: skip

    def _named_attribute(
        self, value: Any, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr | None:
        """``getattr(obj, "name")`` and ``setattr(obj, "name", value)`` of a name that is known."""
        walker, resolver = self.walker, self.resolver
        ok, attr = known(walker.kind(args[1])) if len(args) > 1 else (False, None)
        if not ok or not isinstance(attr, str) or not attr.isidentifier():
            return None
        if value is setattr and len(args) == 3:
            goal = gast.Attribute(value=args[0], attr=attr, ctx=gast.Store())
            walk.copy_position(goal, node)
            store = walk.copy_position(build.assign(goal, args[2]), node)
            walker.stores.store(goal, args[2], store, out)
            resolver.kind, resolver.varied = k.Const(None), False
            return build.const(None)
        base = walker.kind(args[0])
        has = resolver.objects.field(base, attr) is not None
        if value is getattr and (len(args) == 2 or has):
            place = walk.copy_position(build.attribute(args[0], attr), node)
            walker.unit.keep(place)
            new, resolver.kind, resolver.varied = walker.attributes.read(place, out)
            return new
        if value is getattr and isinstance(base, k.Object | k.Record) and len(args) == 3:
            if not hasattr(base.type, attr):
                resolver.kind, resolver.varied = walker.kind(args[2]), walker.varies(args[2])
                return walker.linked.value(args[2])
        return None

    def _ruled(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """A function with a rule, or with a Python text where the rule does not fit."""
        resolver = self.resolver
        rule = rules.lookup(value)
        if rule is None:
            return None
        if rule.strict and resolver.any_varied(args, words):
            raise strict_call(rule, node, args, self.walker)
        if resolver.any_varied(args, words):
            tell_apart([*args, *[word.value for word in words]], self.walker)
        source = rule.source_function
        masked = self._masked(rule, value, node, args, words, out)
        if masked is None:
            masked = into_pair(resolver, value, node, args, words, out)
        if masked is None and value is np.nan_to_num:
            masked = self._nan_replaced(rule, node, args, words, out)
        if masked is None and value in _ONE_BY_ONE and len(args) > 1:
            masked = self._one_by_one(node, args, out)
        if masked is not None:
            return masked
        self._check_overwriting(rule, node, args, words)
        if (
            source is not None
            and (rule.builds or resolver.any_varied(args, words))
            and not covered(rule, args, words, self.walker)
        ):
            self._check_text(rule, node, args, words)
            return resolver.users.call(source, source.__name__, node, args, words, [], out)
        return resolver.ruled.call(rule, value, node, args, words, out)

    def _check_text(
        self, rule: rules.Rule, node: gast.Call, args: list[gast.expr], words: list[gast.keyword]
    ) -> None:
        """Refuses arguments that the text of a rule knows nothing of."""
        check_options(rule, node, args, words, self.walker)
        odd = unknown_to_text(rule, args, words, self.walker)
        if odd is not None:
            raise self.walker.fail(
                UnsupportedError,
                f"s2s does not know the derivative of `{rule.name}` with the argument `{odd}`",
                node,
                "its text holds for calls that leave this argument out",
                "leave it out, or give your function a rule with `s2s.custom_vjp`",
            )

    def _one_by_one(
        self, node: gast.Call, args: list[gast.expr], out: list[gast.stmt]
    ) -> gast.expr | None:
        """``np.atleast_1d(a, b)`` is ``(np.atleast_1d(a), np.atleast_1d(b))``: each is a view of one."""
        if node.keywords or any(isinstance(arg, gast.Starred) for arg in args):
            return None
        displays = self.walker.displays
        calls = [build.call(walk.clone(node.func), walk.clone(arg)) for arg in args]
        parts = [displays.named(call, "part", node, out) for call in calls]
        display = walk.copy_position(build.tuple_(parts), node)
        new, self.resolver.kind, self.resolver.varied = displays.sequence(
            display, parts, tuple, out
        )
        return new

    def _check_overwriting(
        self, rule: rules.Rule, node: gast.Call, args: list[gast.expr], words: list[gast.keyword]
    ) -> None:
        """A call that may write its result, or its scratch values, into an argument."""
        walker = self.walker
        param = overwrites(rule, args, words, walker)
        if param is None:
            return
        if self.resolver.any_varied(args, words):
            raise walker.fail(
                NoRuleError,
                f"s2s knows no derivative of `{rule.name}` with `{param}` given",
                node,
                "the function may write into its arguments",
                f"leave `{param}` out",
            )
        given = [*args, *(word.value for word in words)]
        walker.typed.written |= {arg.id for arg in given if isinstance(arg, gast.Name)}

    def _masked(
        self, rule: rules.Rule, value: Any, node: gast.Call, args: list[gast.expr],
        words: list[gast.keyword], out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``np.divide(a, b, out=c, where=mask)``; None for other calls."""
        given = {word.arg: word.value for word in words}
        plain = isinstance(value, np.ufunc) and value.signature is None and value.nout == 1
        if not plain or given.keys() != {"out", "where"} or len(args) != value.nin:
            return None
        if not self.resolver.any_varied(args, words) or not isinstance(given["out"], gast.Name):
            return None
        if not isinstance(self.walker.kind(given["out"]), k.Array):
            return None
        atoms = [node.func, given["out"], given["where"], *args]
        text = prelude_arrays.masked_into
        return self.resolver.users.call(text, text.__name__, node, atoms, [], [], out)

    def _nan_replaced(
        self, rule: rules.Rule, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        out: list[gast.stmt],
    ) -> gast.expr | None:  # fmt: skip
        """``np.nan_to_num(a, copy=False)`` of an array; None for other calls."""
        kept = fitted(rule, args, words)
        if (
            kept is None
            or "copy" not in kept
            or known(self.walker.kind(kept["copy"])) != (True, False)
        ):
            return None
        if not isinstance(self.walker.kind(kept["x"]), k.Array):
            return None
        text = prelude_arrays.nan_replaced
        return self.resolver.users.call(text, text.__name__, node, args, words, [], out)

    def _with_source(
        self, value: Any, node: gast.Call, args: list[gast.expr], words: list[gast.keyword],
        func: gast.expr, out: list[gast.stmt],
    ) -> gast.expr:  # fmt: skip
        """A user's function, or one that s2s cannot look into."""
        resolver = self.resolver
        if module_name(value).startswith(OWN):
            return resolver.unknown.call(node, "s2s cannot be differentiated itself")
        filled = resolver.objects.filled(value, node, args, words, out)
        if filled is not None:
            return filled
        if isinstance(value, types.FunctionType) and not is_unread(module_name(value)):
            extra = resolver.closures.values(value, func, out)
            return resolver.users.call(value, value.__name__, node, args, words, extra, out)
        if isinstance(value, types.MethodType):
            return resolver.unknown.call(node, "it has no rule")
        if (
            isinstance(value, types.MethodDescriptorType)
            and args
            and self.walker.outside.is_global(func)
        ):
            return self._unbound(value, node, args, out)
        name = getattr(value, "__name__", type(value).__name__)
        return resolver.unknown.call(
            node, f"`{name}` has no rule and no Python source that s2s reads"
        )


_ONE_BY_ONE = (np.atleast_1d, np.atleast_2d, np.atleast_3d)
