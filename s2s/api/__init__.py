"""The public functions: derivatives as callables."""

from s2s.api.annotations import forward_mode
from s2s.api.derivative import Derivative
from s2s.api.forward import jvp, linearize
from s2s.api.hessians import elementwise_grad, hessian, hvp, value_grad_and_hessian
from s2s.api.jacobians import Jacobian, jacfwd, jacobian, jacrev
from s2s.api.transforms import grad, source, value_and_grad, vjp

__all__ = [
    "Derivative", "Jacobian", "elementwise_grad", "forward_mode", "grad", "hessian", "hvp", "jacfwd", "jacobian", "jacrev", "jvp",
    "linearize", "source", "value_and_grad", "value_grad_and_hessian", "vjp",
]  # fmt: skip
