"""Variables called as something that generated code reads: `np`, `rt`, `len`, `sum`."""

from __future__ import annotations

import numpy
import numpy.testing

import s2s

from .table import Row, Table

row = Table()
X = numpy.array([0.5, 1.2, 2.0])


@row(1.3)
def assigned(x):
    np = 2.0
    return numpy.sin(x) * np


@row(X, 0.4)
def parameters(np, rt):
    u = np.copy()
    for i in range(3):
        u[i] = u[i] * rt
    return u.sum()


@row(1.3, 0.4)
def modules(math, scipy):
    return numpy.sin(math) * scipy**2


@row(X, 0.4)
def builtins_as_values(x, zip):
    float = 2.0
    tuple = x * float
    list = []
    for v in tuple:
        list.append(v * zip)
    return numpy.sum(numpy.array(list))


@row(X, 0.4)
def range_beside_a_loop(x, range):
    s = 0.0
    for i in x:
        s = s + i * range
    return s


@row(X, 0.4)
def length(x, y):
    len = 3
    s = 0.0
    for v in x:
        s += v * len * y
    return s


@row(X, 0.4)
def unpacked_and_swapped(x, y):
    (np, rt), *sum = (x[0], y), x[1], x[2]
    np, rt = rt * 2, np
    return np * rt * sum[0] + sum[1]


@row(X, 0.4)
def walrus(x, y):
    if (np := y * x[0]) > 0:
        return np**2
    return np


@row(X, 0.4)
def comprehension(x, rt):
    return sum([float * rt for float in x]) + float(2)


@row(X, 0.4)
def lambdas(x, rt):
    f = lambda np: np**2 * rt  # noqa: E731
    return numpy.sum(f(x))


@row(X, 0.4)
def imported_inside(x, y):
    import math as np

    import numpy as rt

    return rt.sum(x) * np.sin(y)


@row(X, 0.4)
def handler(x, y):
    try:
        sum = x[0] * y
        if sum > 0:
            raise ValueError("a")
    except ValueError as np:
        sum = y * 3
        id = str(np)
    return sum * x[1] * len(id)


@row(X, 0.4)
def matched(x, y):
    match y:
        case 1.0:
            np = y * 2
        case sum:
            np = sum
    return numpy.sum(x) * np


@row(X, 0.4)
def nonlocal_sum(x, y):
    sum = 0.0

    def add(v):
        nonlocal sum
        sum += v * y

    for v in x:
        add(v)
    return sum


@row(X, 0.4)
def captured(x, np):
    def inner(rt):
        return rt * np

    return inner(numpy.sum(x))


@row(X, 0.4)
def keywords_of_a_local_function(x, y):
    def inner(np, *, rt=1.0, **math):
        return np * rt * math["sum"]

    return numpy.sum(inner(np=x, rt=y, sum=y))


@row(X, 0.4)
def keywords_in_a_test(x, y):
    def big(sum, len=2.0):
        return sum > len

    s = 0.0
    for v in x:
        if big(sum=v, len=y):
            s += v * y
    return s


def helper(np, len, range):
    for _ in (1, 2):
        np = np * len + range
    return np


@row(X, 0.4)
def keywords_of_a_function(x, y):
    return numpy.sum(helper(np=x, len=y, range=y))


@row(X, 0.4)
def named_as_a_derivative(x, helper_fwd):
    helper_rev = helper(x, helper_fwd, 1.0)
    return numpy.sum(helper_rev) * helper_fwd


def spread(*np, **rt):
    return numpy.sum(np[0]) * rt["sum"]


@row(X, 0.4)
def rest_of_the_arguments(x, y):
    return spread(x, sum=y)


def doubled(np):
    for sum in np:
        yield sum * 2


@row(X, 0.4)
def generator(x, y):
    s = 0.0
    for list in doubled(x):
        s += list * y
    return s


class Model:
    def __init__(self, sum):
        self.sum = sum
        self.np = sum * 2

    def step(self, np):
        self.sum = self.sum + np
        return self

    @property
    def rt(self):
        return self.sum * self.np


@row(X, 0.4)
def attributes(x, y):
    model = Model(sum=y)
    for v in x:
        model.step(np=v)
    return model.rt


def _closures():
    np = 2.0
    rt = numpy.array([1.0, 2.0, 3.0])
    len = numpy.zeros(3)

    def sum(v):
        return v[0] * v[1]

    def numbers(x, y):
        return numpy.sum(x * rt) * np * y

    def buffer(x, y):
        len[:] = x * y
        return numpy.sum(len**2)

    def function(x, y):
        return sum(x) * y

    return numbers, buffer, function


closed_over, buffer_closed_over, function_closed_over = map(row(X, 0.4), _closures())


def _modules():
    import math as np

    import numpy as math

    def swapped(x, y):
        return math.sum(x) * np.sin(y)

    return swapped


modules_closed_over = row(X, 0.4)(_modules())


@row.parametrize()
def test_name_of_ours(row: Row) -> None:
    row.run()


def test_called_by_keyword() -> None:
    def product(np, *, rt):
        return numpy.sum(np * rt)

    expected = {"np": X + 1, "rt": X}
    for name, gradient in expected.items():
        value, found = s2s.value_and_grad(product, argnums=name)(np=X, rt=X + 1)
        assert value == product(X, rt=X + 1)
        numpy.testing.assert_array_equal(found, gradient)


def test_the_name_stays_where_it_hides_nothing() -> None:
    def product(sum, x):
        return numpy.sin(sum) * x

    text = s2s.source(s2s.grad(product, argnums=(0, 1)), 1.0, 2.0)
    assert "def product_grad(sum, x, " in text
    assert "sum_bar" in text or "sum)" in text


def test_errors_say_the_name_of_the_user() -> None:
    def kept(np):
        return helper_without_text(np)

    try:
        s2s.grad(kept)(numpy.array([1, 2]))
    except s2s.S2SError as error:
        assert "`np`" in str(error)
    else:
        raise AssertionError


helper_without_text = eval("lambda x: x")


def test_second_derivatives() -> None:
    for fun in (parameters, captured, named_as_a_derivative, range_beside_a_loop):
        s2s.check_grads(fun, X, 0.4, order=2, modes=("rev", "fwd"))
