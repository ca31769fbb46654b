"""Checks that a nested function may bind the variables around it when it is made.

Python looks a captured variable up when the function is called. The normal form binds the value
that it has where the function is defined; the two differ only where the variable is assigned
again while the function is still in use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import NoReturn

import gast

from s2s.errors import UnsupportedError
from s2s.normalise.context import Context
from s2s.normalise.late import Late
from s2s.normalise.liveness import defined
from s2s.normalise.scope import free_loads
from s2s.syntax import walk

# These have used the function up when they return, and do not return it.
_EAGER = frozenset(
    {"sum", "min", "max", "any", "all", "sorted", "len", "float", "int", "bool", "abs", "print"}
    | {"str", "repr", "round", "pow", "reduce"}
)


# A statement, the loops around it, its arm of each branch, its block and index in that.
_Place = tuple[gast.stmt, frozenset[int], tuple[tuple[int, int], ...], Sequence[gast.stmt], int]


@dataclass(frozen=True)
class Site:
    """Where a statement stands: its number, the loops around it, its arm of each branch."""

    position: int
    loops: frozenset[int]
    arms: tuple[tuple[int, int], ...]

    def may_precede(self, other: Site) -> bool:
        """Whether ``other`` can be executed after this one."""
        if self.loops & other.loops:
            return True
        if other.position < self.position:
            return False
        mine = dict(self.arms)
        return all(mine.get(branch, arm) == arm for branch, arm in other.arms)


def captures(
    body: Sequence[gast.stmt], params: Sequence[str], context: Context,
    repeated: Mapping[int, gast.FunctionDef] = MappingProxyType({}),
) -> None:  # fmt: skip
    """Raises ``Late`` where binding early and binding late could differ.

    ``body`` is flattened; jumps are still in it. ``repeated`` is what ``rebind`` found.

    >>> from s2s.normalise.scope import scope
    >>> node = gast.parse("def f(x):\\n def g(): return x\\n x = 2\\n g()").body[0]
    >>> captures(node.body, ["x"], Context(scope(node), (), None))
    Traceback (most recent call last):
    s2s.normalise.late.Late: x
    """
    found = [
        (node, name)
        for node, name in conflicts(body, params, context, repeated)
        if context.origin.get(name, name) not in context.cells
    ]
    if not found:
        return
    names = frozenset(context.origin.get(name, name) for _, name in found)
    try:
        _refuse(context, *found[0])
    except UnsupportedError as error:
        raise Late(names, error) from None


def conflicts(
    body: Sequence[gast.stmt], params: Sequence[str], context: Context,
    repeated: Mapping[int, gast.FunctionDef] = MappingProxyType({}),
) -> Iterator[tuple[gast.FunctionDef, str]]:  # fmt: skip
    """Nested functions for which the two could differ, each with a variable."""
    sites: dict[str, list[Site]] = {}
    functions: list[tuple[gast.FunctionDef, Site, Sequence[gast.stmt], int]] = []
    for node, site, block, index in statements(body):
        for name in bound(node):
            sites.setdefault(name, []).append(site)
        if isinstance(node, gast.FunctionDef):
            functions.append((node, site, block, index))
    place = {id(node): site for node, site, *_ in functions}
    for node, site, block, index in functions:
        for name in sorted(captured_names(node) & context.variables):
            again = [other for other in sites.get(name, ()) if site.may_precede(other)]
            if id(node) in repeated:  # after its first definition, each assignment repeats it
                start = place[id(repeated[id(node)])].position
                again = [other for other in again if other.position < start]
            if again and not _Use(node, name, context).settled(body, block[index + 1 :]):
                yield node, name
            if name not in params and name not in sites:
                yield node, name


def captured_names(node: gast.FunctionDef) -> set[str]:
    """The names that the body reads from around; defaults are evaluated at the definition."""
    given = {id(default) for default in (*node.args.defaults, *node.args.kw_defaults)}
    return {read.id for read in free_loads(node) if id(read) not in given}


def _refuse(context: Context, node: gast.FunctionDef, name: str) -> NoReturn:
    user = context.origin.get(name, name)
    context.unsupported(
        node,
        f"a nested function uses `{user}`, which is assigned again after the function is made",
        note="Python would look the variable up at the call; s2s binds it at the definition",
        hint=f"pass the value as a default argument, as in `lambda x, {user}={user}: ...`, "
        "or move the definition below the last assignment",
    )


def statements(
    body: Sequence[gast.stmt],
) -> Iterator[tuple[gast.stmt, Site, Sequence[gast.stmt], int]]:
    """Every statement in textual order with its place; a loop stands inside of itself."""
    count = 0
    pending: list[_Place] = [
        (node, frozenset(), (), body, i) for i, node in reversed(list(enumerate(body)))
    ]
    while pending:
        node, loops, arms, block, index = pending.pop()
        count += 1
        if isinstance(node, gast.For | gast.While):
            loops = loops | {id(node)}
        yield node, Site(count, loops, arms), block, index
        if isinstance(node, gast.For | gast.While | gast.If | gast.With):
            for arm, part in ((1, getattr(node, "orelse", ())), (0, node.body)):
                deeper = (*arms, (id(node), arm)) if isinstance(node, gast.If) else arms
                pending.extend(
                    (child, loops, deeper, part, i) for i, child in reversed(list(enumerate(part)))
                )


def bound(node: gast.stmt) -> list[str]:
    if isinstance(node, gast.For):
        return [node.target.id]
    if isinstance(node, gast.With):
        goal = node.items[0].optional_vars
        return [] if goal is None else [goal.id]
    return defined(node)


def reads(node: gast.stmt, names: Set[str]) -> int:
    """How often a statement itself, without its blocks, reads one of some names."""
    part: gast.AST = node
    if isinstance(node, gast.If | gast.While):
        part = node.test
    elif isinstance(node, gast.For):
        part = node.iter
    elif isinstance(node, gast.With):
        part = node.items[0].context_expr
    return sum(name.id in names for name in free_loads(part))


class _Use:
    """Follows a function, and what may hold it, through the statements after its definition."""

    def __init__(self, node: gast.FunctionDef, captured: str, context: Context) -> None:
        self.context = context
        self.captured = captured
        self.holders = {node.name}
        self.makes_functions = node.type_comment == "generator" or any(
            isinstance(child, gast.Lambda | gast.FunctionDef | gast.GeneratorExp)
            for child in walk.nodes(node)
            if child is not node
        )

    def settled(self, body: Sequence[gast.stmt], rest: Sequence[gast.stmt]) -> bool:
        """Whether the function is used up before the captured variable is assigned again."""
        changed = False
        seen = 0
        for node in rest:
            inner = [child for child, *_ in statements([node])]
            assigns = any(self.captured in bound(child) for child in inner)
            uses = [child for child in inner if self._reads(child)]
            if uses and (changed or assigns):
                return False
            changed = changed or assigns
            for child in inner:
                reads = self._reads(child)
                seen += reads
                if reads and not self._harmless(child):
                    return False
        everywhere = sum(self._reads(child) for child, *_ in statements(body))
        return seen == everywhere

    def _reads(self, node: gast.stmt) -> int:
        """How often the statement itself, without its blocks, reads a holder."""
        return reads(node, self.holders)

    def _harmless(self, node: gast.stmt) -> bool:
        """Whether the statement keeps the function nowhere but in names that are followed."""
        if isinstance(node, gast.If | gast.While | gast.Assert):
            return True
        if isinstance(node, gast.Expr):
            return self._call(node.value) is not None
        if isinstance(node, gast.For):
            self.holders.add(node.target.id)
            return True
        if not isinstance(node, gast.Assign) or not isinstance(node.targets[0], gast.Name):
            return False
        value = node.value
        if isinstance(value, gast.BinOp | gast.UnaryOp | gast.Compare | gast.JoinedStr):
            return True
        if isinstance(value, gast.Call):
            holds = self._call(value)
            if holds:
                self.holders.add(node.targets[0].id)
            return holds is not None
        if isinstance(value, gast.Name):
            self.holders.add(value.id)
        elif not isinstance(value, gast.List | gast.Tuple | gast.Dict | gast.Subscript):
            return False
        self.holders.add(node.targets[0].id)
        return True

    def _call(self, value: gast.expr) -> bool | None:
        """Whether the result may hold the function; None where the call may keep it."""
        if not isinstance(value, gast.Call):
            return None
        func = value.func
        if isinstance(func, gast.Attribute):
            root = func
            while isinstance(root, gast.Attribute):
                root = root.value
            if self.context.is_local(root.id):
                return None
            return root.id != "operator" and func.attr not in _EAGER
        if func.id in self.holders:
            return None if self.makes_functions else False
        return func.id not in _EAGER or self.context.is_local(func.id)
