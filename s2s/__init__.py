"""s2s: automatic differentiation of Python and NumPy by source transformation."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from s2s.api import (
        Derivative,
        Jacobian,
        elementwise_grad,
        forward_mode,
        grad,
        hessian,
        hvp,
        jacfwd,
        jacobian,
        jacrev,
        jvp,
        linearize,
        source,
        value_and_grad,
        value_grad_and_hessian,
        vjp,
    )
    from s2s.custom import (
        CustomVjp,
        checkpoint,
        custom_jvp,
        custom_vjp,
        inspect_grad,
        nondifferentiable,
        stop_gradient,
    )
    from s2s.errors import (
        KindError,
        MutationError,
        NoRuleError,
        S2SError,
        SourceNotFoundError,
        UnsupportedError,
    )
    from s2s.testing.check_grads import check_grads

__version__ = "0.1.0"

_HOME = {
    "Derivative": "s2s.api", "grad": "s2s.api", "jvp": "s2s.api", "Jacobian": "s2s.api", "elementwise_grad": "s2s.api", "hessian": "s2s.api",
    "hvp": "s2s.api", "jacfwd": "s2s.api", "jacobian": "s2s.api", "jacrev": "s2s.api", "linearize": "s2s.api",
    "value_grad_and_hessian": "s2s.api", "source": "s2s.api", "value_and_grad": "s2s.api", "vjp": "s2s.api",
    "CustomVjp": "s2s.custom", "custom_vjp": "s2s.custom", "custom_jvp": "s2s.custom",
    "checkpoint": "s2s.custom", "forward_mode": "s2s.api", "inspect_grad": "s2s.custom",
    "nondifferentiable": "s2s.custom", "stop_gradient": "s2s.custom", "check_grads": "s2s.testing",
    "S2SError": "s2s.errors", "UnsupportedError": "s2s.errors", "MutationError": "s2s.errors",
    "NoRuleError": "s2s.errors", "SourceNotFoundError": "s2s.errors", "KindError": "s2s.errors",
}  # fmt: skip

__all__ = [
    "CustomVjp", "Derivative", "Jacobian", "KindError", "MutationError", "NoRuleError", "S2SError",
    "SourceNotFoundError", "UnsupportedError", "check_grads", "checkpoint", "forward_mode", "inspect_grad", "custom_jvp", "custom_vjp", "nondifferentiable", "stop_gradient", "elementwise_grad", "grad",
    "hessian", "hvp", "jacfwd", "jacobian", "jacrev", "jvp", "linearize", "source", "value_and_grad",
    "value_grad_and_hessian", "vjp",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Imports what is asked for: a small program pays for what it uses."""
    if name not in _HOME:
        raise AttributeError(f"module 's2s' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value
