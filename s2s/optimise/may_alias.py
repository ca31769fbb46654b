"""May alias: names of one function that may refer to the same memory, as far as its text tells."""

from __future__ import annotations

from collections.abc import Iterable

import gast

from s2s.analyse.views import may_share
from s2s.optimise.blocks import counts
from s2s.optimise.facts import Facts
from s2s.optimise.tapes import Tapes
from s2s.optimise.tree import parts
from s2s.syntax import names, walk


class MayAlias:
    """Classes of names: what is written through one may be read through another of its class.

    Numbers stand alone: nothing is written into them.
    """

    def __init__(self, fn: gast.FunctionDef, facts: Facts, tapes: Tapes) -> None:
        self.facts = facts
        self.tapes = tapes
        self.parent: dict[str, str] = {}
        binds, _, captured = counts(fn)
        self.locals = binds.keys() | set(walk.parameters(fn))
        self.foreign = captured
        self.foreign |= set(walk.parameters(fn)) - self._replaced(fn)
        for node in walk.statements(fn.body):
            self._note(node)
        self.outside = {self.root(name) for name in self.foreign}

    def _replaced(self, fn: gast.FunctionDef) -> set[str]:
        """The parameters that stand for copies of themselves from the start: ``u = u.copy()``."""
        found: set[str] = set()
        seen: set[str] = set()
        for node in fn.body:
            match node:
                case gast.Assign(targets=[goal], value=value) if isinstance(
                    goal, gast.Name | gast.Tuple
                ):
                    fresh = not self._reached(value) or _is_owned(value)
                    found |= walk.bound(goal) - seen if fresh else set()
                    seen |= set() if fresh else {*self._reached(value), *walk.bound(goal)}
                case _:
                    break
        return found

    def root(self, name: str) -> str:
        """What stands for the class of a name."""
        path = [name]
        while (above := self.parent.get(path[-1], path[-1])) != path[-1]:
            path.append(above)
        for one in path:
            self.parent[one] = path[-1]
        return path[-1]

    def written(self, node: gast.stmt) -> str | None:
        """The name through which a statement writes, and does nothing else, into memory made here."""
        match node:
            case (
                gast.Assign(targets=[gast.Subscript(value=gast.Name(id=name))])
                | gast.AugAssign(target=gast.Subscript(value=gast.Name(id=name)))
            ):
                pass
            case gast.AugAssign(target=gast.Name(id=name)) if name not in self.facts.scalars:
                if name not in self.facts.arrays:
                    return None
            case _:
                return None
        return name if self.root(name) not in self.outside else None

    def _note(self, node: gast.stmt) -> None:
        """Joins the names that a statement makes refer to the same memory."""
        if self.tapes.of_push(node) is not None:
            return
        tape = self.tapes.of_reader(node)
        if tape is not None:
            for row in tape.rows():
                for goals in tape.goals():
                    for value, goal in zip(row, goals, strict=True):
                        self._join([goal.id, *self._reached(value)])
            return
        match node:
            case gast.For(target=target, iter=iterable):
                self._join([*walk.bound(target), *self._reached(iterable)])
            case gast.If() | gast.While() | gast.FunctionDef():
                pass
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                self._join([name, *self._reached(value)])
            case (
                gast.Assign(targets=[gast.Subscript(value=gast.Name(id=name))])
                | gast.AugAssign(
                    target=gast.Name(id=name) | gast.Subscript(value=gast.Name(id=name))
                )
            ) if name in self.facts.arrays:
                self._join(self._reached(node.value))  # copied into it
            case gast.Assign(targets=[gast.Subscript(value=gast.Name(id=name))], value=value):
                self._join([*self._named(name), *self._reached(value)])  # held by it
            case _:
                self._join([*walk.bound(node), *self._everything(node)])

    def _everything(self, node: gast.stmt) -> list[str]:
        """All names of a statement, as nobody knows what it does with them."""
        found = [n for n in walk.nodes(node) if isinstance(n, gast.Name)]
        return [name for part in found for name in self._named(part.id)]

    def _named(self, name: str) -> list[str]:
        """A name that may refer to memory; one that is not bound here refers to the user's own."""
        if name not in self.locals:
            if name in names.OURS:
                return []
            self.foreign.add(name)
        return [name]

    def _join(self, found: Iterable[str]) -> None:
        """What may change is of one class."""
        changing = [name for name in found if name not in self.facts.scalars]
        for name in changing[1:]:
            self.parent[self.root(name)] = self.root(changing[0])

    def _reached(self, node: gast.expr) -> list[str]:
        """The names whose memory the value of an expression may refer to."""
        match node:
            case gast.Name(id=name):
                return self._named(name)
            case gast.Subscript(value=value) | gast.Attribute(value=value):
                return self._reached(value)
            case gast.Constant() | gast.Compare() | gast.JoinedStr():
                return []
            case gast.BinOp() | gast.UnaryOp():
                operands = [part for part in parts(node) if not self._is_number(part)]
                return [name for part in operands for name in self._reached(part)]
            case gast.Call() if self._is_fresh(node):
                return []
        return [name for part in parts(node) for name in self._reached(part)]

    def _is_number(self, node: gast.AST) -> bool:
        """Whether an operand is a number or an array: what is computed with it is new."""
        facts = self.facts
        known = (facts.scalars, facts.arrays, facts.flat, facts.floats)
        return isinstance(node, gast.Name) and any(node.id in one for one in known)

    def _is_fresh(self, node: gast.Call) -> bool:
        """Whether a call gives what nothing else refers to."""
        if any(word.arg in ("out", None) for word in node.keywords):
            return False
        match node.func:
            case gast.Attribute(value=gast.Name(id="np" | "math"), attr=attr):
                return not may_share(node, attr)
            case gast.Attribute(value=gast.Name(id=name), attr="copy"):
                return name in self.facts.arrays
            case gast.Attribute(value=gast.Name(id="rt"), attr="zeros_like"):
                return True
            case gast.Name(id="len" | "range" | "float" | "int" | "abs" | "bool"):
                return True
        return False


def _is_owned(node: gast.expr) -> bool:
    """``rt.own(u, v)``: copies that share memory among each other only."""
    match node:
        case gast.Call(func=gast.Attribute(value=gast.Name(id="rt"), attr="own" | "own_tangents")):
            return True
    return False
