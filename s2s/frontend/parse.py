"""Parse: from a function object to its ``gast`` tree, positions as in the file.

The whole file is parsed and the function picked by its first line and its code: that needs no
dedenting, and two lambdas on one line are told apart.
"""

from __future__ import annotations
import __future__

import ast
import functools
import linecache
import types
from collections.abc import Callable
from dataclasses import dataclass

import gast

from s2s.errors import Source, SourceNotFoundError
from s2s.frontend import scoping
from s2s.frontend.apart import apart, free_names
from s2s.frontend.bound_methods import bound_methods
from s2s.frontend.cells import cells
from s2s.frontend.imports import imports
from s2s.frontend.kept import kept
from s2s.frontend.managers import managers
from s2s.frontend.matches import matches
from s2s.frontend.private_names import private_names
from s2s.frontend.yields import yields

_FUTURES = __future__.annotations.compiler_flag  # the only one that changes anything now


@dataclass(frozen=True)
class Parsed:
    """A function's tree and what it needs to run.

    Attributes:
        node: the definition; a lambda becomes a function with one ``return``.
        source: the file's text, for places in errors.
        fun: the function object.
        globals: its module's names.
        closure: its closed-over variables.
        name: an identifier for generated code.
    """

    node: gast.FunctionDef
    source: Source
    fun: types.FunctionType
    globals: dict[str, object]
    closure: dict[str, types.CellType]
    name: str


def parse(fun: Callable[..., object]) -> Parsed:
    """The tree of a Python function.

    Raises:
        SourceNotFoundError: the source is not there, or it is not what the function was made from.
    """
    if not isinstance(fun, types.FunctionType):
        raise SourceNotFoundError(
            f"s2s cannot read the source of `{getattr(fun, '__name__', fun)}`",
            note="it is not a function written in Python",
            hint="pass a function that is defined with `def` or `lambda`",
        )
    code = fun.__code__
    free = free_names(fun)
    node, source = _parsed(_Code(code), _text(fun), free)
    closure = dict(zip(free, fun.__closure__ or (), strict=True))
    name = node.name if node.name != "<lambda>" else "lambda_function"
    return Parsed(node, source, fun, fun.__globals__, closure, name)


class _Code:
    """A code object that is the same as itself only, though others may be equal."""

    def __init__(self, code: types.CodeType) -> None:
        self.code = code

    def __hash__(self) -> int:
        return id(self.code)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Code) and other.code is self.code


@functools.lru_cache(maxsize=256)
def _parsed(code: _Code, text: str, free: tuple[str, ...]) -> tuple[gast.FunctionDef, Source]:
    """The tree of a function; nobody may change it, since others will get it too."""
    node = _definition(apart(_pick(code.code, text), free))
    return node, Source(code.code.co_filename, 1, tuple(text.splitlines()))


def _text(fun: types.FunctionType) -> str:
    filename = fun.__code__.co_filename
    linecache.checkcache(filename)
    lines = linecache.getlines(filename, fun.__globals__)
    if not lines:
        raise SourceNotFoundError(
            f"s2s cannot find the source of `{fun.__name__}`",
            note=f"Python says that it was defined in {filename!r}, which holds no text",
            hint="define the function in a file or a notebook, or register its text with `linecache`",
        )
    return "".join(lines)


@functools.lru_cache(maxsize=64)
def _tree(text: str, filename: str) -> ast.Module:
    try:
        return private_names(ast.parse(text), text)
    except SyntaxError as error:
        raise SourceNotFoundError(
            f"the text of {filename} is not valid Python now",
            note=str(error),
            hint="reload the module after editing it",
        ) from error


def _pick(code: types.CodeType, text: str) -> ast.FunctionDef | ast.Lambda:
    candidates = _functions(text, code.co_filename).get(code.co_firstlineno, [])
    if code.co_name == "<lambda>":
        candidates = [node for node in candidates if isinstance(node, ast.Lambda)]
    else:
        candidates = [n for n in candidates if getattr(n, "name", None) == code.co_name]
    flags = code.co_flags & _FUTURES
    same = _alike(code, candidates, _codes(text, code.co_filename, flags))
    if not same:
        same = _alike(code, candidates, _codes_apart(text, code.co_filename, flags))
    if not same and any(name.startswith("@py") for name in code.co_varnames):
        same = candidates  # pytest has rewritten the assertions of this function
    chosen = _where(code, same) or same
    if not chosen:
        raise SourceNotFoundError(
            f"the source of `{code.co_name}` has changed since it was loaded",
            note=f"{code.co_filename}:{code.co_firstlineno} holds other code now",
            hint="reload the module, or restart Python",
        )
    return chosen[0]


@functools.lru_cache(maxsize=64)
def _functions(text: str, filename: str) -> dict[int, list[ast.FunctionDef | ast.Lambda]]:
    """The functions of a file, by the line where each begins."""
    found: dict[int, list[ast.FunctionDef | ast.Lambda]] = {}
    for node in scoping.nodes(_tree(text, filename)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            # An async function is refused by `check`.
            found.setdefault(_first_line(node), []).append(node)  # type: ignore[arg-type]
    return found


def _first_line(node: ast.FunctionDef | ast.Lambda) -> int:
    decorators = getattr(node, "decorator_list", [])
    return int(min([node.lineno, *(d.lineno for d in decorators)]))


def _key(node: ast.FunctionDef | ast.Lambda) -> tuple[int, str]:
    return _first_line(node), getattr(node, "name", "<lambda>")


def _where(
    code: types.CodeType, candidates: list[ast.FunctionDef | ast.Lambda]
) -> list[ast.FunctionDef | ast.Lambda]:
    """The candidate whose body stands where code does: the inner one of two inside of each other.

    What Python decided when it compiled has left no code, so the beginnings need not agree.
    """
    places = [(p[0], p[2]) for p in code.co_positions() if p[0] is not None and p[2] is not None]
    inside = [place for place in places if place > (code.co_firstlineno, 0)]
    if not inside:
        return []
    holding = [node for node in candidates if all(map(_Span(node).holds, inside))]
    return sorted(holding, key=lambda node: (node.lineno, node.col_offset))[-1:]


class _Span:
    """From where to where the body of a function reaches."""

    def __init__(self, node: ast.FunctionDef | ast.Lambda) -> None:
        body = [node.body] if isinstance(node, ast.Lambda) else node.body
        self.first = body[0].lineno, body[0].col_offset
        self.last = body[-1].end_lineno or 0, body[-1].end_col_offset or 0

    def holds(self, place: tuple[int, int]) -> bool:
        """Whether a place is in it."""
        return self.first <= place < self.last


def _alike(
    code: types.CodeType,
    candidates: list[ast.FunctionDef | ast.Lambda],
    compiled: dict[tuple[int, str], list[types.CodeType]],
) -> list[ast.FunctionDef | ast.Lambda]:
    """The candidates whose code is that of a function."""
    keys = dict.fromkeys(map(_key, candidates))
    same = [one for key in keys for one in compiled.get(key, ()) if _same(one, code)]
    found = {id(n) for one in same for n in _where(one, candidates) or candidates}
    return [node for node in candidates if id(node) in found]


@functools.lru_cache(maxsize=64)
def _codes(text: str, filename: str, flags: int) -> dict[tuple[int, str], list[types.CodeType]]:
    """The code of the functions of a file, under the ``__future__`` statements that ``flags`` says."""
    flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    return _inside([compile(text, filename, "exec", flags, dont_inherit=True)])


@functools.lru_cache(maxsize=64)
def _codes_apart(
    text: str, filename: str, flags: int
) -> dict[tuple[int, str], list[types.CodeType]]:
    """The same where each statement of a text was compiled alone, as those of a notebook's cell are.

    Python makes other code of ``np.sum(x)`` where it sees that ``np`` is a module.
    """
    flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    return _inside(
        [
            compile(ast.Module([node], []), filename, "exec", flags, dont_inherit=True)
            for node in ast.parse(text).body
            if not (isinstance(node, ast.ImportFrom) and node.module == "__future__")
        ]
    )


def _inside(pending: list[types.CodeType]) -> dict[tuple[int, str], list[types.CodeType]]:
    """The code of all functions that stand in some code, by the line and the name."""
    found: dict[tuple[int, str], list[types.CodeType]] = {}
    while pending:
        code = pending.pop()
        found.setdefault((code.co_firstlineno, code.co_name), []).append(code)
        pending.extend(c for c in code.co_consts if isinstance(c, types.CodeType))
    return found


def _same(first: types.CodeType, second: types.CodeType) -> bool:
    """Whether two code objects do the same, wherever they stand."""
    if any(getattr(first, what) != getattr(second, what) for what in _ALIKE):
        return False
    if len(first.co_consts) != len(second.co_consts):
        return False
    return all(
        _same(a, b) if isinstance(a, types.CodeType) and isinstance(b, types.CodeType)
        else type(a) is type(b) and repr(a) == repr(b)
        for a, b in zip(first.co_consts, second.co_consts, strict=True)
    )  # fmt: skip


_ALIKE = (
    "co_code", "co_names", "co_varnames", "co_freevars", "co_cellvars", "co_argcount",
    "co_posonlyargcount", "co_kwonlyargcount",
)  # fmt: skip


def _definition(node: ast.FunctionDef | ast.Lambda) -> gast.FunctionDef:
    node = yields(cells(kept(bound_methods(matches(managers(imports(node)))))))
    if isinstance(node, ast.Lambda):
        body: list[ast.stmt] = [ast.copy_location(ast.Return(value=node.body), node.body)]
        made = ast.FunctionDef(
            name="lambda_function", args=node.args, body=body, decorator_list=[], returns=None,
            type_comment=None,
        )  # fmt: skip
        if "type_params" in made._fields:
            setattr(made, "type_params", [])  # noqa: B010  # Python 3.12 and newer
        node = ast.copy_location(made, node)
    new = gast.ast_to_gast(node)
    new.decorator_list = []
    return new
