"""GradBench `det`: a determinant by expansion along its first row, and its gradient.

`det(A) = sum_j (-1)^j A[0, j] det(A without row 0 and column j)`, recursively. From cmpad's
`det_by_minor`. A is square, given as a vector, row after row; the gradient has its shape.
"""

import numpy as np

import s2s


def determinant(flat, n):
    """The objective."""
    return minor(flat.reshape(n, n), 0, list(range(n)))


def minor(a, row, columns):
    """The determinant of what the rows from `row` on have in the columns."""
    if not columns:
        return 1.0
    total, sign = 0.0, 1.0
    for place, column in enumerate(columns):
        others = columns[:place] + columns[place + 1 :]
        total += sign * a[row, column] * minor(a, row + 1, others)
        sign = -sign
    return total


gradient = s2s.grad(determinant)


def problem(n=5, seed=0):
    """The arguments of the objective and of its derivative."""
    return np.random.default_rng(seed).normal(size=n * n), n


if __name__ == "__main__":
    print(gradient(*problem()))
