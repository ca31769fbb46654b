"""What a structure of numbers looks like, for texts that take it apart and put it together."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from s2s.analyse import kinds as k


@dataclass(frozen=True)
class Leaf:
    """A number or an array.

    Attributes:
        varies: whether it has a derivative; whole numbers and their like have none.
    """

    varies: bool


@dataclass(frozen=True)
class Items:
    """A structure whose parts are known.

    Attributes:
        type: tuple, list, dict, a named tuple or a dataclass.
        keys: the positions, keys or names of the parts.
        parts: their layouts.
    """

    type: type
    keys: tuple[int | str, ...]
    parts: tuple[Layout, ...]

    def part(self, base: str, key: int | str) -> str:
        """The text of a part of what has the text ``base``."""
        return f"{base}.{key}" if self.named else f"{base}[{key!r}]"

    @property
    def named(self) -> bool:
        """Whether parts are attributes."""
        return self.type not in (tuple, list, dict)

    def display(self, parts: list[str], maker: str) -> str:
        """The text that puts such a structure together; ``maker`` is the text for its type."""
        pairs = list(zip(self.keys, parts, strict=True))
        if self.type is dict:
            return "{" + ", ".join(f"{key!r}: {part}" for key, part in pairs) + "}"
        if self.type is list:
            return f"[{', '.join(parts)}]"
        if self.type is tuple:
            return f"({''.join(f'{part}, ' for part in parts)})"
        return f"{maker}({', '.join(f'{key}={part}' for key, part in pairs)})"


@dataclass(frozen=True)
class Many:
    """A list or tuple of unknown length, all parts of one layout."""

    type: type
    part: Layout


Layout = Leaf | Items | Many


def layout(kind: k.Kind) -> Layout | None:
    """The layout of what has a kind; None where it cannot be put together from its parts.

    >>> layout(k.Tuple((k.Scalar(float), k.Scalar(int))))
    Items(type=<class 'tuple'>, keys=(0, 1), parts=(Leaf(varies=True), Leaf(varies=False)))
    """
    if k.is_numeric(kind):
        return Leaf(k.is_differentiable(kind))
    pairs: list[tuple[Any, k.Kind]] = []
    match kind:
        case k.Opaque() | k.Const():
            return Leaf(False)
        case k.List(item=item, type=cls) if cls in (list, tuple):
            part = layout(item)
            return part and Many(cls, part)
        case k.Tuple(items=items, type=cls) if cls in (list, tuple):
            pairs = list(enumerate(items))
        case k.Dict(entries=entries, type=cls, exact=True, open=False) if cls is dict and entries:
            pairs = list(entries)
            if not all(type(key) in (str, int) for key, _ in pairs):
                return None
        case k.Record(type=cls, fields=fields) if _is_made_of_its_fields(cls, fields):
            pairs = list(fields)
        case _:
            return None
    parts = [layout(part) for _, part in pairs]
    if None in parts:
        return None
    return Items(cls, tuple(key for key, _ in pairs), tuple(filter(None, parts)))


def _is_made_of_its_fields(cls: type, fields: tuple[tuple[str, k.Kind], ...]) -> bool:
    names = [name for name, _ in fields]
    if issubclass(cls, tuple):
        return list(getattr(cls, "_fields", ())) == names
    if not dataclasses.is_dataclass(cls):
        return False
    own = [field.name for field in dataclasses.fields(cls) if field.init]
    return own == names and len(own) == len(dataclasses.fields(cls))
