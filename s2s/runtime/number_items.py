"""Stores into items of numbers: there are none, and a program may count on that."""

from __future__ import annotations

from typing import Any


def no_items(number: Any) -> None:
    """What a store into an item of a number raises.

    Raises:
        TypeError: always, in Python's own words.

    >>> no_items(1.5)
    Traceback (most recent call last):
    TypeError: 'float' object does not support item assignment
    """
    number[...] = number
