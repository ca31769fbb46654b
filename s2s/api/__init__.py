"""The public functions: derivatives as callables."""

from s2s.api.derivative import Derivative
from s2s.api.forward import jvp
from s2s.api.transforms import grad, source, value_and_grad, vjp

__all__ = ["Derivative", "grad", "jvp", "source", "value_and_grad", "vjp"]
