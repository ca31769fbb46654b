"""Writes the table of numerical policy: needs JAX and PyTorch, which the tests do not."""

from __future__ import annotations

import os
from typing import Any

os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp
import jax.scipy.special as jsp
import jax.scipy.stats
import numpy as np
import torch

from tests.policy.table import TABLE, function, lines

jax.config.update("jax_enable_x64", True)


def by_jax(text: str, args: tuple[Any, ...]) -> Any:
    """The gradient by JAX; None where it has no such function."""
    names = {"jnp": jnp, "jsp": jsp, "jax": jax}
    fun = function(text, len(args), names, "jnp.sum")
    try:
        return jax.grad(fun, tuple(range(len(args))))(*(jnp.array(arg, float) for arg in args))
    except (AttributeError, NotImplementedError):
        return None


def by_torch(text: str, args: tuple[Any, ...]) -> Any:
    """The gradient by PyTorch; None where it has none."""
    fun = function(text, len(args), {"torch": torch}, "torch.sum")
    tensors = [torch.tensor(arg, dtype=torch.float64, requires_grad=True) for arg in args]
    try:
        found = torch.autograd.grad(fun(*tensors), tensors, allow_unused=True)
    except (AttributeError, NotImplementedError, RuntimeError):
        return None
    return [np.zeros(t.shape) if g is None else g for g, t in zip(found, tensors, strict=True)]


TABLE.write_text("\n".join(lines(by_jax, by_torch)) + "\n")
