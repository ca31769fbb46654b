"""Generator expressions that are kept under a name and used once: they stand where they are used."""

from __future__ import annotations

import ast
import copy

from s2s.frontend import scoping


def kept(node: ast.FunctionDef | ast.Lambda) -> ast.FunctionDef | ast.Lambda:
    """A copy of a function with each such expression at its use; other uses are refused later.

    Python evaluates what it runs over where it is written, and all the rest when it is used up.

    >>> text = "def f(x):\\n squares = (v * v for v in x)\\n return sum(squares)"
    >>> print(ast.unparse(kept(ast.parse(text).body[0])))
    def f(x):
        squares_over = x
        return sum((v * v for v in squares_over))
    """
    if not any(_named(inner) for inner in scoping.nodes(node)):
        return node
    made = copy.deepcopy(node)
    taken = scoping.names(made)
    for inner in ast.walk(made):
        if isinstance(inner, ast.FunctionDef):
            _function(inner, taken)
    return ast.fix_missing_locations(made)


def _named(node: ast.AST) -> str | None:
    """The name that a statement gives a generator expression."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.GeneratorExp()):
            return name
    return None


def _function(owner: ast.FunctionDef, taken: set[str]) -> None:
    every = [child for child in ast.walk(owner) if isinstance(child, ast.Name)]
    for block in _blocks(owner.body):
        for place, statement in enumerate(list(block)):
            name = _named(statement)
            if name is None or sum(child.id == name for child in every) != 2:
                continue
            assert isinstance(statement, ast.Assign)
            generator = statement.value
            assert isinstance(generator, ast.GeneratorExp)
            use = _Use(name, generator, ast.Name(id="", ctx=ast.Load()))
            for later in block[place + 1 :]:
                use.visit(later)
            if use.found != 1:
                continue
            over = scoping.fresh(f"{name}_over", taken)
            use.over.id = over
            goal = ast.copy_location(ast.Name(id=over, ctx=ast.Store()), statement.targets[0])
            first = ast.Assign(targets=[goal], value=generator.generators[0].iter)
            block[place] = ast.copy_location(first, statement)
            generator.generators[0].iter = ast.copy_location(use.over, generator)


def _blocks(body: list[ast.stmt]) -> list[list[ast.stmt]]:
    """A block and those inside it, but not those of functions in it."""
    found = [body]
    for node in body:
        if isinstance(node, (*scoping.FUNCTIONS, ast.ClassDef)):
            continue
        for field in ("body", "orelse", "finalbody"):
            inner = getattr(node, field, None)
            if inner:
                found += _blocks(inner)
        for handler in getattr(node, "handlers", []):
            found += _blocks(handler.body)
    return found


class _Use(ast.NodeTransformer):
    """Puts a generator expression in the place of its name, where that is evaluated once at most."""

    def __init__(self, name: str, generator: ast.GeneratorExp, over: ast.Name) -> None:
        self.name = name
        self.generator = generator
        self.over = over
        self.found = 0

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id != self.name or not isinstance(node.ctx, ast.Load):
            return node
        self.found += 1
        return self.generator

    def visit_For(self, node: ast.For) -> ast.AST:
        node.iter = self.visit(node.iter)
        return node

    def _again(self, node: ast.AST) -> ast.AST:
        return node  # what is inside may be evaluated several times, or later

    visit_While = visit_AsyncFor = visit_FunctionDef = visit_Lambda = visit_ClassDef = _again

    def _comprehension(self, node: ast.AST) -> ast.AST:
        first = node.generators[0]  # type: ignore[attr-defined]
        first.iter = self.visit(first.iter)
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension
