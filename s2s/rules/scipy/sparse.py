"""SciPy's sparse matrices: their products, in the vector and in the elements.

A matrix is seen as an object of ``s2s.runtime``'s, which has the same attributes.
"""

from __future__ import annotations

from typing import Any

import scipy.sparse

from s2s.rules.declare import composite, general, twin
from s2s.runtime.scipy_sparse import (
    Coo,
    Csc,
    Csr,
    Matrix,
    spsolve,
)
from s2s.runtime.scipy_sparse_diagonals import Dia, diagonals_of, eye_array_of, eye_of, identity_of
from s2s.runtime.scipy_sparse_iterated import bicg, bicgstab, cg, gmres
from s2s.runtime.scipy_sparse_made import coo_of, csc_of, csr_of


def is_sparse(x: Any) -> Any:
    """``scipy.sparse.issparse``, also of what stands for a sparse matrix."""
    if isinstance(x, Matrix | scipy.sparse.sparray | scipy.sparse.spmatrix):
        return True
    return False


composite("scipy.sparse.issparse", is_sparse)
for _kind in ("array", "matrix"):
    twin(f"scipy.sparse.dia_{_kind}", Dia)
for _name, _function, _cls in (("csr", csr_of, Csr), ("csc", csc_of, Csc), ("coo", coo_of, Coo)):
    for _kind in ("array", "matrix"):
        twin(f"scipy.sparse.{_name}_{_kind}", _cls)
        composite(f"scipy.sparse.{_name}_{_kind}", _function, may_raise=True)
general("s2s.runtime.in_no_twin", vjp={}, jvp={}, view=("elements",), strict=True)
_ROWS = "first, second, shape"
_PLACES = ("first", "second", "shape")  # which are whole numbers
general(
    "s2s.runtime.sparse_product",
    vjp={
        "data": "rt.sparse_data_ct(ct, form, first, second, x)",
        "x": f"rt.sparse_back(form, data, {_ROWS}, ct)",
    },
    jvp={
        "data": f"rt.sparse_product(form, dot, {_ROWS}, x)",
        "x": f"rt.sparse_product(form, data, {_ROWS}, dot)",
    },
    zeros=_PLACES, may_raise=True,
)  # fmt: skip
general(
    "s2s.runtime.sparse_back",
    vjp={
        "data": "rt.sparse_data_ct(x, form, first, second, ct)",
        "x": f"rt.sparse_product(form, data, {_ROWS}, ct)",
    },
    jvp={
        "data": f"rt.sparse_back(form, dot, {_ROWS}, x)",
        "x": f"rt.sparse_back(form, data, {_ROWS}, dot)",
    },
    zeros=_PLACES, may_raise=True,
)  # fmt: skip
for _name, _other in (("solution", "solution_back"), ("solution_back", "solution")):
    _back = f"rt.sparse_{_other}(form, data, {_ROWS}, ct)"
    if _name == "solution":
        _share = f"-rt.sparse_data_ct({_back}, form, first, second, ans)"
        _change = f"rt.sparse_product(form, dot, {_ROWS}, ans)"
    else:
        _share = f"-rt.sparse_data_ct(ans, form, first, second, {_back})"
        _change = f"rt.sparse_back(form, dot, {_ROWS}, ans)"
    general(
        f"s2s.runtime.sparse_{_name}",
        vjp={"data": _share, "x": _back},
        jvp={
            "data": f"-rt.sparse_{_name}(form, data, {_ROWS}, {_change})",
            "x": f"rt.sparse_{_name}(form, data, {_ROWS}, dot)",
        },
        zeros=_PLACES, may_raise=True,
    )  # fmt: skip
composite(
    "scipy.sparse.linalg.spsolve", spsolve, may_raise=True,
    unsupported=("permc_spec", "use_umfpack"),
)  # fmt: skip
# Solutions by iteration: those of what moves them are found alike.
_HOW = "method, near, rtol, atol"
for _name, _turned, _given in (
    ("found", "iterated_back", "found, "), ("iterated", "iterated_back", ""),
    ("iterated_back", "iterated", ""),
):  # fmt: skip
    _again = "iterated" if _name == "found" else _name
    _back = f"rt.sparse_{_turned}(form, data, {_ROWS}, ct, {_HOW})"
    if _name == "iterated_back":
        _share = f"-rt.sparse_data_ct(ans, form, first, second, {_back})"
        _change = f"rt.sparse_back(form, dot, {_ROWS}, ans)"
    else:
        _share = f"-rt.sparse_data_ct({_back}, form, first, second, ans)"
        _change = f"rt.sparse_product(form, dot, {_ROWS}, ans)"
    general(
        f"s2s.runtime.sparse_{_name}",
        signature=f"form, data, {_ROWS}, x, {_given}{_HOW}",
        vjp={"data": _share, "x": _back},
        jvp={
            "data": f"-rt.sparse_{_again}(form, data, {_ROWS}, {_change}, {_HOW})",
            "x": f"rt.sparse_{_again}(form, data, {_ROWS}, dot, {_HOW})",
        },
        zeros=(*_PLACES, "found", "near"), may_raise=True,
    )  # fmt: skip
for _solver in (cg, bicg, bicgstab, gmres):
    composite(f"scipy.sparse.linalg.{_solver.__name__}", _solver, may_raise=True)
for _name in ("diags", "diags_array"):
    composite(
        f"scipy.sparse.{_name}", diagonals_of, may_raise=True, builds=True, unsupported=("dtype",),
    )  # fmt: skip
for _name, _made in (("eye", eye_of), ("eye_array", eye_array_of), ("identity", identity_of)):
    composite(f"scipy.sparse.{_name}", _made, may_raise=True, builds=True)
