"""The kinds of items: of any of them, and of ``base[key]``."""

from __future__ import annotations

import collections
import enum
from collections.abc import Callable

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.array_items import array_item
from s2s.analyse.join import join
from s2s.analyse.known import known
from s2s.analyse.standins import kind_of
from s2s.analyse.symbols import Symbols


def subscript_kind(
    base: k.Kind,
    key: gast.expr,
    kind: Callable[[gast.expr], k.Kind],
    symbols: Symbols,
    site: object,
) -> k.Kind:
    """The kind of ``base[key]``."""
    base = k.solid(base)
    if isinstance(base, k.Never):
        return base
    if isinstance(base, k.Array):
        return array_item(base, key, kind, symbols, site)
    if isinstance(base, k.Const) and isinstance(base.value, type(np.s_)):
        made = _index_kind(key, kind)
        single = not base.value.maketuple or isinstance(made, k.Tuple)
        return made if single else k.Tuple((made,))
    if k.has_axes(base) and not isinstance(key, gast.Slice) and kind(key) == k.Const(...):
        return base
    if isinstance(key, gast.Slice):
        return _slice_kind(base, key, kind, symbols, site)
    ok, value = known(kind(key))
    while isinstance(base, k.Derived):
        base = base.function
    if isinstance(base, k.Closure):  # generated code reads what a local function captured
        captured = ok and isinstance(value, int) and 0 < value <= len(base.kinds)
        return base.kinds[value - 1] if captured else k.Opaque()
    if isinstance(base, k.Choice):
        return _captured_kind(base, value if ok else None)
    found = _known_item(base, value) if ok else None
    return found if found is not None else item_kind(base, symbols, site)


def _captured_kind(base: k.Choice, place: object) -> k.Kind:
    """The kind of what one of several functions captured, of those that are tuples in generated code."""
    tuples = [option.items for option in base.options if isinstance(option, k.Tuple)]
    held = [items[place] for items in tuples if isinstance(place, int) and place < len(items)]
    return held[0] if place != 0 and held and held.count(held[0]) == len(held) else k.Opaque()


def _slice_kind(
    base: k.Kind,
    key: gast.Slice,
    kind: Callable[[gast.expr], k.Kind],
    symbols: Symbols,
    site: object,
) -> k.Kind:
    """The kind of ``base[i:j]`` of anything but an array."""
    bounds = [None if b is None else known(kind(b)) for b in (key.lower, key.upper, key.step)]
    if isinstance(base, k.Tuple) and all(b is None or b[0] for b in bounds):
        chosen = base.items[slice(*[None if b is None else b[1] for b in bounds])]
        return k.Tuple(chosen, base.type)
    if isinstance(base, k.Tuple | k.List):
        return k.List(item_kind(base, symbols, site), base.type)
    return item_kind(base, symbols, site) if isinstance(base, k.Text) else _unknown_part(base)


def _unknown_part(base: k.Kind) -> k.Kind:
    return k.Unknown() if k.is_differentiable(base) else k.Opaque()


def _known_item(base: k.Kind, value: object) -> k.Kind | None:
    """The kind of the item under a known key; None where any of them may be meant."""
    match base:
        case k.Tuple(items=items) if isinstance(value, int) and -len(items) <= value < len(items):
            return items[value]
        case k.Dict(entries=tuple() as entries):
            found: list[k.Kind] = [item for name, item in entries if name == value]
            if found:
                return found[0]
            if base.type is dict and not base.open and _differ(entries):
                return k.Never()  # nothing is stored under this key, else it were an entry
            if base.type is collections.defaultdict and not entries:
                return k.Opaque()  # what its factory makes
        case k.Record(fields=fields) if hasattr(base.type, "_fields") and isinstance(value, int):
            return fields[value][1]
    return None


def _index_kind(key: gast.expr, kind: Callable[[gast.expr], k.Kind]) -> k.Kind:
    """The kind of ``np.s_[key]``, which is the key itself."""
    if isinstance(key, gast.Slice):
        return k.Slice()
    if isinstance(key, gast.Tuple):
        return k.Tuple(tuple(_index_kind(part, kind) for part in key.elts))
    return kind(key)


def _differ(entries: tuple[tuple[object, k.Kind], ...]) -> bool:
    """Whether some entries are numbers and some arrays: their items have no kind in common."""
    return len({type(kind) for _, kind in entries}) > 1


def item_kind(base: k.Kind, symbols: Symbols, site: object) -> k.Kind:
    """The kind of any item of a sequence or any value of a dict."""
    base = k.solid(base)
    match base:
        case k.Array(dtype=dtype, shape=shape) if shape:
            if len(shape) == 1:
                return k.element(dtype)
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
            if not entries and k.fills_in(base):
                return k.Opaque()  # what its factory makes
            return item_kind(k.Tuple(tuple(v for _, v in entries)), symbols, site)
        case k.Record(type=cls, fields=fields) if hasattr(cls, "_fields"):
            return item_kind(k.Tuple(tuple(v for _, v in fields)), symbols, site)
        case k.Range():
            return k.Scalar(int)
        case k.Const(value=enum.EnumMeta() as cls):
            members: list[object] = list(cls)
            kinds = k.Tuple(tuple(kind_of(member, symbols) for member in members))
            return item_kind(kinds, symbols, site)
        case k.Unknown(dtype=dtype):
            return k.Unknown(dtype)
        case k.Lazy(text=True):
            return k.Text()
        case k.Never() | k.Text():
            return base
    return k.Unknown() if k.is_differentiable(base) else k.Opaque()


def given_kind(base: k.Kind, symbols: Symbols, site: object) -> k.Kind:
    """The kind of what running through a value gives: an item, or a key of a dict."""
    if not isinstance(base, k.Dict):
        return item_kind(base, symbols, site)
    if base.entries is None or base.open or not base.exact:
        return k.Opaque()
    keys = (_key_kind(key) for key, _ in base.entries)
    return item_kind(k.Tuple(tuple(keys)), symbols, site)


def _key_kind(key: object) -> k.Kind:
    number = isinstance(key, k.NUMBERS) and not isinstance(key, bool)
    return k.Scalar(type(key)) if number else k.Const(key)
