"""`collections.deque` as a Python text: a list with a largest length."""

from __future__ import annotations

from typing import Any


class Deque:
    """What generated code makes in place of a ``deque`` whose values a derivative flows through."""

    def __init__(self, iterable: Any = None, maxlen: Any = None) -> None:
        """Takes the first items, and the largest length."""
        self.items: list[Any] = []
        if iterable is not None:
            for item in iterable:
                self.items.append(item)
        self.maxlen = maxlen
        self._trim_left()

    def _trim_left(self) -> None:
        if self.maxlen is not None:
            while len(self.items) > self.maxlen:
                self.items.pop(0)

    def append(self, value: Any) -> None:
        """Adds an item to the right; the first one goes where there is no room."""
        self.items.append(value)
        self._trim_left()

    def appendleft(self, value: Any) -> None:
        """Adds an item to the left; the last one goes where there is no room."""
        self.items.insert(0, value)
        if self.maxlen is not None:
            while len(self.items) > self.maxlen:
                self.items.pop()

    def extend(self, values: Any) -> None:
        """Adds items to the right."""
        for value in values:
            self.append(value)

    def extendleft(self, values: Any) -> None:
        """Adds items to the left, one after the other."""
        for value in values:
            self.appendleft(value)

    def pop(self) -> Any:
        """Takes the last item away."""
        return self.items.pop()

    def popleft(self) -> Any:
        """Takes the first item away."""
        return self.items.pop(0)

    def rotate(self, n: int = 1) -> None:
        """Moves the last ``n`` items to the front."""
        size = len(self.items)
        if size > 0:
            for _ in range(n % size):
                self.items.insert(0, self.items.pop())

    def clear(self) -> None:
        """Takes all items away."""
        self.items.clear()

    def __len__(self) -> int:
        """The number of items."""
        return len(self.items)

    def __getitem__(self, index: int) -> Any:
        """An item."""
        return self.items[index]

    def __setitem__(self, index: int, value: Any) -> None:
        """Replaces an item."""
        self.items[index] = value

    def __iter__(self) -> Any:
        """Runs through the items."""
        return iter(self.items)
