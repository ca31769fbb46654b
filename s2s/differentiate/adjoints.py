"""The adjoints of one function: what each holds at this point of the reverse sweep, and adding to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import gast
import numpy as np

from s2s.analyse import kinds as k
from s2s.analyse.call_kinds import perhaps_real
from s2s.analyse.evaluate import Evaluator
from s2s.analyse.symbols import Symbols
from s2s.analyse.views import may_share
from s2s.differentiate.zeros import written_out
from s2s.syntax import build, names, walk

_FRESH = (gast.BinOp, gast.UnaryOp, gast.Constant)


@dataclass(frozen=True)
class State:
    """What an adjoint variable holds: the kind of its value, and whether the buffer is its own."""

    kind: k.Kind
    owned: bool


class Adjoints:
    """Emits assignments and additions to adjoint variables into ``out``."""

    def __init__(
        self, env: dict[str, k.Kind], evaluator: Evaluator, namer: names.Namer, shapes: Shapes
    ) -> None:
        self.env = env
        self.evaluator = evaluator
        self.namer = namer
        self.shapes = shapes
        self.state: dict[str, State] = {}
        self.out: list[gast.stmt] = []
        self.spelled: dict[str, str] = {}
        self.masked: set[str] = set()
        self.first: gast.stmt | None = None  # hands the seed to the result's adjoint
        self.shadow: frozenset[str] = frozenset()
        self.seeds: dict[str, gast.expr] = {}

    def hold(self, names: frozenset[str]) -> None:
        """Says which names have their adjoint in a shadow: it is there, whole, from the start."""
        self.shadow = names
        for name in sorted(names):
            self.evaluator.env[self.bar(name)] = self.env[name]  # type: ignore[index]

    def held(self, name: str) -> State:
        """What the adjoint of a name holds."""
        return State(self.env[name], True) if name in self.shadow else self.state[name]

    def bar(self, name: str) -> str:
        """The adjoint variable of a primal name."""
        if name not in self.spelled:
            self.spelled[name] = self.namer.fresh(names.bar(name))
        return self.spelled[name]

    def emit(self, statement: gast.stmt) -> None:
        """Adds a statement to the reverse sweep."""
        self.out.append(statement)

    def kind(self, node: gast.expr) -> k.Kind:
        """The kind of an expression of the reverse sweep."""
        return self.evaluator(node)

    # Contributions

    def add(self, name: str, value: gast.expr, kind: k.Kind | None = None) -> None:
        """``name_bar += value``."""
        goal = self.env[name]
        kind = self.kind(value) if kind is None else kind
        if k.is_numeric(goal):
            value, kind = self._fit(name, goal, value, kind)
        elif isinstance(goal, k.Tuple | k.List) and isinstance(kind, k.Array):
            value = build.call("rt.unbroadcast_into", value, build.name(name))  # it stood for one
        bar = self.bar(name)
        if name in self.shadow:
            if isinstance(goal, k.Array | k.Unknown):
                self.emit(build.augment(bar, gast.Add(), value))
            else:
                self.emit(build.statement(build.call("rt.accumulate", build.name(bar), value)))
            return
        state = self.state.get(name)
        if state is None:
            self.emit(build.assign(bar, value))
            self._set(name, kind, _is_fresh(value))
            return
        current = build.name(bar)
        if not k.is_numeric(goal) or isinstance(goal, k.Unknown) or isinstance(kind, k.Unknown):
            self.emit(build.assign(bar, build.call("rt.add", current, value)))
            self._set(name, goal if not k.is_numeric(goal) else k.Unknown(), True)
        elif isinstance(goal, k.Scalar) or (state.owned and state.kind == _full(goal, state.kind)):
            self.emit(build.augment(bar, gast.Add(), value))
            if (
                isinstance(kind, k.Scalar)
                and isinstance(state.kind, k.Scalar)
                and kind.type is not float
            ):
                self._set(name, kind, state.owned)
        else:
            total = gast.BinOp(left=current, op=gast.Add(), right=value)
            self.emit(build.assign(bar, total))
            self._set(name, self.kind(total), True)

    def add_part(self, name: str, value: gast.expr, kind: k.Kind | None = None) -> None:
        """The same, of a part of a structure: nobody may have read it, and its zero is a strong one."""
        self.masked.add(name)
        self.add(name, value, kind)

    def _set(self, name: str, kind: k.Kind, owned: bool) -> None:
        self.state[name] = State(kind, owned)
        self.evaluator.env[self.bar(name)] = kind  # type: ignore[index]

    def _fit(
        self, name: str, goal: k.Kind, value: gast.expr, kind: k.Kind
    ) -> tuple[gast.expr, k.Kind]:
        """Takes the real part and sums over broadcast axes, where the kinds ask for it."""
        if self._perhaps_real(name) and not (k.is_numeric(kind) and not k.may_be_complex(kind)):
            return build.call("rt.unbroadcast", value, build.name(self.bar(name))), goal
        if not k.may_be_complex(goal) and k.is_complex(kind):
            value = build.call("np.real", value)
            kind = _real(kind)
        if isinstance(goal, k.Unknown) or isinstance(kind, k.Unknown):
            fitted = k.Scalar(np.float64) if isinstance(goal, k.Scalar) else goal
            return build.call("rt.unbroadcast", value, build.name(name)), fitted
        if isinstance(goal, k.Scalar):
            if isinstance(kind, k.Array):
                return build.call("np.sum", value), k.Scalar(np.dtype(kind.dtype).type)
            return value, kind
        if not isinstance(kind, k.Array) or not isinstance(goal, k.Array):
            return value, kind
        return self._unbroadcast(name, goal, value, kind)

    def _perhaps_real(self, name: str) -> bool:
        """Whether a shadow may be real, though other values in its place are complex."""
        shadow = name in self.shadow and isinstance(self.env[name], k.Array)
        return shadow and perhaps_real(self.env[name], self.evaluator.symbols)

    def _unbroadcast(
        self, name: str, goal: k.Array, value: gast.expr, kind: k.Array
    ) -> tuple[gast.expr, k.Kind]:
        extra = len(kind.shape) - len(goal.shape)
        shape = kind.shape
        if extra > 0:
            axes = tuple(range(extra))
            axis = build.const(0) if extra == 1 else build.tuple_([build.const(a) for a in axes])
            value = build.call("np.sum", value, axis=axis)
            shape = shape[extra:]
        offset = len(goal.shape) - len(shape)
        summed = []
        for axis_, dim in enumerate(shape):
            want = goal.shape[axis_ + offset]
            if want == (1, 1) and dim != (1, 1):
                summed.append(axis_)
            elif dim not in (want, (1, 1)):
                return build.call("rt.unbroadcast", value, build.name(name)), goal
        if summed:
            axis = (
                build.const(summed[0])
                if len(summed) == 1
                else build.tuple_([build.const(a) for a in summed])
            )
            value = build.call("np.sum", value, axis=axis, keepdims=build.const(True))
            shape = tuple((1, 1) if i in summed else d for i, d in enumerate(shape))
        return value, k.Array(kind.dtype, shape)

    # What consumers ask for

    def defined(self, name: str) -> bool:
        """Whether anything has been added to the adjoint yet."""
        return name in self.state or name in self.shadow

    def whole(self, name: str) -> gast.expr:
        """The adjoint with the full shape of its primal."""
        if name in self.seeds:
            return walk.clone(self.seeds[name])
        state = self.held(name)
        goal = self.env[name]
        bar = self.bar(name)
        if isinstance(goal, k.Array) and isinstance(state.kind, k.Unknown):
            self.emit(build.assign(bar, build.call("rt.expand", build.name(bar), build.name(name))))
            self._set(name, goal, False)
        elif isinstance(goal, k.Array):
            shape = state.kind.shape if isinstance(state.kind, k.Array) else ()
            if shape != goal.shape:
                full = self.shapes.full(name, goal, self._latest(bar), shape)
                self.emit(build.assign(bar, full))
                cast = isinstance(full, gast.Call) and full.func.attr == "full_like"
                dtype = goal.dtype if cast else (k.dtype_of(state.kind) or goal.dtype)
                self._set(name, k.Array(dtype, goal.shape), shape == ())
        return build.name(bar)

    def _latest(self, bar: str) -> gast.expr:
        """What an adjoint was just set to, taken back to be written in place; else its name."""
        match self.out[-1:]:
            case [gast.Assign(targets=[gast.Name(id=name)], value=value)] if name == bar:
                if bar not in walk.read(value):
                    self.out.pop()
                    return value
        return build.name(bar)

    def restore(self, state: dict[str, State]) -> None:
        """Goes back to what the adjoints held at another point of the program."""
        self.state = dict(state)
        for name, held in state.items():
            self.evaluator.env[self.bar(name)] = held.kind  # type: ignore[index]

    def consume(self, name: str) -> None:
        """Forgets the adjoint: its primal was assigned here."""
        self.state.pop(name, None)

    def zero(self, name: str) -> None:
        """``name_bar = 0``, with the structure and shape of its primal."""
        goal = self.env[name]
        self.emit(build.assign(self.bar(name), self.shapes.zeros(name, goal)))
        if isinstance(goal, k.Scalar):  # the zero is Python's
            goal = k.Scalar(goal.type if goal.type in (float, complex) else float)
        self._set(name, goal, True)

    def own(self, name: str) -> None:
        """Makes the adjoint a whole buffer of its own, which can be updated in place."""
        if name in self.shadow:
            return
        if name not in self.state:
            self.zero(name)
            return
        self.whole(name)
        state = self.state[name]
        goal = self.env[name]
        if state.owned or isinstance(goal, k.Scalar):
            return
        bar = build.name(self.bar(name))
        if isinstance(goal, k.Array):
            self.emit(build.assign(self.bar(name), build.call(build.attribute(bar, "copy"))))
        elif isinstance(goal, k.Unknown):
            self.emit(build.assign(self.bar(name), build.call("rt.held_copy", bar)))
        else:
            self.emit(build.assign(self.bar(name), build.call("rt.owned", bar, build.name(name))))
        self._set(name, state.kind, True)


class Shapes:
    """How to write the shape of a primal without keeping it: by a parameter of equal shape."""

    def __init__(self, params: dict[str, k.Kind], symbols: Symbols) -> None:
        self.params = {n: kind for n, kind in params.items() if isinstance(kind, k.Array)}
        self.symbols = symbols

    def like(self, goal: k.Array) -> str | None:
        """A parameter of the same shape and dtype."""
        if perhaps_real(goal, self.symbols):
            return None
        for name, kind in self.params.items():
            if (
                isinstance(kind, k.Array)
                and kind.shape == goal.shape
                and kind.dtype == goal.dtype
                and goal.shape
            ):
                return name
        return None

    def shape(self, goal: k.Array) -> gast.expr | None:
        """The shape as an expression over the parameters."""
        dims: list[gast.expr] = []
        for dim in goal.shape:
            if dim[0] == dim[1]:
                dims.append(build.const(dim[0]))
                continue
            for name, kind in self.params.items():
                assert isinstance(kind, k.Array)
                if dim in kind.shape:
                    place = build.index(
                        build.attribute(build.name(name), "shape"),
                        build.const(kind.shape.index(dim)),
                    )
                    dims.append(place)
                    break
            else:
                return None
        return build.tuple_(dims)

    def measured(self, value: gast.expr, env: Mapping[str, k.Kind]) -> gast.expr:
        """The expression with ``t.size`` and ``t.shape`` asked of a parameter of the same shape."""
        for node in walk.nodes(value):
            match node:
                case gast.Attribute(value=gast.Name(id=name), attr="size" | "shape"):
                    kind = env.get(name)
                    if not isinstance(kind, k.Array) or name in self.params or not kind.shape:
                        continue
                    same = [p for p, found in self.params.items() if found.shape == kind.shape]
                    if same:
                        node.value = build.name(same[0])
        return value

    def full(
        self, name: str, goal: k.Array, value: gast.expr, shape: tuple[k.Dim, ...]
    ) -> gast.expr:
        """``value`` with the shape of the primal ``name``."""
        same = self.like(goal)
        if shape == ():
            if same is not None:
                return build.call("np.full_like", build.name(same), value)
            dims = self.shape(goal)
            if dims is not None and goal.dtype == "float64":
                return build.call("np.full", dims, value)
            return build.call("np.full_like", build.name(name), value)
        dims = (
            build.attribute(build.name(same or name), "shape")
            if same
            else (self.shape(goal) or build.attribute(build.name(name), "shape"))
        )
        return build.call("np.broadcast_to", value, dims)

    def zeros(self, name: str, goal: k.Kind) -> gast.expr:
        """A zero cotangent for the primal ``name``."""
        if isinstance(goal, k.Scalar):
            return build.const(0.0)
        if isinstance(goal, k.Array):
            same = self.like(goal)
            if same is None and goal.dtype == "float64":
                dims = self.shape(goal)
                if dims is not None:
                    return build.call("np.zeros", dims)
            return build.call("np.zeros_like", build.name(same or name))
        return written_out(name, goal) or build.call("rt.zeros_like", build.name(name))


def _full(goal: k.Kind, kind: k.Kind) -> k.Kind:
    """The kind that the whole adjoint has, in the dtype that it has."""
    if isinstance(goal, k.Array) and isinstance(kind, k.Array):
        return k.Array(kind.dtype, goal.shape)
    return goal


def _real(kind: k.Kind) -> k.Kind:
    match kind:
        case k.Array(dtype=dtype, shape=shape):
            return k.Array(str(np.zeros((), dtype).real.dtype), shape)
        case k.Scalar():
            return k.Scalar(float)
        case k.Unknown(dtype=dtype):
            return k.Unknown(str(np.zeros((), dtype).real.dtype))
    return kind


def _is_fresh(value: gast.expr) -> bool:
    """Whether the expression makes a new array that nothing else refers to."""
    if isinstance(value, _FRESH):
        return True
    if isinstance(value, gast.Call):
        func = value.func
        attr = func.attr if isinstance(func, gast.Attribute) else ""
        owner = (
            func.value.id
            if isinstance(func, gast.Attribute) and isinstance(func.value, gast.Name)
            else ""
        )
        return attr == "copy" or (owner in ("np", "math") and not may_share(value, attr))
    return False
