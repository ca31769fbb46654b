"""Tapes: lists that a function fills and empties itself, and what comes off them.

The text of a derivative keeps what its second half reads in lists of tuples. That one item of such a
tuple varies says nothing of the others: what is read under a name is what was put there under some
names, and varies if one of them does. A list counts where every mention of it is understood, so that
nobody else can put anything into it.
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

import gast

from s2s.analyse.typed import Typed
from s2s.syntax import walk

# What a name may stand for: "list" or "tuple" by name, or "value" of a name.
_Token = tuple[str, str]
_ANYTHING: _Token = ("anything", "")


@dataclass(frozen=True)
class Read:
    """What comes off the tapes of a function.

    Attributes:
        put: of each name for what is read from a tape, the names of what was put there.
        told_apart: pairs of a tuple and a name in it, of which all readers are among ``put``.
    """

    put: dict[str, frozenset[str]] = field(default_factory=dict)
    told_apart: frozenset[tuple[str, str]] = frozenset()


def tapes(node: gast.FunctionDef) -> Read:
    """What comes off the tapes of a function.

    >>> text = "ts = []; t = (a, b); ts.append(t); over = reversed(ts)\\n for item in over: c, d = item"
    >>> found = tapes(gast.parse("def f(a, b):\\n " + text).body[0])
    >>> sorted((name, *names) for name, names in found.put.items())
    [('c', 'a'), ('d', 'b')]
    >>> sorted(found.told_apart)
    [('t', 'a'), ('t', 'b')]
    """
    if not any(isinstance(part, gast.List) and not part.elts for part in walk.nodes(node.body)):
        return Read()
    found = _Tapes(node)
    found.settle()
    escaped = found.escaped()
    for kind, name in escaped:
        if kind == "list":
            found.contents[name].add(_ANYTHING)
    found.settle()
    put = {
        name: frozenset(value for _, value in tokens if value)
        for name in (*found.items, *found.parts)
        if (tokens := found.stands_for[name]) and all(kind == "value" for kind, _ in tokens)
    }
    return Read(put, frozenset(found.told_apart(escaped, put.keys())))


def told_apart(typed: Typed, read: Read) -> Read:
    """What comes off the tapes of a typed function; nothing where its text has other tuples."""
    wanted = {pair for pair in read.told_apart if pair[0] in typed.env}
    found = {
        (target.id, element.id)
        for node in walk.statements(typed.body)
        if isinstance(node, gast.Assign) and isinstance(node.value, gast.Tuple)
        for target in node.targets
        if isinstance(target, gast.Name)
        for element in node.value.elts
        if isinstance(element, gast.Name)
    }
    return read if wanted <= found else Read()


class _Tapes:
    def __init__(self, fn: gast.FunctionDef) -> None:
        self.stands_for: dict[str, set[_Token]] = collections.defaultdict(set)
        self.contents: dict[str, set[_Token]] = collections.defaultdict(set)
        self.lists: set[str] = set()
        self.tuples: dict[str, list[gast.expr]] = {}
        self.pushes: list[tuple[int, str, gast.expr]] = []
        self.reversed: dict[str, str] = {}
        self.items: dict[str, tuple[int, str]] = {}
        self.parts: dict[str, tuple[str, int, int]] = {}
        self.understood: collections.Counter[str] = collections.Counter()
        names = [node for node in walk.nodes(fn.body) if isinstance(node, gast.Name)]
        self.mentioned = collections.Counter(n.id for n in names if isinstance(n.ctx, gast.Load))
        bound = collections.Counter(n.id for n in names if isinstance(n.ctx, gast.Store))
        self.once = {name for name, n in bound.items() if n == 1} - set(walk.parameters(fn))
        nodes = list(walk.statements(fn.body))
        for place, node in enumerate(nodes):
            self._note(place, node)

    def _note(self, place: int, node: gast.stmt) -> None:
        match node:
            case gast.Assign(targets=[gast.Name(id=name)], value=value) if name in self.once:
                self._assigned(name, value)
            case gast.Assign(targets=[gast.Tuple(elts=elts)], value=gast.Name(id=source)):
                names = [e.id for e in elts if isinstance(e, gast.Name) and e.id in self.once]
                if len(names) == len(elts):
                    self.understood[source] += 1
                    self.parts |= {name: (source, i, len(elts)) for i, name in enumerate(names)}
            case gast.Expr(
                value=gast.Call(
                    func=gast.Attribute(value=gast.Name(id=name), attr="append"), args=[item]
                )
            ):
                self.understood[name] += 1
                self.pushes.append((place, name, item))
                if isinstance(item, gast.Name):
                    self.understood[item.id] += 1
            case gast.For(target=gast.Name(id=name), iter=gast.Name(id=over)) if name in self.once:
                self.understood[over] += 1
                self.items[name] = place, over

    def _assigned(self, name: str, value: gast.expr) -> None:
        match value:
            case gast.List(elts=[]):
                self.lists.add(name)
                self.stands_for[name].add(("list", name))
            case gast.Tuple(elts=elts):
                if any(isinstance(element, gast.Starred) for element in elts):
                    return
                self.tuples[name] = elts
                self.stands_for[name].add(("tuple", name))
                self.understood.update(e.id for e in elts if isinstance(e, gast.Name))
            case gast.Call(func=gast.Name(id="reversed"), args=[gast.Name(id=source)]):
                self.understood[source] += 1
                self.reversed[name] = source
            case gast.Call(func=gast.Name(id="len"), args=[gast.Name(id=source)]):
                self.understood[source] += 1

    def settle(self) -> None:
        """Passes on what names stand for until nothing changes."""
        size = -1
        while size != (size := self._size()):
            for _, name, item in self.pushes:
                for kind, goal in tuple(self.stands_for[name]):
                    if kind == "list":
                        self.contents[goal] |= self._of(item)
            for name, source in self.reversed.items():
                for token in tuple(self._of_name(source)):  # a tuple has other places then
                    self.stands_for[name].add(token if token[0] == "list" else _ANYTHING)
            for name, (place, over) in self.items.items():
                for token in tuple(self._of_name(over)):
                    self.stands_for[name] |= self._inside(token, place)
            for name, (source, i, width) in self.parts.items():
                for kind, goal in tuple(self._of_name(source)):
                    whole = kind == "tuple" and len(self.tuples[goal]) == width
                    found = self._of(self.tuples[goal][i]) if whole else {_ANYTHING}
                    self.stands_for[name] |= found

    def escaped(self) -> set[_Token]:
        """The lists into which something else may be put, and all that others may come to."""
        loose = {
            token
            for name, tokens in self.stands_for.items()
            if self.understood[name] != self.mentioned[name]
            for token in tokens
        }
        for _, name, item in self.pushes:
            if (
                any(kind != "list" for kind, _ in self.stands_for[name])
                or not self.stands_for[name]
            ):
                loose |= self._of(item)
        pending = list(loose)
        while pending:
            kind, name = pending.pop()
            inner: set[_Token] = set()
            if kind == "tuple":
                inner = set(itertools.chain(*map(self._of, self.tuples[name])))
            elif kind == "list":
                inner = self.contents[name]
            pending += inner - loose
            loose |= inner
        return loose

    def told_apart(self, escaped: set[_Token], put: Container[str]) -> Iterator[tuple[str, str]]:
        """Pairs of a tuple and a name in it, where all that reads the name there is known."""
        misread = {token for _, over in self.items.values() for token in self._of_name(over)}
        misread |= {token for over in self.reversed.values() for token in self._of_name(over)}
        partly = {
            (token, i)
            for name, (source, i, _) in self.parts.items()
            if name not in put
            for token in self._of_name(source)
        }
        for name, elements in self.tuples.items():
            token = "tuple", name
            if token in escaped | misread:
                continue
            names = [e.id if self._is_value(e) else "" for e in elements]
            doubted = {n for i, n in enumerate(names) if (token, i) in partly}
            yield from ((name, n) for n in names if n and n not in doubted)

    def _is_value(self, atom: gast.expr) -> bool:
        return isinstance(atom, gast.Name) and self._of(atom) == {("value", atom.id)}

    def _inside(self, token: _Token, place: int) -> set[_Token]:
        """What is read from a list by a loop at this place."""
        kind, name = token
        later = any(
            at > place and token in self.stands_for[goal] for at, goal, _ in self.pushes
        )  # so that what is put there is known when it is read
        if kind != "list":
            return {_ANYTHING}
        return self.contents[name] | {_ANYTHING} if later else self.contents[name]

    def _of(self, atom: gast.expr) -> set[_Token]:
        if isinstance(atom, gast.Name):
            return self._of_name(atom.id)
        return {("value", "")} if isinstance(atom, gast.Constant) else {_ANYTHING}

    def _of_name(self, name: str) -> set[_Token]:
        known = name in self.items or name in self.parts or name in self.reversed
        found = self.stands_for[name]
        if found == {_ANYTHING} or not (known or found):  # it comes off no tape
            return {("value", name)}
        return found

    def _size(self) -> int:
        return sum(map(len, (*self.stands_for.values(), *self.contents.values())))
