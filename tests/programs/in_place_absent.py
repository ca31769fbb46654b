"""Random statements about what is None at times, and about structures that hold their own kind.

The statements are mixed into programs of `in_place_grammar.Writer`, whose names they use.
"""

from __future__ import annotations

from tests.programs.in_place_idioms import Names


def absent_structure(w: Names, pad: str) -> None:
    """A tuple, list, dict, record or array that is None on some paths."""
    w.count += 1
    k, a, b, s = w.count, w.some("vector"), w.some("vector"), w.some("scalar")
    texts = [
        [f"best{k} = None", f"for i{k}, z{k} in enumerate({a}):", f"    c{k} = (z{k} - {w.s(2)}) ** 2",
         f"    if best{k} is None or c{k} < best{k}[0]:", f"        best{k} = (c{k}, z{k}, i{k})",
         f"{s} = best{k}[0] * 0.5 + best{k}[1] * best{k}[2]"],
        [f"last{k} = None", f"for z{k} in {a}:", f"    now{k} = [z{k} * {w.s(2)}, z{k}]",
         f"    if last{k} is not None:", f"        last{k}[0] += now{k}[1]",
         f"        {s} = {s} * 0.5 + last{k}[0] * last{k}[1]", f"    last{k} = now{k}"],
        [f"t{k} = {{}}", f"for i{k} in range(4):", f"    c{k} = t{k}.get(i{k} % 2)",
         f"    if c{k} is None:", f"        c{k} = t{k}[i{k} % 2] = []",
         f"    c{k}.append({s} * {w.s(2)} + {a}[i{k} % 3])", f"{s} = sum(t{k}[0]) - t{k}[1][-1] * 0.5"],
        [f"p{k} = Pair({w.s(2)}, {a} * 1.0) if {w.test()} else None", f"if p{k}:", f"    p{k}.v[0] = {w.s(2)}",
         f"    {s} = p{k}.s + p{k}.v[1]"],
        [f"o{k} = None if {w.test()} else {{'p': {w.s(2)}, 'q': [{w.s(2)}]}}", f"o{k} = o{k} or {{'p': {s}, 'q': []}}",
         f"o{k}['q'].append(o{k}['p'] * 0.5)", f"o{k}['p'] *= {w.s(2)}", f"{s} = o{k}['p'] + sum(o{k}['q'])"],
        [f"def find{k}(limit):", f"    for i, z in enumerate({a}):", "        if z > limit:", f"            return z * {s}, i",
         "    return None", f"r{k} = find{k}({w.s(2)})", f"if r{k} is not None:", f"    z{k}, i{k} = r{k}",
         f"    {b}[i{k}] = z{k} * 0.5", f"{s} = {s} if find{k}(5.0) is None else 0.0"],
        [f"row{k} = [None] * 3", f"for i{k} in range(3):", f"    if {a}[i{k}] > 0:", f"        row{k}[i{k}] = ({a}[i{k}] * {w.s(2)}, {b})",
         f"{s} = {s} * 0.5 + sum(z[0] * z[1][0] for z in row{k} if z is not None)"],
        [f"m{k}, n{k} = None, None", f"for z{k} in {a}:", f"    m{k}, n{k} = n{k}, (z{k} * {w.s(2)}, {s})",
         f"{s} = m{k}[0] * 0.5 + n{k}[0] * n{k}[1]"],
        [f"c{k} = collections.Counter()", f"for i{k}, z{k} in enumerate({a}):", f"    c{k}[i{k} % 2] += z{k} * {w.s(2)}",
         f"{s} = c{k}[0] * 0.5 + c{k}[1] + c{k}[7]"],
        [f"v{k} = None", f"for z{k} in ({w.s(2)}, {w.s(2)}):", f"    v{k} = {a} * z{k} if v{k} is None else v{k} * 0.9 + {b} * z{k}",
         f"{s} = float(v{k}.sum()) * 0.3"],
        [f"h{k} = None", f"for z{k} in {a}:", f"    h{k} = Link(z{k} * {w.s(2)}, h{k})", f"while h{k} is not None:",
         f"    {s} = {s} * 0.5 + h{k}.value", f"    h{k} = h{k}.next"],
        [f"h{k}, g{k} = None, None", f"for z{k} in {a}:", f"    h{k} = Link(z{k}, h{k})", f"while h{k}:",
         f"    after{k} = h{k}.next", f"    h{k}.next, h{k}.value = g{k}, h{k}.value * {w.s(2)}", f"    g{k}, h{k} = h{k}, after{k}",
         f"{s} = g{k}.value - g{k}.next.value * 0.5"],
        [f"t{k} = Tracker()", f"for z{k} in {a}:", f"    t{k}.see(z{k} * {w.s(2)}, {s})", f"{s} = t{k}.result() + t{k}.seen[0] * 0.5"],
    ]  # fmt: skip
    for line in w.r.choice(texts):
        w.emit(pad, line)


ABSENT = (absent_structure, absent_structure)
