"""Random statements in the idioms of longer programs: records, comprehensions, closures, searches.

The statements are mixed into programs of `in_place_grammar.Writer`, whose names they use.
"""

from __future__ import annotations

import random
from typing import Protocol


class Names(Protocol):
    """What the statements need of the writer."""

    r: random.Random
    names: dict[str, list[str]]
    count: int

    def s(self, depth: int = 0) -> str: ...
    def v(self, depth: int = 0) -> str: ...
    def test(self) -> str: ...
    def some(self, kind: str) -> str: ...
    def new(self, kind: str, prefix: str) -> str: ...
    def know(self, kind: str, name: str) -> None: ...
    def emit(self, indent: int | str, line: str) -> None: ...


def named(w: Names, pad: str, kind: str, prefix: str, made: list[str]) -> None:
    """One of several expressions of a kind, under a name."""
    name = w.new(kind, prefix)
    w.emit(pad, f"{name} = {w.r.choice(made)}")
    w.know(kind, name)


def scalar_idiom(w: Names, pad: str) -> None:
    """A number from a comprehension, a search, a fold, a record or a call with stars."""
    a, b = w.some("vector"), w.some("vector")
    made = [
        f"sum(p * q for p, q in zip({a}, {b}))", f"sum([z * {w.s(2)} for z in {a} if z > 0.1])",
        f"search({a}, {w.s(2)})", f"many({w.s(2)}, {w.s(2)}, p={w.s(2)})",
        f"many(*{a}, scale={w.s(2)})", f"many(*[{w.s(2)}, {w.s(2)}], **{{'p': {w.s(2)}, 'q': {w.s(2)}}})",
        f"sum(series({a}, {w.s(2)}))", f"recursive({a}, {w.r.randint(1, 4)})",
        f"max({w.s(2)}, {w.s(2)}) * min({a})", f"max({a}, key=lambda z: z * z)",
        f"functools.reduce(lambda p, q: p * 0.5 + q, {a})",
        f"functools.partial(many, {w.s(2)})({w.s(2)}, scale={w.s(2)})",
        f"fold([{w.s(2)}, {w.s(2)}])", f"fold({a}, {w.s(2)})", f"float(fold([{a}, {b}])[1])",
        f"split({a})[0]", f"split({a}, 'none')[1]", f"split({a}, mode='other')[1][0]",
        f"sorted({a})[1] * {w.s(2)}", f"{a}[int(np.argmax({b}))]",
        f"float({a}.max() * {b}.min())", f"float(np.dot({a}, {b})) * 0.5",
        f"Pair({w.s(2)}, {a}).v[1]", f"sum(map(lambda z: z * {w.s(2)}, {a}))",
        f"scale({a}, {w.s(2)})", f"scale([{w.s(2)}, {w.s(2)}], 0.5)",
        f"sum([p * m[i, j] for i, p in enumerate({a}[:2]) for j in range(2)])",
        f"float(np.linalg.norm({a}) ** 2)", f"float(np.einsum('i,i', {a}, {b}))",
        f"float(relax(m.copy())[1, 2])", f"float(integrate(lambda z: -z * {w.s(2)}, {a})[0])",
    ]  # fmt: skip
    named(w, pad, "scalar", "s", made)


def vector_idiom(w: Names, pad: str) -> None:
    """An array from a list, a loop's result, a join, a sort or an integration."""
    a, b = w.some("vector"), w.some("vector")
    made = [
        f"np.array([z * {w.s(2)} for z in {a}])", f"np.stack([{a}, {b}]).mean(axis=0)",
        f"np.concatenate([{a}[:1], {b}[1:]])", f"np.cumsum({a})", f"np.sort({a} + {b})",
        f"integrate(lambda z: np.cos(z) * {w.s(2)}, {a})", f"m.T @ {a}[:2]", f"np.roll({a}, 1) * {w.s(2)}",
        f"np.clip({a}, -0.8, {w.s(2)})", f"np.maximum({a}, {b} * {w.s(2)})", f"relax(m)[0]",
        f"np.outer({a}, {b})[1]", f"np.array(list(series({a}, {w.s(2)})))", f"{a}[np.argsort({b})]",
        f"np.array([row[1] * {w.s(2)} for row in np.stack([{a}, {b}, {a}])])",
        f"fold([{a}, {b}, {w.v(2)}])", f"copy.deepcopy({a})", f"np.add({a}, {b}, where={a} > 0, out={b}.copy())",
        f"(lambda q, s=0.5: q * s)({a})", f"np.vstack([m, {a}]).sum(axis=0)", f"sum([{a}, {b}])",
        f"np.array([*{a}[1:], {w.s(2)}])", f"m.sum(axis=0) * {w.s(2)}", f"np.repeat({a}[:1], 3) + {b}",
    ]  # fmt: skip
    named(w, pad, "vector", "a", made)


def state_idiom(w: Names, pad: str) -> None:
    """A record with methods is made, stepped, indexed, copied, added or called."""
    if not w.names["state"] or w.r.random() < 0.3:
        name = w.new("state", "u")
        made = [f"State({w.s(1)}, {w.some('vector')})", f"State(s={w.s(1)}, v={w.v(1)} * 1.0)"]
        if w.names["state"]:
            other = w.some("state")
            made += [f"{other} + {w.some('state')}", f"replace({other}, s={w.s(2)})",
                     f"copy.copy({other})", f"copy.deepcopy({other})", f"{other}.step(0.1)"]  # fmt: skip
        w.emit(pad, f"{name} = {w.r.choice(made)}")
        w.know("state", name)
        return
    u, other, a = w.some("state"), w.some("state"), w.some("vector")
    s = w.some("scalar")
    w.emit(pad, w.r.choice([
        f"{u}.step({w.s(2)})", f"{u}.step(0.2).step({w.s(2)})", f"{u}[1] = {w.s(1)}",
        f"{u}[0] += {w.s(1)}", f"{s} = {u}({w.s(2)})", f"{s} = {u}[2] * {w.s(2)}",
        f"{u}.v[1:] *= {w.s(2)}", f"{u}.log.append({w.s(2)})", f"{s} = {s} + sum({u}.log)",
        f"{u}.s, {other}.s = {other}.s, {u}.s", f"{a}[:] = {u}.v", f"{u}.v = {a}",
        f"{s} = scale({u}, {w.s(2)})", f"{s} = sum([z.s for z in [{u}, {other}]])",
        f"{s} = sum(z * {w.s(2)} for z in {u}.v)", f"{u}.count += 1", f"{s} = {u}.s * len({u})",
        f"for z in [{u}, {other}]: z.step(0.1)", f"{s} = [{u}, {other}][-1].s",
    ]))  # fmt: skip


def closure_idiom(w: Names, pad: str) -> None:
    """A local function with a counter, a buffer, a default, or one that makes functions."""
    w.count += 1
    g, a, s = f"g{w.count}", w.some("vector"), w.some("scalar")
    bodies = [
        [f"def {g}(z, buffer={a}):", "    buffer[0] += z", "    return buffer[0] * buffer[1]"],
        [f"total{g} = {w.s(2)}", f"def {g}(z):", f"    nonlocal total{g}", f"    total{g} += z * 0.5",
         f"    return total{g}"],
        [f"def {g}(z):", f"    if z > {w.s(2)}:", f"        return z * {s}", f"    return {a}[0] * z"],
        [f"def make{g}(k):", "    def inner(z):", f"        return z * k + {a}[1]", "    return inner",
         f"{g} = make{g}({w.s(2)})"],
        [f"{g} = lambda z, k={w.s(2)}: z * k + float({a}[2])"],
        [f"def {g}(z):", f"    for k in range(3):", f"        {a}[k] = {a}[k] * 0.5 + z * 0.1",
         f"        if {a}[k] > 0.5:", "            break", "    else:", "        z = z * 2.0", "    return z"],
    ]  # fmt: skip
    for line in w.r.choice(bodies):
        w.emit(pad, line)
    name = w.new("scalar", "s")
    calls = [f"{g}({w.s(2)})", f"{g}({w.s(2)}) + {g}({w.s(2)})", f"sum([{g}(z) for z in (0.3, {w.s(2)})])",
             f"sum(map({g}, {w.some('vector')}))", f"[{g}, math.sin][0]({w.s(2)})"]  # fmt: skip
    w.emit(pad, f"{name} = {w.r.choice(calls)}")
    w.know("scalar", name)


def flow_idiom(w: Names, pad: str) -> None:
    """Loops that search, keep the best, walk dicts, fill arrays, or leave early."""
    w.count += 1
    k, a, b, s = w.count, w.some("vector"), w.some("vector"), w.some("scalar")
    loops = [
        [f"best{k} = None", f"for z{k} in {a}:", f"    if best{k} is None or z{k} > best{k}:",
         f"        best{k} = z{k} * {w.s(2)}", f"{s} = best{k}"],
        [f"n{k} = 0", f"while True:", f"    {s} = {s} * 0.5 + {a}[0] * 0.1", f"    n{k} += 1",
         f"    if abs({s}) < 0.4 or n{k} > 4: break"],
        [f"n{k} = 0", f"while abs({s}) > 0.3 and n{k} < 3:", f"    {s} *= 0.6", f"    n{k} += 1",
         f"    {a}[n{k} - 1] += {s}"],
        [f"for i{k}, (p{k}, q{k}) in enumerate(zip({a}, {b})):", f"    {a}[i{k}] = p{k} * q{k} + {w.s(2)}"],
        [f"for i{k} in range(2, -1, -1):", f"    {a}[i{k}] = {a}[i{k} - 1] * {w.s(2)}",
         f"    if {a}[i{k}] > 0.7: continue", f"    {s} += {a}[i{k}]"],
        [f"h{k} = {{'p': {w.s(2)}, 'q': {w.s(2)}}}", f"for key{k}, z{k} in h{k}.items():",
         f"    h{k}[key{k}] = z{k} * {w.s(2)}", f"{s} = sum(h{k}.values())"],
        [f"rows{k} = [[z * {w.s(2)} for z in row] for row in m]", f"rows{k}[0][1] *= {w.s(2)}",
         f"{s} = sum(rows{k}[0]) + rows{k}[1][2]"],
        [f"(first{k}, *rest{k}) = {a}", f"{s} = first{k} * rest{k}[-1]"],
        [f"if (t{k} := {w.s(1)}) > 0.1:", f"    {s} = t{k} * {w.s(2)}"],
        [f"c{k} = e{k} = {w.v(1)} * 1.0", f"c{k}[0] = {w.s(2)}", f"{s} = e{k}[0] + c{k}[1]"],
        [f"o{k} = np.empty((2, 3))", f"o{k}[0] = {a}", f"o{k}[1] = o{k}[0] * {w.s(2)}", f"{s} = float(o{k}.sum())"],
        [f"o{k} = np.zeros((3, 3))", f"for i{k} in range(3):", f"    for j{k} in range(i{k} + 1):",
         f"        o{k}[i{k}, j{k}] = {a}[i{k}] * {b}[j{k}]", f"{a}[:] = o{k} @ {b}"],
        [f"r{k} = []", f"for row{k} in m:", f"    row{k} *= {w.s(2)}", f"    r{k}.append(row{k}[0])",
         f"{s} = sum(r{k}) + r{k}[-1]"],
        [f"r{k} = [{w.s(2)}, {w.s(2)}, {w.s(2)}]", f"del r{k}[0]", f"r{k}[1:] = [{w.s(2)}]", f"{s} = r{k}[0] * r{k}[1]"],
        [f"match len({a}):", "    case 2:", f"        {s} = 0.0", "    case _:", f"        {s} = {w.s(2)} * 0.5"],
        [f"l{k}, r{k} = np.split({a}, [1])", f"l{k} *= {w.s(2)}", f"r{k}[1] = l{k}[0]"],
        [f"q{k} = (({s}, {a}), [{b}])", f"((z{k}, c{k}), [e{k}]) = q{k}", f"c{k}[1] = z{k}",
         f"{s} = e{k}[0] * c{k}[1]"],
        [f"with np.errstate(all='ignore'):", f"    {s} = {w.s(1)}", f"    {a}[0] = {s}"],
        [f"flag{k} = {w.test()}", f"{s} = {a}[0] if flag{k} else {w.s(2)}", f"if flag{k} and {s} > 0:",
         f"    {a}[2] = {s}"],
    ]  # fmt: skip
    for line in w.r.choice(loops):
        w.emit(pad, line)


IDIOMS = (scalar_idiom, vector_idiom, state_idiom, closure_idiom, flow_idiom)
