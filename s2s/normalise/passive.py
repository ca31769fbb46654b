"""Which expressions are kept whole: what they compute has no derivative."""

from __future__ import annotations

from collections.abc import Collection

import gast

from s2s.normalise.scope import COMPREHENSIONS
from s2s.syntax import walk

_QUESTIONS = frozenset({"isinstance", "callable", "hasattr", "issubclass"})
_QUANTIFIERS = frozenset({"any", "all"})
Location = tuple[int, int, int, int]
# What only reads its arguments, as far as its name tells.
_READ = _QUESTIONS | _QUANTIFIERS | frozenset(
    "len abs min max sum float int bool complex str repr type id hash round range sorted tuple "
    "list set dict zip enumerate reversed divmod pow ord chr format getattr".split()
)  # fmt: skip
_READ_METHODS = frozenset(
    "all any argmax argmin astype conj copy count dot endswith find flatten format get imag "
    "import_module index is_integer isdigit item items keys lower max mean min ptp ravel real reshape "
    "size startswith std strip sum tolist trace transpose upper values var".split()
)
_LIBRARIES = frozenset({"np", "numpy", "math", "scipy", "cmath", "operator", "time", "random"})
# Builtins that this stage gives a meaning: it must know where they mean something else.
BUILTINS = _READ | {"next"}


def is_passive(node: gast.expr, redefined: Collection[str]) -> bool:
    """Whether the *value* is a truth value (or an array of them), whatever stands under it.

    ``redefined`` holds the builtins that mean something else here.

    >>> from s2s.syntax import build
    >>> is_passive(build.expression("x > 0 and not y"), ())
    True
    >>> is_passive(build.expression("x > 0 and y"), ())
    False
    """
    if isinstance(node, gast.Compare):
        return not may_write(node, redefined)
    if isinstance(node, gast.UnaryOp):
        return isinstance(node.op, gast.Not) and not may_write(node, redefined)
    if isinstance(node, gast.BoolOp):
        return all(is_passive(value, redefined) for value in node.values)
    if isinstance(node, gast.IfExp):
        return (
            is_passive(node.body, redefined)
            and is_passive(node.orelse, redefined)
            and is_test(node.test, redefined)
        )
    if isinstance(node, gast.Call) and isinstance(node.func, gast.Name):
        name = node.func.id
        if name in redefined or may_write(node, redefined):
            return False
        if name in _QUANTIFIERS:
            return len(node.args) == 1 and isinstance(node.args[0], gast.GeneratorExp)
        return name in _QUESTIONS
    return isinstance(node, gast.Constant) and isinstance(node.value, bool)


class Redefined(frozenset[str]):
    """Builtins that mean something else, and the places of what may write all the same."""

    apart: frozenset[Location] = frozenset()


def location(node: gast.AST) -> Location:
    """Where a node stands in its file."""
    line, column = getattr(node, "lineno", 0), getattr(node, "col_offset", 0)
    end, last = getattr(node, "end_lineno", 0), getattr(node, "end_col_offset", 0)
    return line, column, end, last


# Functions of libraries that write into their argument.
_WRITERS = frozenset(
    "put place putmask copyto fill_diagonal put_along_axis shuffle at setitem delitem".split()
)


def may_write(node: gast.expr, redefined: Collection[str]) -> bool:
    """Whether an expression calls something that may be the user's, and write into memory."""
    apart = redefined.apart if isinstance(redefined, Redefined) else ()
    return any(
        (isinstance(child, gast.Call) and not _only_reads(child, redefined))
        or (isinstance(child, gast.Attribute | gast.Subscript) and location(child) in apart)
        for child in walk.nodes(node)
    )


def _only_reads(call: gast.Call, redefined: Collection[str]) -> bool:
    func, words = call.func, {word.arg: word.value for word in call.keywords}
    if isinstance(redefined, Redefined) and location(call) in redefined.apart:
        return False
    if isinstance(func, gast.Name):
        ours = func.id in _READ and func.id not in redefined
        return ours and ("key" not in words or _is_plain_key(words["key"], redefined))
    if not isinstance(func, gast.Attribute) or "out" in words:
        return False
    root = func.value
    while isinstance(root, gast.Attribute):
        root = root.value
    if func.attr in _WRITERS:
        return False
    return func.attr in _READ_METHODS or (isinstance(root, gast.Name) and root.id in _LIBRARIES)


def _is_plain_key(key: gast.expr, redefined: Collection[str]) -> bool:
    """Whether a key function only looks, as far as its text tells."""
    if isinstance(key, gast.Lambda):
        return not may_write(key.body, redefined)
    if isinstance(key, gast.Name):
        return key.id in _READ and key.id not in redefined
    return isinstance(key, gast.Attribute | gast.Constant)


def is_test(node: gast.expr, redefined: Collection[str]) -> bool:
    """Whether only the truth of the expression matters and it can stay whole as a test."""
    if isinstance(node, gast.Name | gast.Constant):
        return True
    if isinstance(node, gast.BoolOp):
        return all(is_test(value, redefined) for value in node.values)
    if isinstance(node, gast.IfExp):
        return all(is_test(part, redefined) for part in (node.test, node.body, node.orelse))
    return is_passive(node, redefined)


def is_atom(node: gast.AST) -> bool:
    """A name, a constant or a negative number."""
    if isinstance(node, gast.Name | gast.Constant):
        return True
    return (
        isinstance(node, gast.UnaryOp)
        and isinstance(node.op, gast.USub)
        and isinstance(node.operand, gast.Constant)
        and isinstance(node.operand.value, int | float | complex)
        and not isinstance(node.operand.value, bool)
    )


def has_walrus(node: gast.expr) -> bool:
    """Whether the expression binds a name of the function that it stands in."""
    pending: list[gast.AST] = [node]
    while pending:
        item = pending.pop()
        if isinstance(item, gast.NamedExpr):
            return True
        if not isinstance(item, gast.Lambda):
            pending.extend(walk.children(item))
    return False


def negate(test: gast.expr) -> gast.expr:
    """``not test``, without a second ``not``; only its truth is the same.

    >>> import astor
    >>> from s2s.syntax import build
    >>> astor.to_source(negate(build.expression("not x"))).strip()
    'x'
    """
    is_not = isinstance(test, gast.UnaryOp) and isinstance(test.op, gast.Not)
    if is_not and is_test(test.operand, BUILTINS):
        return test.operand
    return walk.copy_position(gast.UnaryOp(op=gast.Not(), operand=test), test)


def negate_value(test: gast.expr, place: gast.AST) -> gast.expr:
    """``not test`` as a value: a ``bool``."""
    return walk.copy_position(gast.UnaryOp(op=gast.Not(), operand=test), place)


def is_comprehension(node: gast.AST) -> bool:
    """A list, set or dict comprehension or a generator expression."""
    return isinstance(node, COMPREHENSIONS)
