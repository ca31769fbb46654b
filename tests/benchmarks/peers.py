"""The same programs in other systems, as far as they are installed.

A peer runs a copy of ``programs.py`` in which ``np`` and ``sin`` are its own.
"""

from __future__ import annotations

import importlib
import importlib.util
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tests.benchmarks import programs
from tests.benchmarks.cases import Case
from tests.benchmarks.timing import Call, say

_SLOW_TO_TRACE = ("rosenbrock_list",)  # a thousand leaves


def peers() -> Iterator[tuple[str, Callable[[Case], Call | None]]]:
    """The installed ones: the name, and what makes a call that computes a case's gradient."""
    for name, make in (("autograd", _autograd), ("jax", _jax), ("torch", _torch)):
        if importlib.util.find_spec(name) is None:
            say(f"{name} is not installed: skipped")
        else:
            yield name, make


def _copy(namespace: Any, sin: Any, constant: Callable[[Any], Any]) -> types.ModuleType:
    spec = importlib.util.find_spec(programs.__name__)
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    for name, value in vars(found).items():
        if isinstance(value, np.ndarray) and value.dtype.kind == "f":
            setattr(found, name, constant(value))
    vars(found).update(np=namespace, sin=sin)
    return found


def _autograd(case: Case) -> Call:
    autograd = importlib.import_module("autograd")
    anp = importlib.import_module("autograd.numpy")
    primal = getattr(_copy(anp, anp.sin, lambda value: value), case.program)
    gradient = autograd.grad(primal, case.argnums)
    return lambda: gradient(*case.arguments)


def _jax(case: Case) -> Call | None:
    if case.name in _SLOW_TO_TRACE:
        return None
    jax = importlib.import_module("jax")
    jax.config.update("jax_enable_x64", True)
    jnp = importlib.import_module("jax.numpy")
    primal = getattr(_copy(jnp, jnp.sin, jnp.asarray), case.program)
    gradient = jax.jit(jax.grad(primal, case.argnums))
    arguments = jax.tree.map(jnp.asarray, case.arguments)
    return lambda: jax.block_until_ready(gradient(*arguments))


def _torch(case: Case) -> Call:
    torch = importlib.import_module("torch")
    torch.set_num_threads(1)
    namespace = types.SimpleNamespace(
        **{name: getattr(torch, name) for name in _SAME_IN_TORCH}, max=torch.amax
    )
    primal = getattr(_copy(namespace, torch.sin, torch.as_tensor), case.program)
    arguments = [_tensors(torch, value) for value in case.arguments]
    leaves = []
    for i in case.argnums:
        leaves += arguments[i] if isinstance(arguments[i], list) else [arguments[i]]
    return lambda: torch.autograd.grad(primal(*arguments), leaves)


_SAME_IN_TORCH = ("sum", "exp", "log", "tanh", "mean", "arange", "einsum")


def _tensors(torch: Any, value: Any) -> Any:
    if isinstance(value, list):
        return [_tensors(torch, item) for item in value]
    floats = isinstance(value, float) or value.dtype.kind == "f"
    return torch.tensor(value, requires_grad=floats)
