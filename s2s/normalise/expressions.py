"""Operators, attributes, subscripts, displays and f-strings, taken apart."""

from __future__ import annotations

import gast

from s2s.normalise import passive
from s2s.normalise.flattener import Flattener
from s2s.normalise.generators import kept, listed
from s2s.syntax import build, walk


def same(_: Flattener, node: gast.expr) -> gast.expr:
    """A name or a constant is a right-hand side already."""
    return node


def binary(flat: Flattener, node: gast.BinOp) -> gast.expr:
    """``left op right``; a long chain of operators is walked, not recursed into."""
    spine = [node]
    while isinstance(spine[-1].left, gast.BinOp):
        spine.append(spine[-1].left)
    left = spine[-1].left
    for position, item in enumerate(reversed(spine)):
        if position:
            left, right = flat.bind(left, left), flat.atom(item.right)
        else:
            left, right = flat.operands([left, item.right])
        made = gast.BinOp(left=left, op=item.op, right=right)
        left = walk.copy_position(made, item)
    return left


def unary(flat: Flattener, node: gast.UnaryOp) -> gast.expr:
    """``op operand``; a negative number stays one."""
    if passive.is_atom(node):
        return node
    if isinstance(node.op, gast.Not):
        return passive.negate_value(flat.test(node.operand), node)
    return gast.UnaryOp(op=node.op, operand=flat.atom(node.operand))


def compare(flat: Flattener, node: gast.Compare) -> gast.expr:
    """A comparison that holds a ``:=``; all others stay whole."""
    if len(node.ops) == 1:
        left, right = flat.operands([node.left, *node.comparators])
        return gast.Compare(left=left, ops=node.ops, comparators=[right])
    # a < b < c evaluates b once, and c only if a < b.
    left, middle = flat.operands([node.left, node.comparators[0]])
    if isinstance(middle, gast.Name):
        middle = flat.steady(middle, node.comparators[1:])
    first = gast.Compare(left=left, ops=node.ops[:1], comparators=[middle])
    rest = gast.Compare(left=walk.clone(middle), ops=node.ops[1:], comparators=node.comparators[1:])
    both = gast.BoolOp(
        op=gast.And(),
        values=[walk.copy_position(first, node), walk.copy_position(rest, node)],
    )
    return flat.rhs(walk.copy_position(both, node))


def attribute(flat: Flattener, node: gast.Attribute) -> gast.expr:
    """``name.attr``, or a dotted name whole where its root is a global or a module."""
    if dotted(flat, node):
        return node
    return gast.Attribute(value=flat.name(node.value), attr=node.attr, ctx=gast.Load())


def dotted(flat: Flattener, node: gast.expr) -> bool:
    """Whether the expression is a chain of attributes of a global, a builtin or an import."""
    while isinstance(node, gast.Attribute):
        node = node.value
    return isinstance(node, gast.Name) and not flat.context.is_local(node.id)


def subscript(flat: Flattener, node: gast.Subscript) -> gast.expr:
    """``name[index]`` with atoms inside."""
    base, key = place(flat, node)
    return build.index(base, key)


def place(flat: Flattener, node: gast.Subscript) -> tuple[gast.expr, gast.expr]:
    """The base and the index of a subscript, evaluated in this order."""
    base = flat.name(node.value)
    steady = flat.steady(base, [node.slice])
    return steady, index(flat, node.slice)


def index(flat: Flattener, node: gast.expr) -> gast.expr:
    """An index: slices and tuples of them keep their shape, with atoms inside."""
    if isinstance(node, gast.Tuple) and not _starred(node):
        if not any(isinstance(element, gast.Slice) for element in node.elts):
            elements = flat.operands(node.elts)
        else:
            elements = [index(flat, element) for element in node.elts]
        return walk.copy_position(build.tuple_(elements), node)
    if isinstance(node, gast.Slice):
        parts = [part for part in (node.lower, node.upper, node.step) if part is not None]
        atoms = iter(flat.operands(parts))
        lower, upper, step = (
            None if part is None else next(atoms) for part in (node.lower, node.upper, node.step)
        )
        return walk.copy_position(gast.Slice(lower=lower, upper=upper, step=step), node)
    return flat.atom(node)


def _starred(node: gast.expr) -> bool:
    return any(isinstance(element, gast.Starred) for element in node.elts)


def sequence(flat: Flattener, node: gast.expr) -> gast.expr:
    """A tuple, list or set display of atoms; ``*name`` stays."""
    for element in node.elts:
        if isinstance(element, gast.GeneratorExp):
            kept(flat, element)
    made = type(node)()
    made.elts = elements(flat, node.elts)
    if not isinstance(node, gast.Set):
        made.ctx = gast.Load()
    return made


def elements(flat: Flattener, nodes: list[gast.expr]) -> list[gast.expr]:
    """Atoms for expressions some of which may be starred or generators."""
    nodes = _in_order(list(map(listed, nodes)))
    values = [node.value if isinstance(node, gast.Starred) else node for node in nodes]
    atoms = flat.operands(values)
    result: list[gast.expr] = []
    for node, atom in zip(nodes, atoms, strict=True):
        if isinstance(node, gast.Starred):
            held = atom if isinstance(atom, gast.Name) else flat.bind(atom, node)
            atom = walk.copy_position(gast.Starred(value=held, ctx=gast.Load()), node)
        result.append(atom)
    return result


def _in_order(nodes: list[gast.expr]) -> list[gast.expr]:
    """Starred values are run through before what stands after them is evaluated."""
    found: list[gast.expr] = []
    for position, node in enumerate(nodes):
        if isinstance(node, gast.Starred) and isinstance(node.value, gast.Call):
            if any(passive.may_write(after, ()) for after in nodes[position + 1 :]):
                items = walk.copy_position(build.tuple_([node]), node)
                node = walk.copy_position(gast.Starred(value=items, ctx=gast.Load()), node)
        found.append(node)
    return found


def dictionary(flat: Flattener, node: gast.Dict) -> gast.expr:
    """A dict display of atoms; ``**name`` stays (its key is None)."""
    pairs = [
        part
        for pair in zip(node.keys, node.values, strict=True)
        for part in pair
        if part is not None
    ]
    atoms = iter(flat.operands(pairs))
    keys: list[gast.expr | None] = []
    values: list[gast.expr] = []
    for key in node.keys:
        keys.append(None if key is None else next(atoms))
        values.append(next(atoms))
    return gast.Dict(keys=keys, values=values)


def text(flat: Flattener, node: gast.JoinedStr) -> gast.expr:
    """An f-string stays whole, unless it holds a ``:=`` or calls what may write."""
    if flat.has_walrus(node) or passive.may_write(node, flat.context.redefined):
        for part in node.values:
            if isinstance(part, gast.FormattedValue):
                part.value = flat.keep(flat.atom(part.value))
                if part.format_spec is not None:
                    part.format_spec = text(flat, part.format_spec)
    return node


def walrus(flat: Flattener, node: gast.NamedExpr) -> gast.expr:
    """``name := value`` becomes an assignment before the statement."""
    goal = walk.copy_position(build.target(node.target.id), node.target)
    flat.statement(walk.copy_position(build.assign(goal, node.value), node))
    return flat.read(node.target.id, node)
