"""A function that a helper has closed over, passed on as a value, was not linked, or linked to another.

The generated code read a name that it does not have; where the differentiated function had closed over a
variable of the same name, it read that one.
"""

from __future__ import annotations

import math

from s2s.testing import check


def apply(function, x):
    return function(x) * x


def helper(inner):
    def f(x):
        return apply(inner, x)

    return f


def cube(x):
    return x**3


def test_a_function_of_the_helper_only() -> None:
    f = helper(cube)

    def program(x):
        return math.sin(f(x))

    check(program, 0.7)


def test_two_functions_of_one_name() -> None:
    f = helper(cube)

    def outer(inner):
        def program(x):
            return f(x) + apply(inner, x)

        return program

    def square(x):
        return x * x

    check(outer(square), 0.7)
