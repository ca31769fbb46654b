"""Where control may go from a statement: on, or by a jump out of it."""

from __future__ import annotations

from collections.abc import Sequence

import gast

from s2s.normalise.steps import is_attempt

RETURN, BREAK, CONTINUE = "return", "break", "continue"
NONE: frozenset[str] = frozenset()


class Exits:
    """Answers, each node once: the jumps that leave it, and whether it can fall through."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[frozenset[str], bool]] = {}
        self._alive: list[gast.stmt] = []  # an identity is only good while its node lives

    def jumps(self, node: gast.stmt) -> frozenset[str]:
        """The kinds of jumps that leave the statement."""
        return self._of(node)[0]

    def falls(self, node: gast.stmt) -> bool:
        """Whether control may reach what follows the statement."""
        return self._of(node)[1]

    def block(self, body: Sequence[gast.stmt]) -> tuple[frozenset[str], bool]:
        """The same for a list of statements."""
        jumps: frozenset[str] = NONE
        falls = True
        for node in body:
            more, falls = self._of(node)
            jumps |= more
            if not falls:
                break
        return jumps, falls

    def _of(self, node: gast.stmt) -> tuple[frozenset[str], bool]:
        if isinstance(node, gast.Assign):
            return NONE, True
        known = self._known.get(id(node))
        if known is None:
            known = self._known[id(node)] = self._compute(node)
            self._alive.append(node)
        return known

    def _compute(self, node: gast.stmt) -> tuple[frozenset[str], bool]:
        if isinstance(node, gast.Return):
            return frozenset({RETURN}), False
        if isinstance(node, gast.Break):
            return frozenset({BREAK}), False
        if isinstance(node, gast.Continue):
            return frozenset({CONTINUE}), False
        if isinstance(node, gast.Raise):
            return NONE, False
        if isinstance(node, gast.If):
            body, body_falls = self.block(node.body)
            orelse, orelse_falls = self.block(node.orelse)
            return body | orelse, body_falls or orelse_falls
        if is_attempt(node):
            return NONE, True
        if isinstance(node, gast.With):
            # The context managers that are accepted swallow no exception.
            return self.block(node.body)
        if isinstance(node, gast.For | gast.While):
            return self._loop(node)
        return NONE, True

    def _loop(self, node: gast.For | gast.While) -> tuple[frozenset[str], bool]:
        inner, _ = self.block(node.body)
        orelse, orelse_falls = self.block(node.orelse)
        broken = BREAK in inner
        if is_endless(node):
            return inner & {RETURN}, broken
        return (inner & {RETURN}) | orelse, broken or orelse_falls


def is_endless(node: gast.stmt) -> bool:
    """``while True``: left by a jump only."""
    return (
        isinstance(node, gast.While)
        and isinstance(node.test, gast.Constant)
        and bool(node.test.value)
    )


def leave(body: Sequence[gast.stmt]) -> gast.If | None:
    """The ``if name: break`` at the end of a loop."""
    last = body[-1]
    if isinstance(last, gast.If) and isinstance(last.body[0], gast.Break):
        return last
    return None


def breaks(body: Sequence[gast.stmt]) -> bool:
    """Whether a ``break`` in the body of a loop leaves that loop."""
    pending = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, gast.Break):
            return True
        if isinstance(node, gast.For | gast.While):
            pending.extend(node.orelse)
        elif isinstance(node, gast.If | gast.With):
            pending.extend([*node.body, *getattr(node, "orelse", ())])
    return False
