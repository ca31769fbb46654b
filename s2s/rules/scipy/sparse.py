"""SciPy's sparse matrices: their products, in the vector and in the elements.

A matrix is seen as an object of ``s2s.runtime``'s, which has the same attributes.
"""

from __future__ import annotations

from s2s.rules.declare import composite, general, twin
from s2s.runtime.scipy_sparse import Coo, Csc, Csr, coo_of, csc_of, csr_of

for _name, _function, _cls in (("csr", csr_of, Csr), ("csc", csc_of, Csc), ("coo", coo_of, Coo)):
    for _kind in ("array", "matrix"):
        twin(f"scipy.sparse.{_name}_{_kind}", _cls)
        composite(f"scipy.sparse.{_name}_{_kind}", _function, may_raise=True)
_ROWS = "first, second, shape"
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
    may_raise=True,
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
    may_raise=True,
)  # fmt: skip
