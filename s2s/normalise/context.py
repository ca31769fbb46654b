"""What the passes over one function share: its names, and the names that they make."""

from __future__ import annotations

from collections.abc import Collection
from typing import NoReturn

import gast

from s2s import errors
from s2s.normalise.passive import BUILTINS, Location, Redefined
from s2s.normalise.scope import Scope
from s2s.syntax.names import OURS, Namer

# Later stages write these into the function, so no local may take them.
_RESERVED = OURS | {"s2s", "runtime"}


class Context:
    """The state of normalising one function.

    Attributes:
        scope: the function's names, as the user wrote it.
        namer: makes names that nothing in the tree, no builtin and no global has.
        variables: names that may be assigned more than once: the user's and those made here.
        temps: names made here that are assigned once.
        captured: variables of the function around, which this one only reads.
        changing: names from outside that the program may assign while the function runs.
        redefined: builtins with a meaning for this stage that mean something else here.
        aliases: variables made here whose copies only keep a value: SSA sees through them.
        flags: variables made here for jumps; an assignment that nobody reads goes.
        volatile: names that evaluating an expression may assign.
        private: names of comprehensions that no loop has taken yet.
        iterated: loops over iterators that are followed item by item.
        cells: lists that hold a variable which functions look up late.
        has_functions: whether a nested function was found.
        origin: of each of the user's variables (also renamed ones), the user's name.
    """

    def __init__(
        self,
        scope: Scope,
        globals_: Collection[str],
        source: errors.Source | None,
        captured: Collection[str] = (),
        apart: frozenset[Location] = frozenset(),
        changing: Collection[str] = (),
    ) -> None:
        self.scope = scope
        self.source = source
        self.namer = Namer(_RESERVED | scope.identifiers | set(globals_))
        self.variables = scope.locals - scope.constants
        self.captured = frozenset(captured) - scope.locals
        self.changing = scope.globals | (frozenset(changing) - scope.locals - self.captured)
        self.redefined = Redefined(
            name for name in BUILTINS if name in scope.locals or name in globals_
        )
        self.redefined.apart = apart
        self.temps: set[str] = set()
        self.aliases: set[str] = set()
        self.flags: set[str] = set()
        self.origin = {name: name for name in scope.locals}
        self.volatile = scope.walrus | scope.globals
        self.private = set(scope.private)
        self.iterated: frozenset[Location] = frozenset()
        self.cells: set[str] = set()
        self.has_functions = False

    def temp(self, base: str) -> str:
        """A name for a value that is assigned once."""
        name = self.namer.fresh(base)
        self.temps.add(name)
        return name

    def alias(self, base: str) -> str:
        """A variable that only keeps values."""
        name = self.namer.fresh(base)
        self.variables.add(name)
        self.aliases.add(name)
        return name

    def flag(self, base: str) -> str:
        """A variable that tells whether a jump was taken."""
        name = self.alias(base)
        self.flags.add(name)
        return name

    def loop_variable(self, name: str) -> str:
        """A variable of the function for the variable ``name`` of a comprehension."""
        if name in self.private:
            self.private.discard(name)
            fresh = name
        else:
            fresh = self.namer.fresh(name)
        self.variables.add(fresh)
        self.origin[fresh] = name
        return fresh

    def is_local(self, name: str) -> bool:
        """Whether the name is the function's own: not a global, a builtin or an import."""
        return name in self.variables or name in self.temps or name in self.captured

    def unsupported(self, node: gast.AST, message: str, note: str = "", hint: str = "") -> NoReturn:
        """Raises ``UnsupportedError`` at the place of ``node``."""
        raise errors.UnsupportedError(
            message, place=errors.place(self.source, node), note=note, hint=hint
        )

    def refuse_nonlocal(self, node: gast.FunctionDef) -> NoReturn:
        """Refuses the first ``nonlocal`` in a function."""
        found = next(child for child in gast.walk(node) if isinstance(child, gast.Nonlocal))
        self.unsupported(
            found,
            f"`nonlocal {', '.join(found.names)}` is not supported",
            note="a nested function may not assign the variables of the function around it",
            hint="return the new value instead",
        )
