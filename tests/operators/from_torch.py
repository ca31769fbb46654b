"""``python -m tests.operators.from_torch``: asks `torch.func` in double precision, and writes what it gives.

The programs are the same text, with PyTorch's functions under NumPy's names. It does not take slices of
negative step. Its gradient by a complex argument is the conjugate of ours and JAX's: the conjugate of it is written.
"""

from __future__ import annotations

import inspect
import json
import types
from pathlib import Path
from typing import Any

import torch
from torch import func

from tests.operators import operators, programs
from tests.operators.plain import plain

PAGE = Path(__file__).with_name("expected_torch.json")
NAMES = (
    "sum mean tanh log exp where cos sin prod outer stack abs real angle vdot imag conj cumsum max"
)


def concatenate(parts: list[Any]) -> Any:
    """What NumPy calls so."""
    return torch.cat(parts)


NUMPY = types.SimpleNamespace(
    **{name: getattr(torch, name) for name in NAMES.split()},
    concatenate=concatenate,
    linalg=torch.linalg,
    fft=torch.fft,
)


def tensor(values: Any) -> Any:
    """A tensor of double precision."""
    return values if isinstance(values, torch.Tensor) else torch.tensor(values)


def conjugated(made: Any) -> Any:
    """A gradient, or a tuple of them, in our convention."""
    if isinstance(made, tuple):
        return tuple(map(conjugated, made))
    return made.conj().resolve_conj() if made.is_complex() else made


def grad(fun: Any, argnums: Any = 0) -> Any:
    """The gradient in our convention."""
    return lambda *args: conjugated(func.grad(fun, argnums)(*args))


def vjp(fun: Any, *args: Any) -> Any:
    """The pullback in our convention, which is linear in its seed."""
    value, pullback = func.vjp(fun, *args)
    return value, lambda seed: conjugated(pullback(conjugated(seed)))


SYSTEM = types.SimpleNamespace(
    grad=grad, jvp=func.jvp, vjp=vjp, hessian=func.hessian, jacrev=func.jacrev,
    jacfwd=func.jacfwd, sum=torch.sum, array=tensor, seed=tensor,
)  # fmt: skip


def main() -> None:
    """Writes the numbers."""
    torch.set_default_dtype(torch.float64)
    text = inspect.getsource(programs).replace("import numpy as np\n", "")
    theirs: dict[str, Any] = {"__name__": "programs_of_torch", "np": NUMPY}
    exec(compile(text, "programs", "exec"), theirs)
    groups = [
        ("SCALARS", operators.of_scalar),
        ("VECTORS", operators.of_vector),
        ("COMPLEX_TO_REAL", operators.of_complex),
        ("COMPLEX_VALUED", operators.of_vector),
    ]
    found: dict[str, dict[str, Any]] = {"made by": {"torch": torch.__version__}}
    for group, ask in groups:
        for name, (fun, names) in theirs[group].items():
            args = programs.arguments(names, tensor)
            try:
                fun(*args)
            except ValueError as error:
                print(f"{name} is not taken: {error}")
                continue
            found[name] = {what: plain(value) for what, value in ask(SYSTEM, name, fun, args)}
    PAGE.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
