"""GradBench `hello`: the square of a number and its derivative.

`square(x) = x^2`, from a number to a number; asked for is the gradient, `2 x`.
"""

import s2s


def square(x):
    """The objective."""
    return x * x


double = s2s.grad(square)


def problem(x=3.0):
    """The arguments of the objective and of its derivative."""
    return (x,)


if __name__ == "__main__":
    print(double(*problem()))
