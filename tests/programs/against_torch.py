"""Compares with PyTorch what it can express: `python -m tests.programs.against_torch`.

The text of the real programs runs a second time with a module in the place of NumPy that makes
tensors. PyTorch refuses some in-place programs by itself, and a few NumPy functions have no
counterpart here; those are listed, and count for nothing.
"""

from __future__ import annotations

import copy
import inspect
import math
import sys
import types
from typing import Any

import numpy as np
import torch

import s2s
from s2s.testing.leaves import float_leaves, map_leaves
from tests.programs.checker import check_entry
from tests.programs.collection import Entry
from tests.programs.test_programs import ENTRIES

SAME = """
sin cos tanh exp log sqrt abs sum zeros_like empty_like ones_like where outer stack tril triu diag
diagonal trace arctan floor logaddexp log1p einsum minimum maximum argmax diff dot mean sort
""".split()

# What arrays have and tensors lack; only in this process.
torch.Tensor.copy = torch.Tensor.clone  # type: ignore[attr-defined]
torch.Tensor.astype = lambda x, t: x.to(torch.int64 if t is int else torch.float64)  # type: ignore[attr-defined]
torch.Tensor.fill = torch.Tensor.fill_  # type: ignore[attr-defined]
_item = torch.Tensor.__getitem__


def _get(tensor: torch.Tensor, key: Any) -> torch.Tensor:
    """An element of an array is a number of its own, not a view."""
    found = _item(tensor, key)
    return found.clone() if found.ndim == 0 else found


torch.Tensor.__getitem__ = _get  # type: ignore[method-assign]


def _shape(shape: Any) -> tuple[int, ...]:
    return (shape,) if isinstance(shape, int) else tuple(shape)


def _tensor(value: Any) -> torch.Tensor:
    if isinstance(value, torch.Tensor):
        return value
    if isinstance(value, (list, tuple)) and any(torch.is_tensor(v) for v in value):
        return torch.stack([_tensor(v) for v in value])
    return torch.as_tensor(np.asarray(value))


def _lifted(function: Any) -> Any:
    """Numbers may stand for tensors, `axis` and `keepdims` for PyTorch's words."""

    def call(*args: Any, axis: Any = None, keepdims: bool = False, **words: Any) -> Any:
        if axis is not None:
            words["dim"] = axis
        if keepdims:
            words["keepdim"] = True
        args = tuple(
            torch.tensor(float(a), dtype=torch.float64) if isinstance(a, float) else a for a in args
        )
        return function(*args, **words)

    return call


def numpy_of_tensors() -> types.ModuleType:
    """A module with the names of NumPy's that the programs use most."""
    module = types.ModuleType("numpy_of_tensors")
    for name in SAME:
        setattr(module, name, _lifted(getattr(torch, name)))
    float64 = {"dtype": torch.float64}
    module.zeros = lambda shape: torch.zeros(_shape(shape), **float64)
    module.ones = lambda shape: torch.ones(_shape(shape), **float64)
    module.empty = lambda shape: torch.zeros(_shape(shape), **float64)
    module.eye = lambda n: torch.eye(n, **float64)
    module.full = lambda shape, value: module.ones(shape) * value
    module.arange = lambda *a: torch.arange(
        *a, dtype=torch.int64 if isinstance(a[0], int) else torch.float64
    )
    module.array = _tensor
    module.max = lambda a, axis=None: torch.max(a) if axis is None else torch.amax(a, axis)
    module.roll = lambda a, shift, axis=None: torch.roll(a, shift, axis)
    module.flip = lambda a: torch.flip(a, (0,))
    module.split = lambda a, n, axis=0: torch.chunk(a, n, axis)
    module.linspace = lambda a, b, n: torch.linspace(float(a), float(b), n, **float64)
    module.copyto = lambda a, b: a.copy_(b)
    module.fill_diagonal = lambda a, v: a.fill_diagonal_(v)
    module.concatenate = torch.cat
    module.hstack = torch.hstack
    module.column_stack = torch.column_stack
    module.matmul = torch.matmul
    module.multiply, module.add, module.subtract = torch.mul, torch.add, torch.sub
    module.linalg = torch.linalg
    module.pi, module.log2 = math.pi, torch.log2
    return module


def with_tensors(entry: Entry) -> Any:
    """The program's own text, run in a module that takes tensors for arrays."""
    home = inspect.getmodule(entry.fun)
    assert home is not None
    scope = types.ModuleType(home.__name__ + "_of_tensors")
    code = compile(inspect.getsource(home), home.__file__ or "", "exec")
    sys.modules[scope.__name__] = scope
    exec(code, scope.__dict__)
    scope.__dict__["np"] = numpy_of_tensors()
    scope.__dict__["math"] = _math()
    return scope.__dict__[entry.fun.__name__]


def _math() -> types.SimpleNamespace:
    def either(name: str, counterpart: str) -> Any:
        def call(*args: Any) -> Any:
            if any(torch.is_tensor(a) for a in args):
                return getattr(torch, counterpart)(*[_tensor(a) for a in args])
            return getattr(math, name)(*args)

        return call

    names = {n: n for n in ("sin", "cos", "tan", "exp", "log", "sqrt", "tanh", "atan2", "copysign")}
    return types.SimpleNamespace(pi=math.pi, **{n: either(n, t) for n, t in names.items()})


def gradient_of_torch(entry: Entry) -> list[np.ndarray]:
    """The gradients of the float leaves of what is differentiated, in order."""
    found: list[torch.Tensor] = []

    def lift(leaf: Any) -> Any:
        if isinstance(leaf, (float, np.floating)) or (
            isinstance(leaf, np.ndarray) and leaf.dtype == np.float64
        ):
            tensor = torch.tensor(np.array(leaf), dtype=torch.float64, requires_grad=True)
            found.append(tensor)
            return tensor.clone()
        return torch.as_tensor(leaf) if isinstance(leaf, np.ndarray) else leaf

    args = []
    leaves: list[torch.Tensor] = []
    for i, arg in enumerate(copy.deepcopy(entry.args)):
        found.clear()
        args.append(map_leaves(lift, arg))
        if i in entry.wrt:
            leaves += found
    # PyTorch refuses to overwrite what its backward pass needs, unless it may keep copies.
    with torch.autograd.graph.allow_mutation_on_saved_tensors():
        value = with_tensors(entry)(*args)
        value.backward()
    expected = entry.fun(*copy.deepcopy(entry.args))
    if not np.isclose(float(value), expected, rtol=1e-9):
        raise ValueError(f"another program: {float(value)}, NumPy {expected}")
    return [np.zeros(t.shape) if t.grad is None else t.grad.numpy() for t in leaves]


def _confirmed(entry: Entry) -> bool:
    """Whether finite differences are with s2s: `allow_mutation_on_saved_tensors` has its defects."""
    try:
        check_entry(entry)
    except AssertionError:
        return False
    return True


def main() -> int:
    """Compare every program; return 1 if any differs."""
    agree, beyond, differ, mistaken = [], [], [], []
    for entry in ENTRIES:
        try:
            expected = gradient_of_torch(entry)
        except Exception as error:  # whatever PyTorch, or its stand-in for NumPy, cannot do
            beyond.append(f"{entry.name}: {type(error).__name__} {str(error).splitlines()[:1]}")
            continue
        try:
            gradient = s2s.grad(entry.fun, argnums=entry.wrt)(*copy.deepcopy(entry.args))
        except s2s.S2SError:
            print("refused by s2s, not by PyTorch:", entry.name)
            continue
        leaves = [np.asarray(leaf) for _, leaf in float_leaves(gradient)]
        close = all(
            np.allclose(a, b, rtol=1e-9, atol=1e-9) for a, b in zip(leaves, expected, strict=True)
        )
        if close:
            agree.append(entry.name)
        elif _confirmed(entry):
            mistaken.append(entry.name)
        else:
            differ.append(entry.name)
    print(*beyond, sep="\n")
    print("finite differences contradict PyTorch:", *mistaken)
    print(f"{len(agree)} agree, {len(beyond)} beyond PyTorch as it stands, {len(differ)} differ")
    print(*differ, sep="\n")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
