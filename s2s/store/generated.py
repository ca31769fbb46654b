"""What the pipeline makes and the store keeps: the text of a module and what is needed to run it."""

from __future__ import annotations

from dataclasses import dataclass, field

#: How to reach an object from the function that is differentiated: ``("globals", "helper")``,
#: ``("closure", "k")``, ``("globals", "helper", "globals", "K")``. See ``s2s.store.reach``.
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Binding:
    """The loader sets ``name`` in the generated module to the object at ``path``."""

    name: str
    path: Path


@dataclass(frozen=True)
class Dependency:
    """The derivative was made from the source of the object at ``path``.

    ``digest`` is that of its source. ``line`` is where it began in its file at that time.
    """

    path: Path
    digest: str
    line: int = 0


@dataclass(frozen=True)
class Generated:
    """A generated module.

    Attributes:
        text: the module's source.
        entry: the function to call; for mode "vjp" the forward one.
        reverse: for mode "vjp" the name of the reverse function, else "".
        bindings: what is set in the module's namespace before it runs.
        dependencies: every function and class whose source was read, the root first.
        surroundings: a key of every function that the dependencies mention, and of the kinds of
            the globals and closed-over values in them.
        lines: for each line of ``text`` the place in the user's code that it comes from, as
            ``file:line``, or ``:line`` in the file of the function itself; empty for none.
        files: for each line of ``text`` which of ``dependencies`` the line is in; may be empty,
            which means the root.
        several: from how many directions on the code serves better than one run for each; 0 where
            it takes one tangent.
    """

    text: str
    entry: str
    bindings: tuple[Binding, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    lines: tuple[str, ...] = ()
    reverse: str = ""
    surroundings: str = ""
    files: tuple[int, ...] = field(default=())
    several: int = 0
