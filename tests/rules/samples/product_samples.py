"""Calls of products."""

from __future__ import annotations

import numpy as np

from tests.rules.checker import Call, call
from tests.rules.samples.arrays import arr, cplx, f32


def _pairs(*shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> list[Call]:
    return [call(arr(*a), arr(*b, seed=1)) for a, b in shapes] + [
        call(cplx(*a), cplx(*b, seed=1)) for a, b in shapes
    ]


_MATMUL = _pairs(
    ((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 4)), ((5, 2, 3), (3,)),
    ((3,), (5, 3, 2)), ((5, 2, 3), (5, 3, 4)), ((5, 2, 3), (3, 4)), ((2, 3), (5, 3, 4)),
    ((4, 1, 2, 3), (5, 3, 2)), ((1, 2, 3), (5, 3, 2)), ((5, 2, 3), (1, 3, 2)),
    ((2, 5, 2, 3), (3,)),
) + [call(f32(2, 3), f32(3, 2, seed=1))]  # fmt: skip
_DOT = _pairs(
    ((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 4)), ((), (3,)), ((3,), ()),
    ((), ()), ((2, 3), ()), ((4, 2, 3), (3,)), ((3,), (4, 3, 2)), ((4, 2, 3), (5, 3, 2)),
    ((2, 3), (5, 3, 4)), ((5, 2, 3), (3, 4)), ((), (2, 3)),
) + [call(1.5, arr(3)), call(2.0, 3.0)]  # fmt: skip
_INNER = _pairs(
    ((3,), (3,)), ((2, 3), (3,)), ((3,), (2, 3)), ((2, 3), (4, 3)), ((), (2, 3)), ((2, 3), ()),
    ((2, 4, 3), (5, 3)), ((), ()),
)  # fmt: skip
_OUTER = _pairs(((3,), (2,)), ((2, 2), (3,)), ((), (3,)), ((2,), (2, 3)))
_VEC = _pairs(((3,), (3,)), ((2, 3), (3,)), ((3,), (2, 3)), ((2, 1, 3), (4, 3)))
_CROSS3 = _pairs(((3,), (3,)), ((2, 3), (3,)), ((4, 3), (4, 3)), ((3,), (2, 3)))

_A, _B, _C = arr(2, 3), arr(3, 4, seed=1), arr(4, seed=2)
SAMPLES: dict[str, list[Call]] = {
    "operator.matmul": _MATMUL,
    "numpy.matmul": _MATMUL,
    "numpy.linalg.matmul": [c for c in _MATMUL if min(map(np.ndim, c.args)) > 1],
    "numpy.dot": _DOT,
    "numpy.inner": _INNER,
    "numpy.outer": _OUTER,
    "numpy.linalg.outer": [_OUTER[0]],
    "numpy.vdot": _pairs(((3,), (3,)), ((2, 3), (2, 3)), ((2, 3), (6,)), ((6,), (3, 2)), ((), ())),
    "numpy.vecdot": _VEC,
    "numpy.linalg.vecdot": _VEC + [call(arr(3, 2), arr(3, 2, seed=1), axis=-2)],
    "numpy.matvec": _pairs(((2, 3), (3,)), ((5, 2, 3), (3,)), ((2, 3), (5, 3))),
    "numpy.vecmat": _pairs(((2,), (2, 3)), ((5, 2), (2, 3)), ((2,), (5, 2, 3))),
    "numpy.tensordot": [
        call(_A, _B, 1), call(_A, arr(2, 3, seed=2)), call(_A, _C, 0),
        call(arr(2, 3, 4), arr(4, 3, 5, seed=1), ((1, 2), (1, 0))),
        call(arr(2, 3, 4), arr(4, 3, 5, seed=1), axes=([-1, 1], [0, 1])),
        call(arr(2, 3), arr(3, 2, seed=1), (0, 1)), call(cplx(2, 3), cplx(3, 2, seed=1), 1),
    ],
    "numpy.linalg.tensordot": [call(_A, _B, axes=1), call(arr(2, 3), arr(2, 3, seed=1))],
    "numpy.kron": _pairs(
        ((2,), (3,)), ((2, 3), (3, 2)), ((2, 2), (3,)), ((3,), (2, 2)), ((2, 1, 2), (2, 2))
    ),
    "numpy.cross": _CROSS3 + [
        call(arr(3, 2), arr(3, 2, seed=1), axis=0), call(arr(3, 2), arr(2, 3, seed=1), 0, 1, 0),
        call(arr(4, 3), arr(4, 3, seed=1), axisc=0),
    ],
    "numpy.linalg.cross": _CROSS3 + [call(arr(3, 2), arr(3, 2, seed=1), axis=0)],
    "numpy.einsum": [
        call("ij,jk->ik", _A, _B), call("ij,jk", _A, _B), call("ij,jk,k->i", _A, _B, _C),
        call("ij->ji", _A), call("ij->", _A), call("ij->j", _A), call("ii->i", arr(3, 3)),
        call("ii", arr(3, 3)), call("ii->", arr(3, 3)), call("i,i->i", arr(3), arr(3, seed=1)),
        call("...ij,...jk->...ik", arr(5, 2, 3), arr(5, 3, 2, seed=1)),
        call("...ij,jk->...ik", arr(5, 2, 3), arr(3, 2, seed=1)),
        call("...i,...i", arr(2, 3), arr(2, 3, seed=1)), call("i,j->ij", arr(2), arr(3)),
        call("i, j -> ", arr(2), arr(3)), call("iij->j", arr(3, 3, 2)), call("b,bij->ij", arr(2),
        arr(2, 3, 3)), call("ij,ij->i", cplx(2, 3), cplx(2, 3, seed=2)),
        call("iii->i", arr(3, 3, 3)), call("ij,jk->ik", arr(2, 1), arr(3, 4)),
        call("i...->...", arr(3, 2)), call("ij,kj->ik", _A, _A),
    ],
}  # fmt: skip
