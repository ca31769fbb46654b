"""Products of vectors, matrices and stacks of them."""

from __future__ import annotations

from s2s.rules.declare import general, multilinear
from s2s.rules.prelude import algebra

# Where the ranks are known, one of these forms is left; where they are not, a helper decides.
MATMUL_FIRST = (
    "rt.matmul_first(ct, x, y) if not static(np.ndim(x)) or not static(np.ndim(y))"
    " else ct * y if np.ndim(x) == 1 and np.ndim(y) == 1"
    " else np.outer(ct, y) if np.ndim(x) == 2 and np.ndim(y) == 1"
    " else ct[..., None] * y if np.ndim(y) == 1"
    " else y @ ct if np.ndim(x) == 1 and np.ndim(y) == 2"
    " else ct @ y.T if np.ndim(y) == 2"
    " else ct @ np.swapaxes(y, -1, -2) if np.ndim(x) >= 2"
    " else rt.matmul_first(ct, x, y)"
)
MATMUL_SECOND = (
    "rt.matmul_second(ct, x, y) if not static(np.ndim(x)) or not static(np.ndim(y))"
    " else ct * x if np.ndim(x) == 1 and np.ndim(y) == 1"
    " else x.T @ ct if np.ndim(x) == 2"
    " else np.outer(x, ct) if np.ndim(x) == 1 and np.ndim(y) == 2"
    " else x[:, None] * ct[..., None, :] if np.ndim(x) == 1"
    " else np.swapaxes(x, -1, -2) @ ct if np.ndim(y) >= 3"
    " else rt.matmul_second(ct, x, y)"
)
_DOT = (
    "rt.dot_{0}(ct, a, b) if not static(np.ndim(a)) or not static(np.ndim(b))"
    " else ct * {1} if np.ndim(a) == 0 or np.ndim(b) == 0"
    " else rt.dot_{0}(ct, a, b) if np.ndim(a) > 2 or np.ndim(b) > 2"
    " else {2}"
)
_DOT_FIRST = _DOT.format(
    "first", "b",
    "ct * b if np.ndim(a) == 1 and np.ndim(b) == 1"
    " else np.outer(ct, b) if np.ndim(b) == 1 else b @ ct if np.ndim(a) == 1 else ct @ b.T",
)  # fmt: skip
_DOT_SECOND = _DOT.format(
    "second", "a",
    "ct * a if np.ndim(a) == 1 and np.ndim(b) == 1"
    " else np.outer(a, ct) if np.ndim(a) == 1 else a.T @ ct",
)  # fmt: skip
_BOTH = {"broadcasts": True}
MATRICES = "1 <= np.ndim({0}) and np.ndim({0}) <= 2 and 1 <= np.ndim({1}) and np.ndim({1}) <= 2"
_UFUNC = "{}, *, out=None, axes=None, axis=None, keepdims=False, dtype=None"

multilinear(
    "numpy.matmul", signature=_UFUNC.format("x, y"), call="np.matmul(x, y)",
    x=MATMUL_FIRST, y=MATMUL_SECOND,
    options={
        **_BOTH, "fits": MATRICES.format("x", "y"), "unsupported": ("axes", "axis", "keepdims"),
    },
)  # fmt: skip
multilinear(
    "numpy.linalg.matmul", signature="x, y", call="np.matmul(x, y)",
    x=MATMUL_FIRST, y=MATMUL_SECOND, options={**_BOTH, "fits": MATRICES.format("x", "y")},
)  # fmt: skip
multilinear(
    "numpy.dot", signature="a, b, out=None", call="np.dot(a, b)",
    a=_DOT_FIRST, b=_DOT_SECOND, options={**_BOTH, "fits": MATRICES.format("a", "b")},
)  # fmt: skip
multilinear(
    "numpy.inner", signature="a, b", call="np.inner(a, b)",
    a="ct * b if np.ndim(a) <= 1 and np.ndim(b) <= 1 else rt.inner_first(ct, a, b)",
    b="ct * a if np.ndim(a) <= 1 and np.ndim(b) <= 1 else rt.inner_second(ct, a, b)",
    options=_BOTH,
)  # fmt: skip
multilinear(
    "numpy.outer", signature="a, b, out=None", call="np.outer(a, b)",
    a="ct @ b if np.ndim(a) == 1 and np.ndim(b) == 1"
    " else np.reshape(ct @ np.ravel(b), np.shape(a))",
    b="a @ ct if np.ndim(a) == 1 and np.ndim(b) == 1"
    " else np.reshape(np.ravel(a) @ ct, np.shape(b))",
)  # fmt: skip
multilinear(
    "numpy.linalg.outer", signature="x1, x2", call="np.outer(x1, x2)", x1="ct @ x2", x2="x1 @ ct"
)
general(
    "numpy.vdot", signature="a, b",
    vjp={
        "a": "np.conj(ct) * np.conj(b) if np.ndim(a) == np.ndim(b) == 1"
        " else np.reshape(np.conj(ct * b), np.shape(a))",
        "b": "ct * np.conj(a) if np.ndim(a) == np.ndim(b) == 1"
        " else np.reshape(ct * np.conj(a), np.shape(b))",
    },
    jvp={"a": "np.vdot(dot, b)", "b": "np.vdot(a, dot)"},
)  # fmt: skip
general(
    "numpy.vecdot", signature=_UFUNC.format("x, y").replace("axis=None", "axis=-1"),
    vjp={
        "x": "np.conj(np.expand_dims(ct, axis) * y)",
        "y": "np.expand_dims(ct, axis) * np.conj(x)",
    },
    jvp={"x": "np.vecdot(dot, y, axis=axis)", "y": "np.vecdot(x, dot, axis=axis)"},
    broadcasts=True, unsupported=("axes", "keepdims"),
)  # fmt: skip
general(
    "numpy.linalg.vecdot", signature="x1, x2, *, axis=-1",
    vjp={
        "x1": "np.conj(np.expand_dims(ct, axis) * x2)",
        "x2": "np.expand_dims(ct, axis) * np.conj(x1)",
    },
    jvp={
        "x1": "np.linalg.vecdot(dot, x2, axis=axis)",
        "x2": "np.linalg.vecdot(x1, dot, axis=axis)",
    },
    broadcasts=True,
)  # fmt: skip
multilinear(
    "numpy.matvec", signature=_UFUNC.format("x, y"), call="np.matvec(x, y)",
    x="ct[..., None] * y[..., None, :]", y="np.vecmat(np.conj(ct), x)",
    options={**_BOTH, "unsupported": ("axes", "axis", "keepdims")},
)  # fmt: skip
general(
    "numpy.vecmat", signature=_UFUNC.format("x, y"),
    vjp={
        "x": "np.conj(np.matvec(y, ct))",
        "y": "np.conj(x)[..., None] * ct[..., None, :]",
    },
    jvp={"x": "np.vecmat(dot, y)", "y": "np.vecmat(x, dot)"},
    broadcasts=True, unsupported=("axes", "axis", "keepdims"),
)  # fmt: skip
multilinear(
    "numpy.tensordot", signature="a, b, axes=2", call="np.tensordot(a, b, axes)",
    a="rt.tensordot_first(ct, a, b, axes)", b="rt.tensordot_second(ct, a, b, axes)",
)  # fmt: skip
multilinear(
    "numpy.linalg.tensordot", signature="x1, x2, *, axes=2",
    call="np.tensordot(x1, x2, axes)", x1="rt.tensordot_first(ct, x1, x2, axes)",
    x2="rt.tensordot_second(ct, x1, x2, axes)",
)  # fmt: skip
multilinear(
    "numpy.kron", signature="a, b", call="np.kron(a, b)",
    a="rt.kron_first(ct, a, b)", b="rt.kron_second(ct, a, b)",
)  # fmt: skip
multilinear(
    "numpy.cross", signature="a, b, axisa=-1, axisb=-1, axisc=-1, axis=None",
    call="np.cross(a, b, axisa, axisb, axisc, axis)",
    a="rt.cross_first(ct, a, b, axisa, axisb, axisc, axis)",
    b="rt.cross_second(ct, a, b, axisa, axisb, axisc, axis)", options=_BOTH,
)  # fmt: skip
multilinear(
    "numpy.linalg.cross", signature="x1, x2, *, axis=-1", call="np.cross(x1, x2, axis=axis)",
    x1="rt.cross_first(ct, x1, x2, -1, -1, -1, axis)",
    x2="rt.cross_second(ct, x1, x2, -1, -1, -1, axis)", options=_BOTH,
)  # fmt: skip
general(
    "numpy.einsum",
    signature="subscripts, *operands, out=None, dtype=None, order='K', casting='safe',"
    " optimize=False",
    vjp={"operands": "rt.einsum_cts(ct, subscripts, operands)"},
    jvp={"operands": "rt.einsum_dot(dot, subscripts, operands)"},
    each={"operands": "rt.einsum_ct(ct, subscripts, operands, index)"},
    structured=("operands",),
    # A lone operand: the transpose and the diagonal are views.
    view=("operands",),
    source_function=algebra.einsum,
)
