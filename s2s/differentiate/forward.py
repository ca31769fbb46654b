"""The tangents of a typed function, statement by statement.

In: a ``Typed`` function. Out: its statements, each with the statement of its tangent beside it.
"""

from __future__ import annotations

import gast

from s2s.analyse.evaluate import Evaluator
from s2s.analyse.typed import Typed
from s2s.analyse.unit import Unit
from s2s.differentiate.attempts import attempt
from s2s.differentiate.blocks import counts
from s2s.differentiate.known import check_known
from s2s.differentiate.pushforwards import Pushforwards
from s2s.differentiate.scope import NAMES, formula_scope
from s2s.differentiate.steep import asked
from s2s.differentiate.tangents import Tangents
from s2s.differentiate.useful import useful
from s2s.normalise.steps import is_attempt
from s2s.syntax import build, walk
from s2s.syntax.names import Namer


class Forward:
    """Generates the tangent statements of one function."""

    def __init__(self, unit: Unit, typed: Typed, results: set[str]) -> None:
        self.unit = unit
        self.typed = typed
        taken = walk.bound(typed.body) | walk.read(typed.body) | set(typed.params)
        self.namer = Namer(taken | NAMES)
        self.env = dict(typed.env)
        self.evaluator = Evaluator(self.env, unit.symbols, formula_scope(), unit.linker.kinds)
        memory = typed.memory
        self.active = useful(typed, results | (memory.exposed & memory.shadow)) & typed.varied
        self.shadow = memory.shadow & self.active
        check_known(typed)
        self.tangents = Tangents(typed.env, self.evaluator, self.namer, self.active)
        self.tangents.singular |= asked(typed)
        self.several = _several(typed)
        self.comments: dict[int, str] = {}
        self.kept: list[gast.AST] = []  # a node that is gone gives its id to another
        self.foldable: set[str] = set()
        self.in_place: set[str] = set()
        self.placeholders: list[gast.Assign] = []
        self.pairs: list[Typed] = []
        self.pure: dict[int, gast.expr] = {}
        self.pushforwards = Pushforwards(self)

    suffix = "dot"

    @property
    def spelled(self) -> dict[str, str]:
        """The tangent variable of each primal name."""
        return self.tangents.spelled

    @property
    def shared(self) -> set[str]:
        """The tangents that are written in place while other names may refer to them."""
        return {self.tangents.dot(name) for name in self.shadow}

    def pure_expression(self, node: gast.expr) -> None:
        """Notes that an expression may go where nobody reads it."""
        for child in walk.nodes(node):
            if isinstance(child, gast.Call):
                self.pure[id(child)] = child

    def impure(self, node: gast.expr) -> None:
        """Notes that an expression has an effect."""
        self.typed.passive_calls[id(node)] = node

    def block(self, body: list[gast.stmt]) -> list[gast.stmt]:
        """The statements of a block with those of their tangents."""
        return [new for node in body for new in self.statement(node)]

    def statement(self, node: gast.stmt) -> list[gast.stmt]:
        """A statement and that of its tangent."""
        push = self.pushforwards
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                return push.assign(name, value, node)
            case gast.Assign(targets=[gast.Tuple(elts=elts)], value=gast.Name(id=source)):
                return push.unpack(elts, source, node)
            case gast.Assign(
                targets=[
                    gast.Subscript(value=gast.Name(id=name))
                    | gast.Attribute(value=gast.Name(id=name)) as goal
                ],
                value=value,
            ) if name in self.shadow:
                return push.buffers.store(goal, value, node)
            case gast.AugAssign(
                target=gast.Subscript(value=gast.Name(id=name))
                | gast.Attribute(value=gast.Name(id=name))
            ) if name in self.shadow:
                return push.buffers.update(node)
            case gast.Assign(
                targets=[gast.Subscript(value=gast.Name(id=name), slice=key)], value=value
            ) if name in self.active:
                return push.put(name, key, value, node)
            case gast.Expr(value=gast.Call() as call):
                resolution = self.typed.resolution(call)
                return push.effect(node, call, resolution)
            case gast.If() | gast.For() | gast.While() | gast.With():
                return [walk.copy_position(self.compound(node), node)]
        return [node]

    def compound(self, node: gast.If | gast.For | gast.While | gast.With) -> gast.stmt:
        """A statement with blocks in it."""
        match node:
            case gast.For():
                return build.for_(node.target.id, node.iter, self.block(node.body))
            case gast.While():
                return gast.While(test=node.test, body=self.block(node.body), orelse=[])
            case gast.With() if is_attempt(node):
                pieces = [(inner, self.statement(inner)) for inner in node.body]
                return attempt(self.typed, node, pieces, set(self.tangents.spelled.values()))
        body = self.block(node.body) or [gast.Pass()]
        if isinstance(node, gast.With):
            return gast.With(items=node.items, body=body, type_comment=None)
        return build.if_(node.test, body, self.block(node.orelse))


def _several(typed: Typed) -> set[str]:
    """Names that are assigned in several places: what they hold is the same whole thing in all."""
    return {name for name, count in counts(typed.body).items() if count > 1} | set(typed.params)
