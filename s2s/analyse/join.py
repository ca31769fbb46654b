"""The kind of what is one value on one path and another one on another."""

from __future__ import annotations

import dataclasses
import functools

import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.symbols import Symbols


def join(first: k.Kind, second: k.Kind, symbols: Symbols, key: object = None) -> k.Kind:
    """The kind of a value that is either of two; ``key`` names lengths that differ."""
    if first == second:
        return first
    match first, second:
        case k.Never(), _:
            return second
        case _, k.Never():
            return first
        case (k.Text(), _) | (_, k.Text()):
            # Who computes with it is refused.
            return k.Text(k.is_carried(first) or k.is_carried(second))
        case (k.Lazy(acts=acts), k.Opaque()) | (k.Opaque(), k.Lazy(acts=acts)):
            return k.Lazy(acts or _lazy(second).acts, _lazy(first).text or _lazy(second).text)
        case k.Array(shape=s1), k.Array(shape=s2) if len(s1) == len(s2):
            return _arrays(first, second, symbols, key)
        case k.Closure() | k.Tuple(), k.Closure() | k.Tuple() if _as_closures(first, second):
            return _closures(first, second, symbols, key)
        case k.Partial(), k.Partial() if _called_alike(first, second):
            return _partials(first, second, symbols, key)
        case k.Record(type=c1) | k.Object(type=c1), k.Record(type=c2) | k.Object(type=c2) if (
            c1 is c2 and _differ(first, second)
        ):
            whole = [kind for kind in (first, second) if isinstance(kind, k.Object)]
            return whole[0] if len(whole) == 1 else k.Opaque()  # its attributes are known by class
    if isinstance(first, k.Maybe) or isinstance(second, k.Maybe):
        return _or_nothing(first, second, symbols) or _maybe(first, second, symbols, key)
    structure = _or_nothing(first, second, symbols) or _structures(first, second, symbols, key)
    if structure is not None:
        return structure
    if (k.solid(first), k.solid(second)) != (first, second):
        return _or_none(join(k.solid(first), k.solid(second), symbols, key))
    if _is_function(first, symbols) and _is_function(second, symbols):
        return _choice(first, second, symbols, key)
    if (k.is_object(first) and k.is_object(second)) or (k.is_frozen(first) and k.is_frozen(second)):
        return _choice(first, second, symbols, key)
    return _join_numbers(first, second, symbols)


def _is_function(kind: k.Kind, symbols: Symbols) -> bool:
    """Whether the kind is a function, or one of several; generated code has tuples for local ones."""
    if isinstance(kind, k.Tuple) and kind.items and isinstance(kind.items[0], k.Const):
        return kind.type is tuple and kind.items[0].value in symbols.tags
    return isinstance(kind, k.Func | k.Closure | k.Choice)


def _as_closures(first: k.Kind, second: k.Kind) -> tuple[k.Closure, k.Closure] | None:
    """Two values of one local function, of which generated code may hold the tuple."""
    match first, second:
        case k.Closure(definition=d1), k.Closure(definition=d2) if d1 is d2:
            return first, second
        case k.Closure(definition=d), k.Tuple(items=(tag, *held)) if tag == k.Const(d.tag):
            return first, k.Closure(d, tuple(held))
        case k.Tuple(items=(tag, *held)), k.Closure(definition=d) if tag == k.Const(d.tag):
            return k.Closure(d, tuple(held)), second
    return None


def _closures(first: k.Kind, second: k.Kind, symbols: Symbols, key: object) -> k.Kind:
    """One local function: what it captured, one by one."""
    found = _as_closures(first, second)
    assert found is not None
    one, other = found
    pairs = zip(one.kinds, other.kinds, strict=True)
    kinds = tuple(join(a, b, symbols, key) for a, b in pairs)
    return k.Closure(one.definition, kinds, one.again and other.again)


def _or_nothing(first: k.Kind, second: k.Kind, symbols: Symbols) -> k.Kind | None:
    """The kind of what is ``None`` or something else; None where that is not known, or not so."""
    for one, other in ((first, second), (second, first)):
        if one == k.Const(None):
            if k.is_by_class(other):
                return other
            if k.is_numeric(other) and k.is_differentiable(other):
                return _or_none(other)
            if k.is_structure(other):
                symbols.optional = True
                return k.Maybe(other)
            if isinstance(other, k.Maybe):
                return other
    return None


def _maybe(first: k.Kind, second: k.Kind, symbols: Symbols, key: object) -> k.Kind:
    """The kind of either of two structures of which one may be ``None``."""
    both = join(k.solid(first), k.solid(second), symbols, key)
    return k.Maybe(both) if k.is_structure(both) else both


def _lazy(kind: k.Kind) -> k.Lazy:
    return kind if isinstance(kind, k.Lazy) else k.Lazy()


def _partials(first: k.Partial, second: k.Partial, symbols: Symbols, key: object) -> k.Kind:
    """Partial calls of one function: what they hold, one by one."""
    pairs = zip((*first.args, *first.kwargs), (*second.args, *second.kwargs), strict=True)
    held = tuple(join(a, b, symbols, (key, i)) for i, (a, b) in enumerate(pairs))
    count = len(first.args)
    return dataclasses.replace(first, args=held[:count], kwargs=held[count:])


def _arrays(first: k.Array, second: k.Array, symbols: Symbols, key: object) -> k.Kind:
    """The kind of either of two arrays of one rank."""
    symbols.perhaps_real |= k.is_complex(first) is not k.is_complex(second)
    if k.is_objects(first) is not k.is_objects(second):  # filled with numbers later, or never read
        return k.Unknown(second.dtype if k.is_objects(first) else first.dtype, bool(first.shape))
    dtype = str(np.result_type(first.dtype, second.dtype))
    dims = enumerate(zip(first.shape, second.shape, strict=True))
    shape = tuple(a if a == b else symbols.pair((key or object(), axis)) for axis, (a, b) in dims)
    if k.is_float_dtype(first.dtype) is not k.is_float_dtype(second.dtype):
        return k.Unknown(dtype, bool(shape))  # one rounds what is written into it
    return k.Array(dtype, shape)


def _structures(first: k.Kind, second: k.Kind, symbols: Symbols, key: object) -> k.Kind | None:
    """The kind of what is one of two containers or records; None where they have none in common."""
    match first, second:
        case k.Tuple(items=i1, type=c1), k.Tuple(items=i2, type=c2) if c1 is c2:
            if len(i1) == len(i2):
                both = enumerate(zip(i1, i2, strict=True))
                return k.Tuple(tuple(join(a, b, symbols, (key, i)) for i, (a, b) in both), c1)
            return k.List(_join_all((*i1, *i2), symbols, key), c1)
        case (k.List(type=c1), k.Tuple(type=c2)) | (k.Tuple(type=c1), k.List(type=c2)) if c1 is c2:
            return k.List(_join_all((*k.items_of(first), *k.items_of(second)), symbols, key), c1)
        case k.List(item=a, type=c1), k.List(item=b, type=c2) if c1 is c2:
            return k.List(join(a, b, symbols, (key, "item")), c1)
        case k.Dict(entries=tuple() as e1), k.Dict(entries=tuple() as e2):
            t1, t2 = dict(e1), dict(e2)
            nothing = k.Never()
            cls = first.type if first.type is second.type else dict
            exact = first.exact and second.exact and list(t1) == list(t2)
            entries = tuple(
                (n, join(t1.get(n, nothing), t2.get(n, nothing), symbols, (key, n)))
                for n in {**t1, **t2}
            )
            return k.Dict(entries, type=cls, exact=exact, open=first.open or second.open)
        case k.Dict(), k.Dict():
            cls = first.type if first.type is second.type else dict
            return k.Dict(
                None, _join_all((*k.items_of(first), *k.items_of(second)), symbols, key), cls
            )
        case k.Record(type=c1, fields=f1), k.Record(type=c2, fields=f2) if c1 is c2:
            if [n for n, _ in f1] == [n for n, _ in f2]:
                zipped = zip(f1, f2, strict=True)
                return k.Record(
                    c1, tuple((n, join(a, b, symbols, (key, n))) for (n, a), (_, b) in zipped)
                )
    return None


def _or_none(array: k.Kind) -> k.Kind:
    """The kind of an array or number that is ``None`` on some paths."""
    if isinstance(array, k.Array) and array.shape:
        return k.Unknown(array.dtype, True, array.shape)
    if isinstance(array, k.Scalar) and k.is_differentiable(array):
        return k.Unknown(str(np.dtype(array.type)), False, ())
    if isinstance(array, k.Array):
        return k.Unknown(array.dtype)
    return array


def _choice(first: k.Kind, second: k.Kind, symbols: Symbols, key: object) -> k.Kind:
    options = list(first.options) if isinstance(first, k.Choice) else [first]
    for new in second.options if isinstance(second, k.Choice) else (second,):
        for i, old in enumerate(options):
            match old, new:
                case k.Closure(definition=d1), k.Closure(definition=d2):
                    same = d1 is d2
                case k.Record(type=c1) | k.Object(type=c1), k.Record(type=c2) | k.Object(type=c2):
                    same = c1 is c2
                case k.Partial(), k.Partial():
                    same = _called_alike(old, new)
                case k.Closure() | k.Tuple(), k.Closure() | k.Tuple():
                    same = _one_function(old, new)
                case _:
                    same = False
            if old == new or same:
                options[i] = join(old, new, symbols, key)
                break
        else:
            options.append(new)
    return k.Choice(tuple(options)) if len(options) > 1 else options[0]


def _one_function(first: k.Kind, second: k.Kind) -> bool:
    """Whether two stand for one local function, by what their tuples begin with."""
    if isinstance(first, k.Tuple) and isinstance(second, k.Tuple):
        return first.items[0] == second.items[0] and len(first.items) == len(second.items)
    return _as_closures(first, second) is not None


def _differ(first: k.Kind, second: k.Kind) -> bool:
    """Whether two objects of one class have not the same attributes, so far as is known."""
    if not (isinstance(first, k.Record) and isinstance(second, k.Record)):
        return first != second
    return [name for name, _ in first.fields] != [name for name, _ in second.fields]


def _called_alike(first: k.Partial, second: k.Partial) -> bool:
    """Whether two are of one function and hold values for the same parameters."""
    if not (first.real and second.real and first.function == second.function):
        return False
    return len(first.args) == len(second.args) and first.names == second.names


def _join_all(items: tuple[k.Kind, ...], symbols: Symbols, key: object) -> k.Kind:
    nothing: k.Kind = k.Never()
    return functools.reduce(lambda a, b: join(a, b, symbols, (key, "item")), items, nothing)


def _join_numbers(first: k.Kind, second: k.Kind, symbols: Symbols) -> k.Kind:
    if k.is_numeric(first) and k.is_numeric(second):
        symbols.perhaps_real |= k.is_complex(first) is not k.is_complex(second)
    if isinstance(first, k.Const) and isinstance(first.value, bool):
        first = k.Scalar(bool)
    if isinstance(second, k.Const) and isinstance(second.value, bool):
        second = k.Scalar(bool)
    if isinstance(first, k.Scalar) and isinstance(second, k.Scalar):
        if first.type is second.type:
            return k.Scalar(first.type)
        if {first.type, second.type} <= {bool, int, float, complex}:
            order = [bool, int, float, complex]
            return k.Scalar(max(first.type, second.type, key=order.index))
        return k.Scalar(np.result_type(first.type, second.type).type)
    if k.is_numeric(first) and k.is_numeric(second):
        dtypes = [k.dtype_of(kind) or "f8" for kind in (first, second) if not k.is_objects(kind)]
        dtype = np.result_type(*dtypes) if dtypes else "object"
        return k.Unknown(str(dtype), k.has_axes(first) and k.has_axes(second))
    differentiable = k.is_differentiable(first) or k.is_differentiable(second)
    structures = (k.Tuple, k.List, k.Dict, k.Record, k.Object, k.Mixed)
    if differentiable and (isinstance(first, structures) or isinstance(second, structures)):
        return k.Mixed()
    return k.Unknown() if differentiable else k.Opaque()
