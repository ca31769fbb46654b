"""The kind of an expression, by abstract evaluation."""

from __future__ import annotations

import builtins
import functools
import operator
from collections.abc import Callable, Mapping
from typing import Any

import gast
import numpy as np

from s2s import rules, runtime
from s2s.analyse import kinds as k
from s2s.analyse.standins import NoStandIn, call_on_stand_ins, join
from s2s.analyse.symbols import Symbols

BINARY: dict[type, Callable[..., Any]] = {
    gast.Add: operator.add, gast.Sub: operator.sub, gast.Mult: operator.mul,
    gast.Div: operator.truediv, gast.FloorDiv: operator.floordiv, gast.Mod: operator.mod,
    gast.Pow: operator.pow, gast.MatMult: operator.matmul, gast.BitAnd: operator.and_,
    gast.BitOr: operator.or_, gast.BitXor: operator.xor, gast.LShift: operator.lshift,
    gast.RShift: operator.rshift,
}  # fmt: skip
UNARY: dict[type, Callable[..., Any]] = {
    gast.USub: operator.neg, gast.UAdd: operator.pos, gast.Invert: operator.invert,
    gast.Not: operator.not_,
}  # fmt: skip
COMPARE: dict[type, Callable[..., Any]] = {
    gast.Eq: operator.eq, gast.NotEq: operator.ne, gast.Lt: operator.lt,
    gast.LtE: operator.le, gast.Gt: operator.gt, gast.GtE: operator.ge,
}  # fmt: skip

# Functions whose result's shape depends on values, which stand-ins cannot tell.
_BY_VALUE = {
    np.nonzero, np.flatnonzero, np.argwhere, np.unique, np.compress, np.extract, np.trim_zeros,
    np.setdiff1d, np.intersect1d, np.union1d, np.arange, np.repeat, np.bincount, np.delete,
    np.histogram,
}  # fmt: skip


# Functions whose result is known where the rank and dtype of their argument are.
_BY_KIND = {np.ndim, np.iscomplexobj, np.isrealobj, np.shape}

# Functions whose result is of one type, whatever they are given.
_RESULTS: dict[Any, type] = {
    len: int, int: int, ord: int, hash: int, bool: bool, callable: bool, any: bool, all: bool,
}  # fmt: skip

# Functions whose result is complex or not as the values want.
_COMPLEX_BY_VALUE = {np.linalg.eig, np.linalg.eigvals, np.roots}


def known(kind: k.Kind) -> tuple[bool, Any]:
    """Whether the value is known and the same under both assignments, and the value."""
    match kind:
        case k.Const(value=value):
            return True, value
        case k.Scalar(value=(first, second)) if first is second or (
            type(first) is type(second) and first == second
        ):
            return True, first
        case k.Tuple(items=items, type=cls):
            parts = [known(item) for item in items]
            if all(ok for ok, _ in parts):
                return True, cls(value for _, value in parts)
    return False, None


def broadcast(
    first: tuple[k.Dim, ...], second: tuple[k.Dim, ...], symbols: Symbols, key: object
) -> tuple[k.Dim, ...]:
    """The shape of an element-by-element result; a length that is not clear is a new symbol."""
    rank = max(len(first), len(second))
    one = (1, 1)
    a = (one,) * (rank - len(first)) + first
    b = (one,) * (rank - len(second)) + second
    shape = []
    for axis, (p, q) in enumerate(zip(a, b, strict=True)):
        if p == q or q == one:
            shape.append(p)
        elif p == one:
            shape.append(q)
        else:
            shape.append(symbols.pair((key, "broadcast", axis, p, q)))
    return tuple(shape)


def elementwise_kind(
    function: Callable[..., Any], args: list[k.Kind], symbols: Symbols, key: object
) -> k.Kind:
    """The kind of an operator or ufunc applied to numbers and arrays."""
    if any(isinstance(arg, k.Never) for arg in args):
        return k.Never()
    if not any(isinstance(arg, k.Array | k.Unknown) for arg in args):
        return settled(call_on_stand_ins(function, args, {}), args)
    small: list[k.Kind] = []
    shape: tuple[k.Dim, ...] = ()
    for arg in args:
        if isinstance(arg, k.Array):
            shape = broadcast(shape, arg.shape, symbols, key)
            small.append(k.Array(arg.dtype, ((1, 1),) * len(arg.shape)))
        else:
            small.append(k.Array(arg.dtype, ()) if isinstance(arg, k.Unknown) else arg)
    result = call_on_stand_ins(function, small, {})
    dtype = k.dtype_of(result)
    if any(isinstance(arg, k.Unknown) for arg in args) and dtype is not None:
        return k.Unknown(dtype)
    if isinstance(result, k.Array):
        return k.Array(result.dtype, shape)
    return k.forget(result)


def call_kind(
    function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind], symbols: Symbols, key: object
) -> k.Kind:
    """The kind of a call of a function that has a rule."""
    everything = [*args, *kwargs.values()]
    if any(isinstance(arg, k.Never) for arg in everything):
        return k.Never()
    if function is sum and args and args[0] in (k.List(k.Never()), k.Tuple((), list)):
        return k.Scalar(int)  # of a list that is still empty
    measured = _measured(function, everything)
    if measured is not None:
        return measured
    rule = rules.lookup(function)
    if not kwargs and args and all(k.is_numeric(arg) for arg in args):
        ufunc = isinstance(function, np.ufunc) and function.signature is None
        if ufunc or (rule is not None and rule.flavour == "elementwise"):
            try:
                return elementwise_kind(function, args, symbols, key)
            except NoStandIn:  # the stand-ins are outside of the function's domain
                if all(isinstance(arg, k.Scalar) for arg in args) and function.__module__ == "math":
                    return k.Scalar(float)
                return _numeric(everything)
    if function in _BY_KIND and len(everything) == 1 and isinstance(args[0], k.Array | k.Scalar):
        return call_on_stand_ins(function, args, {})
    if function is np.squeeze and len(everything) == 1:
        return _numeric(everything)  # which axes have length 1 is known when the program runs
    if rule is not None and not rule.pure:
        return k.Opaque()  # printing or drawing a random number is not for us to do
    try:
        result = call_on_stand_ins(function, args, kwargs)
    except NoStandIn:
        if function in _RESULTS and len(args) == 1:
            return k.Scalar(_RESULTS[function])
        if function is runtime.sorted_order:
            return k.List(k.Scalar(int))
        return _rank_only(function, args, kwargs, symbols, key)
    if function in _COMPLEX_BY_VALUE:
        result = _complex(result)
    if (
        function in _BY_VALUE
        or (function is np.where and len(everything) == 1)
        or _unclear(everything)
    ):
        return _fresh_lengths(result, symbols, key)
    return settled(result, everything) if _all_known(everything) else k.forget(result)


def _measured(function: Any, args: list[k.Kind]) -> k.Kind | None:
    """``len(x)`` is the first length of an array, and ``np.arange(n)`` is as long as ``n`` says."""
    match args:
        case [k.Array(shape=(length, *_))] if function is len:
            return k.Scalar(int, length)
        case [k.Scalar(type=cls, value=(int() as first, int() as second))]:
            if function is np.arange and cls is int and min(first, second) >= 0:
                return k.Array(str(np.arange(0).dtype), ((first, second),))
    return None


def _complex(kind: k.Kind) -> k.Kind:
    """The kind with the complex dtype that it may turn out to have."""
    match kind:
        case k.Array(dtype=dtype, shape=shape):
            return k.Array(str(np.result_type(dtype, np.complex64)), shape)
        case k.Record(type=cls, fields=fields):
            return k.Record(cls, tuple((name, _complex(item)) for name, item in fields))
    return kind


def settled(result: k.Kind, args: list[k.Kind]) -> k.Kind:
    """A number that only happens to be the same for both assignments is not known."""
    if known(result)[0] and not all(known(arg)[0] for arg in args):
        return k.forget(result)
    return result


def _all_known(args: list[k.Kind]) -> bool:
    """Whether a number in the result means the number that the program will compute."""
    for arg in args:
        if isinstance(arg, k.Scalar) and arg.value is None:
            return False
        if isinstance(arg, k.Tuple) and not _all_known(list(arg.items)):
            return False
        if isinstance(arg, k.Array | k.List | k.Dict | k.Record):
            return False
    return True


def _unclear(args: list[k.Kind]) -> bool:
    """Whether an integer that may say a length is unknown."""
    for arg in args:
        if (
            isinstance(arg, k.Scalar)
            and arg.value is None
            and issubclass(arg.type, int | np.integer)
        ):
            return True
        if isinstance(arg, k.Tuple) and _unclear(list(arg.items)):
            return True
        if isinstance(arg, k.List | k.Dict | k.Opaque | k.Record):
            return True
    return False


def _fresh_lengths(kind: k.Kind, symbols: Symbols, key: object) -> k.Kind:
    match kind:
        case k.Array(dtype=dtype, shape=shape):
            return k.Array(dtype, tuple(symbols.pair((key, axis)) for axis in range(len(shape))))
        case k.Tuple(items=items, type=cls):
            return k.Tuple(
                tuple(_fresh_lengths(x, symbols, (key, i)) for i, x in enumerate(items)), cls
            )
        case k.Record(type=cls, fields=fields):
            return k.Record(
                cls, tuple((n, _fresh_lengths(x, symbols, (key, n))) for n, x in fields)
            )
    return k.forget(kind)


def _rank_only(
    function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind], symbols: Symbols, key: object
) -> k.Kind:
    """Second try, where lengths did not fit: every symbolic length is 1, and only ranks count."""

    def small(kind: k.Kind) -> k.Kind:
        if isinstance(kind, k.Array):
            return k.Array(kind.dtype, tuple(d if d[0] == d[1] else (1, 1) for d in kind.shape))
        if isinstance(kind, k.Tuple):
            return k.Tuple(tuple(small(item) for item in kind.items), kind.type)
        if isinstance(kind, k.List):
            return k.List(small(kind.item), kind.type)
        if isinstance(kind, k.Scalar) and issubclass(kind.type, int) and not known(kind)[0]:
            return k.Scalar(int, (1, 1))
        return kind

    reduced = [small(arg) for arg in args]
    named = {name: small(arg) for name, arg in kwargs.items()}
    try:
        result = call_on_stand_ins(function, reduced, named)
        return _fresh_lengths(result, symbols, key)
    except NoStandIn:
        pass
    if function in (np.reshape, np.broadcast_to) and len(args) > 1:
        return reshaped(args[0], args[1:2], symbols, key)
    return _structure(function, reduced, named) or _numeric([*args, *kwargs.values()])


def _structure(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind | None:
    """Third try, where ranks are not known either: whether the result is a structure, and which."""

    def guessed(kind: k.Kind, rank: int) -> k.Kind:
        return k.Array(kind.dtype, ((2, 2),) * rank) if isinstance(kind, k.Unknown) else kind

    def unsure(kind: k.Kind) -> k.Kind:
        return k.Unknown(kind.dtype) if isinstance(kind, k.Array) else k.forget(kind)

    if not any(isinstance(arg, k.Unknown) for arg in args):
        return None
    for rank in (2, 1, 0):
        named = {name: guessed(arg, rank) for name, arg in kwargs.items()}
        try:
            result = call_on_stand_ins(function, [guessed(arg, rank) for arg in args], named)
        except NoStandIn:
            continue
        match result:
            case k.Tuple(items=items, type=cls):
                return k.Tuple(tuple(map(unsure, items)), cls)
            case k.Record(type=cls, fields=fields):
                return k.Record(cls, tuple((name, unsure(item)) for name, item in fields))
    return None


def reshaped(base: k.Kind, dims: list[k.Kind], symbols: Symbols, key: object) -> k.Kind:
    """The kind of ``base`` with another shape, given as one tuple or as numbers."""
    if len(dims) == 1 and isinstance(dims[0], k.Tuple):
        dims = list(dims[0].items)
    if not isinstance(base, k.Array) or not all(isinstance(dim, k.Scalar) for dim in dims):
        return _numeric([base])
    shape = []
    for axis, dim in enumerate(dims):
        ok, size = known(dim)
        shape.append((size, size) if ok and size >= 0 else symbols.pair((key, axis)))
    return k.Array(base.dtype, tuple(shape))


def _numeric(args: list[k.Kind]) -> k.Kind:
    """What is left to say of a result: a number or an array, and a dtype."""
    dtypes = [d for d in map(k.dtype_of, args) if d is not None and d != "object"]
    for arg in args:
        if isinstance(arg, k.Tuple):
            dtypes += [d for d in map(k.dtype_of, arg.items) if d is not None]
    inexact = [d for d in dtypes if k.is_float_dtype(d)]
    return k.Unknown(str(np.result_type(*inexact)) if inexact else "float64")


def subscript_kind(
    base: k.Kind,
    key: gast.expr,
    kind: Callable[[gast.expr], k.Kind],
    symbols: Symbols,
    site: object,
) -> k.Kind:
    """The kind of ``base[key]``."""
    if isinstance(base, k.Never):
        return base
    if isinstance(base, k.Array):
        return _array_item(base, key, kind, symbols, site)
    if isinstance(key, gast.Slice):
        bounds = [None if b is None else known(kind(b)) for b in (key.lower, key.upper, key.step)]
        if isinstance(base, k.Tuple) and all(b is None or b[0] for b in bounds):
            chosen = base.items[slice(*[None if b is None else b[1] for b in bounds])]
            return k.Tuple(chosen, base.type)
        if isinstance(base, k.Tuple | k.List):
            return k.List(item_kind(base, symbols, site), base.type)
        return k.Unknown() if k.is_differentiable(base) else k.Opaque()
    ok, value = known(kind(key))
    if ok:
        if (
            isinstance(base, k.Tuple)
            and isinstance(value, int)
            and -len(base.items) <= value < len(base.items)
        ):
            return base.items[value]
        if isinstance(base, k.Dict) and base.entries is not None:
            found = [item for name, item in base.entries if name == value]
            if found:
                return found[0]
        if isinstance(base, k.Record) and hasattr(base.type, "_fields") and isinstance(value, int):
            return base.fields[value][1]
    return item_kind(base, symbols, site)


def item_kind(base: k.Kind, symbols: Symbols, site: object) -> k.Kind:
    """The kind of any item of a sequence or any value of a dict."""
    match base:
        case k.Array(dtype=dtype, shape=shape) if shape:
            if len(shape) == 1:
                return k.Scalar(np.dtype(dtype).type)
            return k.Array(dtype, shape[1:])
        case k.List(item=item):
            return item
        case k.Tuple(items=items):
            joined: k.Kind = k.Never()
            for item in items:
                joined = join(joined, k.forget(item), symbols, (site, "item"))
            return joined  # of an empty one: nothing yet
        case k.Dict(entries=entries, item=item):
            if entries is None:
                return item
            return item_kind(k.Tuple(tuple(v for _, v in entries)), symbols, site)
        case k.Record(type=cls, fields=fields) if hasattr(cls, "_fields"):
            return item_kind(k.Tuple(tuple(v for _, v in fields)), symbols, site)
        case k.Const(value=range()):
            return k.Scalar(int)
        case k.Unknown() | k.Never():
            return base
    return k.Unknown() if k.is_differentiable(base) else k.Opaque()


def _array_item(
    base: k.Array,
    key: gast.expr,
    kind: Callable[[gast.expr], k.Kind],
    symbols: Symbols,
    site: object,
) -> k.Kind:
    parts = list(key.elts) if isinstance(key, gast.Tuple) else [key]
    kinds = [None if isinstance(part, gast.Slice) else kind(part) for part in parts]
    if len(parts) == 1 and isinstance(kinds[0], k.Tuple) and kinds[0].type is tuple:
        kinds = list(kinds[0].items)
        parts = [gast.Constant(value=None, kind=None)] * len(kinds)
    if any(
        isinstance(part, k.Array | k.List | k.Opaque | k.Unknown | k.Tuple)
        for part in kinds
        if part is not None
    ):
        return _fancy_item(base, parts, kinds, symbols, site)
    shape: list[k.Dim] = []
    axis = 0
    consumed = sum(
        1 for p in kinds if not (isinstance(p, k.Const) and (p.value is None or p.value is ...))
    )
    for part, part_kind in zip(parts, kinds, strict=True):
        if isinstance(part_kind, k.Const) and part_kind.value is None:
            shape.append((1, 1))
        elif isinstance(part_kind, k.Const) and part_kind.value is ...:
            skip = len(base.shape) - consumed
            shape.extend(base.shape[axis : axis + skip])
            axis += skip
        elif axis >= len(base.shape):
            return k.Unknown(base.dtype)
        elif isinstance(part, gast.Slice):
            shape.append(_slice_length(base.shape[axis], part, kind, symbols, (site, axis)))
            axis += 1
        elif isinstance(part_kind, k.Scalar) and part_kind.type not in (bool, np.bool_):
            axis += 1
        else:
            return k.Unknown(base.dtype)
    shape.extend(base.shape[axis:])
    has_ellipsis = any(isinstance(p, k.Const) and p.value is ... for p in kinds)
    if not shape and not has_ellipsis:
        return k.Scalar(np.dtype(base.dtype).type)
    return k.Array(base.dtype, tuple(shape))


def _slice_length(
    dim: k.Dim,
    part: gast.Slice,
    kind: Callable[[gast.expr], k.Kind],
    symbols: Symbols,
    site: object,
) -> k.Dim:
    def bound(node: gast.expr | None) -> tuple[bool, Any]:
        return (True, None) if node is None else known(kind(node))

    (ok_l, low), (ok_u, high), (ok_s, step) = bound(part.lower), bound(part.upper), bound(part.step)
    if ok_l and ok_u and ok_s:
        if low in (None, 0) and high == 1 and step in (None, 1):
            return (1, 1)
        if low is None and high is None and step in (None, 1, -1):
            return dim
        if step in (None, 1) and (low is None or low >= 0) and (high is None or high < 0):
            size = (dim[0] - (low or 0) + (high or 0), dim[1] - (low or 0) + (high or 0))
            if min(size) > 0 and dim[0] != dim[1]:
                return size
        if dim[0] == dim[1]:
            length = len(range(*slice(low, high, step).indices(dim[0])))
            return (length, length)
    bounds = [
        known(kind(b)) if b is not None else (True, None)
        for b in (part.lower, part.upper, part.step)
    ]
    if all(ok for ok, _ in bounds):
        return symbols.pair(("slice", dim, tuple(value for _, value in bounds)))
    names = tuple(
        gast.dump(b) if b is not None else None for b in (part.lower, part.upper, part.step)
    )
    return symbols.pair(("slice", site, dim, names))


def _fancy_item(
    base: k.Array,
    parts: list[gast.expr],
    kinds: list[k.Kind | None],
    symbols: Symbols,
    site: object,
) -> k.Kind:
    """Lengths where integers choose among the first axes, else the rank by trying."""
    chosen = [part.shape for part in kinds if isinstance(part, k.Array) and _is_whole(part.dtype)]
    if len(chosen) == len(parts) <= len(base.shape):
        shape = functools.reduce(lambda a, b: broadcast(a, b, symbols, (site, "fancy")), chosen)
        if shape:
            return k.Array(base.dtype, (*shape, *base.shape[len(parts) :]))

    def stand(part: gast.expr, kind: k.Kind | None) -> Any:
        if kind is None:
            return slice(None)
        if isinstance(kind, k.Const):
            return kind.value
        if isinstance(kind, k.Array):
            return np.zeros((1,) * len(kind.shape), kind.dtype)
        if isinstance(kind, k.List | k.Tuple):
            return [0]
        if isinstance(kind, k.Scalar):
            return kind.type(0)
        raise NoStandIn

    try:
        keys = tuple(stand(part, kind) for part, kind in zip(parts, kinds, strict=True))
        result = np.zeros((1,) * len(base.shape))[keys]
    except (NoStandIn, IndexError):
        return k.Unknown(base.dtype)
    if not isinstance(result, np.ndarray):
        return k.Scalar(np.dtype(base.dtype).type)
    return k.Array(
        base.dtype, tuple(symbols.pair((site, "fancy", axis)) for axis in range(result.ndim))
    )


def _is_whole(dtype: str) -> bool:
    return np.dtype(dtype).kind in "iu"


class Evaluator:
    """Kinds of whole expressions over an environment: used for tests and for rules' formulas."""

    def __init__(
        self,
        env: Mapping[str, k.Kind],
        symbols: Symbols,
        scope: Mapping[str, object],
        linked: Mapping[str, k.Kind] | None = None,
    ) -> None:
        """Takes kinds by name, and those of the expressions that stand for globals by their dump."""
        self.env = env
        self.linked = linked or {}
        self.symbols = symbols
        self.scope = scope

    def __call__(self, node: gast.expr) -> k.Kind:
        try:
            return self._kind(node)
        except NoStandIn:
            return k.Unknown()

    def _kind(self, node: gast.expr) -> k.Kind:
        key = ("expression", id(node))
        match node:
            case gast.Constant(value=value):
                if isinstance(value, int | float | complex) and not isinstance(value, bool):
                    return k.Scalar(type(value), (value, value))
                return k.Const(value)
            case gast.Name(id=name):
                if name in self.env:
                    return self.env[name]
                if name in self.scope:
                    return self._object(self.scope[name])
                return self._object(vars(builtins)[name]) if hasattr(builtins, name) else k.Opaque()
            case gast.BinOp(left=left, op=op, right=right):
                return operator_kind(
                    BINARY[type(op)], [self._kind(left), self._kind(right)], self.symbols, key
                )
            case gast.UnaryOp(op=op, operand=operand) if not isinstance(op, gast.Not):
                return operator_kind(UNARY[type(op)], [self._kind(operand)], self.symbols, key)
            case gast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in COMPARE:
                return operator_kind(
                    COMPARE[type(op)], [self._kind(left), self._kind(right)], self.symbols, key
                )
            case gast.Compare(left=left, ops=[gast.Is() | gast.IsNot() as op], comparators=[right]):
                return _identity(self._kind(left), self._kind(right), isinstance(op, gast.Is))
            case gast.UnaryOp(op=gast.Not(), operand=operand):
                ok, value = known(self._kind(operand))
                return k.Const(not value) if ok else k.Scalar(bool)
            case gast.BoolOp(op=op, values=values):
                return _decided([self._kind(value) for value in values], isinstance(op, gast.Or))
            case gast.Compare():
                return k.Scalar(bool)
            case gast.IfExp(body=body, orelse=orelse):
                return join(self._kind(body), self._kind(orelse), self.symbols, key)
            case gast.Subscript() | gast.Attribute() if (
                self.linked and (found := self.linked.get(gast.dump(node))) is not None
            ):
                return found
            case gast.Subscript(value=value, slice=index):
                return subscript_kind(self._kind(value), index, self._kind, self.symbols, key)
            case gast.Attribute(value=value, attr=attr):
                return self._attribute(self._kind(value), attr)
            case gast.Tuple(elts=elts) | gast.List(elts=elts):
                cls = tuple if isinstance(node, gast.Tuple) else list
                return k.Tuple(tuple(self._kind(item) for item in elts), cls)
            case gast.Call():
                return self._call(node, key)
        return k.Opaque()

    def _object(self, value: object) -> k.Kind:
        if callable(value):
            return k.Func(value)
        if isinstance(value, k.NUMBERS) and not isinstance(value, bool):
            return k.Scalar(type(value), (value, value))
        return k.Const(value)

    def _attribute(self, base: k.Kind, attr: str) -> k.Kind:
        if isinstance(base, k.Const | k.Func):
            return (
                self._object(getattr(base.value, attr)) if hasattr(base.value, attr) else k.Opaque()
            )
        return attribute_kind(base, attr, self.symbols)

    def _call(self, node: gast.Call, key: object) -> k.Kind:
        args = [self._kind(arg) for arg in node.args if not isinstance(arg, gast.Starred)]
        kwargs = {word.arg: self._kind(word.value) for word in node.keywords if word.arg}
        if isinstance(node.func, gast.Attribute):
            base = self._kind(node.func.value)
            if isinstance(base, k.Array | k.Scalar | k.Tuple):

                def method(receiver: Any, *rest: Any, **named: Any) -> Any:
                    return getattr(receiver, node.func.attr)(*rest, **named)

                try:
                    return k.forget(call_on_stand_ins(method, [base, *args], kwargs))
                except NoStandIn:
                    return _rank_only(method, [base, *args], kwargs, self.symbols, key)
        callee = self._kind(node.func)
        if isinstance(callee, k.Func) and callee.value is isinstance and len(args) == 2:
            return _instance(args[0], args[1])
        if isinstance(callee, k.Func):
            return call_kind(callee.value, args, kwargs, self.symbols, key)
        return k.Unknown() if any(k.is_differentiable(arg) for arg in args) else k.Opaque()


def _identity(left: k.Kind, right: k.Kind, same: bool) -> k.Kind:
    """The kind of ``left is right``: known where one of them is ``None``."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, k.Const) and one.value is None:
            if isinstance(other, k.Const):
                return k.Const((other.value is None) is same)
            if not isinstance(other, k.Opaque | k.Unknown | k.Never | k.Object):
                return k.Const(not same)
    return k.Scalar(bool)


def _decided(kinds: list[k.Kind], stop: bool) -> k.Kind:
    """The kind of ``and`` (stop: False) or ``or`` (stop: True) over tests."""
    for kind in kinds:
        ok, value = known(kind)
        if not ok:
            return k.Scalar(bool)
        if bool(value) is stop:
            return k.Const(stop)
    return k.Const(not stop)


def _instance(kind: k.Kind, classes: k.Kind) -> k.Kind:
    """The kind of ``isinstance(value, classes)``: known for Python's types and arrays."""
    named = classes.items if isinstance(classes, k.Tuple) else (classes,)
    ok = all(isinstance(cls, k.Func | k.Const) for cls in named)
    wanted: Any = (
        tuple(cls.value for cls in named if isinstance(cls, k.Func | k.Const)) if ok else ()
    )
    plain = (float, int, complex, bool, str, list, tuple, dict, np.ndarray)
    if not ok or not all(isinstance(cls, type) for cls in wanted):
        return k.Scalar(bool)
    if not set(wanted) <= set(plain) and not isinstance(kind, k.Record | k.Object):
        own = all(cls.__module__ not in ("builtins", "numpy", "numbers") for cls in wanted)
        numeric = k.is_numeric(kind) and not isinstance(kind, k.Unknown)
        return k.Const(False) if own and numeric and not _abstract(wanted) else k.Scalar(bool)
    match kind:
        case k.Array():
            return k.Const(issubclass(np.ndarray, wanted))
        case (
            k.Scalar(type=cls) | k.Tuple(type=cls) | k.List(type=cls) | k.Record(type=cls)
            | k.Object(type=cls)
        ):  # fmt: skip
            return k.Const(issubclass(cls, wanted))
        case k.Dict():
            return k.Const(issubclass(dict, wanted))
        case k.Const(value=value):
            return k.Const(isinstance(value, wanted))
    return k.Scalar(bool)


def _abstract(classes: tuple[type, ...]) -> bool:
    """Whether `isinstance` asks some class's own opinion."""
    return any(type(cls) is not type for cls in classes)


def operator_kind(
    function: Callable[..., Any], args: list[k.Kind], symbols: Symbols, key: object
) -> k.Kind:
    """The kind of an operator applied to any kinds."""
    if any(isinstance(arg, k.Never) for arg in args):
        return k.Never()
    if function is operator.mul and isinstance(args[0], k.List | k.Tuple) and not known(args[1])[0]:
        if isinstance(args[1], k.Scalar):  # how often it is repeated, the program will tell
            return k.List(k.forget(item_kind(args[0], symbols, key)), args[0].type)
    try:
        if all(k.is_numeric(arg) for arg in args):
            if function is operator.matmul:
                return call_kind(function, args, {}, symbols, key)
            return elementwise_kind(function, args, symbols, key)
        result = call_on_stand_ins(function, args, {})
        return settled(result, args) if _all_known(args) else k.forget(result)
    except NoStandIn:
        pass
    match args:
        case [k.List(type=c1) | k.Tuple(type=c1), k.List(type=c2) | k.Tuple(type=c2)] if c1 is c2:
            both = (item_kind(args[0], symbols, key), item_kind(args[1], symbols, key))
            if function is operator.add:
                return k.List(join(*both, symbols, key), c1)
        case [k.List() | k.Tuple() as sequence, k.Scalar()] if function is operator.mul:
            return k.List(item_kind(sequence, symbols, key), sequence.type)
    if any(k.is_numeric(arg) for arg in args):
        return _numeric(args)
    return k.Unknown() if any(k.is_differentiable(arg) for arg in args) else k.Opaque()


def attribute_kind(base: k.Kind, attr: str, symbols: Symbols) -> k.Kind:
    """The kind of ``value.attr`` for numbers, arrays and records."""
    if isinstance(base, k.Record):
        for name, kind in base.fields:
            if name == attr:
                return kind
        return k.Opaque()
    if isinstance(base, k.Array) and attr == "flat":
        return k.forget(call_on_stand_ins(lambda value: value.ravel(), [base], {}))
    if isinstance(base, k.Array | k.Scalar):
        try:
            result = call_on_stand_ins(lambda value: getattr(value, attr), [base], {})
        except NoStandIn:
            return k.Opaque()
        return result if attr in ("shape", "ndim", "size") else k.forget(result)
    if isinstance(base, k.Unknown) and attr in ("T", "real", "imag"):
        return base
    return k.Never() if isinstance(base, k.Never) else k.Opaque()
