"""What a function writes into, and which names may share memory with what it writes.

One union-find over the names of a function: a name, its views, the containers that hold it and the
arguments and results of calls that may keep it are one class. Arrays inside a container belong to
the class of the container.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, starmap

import gast

from s2s.analyse.forms import ANY, ARRAY, Forms, form, forms, loosened, meet, under
from s2s.analyse.holding import has_shadow
from s2s.analyse.mentions import mentioned
from s2s.analyse.tapes import Read, told_apart
from s2s.analyse.typed import Memory, Region, Typed, UserCall
from s2s.analyse.unions import RESULT, Unions, add

_NOTHING = Memory()
_NO_TAPES = Read()
_NO_FORMS: Forms = frozenset()


def memory(typed: Typed, held: Memory = _NOTHING, tapes: Read = _NO_TAPES) -> Memory:
    """The classes of names that share memory, and what is written into each, in a typed function.

    Args:
        typed: the function.
        held: what has to hold besides: what is known only grows where it is the last result.
        tapes: those of which nobody writes into what comes off them unless it shares memory with
            something else that is written into.
    """
    if not _touches(typed) and held == _NOTHING:
        return Memory()
    tapes = told_apart(typed, tapes)
    readers = {name for name, put in tapes.put.items() if put <= typed.env.keys()}
    apart = readers.union(name for _, name in tapes.told_apart)
    if apart:
        untouched = _Classes(typed, held, tapes, apart).untouched()
        apart = {name for name in apart if name in untouched}
    return _Classes(typed, held, tapes, apart).memory()


def _touches(typed: Typed) -> bool:
    callees = [r.callee.memory for _, r in typed.calls.values() if isinstance(r, UserCall)]
    callees += [call.callee.memory for _, call in typed.left.values()]
    return bool(
        typed.written
        or typed.slots
        or typed.unsteady
        or any((*typed.refs, typed.by_reference, *typed.changing))
        or any(m.regions for m in callees)
        or typed.foreign  # a caller may write into what it returns
        or mentioned(typed, typed.result)
    )


class _Classes(Unions):
    """The classes of a function as a whole."""

    def _read(self) -> None:
        """Reads the text; and the forms of what is written here, and of what is from outside."""
        typed = self.typed
        self.block(typed.body)
        for name in typed.env.keys() & typed.foreign:
            add(self.outside, name, forms(typed.env[name]))
        found = self.spread.labels
        for name in typed.env.keys() & typed.written:  # elements of all the arrays in it
            inside = typed.through.get(name, forms(typed.env[name]) & {ARRAY, ANY})
            add(self.writes, name, under(inside, found.get(name)))
        for name in typed.env.keys() & typed.slots:
            add(self.writes, name, under(form(typed.env[name]), found.get(name)))
        loose = _NO_FORMS.union(*map(loosened, self.spread.loose()))
        for name in filter(self.refers, typed.env):
            add(self.writes, name, loose)

    def _changing(self, result: str | None) -> set[str]:
        """What the function that calls writes into, and what unseen code may overwrite."""
        ends = zip([*self.typed.params, result], self.typed.changing, strict=True)
        found = {self.find(n) for n, on in ends if on and n is not None and self.refers(n)}
        return found | self._roots(self.typed.unsteady)

    def _lengths(self, others: set[str]) -> set[str]:
        """Lists that become longer or shorter; what came from outside may be such a list."""
        lengths = self._roots(self.lengths)
        return lengths | others if lengths & others else lengths

    def untouched(self) -> set[str]:
        """The names of classes into which nothing is written, and that nobody outside can reach."""
        self._read()
        typed = self.typed
        result = typed.result.id if isinstance(typed.result, gast.Name) else None
        touched = self._exposed(result) | self._changing(result)
        known = (self.arrays, self.slots, self.lengths, self.outside, self.writes)
        touched |= self._roots(chain(*known, (name for name, *_ in self.held)))
        return {name for name in typed.env if self.find(name) not in touched}

    def memory(self) -> Memory:
        """The result, for the function as a whole."""
        typed = self.typed
        self._read()
        result = typed.result.id if isinstance(typed.result, gast.Name) else None
        members = self._members(result)
        arrays, slots = self._roots(self.arrays), self._roots(self.slots)
        outside, writes = self._by_root(self.outside), self._by_root(self.writes)
        seen = self.flows.seen(typed, members, self.outside, self.writes)
        foreign = {root for root in outside if meet(outside[root], seen.get(root, ()))}
        exposed, changing = self._exposed(result), self._changing(result)
        lengths = self._lengths(exposed | changing)
        varied = {root for root, names in members.items() if self.active & {*names}}
        shadow = (varied & (arrays | slots)) | exposed

        def region(root: str, names: list[str]) -> Region:
            array, slot = root in arrays, root in slots
            active = root in shadow and (array or slot)
            both = outside.get(root, _NO_FORMS), writes.get(root, _NO_FORMS)
            held = frozenset((f, b) for name, f, b in self.held if self.find(name) == root)
            return Region(self._reached(names), array, slot, active, *both, root in lengths, held)

        def of(roots: set[str]) -> frozenset[str]:
            return frozenset(name for root in roots for name in members.get(root, ()))

        return Memory(
            shadow=frozenset(n for n in of(shadow) if has_shadow(typed.env[n])),
            written=of(arrays | exposed | changing),
            overwritten=of(arrays | self._roots(typed.unsteady)),
            slots=of(slots | exposed | changing),
            exposed=of(exposed | changing),
            foreign=of(shadow & foreign),
            reached=of(shadow),
            lengths=of(lengths),
            regions=(*filter(_matters, starmap(region, members.items())), *self._given_out()),
            roots={name: self.find(name) for name in of(arrays | slots | exposed | changing)},
            outside=outside,
            writes=writes,
            buffers=frozenset(self._overwritten(seen)),
            spared=self.flows.spared(typed, members, self.writes),
        )

    def _exposed(self, result: str | None) -> set[str]:
        """What the caller writes into."""
        params = zip(self.typed.params, self.typed.refs, strict=True)
        found = {self.find(name) for name, on in params if on}
        if result is not None and self.typed.by_reference and self.refers(result):
            found.add(self.find(result))
        return found

    def _given_out(self) -> Iterator[Region]:
        """What is returned as it is read from outside."""
        found = mentioned(self.typed, self.typed.result)
        if found is not None:
            yield Region((RESULT,), False, False, False, found[0])

    def _overwritten(self, writes: Mapping[str, Forms]) -> Iterator[object]:
        """The buffers that are written into by other names."""
        for name, found, buffer in self.held:
            if meet(found, writes.get(self.find(name), ())):
                yield buffer

    def _by_root(self, found: Mapping[str, Forms]) -> dict[str, Forms]:
        """What is known of names, by the representative of their class."""
        result: dict[str, Forms] = {}
        for name in filter(self.refers, found):
            add(result, self.find(name), found[name])
        return result

    def _members(self, result: str | None) -> dict[str, list[str]]:
        """The names of each class, by its representative."""
        if result is not None:
            self.find(result)
        members: dict[str, list[str]] = {}
        for name in self.typed.env:
            if self.refers(name):
                members.setdefault(self.find(name), []).append(name)
        return members

    def _roots(self, names: Iterable[str]) -> set[str]:
        """The representatives of names."""
        return {self.find(name) for name in names if self.refers(name)}

    def _reached(self, names: list[str]) -> tuple[int, ...]:
        """The positions of the parameters, and the result, that stand among names."""
        typed = self.typed
        inside = [i for i, p in enumerate(typed.params) if p in names]
        if isinstance(typed.result, gast.Name) and typed.result.id in names:
            inside.append(RESULT)
        return tuple(inside)


def _matters(region: Region) -> bool:
    """Whether a caller must know of it: it has parameters or the result in it, with something else."""
    several = len(region.members) > 1
    return bool(region.members) and (
        several or region.arrays or region.slots or bool(region.foreign)
    )
