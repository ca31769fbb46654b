"""Variables that functions look up late: they become the item of a list that all of them share.

A nested function reads what a variable around it holds when it is called. Where that may be another
value than at the definition, the variable is ``v_cell[0]``, as Python itself keeps it in a cell.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import gast

from s2s.errors import UnsupportedError
from s2s.normalise.scope import COMPREHENSIONS, own_names, targets
from s2s.syntax import build, walk

_LISTED = (gast.ListComp, gast.SetComp, gast.DictComp)


class Late(Exception):
    """Asks for a function in which some variables are looked up late.

    Attributes:
        names: the user's variables.
        error: what is in the way of binding them early.
    """

    def __init__(self, names: frozenset[str], error: UnsupportedError) -> None:
        super().__init__(*sorted(names))
        self.names = names
        self.error = error


def late(node: gast.FunctionDef, names: Collection[str], cells: set[str]) -> bool:
    """Puts variables of a function into cells; changes the tree.

    Args:
        node: the function as it was parsed.
        names: its variables, or variables of comprehensions in it.
        cells: takes the names of the lists.

    Returns:
        Whether that can be done for all of them.

    >>> import astor
    >>> text = "def f(n):\\n for i in range(n):\\n  fs.append(lambda: i)\\n return fs"
    >>> node = gast.parse(text).body[0]
    >>> late(node, ["i"], set())
    True
    >>> print(astor.to_source(gast.gast_to_ast(node)), end="")
    def f(n):
        i_cell = [rt.Unassigned()]
        for i_cell[0] in range(n):
            fs.append(lambda : i_cell[0])
        return fs
    """
    taken = {child.id for child in walk.nodes(node) if isinstance(child, gast.Name)}
    for name in sorted(names):
        cell = f"{name}_cell"
        while cell in taken:
            cell += "_"
        taken.add(cell)
        cells.add(cell)
        bound = name in {*own_names(node.body), *walk.parameters(node)}
        if bound and not _is_plain(node, name):
            return False
        if bound:
            _of_function(node, name, cell)
        inner = _Comprehensions(name, cell)
        inner.block(node.body)
        if inner.failed or not (bound or inner.found):
            return False
    return True


def _is_plain(owner: gast.FunctionDef, name: str) -> bool:
    """Whether everything that binds the variable can bind an item of a list."""
    for child in gast.walk(owner):
        match child:
            case gast.NamedExpr(target=gast.Name(id=bound)) if bound == name:
                return False
            case gast.Delete(targets=goals):
                if any(isinstance(goal, gast.Name) and goal.id == name for goal in goals):
                    return False
            case gast.FunctionDef(name=bound) | gast.ClassDef(name=bound) if child is not owner:
                if bound == name:
                    return False
            case gast.alias():
                if name in (child.asname, child.name.split(".")[0]):
                    return False
            case gast.ExceptHandler() if child.name is not None:
                if name in (child.name, getattr(child.name, "id", "")):
                    return False
            case gast.Global(names=names) | gast.Nonlocal(names=names) if name in names:
                return False
    return True


def _of_function(owner: gast.FunctionDef, name: str, cell: str) -> None:
    """Rewrites a variable of the function itself."""
    rewriter = _Rewriter(name, cell)
    first = next((one for one in owner.body if _occurs(one, name)), None)
    start: list[gast.stmt] = []
    if name in walk.parameters(owner):
        start = [walk.place(_cell(cell, build.name(name)), owner.body[0])]
    elif not _is_definition(first, name):
        start, first = [walk.place(_cell(cell, build.call("rt.Unassigned")), owner.body[0])], None
    body: list[gast.stmt] = []
    for statement in owner.body:
        if start or statement is not first:
            body.append(rewriter.visit(statement))
        else:
            body.append(walk.place(_cell(cell, getattr(statement, "value")), statement))  # noqa: B009
    owner.body = [*start, *body]


def _is_definition(node: gast.stmt | None, name: str) -> bool:
    """Whether a statement is ``name = value`` and the value does not know the name."""
    match node:
        case gast.Assign(targets=[gast.Name(id=goal)], value=value) if goal == name:
            return not _occurs(value, name)
    return False


def _occurs(node: gast.AST, name: str) -> bool:
    return any(isinstance(child, gast.Name) and child.id == name for child in walk.nodes(node))


def _cell(cell: str, value: gast.expr) -> gast.stmt:
    return build.assign(cell, gast.List(elts=[value], ctx=gast.Load()))


class _Rewriter(gast.NodeTransformer):  # type: ignore[misc]
    """Rewrites one variable wherever it is seen from the scope that has it."""

    def __init__(self, name: str, cell: str) -> None:
        self.name = name
        self.cell = cell

    def visit_Name(self, node: gast.Name) -> gast.AST:
        if node.id != self.name:
            return node
        made = gast.Subscript(build.name(self.cell), build.const(0), node.ctx)
        return walk.place(made, node)

    def visit_AnnAssign(self, node: gast.AnnAssign) -> gast.AST:
        if not isinstance(node.target, gast.Name) or node.target.id != self.name:
            return self.generic_visit(node)
        if node.value is None:
            return walk.copy_position(gast.Pass(), node)
        return walk.copy_position(
            build.assign(self.visit(node.target), self.visit(node.value)), node
        )

    def _scope(self, node: gast.FunctionDef | gast.Lambda) -> gast.AST:
        args = node.args
        args.defaults = [self.visit(part) for part in args.defaults]
        args.kw_defaults = [part and self.visit(part) for part in args.kw_defaults]
        body = node.body if isinstance(node, gast.FunctionDef) else [node.body]
        if self.name in {*walk.parameters(node), *own_names(body)}:
            return node
        if isinstance(node, gast.FunctionDef):
            node.body = [self.visit(part) for part in node.body]
            node.decorator_list = [self.visit(part) for part in node.decorator_list]
        else:
            node.body = self.visit(node.body)
        return node

    visit_FunctionDef = visit_Lambda = _scope

    def _comprehension(self, node: gast.expr) -> gast.AST:
        if self.name not in targets(node):
            return self.generic_visit(node)
        first = node.generators[0]
        first.iter = self.visit(first.iter)
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def inside(self, node: gast.expr) -> None:
        """Rewrites the variable of a comprehension."""
        first = node.generators[0]
        over, first.iter = first.iter, build.const(None)
        self.generic_visit(node)
        first.iter = over


class _Comprehensions:
    """Finds the comprehensions with a variable that a function in them reads."""

    def __init__(self, name: str, cell: str) -> None:
        self.name = name
        self.cell = cell
        self.found = False
        self.failed = False

    def block(self, body: list[gast.stmt]) -> None:
        """Puts the cell of each such comprehension before its statement."""
        for node in list(body):
            blocks = [getattr(node, field, None) for field in ("body", "orelse", "finalbody")]
            blocks += [handler.body for handler in getattr(node, "handlers", [])]
            if isinstance(node, gast.FunctionDef):
                continue
            inner = {id(child) for part in blocks for child in part or []}
            own = [child for child in walk.children(node) if id(child) not in inner]
            wanted = [part for child in own for part in self._wanted(child, False)]
            for part in wanted:
                if isinstance(node, gast.While):
                    self.failed = True  # its test is evaluated again and again
                    return
                start = walk.place(_cell(self.cell, build.call("rt.Unassigned")), node)
                body.insert(body.index(node), start)
                _Rewriter(self.name, self.cell).inside(part)
                self.found = True
            self.failed = self.failed or len(wanted) > 1
            for statements in blocks:
                if statements:
                    self.block(statements)

    def _wanted(self, node: gast.AST, repeated: bool) -> list[gast.expr]:
        """The comprehensions below a node; one that runs several times cannot have one cell."""
        if isinstance(node, gast.FunctionDef | gast.Lambda):
            return []
        if isinstance(node, COMPREHENSIONS):
            if (
                isinstance(node, _LISTED)
                and self.name in targets(node)
                and _captures(node, self.name)
            ):
                self.failed = self.failed or repeated
                return [node]
            repeated = True
        return [part for child in walk.children(node) for part in self._wanted(child, repeated)]


def _captures(node: gast.expr, name: str) -> bool:
    """Whether a function in a comprehension reads its variable."""
    inner: Sequence[gast.AST] = [
        child for child in walk.nodes(node) if isinstance(child, gast.Lambda)
    ]
    return any(
        _occurs(function.body, name) and name not in walk.parameters(function) for function in inner
    )
