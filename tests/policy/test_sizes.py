"""Functions up to 40 lines, files up to 500: what is longer has an idea in it that has no name yet.

A function's docstring does not count, nor do the texts of library functions in ``rules/prelude``, which are
differentiated as they stand.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import s2s

LINES_OF_A_FUNCTION = 40
LINES_OF_A_FILE = 500
ROOT = Path(s2s.__file__).parent
FILES = sorted(path for path in ROOT.rglob("*.py") if "prelude" not in path.relative_to(ROOT).parts)


def functions(text: str) -> Iterator[tuple[str, int]]:
    """The functions of a file, with how many lines each has without its docstring."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            words = node.body[0] if ast.get_docstring(node) is not None else None
            said = words.end_lineno - words.lineno + 1 if words else 0
            yield node.name, node.end_lineno - node.lineno + 1 - said


def test_functions_are_short() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name} has {lines} lines"
        for path in FILES
        for name, lines in functions(path.read_text())
        if lines > LINES_OF_A_FUNCTION
    ]
    assert not found, "find the part that has a name of its own:\n" + "\n".join(found)


def test_files_are_short() -> None:
    found = [str(p.relative_to(ROOT)) for p in FILES if p.read_text().count("\n") > LINES_OF_A_FILE]
    assert not found, f"split these files by their ideas: {found}"


def test_a_docstring_is_no_line_of_code() -> None:
    text = 'def f(x):\n    """One.\n\n    Two.\n    """\n    return x\n'
    assert list(functions(text)) == [("f", 2)]
