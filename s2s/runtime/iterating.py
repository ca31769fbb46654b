"""Iterators as a Python text: what ``iter`` makes of a sequence that a derivative flows through."""

from __future__ import annotations

from typing import Any


class Items:
    """What generated code makes in place of ``iter(items)``; only ``next`` takes items out of it."""

    def __init__(self, items: Any) -> None:
        """Starts at the first item."""
        self.items = items
        self.place = 0

    def __iter__(self) -> Items:
        """The iterator itself, for code that runs as the user wrote it."""
        return self

    def __next__(self) -> Any:
        """The next item.

        Raises:
            StopIteration: there is none.
        """
        i = self.place
        if i >= len(self.items):
            raise StopIteration
        self.place = i + 1
        return self.items[i]

    def following(self, default: Any) -> Any:
        """The next item, or the default where there is none."""
        i = self.place
        result = default
        if i < len(self.items):
            self.place = i + 1
            result = self.items[i]
        return result


class Places:
    """The places of sequences up to the shortest, whatever their lengths become meanwhile."""

    def __init__(self, *sequences: Any) -> None:
        """Looks at nothing yet."""
        self.sequences = sequences

    def __iter__(self) -> Any:
        """One place after the other.

        >>> items = [1, 2]
        >>> for i in Places(items):
        ...     if items[i] < 3:
        ...         items.append(items[i] + 2)
        >>> items
        [1, 2, 3, 4]
        """
        i = 0
        while all(i < len(sequence) for sequence in self.sequences):
            yield i
            i += 1


def live_places(*sequences: Any) -> Places:
    """What a loop over lists runs over that it makes longer or shorter itself."""
    return Places(*sequences)


def equal_lengths(strict: bool, *parts: Any) -> None:
    """Raises what ``zip(*parts, strict=strict)`` raises; of what has no length, nothing is known.

    >>> equal_lengths(True, [1.0], (2.0, 3.0))
    Traceback (most recent call last):
    ValueError: zip() argument 2 is longer than argument 1
    """
    if not strict or not all(hasattr(part, "__len__") for part in parts):
        return
    lengths = [len(part) for part in parts]
    shortest = min(lengths, default=0)
    ends = lengths.index(shortest) if lengths else 0
    longer = [i for i, length in enumerate(lengths) if length > shortest]
    if ends or longer:
        place, word = (ends, "shorter") if ends else (longer[0], "longer")
        others = "argument 1" if place == 1 else f"arguments 1-{place}"
        raise ValueError(f"zip() argument {place + 1} is {word} than {others}")
