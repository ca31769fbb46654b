"""Symbolic lengths: pairs of small sizes, one pair for each length that is not known."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from s2s.analyse.kinds import Dim


def _pairs() -> Iterator[Dim]:
    # A rising and B falling, so that no length is the smaller one under both assignments; B is always
    # the greater one, so that no sum of lengths looks like a constant; no two pairs have the same
    # difference, so that `n - 2` is told from another length, nor the same total, so that `n - m`
    # is not of one size under both; and no three give a fourth as `n - m + k`.
    yield from _FIRST
    differences = {high - low for low, high in _FIRST}
    total = 1 + max(map(sum, _FIRST))
    while True:
        low = next(
            (n for n in range(3, (total + 1) // 2) if total - 2 * n not in differences), None
        )
        if low is not None:
            differences.add(total - 2 * low)
            yield low, total - low
        total += 1


_FIRST: tuple[Dim, ...] = ((3, 30), (4, 28), (5, 25), (6, 21), (7, 16), (8, 10))


class Symbols:
    """The pairs that stand for the unknown lengths of one derivative.

    Attributes:
        perhaps_real: whether a function occurs that gives complex numbers for some values only, or
            a place that is complex for some values and real for others.
        optional: whether there are structures that are ``None`` on some paths.
        records: the classes of which a record has been made.
        tags: what the tuples of local functions begin with, in generated code.
        only_numbers: whether a derivative flows through Python's real numbers only, so far.
    """

    def __init__(self) -> None:
        self.perhaps_real = False
        self.optional = False
        self.only_numbers = True
        self.records: set[type] = set()
        self.tags: set[str] = set()
        self._pairs: dict[Hashable, Dim] = {}
        self._lengths: set[int] = set()  # the differences of the pairs of arguments' lengths
        self._fresh = _pairs()

    def pair(self, key: Hashable) -> Dim:
        """The pair of the length that ``key`` identifies; the same at every call."""
        found = self._pairs.get(key)
        if found is None:
            found = self._pairs[key] = next(self._fresh)
        return found

    def length(self, size: int) -> Dim:
        """The pair of a length of an argument: equal lengths get equal pairs, 1 is a constant."""
        if size == 1:
            return 1, 1
        low, high = found = self.pair(("length", size))
        self._lengths.add(high - low)
        return found

    def is_steady(self, dim: Dim) -> bool:
        """Whether a length is the same throughout: a constant, or an argument's, more or less some.

        Others may differ from one run of a loop or call of a function to the next.
        """
        low, high = dim
        return low == high or high - low in self._lengths

    @property
    def are_steady(self) -> bool:
        """Whether all lengths so far are those of arguments."""
        return len(self._pairs) == len(self._lengths)
