"""Variables of the user's that would hide a name which generated code reads: ``np``, ``sum``.

They get a mark. When the module is written and all its names are known, those that hide nothing
lose it again, and the others are numbered.
"""

from __future__ import annotations

import ast
import copy
import types
from collections.abc import Collection, Iterable

from s2s.frontend import scoping
from s2s.syntax import names

_MODULES = {"np": "numpy", "rt": "s2s.runtime"}
"""The modules that generated code imports under names of its own."""


def free_names(fun: types.FunctionType) -> tuple[str, ...]:
    """The closed-over variables of a function in the order of its cells, as its tree calls them.

    A module is imported by generated code: that no variable keeps it makes it read well.
    """
    cells = zip(fun.__code__.co_freevars, fun.__closure__ or (), strict=True)
    return tuple(
        names.apart(name) if name in names.OURS and not _holds_module(cell) else name
        for name, cell in cells
    )


def _holds_module(cell: types.CellType) -> bool:
    try:
        return isinstance(cell.cell_contents, types.ModuleType)
    except ValueError:  # not assigned yet
        return False


def apart(
    node: ast.FunctionDef | ast.Lambda, free: Collection[str] = ()
) -> ast.FunctionDef | ast.Lambda:
    """The function with the mark on its own variables that are called as one of our names.

    Args:
        node: a definition; it is not changed.
        free: its closed-over variables, marked where they are to be marked.

    >>> text = "def f(x, np):\\n  g = lambda sum: sum * np\\n  return sum([g(len) for len in x])"
    >>> print(ast.unparse(apart(ast.parse(text).body[0])).replace(names.MARK, "'"))
    def f(x, np'):
        g = lambda sum': sum' * np'
        return sum([g(len') for len' in x])
    """
    outside = frozenset(names.plain(name) for name in free if name.endswith(names.MARK))
    if not outside and not _binds_ours(node):
        return node
    return _Marker(outside).root(copy.deepcopy(node))


def _binds_ours(node: ast.AST) -> bool:
    """Whether anything in a tree may bind one of our names."""
    return any(not names.OURS.isdisjoint(_bound_by(child)) for child in scoping.nodes(node))


def _bound_by(node: ast.AST) -> tuple[str, ...]:
    """The names that a node itself binds, in whatever scope."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            return (name,)
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return (name,)
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            return (name,)
        case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            return (name,)
        case ast.Import(names=aliases):
            return tuple(a.asname or a.name for a in aliases if not _is_ours(a))
        case ast.ImportFrom(names=aliases):
            return tuple(a.asname or a.name for a in aliases)
    return ()


def _is_ours(alias: ast.alias) -> bool:
    """Whether an import says what generated code means by the name too."""
    name = alias.asname or alias.name.split(".")[0]
    root = alias.name if alias.asname else name
    return _MODULES.get(name, name) == root


def _own(nodes: Iterable[ast.AST]) -> Iterable[ast.AST]:
    """The nodes of one scope; of a comprehension in it, only what ``:=`` binds."""
    pending = list(nodes)
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, (*scoping.FUNCTIONS, ast.ClassDef)):
            pending += scoping.outer_parts(node)
        elif isinstance(node, scoping.COMPREHENSIONS):
            walruses = (child for child in ast.walk(node) if isinstance(child, ast.NamedExpr))
            yield from (child.target for child in walruses)
        else:
            pending += ast.iter_child_nodes(node)


class _Marker(ast.NodeTransformer):
    """Marks names, scope by scope."""

    def __init__(self, outside: frozenset[str]) -> None:
        self.marked = outside

    def root(self, node: ast.FunctionDef | ast.Lambda) -> ast.FunctionDef | ast.Lambda:
        """The function itself: its name belongs to the scope around it."""
        self._inside(node)
        return node

    def _spell(self, name: str) -> str:
        return names.apart(name) if name in self.marked else name

    def _inside(self, node: ast.FunctionDef | ast.Lambda) -> None:
        """Visits what belongs to a function's own scope: parameters and body."""
        body = scoping.body_of(node)
        found, elsewhere, own = scoping.parameters(node), set[str](), list(_own(body))
        for child in own:
            if isinstance(child, ast.Global | ast.Nonlocal):
                elsewhere.update(child.names)
            found.update(_bound_by(child))
        fixed = {name for child in own if isinstance(child, ast.Global) for name in child.names}
        imported = {
            alias.asname or alias.name.split(".")[0]
            for child in own
            if isinstance(child, ast.Import)
            for alias in child.names
        }
        mine = (found - elsewhere) & names.OURS
        around = self.marked
        self.marked = (around - fixed - imported) | mine
        for arg in ast.walk(node.args):
            if isinstance(arg, ast.arg):
                arg.arg = self._spell(arg.arg)
        if isinstance(node, ast.Lambda):
            node.body = self.visit(node.body)
        else:
            node.body = [self.visit(child) for child in node.body]
        self.marked = around

    def _function(self, node: ast.FunctionDef | ast.Lambda) -> ast.AST:
        args = node.args
        args.defaults = [self.visit(part) for part in args.defaults]
        args.kw_defaults = [part and self.visit(part) for part in args.kw_defaults]
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = [self.visit(part) for part in node.decorator_list]
            node.name = self._spell(node.name)
        self._inside(node)
        return node

    visit_FunctionDef = visit_Lambda = _function

    def _comprehension(self, node: ast.expr) -> ast.AST:
        generators = node.generators  # type: ignore[attr-defined]
        first = self.visit(generators[0].iter)
        targets = [child for part in generators for child in ast.walk(part.target)]
        around = self.marked
        self.marked = around | {n for t in targets for n in _bound_by(t) if n in names.OURS}
        generators[0].iter = ast.Constant(value=None)
        self.generic_visit(node)
        generators[0].iter = first
        self.marked = around
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self._spell(node.id)
        return node

    def visit_alias(self, node: ast.alias) -> ast.AST:
        name = node.asname or node.name
        if name in self.marked:
            node.asname = self._spell(name)
        return node

    def _named(self, node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar) -> ast.AST:
        if node.name is not None:
            node.name = self._spell(node.name)
        return self.generic_visit(node)

    visit_ExceptHandler = visit_MatchAs = visit_MatchStar = _named

    def visit_MatchMapping(self, node: ast.MatchMapping) -> ast.AST:
        if node.rest is not None:
            node.rest = self._spell(node.rest)
        return self.generic_visit(node)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> ast.AST:
        node.names = [self._spell(name) for name in node.names]
        return node
