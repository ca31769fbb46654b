"""What a run of a function uses up: generators of random numbers, iterators, files.

A derivative advances them as one run of the function does. Who runs a function several times, or
later on, has to run it each time on copies of what was there at the start.
"""

from __future__ import annotations

import collections
import copy
import io
import random
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from s2s.errors import UnsupportedError
from s2s.runtime.aliasing import duplicate, is_data
from s2s.runtime.structures import field_names

_DRAWN = (np.random.Generator, np.random.RandomState, np.random.BitGenerator, random.Random)
_WHOLE = (float, int, complex, str, bytes, type(None), np.generic, np.ndarray)


def point(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Copies of values as they are now, of the streams in them too.

    Raises:
        UnsupportedError: there is an iterator that cannot be copied, such as a generator.

    >>> numbers = iter([1, 2, 3])
    >>> first, second = point((numbers,)), point((numbers,))
    >>> next(first[0]), next(second[0]), next(numbers)
    (1, 1, 1)
    """
    memo: dict[int, Any] = {}
    for stream in streams(values, set()):
        memo[id(stream)] = stream, _copied(stream)
    return tuple([duplicate(value, memo) for value in values])


class Runs:
    """The arguments of a function that is run several times: the first run has them themselves.

    ``most``: how many runs there may be.
    """

    def __init__(self, args: tuple[Any, ...], most: int) -> None:
        self._args = args
        self._kept = point(args) if most > 1 and has_streams(args) else None
        self._fresh = True

    def __call__(self) -> tuple[Any, ...]:
        """The arguments of the next run."""
        if self._kept is None or self._fresh:
            self._fresh = False
            return self._args
        return point(self._kept)


def has_streams(values: tuple[Any, ...]) -> bool:
    """Whether values hold what a run uses up."""
    return next(streams(values, set()), None) is not None


def streams(value: Any, seen: set[int]) -> Iterator[Any]:
    """The streams that a value holds, each once; ``seen`` holds what was looked at."""
    if isinstance(value, _WHOLE) or id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, (*_DRAWN, io.IOBase)):
        yield value
    elif isinstance(value, (list, tuple, dict, collections.deque)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from streams(item, seen)
    elif is_data(value):
        for name in field_names(value) or ():
            yield from streams(getattr(value, name), seen)
    elif hasattr(type(value), "__next__"):
        yield value


def _copied(stream: Any) -> Any:
    try:
        with warnings.catch_warnings():  # Python 3.12 and later warn of copies of iterators
            warnings.simplefilter("ignore", DeprecationWarning)
            return copy.deepcopy(stream)
    except TypeError as error:
        if isinstance(stream, io.IOBase):  # what it prints, it prints again
            return stream
        raise UnsupportedError(
            f"s2s cannot copy an argument, a `{type(stream).__name__}`, that the function uses up",
            note="this derivative runs the function several times, from the same point on",
            hint="give the function a list of its items, or do without this argument",
        ) from error
