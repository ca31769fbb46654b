"""Rules of one's own: complex slopes of real values, modules of formulas; and parts of complex arrays."""

from __future__ import annotations

import numpy as np
import pytest

import s2s
from s2s.testing import check_grads


@s2s.custom_jvp
def doubled(x):
    return x * 2


doubled.defjvp(lambda primals, tangents: (doubled(*primals), 2j * tangents[0]))


@pytest.mark.parametrize("x", [3.0, np.array([1.0, 2.0])])
def test_both_modes_name_the_rule(x):
    def fun(x):
        return np.sum(doubled(x)) * 3

    for run in (lambda: s2s.grad(fun)(x), lambda: s2s.jvp(fun, (x,), (x,))):
        with pytest.raises(TypeError, match="complex value for the value of `doubled`"):
            run()


def test_several_parameters_of_what_takes_one():
    for make in (s2s.elementwise_grad, s2s.value_grad_and_hessian):
        with pytest.raises(TypeError, match="one parameter"):
            make(lambda x, y: x * y, argnums=(0, 1))


def test_formulas_read_modules_that_the_function_closes_over():
    import math as mathematics

    def outside(x):
        return mathematics.sin(x)

    s2s.defpartials(outside, x="mathematics.cos(x)")
    assert s2s.grad(lambda x: outside(x) * 2)(0.5) == pytest.approx(2 * np.cos(0.5))


def test_parts_of_complex_arrays_are_assigned():
    def parts(x, y):
        z = np.zeros(3, complex)
        z.real = x
        z.imag = 2 * y
        z.real += x * y
        z[1:].imag = 3.0 * x[0]
        return np.sum(np.abs(z) ** 3)

    def of_real(x):
        a = np.zeros(3)
        a.real = x * 2
        return np.sum(a**2)

    x, y = np.array([1.0, 2.0, 3.0]), np.array([0.3, 0.2, 0.1])
    check_grads(parts, x, y, modes=("rev", "fwd"))
    check_grads(of_real, x, modes=("rev", "fwd"), order=2)


def test_a_part_that_is_updated_is_no_function_of_a_module():
    def updated(x):
        z = x * 1j
        z.real += x
        return np.sum(np.real(z) ** 2)

    check_grads(updated, np.array([1.0, 2.0]), modes=("rev", "fwd"))
