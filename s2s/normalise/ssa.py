"""Structured SSA: every name is assigned once; copies merge what branches and loops assign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import gast

from s2s.normalise.context import Context
from s2s.normalise.copies import ordered
from s2s.normalise.exits import is_endless, leave
from s2s.normalise.liveness import defined, liveness
from s2s.normalise.scope import free_loads
from s2s.normalise.short_circuit import tests_of
from s2s.normalise.steps import is_attempt
from s2s.syntax import build, walk
from s2s.syntax.names import plain

_COMPOUND = (gast.If, gast.For, gast.While, gast.With)


def ssa(
    body: list[gast.stmt], params: Sequence[str], context: Context
) -> tuple[list[gast.stmt], dict[str, str]]:
    """The statements in structured SSA, and the user's variable of every name; changes the tree.

    Merges are pruned by liveness. A variable that may be undefined where paths meet keeps one
    name for all of them, and has no copy on the path that does not assign it.

    >>> from s2s.normalise.scope import scope
    >>> import astor
    >>> node = gast.parse('''
    ... def f(x, n):
    ...     for i in n:
    ...         x = x * 2.0
    ...     return x
    ... ''').body[0]
    >>> flat, origin = ssa(node.body, ["x", "n"], Context(scope(node), (), None))
    >>> print("".join(map(astor.to_source, map(gast.gast_to_ast, flat))), end="")
    x_1 = x
    for i in n:
        x_2 = x_1 * 2.0
        x_1 = x_2
    return x_1
    >>> origin["x_2"]
    'x'
    """
    tracked = _tracked(body, params, context)
    maker = _Ssa(body, tracked, params, context)
    out, _ = maker.block(body)
    out[:0] = [walk.place(build.assign(name, unassigned()), out[0]) for name in sorted(maker.kept)]
    if not isinstance(out[-1], gast.Return):  # it cannot be reached, but the form wants it
        end = gast.Return(value=build.const(None))
        out.append(walk.place(end, out[-1]))
    return out, maker.origin


def _tracked(body: Sequence[gast.stmt], params: Sequence[str], context: Context) -> set[str]:
    """The variables that need versions: all but those assigned once, outside of any block."""
    counts: Counter[str] = Counter(params)
    inside: set[str] = set()
    pending = [(node, False) for node in body]
    while pending:
        node, nested = pending.pop()
        names = defined(node)
        if isinstance(node, _COMPOUND):
            if isinstance(node, gast.For):
                names = [node.target.id]
            elif isinstance(node, gast.With) and node.items[0].optional_vars is not None:
                names = [node.items[0].optional_vars.id]
            deeper = nested or not isinstance(node, gast.With)
            pending.extend((child, deeper) for child in node.body)
            pending.extend((child, deeper) for child in getattr(node, "orelse", ()))
            nested = deeper
        counts.update(names)
        if nested:
            inside.update(names)
    many = {name for name, count in counts.items() if count > 1} | inside | context.aliases
    return many & context.variables


def unassigned() -> gast.Call:
    """``rt.Unassigned()``."""
    return build.call("rt.Unassigned")


def is_unassigned(value: gast.expr) -> bool:
    """Whether an expression is ``rt.Unassigned()``, made here."""
    return isinstance(value, gast.Call) and build.path(value.func) == "rt.Unassigned"


class _Ssa:
    def __init__(
        self,
        body: Sequence[gast.stmt],
        tracked: set[str],
        params: Sequence[str],
        context: Context,
    ) -> None:
        self.context = context
        self.tracked = tracked
        self.facts = liveness(body, tracked, context.flags)
        self.env: dict[str, str] = {name: name for name in params if name in tracked}
        self.origin = {name: user for name, user in context.origin.items() if name not in tracked}
        self.origin.update((name, name) for name in params)
        self._used = set(params)
        self._unsure: dict[str, str] = {}
        # Versions that no path may have assigned, and that a nested function keeps or a later
        # iteration of a loop reads.
        self.kept: set[str] = set()
        # Of the loops around, those versions that an iteration may read of the one before it.
        self._around: set[str] = set()
        self._settled: dict[str, str] = {}  # in this block, versions of names of that kind
        # Of a branch that only one arm leaves, that arm: copies that follow go into it.
        self._open: dict[int, str] = {}
        # Of a branch, the merge names that it made: a branch at the end of another shares them.
        self._made: dict[int, dict[str, str]] = {}

    def block(self, body: Sequence[gast.stmt]) -> tuple[list[gast.stmt], bool]:
        """The statements renamed, and whether their end can be reached."""
        around, self._settled = self._settled, {}
        out, falls = self._statements(body)
        for name, version in self._settled.items():
            if self.env.get(name) == version:
                self.env[name] = self._unsure[name]
        self._settled = around
        return out, falls

    def _statements(self, body: Sequence[gast.stmt]) -> tuple[list[gast.stmt], bool]:
        out: list[gast.stmt] = []
        falls = True
        for node in body:
            if isinstance(node, gast.If):
                self._check_test(node, out)
                falls = self._branch(node)
                out.append(node)
            elif isinstance(node, gast.For | gast.While):
                falls = self._loop(node, out)
            elif isinstance(node, gast.With):
                self._settle(node, out)
                before = dict(self.env) if is_attempt(node) else {}
                falls = self._with(node)
                out += [node, *self._stopped(node, before)]
            elif isinstance(node, gast.Raise):
                self._rename(node)
                return [*out, node], False
            elif id(node) not in self.facts.dead:
                self._settle(node, out)
                if self._simple(node):
                    out.append(node)
            if not falls:
                break
        return out, falls

    def _settle(self, node: gast.stmt, out: list[gast.stmt]) -> None:
        """Gives a variable that may be undefined a version of its own where it is read.

        A later assignment changes the shared name, while the adjoint of this statement wants what
        it was. The version is good for the rest of the block.
        """
        read = {name.id for name in self.facts.reads[id(node)]}
        for name in sorted(read & set(self._unsure)):
            if self.env.get(name) == self._unsure[name]:
                shared = self.env[name]
                if isinstance(node, gast.Return):
                    self._check(name, node, node, out)
                    continue
                if isinstance(node, gast.FunctionDef):
                    self.kept.add(shared)
                if not isinstance(node, gast.FunctionDef):
                    self._check(name, node, node, out)
                    if name in tests_of(node):  # a truth value, then, which has no adjoint
                        continue
                self._settled[name] = self._define(name)
                out += self._copies([(self._settled[name], shared)], node)

    def _check_test(self, node: gast.If, out: list[gast.stmt]) -> None:
        """Checks the variables of a test."""
        for name in sorted({name.id for name in self.facts.reads[id(node)]} & set(self._unsure)):
            if self.env.get(name) == self._unsure[name]:
                self._check(name, node, node.test, out)

    def _check(self, name: str, node: gast.stmt, part: gast.AST, out: list[gast.stmt]) -> None:
        """``rt.assigned(y, "y")``: Python's own error where no iteration has assigned ``y``."""
        if name not in self.context.variables or name in self.context.flags:
            return
        self.kept.add(self.env[name])
        said = build.const(plain(self.context.origin.get(name, name)))
        check = build.statement(build.call("rt.assigned", build.name(self.env[name]), said))
        for test in tests_of(part).get(name, [None]):
            made = check
            if test is not None:
                for read in free_loads(test):
                    read.id = self.env.get(read.id, read.id)
                made = build.if_(test, [walk.clone(check)])
            out.append(walk.place(made, node))

    def _rename(self, node: gast.stmt) -> None:
        env = self.env
        for name in self.facts.reads[id(node)]:
            name.id = env.get(name.id, name.id)

    def _simple(self, node: gast.stmt) -> bool:
        """Renames a statement without blocks; says whether it is still needed."""
        self._rename(node)
        if isinstance(node, gast.Assign):
            target = node.targets[0]
            if isinstance(target, gast.Name):
                if target.id in self.tracked:
                    if target.id in self.context.aliases and self._seen_through(node):
                        self.env[target.id] = node.value.id
                        return False
                    target.id = self._define(target.id)
            elif isinstance(target, gast.Tuple):
                for element in target.elts:
                    goal = getattr(element, "value", element)
                    if goal.id in self.tracked:
                        goal.id = self._define(goal.id)
        elif isinstance(node, gast.FunctionDef):
            if node.name in self.tracked:
                node.name = self._define(node.name)
        elif isinstance(node, gast.Import | gast.ImportFrom):
            self._import(node)
        return True

    def _seen_through(self, node: gast.Assign) -> bool:
        """Whether a copy into a name made here can go: its source keeps its value."""
        if not isinstance(node.value, gast.Name):
            return False
        name = node.value.id
        if name in self._unsure.values():
            return False
        return name in self._used or self.context.is_local(name)

    def _import(self, node: gast.Import | gast.ImportFrom) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            if name in self.tracked:
                if alias.asname is None and "." in alias.name:
                    self.context.unsupported(
                        node,
                        f"the name `{name}` is imported and assigned otherwise",
                        hint="use another name for one of the two",
                    )
                alias.asname = self._define(name)

    def _define(self, name: str) -> str:
        self.env[name] = fresh = self._fresh(name)
        return fresh

    def _fresh(self, name: str) -> str:
        """A new version: the first one bears the plain name."""
        fresh = name
        if name in self._used:
            fresh = self.context.namer.fresh(self.context.origin.get(name, name))
        self._used.add(fresh)
        if name in self.context.origin:
            self.origin[fresh] = self.context.origin[name]
        return fresh

    def _shared(self, name: str) -> str:
        """The one name of a variable wherever it may be undefined."""
        if name not in self._unsure:
            self._unsure[name] = self._fresh(name)
        return self._unsure[name]

    def _copies(self, pairs: Sequence[tuple[str, str]], place: gast.stmt) -> list[gast.stmt]:
        out: list[gast.stmt] = []
        for goal, source in ordered(pairs, self.context.namer.fresh):
            target = walk.copy_position(build.target(goal), place)
            value = walk.copy_position(build.name(source), place)
            out.append(walk.copy_position(build.assign(target, value), place))
        return out

    def _take(self, names: Sequence[str]) -> dict[str, str]:
        return {name: self.env[name] for name in names if name in self.env}

    def _put(self, versions: dict[str, str], assigned: set[str]) -> None:
        for name in assigned:
            self.env.pop(name, None)
        self.env.update(versions)

    def _branch(self, node: gast.If) -> bool:
        self._rename(node)
        assigned, merged = self.facts.assigned[id(node)], self.facts.merged[id(node)]
        before = self._take(list(assigned))
        node.body, body_falls = self.block(node.body)
        first = self._take(merged)
        self._put(before, assigned)
        node.orelse, orelse_falls = self.block(node.orelse)
        second = self._take(merged)
        if not (body_falls and orelse_falls):
            self._put(first if body_falls else second if orelse_falls else {}, assigned)
            self._open[id(node)] = "body" if body_falls else "orelse"
        else:
            self._put({}, assigned)
            self._merge(node, first, second)
        if not node.body:
            node.body = [walk.copy_position(gast.Pass(), node)]
        return body_falls or orelse_falls

    def _merge(self, node: gast.If, first: dict[str, str], second: dict[str, str]) -> None:
        """Both branches end with copies to the names that are read afterwards."""
        made: dict[str, str] = {}
        inner = [self._inner(node.body, first), self._inner(node.orelse, second)]
        rows: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
        for name in self.facts.merged[id(node)]:
            versions = first.get(name), second.get(name)
            if versions[0] == versions[1]:
                if versions[0] is not None:
                    self.env[name] = versions[0]
                continue
            goal = self._goal(name, versions, inner)
            self.env[name] = made[name] = goal
            for row, version in zip(rows, versions, strict=True):
                if version is not None and version != goal:
                    row.append((goal, version))
        self._made[id(node)] = made
        self._append(node.body, self._copies(rows[0], node))
        self._append(node.orelse, self._copies(rows[1], node))

    def _append(self, body: list[gast.stmt], copies: list[gast.stmt]) -> None:
        """Adds copies to the end of a block, into the one arm through which it is reached."""
        while body and id(body[-1]) in self._open:
            arm = getattr(body[-1], self._open[id(body[-1])])
            if not arm:
                break
            body = arm
        body += copies

    def _goal(
        self,
        name: str,
        versions: tuple[str | None, str | None],
        inner: Sequence[dict[str, str]],
    ) -> str:
        unsure = self._unsure.get(name)
        if None in versions or (unsure is not None and unsure in versions):
            return self._shared(name)
        for version, shared in zip(versions, inner, strict=True):
            if version is not None and shared.get(name) == version:
                return version
        return self._fresh(name)

    def _inner(self, body: Sequence[gast.stmt], versions: dict[str, str]) -> dict[str, str]:
        """The merge names of a branch that ends the block and that no other variable holds."""
        if not body:
            return {}
        held = Counter(versions.values())
        made = self._made.get(id(body[-1]), {})
        return {name: goal for name, goal in made.items() if held[goal] == 1}

    def _loop(self, node: gast.For | gast.While, out: list[gast.stmt]) -> bool:
        assigned, carried = self.facts.assigned[id(node)], self.facts.merged[id(node)]
        if isinstance(node, gast.For):
            self._settle(node, out)
            self._rename(node)
        heads: dict[str, str] = {}
        row: list[tuple[str, str]] = []
        for name in carried:
            initial = self.env.get(name)
            if initial is None or initial == self._unsure.get(name):
                heads[name] = self._shared(name)
            else:
                heads[name] = self._fresh(name)
                row.append((heads[name], initial))
        out += self._copies(row, node)
        self.env.update(heads)
        if isinstance(node, gast.While):
            self._rename(node)
        elif node.target.id in self.tracked:
            node.target.id = self._define(node.target.id)
        last_if = leave(node.body)
        outer = self._around
        self._around = outer | {n for n in heads.values() if n in self._unsure.values()}
        node.body, falls = self.block(node.body[:-1] if last_if else node.body)
        self._around = outer
        if falls:
            last = self._take(carried)
            if last_if is not None:
                self._rename(last_if)
            ends = [(heads[n], last[n]) for n in carried if n in last and last[n] != heads[n]]
            node.body += self._copies(ends, node)
            if last_if is not None:
                node.body.append(last_if)
        if not node.body:
            node.body = [walk.copy_position(gast.Pass(), node)]
        self._put(heads, assigned)
        out.append(node)
        return last_if is not None or not is_endless(node)

    def _with(self, node: gast.With) -> bool:
        self._rename(node)
        goal = node.items[0].optional_vars
        if goal is not None and goal.id in self.tracked:
            goal.id = self._define(goal.id)
        node.body, falls = self.block(node.body)
        if not node.body:
            node.body = [walk.copy_position(gast.Pass(), node)]
        return falls or is_attempt(node)

    def _stopped(self, node: gast.With, before: dict[str, str]) -> list[gast.stmt]:
        """After an attempt: what had a value before has that, unless the attempt was done.

        The steps of the user's assign new names only, but code that was generated and is read again
        may not: there, a name that the reverse sweep restores has a first value from the start.
        """
        changed = [
            name
            for name in self.facts.merged.get(id(node), ())
            if name in before and self.env.get(name) != before[name]
        ]
        if not changed:
            return []
        tried = node.items[0].optional_vars.id
        done = self.context.temp("done")
        test = build.assign(done, build.attribute(build.name(tried), "done"))
        branch = build.if_(build.name(done), [], [])
        walk.copy_position(test, node)
        walk.copy_position(branch, node)
        self.facts.merged[id(branch)] = changed
        self._merge(branch, self._take(changed), {name: before[name] for name in changed})
        return [test, branch]
