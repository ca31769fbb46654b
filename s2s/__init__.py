"""s2s: automatic differentiation of Python and NumPy by source transformation."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from s2s.api.annotations import forward_mode
    from s2s.api.containers import register
    from s2s.api.derivative import Derivative
    from s2s.api.forward import jvp, linearize
    from s2s.api.hessians import elementwise_grad, hessian, hvp, value_grad_and_hessian
    from s2s.api.jacobians import Jacobian, jacfwd, jacobian, jacrev
    from s2s.api.own_rules import defjvp, defpartials, defvjp
    from s2s.api.transforms import grad, source, value_and_grad, vjp
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
    "Derivative": "s2s.api.derivative", "grad": "s2s.api.transforms", "jvp": "s2s.api.forward", "Jacobian": "s2s.api.jacobians", "elementwise_grad": "s2s.api.hessians", "hessian": "s2s.api.hessians",
    "hvp": "s2s.api.hessians", "jacfwd": "s2s.api.jacobians", "jacobian": "s2s.api.jacobians", "jacrev": "s2s.api.jacobians", "linearize": "s2s.api.forward",
    "value_grad_and_hessian": "s2s.api.hessians", "register": "s2s.api.containers", "source": "s2s.api.transforms", "value_and_grad": "s2s.api.transforms", "vjp": "s2s.api.transforms",
    "defjvp": "s2s.api.own_rules", "defpartials": "s2s.api.own_rules", "defvjp": "s2s.api.own_rules",
    "CustomVjp": "s2s.custom", "custom_vjp": "s2s.custom", "custom_jvp": "s2s.custom",
    "checkpoint": "s2s.custom", "forward_mode": "s2s.api.annotations", "inspect_grad": "s2s.custom",
    "nondifferentiable": "s2s.custom", "stop_gradient": "s2s.custom", "check_grads": "s2s.testing",
    "S2SError": "s2s.errors", "UnsupportedError": "s2s.errors", "MutationError": "s2s.errors",
    "NoRuleError": "s2s.errors", "SourceNotFoundError": "s2s.errors", "KindError": "s2s.errors",
}  # fmt: skip

__all__ = [
    "CustomVjp", "Derivative", "Jacobian", "KindError", "MutationError", "NoRuleError", "S2SError",
    "SourceNotFoundError", "UnsupportedError", "check_grads", "checkpoint", "forward_mode", "inspect_grad", "custom_jvp", "custom_vjp", "defjvp", "defpartials", "defvjp", "nondifferentiable", "stop_gradient", "elementwise_grad", "grad",
    "hessian", "hvp", "jacfwd", "jacobian", "jacrev", "jvp", "linearize", "register", "source", "value_and_grad",
    "value_grad_and_hessian", "vjp",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Imports what is asked for: a small program pays for what it uses."""
    if name not in _HOME:
        raise AttributeError(f"module 's2s' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """What a prompt completes: all that is public."""
    return sorted({*__all__, *globals()})
