"""`collections.defaultdict` as a Python text: one class for each sort of value that is missing."""

from __future__ import annotations

from typing import Any


class DefaultDict:
    """What generated code makes in place of a ``defaultdict`` whose values a derivative flows through."""

    def __init__(self, factory: Any) -> None:
        """Takes what makes a missing value, which each class knows for itself."""
        self.table: dict[Any, Any] = {}

    def __setitem__(self, key: Any, value: Any) -> None:
        """Replaces a value."""
        self.table[key] = value

    def __len__(self) -> int:
        """The number of entries."""
        return len(self.table)

    def __contains__(self, key: Any) -> bool:
        """Whether there is an entry."""
        return key in self.table

    def __iter__(self) -> Any:
        """Runs through the keys."""
        return iter(list(self.table))

    def keys(self) -> list[Any]:
        """The keys."""
        return list(self.table)

    def values(self) -> list[Any]:
        """The values."""
        return [self.table[key] for key in self.table]

    def items(self) -> list[Any]:
        """Pairs of keys and values."""
        return [(key, self.table[key]) for key in self.table]

    def get(self, key: Any, default: Any = None) -> Any:
        """A value, or the default where it is missing."""
        result = default
        if key in self.table:
            result = self.table[key]
        return result


class DefaultFloats(DefaultDict):
    """``defaultdict(float)``."""

    def __getitem__(self, key: Any) -> Any:
        """A value, made if it is missing."""
        if key not in self.table:
            self.table[key] = 0.0
        return self.table[key]


class DefaultInts(DefaultDict):
    """``defaultdict(int)``."""

    def __getitem__(self, key: Any) -> Any:
        """A value, made if it is missing."""
        if key not in self.table:
            self.table[key] = 0
        return self.table[key]


class DefaultLists(DefaultDict):
    """``defaultdict(list)``."""

    def __getitem__(self, key: Any) -> Any:
        """A value, made if it is missing."""
        if key not in self.table:
            self.table[key] = []
        return self.table[key]


class DefaultDicts(DefaultDict):
    """``defaultdict(dict)``."""

    def __getitem__(self, key: Any) -> Any:
        """A value, made if it is missing."""
        if key not in self.table:
            self.table[key] = {}
        return self.table[key]


class DefaultMade(DefaultDict):
    """``defaultdict(factory)`` of a function."""

    def __init__(self, factory: Any) -> None:
        """Takes what makes a missing value."""
        self.table: dict[Any, Any] = {}
        self.factory = factory

    def __getitem__(self, key: Any) -> Any:
        """A value, made if it is missing."""
        if key not in self.table:
            self.table[key] = self.factory()
        return self.table[key]


class Tally(DefaultDict):
    """``Counter()``, of which a missing value is read as 0 and not made."""

    def __init__(self) -> None:
        """Empty."""
        self.table: dict[Any, Any] = {}

    def __getitem__(self, key: Any) -> Any:
        """A value, or 0."""
        result = 0
        if key in self.table:
            result = self.table[key]
        return result

    def total(self) -> Any:
        """The sum of the values."""
        return sum([self.table[key] for key in self.table])

    def most_common(self, n: Any = None) -> list[Any]:
        """Pairs of keys and values, the greatest value first."""
        pairs = sorted(
            [(key, self.table[key]) for key in self.table], key=lambda pair: pair[1], reverse=True
        )
        return pairs if n is None else pairs[:n]
