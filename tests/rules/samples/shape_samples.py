"""Calls of functions that rearrange one array."""

from __future__ import annotations

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, f32

_FORTRAN = np.asfortranarray(arr(2, 3))
_EVERY = [call(1.5), call(arr(3)), call(arr(2, 3)), call(arr(2, 3, 4)), call(cplx(2, 3))]
_SQUARES = [call(arr(3, 3)), call(arr(2, 3)), call(arr(4, 2)), call(arr(3, 3), 1),
            call(arr(3, 4), -1)]  # fmt: skip

SAMPLES: dict[str, list[Call]] = {
    "numpy.reshape": [
        call(arr(2, 3), 6), call(arr(2, 3), (3, 2)), call(arr(6), (2, -1)), call(1.5, (1, 1)),
        call(arr(2, 3), (3, 2), "F"), call(arr(2, 3), (3, 2), order="A"), call(arr(1), ()),
        call(_FORTRAN, (3, 2), order="A"), call(cplx(2, 3), (6,)), call(f32(2, 3), -1),
    ],
    "numpy.ravel": [*_EVERY, call(arr(2, 3), "F"), call(_FORTRAN, "A"), call(_FORTRAN, "K")],
    "numpy.ndarray.flatten": [call(arr(2, 3)), call(arr(2, 3), "F"), call(_FORTRAN, order="K")],
    "numpy.expand_dims": [
        call(arr(3), 0), call(arr(3), -1), call(arr(2, 3), (0, 2)), call(1.5, 0), call(arr(2, 3), 1)
    ],
    "numpy.squeeze": [
        call(arr(1, 3)), call(arr(1, 3, 1), 0), call(arr(1, 3, 1), axis=(0, 2)), call(arr(1, 1)),
        call(arr(2, 3)), call(arr(3, 1), -1),
    ],
    "numpy.transpose": [
        *_EVERY, call(arr(2, 3), (1, 0)), call(arr(2, 3, 4), (2, 0, 1)),
        call(arr(2, 3, 4), axes=(-1, 0, 1)), call(arr(2, 3, 4), [0, 2, 1]),
    ],
    "numpy.ndarray.T": [call(arr(3)), call(arr(2, 3)), call(arr(2, 3, 4)), call(np.array(1.5))],
    "numpy.ndarray.mT": [call(arr(2, 3)), call(arr(2, 3, 4))],
    "numpy.ndarray.view": [call(arr(3)), call(arr(2, 3))],
    "numpy.matrix_transpose": [call(arr(2, 3)), call(arr(2, 3, 4))],
    "numpy.linalg.matrix_transpose": [call(arr(2, 3)), call(arr(2, 3, 4))],
    "numpy.swapaxes": [call(arr(2, 3), 0, 1), call(arr(2, 3, 4), -1, 0), call(arr(2, 3), 1, 1)],
    "numpy.moveaxis": [
        call(arr(2, 3, 4), 0, -1), call(arr(2, 3, 4), 2, 0), call(arr(2, 3, 4), (0, 1), (-1, 0)),
    ],
    "numpy.rollaxis": [
        call(arr(2, 3, 4), 2), call(arr(2, 3, 4), 0, 3), call(arr(2, 3, 4), 1, 2),
        call(arr(2, 3, 4), -1, 1), call(arr(2, 3, 4), 0, -1), call(arr(2, 3, 4), 2, 1),
    ],
    "numpy.atleast_1d": [call(1.5), call(arr(3)), call(arr(2, 2)), call(1.5, arr(2))],
    "numpy.atleast_2d": [call(1.5), call(arr(3)), call(arr(2, 2)), call(1.5, arr(2))],
    "numpy.atleast_3d": [call(1.5), call(arr(3)), call(arr(2, 2)), call(arr(2, 2, 2))],
    "numpy.broadcast_to": [
        call(1.5, (2, 3)), call(arr(3), (2, 3)), call(arr(2, 1), (2, 3)), call(arr(3), (3,))
    ],
    "numpy.broadcast_arrays": [call(arr(3), arr(2, 1)), call(1.5, arr(2)), call(arr(2))],
    "numpy.flip": [
        call(arr(3)), call(arr(2, 3)), call(arr(2, 3), 0), call(arr(2, 3), axis=(0, -1))
    ],
    "numpy.fliplr": [call(arr(2, 3))],
    "numpy.flipud": [call(arr(2, 3)), call(arr(3))],
    "numpy.rot90": [
        call(arr(2, 3)), call(arr(2, 3), 2), call(arr(2, 3), -1), call(arr(2, 3, 4), 1, (1, 2)),
        call(arr(2, 3), 4),
    ],
    "numpy.roll": [
        call(arr(4), 1), call(arr(2, 3), 2), call(arr(2, 3), -1, 0),
        call(arr(2, 3), (1, 2), (0, 1)), call(arr(2, 3), 1, axis=(0, 1)), call(arr(4), np.int64(3)),
    ],
    "numpy.tile": [
        call(arr(3), 2), call(arr(3), (2, 2)), call(arr(2, 3), 2), call(arr(2, 3), (2, 1, 2)),
        call(1.5, 3), call(arr(2, 1), (1, 3)),
    ],
    "numpy.repeat": [
        call(arr(3), 2), call(arr(2, 3), 2), call(arr(2, 3), 2, 0), call(arr(2, 3), 3, axis=-1),
        call(arr(3), [1, 0, 2]), call(arr(2, 3), np.array([1, 2]), axis=0), call(1.5, 3),
    ],
    "numpy.lib.stride_tricks.sliding_window_view": [
        call(arr(5), 3), call(arr(3, 4), (2, 3)), call(arr(3, 4), 2, 1), call(arr(4), (2, 2), (0, 0)),
    ],
    "numpy.resize": [call(arr(3), (2, 3)), call(arr(2, 3), 4), call(arr(2, 3), (3, 3))],
    "numpy.pad": [
        call(arr(3), 1), call(arr(2, 3), 1), call(arr(2, 3), ((1, 0), (0, 2))),
        call(arr(2, 3), (1, 2)), call(arr(3), (1, 2), constant_values=3.0),
        call(arr(3), (1, 2), "edge"), call(arr(4), 2, mode="reflect"),
        call(arr(2, 3), 2, mode="wrap"), call(arr(2, 3), ((1, 1), (2, 0)), "symmetric"),
    ],
    "numpy.tril": [*_SQUARES, call(arr(2, 3, 3)), call(arr(3))],
    "numpy.triu": [*_SQUARES, call(arr(2, 3, 3))],
    "numpy.diag": [*_SQUARES, call(arr(3)), call(arr(3), 1), call(arr(2), k=-2)],
    "numpy.diagflat": [call(arr(3)), call(arr(2, 2)), call(arr(2), -1)],
    "numpy.diagonal": [
        *_SQUARES, call(arr(2, 3, 4)), call(arr(2, 3, 4), 1, 1, 2), call(arr(2, 3, 4), 0, -1, 0)
    ],
    "numpy.linalg.diagonal": [call(arr(3, 3)), call(arr(2, 3, 4)), call(arr(3, 3), offset=1)],
    "numpy.trace": [
        *_SQUARES, call(arr(2, 3, 4)), call(arr(2, 3, 4), 1, 1, 2), call(arr(2, 3, 4), 0, -1, 0),
        call(cplx(3, 3)),
    ],
    "numpy.linalg.trace": [call(arr(3, 3)), call(arr(2, 3, 4)), call(arr(3, 4), offset=1)],
    "numpy.ndarray.item": [
        call(arr(1)), call(np.array(1.5)), call(arr(1, 1)), call(arr(3), 1), call(arr(2, 3), 4),
        call(arr(2, 3), 1, 2), call(arr(2, 3), (1, -1)),
    ],
    "numpy.ndarray.tolist": [call(arr(3)), call(arr(2, 3)), call(np.array(1.5))],
    "numpy.unwrap": [call(np.array([0.1, 3.0, 6.5, 9.0, 0.3])), call(arr(2, 4, high=9.0), axis=0)],
}  # fmt: skip
SAMPLES["numpy.permute_dims"] = SAMPLES["numpy.transpose"]
