"""Refusals that only show when the program runs."""

from __future__ import annotations


class Refused(TypeError):
    """The derivative is not known for the values that a program has come to.

    Its arguments are the reason and what to do. Callers get an ``S2SError`` with the place.

    >>> str(Refused("this is a list", "make it an array"))
    'this is a list; make it an array'
    """

    def __str__(self) -> str:
        return "; ".join(self.args)


class Shared(Refused):
    """Arrays, lists or objects that the program writes into are one where two were expected."""
