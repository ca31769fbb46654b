"""SciPy's rotations in space: an object of its class is seen as quaternions of ours."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy.spatial.transform import Rotation

from s2s.rules.declare import composite, twin
from s2s.rules.scipy.turns import (
    Turns,
    made_rows,
    normalized,
    products,
    quaternions,
)
from s2s.runtime.guarded import as_value, passively


def from_quat(quat: Any, *, scalar_first: bool = False) -> Any:
    """``Rotation.from_quat``."""
    given = np.asarray(quat) * 1.0
    given = np.roll(given, -1, axis=-1) if scalar_first else given
    found = passively(made_rows, "from_quat", given)
    return Turns(as_value(normalized(np.reshape(given, (-1, 4))), found), given.ndim == 1)


def from_rotvec(rotvec: Any, degrees: bool = False) -> Any:
    """``Rotation.from_rotvec``."""
    given = np.asarray(rotvec) * 1.0
    found = passively(made_rows, "from_rotvec", given, degrees)
    rows = np.reshape(given, (-1, 3))
    rows = rows * (math.pi / 180.0) if degrees else rows
    return Turns(as_value(quaternions(rows), found), given.ndim == 1)


def from_euler(seq: str, angles: Any, degrees: bool = False) -> Any:
    """``Rotation.from_euler``."""
    given = np.asarray(angles) * 1.0
    found = passively(made_rows, "from_euler", seq, given, degrees)
    columns = np.reshape(given, (-1, len(seq)))
    columns = columns * (math.pi / 180.0) if degrees else columns
    rows = about(seq[0], columns[:, 0])
    for i in range(1, len(seq)):
        turn = about(seq[i], columns[:, i])
        rows = products(rows, turn) if seq.isupper() else products(turn, rows)
    return Turns(as_value(rows, found), given.ndim < 2)


def about(axis: str, angle: Any) -> Any:
    """The quaternions of turns about one axis."""
    place = "xyz".index(axis.lower())
    direction = np.eye(4)[place]
    half = np.expand_dims(angle, -1) / 2
    return np.sin(half) * direction + np.cos(half) * np.array([0.0, 0.0, 0.0, 1.0])


def from_matrix(matrix: Any, *, assume_valid: bool = False) -> Any:
    """``Rotation.from_matrix``: of matrices that are rotations."""
    given = np.asarray(matrix) * 1.0
    found = passively(made_rows, "from_matrix", given)
    rows = np.reshape(given, (-1, 3, 3))
    passively(are_rotations, rows)
    # A step towards the nearest orthogonal matrix, as SciPy does it with what is none.
    turns = np.matmul(rows, 1.5 * np.eye(3) - 0.5 * np.matmul(np.swapaxes(rows, -1, -2), rows))
    a, b, c = turns[:, 0, 0], turns[:, 1, 1], turns[:, 2, 2]
    x, y, z = (
        turns[:, 2, 1] - turns[:, 1, 2], turns[:, 0, 2] - turns[:, 2, 0], turns[:, 1, 0] - turns[:, 0, 1]
    )  # fmt: skip
    xy, xz, yz = (
        turns[:, 0, 1] + turns[:, 1, 0], turns[:, 0, 2] + turns[:, 2, 0], turns[:, 1, 2] + turns[:, 2, 1]
    )  # fmt: skip
    table = np.stack(  # four times the products of any two parts
        (
            np.stack((1 + a - b - c, xy, xz, x), axis=-1),
            np.stack((xy, 1 - a + b - c, yz, y), axis=-1),
            np.stack((xz, yz, 1 - a - b + c, z), axis=-1),
            np.stack((x, y, z, 1 + a + b + c), axis=-1),
        ),
        axis=1,
    )
    shares = np.expand_dims(
        found * np.abs(found) / np.sum(np.abs(found) ** 3, axis=1, keepdims=True), -1
    )
    return Turns(as_value(normalized(np.sum(table * shares, axis=1)), found), given.ndim == 2)


def identity(num: Any = None) -> Any:
    """``Rotation.identity``."""
    return Turns(np.zeros((1 if num is None else num, 4)) + np.eye(4)[3], num is None)


def are_rotations(matrices: Any) -> None:
    """That these matrices are rotations.

    Raises:
        ArithmeticError: one is none; SciPy makes the nearest of it.
    """
    misses = np.matmul(np.swapaxes(matrices, -1, -2), matrices) - np.eye(3)
    if np.max(np.abs(misses), initial=0.0) > 1e-3:
        raise ArithmeticError(
            "s2s differentiates Rotation.from_matrix of matrices that are rotations"
        )


if hasattr(Rotation.from_rotvec([0.0, 0.0, 0.0]), "_quat"):
    twin("scipy.spatial.transform.Rotation", Turns)
for _text in (from_quat, from_rotvec, from_euler, from_matrix, identity):
    composite(
        f"scipy.spatial.transform.Rotation.{_text.__name__}", _text, may_raise=True, builds=True
    )
