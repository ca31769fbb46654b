"""``try: import fast ... except ImportError: ...``: which of the two it is, is known beforehand.

What a module is missing does not change while the program runs. Where the import succeeds, it stays
as it is, so that it fails where the module has gone since.
"""

from __future__ import annotations

import ast
import copy

from s2s.frontend import scoping

_CAUGHT = frozenset({"ImportError", "ModuleNotFoundError", "Exception"})


def imports(node: ast.FunctionDef | ast.Lambda) -> ast.FunctionDef | ast.Lambda:
    """A copy of a function with what is done in place of ``try`` statements that only import.

    >>> text = "def f():\\n try:\\n  import nowhere_at_all as m\\n except ImportError:\\n  m = None\\n return m"
    >>> print(ast.unparse(imports(ast.parse(text).body[0])))
    def f():
        m = None
        return m
    """
    if not any(
        isinstance(child, ast.Try) and _only_imports(child) for child in scoping.nodes(node)
    ):
        return node
    made: ast.FunctionDef | ast.Lambda = _Rewriter().visit(copy.deepcopy(node))
    return ast.fix_missing_locations(made)


class _Rewriter(ast.NodeTransformer):
    def visit_Try(self, node: ast.Try) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        if not _only_imports(node):
            return node
        try:
            exec(compile(ast.Module(_tried(node), []), "<import>", "exec"), {})
        except ImportError as error:
            handler = next((h for h in node.handlers if _catches(h, error)), None)
            if handler is None or handler.name is not None:
                return node
            return [*handler.body, *node.finalbody]
        return [*node.body, *node.orelse, *node.finalbody]


def _tried(node: ast.Try) -> list[ast.stmt]:
    """The imports that a statement begins with, by absolute names."""
    found: list[ast.stmt] = []
    for part in node.body:
        if isinstance(part, ast.Import) or (isinstance(part, ast.ImportFrom) and not part.level):
            found.append(part)
        else:
            break
    return found


def _only_imports(node: ast.Try) -> bool:
    """Whether a statement tries to import, and sets flags after that, and nothing else."""
    flags = node.body[len(_tried(node)) :]
    plain = bool(_tried(node)) and all(
        isinstance(part, ast.Assign)
        and isinstance(part.value, ast.Constant)
        and all(isinstance(goal, ast.Name) for goal in part.targets)
        for part in flags
    )
    return plain and all(_named(handler) is not None for handler in node.handlers)


def _named(handler: ast.ExceptHandler) -> tuple[str, ...] | None:
    """The exceptions that a handler names, if they are among those of imports."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    found = tuple(kind.id for kind in kinds if isinstance(kind, ast.Name))
    return found if len(found) == len(kinds) and _CAUGHT.issuperset(found) else None


def _catches(handler: ast.ExceptHandler, error: ImportError) -> bool:
    classes = {cls.__name__ for cls in type(error).__mro__}
    return not classes.isdisjoint(_named(handler) or ())
