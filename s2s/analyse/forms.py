"""What in a value may be written into, told apart by its form: a list is no dict.

Names that share memory are one class, what a container holds among them. What is written in a class
is of some forms, and what came from outside of the function is of some: if no form is both, what came
from outside stays as it is.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

from s2s.analyse import kinds as k

Forms = frozenset[str]

ANY = "anything"
ARRAY = "array"
_LOOSE = "loose"


def forms(kind: k.Kind) -> Forms:
    """The forms of a value and of all that it holds.

    >>> sorted(forms(k.Dict(None, k.List(k.Scalar(float)))))
    ['dict', 'list']
    >>> sorted(forms(k.Scalar(float)))
    []
    """
    kind = k.solid(kind)
    match kind:
        case k.Scalar() | k.Const() | k.Range() | k.Func() | k.Never():
            return frozenset()
        case k.Dict(open=True):
            return frozenset({ANY})
        case k.Tuple() | k.List() | k.Dict():
            return form(kind) | _all(k.items_of(kind))
        case k.Record(type=cls, fields=fields):
            if issubclass(cls, enum.Enum):
                return frozenset()
            return form(kind) | _all(value for _, value in fields)
        case k.Closure(kinds=held) | k.Choice(options=held):
            return _all(held)
        case k.Partial(function=function, args=args, kwargs=kwargs):
            return _all((function, *args, *kwargs))
        case k.Array() | k.Unknown():
            return form(kind)
    return frozenset({ANY})


def form(kind: k.Kind) -> Forms:
    """The form of a value itself: what a write into it writes into."""
    match k.solid(kind):
        case k.Array() | k.Unknown():
            return frozenset({ARRAY})
        case k.Tuple(type=cls) | k.List(type=cls):
            return frozenset() if issubclass(cls, tuple) else frozenset({"list"})
        case k.Dict():
            return frozenset({"dict"})
        case k.Record(type=cls) | k.Object(type=cls):
            return frozenset({f"{cls.__module__}.{cls.__qualname__}"})
        case k.Choice(options=options):
            return frozenset().union(*map(form, options))
    return frozenset({ANY})


def held(kind: k.Kind) -> Forms:
    """The forms of what a value holds, without the value itself: of what a copy of it shares."""
    match k.solid(kind):
        case k.Tuple() | k.List() | k.Dict(open=False):
            return _all(k.items_of(k.solid(kind)))
    return forms(kind)


def under(found: Forms, label: str | None) -> Forms:
    """The forms of what is reached by an attribute of this name, if one is given.

    >>> sorted(under(frozenset({"list", ANY}), "rows"))
    ['anything', 'list@rows']
    """
    plain = {ANY} if label else found
    return frozenset(form if form in plain or "@" in form else f"{form}@{label}" for form in found)


def loosened(label: str) -> Forms:
    """What stands among the forms that are written: what this attribute holds was put elsewhere too."""
    return frozenset({f"{_LOOSE}@{label}"})


def meet(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether something may be of both forms.

    >>> meet({"list"}, {"dict"}), meet({"list"}, {ANY}), meet((), {ANY})
    (False, True, False)
    >>> meet({"list@rows"}, {"list@names"}), meet({"list@rows"}, {"list"})
    (False, True)
    """
    one, two = [found.partition("@") for found in first], [found.partition("@") for found in second]
    loose = {label for form, _, label in (*one, *two) if form == _LOOSE} | {""}
    return any(
        (a == b or ANY in (a, b)) and (label == other or not {label, other}.isdisjoint(loose))
        for a, _, label in one
        for b, _, other in two
        if _LOOSE not in (a, b)
    )


def _all(kinds: Iterable[k.Kind]) -> Forms:
    return frozenset[str]().union(*map(forms, kinds))
