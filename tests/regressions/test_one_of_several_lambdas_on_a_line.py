"""Which of several functions on one line was meant was told by the first column of its code.

What Python decides when it compiles, `a * 5 if 0 else a * 7`, has no code at its beginning.
"""

from __future__ import annotations

import pytest

import s2s

# fmt: off
TABLE = {"p": lambda a: a * 3, "q": lambda a: a * 5 if 0 else a * 7, "r": lambda a: a * 4}
NEGATED = [lambda a: a * 3, lambda a: a * 5 if not True else a * 7]
CHAINED = [lambda a: a * 3, lambda a: None or a * 6, lambda b: b * 4, lambda a: 1 and a * 5, lambda a: (True and a * 8)]
EMPTY = (lambda a: a * 3, lambda a: a * 7 if () else a * 6, lambda a: a * 2 if "" else a * 9)
NESTED = [lambda a: a * 3, lambda a: (lambda q: q * 5)(a) if None else a * 6, lambda a: (lambda q: q * 4 if 0 else q * 8)(a) * 2]
ALIKE = [lambda a: 1 and a * 5, lambda a: 0 or a * 5, lambda b: b * 5, lambda a, b=2: a * 5]
INNER = [lambda a: a * 3, (lambda k: lambda a: a * k if 1 else a)(4.0), (lambda m: lambda a: a * m if 1 else a)(5.0)]
DEFAULT = [lambda a, f=lambda q: q * 3 if 1 else q * 2: f(a) if 1 else a, lambda a: a * 8 if 1 else a]
OVER_LINES = [lambda a: a * 3, lambda a:
    a * 5 if 0 else a * 7, lambda a: a * 2]
def decorated(f): return lambda g: (lambda a: f(g(a)))
@decorated(lambda a: a * 2 if 1 else a * 3)
def kept(a): return a * 5 if 1 else a * 6
@(lambda g: lambda a: g(a) * 3 if 1 else a)
def by_a_lambda(a): return a * a
# fmt: on

FUNCTIONS = [
    *TABLE.values(), *NEGATED, *CHAINED, *EMPTY, *NESTED, *ALIKE, *INNER, *DEFAULT, *OVER_LINES,
    kept, by_a_lambda,
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(FUNCTIONS)))
def test_the_function_that_is_meant(number: int) -> None:
    f = FUNCTIONS[number]
    slope = (f(2.0 + 1e-5) - f(2.0 - 1e-5)) / 2e-5
    assert s2s.value_and_grad(f)(2.0) == (f(2.0), pytest.approx(slope))
    assert s2s.jvp(f, (2.0,), (1.0,)) == (f(2.0), pytest.approx(slope))


def test_the_name_of_a_parameter() -> None:
    assert s2s.grad(ALIKE[2])(b=2.0) == 5.0
    assert s2s.grad(CHAINED[2])(b=2.0) == 4.0
