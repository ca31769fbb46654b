"""The adjoint of each kind of right-hand side."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.evaluate import BINARY, UNARY, known
from s2s.analyse.typed import (
    Append,
    Copied,
    CustomCall,
    RecordCall,
    RuleCall,
    Slot,
    Typed,
    UserCall,
)
from s2s.differentiate.adjoints import State
from s2s.differentiate.contributions import Contribution, merged, shared
from s2s.differentiate.formulas import arithmetic, as_array, fold, formula, scaled
from s2s.differentiate.shadows import Shadows
from s2s.errors import NoRuleError, UnsupportedError, place
from s2s.syntax import build, walk

if TYPE_CHECKING:
    from s2s.differentiate.reverse import Reverse

_CHOOSING = frozenset(
    {"numpy.where", "numpy.select", "numpy.choose", "numpy.maximum", "numpy.minimum", "numpy.fmax", "numpy.fmin",
     "numpy.clip", "numpy.max", "numpy.min", "numpy.nansum", "numpy.nanmean", "numpy.nan_to_num"}
)  # fmt: skip


class Pullbacks:
    """Emits contributions to the adjoints of what a statement reads."""

    def __init__(self, sweep: Reverse) -> None:
        self.sweep = sweep
        self.adjoints = sweep.adjoints
        self.env = sweep.typed.env
        self.shadows = Shadows(self)
        self.collected: list[Contribution] = []

    # Assignments

    def assign(self, name: str, value: gast.expr, node: gast.stmt) -> list[gast.stmt]:
        """``name = value``; returns the forward statements."""
        adjoints = self.adjoints
        resolution = self.sweep.typed.calls.get(id(value), (None, None))[1]
        if isinstance(resolution, UserCall):
            if adjoints.defined(name) or self.writes(resolution):
                return self.user_call(name, resolution, node)
            return self.inactive_call(name, resolution, node)
        if isinstance(resolution, Slot) and resolution.target in self.sweep.shadow:
            return self.shadows.slots(resolution, name, node)
        if name not in self.sweep.active or not adjoints.defined(name):
            adjoints.consume(name)
            return [node]
        varied, active = self.sweep.typed.varied, self.sweep.active
        lost = [n for n in walk.read(value) if n in varied and n not in active]
        assert not lost, f"no derivative would flow to {sorted(lost)}: a defect of s2s"
        if name in self.sweep.shadow:
            if isinstance(resolution, RuleCall) and resolution.out is not None:
                self.shadows.written_out(name, value, resolution)
            if isinstance(resolution, CustomCall):
                return self.custom_call(name, resolution, node)
            return self.shadows.assign(name, value, node, resolution)
        if isinstance(resolution, CustomCall):
            return self.custom_call(name, resolution, node)
        self.right_hand_side(name, value, resolution)
        adjoints.consume(name)
        return [node]

    def writes(self, call: UserCall) -> bool:
        """Whether a call writes through a name with a shadow."""
        active = [region for region in call.callee.memory.regions if region.active]
        return any(self.shadows.has(call.args[i]) for r in active for i in r.members if i >= 0)

    def right_hand_side(self, name: str, value: gast.expr, resolution: object) -> None:
        """Contributions of one right-hand side."""
        match value:
            case gast.Name(id=source):
                self.copy(name, source)
            case gast.Constant():
                pass
            case _ if isinstance(resolution, RuleCall):
                self.rule(name, resolution, value)
            case _ if isinstance(resolution, RecordCall):
                self.record(name, resolution)
            case _ if isinstance(resolution, Copied):
                self.copied(name, resolution)
            case gast.BinOp(left=left, op=op, right=right):
                self.operator(name, BINARY[type(op)], [left, right], value)
            case gast.UnaryOp(op=op, operand=operand):
                self.operator(name, UNARY[type(op)], [operand], value)
            case gast.Subscript(value=gast.Name(id=source), slice=key):
                self.item(name, source, key)
            case gast.Attribute(value=gast.Name(id=source), attr=attr):
                self.field(name, source, attr)
            case gast.Tuple(elts=elts) | gast.List(elts=elts):
                self.display(name, elts)
            case gast.Dict(keys=keys, values=values):
                self.dict_display(name, keys, values)
            case gast.Call() if id(value) not in self.sweep.typed.calls:
                pass  # what varies is resolved: this does not, though what it is given does
            case _:
                raise self.fail(
                    "s2s cannot differentiate this expression",
                    value,
                    "a derivative would have to flow through it",
                    "rewrite it with plain operations",
                )

    def fail(
        self,
        message: str,
        node: gast.AST,
        note: str,
        hint: str,
        error: type[Exception] = UnsupportedError,
    ) -> Exception:
        """An error at a place of the user's source."""
        source = self.sweep.typed.source
        where = place(source, node) if source is not None and hasattr(node, "lineno") else None
        return error(message, place=where, note=note, hint=hint)  # type: ignore[call-arg]

    def is_active(self, atom: gast.expr | None) -> bool:
        """Whether an atom is a name that a derivative flows to."""
        return isinstance(atom, gast.Name) and atom.id in self.sweep.active

    def copy(self, name: str, source: str) -> None:
        """``name = source``."""
        if source not in self.sweep.active:
            return
        adjoints = self.adjoints
        state = adjoints.held(name)
        bar = build.name(adjoints.bar(name))
        fresh = not adjoints.defined(source)
        if fresh and k.is_numeric(self.env[source]) != k.is_numeric(self.env[name]):
            fresh = False
        if fresh:
            adjoints.emit(build.assign(adjoints.bar(source), bar))
            adjoints._set(source, state.kind, state.owned)
            if k.is_numeric(self.env[source]) and self.env[source] != self.env[name]:
                self._refit(source, state)
        else:
            adjoints.add(source, bar, state.kind)

    def _refit(self, source: str, state: State) -> None:
        """The copy's adjoint has the kind of the merge; bring it to the kind of the source."""
        adjoints = self.adjoints
        last = adjoints.out.pop()
        adjoints.state.pop(source)
        adjoints.add(source, last.value, state.kind)

    # Rules

    def operator(
        self, name: str, function: object, operands: list[gast.expr], node: gast.expr
    ) -> None:
        """A binary or unary operator."""
        kinds = [self.sweep.evaluator(operand) for operand in operands]
        numbers = any(k.is_numeric(kind) for kind in kinds)
        passive = [not self.is_active(operand) for operand in operands]
        if not all(
            k.is_numeric(kind) or (numbers and off)
            for kind, off in zip(kinds, passive, strict=True)
        ):
            self.sequence_operator(name, function, operands, kinds, node)
            return
        rule = rules.lookup(function)
        if rule is None:
            raise self.fail(
                "s2s has no derivative of this operator",
                node,
                "",
                "use another operation",
                NoRuleError,
            )
        self.rule(name, RuleCall(rule, dict(zip(rule.params, operands, strict=True))), node)

    def sequence_operator(
        self,
        name: str,
        function: object,
        operands: list[gast.expr],
        kinds: list[k.Kind],
        node: gast.expr,
    ) -> None:
        """``xs + ys`` of lists or tuples."""
        sequences = all(isinstance(kind, k.List | k.Tuple) for kind in kinds)
        if function is operator.mul and isinstance(kinds[0], k.List | k.Tuple):
            if self.is_active(operands[0]):
                length = build.call("len", operands[0])
                ct = build.call("rt.repeated_ct", build.name(self.adjoints.bar(name)), length)
                self.adjoints.add(operands[0].id, ct, self.env[operands[0].id])
            return
        if function is not operator.add or not sequences:
            raise self.fail(
                "s2s cannot differentiate this operator on these values",
                node,
                "an operand is not a number or an array",
                "convert it with `np.array` first",
            )
        ct = build.name(self.adjoints.bar(name))
        length = build.call("len", operands[0])
        for operand, part in (
            (operands[0], gast.Slice(lower=None, upper=length, step=None)),
            (operands[1], gast.Slice(lower=length, upper=None, step=None)),
        ):
            if self.is_active(operand):
                self.adjoints.add(operand.id, build.index(ct, part))

    def rule(self, name: str, call: RuleCall, node: gast.expr) -> None:
        """A call of a function with a rule."""
        rule, adjoints = call.rule, self.adjoints
        thin = rule.flavour == "elementwise" and name not in adjoints.seeds
        ct: gast.expr = build.name(adjoints.bar(name)) if thin else adjoints.whole(name)
        evaluator = self.sweep.evaluator
        arguments = {p: as_array(rule, p, atom, evaluator) for p, atom in call.bound.items()}
        for param, atoms in call.variadic.items():
            arguments[param] = build.tuple_(atoms)
        arguments |= {"ct": ct, "ans": build.name(name)}
        self._supported(call, node)
        for param, atom in call.bound.items():
            if self.is_active(atom):
                self.contribute(rule, param, atom.id, arguments, node)
            elif isinstance(atom, gast.Tuple | gast.List):
                self.each(rule, param, atom.elts, arguments, node)
        for param, atoms in call.variadic.items():
            self.each(rule, param, atoms, arguments, node)
        self.flush(name)

    def flush(self, result: str) -> None:
        """Emits what was collected: additions first, what takes the place of the result last."""
        found, self.collected = merged(self.collected), []
        shared(found, self._shared)
        origin = self.sweep.typed.origin

        def place(one: Contribution) -> int:
            if self.adjoints.defined(one.source):
                return 0
            return 2 if origin.get(one.source, one.source) == origin.get(result, result) else 1

        for one in sorted(found, key=place):
            self.adjoints.add(one.source, one.value, one.kind)

    def _shared(self, call: gast.Call) -> str:
        """A name for a call that is made once for several contributions."""
        name = self.sweep.namer.fresh(gast.unparse(call.func).rpartition(".")[2])
        self.adjoints.emit(build.assign(name, call))
        self.sweep.env[name] = self.sweep.evaluator(call)
        return name

    def _supported(self, call: RuleCall, node: gast.expr) -> None:
        for param in call.rule.unsupported:
            atom = call.bound.get(param)
            default = call.rule.defaults.get(param)
            if atom is None or (isinstance(atom, gast.Constant) and atom.value == default):
                continue
            ok, value = known(self.sweep.evaluator(atom))
            if not (ok and value == default):
                raise self.fail(
                    f"s2s knows no derivative of `{call.rule.name}` with `{param}` given",
                    node,
                    "its rule covers the default only",
                    f"leave `{param}` out, or write the operation in plain NumPy",
                    NoRuleError,
                )

    def each(
        self,
        rule: rules.Rule,
        param: str,
        atoms: list[gast.expr],
        arguments: dict[str, gast.expr],
        node: gast.expr,
    ) -> None:
        """The contributions to the elements of a structured or variadic parameter."""
        text = rule.each.get(param)
        for i, atom in enumerate(atoms):
            if not self.is_active(atom):
                continue
            if text is not None:
                more = {**arguments, "each": atom, "index": build.const(i)}
                value = formula(text, more, self.sweep.evaluator)
                if rule.partials:
                    value = scaled(arguments["ct"], value)
            else:
                value = self._whole_formula(rule, param, arguments, node)
                value = build.index(value, build.const(i))
            self.give(rule, atom.id, value)

    def _whole_formula(
        self, rule: rules.Rule, param: str, arguments: dict[str, gast.expr], node: gast.expr
    ) -> gast.expr:
        text = rule.cotangents.get(param)
        if text is None:
            raise self.fail(
                f"s2s knows no derivative of `{rule.name}` with respect to `{param}`",
                node,
                "its rule covers other arguments only",
                "keep this argument free of what is differentiated",
                NoRuleError,
            )
        value = formula(text, arguments, self.sweep.evaluator)
        return self.adjoints.shapes.measured(value, self.env)

    def contribute(
        self,
        rule: rules.Rule,
        param: str,
        source: str,
        arguments: dict[str, gast.expr],
        node: gast.expr,
    ) -> None:
        """The contribution of one parameter of a rule."""
        if param in rule.zeros:
            return
        text = rule.partials.get(param)
        if text is not None:
            value = self._slope(text, arguments)
            if self.loses_sum(value, source, arguments["ans"]):
                arguments["ct"] = self.adjoints.whole(arguments["ans"].id)
                value = self._slope(text, arguments)
        else:
            value = self._whole_formula(rule, param, arguments, node)
        if rule.name in _CHOOSING or arguments["ans"].id in self.adjoints.masked:
            self.adjoints.masked.add(source)
        self.give(rule, source, value, param)

    def _slope(self, text: str, arguments: dict[str, gast.expr]) -> gast.expr:
        """``ct * partial``; what was not chosen stays zero where the partial is infinite."""
        partial = formula(text, arguments, self.sweep.evaluator)
        singular = any(
            isinstance(node, gast.Div)
            or (isinstance(node, gast.Call) and "rt.power" in gast.unparse(node))
            for node in gast.walk(partial)
        )
        if arguments["ans"].id in self.adjoints.masked and singular:
            return build.call("rt.strong_zero", arguments["ct"], partial)
        return scaled(arguments["ct"], partial)

    def loses_sum(self, value: gast.expr, source: str, ans: gast.expr) -> bool:
        """Whether a cotangent is too thin to be summed over the axes along which ``source`` was broadcast."""
        result = self.env[ans.id]
        if not isinstance(result, k.Array):
            return False
        shape = result.shape
        goal = self.env[source]
        kind = self.sweep.evaluator(value)
        return _shape(goal) != shape and _shape(kind) != shape

    def give(self, rule: rules.Rule, source: str, value: gast.expr, param: str = "") -> None:
        """Adds the value of a formula to the adjoint of ``source``."""
        if isinstance(value, gast.Constant) and value.value in (None, 0, 0.0):
            return
        if isinstance(value, gast.BinOp):
            value = arithmetic(value)
        kind = self.sweep.evaluator(value)
        goal = self.env[source]
        if not k.is_numeric(goal):
            if isinstance(goal, k.Tuple | k.List) and param and param not in rule.structured:
                value = build.call("list", build.call("rt.expand", value, build.name(source)))
            elif _holds_real(goal) and self._meets_complex(value):
                value = build.call("rt.real_parts", value, build.name(source))
            kind = goal
        elif (
            not rule.broadcasts
            and not rule.thin
            and not rule.partials
            and isinstance(kind, k.Unknown | k.Opaque)
        ):
            if not k.is_complex(goal) and self._meets_complex(value):
                value = build.call("np.real", value)
            kind = goal
        elif isinstance(kind, k.Opaque | k.Tuple | k.List):
            kind = k.Unknown()
        if isinstance(kind, k.Unknown) and rule.thin and k.is_numeric(goal):
            value, kind = build.call("rt.expand", value, build.name(source)), goal
        self.collected.append(Contribution(source, value, kind))

    def _meets_complex(self, value: gast.expr) -> bool:
        """Whether an expression whose own kind is not known reads anything complex."""
        atoms = (n for n in gast.walk(value) if isinstance(n, gast.Name | gast.Subscript))
        return any(_holds_complex(self.sweep.evaluator(atom)) for atom in atoms)

    # Structures

    def item(self, name: str, source: str, key: gast.expr) -> None:
        """``name = source[key]``."""
        if source not in self.sweep.active:
            return
        adjoints = self.adjoints
        base = self.env[source]
        ct: gast.expr = build.name(adjoints.bar(name))
        if not isinstance(base, k.Array):
            ct = adjoints.whole(name)
        adjoints.own(source)
        place = build.index(build.name(adjoints.bar(source)), walk.clone(key))
        self.sweep.in_place.add(adjoints.bar(source))
        if isinstance(base, k.Record):
            base = k.Tuple(tuple(kind for _, kind in base.fields))
        if isinstance(base, k.Array) and not self.repeats(key):
            adjoints.emit(self._added(place, ct, True))
        elif isinstance(base, k.Array):
            if isinstance(key, gast.Tuple) and any(
                isinstance(part, gast.Slice) for part in key.elts
            ):
                adjoints.emit(
                    build.statement(
                        build.call(
                            "rt.accumulate_at", build.name(adjoints.bar(source)), slices(key), ct
                        )
                    )
                )
            else:
                adjoints.emit(
                    build.statement(
                        build.call(
                            "np.add.at", build.name(adjoints.bar(source)), walk.clone(key), ct
                        )
                    )
                )
        elif isinstance(base, k.Unknown):
            adjoints.emit(
                build.statement(
                    build.call(
                        "rt.accumulate_at", build.name(adjoints.bar(source)), slices(key), ct
                    )
                )
            )
        elif isinstance(key, gast.Slice) and source in self.sweep.shadow:
            value = build.call("rt.add_slots", walk.clone(place), ct)
            adjoints.emit(build.assign(_stored(place), value))
        elif isinstance(key, gast.Slice):
            pairs = build.call("zip", place, ct)
            text = "[rt.add(p, q) for p, q in PAIRS]"
            adjoints.emit(
                build.assign(
                    _stored(place), walk.substitute(build.expression(text), {"PAIRS": pairs})
                )
            )
        else:
            adjoints.emit(self._added(place, ct, isinstance(self.env[name], k.Scalar | k.Array)))

    def _added(self, place: gast.expr, ct: gast.expr, plain: bool) -> gast.stmt:
        if plain:
            return build.augment(_stored(place), gast.Add(), ct)
        return build.assign(_stored(place), build.call("rt.add", walk.clone(place), ct))

    def repeats(self, key: gast.expr) -> bool:
        """Whether an index may name one element twice."""
        parts = key.elts if isinstance(key, gast.Tuple) else [key]
        for part in parts:
            if isinstance(part, gast.Slice):
                continue
            kind = self.sweep.evaluator(part)
            if isinstance(kind, k.Array) and kind.dtype != "bool":
                return True
            if isinstance(kind, k.List | k.Unknown | k.Opaque) or (
                isinstance(kind, k.Tuple) and kind.type is list
            ):
                return True
            if isinstance(kind, k.Tuple) and not all(
                isinstance(i, k.Scalar | k.Const) for i in kind.items
            ):
                return True
        return False

    def field(self, name: str, source: str, attr: str) -> None:
        """``name = source.attr`` of a record."""
        if source not in self.sweep.active:
            return
        adjoints = self.adjoints
        base = self.env[source]
        ct = adjoints.whole(name)
        adjoints.own(source)
        bar = build.name(adjoints.bar(source))
        self.sweep.in_place.add(adjoints.bar(source))
        adjoints.emit(
            self._added(
                _member(bar, base, attr), ct, isinstance(self.env[name], k.Scalar | k.Array)
            )
        )

    def flows(self, name: str, atom: gast.expr) -> bool:
        """Whether an item of a structure has an adjoint of its own, not one shared with it."""
        if name in self.sweep.shadow and self.shadows.has(atom):
            return False
        return self.is_active(atom)

    def display(self, name: str, elts: list[gast.expr]) -> None:
        """``name = (a, b)``."""
        ct = build.name(self.adjoints.bar(name))
        position = 0
        for element in elts:
            if isinstance(element, gast.Starred):
                kind = self.env.get(element.value.id)
                size = len(kind.items) if isinstance(kind, k.Tuple) else 0
                if self.is_active(element.value):
                    part = gast.Slice(
                        lower=build.const(position), upper=build.const(position + size), step=None
                    )
                    self.adjoints.add(
                        element.value.id, build.index(ct, part), self.env[element.value.id]
                    )
                position += size
                continue
            if self.flows(name, element):
                self.adjoints.add(
                    element.id, build.index(ct, build.const(position)), self.env[element.id]
                )
            position += 1

    def dict_display(self, name: str, keys: list[gast.expr], values: list[gast.expr]) -> None:
        """``name = {key: value}``."""
        ct = build.name(self.adjoints.bar(name))
        for key, value in zip(keys, values, strict=True):
            if self.flows(name, value):
                self.adjoints.add(value.id, build.index(ct, walk.clone(key)), self.env[value.id])

    def record(self, name: str, call: RecordCall) -> None:
        """``name = Point(x, y)``."""
        ct = build.name(self.adjoints.bar(name))
        for field, value in call.fields.items():
            if self.flows(name, value):
                self.adjoints.add(value.id, _member(ct, self.env[name], field), self.env[value.id])

    def copied(self, name: str, call: Copied) -> None:
        """``name = list(source)``."""
        if not self.is_active(call.value):
            return
        ct: gast.expr = build.name(self.adjoints.bar(name))
        source = call.value.id
        if isinstance(self.env[source], k.Array):
            ct = build.call("np.array", ct)
        elif isinstance(self.env[name], k.Dict):
            ct = build.call("dict", ct)
        else:
            ct = build.call("list", ct)
        self.adjoints.add(source, ct, self.env[source])

    def unpack(self, elts: list[gast.expr], source: str) -> list[gast.stmt]:
        """``a, b = source``; returns what the forward sweep does for shadows."""
        adjoints = self.adjoints
        forward = self._unpack_shadows(elts, source)
        names = [(e.value.id if isinstance(e, gast.Starred) else e.id) for e in elts]
        live = [n for n in names if n in self.sweep.active and adjoints.defined(n)]
        if source not in self.sweep.active or not live:
            for n in names:
                adjoints.consume(n)
            return forward
        base = self.env[source]
        starred = any(isinstance(e, gast.Starred) for e in elts)
        fixed = isinstance(base, k.Tuple) and len(base.items) == len(elts) or _of_numpy(base)
        if fixed and not starred and not adjoints.defined(source):
            self._unpack_display(names, source)
        else:
            adjoints.own(source)
            self.sweep.in_place.add(adjoints.bar(source))
            star = next((i for i, e in enumerate(elts) if isinstance(e, gast.Starred)), len(elts))
            for position, element in enumerate(elts):
                self._unpack_one(
                    element,
                    position if position <= star else position - len(elts),
                    len(elts),
                    source,
                )
        for n in names:
            adjoints.consume(n)
        return forward

    def _unpack_shadows(self, elts: list[gast.expr], source: str) -> list[gast.stmt]:
        """The shadows of what is unpacked: the items of the shadow."""
        found: list[gast.stmt] = []
        star = next((i for i, e in enumerate(elts) if isinstance(e, gast.Starred)), len(elts))
        for position, element in enumerate(elts):
            inner = element.value if isinstance(element, gast.Starred) else element
            if inner.id not in self.sweep.shadow:
                continue
            bar = build.name(self.adjoints.bar(source))
            if source not in self.sweep.shadow:
                value: gast.expr = build.call("rt.shadows", build.name(inner.id))
            elif isinstance(element, gast.Starred):
                after = len(elts) - position - 1
                upper = build.const(-after) if after else None
                part = gast.Slice(lower=build.const(position), upper=upper, step=None)
                value = build.call("rt.slots", build.index(bar, part))
            else:
                at = position if position <= star else position - len(elts)
                value = build.index(bar, build.const(at))
            found.append(build.assign(self.adjoints.bar(inner.id), value))
        return found

    def _unpack_display(self, names: list[str], source: str) -> None:
        adjoints = self.adjoints
        items: list[gast.expr] = []
        for n in names:
            if n in self.sweep.active and adjoints.defined(n):
                items.append(adjoints.whole(n))
            elif k.is_differentiable(self.env[n]) and not _of_numpy(self.env[source]):
                items.append(adjoints.shapes.zeros(n, self.env[n]))
            else:
                items.append(build.const(None))
        adjoints.emit(build.assign(adjoints.bar(source), gast.List(elts=items, ctx=gast.Load())))
        adjoints._set(source, self.env[source], False)

    def _unpack_one(self, element: gast.expr, position: int, count: int, source: str) -> None:
        adjoints = self.adjoints
        bar = build.name(adjoints.bar(source))
        n = element.value.id if isinstance(element, gast.Starred) else element.id
        if n not in self.sweep.active or not adjoints.defined(n):
            return
        if n in self.sweep.shadow:
            self._unpack_rest(element, position, count, bar)
            return
        ct = adjoints.whole(n)
        if isinstance(element, gast.Starred):
            after = count - position - 1
            upper = build.const(-after) if after else None
            part = gast.Slice(lower=build.const(position), upper=upper, step=None)
            place = build.index(bar, part)
            if isinstance(self.env[source], k.Array):
                adjoints.emit(build.augment(_stored(place), gast.Add(), build.call("np.array", ct)))
                return
            text = build.expression("[rt.add(p, q) for p, q in PAIRS]")
            adjoints.emit(
                build.assign(
                    _stored(place), walk.substitute(text, {"PAIRS": build.call("zip", place, ct)})
                )
            )
            return
        place = build.index(bar, build.const(position))
        adjoints.emit(self._added(place, ct, isinstance(self.env[n], k.Scalar | k.Array)))

    def _unpack_rest(self, element: gast.expr, position: int, count: int, bar: gast.expr) -> None:
        """The numbers of a list that ``*rest`` made; what it shares needs nothing."""
        if not isinstance(element, gast.Starred) or element.value.id not in self.sweep.shadow:
            return
        after = count - position - 1
        upper = build.const(-after) if after else None
        part = gast.Slice(lower=build.const(position), upper=upper, step=None)
        rest = build.name(self.adjoints.bar(element.value.id))
        place = build.index(bar, part)
        value = build.call("rt.add_slots", walk.clone(place), rest)
        self.adjoints.emit(build.assign(_stored(place), value))

    def append(self, call: Append) -> None:
        """``out.append(value)``: the last item of the adjoint list is the item's adjoint."""
        adjoints = self.adjoints
        if call.target not in self.sweep.active or not adjoints.defined(call.target):
            return
        adjoints.own(call.target)
        bar = build.name(adjoints.bar(call.target))
        self.sweep.in_place.add(adjoints.bar(call.target))
        popped = build.call(build.attribute(bar, "pop"))
        self.sweep.unit_impure(popped)
        if self.is_active(call.value):
            fresh = self.sweep.namer.fresh("item_bar")
            adjoints.emit(build.assign(fresh, popped))
            self.sweep.env[fresh] = self.env[call.value.id]
            adjoints.add(call.value.id, build.name(fresh), self.env[call.value.id])
        else:
            adjoints.emit(build.statement(popped))

    def put(self, name: str, key: gast.expr, value: gast.expr) -> None:
        """``out[key] = value`` of a dict made here."""
        adjoints = self.adjoints
        if not adjoints.defined(name):
            return
        adjoints.own(name)
        self.sweep.in_place.add(adjoints.bar(name))
        zero = build.const(0.0)
        if self.is_active(value) and not isinstance(self.env[value.id], k.Scalar):
            zero = adjoints.shapes.zeros(value.id, self.env[value.id])
        place = build.index(build.name(adjoints.bar(name)), walk.clone(key))
        if self.is_active(value):
            fresh = self.sweep.namer.fresh("item_bar")
            adjoints.emit(build.assign(fresh, place))
            self.sweep.env[fresh] = self.env[value.id]
            adjoints.add(value.id, build.name(fresh), self.env[value.id])
        # What stood under the key before was overwritten: nothing flows to it from later on.
        adjoints.emit(build.assign(_stored(place), zero))

    # Calls

    def user_call(self, name: str, call: UserCall, node: gast.stmt) -> list[gast.stmt]:
        """A call of a function with source: its forward function keeps, its reverse one uses."""
        adjoints, callee = self.adjoints, call.callee
        saved = self.sweep.namer.fresh(f"{callee.name}_saved")
        shared = by_reference(callee)
        returns_bar = returns_shadow(callee)
        arguments: list[gast.expr] = [build.name(saved)]
        goals, before = [name], []
        if returns_bar:
            bar = (
                adjoints.bar(name)
                if name in self.sweep.shadow
                else self.sweep.namer.fresh("unused")
            )
            goals.append(bar)
            if name not in self.sweep.shadow and adjoints.defined(name):
                before.append(
                    build.statement(
                        build.call("rt.accumulate", build.name(bar), adjoints.whole(name))
                    )
                )
        elif adjoints.defined(name):
            arguments.append(adjoints.whole(name))
        else:
            zero = build.call("rt.zeros_like", build.name(name))
            arguments.append(zero if callee.result_varied else build.const(None))
        targets = [
            atom
            for param, atom, on in zip(callee.params, call.args, callee.active, strict=True)
            if on and param not in shared
        ]
        reverse = build.call(f"{callee.name}_rev", *arguments)
        self.sweep.pairs.append(callee)
        adjoints.consume(name)
        adjoints.out.extend(before)
        self._receive(targets, reverse)
        bars = [
            self.shadows.slot(atom)
            for param, atom in zip(callee.params, call.args, strict=True)
            if param in shared
        ]
        forward = build.unpack(
            [*goals, saved],
            build.call(f"{callee.name}_fwd", *[self.linked(a) for a in call.args], *bars),
        )
        self.sweep.unit_impure(forward.value)
        more = []
        if name in self.sweep.shadow and not returns_bar:
            more = [build.assign(adjoints.bar(name), build.call("rt.shadows", build.name(name)))]
        return [walk.copy_position(forward, node), *more]

    def _receive(self, targets: list[gast.expr], reverse: gast.expr) -> None:
        """Adds what a reverse function returns to the adjoints of the arguments."""
        adjoints = self.adjoints
        if not targets:
            self.sweep.unit_impure(reverse)
            adjoints.emit(build.statement(reverse))
            return
        names = [
            self.sweep.namer.fresh(f"{atom.id}_part" if isinstance(atom, gast.Name) else "part")
            for atom in targets
        ]
        for n, atom in zip(names, targets, strict=True):
            self.sweep.env[n] = self._handed(atom)
            self.sweep.foldable.add(n)
        self.sweep.unit_impure(reverse)
        adjoints.emit(
            build.assign(names[0], reverse) if len(names) == 1 else build.unpack(names, reverse)
        )
        for n, atom in zip(names, targets, strict=True):
            if self.is_active(atom):
                adjoints.add(atom.id, build.name(n), self._handed(atom))

    def inactive_call(self, name: str, call: UserCall, node: gast.stmt) -> list[gast.stmt]:
        """A call whose result no derivative flows through: the user's own function is called.

        A local function that is returned is a tuple here, so then the generated one is called.
        """
        if not call.made:
            return [walk.copy_position(build.assign(name, call.plain), node)]
        self.sweep.pairs.append(call.callee)
        unused = self.sweep.namer.fresh("unused")
        forward = build.unpack(
            [name, unused],
            build.call(f"{call.callee.name}_fwd", *[self.linked(a) for a in call.args]),
        )
        return [walk.copy_position(forward, node)]

    def _handed(self, atom: gast.expr) -> k.Kind:
        kind = self.env[atom.id]
        return k.Scalar(kind.type) if isinstance(kind, k.Scalar) else kind

    def linked(self, atom: gast.expr) -> gast.expr:
        """An argument as the forward sweep writes it."""
        return self.sweep.typed.linked.get(id(atom), atom)

    def custom_call(self, name: str, call: CustomCall, node: gast.stmt) -> list[gast.stmt]:
        """A call of a function whose pullback the user has written."""
        adjoints = self.adjoints
        ct = adjoints.whole(name)
        saved = self.sweep.namer.fresh(f"{name}_saved")
        parts = self.sweep.namer.fresh(f"{name}_parts")
        what = build.const(getattr(call.function, "__name__", "the function"))
        everything = build.tuple_(call.args)
        pulled = build.call(build.attribute(call.link, "bwd"), build.name(saved), ct)
        if call.function.bwd is None:
            rule = build.attribute(call.link, "jvp")
            pulled = build.call("rt.pulled_by_columns", rule, everything, ct)
        adjoints.emit(build.assign(parts, build.call("rt.fitting", pulled, everything, what)))
        adjoints.consume(name)
        for i, atom in enumerate(call.args):
            if self.is_active(atom):
                adjoints.add(
                    atom.id, build.index(build.name(parts), build.const(i)), self.env[atom.id]
                )
        forward: gast.stmt = build.unpack(
            [name, saved], build.call(build.attribute(call.link, "fwd"), *call.args)
        )
        if call.function.fwd is None:
            forward = build.assign(name, walk.clone(node.value))
        self.sweep.unit_impure(forward.value)
        more = []
        if name in self.sweep.shadow:
            more = [build.assign(adjoints.bar(name), build.call("rt.shadows", build.name(name)))]
        return [walk.copy_position(forward, node), *more]

    def effect(self, node: gast.stmt, call: gast.Call, resolution: object) -> list[gast.stmt]:
        """A call for its effect only."""
        if isinstance(resolution, UserCall):
            return [walk.copy_position(build.statement(resolution.plain), node)]
        return [node]


def _of_numpy(kind: k.Kind) -> bool:
    """Whether it is a named tuple that a function of NumPy returns: its rule takes ``None``."""
    return isinstance(kind, k.Record) and kind.type.__module__.startswith("numpy.")


def by_reference(callee: Typed) -> list[str]:
    """The parameters of a function that come with a shadow."""
    pairs = zip(callee.params, callee.refs, strict=True)
    return [param for param, on in pairs if on and param in callee.memory.shadow]


def returns_shadow(callee: Typed) -> bool:
    """Whether a function returns the shadow of its result too."""
    return isinstance(callee.result, gast.Name) and callee.result.id in callee.memory.shadow


def _shape(kind: k.Kind) -> tuple[k.Dim, ...] | None:
    if isinstance(kind, k.Array):
        return kind.shape
    return () if isinstance(kind, k.Scalar) else None


def _holds_complex(kind: k.Kind) -> bool:
    match kind:
        case k.Tuple(items=items):
            return any(_holds_complex(item) for item in items)
        case k.List(item=item):
            return _holds_complex(item)
        case k.Record(fields=fields):
            return any(_holds_complex(item) for _, item in fields)
    return k.is_complex(kind)


def _holds_real(kind: k.Kind) -> bool:
    match kind:
        case k.Tuple(items=items):
            return any(_holds_real(item) for item in items)
        case k.List(item=item):
            return _holds_real(item)
    return k.is_differentiable(kind) and not k.is_complex(kind)


def _member(base: gast.expr, kind: k.Kind, field: str) -> gast.expr:
    """The place of a field in the adjoint of a record."""
    if isinstance(kind, k.Record) and hasattr(kind.type, "_fields"):
        return build.index(base, build.const([n for n, _ in kind.fields].index(field)))
    return build.attribute(base, field)


def _stored(place: gast.expr) -> gast.expr:
    """A subscript or attribute as the target of an assignment."""
    fresh = walk.clone(place)
    fresh.ctx = gast.Store()
    return fresh


def slices(key: gast.expr) -> gast.expr:
    """An index as a value: slices spelled with ``slice``."""
    if isinstance(key, gast.Slice):
        parts = [
            key.lower or build.const(None),
            key.upper or build.const(None),
            key.step or build.const(None),
        ]
        return build.call("slice", *[walk.clone(part) for part in parts])
    if isinstance(key, gast.Tuple):
        return build.tuple_([slices(part) for part in key.elts])
    return walk.clone(key)


__all__ = ["Pullbacks", "fold", "known"]
