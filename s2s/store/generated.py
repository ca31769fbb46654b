"""What the store keeps of a derivative: the text of a module and what is needed to run it."""

from __future__ import annotations

from dataclasses import dataclass

#: How to reach an object from a function and its arguments; see ``s2s.store.reach``.
#: ``()`` is the function itself.
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Bound:
    """The loader sets ``name`` in the generated module to the object at ``path``."""

    name: str
    path: Path


@dataclass(frozen=True)
class Origin:
    """A function that the derivative was made from.

    Attributes:
        path: how it is reached.
        digest: of its code; see ``s2s.store.digest``.
        line: where it began in its file when the derivative was made.
    """

    path: Path
    digest: str
    line: int


@dataclass(frozen=True)
class Module:
    """A generated module.

    Attributes:
        text: its source.
        entry: the function to call; of a forward and reverse pair, the forward one.
        reverse: of a pair the reverse function, else "".
        bound: what is set in its namespace before it runs.
        origins: every function whose source it was made from, the root first.
        lines: for each line of ``text`` the line of the user's code it comes from; 0 for none.
    """

    text: str
    entry: str
    reverse: str = ""
    bound: tuple[Bound, ...] = ()
    origins: tuple[Origin, ...] = ()
    lines: tuple[int, ...] = ()
