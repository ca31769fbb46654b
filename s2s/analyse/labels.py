"""Labels: by which attribute of an object a function comes to what a name stands for."""

from __future__ import annotations

import gast

from s2s.analyse import kinds as k
from s2s.analyse.typed import RuleCall, Typed
from s2s.syntax import walk


def labels(typed: Typed) -> dict[str, str]:
    """The attribute that each name was read from, or an item or view of it, where there is just one.

    What another attribute holds is something else, unless it was put there too.
    """
    found: dict[str, str | None] = dict.fromkeys(typed.params)
    for node in walk.statements(typed.body):
        label = None
        match node:
            case gast.Assign(targets=[gast.Name()], value=value):
                label = _label(value, typed, found)
            case gast.For(target=gast.Name(), iter=gast.Name(id=iterable)):
                label = found.get(iterable)
        for name in walk.bound(_goals(node)):
            found[name] = label if found.get(name, label) == label else None
    return {name: label for name, label in found.items() if label is not None}


def _goals(node: gast.stmt) -> list[gast.expr]:
    """What a statement itself assigns to."""
    match node:
        case gast.Assign(targets=goals):
            return list(goals)
        case gast.For(target=goal):
            return [goal]
    return []


def _label(value: gast.expr, typed: Typed, found: dict[str, str | None]) -> str | None:
    call = typed.resolution(value)
    if isinstance(call, RuleCall):
        views = [call.bound.get(param) for param in call.rule.view]
        known = {found.get(view.id) for view in views if isinstance(view, gast.Name)}
        return known.pop() if len(known) == 1 else None
    match value:
        case gast.Name(id=name) | gast.Subscript(value=gast.Name(id=name)):
            return found.get(name)
        case gast.Attribute(value=gast.Name(id=name), attr=attr):
            array = k.is_numeric(typed.env.get(name, k.Opaque()))
            return found.get(name) if array else attr
    return None


class Spread:
    """Follows what attributes hold to where it can be reached under other labels, or none."""

    def __init__(self, typed: Typed) -> None:
        self.labels = labels(typed)
        self._parent: dict[str, str] = {}
        self._carried: list[tuple[str, str]] = []
        self._kept: list[tuple[str, str]] = []
        self._loose: set[str] = set()

    def join(self, first: str, other: str) -> None:
        """``first`` is made of ``other``, or holds it from now on."""
        into, label = self.labels.get(first), self.labels.get(other)
        if into is not None:
            self.keep(into, other)
        elif label is not None:
            self._carried.append((first, label))
        else:
            self._parent[self._find(other)] = self._find(first)

    def keep(self, attr: str, value: str) -> None:
        """An attribute holds a value."""
        label = self.labels.get(value)
        if label is None:
            self._kept.append((value, attr))
        elif label != attr:
            self._loose.add(label)

    def mix(self, names: list[str]) -> None:
        """Something unseen may put each of these into the others."""
        for name in names:
            label = self.labels.get(name)
            if label is None:
                self._kept.append((name, ""))
            else:
                self._loose.add(label)

    def loose(self) -> set[str]:
        """The attributes of which what they hold can be reached in other ways."""
        kept: dict[str, set[str]] = {}
        for name, attr in self._kept:
            kept.setdefault(self._find(name), set()).add(attr)
        carried = {
            label for name, label in self._carried if kept.get(self._find(name), {label}) != {label}
        }
        return self._loose | carried

    def _find(self, name: str) -> str:
        while (up := self._parent.setdefault(name, name)) != name:
            name = up
        return name
