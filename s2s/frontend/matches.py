"""``match`` statements as chains of ``if``: the patterns that compare, take to pieces and name."""

from __future__ import annotations

import ast
import copy

from s2s.frontend import scoping


def matches(node: ast.FunctionDef | ast.Lambda) -> ast.FunctionDef | ast.Lambda:
    """A copy of a function with ``if`` in place of ``match``, where the patterns are known.

    A ``match`` with more alternatives that name something than can be written out stays as it is, and is refused later.

    >>> node = ast.parse("def f(k):\\n match k:\\n  case 'a' | 'b': return 1\\n  case _: return 2").body[0]
    >>> print(ast.unparse(matches(node)))
    def f(k):
        if k == 'a' or k == 'b':
            return 1
        else:
            return 2
    """
    if not any(isinstance(inner, ast.Match) for inner in scoping.nodes(node)):
        return node
    made: ast.FunctionDef | ast.Lambda = _Rewriter().visit(copy.deepcopy(node))
    return ast.fix_missing_locations(made)


# Classes whose only positional pattern stands for the value itself.
_WHOLE = frozenset("bool bytearray bytes dict float frozenset int list set str tuple".split())


class _Unknown(Exception):
    """A pattern that has no test of its own."""


class _Rewriter(ast.NodeTransformer):
    def __init__(self) -> None:
        self.count = 0

    def visit_Match(self, node: ast.Match) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        before: list[ast.stmt] = []
        subject = node.subject
        if not isinstance(subject, ast.Name):
            name = f"subject_{self.count}" if self.count else "subject"
            self.count += 1
            goal = ast.Name(id=name, ctx=ast.Store())
            before.append(ast.copy_location(ast.Assign(targets=[goal], value=subject), node))
            subject = ast.copy_location(ast.Name(id=name, ctx=ast.Load()), subject)
        try:
            return [*before, *_chain(node.cases, subject)]
        except _Unknown:
            return node


def _chain(cases: list[ast.match_case], subject: ast.expr) -> list[ast.stmt]:
    if not cases:
        return []
    first, *rest = cases
    options = _options(first.pattern)
    if len(options) > 1:  # each names something of its own
        each = [ast.match_case(p, first.guard, first.body) for p in options]
        return _chain([*map(copy.deepcopy, each), *rest], subject)
    names: dict[str, ast.expr] = {}
    tests = _tests(first.pattern, subject, names)
    if first.guard is not None:
        tests.append(_Named(names).visit(copy.deepcopy(first.guard)))
    body: list[ast.stmt] = []
    for name, value in names.items():
        goal = ast.Name(id=name, ctx=ast.Store())
        body.append(ast.copy_location(ast.Assign(targets=[goal], value=value), first.pattern))
    body += first.body
    if not tests:
        return body
    test = tests[0] if len(tests) == 1 else ast.BoolOp(op=ast.And(), values=tests)
    chosen = ast.If(test=test, body=body, orelse=_chain(rest, subject))
    return [ast.copy_location(chosen, first.pattern)]


def _options(pattern: ast.pattern) -> list[ast.pattern]:
    """The patterns without ``|`` that a pattern stands for, where its alternatives name something."""
    found: list[ast.pattern] = [pattern]
    for inner in ast.walk(pattern):
        if isinstance(inner, ast.MatchOr) and any(map(_names, inner.patterns)):
            found = [_with(pattern, inner, one) for one in inner.patterns]
            break
    else:
        return found
    made = [option for one in found for option in _options(one)]
    if len(made) > _MOST:
        raise _Unknown
    return made


_MOST = 16  # alternatives that become cases of their own


def _names(pattern: ast.pattern) -> bool:
    """Whether a pattern binds a name."""
    return any(
        getattr(part, "name", None) is not None or getattr(part, "rest", None) is not None
        for part in ast.walk(pattern)
    )


def _with(pattern: ast.pattern, old: ast.pattern, new: ast.pattern) -> ast.pattern:
    """A copy of a pattern with a part replaced."""
    memo = {id(old): copy.deepcopy(new)}
    return copy.deepcopy(pattern, memo)


class _Named(ast.NodeTransformer):
    """Puts what a pattern names into its guard, which is evaluated before the names are bound."""

    def __init__(self, names: dict[str, ast.expr]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return copy.deepcopy(self.names.get(node.id, node))


def _tests(pattern: ast.pattern, subject: ast.expr, names: dict[str, ast.expr]) -> list[ast.expr]:
    """The conditions of a pattern; what it names is added to ``names``."""
    match pattern:
        case ast.MatchValue(value=value):
            return [ast.Compare(left=subject, ops=[ast.Eq()], comparators=[value])]
        case ast.MatchSingleton(value=value):
            constant = ast.Constant(value=value)
            return [ast.Compare(left=subject, ops=[ast.Is()], comparators=[constant])]
        case ast.MatchAs(pattern=inner, name=name):
            found = [] if inner is None else _tests(inner, subject, names)
            if name is not None:
                names[name] = subject
            return found
        case ast.MatchOr(patterns=patterns):
            inside: dict[str, ast.expr] = {}
            options = [_all(_tests(option, subject, inside)) for option in patterns]
            if inside:
                raise _Unknown
            return [ast.BoolOp(op=ast.Or(), values=options)]
        case ast.MatchSequence(patterns=patterns):
            return _sequence(patterns, subject, names)
        case ast.MatchMapping(keys=keys, patterns=patterns, rest=rest):
            return _mapping(keys, patterns, rest, subject, names)
        case ast.MatchClass(cls=cls, patterns=firsts, kwd_attrs=attrs, kwd_patterns=patterns):
            found = [_call("isinstance", subject, cls)]
            if isinstance(cls, ast.Name) and cls.id in _WHOLE and len(firsts) == 1 and not attrs:
                return found + _tests(firsts[0], subject, names)  # the value itself
            for i, inner in enumerate(firsts):
                listed = ast.Attribute(value=cls, attr="__match_args__", ctx=ast.Load())
                field = ast.Subscript(value=listed, slice=ast.Constant(value=i), ctx=ast.Load())
                found += _tests(inner, _call("getattr", subject, field), names)
            for attr, inner in zip(attrs, patterns, strict=True):
                place = ast.Attribute(value=subject, attr=attr, ctx=ast.Load())
                found += _tests(inner, place, names)
            return found
    raise _Unknown


def _sequence(
    patterns: list[ast.pattern], subject: ast.expr, names: dict[str, ast.expr]
) -> list[ast.expr]:
    star = next((i for i, p in enumerate(patterns) if isinstance(p, ast.MatchStar)), None)
    kinds = ast.Tuple(elts=[_name("tuple"), _name("list"), _name("range")], ctx=ast.Load())
    length = ast.Constant(value=len(patterns) - (star is not None))
    compare = ast.Eq() if star is None else ast.GtE()
    found: list[ast.expr] = [
        _call("isinstance", subject, kinds),
        ast.Compare(left=_call("len", subject), ops=[compare], comparators=[length]),
    ]
    for i, inner in enumerate(patterns):
        after = len(patterns) - 1 - i
        if isinstance(inner, ast.MatchStar):
            if inner.name is not None:
                stop = ast.Constant(value=-after) if after else None
                part = ast.Slice(lower=ast.Constant(value=i), upper=stop)
                rest = ast.Subscript(value=subject, slice=part, ctx=ast.Load())
                names[inner.name] = _call("list", rest)
            continue
        key = ast.Constant(value=i if star is None or i < star else -1 - after)
        place = ast.Subscript(value=subject, slice=key, ctx=ast.Load())
        found += _tests(inner, place, names)
    return found


def _mapping(
    keys: list[ast.expr], patterns: list[ast.pattern], rest: str | None, subject: ast.expr,
    names: dict[str, ast.expr],
) -> list[ast.expr]:  # fmt: skip
    found: list[ast.expr] = [_call("isinstance", subject, _name("dict"))]
    for key, inner in zip(keys, patterns, strict=True):
        found.append(ast.Compare(left=key, ops=[ast.In()], comparators=[subject]))
        found += _tests(inner, ast.Subscript(value=subject, slice=key, ctx=ast.Load()), names)
    if rest is not None:
        key_name, value_name = f"{rest}_key", f"{rest}_value"
        goals: list[ast.expr] = [ast.Name(id=n, ctx=ast.Store()) for n in (key_name, value_name)]
        taken = ast.Tuple(elts=keys, ctx=ast.Load())
        other = ast.Compare(left=_name(key_name), ops=[ast.NotIn()], comparators=[taken])
        view = ast.Attribute(value=subject, attr="items", ctx=ast.Load())
        part = ast.comprehension(
            target=ast.Tuple(elts=goals, ctx=ast.Store()),
            iter=ast.Call(func=view, args=[], keywords=[]), ifs=[other], is_async=0,
        )  # fmt: skip
        names[rest] = ast.DictComp(key=_name(key_name), value=_name(value_name), generators=[part])
    return found


def _all(tests: list[ast.expr]) -> ast.expr:
    if not tests:
        return ast.Constant(value=True)
    return tests[0] if len(tests) == 1 else ast.BoolOp(op=ast.And(), values=tests)


def _name(name: str) -> ast.Name:
    return ast.Name(id=name, ctx=ast.Load())


def _call(function: str, *args: ast.expr) -> ast.Call:
    return ast.Call(func=_name(function), args=list(args), keywords=[])
