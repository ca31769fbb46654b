"""Removes early ``return``, ``break``, ``continue`` and the ``else`` of loops.

Code after a branch that always jumps moves into the other branch. Where that would need a copy of
the code, a flag says whether the jump was taken, and what follows is guarded by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import gast

from s2s.normalise.context import Context
from s2s.normalise.exits import BREAK, CONTINUE, RETURN, Exits, is_endless
from s2s.normalise.flattener import nonempty
from s2s.normalise.passive import negate
from s2s.syntax import build, walk

# So many early exits one after the other make one nest; then a flag starts the next.
_NEST = 25


def jumps(body: list[gast.stmt], context: Context) -> list[gast.stmt]:
    """The statements with one ``return``, the last one, and ``break`` at the end of loops only.

    >>> import astor
    >>> from s2s.normalise.scope import scope
    >>> node = gast.parse('''
    ... def f(xs):
    ...     for x in xs:
    ...         if x > 0:
    ...             return x
    ...         print(x)
    ...     return None
    ... ''').body[0]
    >>> flat = jumps(node.body, Context(scope(node), (), None))
    >>> print("".join(map(astor.to_source, map(gast.gast_to_ast, flat))), end="")
    returned = False
    for x in xs:
        if x > 0:
            result = x
            returned = True
        else:
            print(x)
        if returned:
            break
    if not returned:
        result = None
    return result
    """
    exits = Exits()
    if exits.block(body)[1]:
        last = gast.Return(value=build.const(None))
        body = [*body, last]
        if body[:-1]:
            walk.copy_position(last, body[-2])
            walk.copy_position(last.value, body[-2])
    if not any(exits.jumps(node) or _has_loop(node) for node in body[:-1]) and isinstance(
        body[-1], gast.Return
    ):
        return body
    return _Jumps(context, exits).function(body)


def _has_loop(node: gast.stmt) -> bool:
    return isinstance(node, gast.For | gast.While | gast.If | gast.With)


@dataclass(frozen=True)
class _Loop:
    """The flags of the loop that is being worked on: names, or None where there is none."""

    stop: str | None
    skip: str | None


class _Jumps:
    def __init__(self, context: Context, exits: Exits) -> None:
        self.context = context
        self.exits = exits
        self.loop: _Loop | None = None
        # Returns that only pass on one that was taken in an inner loop, by identity.
        self.again: dict[int, gast.stmt] = {}
        self._result: str | None = None
        self._returned: str | None = None

    @property
    def result(self) -> str:
        """The variable of the value to return."""
        if self._result is None:
            self._result = self.context.alias("result")
        return self._result

    @property
    def returned(self) -> str:
        """The flag of a return."""
        if self._returned is None:
            self._returned = self.context.flag("returned")
        return self._returned

    def function(self, body: list[gast.stmt]) -> list[gast.stmt]:
        """The body of the function, with one return at its end."""
        last = body[-1]
        if isinstance(last, gast.Return) and not any(
            RETURN in self.exits.jumps(node) for node in body[:-1]
        ):
            return [*self.sequence(body[:-1], tail=False), last]
        out = self.sequence(body, tail=True)
        value = build.const(None)
        if self._result is not None:
            value = self.name(self.result, last)
        out.append(walk.copy_position(gast.Return(value=value), last))
        return out

    def sequence(self, body: Sequence[gast.stmt], tail: bool) -> list[gast.stmt]:
        """Statements without jumps; ``tail`` says that nothing follows them in their scope."""
        chunks = self._chunks(body)
        if len(chunks) == 1:
            return self._plain(body, tail)
        escapes, _ = self.exits.block(body)
        out = self._initial(escapes, body[0])
        out += self._plain(chunks[0], tail=False)
        for position, chunk in enumerate(chunks[1:], start=2):
            inner = self._plain(chunk, tail=tail and position == len(chunks))
            guard = negate(self._taken(escapes, chunk[0]))
            out.append(self._if(guard, inner, [], chunk[0]))
        return out

    def _chunks(self, body: Sequence[gast.stmt]) -> list[Sequence[gast.stmt]]:
        leaving = [i for i, node in enumerate(body) if self.exits.jumps(node)]
        starts = [0, *(leaving[i] + 1 for i in range(_NEST - 1, len(leaving), _NEST))]
        ends = [*starts[1:], len(body)]
        return [body[a:b] for a, b in zip(starts, ends, strict=True) if a < b] or [body]

    def _plain(self, body: Sequence[gast.stmt], tail: bool) -> list[gast.stmt]:
        out: list[gast.stmt] = []
        for position, node in enumerate(body):
            escapes = self.exits.jumps(node)
            rest = body[position + 1 :] if self.exits.falls(node) else []
            if isinstance(node, gast.Return | gast.Break | gast.Continue):
                return out + self._jump(node, tail)
            if isinstance(node, gast.For | gast.While):
                after = self._loop(node, out)
                if after:
                    return out + self.sequence([*after, *rest], tail)
            elif not escapes:
                out.append(self._inside(node))
            elif isinstance(node, gast.If):
                return out + self._branch(node, rest, tail)
            else:
                return out + self._with(node, rest, tail)
            if not self.exits.falls(node):
                break
        return out

    def _inside(self, node: gast.stmt) -> gast.stmt:
        """A statement that no jump leaves; loops inside it may still have some."""
        if isinstance(node, gast.If):
            node.body = nonempty(self._plain(node.body, tail=False), node)
            node.orelse = self._plain(node.orelse, tail=False)
        elif isinstance(node, gast.With):
            node.body = nonempty(self._plain(node.body, tail=False), node)
        return node

    def _jump(self, node: gast.stmt, tail: bool) -> list[gast.stmt]:
        """What a jump leaves behind: the result, and flags where something follows."""
        if isinstance(node, gast.Break):
            assert self.loop is not None and self.loop.stop is not None
            return [self.set(self.loop.stop, True, node)]
        if isinstance(node, gast.Continue):
            assert self.loop is not None and self.loop.skip is not None
            return [] if tail else [self.set(self.loop.skip, True, node)]
        out: list[gast.stmt] = []
        first = id(node) not in self.again
        if first:
            goal = walk.copy_position(build.target(self.result), node)
            out.append(walk.copy_position(build.assign(goal, node.value), node))
        if self.loop is not None:
            if first:
                out.append(self.set(self.returned, True, node))
            if self.loop.stop is not None:
                out.append(self.set(self.loop.stop, True, node))
        elif not tail and first:
            out.append(self.set(self.returned, True, node))
        return out

    def _branch(self, node: gast.If, rest: Sequence[gast.stmt], tail: bool) -> list[gast.stmt]:
        body, orelse = list(node.body), list(node.orelse)
        if isinstance(body[0], gast.Break) or (orelse and isinstance(orelse[0], gast.Break)):
            return self._leave(node, rest, tail)
        if not rest:
            return [self._if(node.test, self.sequence(body, tail), self._or(orelse, tail), node)]
        if not self.exits.block(body)[1]:
            orelse += rest
            return [self._if(node.test, self.sequence(body, tail), self._or(orelse, tail), node)]
        if not self.exits.block(orelse)[1]:
            body += rest
            return [self._if(node.test, self.sequence(body, tail), self._or(orelse, tail), node)]
        escapes = self.exits.jumps(node)
        out = self._initial(escapes, node)
        out.append(self._if(node.test, self.sequence(body, False), self._or(orelse, False), node))
        guard = negate(self._taken(escapes, rest[0]))
        out.append(self._if(guard, self.sequence(rest, tail), [], rest[0]))
        return out

    def _or(self, body: list[gast.stmt], tail: bool) -> list[gast.stmt]:
        return self.sequence(body, tail) if body else []

    def _leave(self, node: gast.If, rest: Sequence[gast.stmt], tail: bool) -> list[gast.stmt]:
        """``if test: break`` becomes ``stop = test``, and what follows is guarded."""
        assert self.loop is not None and self.loop.stop is not None
        stop = self.loop.stop
        test, other = node.test, [*node.orelse, *rest]
        if not isinstance(node.body[0], gast.Break):
            test, other = negate(node.test), [*node.body, *rest]
        goal = walk.copy_position(build.target(stop), node)
        out: list[gast.stmt] = [walk.copy_position(build.assign(goal, test), node)]
        if other:
            guard = negate(self.name(stop, node))
            out.append(self._if(guard, self.sequence(other, tail), [], other[0]))
        return out

    def _with(self, node: gast.With, rest: Sequence[gast.stmt], tail: bool) -> list[gast.stmt]:
        if not rest:
            node.body = nonempty(self.sequence(node.body, tail), node)
            return [node]
        escapes = self.exits.jumps(node)
        out = self._initial(escapes, node)
        node.body = nonempty(self.sequence(node.body, False), node)
        guard = negate(self._taken(escapes, rest[0]))
        return [*out, node, self._if(guard, self.sequence(rest, tail), [], rest[0])]

    def _loop(self, node: gast.For | gast.While, out: list[gast.stmt]) -> list[gast.stmt]:
        """Emits the loop without jumps; what is to follow it is returned."""
        inner, _ = self.exits.block(node.body)
        leaves, returns = BREAK in inner, RETURN in inner
        outer = self.loop
        if returns and outer is None:
            out.append(self.set(self.returned, False, node))
        stop = self.context.flag("stop") if leaves else None
        skip = self.context.flag("skip") if CONTINUE in inner else None
        orelse, node.orelse = node.orelse, []
        if stop and orelse and not is_endless(node):
            out.append(self.set(stop, False, node))
        self.loop = _Loop(stop, skip)
        body = [self.set(flag, False, node) for flag in (stop, skip) if flag]
        body += self.sequence(node.body, tail=True)
        end = stop or (self.returned if returns else None)
        if end is not None:
            leave = [walk.copy_position(gast.Break(), node)]
            body.append(walk.copy_position(build.if_(self.name(end, node), leave), node))
        node.body = nonempty(body, node)
        self.loop = outer
        out.append(node)
        return self._after(node, stop, returns, [] if is_endless(node) else orelse)

    def _after(
        self, node: gast.stmt, stop: str | None, returns: bool, orelse: list[gast.stmt]
    ) -> list[gast.stmt]:
        after: list[gast.stmt] = []
        if returns:
            again = walk.copy_position(gast.Return(value=build.const(None)), node)
            self.again[id(again)] = again
            test = self.name(self.returned, node)
            after.append(walk.copy_position(build.if_(test, [again]), node))
        if orelse and stop:
            guard = negate(self.name(stop, node))
            after.append(walk.copy_position(build.if_(guard, orelse), node))
        else:
            after += orelse
        return after

    def _initial(self, escapes: frozenset[str], place: gast.AST) -> list[gast.stmt]:
        """A flag of a return outside of loops is lowered just before; others at the loop."""
        if RETURN in escapes and self.loop is None:
            return [self.set(self.returned, False, place)]
        return []

    def _taken(self, escapes: frozenset[str], place: gast.AST) -> gast.expr:
        """Whether one of the jumps was taken."""
        flags = []
        if self.loop is None:
            flags = [self.returned]
        else:
            if RETURN in escapes:
                flags.append(self.loop.stop or self.returned)
            if BREAK in escapes and self.loop.stop not in flags:
                flags.append(self.loop.stop or "")
            if CONTINUE in escapes:
                flags.append(self.loop.skip or "")
        names: list[gast.expr] = [self.name(flag, place) for flag in flags]
        if len(names) == 1:
            return names[0]
        return walk.copy_position(gast.BoolOp(op=gast.Or(), values=names), place)

    def _if(
        self, test: gast.expr, body: list[gast.stmt], orelse: list[gast.stmt], place: gast.AST
    ) -> gast.stmt:
        if not body and orelse:
            test, body, orelse = negate(test), orelse, []
        return walk.copy_position(build.if_(test, nonempty(body, place), orelse), place)

    def name(self, name: str, place: gast.AST) -> gast.expr:
        """A flag that is read."""
        return walk.copy_position(build.name(name), place)

    def set(self, flag: str, value: bool, place: gast.AST) -> gast.stmt:
        """``flag = value``."""
        goal = walk.copy_position(build.target(flag), place)
        constant = walk.copy_position(build.const(value), place)
        return walk.copy_position(build.assign(goal, constant), place)
