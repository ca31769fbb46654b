"""The adjoint of a typed function, statement by statement.

In: a ``Typed`` function. Out: its forward sweep and its reverse sweep. Each statement gives one piece
of either; loops save, at each iteration, what the reverse iteration reads.
"""

from __future__ import annotations

from functools import cached_property

import gast

from s2s.analyse import kinds as k
from s2s.analyse.evaluate import Evaluator
from s2s.analyse.typed import Append, CustomCall, Slot, Typed
from s2s.analyse.unit import Unit
from s2s.differentiate.adjoints import Adjoints, Shapes, State
from s2s.differentiate.attempts import marked
from s2s.differentiate.blocks import computes, counts
from s2s.differentiate.branches import Branches
from s2s.differentiate.cells import is_cell
from s2s.differentiate.gathered import gathered
from s2s.differentiate.known import check_known
from s2s.differentiate.layout import asks_layout, plain_copy
from s2s.differentiate.loops import Loops
from s2s.differentiate.loose import loose
from s2s.differentiate.pullbacks import Pullbacks
from s2s.differentiate.saves import bound_before
from s2s.differentiate.scope import NAMES, formula_scope
from s2s.differentiate.shifts import shifts
from s2s.differentiate.steep import asked, steep
from s2s.differentiate.transient import transient
from s2s.differentiate.useful import useful
from s2s.differentiate.volatile import Copies, Volatile, is_sequence, value_reads
from s2s.differentiate.zeros import is_float
from s2s.errors import UnsupportedError, place
from s2s.normalise.steps import is_attempt
from s2s.syntax import build, walk
from s2s.syntax.names import Namer


class Reverse:
    """Generates the two sweeps of one function."""

    def __init__(self, unit: Unit, typed: Typed, results: set[str]) -> None:
        self.unit = unit
        self.typed = typed
        taken = walk.bound(typed.body) | walk.read(typed.body) | set(typed.params)
        self.namer = Namer(taken | NAMES)
        self.env = dict(typed.env)
        self.evaluator = Evaluator(self.env, unit.symbols, formula_scope(), unit.linker.kinds)
        shapes = Shapes({name: self.env[name] for name in typed.params}, unit.symbols)
        self.adjoints = Adjoints(typed.env, self.evaluator, self.namer, shapes)
        self.results = results | (typed.memory.exposed & typed.memory.shadow)
        self.active = useful(typed, self.results) & typed.varied
        self.shifts = shifts(typed, self.active, self.results)
        self.active -= self.shifts
        held = (typed.memory.shadow & self.active) - transient(typed)
        self.shadow = frozenset(held - loose(typed, held))
        check_known(typed)
        self._check_shadows()
        self.adjoints.hold(self.shadow)
        self.volatile = Volatile(typed)
        self.given: dict[str, str] = {}
        self.ranges: dict[str, gast.expr] = {}
        self.comments: dict[int, str] = {}
        self.kept: list[gast.AST] = []  # a node that is gone gives its id to another
        self.foldable: set[str] = set()
        self.in_place: set[str] = set()
        self.pairs: list[Typed] = []
        self.pure: dict[int, gast.expr] = {}
        self.outside = counts(typed.body)
        self.entries = bound_before(typed.body, set(typed.params))
        self.unset: set[str] = set()  # saved before a first value; they get one at the start
        self.placeholders: list[gast.Assign] = []
        self.lent: set[int] = set()  # statements that make a shadow for what is held by value
        self.params = set(typed.params)
        self.taken: set[str] = set()
        self._count_shadows()
        self.pullbacks = Pullbacks(self)
        self.shadows = self.pullbacks.shadows
        self.loops = Loops(self)
        self.branches = Branches(self)

    def _count_shadows(self) -> None:
        """A shadow is bound wherever its primal is."""
        for name in self.shadow:
            bar = self.adjoints.bar(name)
            self.outside[bar] = self.outside.get(name, 0)
            if name in self.params:
                self.params.add(bar)

    def _check_shadows(self) -> None:
        """What may be a number or a structure has no shadow of either kind."""
        for name in sorted(self.shadow):
            kind = self.env[name]
            if isinstance(kind, k.Mixed) and name not in self.typed.written:
                raise self._unclear(name)
            if is_cell(kind):  # in a gradient that is read again, it may be a structure as well
                self.unit.heap.guarded = True

    def _unclear(self, name: str) -> Exception:
        source, user = self.typed.source, self.typed.origin.get(name)
        what = f"`{user}` is" if user is not None else "this value is"
        nodes = [n for n in walk.statements(self.typed.body) if name in walk.bound(n)]
        return UnsupportedError(
            f"s2s cannot tell whether {what} a number or an array, and something overwrites it",
            place=place(source, nodes[0]) if source and nodes else None,
            note="it comes from a list, dict or branch that holds now one and now the other, or an index of unknown type",
            hint="keep numbers and arrays in variables and containers of their own, or say what it is: `float(...)`, or `np.reshape(...)` to a known rank",
        )

    suffix = "bar"

    @cached_property
    def asks_layout(self) -> bool:
        """Whether what a formula reads must lie in memory as the user's array does."""
        return asks_layout(self.unit)

    @cached_property
    def steep(self) -> frozenset[str]:
        """The names that may be infinite where they are not chosen."""
        return steep(self.typed)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The names that may be nan where they are not chosen, by what the function asks for."""
        return asked(self.typed)

    @property
    def spelled(self) -> dict[str, str]:
        """The adjoint variable of each primal name."""
        return self.adjoints.spelled

    @property
    def shared(self) -> set[str]:
        """The shadows: what stands in them is seen through other names too."""
        return {self.adjoints.bar(name) for name in self.shadow} | self.taken

    def placeholder(self, name: str) -> gast.Assign:
        """What a name holds on a path that does not assign it; nobody looks further than at its length."""
        kind = self.env.get(name)
        listed = isinstance(kind, k.List) and is_float(kind.item)
        made = build.assign(name, build.tuple_([]) if listed else build.const(None))
        self.placeholders.append(made)
        return made

    def gathered(self, callee: Typed) -> list[str]:
        """The parameters of a called function that it adds to where their adjoint is held here."""
        return gathered(self.unit, callee)

    def take(self, name: str) -> str:
        """The adjoint of a parameter is the caller's own buffer; returns its name."""
        bar = self.adjoints.bar(name)
        self.adjoints.state[name] = State(self.env[name], True)
        self.env[bar] = self.env[name]
        self.in_place.add(bar)
        self.taken.add(bar)
        self.params.add(bar)
        return bar

    def sweeps(self, body: list[gast.stmt]) -> tuple[list[gast.stmt], list[gast.stmt]]:
        """The forward and the reverse sweep of a block."""
        saved_out = self.adjoints.out
        reverse: list[gast.stmt] = []
        self.adjoints.out = reverse
        pieces: list[list[gast.stmt]] = []
        copies = Copies(self.volatile)
        for node in body:
            match node:
                case gast.Assign(
                    targets=[gast.Name(id=name)],
                    value=gast.Call(func=gast.Name(id="range")) as call,
                ):
                    self.ranges[name] = call
        for node in reversed(body):
            out = self.adjoints.out = self.branches.place(node, reverse)
            start = len(out)
            piece = self.statement(node)
            if self.typed.memory.roots:
                piece = self._keep(node, piece, out, start, copies)
            pieces.append(piece)
            copies.forget(walk.bound(node))
            self._comment(out[start:], node)
            self.branches.leave()
        self.adjoints.out = reverse
        self.branches.settle()
        self.adjoints.out = saved_out
        forward = [statement for piece in reversed(pieces) for statement in piece]
        return copies.without_moved(forward), reverse

    def _keep(
        self, node: gast.stmt, piece: list[gast.stmt], reverse: list[gast.stmt], start: int,
        copies: Copies,
    ) -> list[gast.stmt]:  # fmt: skip
        """Copies, made in the forward sweep, of arrays that are overwritten before they are read.

        What a later statement of the block has a copy of, and nothing writes into until then, is
        copied once.
        """
        if isinstance(node, gast.If | gast.For | gast.While | gast.With):
            return piece
        bound = walk.bound(node)
        read = {name for statement in reverse[start:] for name in value_reads(statement)}
        for statement in reverse[start:]:  # a list changes its length, an array does not
            read |= {n for n in walk.read(statement) if is_sequence(self.env.get(n))}
        given = self._given(node)
        read |= given
        for name in sorted(self.volatile.names(node, read & set(self.typed.env), bound)):
            copy = walk.copy_position(copies.moved(name, node) or self._copied(name), node)
            copies.note(name, node, copy)
            table = {name: build.name(copy.targets[0].id)}
            if name in given:
                piece = [walk.substitute(statement, table) for statement in piece]
            piece = [*piece, copy] if name in bound else [copy, *piece]
            reverse[start:] = [walk.substitute(statement, table) for statement in reverse[start:]]
        return piece

    def _copied(self, name: str) -> gast.Assign:
        """A copy of an array, or of a list or dict with all that it holds, under a new name."""
        kind = self.typed.env[name]
        kept = self.namer.fresh(f"{name}_kept")
        self.env[kept] = kind
        self.foldable.add(kept)
        value: gast.expr = build.call(build.attribute(build.name(name), "copy"))
        if not isinstance(kind, k.Array):
            value = build.call("rt.own", build.name(name))
        elif self.asks_layout:
            value = plain_copy(name, kind)
        return build.assign(kept, value)

    def _given(self, node: gast.stmt) -> set[str]:
        """What a rule of the user's own is given in the forward sweep, and may keep a reference to."""
        call = self.typed.resolution(getattr(node, "value", None))
        if not isinstance(call, CustomCall) or call.function.fwd is None:
            return set()
        return {atom.id for atom in call.args if isinstance(atom, gast.Name)}

    def _comment(self, emitted: list[gast.stmt], node: gast.stmt) -> None:
        source = self.typed.source
        line = getattr(node, "lineno", None)
        if (
            source is None
            or line is None
            or isinstance(node, gast.If | gast.For | gast.While | gast.With)
        ):
            return
        for statement in emitted:
            statement.lineno = line
            if not isinstance(statement, gast.If | gast.For | gast.While | gast.With):
                text = source.line(line).strip()
                if not text.startswith(_COMPOUND):
                    self.comments.setdefault(id(statement), text)
                    self.kept.append(statement)

    def statement(self, node: gast.stmt) -> list[gast.stmt]:
        """Emits the adjoint of a statement; returns its part of the forward sweep."""
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value):
                return self.pullbacks.assign(name, value, node)
            case gast.Assign(targets=[gast.Tuple(elts=elts)], value=gast.Name(id=source)):
                return [node, *self.pullbacks.unpacking.unpack(elts, source)]
            case gast.Assign(
                targets=[
                    gast.Subscript(value=gast.Name(id=name))
                    | gast.Attribute(value=gast.Name(id=name)) as goal
                ],
                value=value,
            ) if name in self.shadow:
                return self.pullbacks.shadow_writes.store(goal, value, node)
            case gast.AugAssign(
                target=gast.Subscript(value=gast.Name(id=name))
                | gast.Attribute(value=gast.Name(id=name))
            ) if name in self.shadow:
                return self.pullbacks.shadow_writes.update(node)
            case gast.Assign(
                targets=[gast.Subscript(value=gast.Name(id=name), slice=key)], value=value
            ) if name in self.active:
                self.pullbacks.containers.put(name, key, value)
                return [node]
            case gast.Expr(value=gast.Call() as call):
                return self.effect(node, call)
            case gast.If():
                return self.branches.branch(node)
            case gast.For() | gast.While():
                return self.loops.loop(node)
            case gast.With() if is_attempt(node):
                return self.attempt(node)
            case gast.With():
                return self.context(node)
        return [node]

    def effect(self, node: gast.stmt, call: gast.Call) -> list[gast.stmt]:
        """A call for its effect."""
        resolution = self.typed.resolution(call)
        if isinstance(resolution, Append) and resolution.target in self.shadow:
            return self.pullbacks.shadow_writes.append(resolution, node)
        if isinstance(resolution, Append):
            self.pullbacks.containers.append(resolution)
            return [node]
        if isinstance(resolution, Slot) and resolution.target in self.shadow:
            return self.pullbacks.shadow_writes.slots(resolution, None, node)
        return self.pullbacks.effect(node, call, resolution)

    # Branches

    def attempt(self, node: gast.With) -> list[gast.stmt]:
        """A step of a ``try`` statement: it is run backwards if it was done."""
        tried = node.items[0].optional_vars.id
        done = build.attribute(build.name(tried), "done")
        # What was not made has no shape: its adjoint is not looked at.
        made_here = walk.bound(node.body) & self.active - self.shadow
        self.unset |= {n for n in made_here if not isinstance(self.env[n], k.Scalar)}
        *kept, new = self.branches.branch(walk.copy_position(build.if_(done, node.body), node))
        made = gast.With(items=node.items, body=new.body, type_comment=None)
        if self.unit.nested:  # who differentiates this has to know what writes shadows only
            bars = {self.adjoints.bar(name) for name in self.shadow}
            made = marked(node, new.body, lambda changed: bool(changed) and changed <= bars)
        return [walk.copy_position(made, node), *kept]

    def context(self, node: gast.With) -> list[gast.stmt]:
        """``with``: the reverse sweep of what stands under `np.errstate` stands under it too."""
        forward, reverse = self.sweeps(node.body)
        if reverse:
            if "errstate" in "".join(gast.dump(item.context_expr) for item in node.items):
                items = [
                    gast.withitem(context_expr=walk.clone(i.context_expr), optional_vars=None)
                    for i in node.items
                ]
                self.adjoints.emit(gast.With(items=items, body=reverse, type_comment=None))
            else:
                self.adjoints.out.extend(reverse)
        new = gast.With(items=node.items, body=forward or [gast.Pass()], type_comment=None)
        return [walk.copy_position(new, node)]

    def pure_formulas(self, reverse: list[gast.stmt]) -> None:
        """Notes the calls of the reverse sweep that only compute: they may move to their use."""
        for node in walk.nodes(reverse):
            if isinstance(node, gast.Call) and id(node) not in self.typed.passive_calls:
                if computes(node):
                    self.pure[id(node)] = node

    def unit_impure(self, node: gast.expr) -> None:
        """Notes that an expression has an effect."""
        self.typed.passive_calls[id(node)] = node


_COMPOUND = ("if ", "elif ", "else:", "for ", "while ", "with ", "def ", "@")
