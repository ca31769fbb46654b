"""Which names belong to a function: Python's scoping rules, on gast trees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import gast

from s2s.syntax import walk

COMPREHENSIONS = (gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)


@dataclass
class Scope:
    """The facts about one function's own scope.

    Attributes:
        locals: the names that the function binds, parameters included.
        globals: the names that it declares ``global``.
        constants: names bound once, by a ``def`` or an ``import``: they mean one thing.
        walrus: names bound by ``:=``, so that an expression can change them half-way.
        identifiers: every name in the tree, in whatever scope.
        private: names that occur in one comprehension only, and so need no other name.
    """

    locals: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    constants: set[str] = field(default_factory=set)
    walrus: set[str] = field(default_factory=set)
    identifiers: set[str] = field(default_factory=set)
    private: set[str] = field(default_factory=set)


def scope(node: gast.FunctionDef) -> Scope:
    """The facts about the scope of a function.

    Raises nothing; the tree is not changed.

    >>> found = scope(gast.parse("def f(x): y = [i for i in x]; (z := y)").body[0])
    >>> sorted(found.locals), sorted(found.private), sorted(found.walrus)
    (['x', 'y', 'z'], ['i'], ['z'])
    """
    facts = Scope()
    plain: Counter[str] = Counter(walk.parameters(node))
    defined: Counter[str] = Counter()
    imported: Counter[str] = Counter()
    for child in _own(node.body):
        if isinstance(child, gast.Name):
            if isinstance(child.ctx, gast.Store):
                plain[child.id] += 1
        elif isinstance(child, gast.FunctionDef | gast.ClassDef):
            # A decorated function is first a plain one, then what the decorator returns.
            (plain if child.decorator_list else defined)[child.name] += 1
        elif isinstance(child, gast.Import | gast.ImportFrom):
            imported.update(map(_bound_by, child.names))
        elif isinstance(child, gast.NamedExpr):
            facts.walrus.add(child.target.id)
        elif isinstance(child, gast.Global):
            facts.globals.update(child.names)
        elif isinstance(child, gast.Nonlocal):
            facts.nonlocals.update(child.names)
    facts.locals = {*plain, *defined, *imported} - facts.globals - facts.nonlocals
    once = {name for name, count in (defined + imported).items() if count == 1}
    facts.constants = (once - set(plain)) & facts.locals
    _identifiers(node, facts)
    return facts


def free_loads(root: gast.AST) -> list[gast.Name]:
    """The nodes of the names that a tree reads from outside of it, nested scopes included."""
    found: list[gast.Name] = []
    pending: list[tuple[gast.AST, frozenset[str]]] = [(root, frozenset())]
    while pending:
        node, hidden = pending.pop()
        if isinstance(node, gast.Name):
            if isinstance(node.ctx, gast.Load) and node.id not in hidden:
                found.append(node)
        elif isinstance(node, gast.Constant):
            pass
        elif isinstance(node, gast.FunctionDef | gast.Lambda):
            args = node.args
            outside = [*args.defaults, *(d for d in args.kw_defaults if d is not None)]
            body = [node.body]
            inner = hidden | set(walk.parameters(node))
            if isinstance(node, gast.FunctionDef):
                outside += node.decorator_list
                body = node.body
                own = Scope()
                inner |= own_names(node.body, own) | own.globals
            pending.extend((child, hidden) for child in outside)
            pending.extend((child, inner) for child in body)
        elif isinstance(node, COMPREHENSIONS):
            first = node.generators[0]
            inner = hidden | targets(node)
            pending.append((first.iter, hidden))
            pending.extend((child, inner) for child in walk.children(node) if child is not first)
            pending.extend((child, inner) for child in (first.target, *first.ifs))
        else:
            pending.extend((child, hidden) for child in walk.children(node))
    return found


def own_names(body: Iterable[gast.AST], facts: Scope | None = None) -> set[str]:
    """The names that the statements bind in their own scope."""
    facts = facts or Scope()
    found: set[str] = set()
    for child in _own(body):
        if isinstance(child, gast.Name):
            if isinstance(child.ctx, gast.Store | gast.Del):
                found.add(child.id)
        elif isinstance(child, gast.FunctionDef | gast.ClassDef):
            found.add(child.name)
        elif isinstance(child, gast.Import | gast.ImportFrom):
            found.update(map(_bound_by, child.names))
        elif isinstance(child, gast.Global):
            facts.globals.update(child.names)
        elif isinstance(child, gast.Nonlocal):
            facts.nonlocals.update(child.names)
    return found - facts.globals - facts.nonlocals


def targets(node: gast.AST) -> set[str]:
    """The variables of a comprehension."""
    return {
        child.id
        for generator in node.generators
        for child in walk.nodes(generator.target)
        if isinstance(child, gast.Name) and isinstance(child.ctx, gast.Store)
    }


def _own(body: Iterable[gast.AST]) -> Iterable[gast.AST]:
    """The nodes that belong to the scope itself; of a comprehension, only what ``:=`` binds."""
    pending = list(body)
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, gast.FunctionDef | gast.Lambda | gast.ClassDef):
            pending.extend(getattr(node, "decorator_list", ()))
            if not isinstance(node, gast.ClassDef):
                pending.extend(node.args.defaults)
                pending.extend(d for d in node.args.kw_defaults if d is not None)
        elif isinstance(node, COMPREHENSIONS):
            for child in walk.nodes(node):
                if isinstance(child, gast.NamedExpr):
                    yield child
                    yield child.target
        else:
            pending.extend(walk.children(node))


def _bound_by(alias: gast.alias) -> str:
    name: str = alias.asname or alias.name.split(".")[0]
    return name


def _identifiers(root: gast.FunctionDef, facts: Scope) -> None:
    """Every name, and which of them occur in a single comprehension and nowhere else."""
    homes: dict[str, set[int]] = {}
    bound: dict[int, set[str]] = {}
    pending: list[tuple[gast.AST, int]] = [(root, 0)]
    while pending:
        node, home = pending.pop()
        if isinstance(node, gast.Name):
            homes.setdefault(node.id, set()).add(home)
        elif isinstance(node, gast.FunctionDef | gast.ClassDef):
            homes.setdefault(node.name, set()).add(-1)
            home = home if node is root else id(node)
        elif isinstance(node, gast.Import | gast.ImportFrom):
            for alias in node.names:
                homes.setdefault(_bound_by(alias), set()).add(-1)
        elif isinstance(node, gast.Global | gast.Nonlocal):
            for name in node.names:
                homes.setdefault(name, set()).add(-1)
        elif isinstance(node, gast.Lambda):
            home = id(node)
        elif isinstance(node, COMPREHENSIONS):
            first = node.generators[0]
            pending.append((first.iter, home))
            home = id(node)
            bound[home] = targets(node)
            pending.extend((c, home) for c in (first.target, *first.ifs))
            pending.extend((c, home) for c in walk.children(node) if c is not first)
            continue
        pending.extend((child, home) for child in walk.children(node))
    facts.identifiers = set(homes)
    for names in bound.values():
        facts.private.update(name for name in names if len(homes[name]) == 1)
