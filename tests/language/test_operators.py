"""Operators on numbers and on arrays, with broadcasting, and what is compared."""

from __future__ import annotations

import math
import operator

import numpy as np

from .table import Row, Table

row = Table()
X = np.array([0.5, -1.2, 2.0])
P = np.array([0.5, 1.2, 2.0])
M = np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 4.0]])
COLUMN = np.array([[1.5], [-0.5]])


@row(1.3, 0.7)
@row(X, 0.7)
@row(0.7, X)
@row(X, X + 1.0)
@row(M, X)
@row(COLUMN, X)
@row(COLUMN, 1.5)
def add(x, y):
    return x + y


@row(1.3, 0.7)
@row(X, 0.7)
@row(0.7, X)
@row(X, M)
@row(X, COLUMN)
def sub(x, y):
    return x - y


@row(1.3, 0.7)
@row(X, 0.7)
@row(0.7, X)
@row(M, X)
@row(COLUMN, X)
@row(np.float32(1.5), np.float32(0.5))
@row(X.astype(np.float32), np.float32(0.5))
def mul(x, y):
    return x * y


@row(1.3, 0.7)
@row(X, 0.7)
@row(0.7, X)
@row(M, X)
@row(X, COLUMN)
def div(x, y):
    return x / y


@row(7.3, 2.1)
@row(-7.3, 2.1)
@row(7.3, -2.1)
@row(np.array([7.3, -3.2]), 2.1)
def floordiv(x, y):
    return x // y * x


@row(7.3, 2.1)
@row(-7.3, 2.1)
@row(7.3, -2.1)
@row(np.array([7.3, -3.2]), np.array([[2.1], [0.7]]))
def mod(x, y):
    return x % y


@row(1.3, 0.7)
@row(P, 0.7)
@row(1.7, X)
@row(P, X)
@row(P, M)
def power(x, y):
    return x**y


@row(1.3)
@row(-1.3)
@row(X)
@row(0.0)
def integer_powers(x):
    return x**2 + x**3 - 2.0 * x**1 + x**0


@row(1.3)
@row(X)
def negative_power(x):
    return x**-2 + x**-1.0


@row(1.3, 3)
@row(X, 2)
def passive_exponent(x, n):
    return x**n


@row(0.7)
@row(X)
def passive_base(x):
    return 2.0**x + 3**x


@row(1.3)
@row(X)
def unary(x):
    return -x * +x + -(-x)


@row(X, X + 0.3)
def matmul_vectors(x, y):
    return x @ y


@row(M, X)
def matmul_matrix_vector(m, x):
    return m @ x


@row(COLUMN[:, 0], M)
def matmul_vector_matrix(x, m):
    return x @ m


@row(M, M.T + 1.0)
def matmul_matrices(a, b):
    return a @ b


@row(np.arange(12.0).reshape(2, 2, 3) / 7.0, M.T)
def matmul_batched(a, b):
    return a @ b


@row(X)
def matmul_itself(x):
    return x @ x


@row(M)
def matmul_transposed(m):
    return m.T @ m + np.eye(3)


@row(1.3, 0.7)
@row(X, P)
def same_operand_twice(x, y):
    return x * x + y * x * y - x / (x + 5.0 * y)


@row(1.3, 0.7)
def long_expression(x, y):
    return ((x + y) * (x - y) / (x * y + 1.0) - x**2 * y) * (x + (y - x * (y + 2.0)))


@row(1.3, 0.7)
def operator_module(x, y):
    a = operator.add(x, operator.mul(x, y))
    b = operator.sub(a, operator.truediv(x, y))
    return operator.pow(b, 2) + operator.neg(b)


@row(1.3, 0.7)
@row(-0.5, 0.7)
def comparisons(x, y):
    a = x * (x > y) + y * (x < 0.0)
    return a + 2.0 * x * (x >= y) + y * (x <= y) + x * (x == y) + (x != y) * y


@row(1.3, 0.7)
@row(0.5, 0.7)
def chained_comparison(x, y):
    if 0.0 < y < x < 10.0:
        return x * y
    return x + y


@row(X)
def array_comparison(x):
    return x * (x > 0.0) + x**2 * (x <= 0.0)


@row(X)
def chained_masks(x):
    return x * ((x > 0.0) & (x < 1.0)) + x**2 * ((x <= 0.0) | (x >= 1.0)) + x**3 * ~(x > 0.0)


@row(1.3, 0.7)
@row(-1.3, 0.7)
@row(-1.3, -0.7)
def short_circuit_tests(x, y):
    if x > 0.0 and y > 0.0:
        return x * y
    if x > 0.0 or y > 0.0:
        return x - y * x
    if not (x > 0.0):
        return x * y * 3.0
    return x


@row(-1.3)
@row(1.3)
def short_circuit_guards_domain(x):
    if x > 0.0 and math.log(x) > 0.0:
        return math.log(x) * x
    return x * x


@row(1.3, 0.7)
@row(0, 0.7)
def or_value(x, y):
    z = x * y or y
    return z * z


@row(1.3, 0.7)
def and_value(x, y):
    z = x and y * x
    return z * z


@row(1.3, 0.7)
def or_default(x, y):
    z = None or x * y
    w = 0.0 or y
    return z * w


@row(1.3, 0.7)
def mixed_and_or_values(x, y):
    z = (x > 0 and x * y) or y
    w = (x < 0 and x * y) or y
    return z * w


@row(1.3)
def and_with_side_call(x):
    calls = []
    result = (calls.append(1) is None) and x * x
    return result * len(calls)


@row(1.3, 0.7)
@row(-1.3, 0.7)
def conditional_expression(x, y):
    return x * y if x > 0.0 else y - x


@row(1.3)
@row(-1.3)
@row(0.1)
def nested_conditional_expression(x):
    return x**2 if x > 1.0 else (-x if x < 0.0 else x**3)


@row(1.3)
@row(-1.3)
def conditional_inside_call(x):
    return math.sin(x if x > 0.0 else 2.0 * x) * (3.0 if x > 0.0 else x)


@row(-1.3)
def conditional_guards_domain(x):
    return math.sqrt(x) if x > 0.0 else x * 0.5


@row(1.3)
@row(-1.3)
def branch_times_zero(x):
    return 0 * x if x < 0 else x


@row(1.3, "add")
@row(1.3, "mul")
def membership(x, mode):
    if mode in ("add", "plus"):
        return x + x
    if mode not in ["add"]:
        return x * x
    return x


@row(1.3, {"a": 2.0})
def membership_in_dict(x, d):
    if "a" in d and "b" not in d:
        return x * d["a"]
    return x


@row(1.3, None)
@row(1.3, 2.0)
def identity(x, y):
    if y is None:
        return x * x
    if y is not None and y is not x:
        return x * y
    return x


@row(1.3, True)
@row(1.3, False)
def boolean_argument(x, flag):
    scale = 2.0 if flag else 3.0
    return scale * x if not flag else x * x


@row(1.3, 5)
def integer_operators(x, n):
    k = (n << 2) ^ 3 | 8 & n
    return x * (k >> 1) + (~n) * x + n // 2 * x + n % 3 * x


@row(1.3)
def divmod_passive(x):
    q, r = divmod(17, 5)
    return x**q * r


@row(X)
def in_place_free_arithmetic(x):
    y = 2 * x - x / 3 + 1
    return y**2 / (1 + y**2)


@row(1.0 + 2.0j)
@row(np.array([1.0 + 2.0j, 0.5 - 1.0j]))
def complex_product(z):
    return np.real(z * z) + np.imag(z) * 2.0


@row(X)
def array_with_python_list_constant(x):
    return x * np.array([1.0, 2.0, 3.0]) + [1, 2, 3]


@row(X, 2)
def integer_and_bool_arrays(x, n):
    return x * np.arange(3) + n * x * np.array([True, False, True])


@row(np.array(1.5))
def zero_dimensional(x):
    return np.sum(x * x + x)


@row(np.zeros((0, 3)))
def empty(x):
    return np.sum(x * x) + np.sum(x)


@row.parametrize()
def test_operator(row: Row) -> None:
    row.run()
