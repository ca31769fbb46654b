"""``python -m tests.operators``: asks JAX in double precision, and writes what it gives."""

from __future__ import annotations

import inspect
import json
import types
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp

from tests.operators import operators, programs
from tests.operators.plain import plain

PAGE = Path(__file__).with_name("expected.json")
SYSTEM = types.SimpleNamespace(
    grad=jax.grad, jvp=jax.jvp, vjp=jax.vjp, hessian=jax.hessian, jacrev=jax.jacrev,
    jacfwd=jax.jacfwd, sum=jnp.sum, array=jnp.asarray, seed=jnp.asarray,
)  # fmt: skip


def main() -> None:
    """Writes the numbers."""
    jax.config.update("jax_enable_x64", True)
    text = inspect.getsource(programs).replace("import numpy as np", "import jax.numpy as np")
    theirs: dict[str, Any] = {"__name__": "programs_of_jax"}
    exec(compile(text, "programs", "exec"), theirs)
    groups = [
        ("SCALARS", operators.of_scalar),
        ("VECTORS", operators.of_vector),
        ("COMPLEX_TO_REAL", operators.of_complex),
        ("COMPLEX_VALUED", operators.of_vector),
    ]
    found: dict[str, dict[str, Any]] = {"made by": {"jax": jax.__version__}}
    for group, ask in groups:
        for name, (fun, names) in theirs[group].items():
            args = programs.arguments(names, jnp.asarray)
            found[name] = {what: plain(value) for what, value in ask(SYSTEM, name, fun, args)}
    args = programs.arguments(["Z"], jnp.asarray)
    more = operators.of_holomorphic(SYSTEM, "holomorphic", theirs["holomorphic"], args)
    found["holomorphic"].update({what: plain(value) for what, value in more})
    PAGE.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
