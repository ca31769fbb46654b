"""Random statements that use the libraries: NumPy, itertools, collections; iterators, properties, managers.

Asked for by name (`--features ...,library`): the programs of the tests stay what they are.
"""

from __future__ import annotations

from tests.programs.in_place_idioms import Names, named


def scalar_call(w: Names, pad: str) -> None:
    """A number that a function of NumPy, itertools or Python gives."""
    a, b, s, t = w.some("vector"), w.some("vector"), w.s(2), w.s(2)
    made = [
        f"float({a}.std()) + {s}", f"float({a}.var(ddof=1)) * {s}", f"float({a}.prod())",
        f"float(np.median({a}))", f"float(np.percentile({a}, 30)) * {s}", f"float(np.ptp({a}))",
        f"float(np.linalg.det(np.outer({a}, {b}) + np.eye(3) * 2))", f"float(np.trace(np.outer({a}, {b})))",
        f"float(np.linalg.slogdet(np.diag({a}) + np.eye(3) * 4)[1])", f"float(np.trapezoid({a}, dx=0.5))",
        f"float(np.polyval({a}, {s}))", f"float(np.vdot({a}, {b}))", f"{a}[1].item() * {s}",
        f"abs(complex({s}, {t})) ** 2", f"(complex({s}, {t}) * 1j).real", f"cmath.exp(1j * {s}).imag",
        f"float(np.sum(np.abs({a} + 1j * {b}) ** 2))", f"float(np.real(np.exp(1j * {a}) @ {b}))",
        f"list(itertools.accumulate({a}))[-1]", f"sum(p * q for p, q in itertools.pairwise({a}))",
        f"sum(itertools.starmap(lambda p, q: p * q, zip({a}, {b})))",
        f"sum(p * q for p, q in itertools.combinations({a}, 2))",
        f"sum(p * q for p, q in itertools.product({a}[:2], ({s}, 0.5)))",
        f"sum(itertools.chain({a}, [{s}, {t}]))", f"sum(itertools.islice({a}, 1, 3)) * {s}",
        f"sum(p * q for p, q in itertools.zip_longest({a}, {b}[:2], fillvalue={s}))",
        f"max([({s}, 1.0), ({t}, 2.0)])[0]", f"min([{s}, {t}], key=lambda z: abs(z))",
        f"sorted([{s}, {t}, 0.3], key=lambda z: -z)[1]", f"sorted({a}, reverse=True)[0]",
        f"heapq.nlargest(2, {a})[1]", f"math.fsum({a}) + math.hypot({s}, {t}, 0.5)", f"math.dist({a}, {b})",
        f"{{'p': {s}, **{{'q': {t}}}}}['q']", f"dict(zip('pqr', {a}))['r'] * {s}",
        f"sum({{k: z * {s} for k, z in enumerate({a})}}.values())",
        f"collections.deque([{s}, {t}, 0.5], maxlen=2)[0]", f"Bag.of({s}, {t}).total", f"Bag.mix({s}, {t})",
        f"sum(Bag.of(*{a}))", f"sum(Countdown({a}))", f"(Bag.of({s}) @ Bag.of({t}))", f"-Bag.of({s}, {t})",
        f"twice(math.sin)({s})", f"checked({s}, {t})", f"1.0 if 0 < {s} < 1 else {t}",
        f"{s} if any(z > 0.5 for z in {a}) else {t}", f"[{s}, {t}][int({a}[0] > 0)]",
        f"(lambda *z, k=1.0: z[0] * k)(*{a}, k={s})", f"float(next(z for z in [*{a}, 9.0] if z > -0.5))",
    ]  # fmt: skip
    named(w, pad, "scalar", "s", made)


def vector_call(w: Names, pad: str) -> None:
    """An array of three that NumPy makes or gives a view of."""
    a, b, s = w.some("vector"), w.some("vector"), w.s(2)
    made = [
        f"np.apply_along_axis(lambda q: q * {s}, 0, {a})", f"np.fft.irfft(np.fft.rfft({a}) * {s}, 3)",
        f"np.real(np.fft.fft({a} * 1j))", f"np.linalg.solve(np.eye(3) * 4 + np.outer({a}, {a}), {b})",
        f"np.interp({a}, [-2.0, 0.0, 2.0], {b})", f"np.tensordot(m, np.stack([{a}, {b}]), axes=([0], [0]))[0]",
        f"np.vectorize(lambda q: q * {s} if q > 0 else -q)({a})", f"np.fromiter((z * {s} for z in {a}), float)",
        f"np.multiply.accumulate({a})", f"np.maximum.accumulate({a}) * {s}", f"np.subtract.outer({a}, {b})[0]",
        f"np.pad({a}, 1, mode='wrap')[1:-1] * {s}", f"np.convolve({a}, {b}, 'same')", f"np.gradient({a})",
        f"np.diff({a}, prepend={s})", f"np.kron({a}, [1.0, 2.0])[::2]", f"np.cross({a}, {b})",
        f"np.delete(np.append({a}, {s}), 1)", f"np.insert({a}[1:], 1, {s})", f"np.flip({a})",
        f"np.take({a}, [2, 0, 1])", f"np.choose([0, 1, 0], [{a}, {b}])", f"np.logaddexp({a}, {b})",
        f"np.select([{a} > 0, {b} > 0], [{a} * {s}, {b}], default=0.5)", f"np.hypot({a}, {b} + 3)",
        f"np.piecewise({a}, [{a} > 0], [lambda q: q * {s}, lambda q: -q])", f"np.diagonal(np.outer({a}, {b}))",
        f"np.broadcast_to({a}, (2, 3)).sum(axis=0)", f"np.squeeze(m[:1])", f"np.atleast_2d({a})[0]",
        f"m[:, ::-1][0]", f"m[np.newaxis][0, 1]", f"m.swapaxes(0, 1)[:, 1]", f"np.ravel(m)[1::2]",
        f"np.array_split(m, 2)[1][0]", f"[*m][0]", f"np.moveaxis(m, 0, 1)[:, 0]", f"m.flatten()[3:]",
        f"np.tril(np.outer({a}, {b})).sum(axis=1)", f"np.where(m > 0, m, {s})[1]", f"np.meshgrid({a}, {b})[1][:, 0]",
        f"np.linalg.norm(np.outer({a}, {b}), axis=1)", f"np.linalg.inv(np.diag({a}) + np.eye(3) * 4) @ {b}",
        f"np.column_stack([{a}, {b}])[:, 1]", f"np.tile({a}, 2)[2:5]", f"np.add.reduce([{a}, {b}])",
        f"np.prod([{a}, {b}], axis=0)", f"np.average(m, axis=0, weights=[0.5, {s} * {s} + 1])",
        f"np.lib.stride_tricks.sliding_window_view(np.append({a}, {s}), 2).sum(axis=1)",
        f"np.clip({a}, a_min=None, a_max={s})", f"np.rot90(np.stack([{a}, {b}]))[:, 0]", f"{a}.repeat(2)[::2]",
        f"np.array([Bag.of(z, {s}).total for z in {a}])", f"np.array(sorted({a}))", f"np.asarray([*reversed({a})])",
    ]  # fmt: skip
    named(w, pad, "vector", "a", made)


def write_call(w: Names, pad: str) -> None:
    """What NumPy writes into an array."""
    a, b, s = w.some("vector"), w.some("vector"), w.s(2)
    w.emit(pad, w.r.choice([
        f"np.put({a}, [0, 2], [{s}, 0.5])", f"np.putmask({a}, {b} > 0, {s})", f"{a}.sort()",
        f"{a}.partition(1)", f"np.fill_diagonal(m, {s})", f"np.maximum.at({a}, [0, 0], {s})",
        f"{a}.flat[1] = {s}", f"m.flat[::2] *= {s}", f"np.cumsum({b}, out={a})", f"m[1][{a} > 0] = {s}",
        f"np.clip({b}, -0.5, {s}, out={a})" if w.r.random() < 0.5 else f"np.clip({a}, -0.5, 0.5, out={a})",
        f"np.dot(m.T @ m, {b} * 1.0, out={a})", f"np.einsum('ij,i->j', m, m[:, 0], out={a})",
        f"np.negative({a}, where={b} > 0, out={a})", f"np.copyto({a}, {b}, where={b} > 0)",
        f"m.swapaxes(0, 1)[1] = {s}", f"np.moveaxis(m, 0, 1)[0] *= {s}", f"m[np.newaxis][0, 1] += {a}",
        f"np.ravel(m)[::2] += {s}", f"np.add.at(m, ([0, 0], [1, 1]), {s})", f"m[[0, 1], [2, 2]] *= {s}",
        f"m[np.ix_([0, 1], [0, 2])] += {s}", f"m[:, {a} > 0.2] = {s}", f"m[1, 1:][0] = {s}", f"m.T[:] = m.T * {s}",
        f"np.matmul(np.eye(3) * {s}, {b} * 1.0, out={a})", f"np.sum(m, axis=0, out={a})", f"{a}[...] = {b}",
        f"np.add({a}[1:], {a}[:-1], out={a}[1:])", f"{a}[1:] += {a}[:-1]", f"{a}[::2] -= {a}[1:]",
        f"{a}[{a}.argmax()] = {s}", f"{a}[np.argsort({b})] = {b} * {s}", f"{a}[np.nonzero({b} > 0)] *= {s}",
        f"setitem({a}, slice(1, None), {s})", f"{a}.put(1, {s})",
    ]))  # fmt: skip


def iterator_flow(w: Names, pad: str) -> None:
    """Iterators, managers, late names, patterns, and containers of the library."""
    w.count += 1
    k, a, b, s = w.count, w.some("vector"), w.some("vector"), w.some("scalar")
    flows = [
        [f"it{k} = map(lambda z: z * {w.s(2)}, {a})", f"{s} = next(it{k}) + next(it{k})"],
        [f"{s} = first_two(z * {w.s(2)} for z in {a})"],
        [f"it{k} = iter({a})", f"{s} = next(it{k})", f"for z{k} in it{k}:", f"    {s} += z{k} * {w.s(2)}"],
        [f"def late{k}(z):", f"    return z * rate{k} + {a}[0]", f"rate{k} = {w.s(2)}", f"{s} = late{k}(0.5)",
         f"rate{k} = {w.s(2)}", f"{s} += late{k}({w.s(2)})"],
        [f"h{k} = [{w.s(2)}, {w.s(2)}, 0.3]", f"heapq.heapify(h{k})", f"heapq.heappush(h{k}, {w.s(2)})",
         f"{s} = heapq.heappop(h{k}) * 0.5 + h{k}[0]"],
        [f"r{k} = [{w.s(2)}, {w.s(2)}, 0.1]", f"r{k}.sort(key=lambda z: -z)", f"r{k}.reverse()", f"{s} = r{k}[0] - r{k}[2]"],
        [f"c{k} = collections.defaultdict(list)", f"for i{k}, z{k} in enumerate({a}):", f"    c{k}[i{k} % 2].append(z{k})",
         f"{s} = sum(c{k}[0]) * {w.s(2)} + c{k}[1][0]"],
        [f"u{k} = collections.deque([{w.s(2)}], maxlen=2)", f"for z{k} in {a}:", f"    u{k}.append(z{k} * u{k}[0])",
         f"{s} = u{k}[0] + u{k}[-1]"],
        [f"n{k} = {{'z': {{'p': {w.s(2)}}}, 'l': []}}", f"n{k}['z']['p'] *= {w.s(2)}",
         f"n{k}.setdefault('l', []).append({w.s(2)})", f"{s} = n{k}['z']['p'] + n{k}['l'][0]"],
        [f"e{k} = {{'p': {w.s(2)}}} | {{'q': {a}}}", f"e{k} |= {{'p': {w.s(2)}}}", f"e{k}['q'][0] = e{k}['p']",
         f"{s} = sum(z for key, z in e{k}.items() if key == 'p')"],
        [f"with Scaled({a}, {w.s(2)} + 2.0) as y{k}:", f"    {s} = y{k}[1] * {w.s(2)}", f"    y{k}[0] += {s}"],
        [f"match ({s}, {a}):", f"    case (p{k}, q{k}) if p{k} > 0.2:", f"        {s} = p{k} * q{k}[0]",
         f"    case (p{k}, _):", f"        {s} = p{k} * 0.5"],
        [f"match State({w.s(2)}, {a}):", f"    case State(s=p{k}, v=q{k}):", f"        q{k}[1] = p{k}"],
        [f"g{k} = Bag.of({w.s(2)})", f"g{k} += {w.s(2)}", f"g{k}.total = {w.s(2)}", f"for z{k} in g{k}:", f"    {s} += z{k} * 0.5"],
        [f"for p{k}, q{k} in itertools.product({a}[:2], {b}[1:]):", f"    {s} = {s} * 0.3 + p{k} * q{k}"],
        [f"for i{k} in range(3):", f"    if {a}[i{k}] > {w.s(2)}: break", f"    {a}[i{k}] *= 0.5", "else:", f"    {s} = {a}[1]"],
        [f"n{k} = 0", f"while n{k} < 2:", f"    n{k} += 1", f"    for z{k} in {a}:", f"        if z{k} > {w.s(2)}: continue",
         f"        {s} += z{k}", "else:", f"    {s} *= {w.s(2)}"],
        [f"z{k} = np.zeros(3, complex)", f"z{k}[1] = {w.s(2)} * 1j + {a}[0]", f"z{k}.real[2] = {w.s(2)}", f"z{k} *= 1 + 2j",
         f"{a}[:] = z{k}.imag"],
        [f"o{k} = np.empty((3, 2))", f"o{k}[:, 0], o{k}[:, 1] = {a}, {b}", f"o{k}[1:] -= o{k}[:-1]", f"{s} = float(o{k}.sum())"],
        [f"t{k} = [[{w.s(2)}] * 2] * 2", f"t{k}[0][1] = {w.s(2)}", f"{s} = t{k}[1][1] + t{k}[0][0]"],
        [f"t{k} = [{a}] * 2 + [{b}]", f"t{k}[0][1] = {w.s(2)}", f"{s} = t{k}[1][1] * t{k}[-1][0]"],
        [f"l{k} = list({a})", f"l{k}[1:2] = [{w.s(2)}, {w.s(2)}]", f"l{k}[::2] = l{k}[::-2]", f"{s} = sum(l{k}) * l{k}[1]"],
        [f"f{k} = [lambda z, j=j: z * {a}[j] for j in range(3)]", f"{s} = f{k}[1]({w.s(2)}) + f{k}[2](0.5)"],
        [f"p{k} = functools.partial(setitem, {a}, 1)", f"p{k}({w.s(2)})"],
        [f"{a}[0], ({b}[1], *rest{k}) = {w.s(2)}, (0.5, {w.s(2)})", f"{s} = rest{k}[0]"],
        [f"x{k} = [z for row in m for z in row if z > 0]", f"{s} = sum(x{k}) + len(x{k}) * {w.s(2)}"],
        [f"{s} = sum(z * c for z, c in zip({a}, itertools.count(1)))"],
        [f"i{k} = np.argsort({a})[::-1]", f"{a}[:] = {a}[i{k}] * {b}"],
        [f"w{k} = {a}.view()", f"w{k}[0] = {w.s(2)}", f"w{k}.reshape(3, 1)[1, 0] *= {w.s(2)}"],
        [f"setattr(u{k} := State({w.s(2)}, {a}), 's', {w.s(2)})", f"{s} = getattr(u{k}, 's') * u{k}.v[1]"],
    ]  # fmt: skip
    for line in w.r.choice(flows):
        w.emit(pad, line)


LIBRARY = (scalar_call, vector_call, write_call, iterator_flow)
