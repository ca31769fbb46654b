"""What stands for ``scipy.spatial.transform.Rotation``: its unit quaternions, and what they do.

Sources: Sola, Quaternion kinematics for the error-state Kalman filter (2017); Bernardes and Viollet,
Quaternion to Euler angles conversion (2022).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.spatial.transform import Rotation

from s2s.runtime.guarded import as_value, passively


@dataclass
class Turns:
    """``scipy.spatial.transform.Rotation`` of one axis: rows of quaternions, the scalar last."""

    _quat: Any
    _single: Any

    def as_quat(self, canonical: bool = False, *, scalar_first: bool = False) -> Any:
        """The quaternions."""
        found = passively(told, self._quat, self._single, "as_quat", canonical)
        q = self._quat * passively(signs, self._quat) if canonical else self._quat * 1.0
        q = as_value(one_of(q, self._single), found)
        return np.roll(q, 1, axis=-1) if scalar_first else q

    def as_matrix(self) -> Any:
        """The matrices."""
        found = passively(told, self._quat, self._single, "as_matrix")
        return as_value(one_of(matrices(self._quat), self._single), found)

    def as_rotvec(self, degrees: bool = False) -> Any:
        """The axes, as long as the angles."""
        found = passively(told, self._quat, self._single, "as_rotvec", degrees)
        moved = one_of(rotation_vectors(self._quat), self._single)
        return as_value(moved * (180.0 / math.pi) if degrees else moved, found)

    def as_euler(self, seq: str, degrees: bool = False, *, suppress_warnings: bool = False) -> Any:
        """The angles about three axes."""
        found = passively(told, self._quat, self._single, "as_euler", seq, degrees)
        moved = one_of(euler_angles(self._quat, seq), self._single)
        return as_value(moved * (180.0 / math.pi) if degrees else moved, found)

    def magnitude(self) -> Any:
        """The angles, from 0 to pi."""
        found = passively(told, self._quat, self._single, "magnitude")
        sine = np.linalg.norm(self._quat[:, :3], axis=-1)
        return as_value(
            one_of(2.0 * np.arctan2(sine, np.abs(self._quat[:, 3])), self._single), found
        )

    def apply(self, vectors: Any, inverse: bool = False) -> Any:
        """The vectors, turned."""
        found = passively(told, self._quat, self._single, "apply", vectors, inverse)
        given = np.asarray(vectors) * 1.0
        turns = matrices(self._quat)
        turns = np.swapaxes(turns, -1, -2) if inverse else turns
        moved = np.matmul(turns, np.expand_dims(given, -1))[..., 0]
        return as_value(one_of(moved, self._single and given.ndim == 1), found)

    def inv(self) -> Turns:
        """The turns back."""
        found = passively(rows_of, self._quat, self._single, "inv")
        return Turns(as_value(self._quat * np.array([-1.0, -1.0, -1.0, 1.0]), found), self._single)

    def __mul__(self, other: Any) -> Turns:
        """These turns after others."""
        found = passively(product_rows, self._quat, other._quat)
        moved = products(self._quat, other._quat)
        return Turns(as_value(moved, found), self._single and other._single)

    def __pow__(self, n: Any) -> Turns:
        """The turns by so many times their angles."""
        found = passively(rows_of, self._quat, self._single, "__pow__", n)
        moved = quaternions(n * rotation_vectors(self._quat))
        if n in (0, 1, -1):  # as they are, or back, which may be the other quaternion of the turn
            moved = moved * np.where(np.sum(moved * found, axis=-1, keepdims=True) < 0, -1.0, 1.0)
        return Turns(as_value(moved, found), self._single)

    def __getitem__(self, key: Any) -> Turns:
        """Some of the turns."""
        chosen = self._quat[key]
        return Turns(np.reshape(chosen, (-1, 4)), np.ndim(chosen) == 1)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._quat)


def one_of(values: Any, single: Any) -> Any:
    """The only row, where the rotation is a single one."""
    return values[0] if single else values


def made_of(rows: Any, single: Any) -> Any:
    """The object of SciPy's of these quaternions."""
    return Rotation(rows[0] if single else rows, normalize=False)


def told(rows: Any, single: Any, method: str, *args: Any) -> Any:
    """What a method of SciPy's says of the rotations."""
    return getattr(made_of(rows, single), method)(*args)


def rows_of(rows: Any, single: Any, method: str, *args: Any) -> Any:
    """The quaternions of the rotations that a method of SciPy's gives."""
    return np.reshape(told(rows, single, method, *args).as_quat(), (-1, 4))


def product_rows(first: Any, second: Any) -> Any:
    """The quaternions of SciPy's products."""
    return np.reshape((made_of(first, False) * made_of(second, False)).as_quat(), (-1, 4))


def made_rows(maker: str, *args: Any) -> Any:
    """The quaternions of the rotations that a function of SciPy's makes."""
    return np.reshape(getattr(Rotation, maker)(*args).as_quat(), (-1, 4))


def signs(rows: Any) -> Any:
    """What makes the first part that is not 0, from the scalar on, positive."""
    order = rows[:, [3, 0, 1, 2]]
    first = order[np.arange(len(rows)), np.argmax(order != 0, axis=1)]
    return np.where(first < 0, -1.0, 1.0)[:, None]


def matrices(q: Any) -> Any:
    """The matrices of unit quaternions."""
    x, y, z, w = q[:, 0], q[:, 1], q[:, 2], q[:, 3]
    rows = (
        x * x - y * y - z * z + w * w, 2 * (x * y - z * w), 2 * (x * z + y * w),
        2 * (x * y + z * w), y * y - x * x - z * z + w * w, 2 * (y * z - x * w),
        2 * (x * z - y * w), 2 * (y * z + x * w), z * z - x * x - y * y + w * w,
    )  # fmt: skip
    return np.reshape(np.stack(rows, axis=-1), (-1, 3, 3))


def products(p: Any, q: Any) -> Any:
    """The products of quaternions, normalized."""
    a, b, c, d = p[:, 0], p[:, 1], p[:, 2], p[:, 3]
    x, y, z, w = q[:, 0], q[:, 1], q[:, 2], q[:, 3]
    return normalized(
        np.stack(
            (
                d * x + a * w + b * z - c * y,
                d * y + b * w + c * x - a * z,
                d * z + c * w + a * y - b * x,
                d * w - a * x - b * y - c * z,
            ),
            axis=-1,
        )
    )


def normalized(q: Any) -> Any:
    """Quaternions of length 1."""
    return q / np.sqrt(np.sum(q * q, axis=-1, keepdims=True))


def quaternions(vectors: Any) -> Any:
    """The quaternions of rows of axes as long as the angles."""
    square = np.sum(vectors * vectors, axis=-1, keepdims=True)
    small = square < 1e-6
    angle = np.sqrt(np.where(small, 1.0, square))
    near = 0.5 - square / 48 + square * square / 3840
    scale = np.where(small, near, np.sin(angle / 2) / angle)
    turn = np.where(small, 1 - square / 8 + square * square / 384, np.cos(angle / 2))
    return np.concatenate((vectors * scale, turn), axis=-1)


def rotation_vectors(q: Any) -> Any:
    """The axes of quaternions, as long as the angles, which are at most pi."""
    upper = q * np.where(q[:, 3:] < 0, -1.0, 1.0)
    square = np.sum(upper[:, :3] ** 2, axis=-1, keepdims=True)
    small = square < 1e-6
    sine = np.sqrt(np.where(small, 1.0, square))
    near = 2 / upper[:, 3:] - 2 * square / (3 * upper[:, 3:] ** 3)
    scale = np.where(small, near, 2 * np.arctan2(sine, upper[:, 3:]) / sine)
    return upper[:, :3] * scale


def euler_angles(q: Any, seq: str) -> Any:
    """Angles about three axes, in any turn: those of SciPy's may differ by whole turns."""
    i, j, k, sign, swapped, symmetric = passively(axes_of, seq, q)
    if symmetric:
        a, b, c, d = q[:, 3], q[:, i], q[:, j], q[:, k] * sign
    else:
        a, b = q[:, 3] - q[:, j], q[:, i] + q[:, k] * sign
        c, d = q[:, j] + q[:, 3], q[:, k] * sign - q[:, i]
    middle = 2 * np.arctan2(np.hypot(c, d), np.hypot(a, b))
    total, gap = np.arctan2(b, a), np.arctan2(d, c)
    first, third = total - gap, total + gap
    if not symmetric:
        third, middle = third * sign, middle - math.pi / 2
    if swapped:
        return np.stack((third, middle, first), axis=-1)
    return np.stack((first, middle, third), axis=-1)


def axes_of(seq: str, q: Any) -> tuple[int, int, int, int, bool, bool]:
    """The axes of a sequence, its sign, whether the angles go the other way, and whether it is symmetric.

    Raises:
        ArithmeticError: a middle angle is where the others are not told apart.
    """
    inner = seq.isupper()
    i, j, k = ("xyz".index(axis) for axis in (seq.lower()[::-1] if inner else seq.lower()))
    symmetric = i == k
    k = 3 - i - j if symmetric else k
    middle = made_of(q, False).as_euler(seq, suppress_warnings=True)[:, 1]
    lock = np.sin(middle) if symmetric else np.cos(middle)
    if np.any(np.abs(lock) < 1e-7):
        raise ArithmeticError(
            "Euler angles have no derivative where two of them are not told apart"
        )
    return i, j, k, (i - j) * (j - k) * (k - i) // 2, inner, symmetric
