"""The tangents of one function: how each is spelled, what it holds, and the zero tangent."""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.analyse.evaluate import Evaluator
from s2s.syntax import build, names


class Tangents:
    """The tangent variables of a function, each with the kind of what it holds.

    The tangent of a structure is a structure of the same types: a tuple for a tuple, a dict for a
    dict, an object of the same class for an object. A number that does not vary has the tangent
    0.0, and what is not a number has None.

    The tangent of an array may be thinner than the array where it was broadcast: elementwise
    formulas take it as it is, everything else asks for the ``whole`` one.

    Attributes:
        singular: names whose tangents may be infinite where they are not.
        mirrors: names whose tangents have the very types and structure of their primals.
    """

    def __init__(
        self, env: dict[str, k.Kind], evaluator: Evaluator, namer: names.Namer, active: set[str]
    ) -> None:
        self.env = env
        self.evaluator = evaluator
        self.namer = namer
        self.active = active
        self.spelled: dict[str, str] = {}
        self.thin: dict[str, k.Kind] = {}
        self.singular: set[str] = set()
        self.mirrors: set[str] = set()

    def dot(self, name: str) -> str:
        """The tangent variable of a primal name."""
        if name not in self.spelled:
            self.spelled[name] = self.namer.fresh(names.dot(name))
            self.evaluator.env[self.spelled[name]] = k.forget(self.env[name])  # type: ignore[index]
        return self.spelled[name]

    def is_active(self, atom: gast.expr | None) -> bool:
        """Whether an atom is a name that has a tangent."""
        return isinstance(atom, gast.Name) and atom.id in self.active

    def hold(self, name: str, kind: k.Kind) -> None:
        """Notes what the tangent of ``name`` holds."""
        goal = self.env[name]
        if isinstance(goal, k.Array) and _shape(kind) != goal.shape:
            self.thin[name] = kind
        else:
            self.thin.pop(name, None)
        if isinstance(kind, k.Scalar | k.Array | k.Unknown) and k.is_numeric(goal):
            self.evaluator.env[self.dot(name)] = k.forget(kind)  # type: ignore[index]

    def is_thin(self, name: str) -> bool:
        """Whether the tangent may have to be stretched to the shape of its primal."""
        return name in self.thin

    def plain(self, name: str) -> gast.expr:
        """The tangent as it is, perhaps thinner than its primal."""
        return build.name(self.dot(name))

    def whole(self, name: str) -> gast.expr:
        """The tangent with the full shape of its primal."""
        if name not in self.thin:
            return self.plain(name)
        if _perhaps_whole(self.thin[name], self.env[name]):  # a look at the shape costs least
            return build.call("rt.expand", self.plain(name), build.name(name))
        shape = build.call("np.shape", build.name(name))
        if isinstance(self.env[name], k.Array):
            shape = build.attribute(build.name(name), "shape")
        return build.call("np.broadcast_to", self.plain(name), shape)

    def of(self, atom: gast.expr) -> gast.expr:
        """The whole tangent of an atom; zero where nothing varies."""
        if isinstance(atom, gast.Name) and atom.id in self.active:
            return self.whole(atom.id)
        if isinstance(atom, gast.Tuple | gast.List):
            return type(atom)(elts=[self.of(item) for item in atom.elts], ctx=gast.Load())
        return self.zero(atom, self.evaluator(atom))

    def still(self, value: gast.expr) -> gast.expr | None:
        """The zero tangent of a display of numbers and texts, item by item; None for anything else.

        An array, or a list, that stands in two places has one tangent: those are looked at when they
        are there.
        """
        if not isinstance(value, gast.Tuple | gast.List):
            return None
        parts = [_still(self.evaluator(item)) for item in value.elts]
        return None if None in parts else type(value)(elts=parts, ctx=gast.Load())

    def zero(self, atom: gast.expr, kind: k.Kind) -> gast.expr:
        """The zero tangent of a value of this kind."""
        match kind:
            case k.Scalar():
                return build.const(0j if k.is_complex(kind) else 0.0)
            case k.Array(dtype=dtype):
                if k.is_float_dtype(dtype):
                    return build.call("np.zeros_like", atom)
                return build.call("np.zeros", build.call("np.shape", atom))
            case k.Const(value=bool()):
                return build.const(0.0)
            case k.Const() | k.Func():
                return build.const(None)
            case k.Tuple() | k.List() if (still := _still(kind)) is not None:
                return still
        return build.call("rt.zero_tangent", atom)


def _still(kind: k.Kind) -> gast.expr | None:
    """The zero tangent of what holds numbers and texts, no arrays, as text; None for other things."""
    match kind:
        case k.Scalar() | k.Const(value=bool() | int() | float()) if not k.is_complex(kind):
            return build.const(0.0)
        case k.Const(value=None | str()):
            return build.const(None)
        case k.Tuple(items=items, type=cls) if cls is tuple:
            parts = [_still(item) for item in items]
            return None if None in parts else build.tuple_([part for part in parts if part])
        case k.List(item=item) if item != k.Never() and not k.is_differentiable(item):
            return build.const(None)  # nobody reads it
    return None


def _shape(kind: k.Kind) -> tuple[k.Dim, ...] | None:
    if isinstance(kind, k.Array):
        return kind.shape
    return () if isinstance(kind, k.Scalar) else None


def _perhaps_whole(held: k.Kind, goal: k.Kind) -> bool:
    """Whether a tangent of this kind may well have the shape of its primal: nothing speaks against it."""
    shapes = _shape(held), _shape(goal)
    if shapes[0] is None or shapes[1] is None or len(shapes[0]) != len(shapes[1]):
        return False
    return bool(shapes[0]) and not any(
        a == (1, 1) and a != b for a, b in zip(shapes[0], shapes[1], strict=True)
    )
