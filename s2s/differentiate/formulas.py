"""Rules' formulas as expressions: arguments put in, and what is known folded away."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.evaluate import Evaluator
from s2s.analyse.known import known
from s2s.analyse.operator_kinds import COMPARE
from s2s.differentiate.contraction import contraction
from s2s.syntax import build, walk

_KINDS: dict[str, Callable[[k.Kind], Any]] = {}


def formula(text: str, arguments: Mapping[str, gast.expr], evaluator: Evaluator) -> gast.expr:
    """The formula with the arguments in place, simplified by what is known of their kinds."""
    return _filled(build.parsed(text), arguments, evaluator)


def _filled(node: gast.expr, arguments: Mapping[str, gast.expr], evaluator: Evaluator) -> gast.expr:
    """A copy of the tree of a formula, filled in and folded; what is not chosen is not copied."""

    def inner(part: gast.expr) -> gast.expr:
        return _filled(part, arguments, evaluator)

    if isinstance(node, gast.Name):
        given = arguments.get(node.id)
        return walk.clone(node) if given is None else fold(walk.clone(given), evaluator)
    if isinstance(node, gast.BoolOp):
        return _short_circuit(node, inner)
    if isinstance(node, gast.IfExp):
        test = inner(node.test)
        if isinstance(test, gast.Constant):
            return inner(node.body if test.value else node.orelse)
        made = gast.IfExp(test=test, body=inner(node.body), orelse=inner(node.orelse))
        return _folded(walk.copy_position(made, node), evaluator)
    fresh: Any = type(node)()
    fresh.__dict__.update(node.__dict__)
    for field in walk.fields(node):
        value = getattr(node, field, None)
        if isinstance(value, list):
            parts = [v if isinstance(v, gast.expr) else _word(v, arguments) for v in value]
            setattr(fresh, field, [inner(v) if isinstance(v, gast.expr) else v for v in parts])
        elif isinstance(value, gast.expr):
            setattr(fresh, field, inner(value))
        elif isinstance(value, gast.AST):
            setattr(fresh, field, walk.substitute(value, arguments))
    if isinstance(fresh, gast.Call):
        for word in fresh.keywords:
            word.value = fold(word.value, evaluator)
    return _folded(fresh, evaluator)


def _word(node: Any, arguments: Mapping[str, gast.expr]) -> Any:
    """A keyword argument, or another part that is no expression, filled in."""
    return walk.substitute(node, arguments) if isinstance(node, gast.AST) else node


def as_array(rule: rules.Rule, param: str, atom: gast.expr, evaluator: Evaluator) -> gast.expr:
    """An argument in a formula: a sequence that stands for an array becomes one."""
    array = rule.flavour == "elementwise" or param in rule.active
    if not array or param in rule.structured or param == rule.variadic:
        return atom
    return build.call("np.array", atom) if k.is_sequence(evaluator(atom)) else atom


def fold(node: gast.expr, evaluator: Evaluator) -> gast.expr:
    """Folds conditions, ranks and trivial arithmetic; floating-point values do not change."""
    if isinstance(node, gast.Name | gast.Constant):
        return node
    if isinstance(node, gast.IfExp):
        node.test = fold(node.test, evaluator)
        if isinstance(node.test, gast.Constant):
            return fold(node.body if node.test.value else node.orelse, evaluator)
    if isinstance(node, gast.BoolOp):
        return _short_circuit(node, lambda part: fold(part, evaluator))
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, gast.expr):
            setattr(node, field, fold(value, evaluator))
        elif isinstance(value, list):
            setattr(
                node, field, [fold(v, evaluator) if isinstance(v, gast.expr) else v for v in value]
            )
        elif isinstance(value, gast.AST):
            pass
    if isinstance(node, gast.Call):
        for word in node.keywords:
            word.value = fold(word.value, evaluator)
    return _folded(node, evaluator)


def _folded(node: gast.expr, evaluator: Evaluator) -> gast.expr:
    match node:
        case gast.IfExp(test=gast.Constant(value=value)):
            return node.body if value else node.orelse
        case gast.BoolOp():
            return _boolean(node)
        case gast.UnaryOp(op=gast.Not(), operand=gast.Constant(value=value)):
            return build.const(not value)
        case gast.Compare(left=left, ops=[op], comparators=[right]):
            return _comparison(node, left, op, right, evaluator)
        case gast.Compare():
            return _chain(node, evaluator)
        case gast.Call():
            return _call(node, evaluator)
        case gast.Subscript(
            value=gast.Tuple(elts=elts), slice=gast.Constant(value=int() as position)
        ):
            return elts[position] if -len(elts) <= position < len(elts) else node
        case gast.BinOp():
            return arithmetic(node)
        case gast.UnaryOp(op=gast.USub(), operand=gast.UnaryOp(op=gast.USub(), operand=inner)):
            return inner
        case gast.Attribute(value=gast.Attribute(value=inner, attr="T"), attr="T"):
            return inner
    return node


def _call(node: gast.Call, evaluator: Evaluator) -> gast.expr:
    """Questions about kinds, which are answered here."""
    match node:
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr=attr), args=[arg]) if (
            not node.keywords
        ):
            return _question(node, attr, arg, evaluator)
        case gast.Call(func=gast.Attribute(value=gast.Name(id="rt"), attr="einsum_ct")):
            return contraction(node, evaluator)
        case gast.Call(func=gast.Name(id="static"), args=[arg]):
            return build.const(isinstance(arg, gast.Constant) or known(evaluator(arg))[0])
        case gast.Call(func=gast.Name(id="root"), args=[base, exponent]):
            return build.const(_is_root(evaluator(base), evaluator(exponent), evaluator))
        case gast.Call(func=gast.Name(id="uniform"), args=[arg]):
            return build.const(isinstance(evaluator(arg), k.Scalar))
        case gast.Call(func=gast.Name(id="len"), args=[gast.Tuple(elts=elts)]):
            return build.const(len(elts))
        case gast.Call(func=gast.Name(id="len"), args=[arg]):
            kind = evaluator(arg)
            return build.const(len(kind.items)) if isinstance(kind, k.Tuple) else node
        case gast.Call(func=gast.Name(id="isinstance"), args=[arg, _]):
            ok, value = _instance(evaluator(arg), node.args[1])
            return build.const(value) if ok else node
    return node


def _is_root(base: k.Kind, exponent: k.Kind, evaluator: Evaluator) -> bool:
    """Whether a power of a float may be complex, and something could make it real again unseen.

    Python's own operators do not: what becomes complex stays so, and the gradient shows it.
    """
    if evaluator.symbols.only_numbers or not isinstance(base, k.Scalar):
        return False
    is_known, value = known(exponent)
    return base.type is float and not (is_known and value % 1 == 0)


def _chain(node: gast.Compare, evaluator: Evaluator) -> gast.expr:
    """``a < b < c``, where each comparison is decided."""
    sides = zip([node.left, *node.comparators], node.ops, node.comparators, strict=False)
    pairs = [
        _comparison(gast.Compare(left=a, ops=[op], comparators=[b]), a, op, b, evaluator)
        for a, op, b in sides
    ]
    if not all(isinstance(pair, gast.Constant) for pair in pairs):
        return node
    return build.const(all(pair.value for pair in pairs))


def _short_circuit(node: gast.BoolOp, folded_: Callable[[gast.expr], gast.expr]) -> gast.expr:
    stop = isinstance(node.op, gast.Or)
    values: list[gast.expr] = []
    for value in node.values:
        folded = folded_(value)
        values.append(folded)
        if isinstance(folded, gast.Constant) and bool(folded.value) is stop:
            break
    return _boolean(gast.BoolOp(op=node.op, values=values))


def _boolean(node: gast.BoolOp) -> gast.expr:
    """``and`` or ``or`` without the constants that do not decide; its value may be a number."""
    stop = isinstance(node.op, gast.Or)
    left = []
    last = node.values[-1]
    for value in node.values:
        if isinstance(value, gast.Constant):
            if bool(value.value) is stop:
                left.append(value)
                break
            if value is not last or isinstance(value.value, bool):
                continue
        left.append(value)
    if not left:
        return last
    if len(left) == 1:
        return left[0]
    return gast.BoolOp(op=node.op, values=left)


_NEVER_NONE = (k.Scalar, k.Array, k.Tuple, k.List, k.Dict)


def _comparison(
    node: gast.Compare, left: gast.expr, op: gast.cmpop, right: gast.expr, evaluator: Evaluator
) -> gast.expr:
    a, b = evaluator(left), evaluator(right)
    (known_a, x), (known_b, y) = known(a), known(b)
    if isinstance(op, gast.Is | gast.IsNot) and known_b and y is None:
        if known_a:
            return build.const((x is None) == isinstance(op, gast.Is))
        if isinstance(a, _NEVER_NONE):
            return build.const(isinstance(op, gast.IsNot))
    if isinstance(op, gast.Is | gast.IsNot) and known_b and y is True and isinstance(a, k.Array):
        return build.const(isinstance(op, gast.IsNot))
    if known_a and known_b and isinstance(op, gast.Is | gast.IsNot):
        return build.const((x is y) == isinstance(op, gast.Is))
    if known_a and known_b and type(op) in COMPARE:
        return build.const(bool(COMPARE[type(op)](x, y)))
    if known_a and known_b and isinstance(op, gast.In | gast.NotIn):
        return build.const((x in y) == isinstance(op, gast.In))
    return node


def _question(node: gast.expr, attr: str, arg: gast.expr, evaluator: Evaluator) -> gast.expr:
    """``np.ndim``, ``np.shape``, ``np.size``, ``np.iscomplexobj`` of something whose kind is known."""
    kind = evaluator(arg)
    if attr == "ndim" and isinstance(kind, k.Array | k.Scalar):
        return build.const(len(kind.shape) if isinstance(kind, k.Array) else 0)
    if attr == "iscomplexobj" and isinstance(kind, k.Scalar | k.Array):
        return build.const(k.is_complex(kind))
    if attr in ("shape", "size") and isinstance(kind, k.Array):
        return build.attribute(arg, attr)
    if attr == "shape" and isinstance(kind, k.Scalar):
        return build.tuple_([])
    if attr == "size" and isinstance(kind, k.Scalar):
        return build.const(1)
    return node


def _instance(kind: k.Kind, classes: gast.expr) -> tuple[bool, bool]:
    names = [
        n.id
        for n in (classes.elts if isinstance(classes, gast.Tuple) else [classes])
        if isinstance(n, gast.Name)
    ]
    table = {"list": list, "tuple": tuple, "int": int, "float": float}
    if (
        isinstance(kind, k.Unknown | k.Opaque | k.Never)
        or any(n not in table for n in names)
        or not names
    ):
        return False, False
    chosen = tuple(table[n] for n in names)
    match kind:
        case k.Tuple(type=cls) | k.List(type=cls) | k.Scalar(type=cls):
            return True, issubclass(cls, chosen)
        case k.Const(value=value):
            return True, isinstance(value, chosen)
        case k.Array():
            return True, False
    return False, False


def _number(node: gast.expr, value: float) -> bool:
    return (
        isinstance(node, gast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and node.value == value
    )


def arithmetic(node: gast.BinOp) -> gast.expr:
    """Trivial arithmetic: ``x * 1``, ``x ** 1``, ``2 - 1``, ``x * (1 / y)``."""
    left, op, right = node.left, node.op, node.right
    if isinstance(left, gast.Constant) and isinstance(right, gast.Constant):
        if (
            type(left.value) is int
            and type(right.value) is int
            and isinstance(op, gast.Add | gast.Sub | gast.Mult)
        ):
            table = {gast.Add: operator.add, gast.Sub: operator.sub, gast.Mult: operator.mul}
            return build.const(table[type(op)](left.value, right.value))
        if type(left.value) is float and type(right.value) is int and isinstance(op, gast.Sub):
            return build.const(left.value - right.value)
    if isinstance(op, gast.Mult):
        if _number(right, 1):
            return left
        if _number(left, 1):
            return right
    if isinstance(op, gast.Pow) and _number(right, 1):
        return left
    if isinstance(op, gast.Sub) and _number(right, 0) and type(right.value) is int:
        return left
    return node


def scaled(ct: gast.expr, partial: gast.expr) -> gast.expr:
    """``ct * partial``, written as one would by hand."""
    if _number(partial, 1):
        return ct
    match partial:
        case gast.UnaryOp(op=gast.USub(), operand=inner):
            return _negated(scaled(ct, inner))
        case gast.Constant(value=value) if isinstance(value, int | float) and value < 0:
            return _negated(scaled(ct, build.const(-value)))
        case gast.BinOp(left=left, op=gast.Div(), right=right) if _number(left, 1):
            return gast.BinOp(left=ct, op=gast.Div(), right=right)
        case gast.BinOp(
            left=gast.UnaryOp(op=gast.USub(), operand=inner), op=gast.Div(), right=right
        ):
            return _negated(
                gast.BinOp(
                    left=gast.BinOp(left=ct, op=gast.Mult(), right=inner),
                    op=gast.Div(),
                    right=right,
                )
            )
        case gast.BinOp(left=left, op=gast.Mult(), right=right):
            return gast.BinOp(left=scaled(ct, left), op=gast.Mult(), right=right)
    return gast.BinOp(left=ct, op=gast.Mult(), right=partial)


def _negated(node: gast.expr) -> gast.expr:
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        return node.operand
    match node:
        case gast.BinOp(left=left, op=gast.Mult() | gast.Div() as op, right=right):
            return gast.BinOp(left=_negated(left), op=op, right=right)
    return gast.UnaryOp(op=gast.USub(), operand=node)
