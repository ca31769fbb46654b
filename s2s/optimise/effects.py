"""What a statement reads, assigns and writes into."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

import gast

from s2s.optimise.tree import OPAQUE, SCOPES, method, parts
from s2s.syntax.walk import bound, read

MUTATORS = frozenset({"append", "extend", "insert", "add", "update", "pop", "remove", "clear"})
"""Methods of lists, sets and dicts that change their owner and nothing else."""


class Effects(NamedTuple):
    """What one statement does; of a compound statement, what its header does.

    Attributes:
        reads: the names read, once for every time they are read.
        binds: the names assigned.
        stores: the names through which memory is written: ``x`` in ``x[i] = v``, ``x.a = v``,
            ``x += v`` and ``x.append(v)``; the empty string if it is not known which.
        impure: whether something else than this happens.
    """

    reads: tuple[str, ...]
    binds: tuple[str, ...]
    stores: tuple[str, ...]
    impure: bool


class _Scan:
    """Collects the effects of one statement."""

    def __init__(self, impure: Set[int], scalars: Set[str]) -> None:
        self.impure_ids = impure
        self.scalars = scalars
        self.reads: list[str] = []
        self.binds: list[str] = []
        self.stores: list[str] = []
        self.impure = False

    def expression(self, root: gast.AST | None) -> None:
        pending: list[gast.AST] = [] if root is None else [root]
        ids = self.impure_ids
        while pending:
            node = pending.pop()
            kind = type(node)
            if kind is gast.Name:
                self.reads.append(node.id)
                continue
            if kind is gast.Constant:
                continue
            if id(node) in ids:
                self.impure = True
            elif kind is gast.Call:
                self._mutation(node)
            if kind in SCOPES:
                self._scope(node)
            elif kind is gast.NamedExpr:
                self.impure = True
                self.binds.append(node.target.id)
                pending.append(node.value)
            elif kind in (gast.Yield, gast.YieldFrom, gast.Await):
                self.impure = True
                pending.extend(parts(node))
            else:
                pending.extend(parts(node))

    def _mutation(self, node: gast.Call) -> None:
        found = method(node)
        if found and found[1] in MUTATORS:
            self.stores.append(found[0])

    def _scope(self, node: gast.AST) -> None:
        self.reads.extend(sorted(read(node)))
        self.impure = self.impure or _any_in(node, self.impure_ids)

    def target(self, node: gast.AST) -> None:
        if isinstance(node, gast.Name):
            self.binds.append(node.id)
        elif isinstance(node, gast.Tuple | gast.List):
            for element in node.elts:
                self.target(element)
        elif isinstance(node, gast.Starred):
            self.target(node.value)
        else:
            self.stores.append(base(node))
            for part in parts(node):
                self.expression(part)

    def result(self) -> Effects:
        return Effects(tuple(self.reads), tuple(self.binds), tuple(self.stores), self.impure)


def effects(stmt: gast.stmt, impure: Set[int], scalars: Set[str]) -> Effects:
    """What ``stmt`` (its header, if it is compound) reads, assigns and writes into.

    Args:
        stmt: the statement.
        impure: ids of the nodes with effects of their own.
        scalars: names for which ``x += y`` does not write into memory.
    """
    scan = _Scan(impure, scalars)
    kind = type(stmt)
    if kind is gast.Assign:
        scan.expression(stmt.value)
        for target in stmt.targets:
            scan.target(target)
    elif kind is gast.AugAssign:
        _augmented(scan, stmt)
    elif kind is gast.For:
        scan.expression(stmt.iter)
        scan.target(stmt.target)
    elif kind is gast.With:
        for item in stmt.items:
            scan.expression(item.context_expr)
            if item.optional_vars is not None:
                scan.target(item.optional_vars)
    elif kind is gast.Expr:
        scan.expression(stmt.value)
        # Nobody calls a function as a statement for its value.
        found = method(stmt.value)
        if not (found and found[1] in MUTATORS):
            scan.impure = True
    elif kind in (gast.FunctionDef, *OPAQUE):
        scan.reads.extend(sorted(read(stmt)))
        scan.binds.extend(sorted(bound(stmt)))
        scan.impure = kind is not gast.FunctionDef
    elif kind in (gast.Import, gast.ImportFrom):
        scan.binds.extend(sorted(bound(stmt)))
    else:
        for part in parts(stmt):
            scan.expression(part)
        scan.impure = scan.impure or kind in (gast.Raise, gast.Assert, gast.Return)
    if id(stmt) in impure:
        scan.impure = True
    return scan.result()


def _augmented(scan: _Scan, stmt: gast.AugAssign) -> None:
    scan.expression(stmt.value)
    scan.target(stmt.target)
    if isinstance(stmt.target, gast.Name):
        scan.reads.append(stmt.target.id)
        if stmt.target.id not in scan.scalars:
            scan.stores.append(stmt.target.id)


def base(node: gast.AST) -> str:
    """The name at the root of ``x.a[i].b``, or the empty string."""
    while isinstance(node, gast.Attribute | gast.Subscript):
        node = node.value
    return node.id if isinstance(node, gast.Name) else ""


def _any_in(root: gast.AST, ids: Set[int]) -> bool:
    pending = [root]
    while pending:
        node = pending.pop()
        if id(node) in ids:
            return True
        pending.extend(parts(node))
    return False
