"""Makes a failing program smaller: statements go as long as it fails."""

from __future__ import annotations

import ast
from collections.abc import Callable


def shrink(text: str, fails: Callable[[str], bool]) -> str:
    """Return the smallest text found by leaving out statements, or opening blocks, of `f`."""
    shrunk = True
    while shrunk:
        shrunk = False
        for candidate in _smaller(text):
            if fails(candidate):
                text, shrunk = candidate, True
                break
    return text


def _smaller(text: str) -> list[str]:
    found = []
    for number in range(_count(text)):
        for opened in (False, True):
            tree = ast.parse(text)
            body, place = list(_places(tree))[number]
            inner = getattr(body[place], "body", []) if opened else []
            if opened and (not inner or isinstance(body[place], ast.FunctionDef)):
                continue
            body[place : place + 1] = inner
            if not body:
                body.append(ast.Pass())
            candidate = ast.unparse(ast.fix_missing_locations(tree))
            if len(candidate) < len(text):
                found.append(candidate)
    return found


def _count(text: str) -> int:
    return len(list(_places(ast.parse(text))))


def _places(tree: ast.AST):  # noqa: ANN202
    for node in ast.walk(tree):
        if isinstance(node, ast.Module):
            continue
        for field in ("body", "orelse"):
            block = getattr(node, field, None)
            if isinstance(block, list):
                for place in range(len(block)):
                    yield block, place
