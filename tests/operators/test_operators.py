"""s2s gives what JAX and PyTorch gave, for each operator and each mix of them, real and complex."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import s2s
from tests.operators import operators, programs

PAGES = {"JAX": "expected.json", "PyTorch": "expected_torch.json"}
EXPECTED = {
    system: json.loads(Path(__file__).with_name(page).read_text()) for system, page in PAGES.items()
}
SYSTEM = types.SimpleNamespace(
    grad=s2s.grad, jvp=s2s.jvp, vjp=s2s.vjp, hessian=s2s.hessian, jacrev=s2s.jacrev,
    jacfwd=s2s.jacfwd, sum=np.sum, array=np.array, seed=float,
)  # fmt: skip
GROUPS = [
    (programs.SCALARS, operators.of_scalar),
    (programs.VECTORS, operators.of_vector),
    (programs.COMPLEX_TO_REAL, operators.of_complex),
    (programs.COMPLEX_VALUED, operators.of_vector),
]
ASKED = {name: (fun, names, ask) for group, ask in GROUPS for name, (fun, names) in group.items()}
# PyTorch takes no slices of negative step.
CASES = [(system, name) for system, page in EXPECTED.items() for name in page if name in ASKED]


def compare(system: str, name: str, found: Iterator[tuple[str, Any]]) -> set[str]:
    """Compares each result with its number; the names of the operators that were."""
    seen = set()
    for what, value in found:
        assert_close(value, EXPECTED[system][name][what], f"{system}, {name}, {what}")
        seen.add(what)
    return seen


def assert_close(value: Any, expected: Any, what: str) -> None:
    if isinstance(value, tuple):
        for i, (one, other) in enumerate(zip(value, expected, strict=True)):
            assert_close(one, other, f"{what}, {i}")
        return
    if isinstance(expected, dict):
        expected = np.array(expected["real"]) + 1j * np.array(expected["imag"])
    assert np.shape(value) == np.shape(expected), what
    size = max(1.0, np.max(np.abs(expected)))
    np.testing.assert_allclose(value, expected, rtol=1e-10, atol=1e-11 * size, err_msg=what)


@pytest.mark.parametrize(("system", "name"), CASES, ids=["-".join(case) for case in CASES])
def test_operators(system: str, name: str) -> None:
    fun, names, ask = ASKED[name]
    seen = compare(system, name, ask(SYSTEM, name, fun, programs.arguments(names, np.array)))
    if name == "holomorphic":
        args = programs.arguments(names, np.array)
        seen |= compare(system, name, operators.of_holomorphic(SYSTEM, name, fun, args))
    assert seen == EXPECTED[system][name].keys()


def test_each_system_took_most_programs() -> None:
    assert EXPECTED["JAX"].keys() >= ASKED.keys()
    assert len(ASKED.keys() - EXPECTED["PyTorch"].keys()) == 3
