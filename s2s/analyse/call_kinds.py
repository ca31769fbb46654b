"""The kind of a call of a function that has a rule."""

from __future__ import annotations

import cmath
import math
import statistics
from collections.abc import Callable
from typing import Any

import numpy as np

from s2s import rules, runtime
from s2s.analyse import kinds as k
from s2s.analyse.drawn import drawn_kind
from s2s.analyse.helper_kinds import copied_kind, fitted_kind, shaped_kind
from s2s.analyse.known import all_known, known, settled, unclear
from s2s.analyse.lengths import broadcast, fresh_lengths, numeric, reshaped, squeezed
from s2s.analyse.stand_in_calls import call_on_stand_ins
from s2s.analyse.standins import NoStandIn
from s2s.analyse.symbols import Symbols

# Functions whose result's shape depends on values, which stand-ins cannot tell.
_BY_VALUE = {
    np.nonzero, np.flatnonzero, np.argwhere, np.unique, np.compress, np.extract, np.trim_zeros,
    np.setdiff1d, np.intersect1d, np.union1d, np.arange, np.repeat, np.bincount, np.delete,
    np.histogram, np.linalg.lstsq, runtime.unique_numbers, runtime.common_positions,
}  # fmt: skip


# Functions whose rank a number says.
_RANK_BY_VALUE = {np.tensordot, np.linalg.tensordot}


# Functions whose result is known where the rank and dtype of their argument are.
_BY_KIND = {np.ndim, np.iscomplexobj, np.isrealobj, np.shape}


# Functions that take ``None`` too, which gives another value than an array does.
_OF_NOTHING = {*_BY_KIND, np.size, np.isscalar, np.iterable, bool, callable}


# Functions whose result is of one type, whatever they are given.
_RESULTS: dict[Any, type] = {
    len: int, int: int, ord: int, hash: int, bool: bool, callable: bool, any: bool, all: bool,
    float: float, complex: complex,
}  # fmt: skip


# Functions with a complex result that have none at 1, which numbers have as their stand-in.
_OF_CMATH = {cmath.atanh, cmath.log}


# Functions that give a float whatever they are given.
_FLOATS = {math.fsum, math.hypot, math.dist}


# Functions that give an array of floats whatever they are given, and its rank.
_FLOAT_ARRAYS: dict[Any, int] = {
    runtime.float_vector: 1, runtime.float_matrix: 2, runtime.moves: 2,
}  # fmt: skip


# Functions whose result is real, of the precision of their argument.
_PARTS = {
    np.real, np.imag, np.angle, np.linalg.norm, np.var, np.std, np.linalg.svdvals,
    np.linalg.eigvalsh,
}  # fmt: skip


# Functions whose result is complex or not as the values want.
_COMPLEX_BY_VALUE = {
    "numpy.linalg.eig", "numpy.linalg.eigvals", "numpy.roots", "numpy.real_if_close",
    "scipy.linalg.sqrtm", "scipy.linalg.logm",
}  # fmt: skip
_ASK = {np.iscomplexobj, np.isrealobj}


# Functions that return one of what they are given: which one is known when they run.
_ONE_OF = {max, min, statistics.median, statistics.median_low, statistics.median_high}

# Functions that give a new array wherever they are given one.
_FRESH = {
    np.zeros_like, np.ones_like, np.empty_like, np.full_like, np.copy, np.ndarray.copy,
    np.sort, np.cumsum, np.cumprod, np.ndarray.cumsum, np.ndarray.cumprod,
    runtime.zero_tangent, runtime.buffer, runtime.owned, runtime.held_copy,
}  # fmt: skip


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
        return k.Unknown(dtype, any(map(k.has_axes, args)))
    if isinstance(result, k.Array):
        return k.Array(result.dtype, shape)
    if isinstance(result, k.Tuple) and all(isinstance(item, k.Array) for item in result.items):
        items = [k.Array(k.dtype_of(item) or "float64", shape) for item in result.items]
        return k.Tuple(tuple(items), result.type)  # `np.modf` and its kin
    return k.forget(result)


def perhaps_real(kind: k.Kind, symbols: Symbols) -> bool:
    """Whether what counts as complex may turn out to be real when the program runs."""
    return symbols.perhaps_real and k.is_complex(k.solid(kind))


def call_kind(
    function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind], symbols: Symbols, key: object
) -> k.Kind:
    """The kind of a call of a function that has a rule."""
    if function in _OF_NOTHING and args and k.solid(args[0]) != args[0]:
        return _of_nothing(call_kind(function, [k.solid(args[0])], kwargs, symbols, key))
    args = [k.solid(arg) for arg in args]
    kwargs = {name: k.solid(arg) for name, arg in kwargs.items()}
    everything = [*args, *kwargs.values()]
    if any(isinstance(arg, k.Never) for arg in everything):
        return k.Never()
    if function is sum and args and args[0] in (k.List(k.Never()), k.Tuple((), list)):
        return args[1] if len(args) > 1 else k.Scalar(int)  # of a list that is still empty
    always = _always(function, args, symbols, key)
    if always is not None:
        return always
    if function in _ONE_OF:
        args = _as_varied(args)
    told = copied_kind(function, args) or shaped_kind(function, args)
    told = told or _measured(function, everything)
    if told is not None:
        return told
    rule = rules.lookup(function)
    if not kwargs and args and all(k.is_numeric(arg) for arg in args):
        ufunc = isinstance(function, np.ufunc) and function.signature is None
        if ufunc or (rule is not None and rule.flavour == "elementwise"):
            return _of_numbers(function, args, symbols, key)
    if rule is not None and _is_complex_by_value(rule.name, args):
        symbols.perhaps_real = True
    if function in _ASK and perhaps_real(args[0], symbols):
        return k.Scalar(bool)
    if function in _BY_KIND and len(everything) == 1 and isinstance(args[0], k.Array | k.Scalar):
        return call_on_stand_ins(function, args, {})
    if function is np.squeeze and len(everything) == 1:
        return squeezed(everything[0])
    if rule is not None and not rule.pure:
        # Printing or drawing a random number is not for us to do.
        return drawn_kind(function, args, kwargs, symbols, key)
    return _asked(function, args, kwargs, symbols, key)


def _of_nothing(kind: k.Kind) -> k.Kind:
    """The kind of what is asked of a value that may be ``None``, given that of any other value."""
    return k.List(k.Scalar(int), tuple) if isinstance(kind, k.Tuple) else k.forget(kind)


def _always(function: Any, args: list[k.Kind], symbols: Symbols, key: object) -> k.Kind | None:
    """The kind of what a function gives, if that is one whatever the values are."""
    if function is type:
        return k.Opaque()
    if function in _FLOATS:
        return k.Scalar(float)
    if function in _FLOAT_ARRAYS:
        axes = range(_FLOAT_ARRAYS[function])
        return k.Array("float64", tuple(symbols.pair((key, axis)) for axis in axes))
    if function is runtime.live_places:
        return k.List(k.Scalar(int))
    match args:
        case [k.Array(shape=shape), k.Slice()] if function is runtime.flat_places:
            return k.Tuple((k.Array("int64", (symbols.pair((key, "flat")),)),) * len(shape))
    return None


def _as_varied(args: list[k.Kind]) -> list[k.Kind]:
    """The kinds with floats for all numbers if there are floats: ``min(1, x)`` may be either."""
    match args:
        case [k.Tuple(items=items, type=cls)]:
            return [k.Tuple(tuple(_as_varied([*items])) if len(items) > 1 else items, cls)]
    if not any(map(k.is_differentiable, args)):
        return args
    return [k.Scalar(float) if _is_whole(arg) else arg for arg in args]


def _is_whole(kind: k.Kind) -> bool:
    """Whether it is a whole number or a truth value of Python's."""
    if isinstance(kind, k.Const):
        return type(kind.value) in (int, bool)
    return isinstance(kind, k.Scalar) and kind.type in (int, bool)


def _asked(
    function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind], symbols: Symbols, key: object
) -> k.Kind:
    """The kind that a function gives stand-ins of its arguments."""
    everything = [*args, *kwargs.values()]
    if function in _RANK_BY_VALUE and unclear([arg for arg in everything if _is_whole(arg)]):
        return numeric(everything)
    try:
        result = call_on_stand_ins(function, args, kwargs)
    except NoStandIn:
        made = _without_stand_in(function, args, kwargs, symbols, key)
        if function in _PARTS and isinstance(made, k.Unknown):
            return k.Unknown(str(np.zeros(0, made.dtype).real.dtype))
        return made
    rule = rules.lookup(function)
    if rule is not None and _is_complex_by_value(rule.name, args):
        result = _complex(result)
    chosen = function is np.where and len(everything) == 1
    if function in _BY_VALUE or chosen or unclear(everything):
        return fresh_lengths(result, symbols, key)
    return settled(result, everything) if all_known(everything) else _unread(result)


def _is_complex_by_value(name: str, args: list[k.Kind]) -> bool:
    """Whether it depends on the values whether the result of a function is complex."""
    if name == "numpy.real_if_close" and isinstance(args[0], k.Array | k.Scalar):
        return k.is_complex(args[0])
    return name in _COMPLEX_BY_VALUE


def _unread(kind: k.Kind) -> k.Kind:
    """The kind without what is known of it; a text holds the numbers of the stand-ins."""
    text = isinstance(kind, k.Const) and isinstance(kind.value, str | bytes)
    return k.Opaque() if text else k.forget(kind)


def _of_numbers(function: Any, args: list[k.Kind], symbols: Symbols, key: object) -> k.Kind:
    """The kind of an element-by-element function, also outside of its domain."""
    try:
        return elementwise_kind(function, args, symbols, key)
    except NoStandIn:  # the stand-ins are outside of the function's domain
        if (
            all(isinstance(arg, k.Scalar) for arg in args)
            and getattr(function, "__module__", "") == "math"
        ):
            return k.Scalar(float)
        if function in _OF_CMATH:
            return k.Scalar(complex)
        return numeric(args)


def _without_stand_in(
    function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind], symbols: Symbols, key: object
) -> k.Kind:
    """The kind of a call that could not be tried."""
    if function is np.ix_:  # one array for each axis, of places along it
        count = range(len(args))
        pairs = [symbols.pair((key, axis)) for axis in count]
        return k.Tuple(
            tuple(
                k.Array("int64", tuple(pairs[i] if i == j else (1, 1) for j in count))
                for i in count
            )
        )
    if function in _RESULTS and len(args) == 1:
        return k.Scalar(_RESULTS[function])
    if function in _OF_CMATH:
        return k.Scalar(complex)
    fitted = fitted_kind(function, args)
    if fitted is not None:
        return fitted
    parts = _split_kind(function, args, kwargs)
    if parts is not None:
        return fresh_lengths(parts, symbols, key)
    if str(getattr(function, "__module__", "")).startswith("s2s.runtime.scipy_sparse"):
        return numeric(
            args
        )  # a matrix of one row and column and a vector of one element are numbers there
    if function is runtime.sorted_order:
        return k.List(k.Scalar(int))
    return rank_only(function, args, kwargs, symbols, key)


def _split_kind(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind | None:
    """The kind of equal parts of an array whose length may be a multiple of their number."""
    if function is np.split:
        options = kwargs
    elif function in _SPLIT_AXES and args and isinstance(args[0], k.Array):
        axis = 0 if function is np.hsplit and len(args[0].shape) == 1 else _SPLIT_AXES[function]
        options = {**kwargs, "axis": k.Scalar(int, (axis, axis))}
    else:
        return None
    try:
        return call_on_stand_ins(np.array_split, args, options)
    except NoStandIn:
        return None


_SPLIT_AXES: dict[Any, int] = {np.vsplit: 0, np.hsplit: 1, np.dsplit: 2}


def _measured(function: Any, args: list[k.Kind]) -> k.Kind | None:
    """``len(x)`` is the first length of an array, and ``np.arange(n)`` is as long as ``n`` says."""
    match args:
        case [k.Array(shape=(length, *_))] if function is len:
            return k.Scalar(int, length)
        case [k.Scalar() | k.Array()] if function is callable:
            return k.Const(False)
        case [k.Tuple(items=items, type=cls)] if function is len and cls is tuple:
            return k.Scalar(int, (len(items), len(items)))
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


def rank_only(
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
            return kind if kind.type is bool else k.Scalar(int, (1, 1))
        return kind

    reduced = [small(arg) for arg in args]
    named = {name: small(arg) for name, arg in kwargs.items()}
    rule = rules.lookup(function)
    if rule is not None and rule.name.startswith("scipy.stats.multivariate_normal."):
        return numeric([*args, *kwargs.values()])  # it squeezes: lengths of 1 would hide a rank
    try:
        result = call_on_stand_ins(function, reduced, named)
        return fresh_lengths(_any_length(result), symbols, key)
    except NoStandIn:
        pass
    if function in (np.reshape, np.broadcast_to) and len(args) > 1:
        return reshaped(args[0], args[1:2], symbols, key)
    alike = _alike(function, args, kwargs)
    if alike is not None:
        return fresh_lengths(alike, symbols, key)
    structure = _structure(function, reduced, named)
    return structure or _by_default(function, reduced, numeric([*args, *kwargs.values()]))


def _by_default(function: Any, args: list[k.Kind], found: k.Kind) -> k.Kind:
    """The kind with a complex dtype where that is what the function gives without its options."""
    try:
        dtype = k.dtype_of(call_on_stand_ins(function, args[:1], {}))
    except NoStandIn:
        return found
    return k.Unknown(dtype) if dtype is not None and np.dtype(dtype).kind == "c" else found


def _alike(
    function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]
) -> k.Array | k.Scalar | k.Tuple | None:
    """What comes of arrays whose lengths are all the same, for the rank of a number or an array.

    A length that is a symbol may be the constant that another argument has: ``a @ b`` fits then.
    """

    def same(kind: k.Kind) -> k.Kind:
        if isinstance(kind, k.Array):
            return k.Array(kind.dtype, tuple((1, 1) if d == (1, 1) else (3, 3) for d in kind.shape))
        return kind

    if not any(isinstance(arg, k.Array) for arg in args):
        return None
    named = {name: same(kind) for name, kind in kwargs.items()}
    try:
        result = call_on_stand_ins(function, [same(arg) for arg in args], named)
    except NoStandIn:
        return None
    if isinstance(result, k.Tuple):
        return result if result.type is tuple else None
    return result if isinstance(result, k.Array | k.Scalar) else None


def _any_length(kind: k.Kind) -> k.Kind:
    """The kind with lists of one item, made of lengths that are all 1, as lists of any length."""
    match kind:
        case k.Tuple(items=items, type=cls):
            inside = tuple(map(_any_length, items))
            if cls is list and len(inside) == 1:
                return k.List(k.forget(inside[0]))
            return k.Tuple(inside, cls)
        case k.List(item=item, type=cls):
            return k.List(_any_length(item), cls)
    return kind


def _structure(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind | None:
    """Third try, where ranks are not known either: whether the result is a structure, and which."""

    def guessed(kind: k.Kind, rank: int) -> k.Kind:
        return k.Array(kind.dtype, ((2, 2),) * rank) if isinstance(kind, k.Unknown) else kind

    def unsure(kind: k.Kind) -> k.Kind:
        return k.Unknown(kind.dtype) if isinstance(kind, k.Array) else k.forget(kind)

    def called(rank: int) -> k.Kind | None:
        named = {name: guessed(arg, rank) for name, arg in kwargs.items()}
        try:
            return call_on_stand_ins(function, [guessed(arg, rank) for arg in args], named)
        except NoStandIn:
            return None

    unclear = [arg for arg in (*args, *kwargs.values()) if isinstance(arg, k.Unknown)]
    if not unclear:
        return None
    if function in _FRESH and all(
        arg.array for arg in unclear
    ):  # an array of whatever rank: perhaps of another one
        made = [called(rank) or k.Never() for rank in (3, 2, 1)]
        if all(map(k.has_axes, made)):
            return k.Unknown(k.dtype_of(made[0]) or "float64", True)
    for rank in (2, 1, 0):
        match called(rank):
            case k.Tuple(items=items, type=cls):
                return k.Tuple(tuple(map(unsure, items)), cls)
            case k.Record(type=cls, fields=fields):
                return k.Record(cls, tuple((name, unsure(item)) for name, item in fields))
    return None
