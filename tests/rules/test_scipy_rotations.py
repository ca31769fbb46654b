"""Rotations in space, in programs: made of angles, axes, quaternions and matrices, and applied."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

import s2s
from s2s.testing import check, check_grads
from tests.second_derivatives import check_curvature

V = np.array([0.4, -0.7, 1.1])
ROWS = np.array([[0.4, -0.7, 1.1], [0.2, 0.1, -0.5], [-1.2, 0.3, 0.8], [0.1, 1.9, -0.4]])
KNOWN, SEVERAL = Rotation.from_rotvec([0.1, 0.2, 0.3]), Rotation.from_rotvec(ROWS)
Q = np.array([0.1, 0.2, 0.3, 0.9])


def chained(x, points):
    turn = Rotation.identity()
    moved = np.zeros((4, 3))
    for i in range(4):
        turn = turn * Rotation.from_rotvec(x * i)
        moved[i] = turn.apply(points[i])
    return moved


PROGRAMS = {
    "angles": (lambda x: Rotation.from_euler("xyz", x).as_matrix(), V),
    "angle": (lambda x: Rotation.from_euler("z", x).as_matrix(), 0.3),
    "one angle": (lambda x: Rotation.from_euler("z", [x]).as_matrix(), 0.3),
    "inner angles": (lambda x, v: Rotation.from_euler("ZYX", x).apply(v), V, V),
    "degrees": (lambda x: Rotation.from_euler("zx", 50 * x, degrees=True).as_quat(), V[:2]),
    "rows of angles": (lambda x, v: Rotation.from_euler("XY", x).apply(v), ROWS[:, :2], V),
    "vector": (lambda x: Rotation.from_rotvec(x).as_matrix(), V),
    "small vector": (lambda x: Rotation.from_rotvec(x).as_matrix(), 1e-5 * V),
    "no vector": (lambda x: Rotation.from_rotvec(x).as_matrix(), 0.0 * V),
    "small vector again": (lambda x: Rotation.from_rotvec(x).as_rotvec(), 1e-5 * V),
    "vectors": (lambda x, v: Rotation.from_rotvec(x).apply(v, inverse=True), ROWS, ROWS[::-1]),
    "vector in degrees": (lambda x: Rotation.from_rotvec(x, True).as_rotvec(True), 30 * V),
    "quaternion": (lambda x: Rotation.from_quat(x).as_rotvec(), Q),
    "other quaternion": (lambda x: Rotation.from_quat(-x).as_quat(canonical=True), Q),
    "scalar first": (
        lambda x: Rotation.from_quat(x, scalar_first=True).as_quat(scalar_first=True), Q
    ),
    "matrix": (lambda x: Rotation.from_matrix(Rotation.from_rotvec(x).as_matrix()).as_quat(), V),
    "matrices": (lambda x: Rotation.from_matrix(x).as_rotvec(), SEVERAL.as_matrix()),
    "euler": (lambda x: Rotation.from_rotvec(x).as_euler("ZYX", degrees=True), ROWS),
    "symmetric": (lambda x: Rotation.from_rotvec(x).as_euler("zxz"), V),
    "inverse": (lambda x, v: Rotation.from_rotvec(x).inv().apply(v), V, ROWS),
    "product": (
        lambda x, y: (Rotation.from_rotvec(x) * Rotation.from_rotvec(y)).as_quat(), ROWS, V
    ),
    "power": (lambda x, n: (Rotation.from_rotvec(x) ** n).as_rotvec(), 0.5 * V, 1.3),
    "whole power": (lambda x: (Rotation.from_quat(-x) ** 1).as_quat(), Q),
    "size": (lambda x: Rotation.from_rotvec(x).magnitude(), ROWS),
    "item": (lambda x: Rotation.from_rotvec(x)[1].as_matrix(), ROWS),
    "items": (lambda x, v: Rotation.from_rotvec(x)[1:3].apply(v), ROWS, V),
    "known": (lambda v: KNOWN.inv().apply(v) + SEVERAL.apply(v), V),
    "known inside": (lambda v: Rotation.from_euler("z", 30, degrees=True).apply(v), V),
    "known in a product": (lambda x: (KNOWN * Rotation.from_rotvec(x) * KNOWN).as_rotvec(), V),
    "chained": (chained, V, ROWS),
}  # fmt: skip


@pytest.mark.parametrize("name", PROGRAMS)
def test_programs(name: str) -> None:
    program, x, *others = PROGRAMS[name]
    check(program, x, *others)
    if list(PROGRAMS).index(name) % 4:  # every mix of modes is dear: of each fourth program
        return
    if others:
        other = others[0]
        check_curvature(lambda x: np.sum(np.sin(program(x, other) + 0.3)), x)
    elif list(PROGRAMS).index(name) % 8:
        check_curvature(lambda x: np.sum(np.sin(program(x) + 0.3)), x)
    else:
        check_grads(lambda x: np.sum(np.sin(program(x) + 0.3)), x, order=2, modes=("rev", "fwd"))


def test_what_is_no_rotation() -> None:
    with pytest.raises(ArithmeticError, match="matrices that are rotations"):
        s2s.grad(lambda x: Rotation.from_matrix(x).as_quat()[0])(2.0 * np.eye(3) + 0.1)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_angles_that_are_not_told_apart() -> None:
    with pytest.raises(ArithmeticError, match="not told apart"):
        s2s.grad(lambda x: Rotation.from_rotvec(x).as_euler("xyz")[0])(np.array([0.0, np.pi / 2, 0.0]))
