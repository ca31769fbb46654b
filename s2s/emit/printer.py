"""Printing a generated function: its layout and comments."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Mapping

import gast

from s2s.emit import expressions

WIDTH = 88
_COMMENT_COLUMN = 44
_COMMENTED = 100


class Printer:
    """Collects the lines of one module, and for each the line of the user's code it comes from."""

    def __init__(self, comments: Mapping[int, str], markers: Mapping[int, str]) -> None:
        self.comments = comments
        self.markers = markers
        self.latest: tuple[str, int] | None = None  # the comment of the statement before
        self.lines: list[str] = []
        self.origins: list[int] = []

    def line(self, text: str, origin: int = 0) -> None:
        """Adds one line of text."""
        self.lines.append(text)
        self.origins.append(origin)

    def function(self, node: gast.FunctionDef) -> None:
        """Prints a function."""
        for part in _source(_signature(node)).splitlines()[:-1]:
            self.line(part)
        self.block(node.body, 1)

    def block(self, body: list[gast.stmt], depth: int) -> None:
        """Prints the statements of a block."""
        if not body:
            self.line("    " * depth + "pass")
        for node in body:
            self.statement(node, depth)

    def statement(self, node: gast.stmt, depth: int) -> None:
        """Prints one statement."""
        indent = "    " * depth
        if isinstance(node, _COMPOUND):
            self.latest = None
        marker = self.markers.get(id(node))
        if marker:
            self.line(f"{indent}# {marker}")
        origin = getattr(node, "lineno", 0) or 0
        match node:
            case gast.If():
                self._if(node, depth, "if", origin)
            case gast.For(target=target, iter=iterable, body=body):
                goal = expressions.target(target)
                self._wrapped(f"for {goal} in {_source(iterable)}:", indent, origin)
                self.block(body, depth + 1)
            case gast.While(test=test, body=body):
                self._wrapped(f"while {_source(test)}:", indent, origin)
                self.block(body, depth + 1)
            case gast.With(items=items, body=body):
                heads = []
                for item in items:
                    name = f" as {_source(item.optional_vars)}" if item.optional_vars else ""
                    heads.append(_source(item.context_expr) + name)
                self._wrapped(f"with {', '.join(heads)}:", indent, origin)
                self.block(body, depth + 1)
            case gast.FunctionDef():
                for text in _source(node).splitlines():
                    self.line(indent + text if text else text, origin)
            case _:
                self._simple(node, indent, origin)

    def _if(self, node: gast.If, depth: int, word: str, origin: int) -> None:
        indent = "    " * depth
        self._wrapped(f"{word} {_source(node.test)}:", indent, origin)
        self.block(node.body, depth + 1)
        if len(node.orelse) == 1 and isinstance(node.orelse[0], gast.If):
            inner = node.orelse[0]
            if id(inner) not in self.markers:
                self._if(inner, depth, "elif", getattr(inner, "lineno", 0) or 0)
                return
        if node.orelse:
            self.line(f"{indent}else:")
            self.block(node.orelse, depth + 1)

    def _wrapped(self, text: str, indent: str, origin: int) -> None:
        for part in text.splitlines():
            self.line(indent + part, origin)

    def _simple(self, node: gast.stmt, indent: str, origin: int) -> None:
        parts = _source(node).splitlines()
        comment = self.comments.get(id(node))
        latest, self.latest = self.latest, (comment, origin) if comment else None
        if comment and self.latest != latest:  # once for all that comes from one statement
            text = f"{indent}{parts[0]}".ljust(_COMMENT_COLUMN) + f"  # {comment}"
            if len(parts) == 1 and len(text) <= _COMMENTED:
                parts = [text[len(indent) :]]
            else:
                self.line(f"{indent}# {comment}")
        for part in parts:
            self.line(indent + part, origin)


_COMPOUND = (gast.If, gast.For, gast.While, gast.With, gast.FunctionDef)


def _signature(node: gast.FunctionDef) -> gast.FunctionDef:
    return gast.FunctionDef(
        name=node.name, args=node.args, body=[gast.Pass()], decorator_list=[], returns=None,
        type_comment=None, type_params=[],
    )  # fmt: skip


def _source(node: gast.AST) -> str:
    """The text of a statement or expression, wrapped at the width of a line."""
    if isinstance(node, gast.Return) and isinstance(node.value, gast.Tuple) and node.value.elts:
        inner = _source(node.value)
        if inner.startswith("(") and len(node.value.elts) > 1 and len(inner) <= WIDTH:
            return f"return {inner[1:-1]}"
    if (
        isinstance(node, gast.Assign)
        and isinstance(node.value, gast.Tuple)
        and len(node.value.elts) > 1
    ):
        if isinstance(node.targets[0], gast.Tuple):  # a, b = b, a
            goals, inner = (_source(part)[1:-1] for part in (node.targets[0], node.value))
            if len(goals) + len(inner) + 3 <= WIDTH and "\n" not in goals + inner:
                return f"{goals} = {inner}"
    text = expressions.text(node)
    if len(text) > WIDTH and "\n" not in text:
        text = _fold(text)
    return text


def _fold(text: str) -> str:
    """Breaks a long line inside brackets."""
    pieces = textwrap.wrap(
        text, WIDTH, subsequent_indent="        ", break_long_words=False, break_on_hyphens=False
    )
    folded = "\n".join(pieces)
    try:
        if ast.dump(ast.parse(folded)) == ast.dump(ast.parse(text)):
            return folded
    except SyntaxError:
        pass
    return text
