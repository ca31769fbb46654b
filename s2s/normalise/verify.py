"""Asserts the normal form; tests call it between stages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import gast

from s2s.normalise.passive import is_atom, is_passive
from s2s.normalise.scope import own_names
from s2s.normalise.ssa import is_unassigned
from s2s.syntax import walk


def verify(node: gast.FunctionDef) -> None:
    """Raises ``AssertionError`` where the function is not in normal form.

    >>> verify(gast.parse("def f(x): return x").body[0])
    >>> verify(gast.parse("def f(x): return x + 1").body[0])
    Traceback (most recent call last):
    AssertionError: not an atom: BinOp (line 1)
    """
    assert isinstance(node, gast.FunctionDef)
    _Verify(node).function()


def _need(holds: bool, what: str, node: gast.AST) -> None:
    if not holds:
        line = getattr(node, "lineno", "?")
        raise AssertionError(f"{what}: {type(node).__name__} (line {line})")


class _Verify:
    def __init__(self, node: gast.FunctionDef) -> None:
        self.node = node
        self.globals = {name for s in node.body if isinstance(s, gast.Global) for name in s.names}
        self.locals = (own_names(node.body) | set(walk.parameters(node))) - self.globals
        self.imported = {
            (alias.asname or alias.name).split(".")[0]
            for child in gast.walk(node)
            if isinstance(child, gast.Import | gast.ImportFrom)
            for alias in child.names
        }
        self.plain: Counter[str] = Counter(walk.parameters(node))
        self.copied: set[str] = set()

    def function(self) -> None:
        """The body: one return at its end, every name assigned once or by copies only."""
        body = self.node.body
        self.atom(_last(body).value)
        self.block(body[:-1])
        for name, count in self.plain.items():
            many = count > 1 or name in self.copied
            _need(not many, f"`{name}` is assigned more than once, not by copies", self.node)

    def bind(self, target: gast.expr, value: gast.AST | None = None) -> None:
        """One more assignment to a name."""
        self.name(target)
        if target.id in self.globals:
            return
        # The first copy into a name may be its only assignment; then it is plain. What a name holds
        # before any iteration of a loop has assigned it is as good as a copy.
        if isinstance(value, gast.Name) or (value is not None and is_unassigned(value)):
            self.copied.add(target.id)
        else:
            self.plain[target.id] += 1

    def block(self, body: Sequence[gast.stmt]) -> None:
        """A list of statements without jumps."""
        for position, node in enumerate(body):
            _need(hasattr(node, "lineno"), "no position", node)
            method = getattr(self, f"on_{type(node).__name__.lower()}", None)
            _need(method is not None, "no such statement", node)
            assert method is not None
            if isinstance(node, gast.Global):
                _need(position == 0, "not the first statement", node)
            method(node)

    def on_assign(self, node: gast.Assign) -> None:
        """A name, an unpacking or a store."""
        _need(len(node.targets) == 1, "several targets", node)
        target, value = node.targets[0], node.value
        if isinstance(target, gast.Name):
            self.bind(target, value)
            if target.id in self.globals:
                self.atom(value)
            else:
                self.rhs(value)
        elif isinstance(target, gast.Tuple):
            self.name(value)
            for element in target.elts:
                self.bind(element.value if isinstance(element, gast.Starred) else element)
        elif isinstance(target, gast.Subscript):
            self.name(target.value)
            self.index(target.slice)
            self.atom(value)
        else:
            _need(isinstance(target, gast.Attribute), "not a target", target)
            self.name(target.value)
            self.atom(value)

    def on_expr(self, node: gast.Expr) -> None:
        """A call for its effect."""
        _need(isinstance(node.value, gast.Call), "not a call", node.value)
        self.rhs(node.value)

    def on_if(self, node: gast.If) -> None:
        """A branch."""
        self.test(node.test)
        _need(bool(node.body), "empty", node)
        self.block(node.body)
        self.block(node.orelse)

    def on_for(self, node: gast.For) -> None:
        """A loop over a name."""
        self.bind(node.target)
        self.name(node.iter)
        self.loop(node)

    def on_while(self, node: gast.While) -> None:
        """A loop with a test that is kept whole."""
        self.test(node.test)
        self.loop(node)

    def loop(self, node: gast.For | gast.While) -> None:
        """The body of a loop: ``break`` at its end only."""
        _need(not node.orelse, "an else", node)
        _need(bool(node.body), "empty", node)
        body = node.body
        last = body[-1]
        if isinstance(last, gast.If) and isinstance(last.body[0], gast.Break):
            self.name(last.test)
            _need(len(last.body) == 1 and not last.orelse, "more than a break", last)
            body = body[:-1]
        self.block(body)

    def on_with(self, node: gast.With) -> None:
        """One context manager."""
        _need(len(node.items) == 1, "several items", node)
        item = node.items[0]
        if item.optional_vars is not None:
            self.bind(item.optional_vars)
        self.rhs(item.context_expr)
        _need(bool(node.body), "empty", node)
        self.block(node.body)

    def on_functiondef(self, node: gast.FunctionDef) -> None:
        """A nested function, its body as the user wrote it."""
        _need(not node.decorator_list, "a decorator", node)
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.atom(default)
        self.plain[node.name] += 1

    def on_assert(self, node: gast.Assert) -> None:
        """An assertion."""
        self.test(node.test)

    def on_raise(self, node: gast.Raise) -> None:
        """A raise; its expression is whole."""

    def on_pass(self, node: gast.Pass) -> None:
        """Nothing."""

    def on_import(self, node: gast.stmt) -> None:
        """An import."""

    on_importfrom = on_import
    on_global = on_import

    def name(self, node: gast.AST) -> None:
        """A name."""
        _need(isinstance(node, gast.Name), "not a name", node)

    def atom(self, node: gast.AST) -> None:
        """A name or a constant."""
        _need(is_atom(node), "not an atom", node)

    def rhs(self, node: gast.expr) -> None:
        """A right-hand side."""
        if is_atom(node) or isinstance(node, gast.JoinedStr):
            return
        if isinstance(node, gast.BinOp):
            self.atom(node.left)
            self.atom(node.right)
        elif isinstance(node, gast.UnaryOp) and not isinstance(node.op, gast.Not):
            self.atom(node.operand)
        elif isinstance(node, gast.Attribute):
            if not self.dotted(node):
                self.name(node.value)
        elif isinstance(node, gast.Subscript):
            self.name(node.value)
            self.index(node.slice)
        elif isinstance(node, gast.Call) and not is_passive(node, ()):
            self.call(node)
        elif isinstance(node, gast.Tuple | gast.List | gast.Set):
            for element in node.elts:
                self.argument(element)
        elif isinstance(node, gast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                self.atom(value if key is None else key)
                self.atom(value)
        else:
            self.test(node)

    def call(self, node: gast.Call) -> None:
        """A call of a name, a dotted name or a method of a name."""
        if isinstance(node.func, gast.Attribute):
            if not self.dotted(node.func):
                self.name(node.func.value)
        else:
            self.name(node.func)
        for argument in node.args:
            self.argument(argument)
        for keyword in node.keywords:
            (self.name if keyword.arg is None else self.atom)(keyword.value)

    def argument(self, node: gast.expr) -> None:
        """An atom, or a starred name."""
        if isinstance(node, gast.Starred):
            self.name(node.value)
        else:
            self.atom(node)

    def dotted(self, node: gast.expr) -> bool:
        """Whether the chain of attributes starts at a name that is not a variable."""
        while isinstance(node, gast.Attribute):
            node = node.value
        return isinstance(node, gast.Name) and (
            node.id not in self.locals or node.id in self.imported
        )

    def index(self, node: gast.expr) -> None:
        """Atoms, slices of atoms, and tuples of these."""
        if isinstance(node, gast.Tuple):
            for element in node.elts:
                self.index(element)
        elif isinstance(node, gast.Slice):
            for part in (node.lower, node.upper, node.step):
                if part is not None:
                    self.atom(part)
        else:
            self.atom(node)

    def test(self, node: gast.expr) -> None:
        """A passive expression, kept whole."""
        if isinstance(node, gast.BoolOp):
            for value in node.values:
                self.test(value)
        elif isinstance(node, gast.IfExp):
            for part in (node.test, node.body, node.orelse):
                self.test(part)
        elif isinstance(node, gast.UnaryOp):
            _need(is_atom(node) or isinstance(node.op, gast.Not), "not a test", node)
        elif isinstance(node, gast.Call):
            _need(isinstance(node.func, gast.Name), "not a test", node)
        else:
            _need(isinstance(node, gast.Compare | gast.Name | gast.Constant), "not a test", node)
        walrus = any(isinstance(child, gast.NamedExpr) for child in gast.walk(node))
        _need(not walrus, "a walrus", node)


def _last(body: Sequence[gast.stmt]) -> gast.Return:
    _need(bool(body) and isinstance(body[-1], gast.Return), "no return at the end", body[-1])
    return body[-1]
