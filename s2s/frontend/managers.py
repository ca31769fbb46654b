"""Context managers made of generators: functions that return what is entered, and what leaves it.

``contextlib.contextmanager`` runs such a function up to its ``yield``, then the ``with`` statement, then
the rest. The two parts become a function and one inside it, which shares its variables.
"""

from __future__ import annotations

import ast
import copy

from s2s.frontend import scoping


def managers(node: ast.FunctionDef | ast.Lambda) -> ast.FunctionDef | ast.Lambda:
    """A copy of a function with the context managers in it, itself included, taken apart.

    >>> text = "@contextmanager\\ndef f(x):\\n a = 2 * x\\n try:\\n  yield a\\n finally:\\n  print(a)"
    >>> print(ast.unparse(managers(ast.parse(text).body[0])))
    def f(x):
        a = 2 * x
    <BLANKLINE>
        def leave(error):
            print(a)
            return False
        return (a, leave)
    """
    if not any(_is_manager(inner) for inner in ast.walk(node)):
        return node
    made = copy.deepcopy(node)
    taken = scoping.names(made)
    for inner in ast.walk(made):
        if isinstance(inner, ast.FunctionDef) and _is_manager(inner):
            _convert(inner, taken)
    return ast.fix_missing_locations(made)


def _is_manager(node: ast.AST) -> bool:
    """Whether a function is decorated as a context manager."""
    if not isinstance(node, ast.FunctionDef) or len(node.decorator_list) != 1:
        return False
    decorator = node.decorator_list[0]
    name = decorator.attr if isinstance(decorator, ast.Attribute) else getattr(decorator, "id", "")
    return name == "contextmanager"


def _convert(node: ast.FunctionDef, taken: set[str]) -> None:
    """Takes a context manager apart; one that yields elsewhere stays, and is refused."""
    found = [i for i, statement in enumerate(node.body) if _yielded(statement) is not None]
    yields = [n for n in scoping.own(node) if isinstance(n, ast.Yield | ast.YieldFrom)]
    if len(found) != 1 or len(yields) != 1:
        return
    before, middle, after = node.body[: found[0]], node.body[found[0]], node.body[found[0] + 1 :]
    if any(isinstance(n, ast.Return) for part in before for n in ast.walk(part)):
        return
    given = _yielded(middle)
    assert given is not None
    error, leave = scoping.fresh("error", taken), scoping.fresh("leave", taken)
    rest = _left(middle, after, error)
    body = _declared(rest, before, node)
    argument = ast.arg(arg=error, annotation=None)
    inner = ast.FunctionDef(
        name=leave,
        args=ast.arguments(
            posonlyargs=[], args=[argument], kwonlyargs=[], kw_defaults=[], defaults=[]
        ),
        body=[*body, *rest], decorator_list=[], returns=None, type_comment=None,
    )  # fmt: skip
    if "type_params" in inner._fields:
        setattr(inner, "type_params", [])  # noqa: B010  # Python 3.12 and newer
    value = given.value or ast.Constant(value=None)
    pair = ast.Tuple(elts=[value, ast.Name(id=leave, ctx=ast.Load())], ctx=ast.Load())
    for new in (inner, back := ast.Return(value=pair)):
        _place(new, middle)
    node.body = [*before, inner, back]
    node.decorator_list, node.returns = [], None


def _declared(
    rest: list[ast.stmt], before: list[ast.stmt], node: ast.FunctionDef
) -> list[ast.stmt]:
    """The declarations of what is assigned after the ``yield``, and belongs to a function around."""
    outer: dict[type, set[str]] = {ast.Nonlocal: set(), ast.Global: set()}
    for part in scoping.own(node):
        if isinstance(part, ast.Nonlocal | ast.Global):
            outer[type(part)].update(part.names)
    stored = _stored(rest)
    shared = stored & (_stored(before) | scoping.parameters(node) | outer[ast.Nonlocal])
    found: list[ast.stmt] = []
    if shared - outer[ast.Global]:
        found.append(ast.Nonlocal(names=sorted(shared - outer[ast.Global])))
    if stored & outer[ast.Global]:
        found.append(ast.Global(names=sorted(stored & outer[ast.Global])))
    return found


def _yielded(node: ast.stmt) -> ast.Yield | None:
    """The ``yield`` that a statement, or a ``try`` statement, begins with."""
    if isinstance(node, ast.Try):
        node = node.body[0]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield):
        return node.value
    return None


def _left(middle: ast.stmt, after: list[ast.stmt], error: str) -> list[ast.stmt]:
    """What is done when the ``with`` statement has ended, by an exception or without one."""
    name = ast.Name(id=error, ctx=ast.Load())
    none = ast.Constant(value=None)
    fine = ast.Compare(left=name, ops=[ast.Is()], comparators=[none])

    def only_fine(body: list[ast.stmt]) -> list[ast.stmt]:
        return [ast.If(test=fine, body=body, orelse=[])] if body else []

    after = [_Ends().visit(statement) for statement in after]
    if not isinstance(middle, ast.Try):
        found = only_fine(after)
    elif not middle.handlers and len(middle.body) == 1:
        found = [*only_fine(middle.orelse), *middle.finalbody, *only_fine(after)]
    else:
        failed = ast.Compare(left=name, ops=[ast.IsNot()], comparators=[none])
        again = ast.If(test=failed, body=[ast.Raise(exc=name, cause=None)], orelse=[])
        tried = _Ends().visit(copy.deepcopy(middle))
        tried.body[0] = again
        return [_place(s, middle) for s in (tried, *after, ast.Return(value=ast.Constant(True)))]
    return [_place(s, middle) for s in (*found, ast.Return(value=ast.Constant(False)))]


def _place(node: ast.stmt, place: ast.stmt) -> ast.stmt:
    """A statement with the places of what was made here filled in."""
    for inner in ast.walk(node):
        if "lineno" in inner._attributes and not hasattr(inner, "lineno"):
            ast.copy_location(inner, place)
    return node


def _stored(body: list[ast.stmt]) -> set[str]:
    """The names that statements assign in their own scope."""
    holder = ast.Module(body=body, type_ignores=[])
    nodes = scoping.own(holder)
    return {n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}


class _Ends(ast.NodeTransformer):
    """A ``return`` after the ``yield`` ends the context: what was raised is not passed on."""

    def visit_Return(self, node: ast.Return) -> ast.AST:
        return ast.copy_location(ast.Return(value=ast.Constant(True)), node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return node

    visit_AsyncFunctionDef = visit_Lambda = visit_FunctionDef  # type: ignore[assignment]
