"""Stores into items of numbers: there are none, and a program may count on that."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.runtime.refused import Refused


def no_items(number: Any) -> None:
    """What a store into an item of a number raises.

    Raises:
        TypeError: always, in Python's own words.

    >>> no_items(1.5)
    Traceback (most recent call last):
    TypeError: 'float' object does not support item assignment
    """
    number[...] = number


def no_attribute(value: Any, name: str) -> None:
    """What Python does where an attribute of a number or an array is assigned that they have not.

    Raises:
        AttributeError: in the words of Python.
        Refused: it is something else, which may have it.
    """
    if type(value) in (int, float, complex, bool, np.ndarray) or isinstance(value, np.generic):
        kind = type(value)
        prefix = "numpy." if kind.__module__ == "numpy" else ""
        raise AttributeError(f"'{prefix}{kind.__name__}' object has no attribute '{name}'")
    raise Refused(
        f"s2s held this to be a number or an array, and it is a `{type(value).__name__}`",
        "pass the numbers or arrays that it holds",
    )
