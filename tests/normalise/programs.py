"""Programs for the normaliser: every feature of the language, jumps in every nesting.

``note`` records effects, so that their order and number are compared too. Each function is
called with each of its ``@inputs``.
"""
# ruff: noqa
# mypy: ignore-errors

import contextlib
import functools
import math
import re
from collections import namedtuple
from types import SimpleNamespace

import numpy as np

TRACE = []
PROGRAMS = []
COUNT = 0
K = 3.0
BOX = SimpleNamespace(model=SimpleNamespace(k=2.0), scale=lambda v: v * 2)
Point = namedtuple("Point", "x y")


def note(value, result=None):
    TRACE.append(re.sub(r" at 0x\w+", "", repr(value)))  # which object it is may change
    return value if result is None else result


def inputs(*args):
    def register(fun):
        PROGRAMS.append((fun, [a if isinstance(a, tuple) else (a,) for a in args]))
        return fun

    return register


class Obj:
    def __init__(self, **fields):
        self.__dict__.update(fields)

    def __repr__(self):
        return f"Obj({self.__dict__})"

    def get(self, value):
        TRACE.append(("get", repr(value)))
        return value

    def me(self):
        TRACE.append("me")
        return self


# --- assignments -----------------------------------------------------------------------------
@inputs(1.0, 2.5)
def straight(x):
    """A docstring."""
    y = x * 2 + 1
    y = y * y - x
    y = -(y**2)
    return y


@inputs(3.0)
def chained(x):
    a = b = c = note(x) * 2
    a += 1
    d = e = x
    return a, b, c, d, e


@inputs(([1, 2, 3],))
def chained_places(a):
    i = a[i0()] = note(1)
    i = a[i] = 2
    return i, a


def i0():
    return note(0)


@inputs((1, [2, 3, 4]), (1, [2]), (1, []))
def starred(a, xs):
    b, *c = xs
    (d, (e, *f)), g = ((a, [b, *c]), 7)
    [h, i] = c[:1] * 2
    return b, c, d, e, f, g, h, i


@inputs((1, 2))
def swap(a, b):
    a, b = b, a
    a, b = b, 2 * a
    for _ in range(3):
        a, b = b, 2 * a
    return a, b


@inputs((1, 2, 3))
def rotate(a, b, c):
    for _ in range(4):
        a, b, c = b, c, a
    x, x = a, b
    return a, b, c, x


@inputs(([5, 6, 7], 0, 2))
def swap_places(v, i, j):
    v[i], v[j] = v[j], v[i]
    i, v[i] = 1, 99
    v[j], j = j, 0
    v[note(0)], v[note(1)] = note("a"), note("b")
    return v, i, j


@inputs(2.0)
def annotated(x: float) -> float:
    y: float = x
    z: int
    o = Obj(a=1)
    o.b: float = 3
    z = 4
    return y + z + o.b


@inputs(3)
def walrus(n):
    total = (y := n) + (y := y * 2) + y
    if (m := note(n)) > 2 and (k := m * 2) > 3:
        total += k
    return total, y, m, [last := i for i in range(3)], last


@inputs(3)
def walrus_order(x):
    a = x + (x := 10) + x
    b = (x, (x := 4), x)
    c = [x, *(y := [x, x]), y]
    d = max(x, (x := 1), x)
    e = {x: (x := 5), x: x}
    f = f"{x} {(x := 6)} {x}"
    return a, b, c, d, e, f, x


@inputs(3, 5, 0)
def walrus_chain(x):
    if 1 < (y := note(x)) < (z := note(4)):
        return y, z
    if not (w := note(x)):
        return w
    return y


@inputs((10,), (0,), (3,))
def walrus_while(n):
    s = 0
    while (m := note(n) - 1) > 2:
        n = m
        if n == 5:
            continue
        s += n
    else:
        s += 100
    return s, n, m


@inputs((10,), (0,), (3,), (7,))
def walrus_while_break(n):
    s = 0
    while (m := note(n) - 1) > 2 and note(True):
        n = m
        if n == 5:
            break
        s += n
    else:
        s += 100
    return s, n, m


@inputs((1.5, [1, 2, 3]))
def augmented(x, v):
    x += 1
    x -= 2
    x *= 3
    x /= 4
    x //= 0.1
    x %= 7
    x **= 2
    i = 12
    i <<= 2
    i >>= 1
    i &= 255
    i |= 3
    i ^= 5
    v[note(0)] += note(5)
    v[1:] *= 2
    v += [4]
    o = Obj(a=1, v=v)
    o.me().a += note(3)
    o.v[0] -= 1
    w = v
    w += [1]
    return x, i, v, o, w


@inputs(np.eye(2))
def augmented_arrays(a):
    b = a
    a @= np.ones((2, 2))
    a[0] += a[1]
    a[:, 1] *= 2
    b = b + 1
    return a, b


@inputs(([1, 2, 3], 0))
def augmented_walrus(v, i):
    v[i] += (i := 2)
    v[i - 1 : i] += [(i := 0)]
    return v, i


# --- expressions -----------------------------------------------------------------------------
@inputs((1, 2), (0, 2), (0, 0), ([], 5))
def logical(a, b):
    c = note(a) and note(b) and note(7)
    d = note(a) or note(b) or note(8)
    e = not note(a)
    f = (note(a) or note(0)) and (note(b) or note(1))
    g = a and b or 9
    note(a) and note("effect")
    note(a) or note("other")
    return c, d, e, f, g


@inputs(1, 0, -1)
def conditional(x):
    a = note("p") if x > 0 else note("q")
    b = (x + 1 if x else x - 1) * 2
    c = 1 if x > 0 else 2 if x == 0 else 3
    d = note(1) if note(x) and note(x + 1) else note(2)
    note("yes") if x else note("no")
    e = x > 0 if x else x < 0
    return (a, b, c, d, e) if x >= 0 else -1


@inputs(1, 5)
def comparison(x):
    a = 1 < note(x) < 3 < note(10)
    b = x in [1, 2] and x is not None
    c = (x > 2) + (x < 7)
    return a, b, c, not a, -(x > 0)


@inputs(2)
def order(x):
    note("f", note)(note(1) + note(2) * note(3))
    d = {note("k1"): note("v1"), note("k2"): note("v2"), **note({"z": 1})}
    l = [note(1), *note([2, 3]), note(4)]
    t = (*note((1,)), note(2))
    s = {note(1), note(2)}
    r = l[note(0) : note(2) : note(1)]
    np.zeros((2, 3))[note(0), note(1) : note(2)]
    d[note("index")] = note("value")
    note(l)[note(1)] = note(5)
    divmod(*note([7]), note(2))
    dict(**note({"a": 1}), b=note(2))
    return d, l, t, s, r


@inputs(2)
def order_exceptions(x):
    note(1) + [][note(0)] + note(2)


@inputs(2)
def order_exceptions_store(x):
    None[note(0)] = note(1)


@inputs(2)
def order_stores(x):
    o = Obj(a=1)
    o.me().a = note(2)
    o.me().b, o.me().c = note(3), note(4)
    return o


@inputs(2.0)
def attributes(x):
    o = Obj(net=Obj(w=x, f=lambda v: v + 1), g=[1, 2])
    t = o.net.w * BOX.model.k + K + math.pi
    u = o.net.f(t) + BOX.scale(x) + o.me().me().get(3)
    p = Point(x, 1)._replace(y=5)
    w = np.linalg.norm(np.array([[x, 1.0]]).T.dot(np.ones((1, 1))))
    name = np.pi
    return t, u, o.g[-1], p.x + p.y, w, name, "a-b".split("-"), (1, 2)[0], "xy"[1]


@inputs((np.arange(24.0).reshape(2, 3, 4),))
def indexing(a):
    i = 1
    return (
        a[0],
        a[-1, i],
        a[..., i],
        a[:, None, 1:],
        a[a > 3].sum(),
        a[::2, [0, 1]],
        a[i + 0, : i + 1, i:],
        a[(0, 1, 2)],
        a[0][1][2],
        a[*(0, 1)],
    )


@inputs(2.0)
def texts(x):
    y = x * 2
    name = "n"
    print(f"{x:.3f} {y!r:>{3 + 4}} {[i for i in range(2)]} {name}")
    return f"{x + y} {note(x)} {{}}", f"{(z := x)}", z


@inputs(2.0)
def constants(x):
    a = -1.0
    b = -x
    c = +a
    d = ~3
    e = --x
    f = 2j * x
    return a * -2, b, c, d, e, f, None, ..., "s", b"x", True


@inputs(3)
def long_sum(x):
    return x + x * 2 + x**2 - 1 + note(x) / 2 + x % 2 - (x - (x - (x - 1)))


# --- calls and functions -------------------------------------------------------------------------
@inputs(2.0)
def calls(x):
    def helper(a, b=2, *rest, c, d=note(4), **named):
        return a, b, rest, c, d, named

    args = (5, 6)
    named = {"e": 1}
    return helper(x, *args, 7, c=x + 1, **named), helper(x, c=3), math.hypot(*args)


@inputs(2.0)
def lambdas(x):
    f = lambda a, k=note(3): a * x + k
    g = lambda *a, **k: (a, k, x)
    xs = sorted([3, 1, 2], key=lambda v: -v)
    if max(xs, key=lambda v: v * x) > 2:
        xs = list(map(lambda v: v * x, xs))
    return f(1), f(1, 2), g(1, z=2), xs, (lambda: x)(), functools.reduce(lambda a, b: a + b, xs)


@inputs(2.0)
def captured_version(x):
    y = x + 1
    y = y * 2

    def inner(v, y_1=5):
        y_2 = v + y
        return y_2 * y_1

    return inner(3.0) + y


@inputs(2.0, 0.5)
def captured_shadow(x):
    x = x + 1

    def inner(v):
        a = [x for x in range(3)]
        b = [v * x for v in range(3) if x]
        g = lambda x: x * 2
        h = lambda v, w=x: v * x + w
        return a, b, g(v), h(v)

    return inner(4), [x for x in [x, x]], {x: x for x in range(2)}


@inputs(6)
def recursion(n):
    def fact(k):
        return 1 if k < 2 else k * fact(k - 1)

    def even(k):
        return True if k == 0 else odd(k - 1)

    def odd(k):
        return False if k == 0 else even(k - 1)

    return fact(n), even(n), odd(n)


@inputs(3.0)
def branch_functions(x):
    if x > 2:
        f = lambda v: v + 1
    else:

        def f(v):
            return v - 1

    return f(x)


@inputs(3)
def function_in_loop(n):
    total = 0
    for k in range(n):

        def power(t):
            return t**k

        total += power(2) + sum(map(lambda t: t * k, [1, 2]))
        h = lambda t: t + k
        total += h(3)
    return total


@inputs(3.0)
def imports(x):
    import math as m
    import os.path
    from math import cos, sin as sine

    return m.floor(x) + sine(x) + cos(x), os.path.basename("a/b")


@inputs(3.0)
def decorated(x):
    @note
    @functools.lru_cache(maxsize=None)
    def inner(v):
        return v * x

    return inner(2)


# --- comprehensions --------------------------------------------------------------------------------
@inputs(3, 0)
def comprehensions(n):
    x = 10
    a = [x * x for x in range(n)]
    b = {i: i * x for i in range(n) if i if i > 1}
    c = {i % 2 for i in range(n)}
    d = [(i, j) for i in range(n) for j in range(i) if (i + j) % 2]
    e = [[x * j for j in range(2)] for x in range(n)]
    f = sum(i * i for i in range(n)) + max((i for i in range(n)), default=0)
    g = [y for x in range(n) for y in [x + 1]]
    h = ",".join(str(i) for i in range(n))
    k = dict((i, v) for i, v in enumerate("ab"))
    x = [x for x in [x, x]]
    [note(i) for i in range(n)]
    return a, b, c, d, e, f, g, h, k, x


@inputs(3)
def comprehension_order(n):
    return (
        note("first"),
        [note(i) * note(j) for i in note([1, 2]) for j in note([3, 4]) if note(j) > 3],
        {note(k): note(v) for k, v in note({"a": 1, "b": 2}).items()},
        note("last"),
    )


@inputs(3)
def comprehension_nested_names(n):
    x = [[x for x in range(x)] + [x] for x in range(n)]
    y = [(lambda v: v + z)(1) for z in range(n)]
    return x, y, [i for i in (j for j in range(n) if j)], all(i < 9 for i in range(n))


@inputs(([1, 5, 9],), ([],), ([1, 2],))
def quantifiers(xs):
    if any(note(x) > 3 for x in xs):
        note("any")
    ok = all(note(x) > 0 for x in xs)
    hit = next((x for x in xs if note(x) > 3), None)
    if any((found := x) > 3 for x in xs):
        return found, ok
    two = next((x + y for x in xs if x > 1 for y in note(xs) if note(y) > x), -1)
    p, q = (note(i) for i in range(2))
    return ok, hit, two, p, q, [*(x for x in xs)], all((w := x) for x in xs for y in xs)


@inputs(([1, 5, 9],), ([],), ([1, 2],))
def first_or_error(xs):
    return next(x * 2 for x in xs if note(x) > 3)


@inputs(4)
def loop_over_generator(n):
    out = []
    for y in (note(i) * 2 for i in range(n) if i != 1):
        if y > 5:
            break
        out.append(note(y))
    else:
        out.append("else")
    for a, b in ((i, j) for i in range(2) for j in range(2)):
        out.append(a + b)
    return out


# --- branches, loops, jumps -----------------------------------------------------------------------
@inputs(1, 2, 3, 4, 5)
def elif_chain(x):
    if x == 1:
        y = "a"
    elif x == 2:
        y = "b"
        z = 1
    elif note(x) and x == 3:
        y = "c"
    elif x == 4:
        pass
    else:
        raise ValueError(x)
    return y


@inputs(-1, 0, 1, 2)
def early_return(x):
    if x < 0:
        return "neg"
    y = x + 1
    if x == 0:
        return y
    elif x == 1:
        note("one")
    else:
        y = 5
    if y == 5:
        return
    return y * 2


@inputs(0, 1, 2, 3)
def partial_return(x):
    a = 1
    if x > 0:
        a = 2
        if x > 1:
            if x > 2:
                return note("deep")
            a = 3
        note("mid")
    a += 1
    if x == 1:
        return a
    note("end")
    return -a


@inputs(0, 5, 20)
def maybe_undefined(x):
    if x > 3:
        y = 1
    if x > 10:
        y = 2
        z = y
    if x > 3:
        return y
    return z


@inputs(0, 5, 20)
def maybe_undefined_in_loop(n):
    for i in range(n):
        if i > 2:
            best = i
        if i > 8:
            return best, i
    if n > 3:
        return best
    return n


@inputs(0, 1, 4)
def previous(n):
    s = 0
    for i in range(n):
        if i > 0:
            s = s + prev
        prev = i * 2
    return s, i, prev


@inputs(0, 3)
def two_unsure_loops(n):
    for k in range(2):
        if k:
            for i in range(n):
                v = i
        else:
            for j in range(n):
                if j == 1:
                    v = -j
    return v


@inputs(([],), ([1],), ([1, 3, 7, 2],), ([9],))
def for_else(xs):
    for x in xs:
        if x > 5:
            note("found")
            break
    else:
        x = None
        note("none")
    return x


@inputs(([],), ([1],), ([1, 3, 7, 2],), ([9],))
def for_else_return(xs):
    s = 0
    for x in xs:
        if x == 1:
            continue
        if x > 8:
            return "big"
        if x > 5:
            break
        s += x
    else:
        return "else", s
    return s, x


@inputs((0, 0), (3, 3), (5, 2), (2, 9))
def nested_jumps(n, m):
    s = 0
    for i in range(n):
        if i == 4:
            break
        for j in range(m):
            if j == i:
                continue
            if i * j == 6:
                return "six", s
            if j > 4:
                break
            s += note(i * 10 + j)
        else:
            s += 1000
            continue
        s += 1
    else:
        s = -s
    return s


@inputs((4, 4), (1, 1), (9, 3))
def triple(n, m):
    for i in range(n):
        for j in range(m):
            k = 0
            while True:
                k += 1
                if k > 3:
                    break
                if i + j + k == 7:
                    return i, j, k
                if k == 2 and j == 1:
                    continue
                note((i, j, k))
            if j == 2:
                break
        if i == 2:
            continue
        note(i)
    return None


@inputs(0, 1, 7, 30)
def while_true(x):
    n = 0
    while True:
        n += 1
        if x <= 1:
            break
        x = x / 2
        if n > 3:
            return "long", x
    return n, x


@inputs(0, 1, 7)
def while_true_return_only(x):
    while True:
        x += 3
        if x % 2 == 0:
            return x
        if x > 9:
            raise ValueError(x)


@inputs(0, 4, 9)
def while_else(x):
    while x < 8:
        x += 1
        if x == 6:
            break
    else:
        return "else", x
    return x


@inputs(2.0, 9.0)
def newton(a):
    s = a
    while abs(s * s - a) > 1e-12:
        s = 0.5 * (s + a / s)
    return s


@inputs(([1, 2, 3],), ([],))
def while_call(xs):
    out = []
    while len(xs):
        out.append(xs.pop())
    while xs:
        xs.pop()
    o = Obj(go=2)
    while o.go:
        o.go -= 1
    return out, xs, o


@inputs(3)
def break_first(n):
    for i in range(n):
        break
    for j in range(n):
        note(j)
        continue
    for k in range(n):
        if k:
            continue
        else:
            break
    for l in range(n):
        if l == 1:
            break
        elif l == 2:
            continue
        else:
            note("else")
        note(l)
    while True:
        return i, j, k, l


@inputs(0, 1, 2, 3)
def return_in_else(n):
    for i in range(n):
        if i == 1:
            x = note("body")
        else:
            if n == 3:
                return i
            x = "other"
        if i == 5:
            break
    else:
        for j in range(n):
            if j == 1:
                return "in else"
        return "else"
    return x


@inputs(0, 1, 2)
def break_outer_in_else(n):
    for i in range(5):
        for j in range(n):
            if j == i:
                break
        else:
            if i > 1:
                break
            continue
        note((i, j))
    return i


@contextlib.contextmanager
def scope(name):
    note(("enter", name))
    yield name
    note(("exit", name))


@inputs(0, 1, 5)
def with_jumps(n):
    for i in range(n):
        with scope(i) as s, scope("b"):
            if i == 1:
                continue
            if i == 3:
                break
            note(s)
        note("after")
    with np.errstate(all="ignore"):
        if n == 1:
            return note("one")
        x = n + 1
    with scope("t") as (a):
        return x, a


@inputs(0, 1)
def with_targets(n):
    o = Obj()
    with contextlib.nullcontext((1, 2)) as (a, b):
        pass
    with contextlib.nullcontext(3) as o.v:
        a += 1
    return a, b, o


@inputs(4)
def for_targets(n):
    v = [0, 0]
    o = Obj()
    for v[0] in range(n):
        pass
    for o.a, v[1] in enumerate("xy"):
        note(v[1])
    for i, (a, *b) in [(1, (2, 3, 4)), (5, (6,))]:
        note((i, a, b))
    for x in v:
        x = 3
    return v, o, i, a, b, x


@inputs(4)
def rebinding_in_loop(n):
    xs = [1, 2, 3]
    for i in xs:
        xs = xs + [i]
        i = i * 2
        note(i)
    for n in range(n):
        n += 1
    return xs, i, n


@inputs(3.0)
def globals_(x):
    global COUNT
    COUNT = COUNT + 1
    COUNT += 2
    y = COUNT + (COUNT := COUNT + 1)
    for COUNT in range(2):
        note(COUNT)
    COUNT, z = 0, 1
    return x + y + COUNT


@inputs(1, -1)
def assertions(x):
    assert x > 0, f"bad {x}"
    assert note(x), note("message")
    if x > 5:
        raise ValueError("no") from None
    return x


@inputs(1, 2, 3)
def raising(x):
    for i in range(5):
        if i == x:
            if x == 2:
                raise KeyError(x)
            y = i
            break
    else:
        raise ValueError
    return y


@inputs(3)
def deletion(x):
    y = x
    del y
    y = 2
    return y


@inputs(1)
def nothing(x):
    pass


@inputs(1)
def only_effects(x):
    note(x)
    if x:
        note("x")
    for _ in range(2):
        pass
    x
    x + 1
    (lambda: note(3))()


@inputs(1, 0)
def dead_code(x):
    while x:
        break
        note("dead")
    if x:
        return 1
        note("dead")
    else:
        return 2
    note("dead")


@inputs(([3, -1, 2, 0],))
def clamp_all(xs):
    out = []
    for x in xs:
        if x < 0:
            lo = True
        elif x > 2:
            lo = False
        else:
            lo = None
            out.append(x)
            continue
        out.append((x, lo))
    return out


@inputs((2, 3))
def reserved(operator_, result):
    stop = operator_ + result
    skip, returned, t, over = 1, 2, 3, 4
    for sum_ in range(3):
        if sum_ == 1:
            continue
        if sum_ == 2:
            return stop, skip, returned, t, over, sum_
    return None


@inputs(5)
def shadowed_builtin(x):
    sum = x
    any = lambda g: list(g)
    list_ = [sum, x]
    v = any(i for i in list_)
    len = 3
    return sum + len, v


@inputs(np.array([3.0, 1.0, 2.0]))
def heat(u):
    u = u.copy()
    for i in range(3):
        lap = u[2:] - 2 * u[1:-1] + u[:-2]
        u[1:-1] += 0.1 * lap
    return np.sum(u**2)


@inputs(np.arange(25.0).reshape(5, 5) ** 1.5)
def minors(a):
    if a.shape[0] == 1:
        return a[0, 0]
    total = 0.0
    for j in range(a.shape[1]):
        rest = np.delete(a[1:], j, axis=1)
        total += (-1) ** j * a[0, j] * (rest[0, 0] if len(rest) == 1 else np.linalg.det(rest))
    return total


@inputs(*[(i,) for i in range(0, 70, 7)])
def many_guards(x):
    y = note(x)
    if x == 1:
        return y
    y += 1
    if x == 7:
        return y
    y += 1
    if x == 3:
        return y
    y += 1
    if x == 4:
        return y
    y += 1
    if x == 5:
        return y
    y += 1
    if x == 14:
        return y
    y += 1
    if x == 6:
        return y
    y += 1
    if x == 8:
        return y
    y += 1
    if x == 9:
        return y
    y += 1
    if x == 10:
        return y
    y += 1
    if x == 11:
        return y
    y += 1
    if x == 12:
        return y
    y += 1
    if x == 13:
        return y
    y += 1
    if x == 21:
        return y
    y += 1
    if x == 22:
        return y
    y += 1
    if x == 23:
        return y
    y += 1
    if x == 24:
        return y
    y += 1
    if x == 25:
        return y
    y += 1
    if x == 26:
        return y
    y += 1
    if x == 27:
        return y
    y += 1
    if x == 28:
        return y
    y += 1
    if x == 29:
        return y
    y += 1
    if x == 30:
        return y
    y += 1
    if x == 31:
        return y
    y += 1
    if x == 32:
        return y
    y += 1
    if x == 33:
        return y
    y += 1
    if x == 42:
        return y
    y += 1
    if x == 49:
        return y
    for i in range(x):
        if i == 56:
            break
        if i == 60:
            continue
    return y


# Variables that functions look up when they are called.


@inputs(1, 2, 3)
def late_assigned_after_the_definition(x):
    g = lambda t: t * x
    kept = [g]
    x = x + 1
    return kept[0](2)


@inputs(1, 2, 3)
def late_defined_later(x):
    def g(t):
        return t * y
    kept = [g]
    y = x + 1
    return kept[0](2)


@inputs(1, 2, 3)
def late_kept_from_a_loop(n):
    out = []
    for i in range(n):
        out.append(lambda t: t * i)
    return out[0](1)


@inputs(1, 2, 3)
def late_kept_from_a_comprehension(n):
    return [lambda t: t * i for i in range(n)][0](1)


@inputs(1, 2, 3)
def late_used_in_the_next_iteration(n):
    g = None
    for i in range(n):
        if i:
            n = g(n)
        def g(t):
            return t + i
    return n


@inputs(1, 2, 3)
def late_used_after_the_assignment_in_a_loop(n):
    k = 0
    for i in range(n):
        g = lambda t: t + k
        kept = (g,)
        k = k + 1
        n = kept[0](n)
    return n


@inputs(1, 2, 3)
def late_returned_by_another(n):
    for i in range(n):
        g = lambda t: lambda u: t + i
        h = g(1)
    return h(2)


@inputs(1, 2, 3)
def late_kept_in_a_container(n):
    for i in range(n):
        d = {"g": lambda: i}
    return d["g"]()
