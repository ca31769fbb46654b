"""What other systems call the derivatives that GradBench asks for."""

from __future__ import annotations

import importlib
import importlib.util
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from tests.benchmarks import gradbench_rewritten

Fun = Callable[..., Any]


class Autograd:
    """autograd: Jacobians by reverse mode."""

    name = "autograd"

    def __init__(self) -> None:
        self.autograd = importlib.import_module("autograd")
        self.np = importlib.import_module("autograd.numpy")
        operators = importlib.import_module("autograd.differential_operators")
        self.transforms = types.SimpleNamespace(
            jvp=lambda f, primals, tangents: operators.make_jvp(f)(*primals)(*tangents)
        )

    def array(self, value: Any) -> Any:
        return value

    def gradient(self, f: Fun, argnums: Any = 0) -> Fun:
        return self.autograd.grad(f, argnums)

    def slope(self, f: Fun, x: Any) -> Any:
        return self.autograd.grad(f)(x)

    def jacobian(self, f: Fun) -> Fun:
        return self.autograd.jacobian(f)

    def blocks(self, f: Fun) -> Fun:
        one = [self.autograd.jacobian(f, i) for i in range(3)]
        return lambda *columns: np.array(
            [
                np.column_stack([jacobian(*row) for jacobian in one])
                for row in zip(*columns, strict=True)
            ]
        )

    def newton(self, f: Fun) -> Fun:
        def step(c: Any, points: Any) -> Any:
            gradient = self.autograd.grad(lambda c: f(c, points))
            diagonal = self.autograd.grad(lambda c: self.np.sum(gradient(c)))
            return gradient(c) / diagonal(c)

        return step


class Jax:
    """JAX; what has no branch on a value is compiled."""

    name = "jax"

    def __init__(self) -> None:
        self.jax = importlib.import_module("jax")
        self.jax.config.update("jax_enable_x64", True)
        self.np = importlib.import_module("jax.numpy")
        self.transforms = self.jax

    def array(self, value: Any) -> Any:
        return self.np.asarray(value)

    def compiled(self, f: Fun) -> Fun:
        fast = self.jax.jit(f)
        return lambda *args: self.jax.block_until_ready(fast(*args))

    def gradient(self, f: Fun, argnums: Any = 0) -> Fun:
        return self.compiled(self.transforms.grad(f, argnums))

    def slope(self, f: Fun, x: Any) -> Any:
        return self.transforms.grad(f)(x)

    def jacobian(self, f: Fun) -> Fun:
        return self.compiled(self.transforms.jacfwd(f))

    def blocks(self, f: Fun) -> Fun:
        one = self.transforms.jacrev(f, (0, 1, 2))

        def block(*row: Any) -> Any:
            camera, point, weight = one(*row)
            return self.np.concatenate([camera, point, weight[:, None]], 1)

        return self.compiled(self.transforms.vmap(block))

    def newton(self, f: Fun) -> Fun:
        def step(c: Any, points: Any) -> Any:
            gradient = self.transforms.grad(lambda c: f(c, points))
            slope, diagonal = self.transforms.jvp(gradient, (c,), (self.np.ones_like(c),))
            return slope / diagonal

        return self.compiled(step)


class Torch(Jax):
    """PyTorch, by `torch.func`, not compiled."""

    name = "torch"

    def __init__(self) -> None:
        torch = importlib.import_module("torch")
        torch.set_num_threads(1)
        torch.set_default_dtype(torch.float64)
        self.transforms = torch.func

        def array(value: Any, axis: int = 0) -> Any:
            return torch.stack([torch.as_tensor(item) for item in value], axis)

        same = ("sum", "exp", "log", "tanh", "sign", "sqrt", "sin", "cos", "einsum", "ones_like")
        self.np = types.SimpleNamespace(
            **{name: getattr(torch, name) for name in same},
            max=lambda x, axis=None, keepdims=False: torch.amax(x, axis or (), keepdims),
            min=lambda x, axis: torch.amin(x, axis), concatenate=torch.cat,
            asarray=torch.as_tensor, array=array, stack=array,
        )  # fmt: skip

    def compiled(self, f: Fun) -> Fun:
        return f


def installed() -> list[Any]:
    """The systems that can be imported."""
    kinds = (Autograd, Jax, Torch)
    return [kind() for kind in kinds if importlib.util.find_spec(kind.name) is not None]


def rewritten(peer: Any) -> types.ModuleType:
    """A copy of the objectives without writes, for one system."""
    spec = importlib.util.find_spec(gradbench_rewritten.__name__)
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    vars(found)["np"] = peer.np
    return found
