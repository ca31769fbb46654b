"""Methods of arrays lead to functions that give the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from s2s import rules
from tests.rules.checker import invoke, primal
from tests.rules.samples.arrays import arr, cplx

_MASK = np.array([True, False])
CALLS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("sum", (), {}), ("sum", (0,), {}), ("sum", (), {"axis": 1, "keepdims": True}),
    ("prod", (1,), {}), ("mean", (), {"axis": 0}), ("var", (0,), {"ddof": 1}), ("std", (1,), {}),
    ("max", (0,), {}), ("min", (), {"axis": 1}), ("all", (), {}), ("any", (0,), {}),
    ("argmax", (1,), {}), ("argmin", (), {}), ("cumsum", (1,), {}), ("cumprod", (), {"axis": 0}),
    ("round", (2,), {}), ("argsort", (0,), {}), ("nonzero", (), {}), ("repeat", (2, 0), {}),
    ("take", ([0, 1],), {"axis": 1}), ("swapaxes", (0, 1), {}), ("squeeze", (), {}),
    ("diagonal", (), {}), ("diagonal", (1,), {}), ("trace", (), {"offset": 1}),
    ("dot", (arr(3),), {}), ("compress", (_MASK, 0), {}), ("clip", (-1.0, 1.0), {}),
    ("clip", (), {"min": -0.5}), ("clip", (), {"max": 0.5}), ("reshape", (3, 2), {}),
    ("reshape", ((3, 2),), {}), ("reshape", (-1,), {}), ("reshape", (3, 2), {"order": "F"}),
    ("transpose", (), {}), ("transpose", (1, 0), {}), ("transpose", ((1, 0),), {}),
    ("ravel", (), {}), ("ravel", ("F",), {}), ("flatten", (), {}), ("copy", (), {}),
    ("conj", (), {}), ("conjugate", (), {}), ("astype", (float,), {}), ("item", (2,), {}),
    ("item", (1, 2), {}), ("tolist", (), {}), ("ptp", (), {"axis": 0}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "args", "kwargs"), CALLS)
def test_method_and_function_agree(
    name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> None:
    x = arr(2, 3)
    method = rules.method("ndarray", name)
    assert method is not None and not method.attribute
    bound: dict[str, Any] = {method.receiver: x, **method.preset}
    rest = list(args)
    for param in method.params:
        if param.startswith("*"):
            if rest:
                bound[param[1:]] = rest[0] if isinstance(rest[0], tuple) else tuple(rest)
            rest = []
        elif rest:
            bound[param] = rest.pop(0)
    bound |= {method.renamed.get(key, key): value for key, value in kwargs.items()}
    if name == "clip":  # the function wants both bounds
        bound = {"a_min": None, "a_max": None, **bound}
    got = invoke(method.rule, bound)
    expected = np.ptp(x, *args, **kwargs) if name == "ptp" else getattr(x, name)(*args, **kwargs)
    np.testing.assert_array_equal(np.asarray(got), np.asarray(expected))


@pytest.mark.parametrize("name", ["T", "mT", "real", "imag"])
def test_attribute_and_function_agree(name: str) -> None:
    method = rules.method("ndarray", name)
    assert method is not None and method.attribute
    x = cplx(2, 3)
    np.testing.assert_array_equal(primal(method.rule)(x), getattr(x, name))


@pytest.mark.parametrize("name", ["shape", "ndim", "size", "dtype", "itemsize", "nbytes"])
def test_passive_attributes_are_zero(name: str) -> None:
    method = rules.method("ndarray", name)
    assert method is not None and method.rule.flavour == "zero"


@pytest.mark.parametrize("name", ["fill", "sort", "put", "resize", "tobytes", "no_such_method"])
def test_methods_without_a_rule(name: str) -> None:
    assert rules.method("ndarray", name) is None


def test_numbers() -> None:
    for name in ("conjugate", "is_integer", "real", "imag"):
        assert rules.method("float", name) is not None
    assert rules.method("float", "sum") is None
