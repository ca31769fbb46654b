"""Derivatives made of both modes: ``hessian``, ``hvp`` and their kin."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from s2s.api.composite import Composite
from s2s.api.containers import Flat, holds, put_together, taken_apart, tangent_apart
from s2s.api.derivative import Derivative
from s2s.api.fans import fanned, fans
from s2s.api.jacobians import Jacobian, assembled, carries_several, each_leaf
from s2s.api.leaves import basis, map_leaves, size
from s2s.api.spread import spelled_out
from s2s.api.streams import Runs
from s2s.api.tangent_trees import tangent_tree
from s2s.derived import ArgNums, transform
from s2s.runtime import OtherLayout, share_memory
from s2s.written import free


@transform("jacobian")
def hessian(fun: Callable[..., Any], argnums: ArgNums = 0, *, has_aux: bool = False) -> Jacobian:
    """The matrix of second derivatives of a function with a scalar value, forward over reverse.

    Args:
        fun: the function.
        argnums: which parameters to differentiate; a sequence gives a tuple of tuples.
        has_aux: whether ``fun`` returns ``(value, aux)``; the result is ``(hessian, aux)``.

    Returns:
        A callable with the function's own signature; for an array argument of shape ``s`` it
        gives an array of shape ``s + s``.
    """
    gradient = Derivative(spelled_out(fun, argnums), argnums, "grad", has_aux)
    return Jacobian(gradient, argnums, "forward", has_aux)


class HessianVectorProduct(Composite):
    """``hvp(x, v, *args)``: the Hessian times a vector, without the Hessian."""

    mode = "hvp"

    def __init__(self, fun: Callable[..., Any]) -> None:
        gradient = Derivative(fun, 0, "grad", False)
        self._flat = Flat()
        self._inner: dict[Callable[..., Any], HessianVectorProduct] = {}
        super().__init__(fun, 0, Derivative(gradient, 0, "pushforward", False), False)
        self.__signature__ = _with_vector(self.engine.__signature__)

    def __reduce__(self) -> str | tuple[Any, ...]:
        return self.by_name() or (HessianVectorProduct, (self.fun,))

    def __call__(self, x: Any, v: Any, /, *args: Any, **kwargs: Any) -> Any:
        """The derivative of the gradient at ``x`` along ``v``; mirrors ``x``."""
        everything = self.bound((x, *args), kwargs)
        if holds(x):
            return self._of_containers(everything, v)
        direction = tangent_tree(x, v, "v")
        return self.run(self.engine.served(everything), *everything, direction)

    def source_for(self, x: Any, v: Any = None, /, *args: Any, **kwargs: Any) -> str:
        """The text of the module that serves a call with these arguments.

        Args:
            x: as in the call.
            v: as in the call; the text does not depend on it, and None will do.
            args: as in the call.
            kwargs: as in the call.
        """
        if v is not None:
            tangent_tree(x, v, "v")
        return self.engine.source_for(x, *args, **kwargs)

    def _of_containers(self, args: tuple[Any, ...], v: Any) -> Any:
        """The product for the function of the parts of containers, put together."""
        names = list(self.engine.__signature__.parameters)
        fun = self._flat.function(self.fun, names, args)
        if fun not in self._inner:
            self._inner[fun] = HessianVectorProduct(fun)
        x, *rest = taken_apart(args)
        return put_together(args[0], self._inner[fun](x, tangent_apart(v), *rest))


def _with_vector(signature: inspect.Signature) -> inspect.Signature:
    """The signature of a function with the vector after its first parameter."""
    parameters = list(signature.parameters.values())
    first = parameters[0]
    if first.kind not in (first.POSITIONAL_ONLY, first.POSITIONAL_OR_KEYWORD):
        return signature
    name = free("v", signature.parameters)
    vector = first.replace(name=name, kind=first.POSITIONAL_ONLY, default=first.empty)
    place = first.replace(kind=first.POSITIONAL_ONLY, default=first.empty)
    return signature.replace(parameters=[place, vector, *parameters[1:]])


@transform("hvp")
def hvp(fun: Callable[..., Any]) -> HessianVectorProduct:
    """The product of Hessian and vector, in the order of SciPy's ``hessp``: ``hvp(f)(x, v, *args, **kwargs)``.

    It costs about two gradients whatever the size of ``x`` is.

    Raises:
        TypeError, ValueError: at the call, where ``v`` does not fit ``x``.
    """
    return HessianVectorProduct(spelled_out(fun, 0))


def _check_single(word: str, argnums: object) -> None:
    """Refuses several parameters where one is differentiated."""
    if not isinstance(argnums, int | str):
        raise TypeError(f"{word} differentiates one parameter: argnums is an int or a name")


class ValueGradHessian(Composite):
    """Value, gradient and Hessian from the same runs."""

    mode = "value_grad_and_hessian"

    def __init__(self, fun: Callable[..., Any], argnums: int | str) -> None:
        _check_single("value_grad_and_hessian", argnums)
        both = Derivative(fun, argnums, "value_and_grad", False)
        self.several = Derivative(both, argnums, "jvps", False)
        super().__init__(fun, argnums, Derivative(both, argnums, "jvp", False), False)

    def pushed(self) -> tuple[Callable[..., Any], inspect.Signature]:
        """The function itself, whose gradient is pushed, and its signature."""
        return self.fun, self.engine.__signature__

    def __reduce__(self) -> str | tuple[Any, ...]:
        return self.by_name() or (ValueGradHessian, (self.fun, self.argnums))

    def __call__(self, *args: Any, **kwargs: Any) -> tuple[Any, Any, Any]:
        """``(value, gradient, hessian)``."""
        args = self.bound(args, kwargs)
        chosen = args[self.how.wrt[0]]
        runs = Runs(args, size(chosen))
        if size(chosen) > 1 and not share_memory(args, []):
            try:
                found = self._at_once(args, chosen, runs)
            except OtherLayout:  # known only when the program runs
                found = None
            if found is not None:
                return found
        built = self.engine.served(args)
        value, gradient, dots = None, None, []
        for direction in basis(chosen):
            (value, gradient), (_, dot) = self.run(built, *runs(), direction)
            dots.append(dot)
        return value, gradient, assembled(gradient, dots, chosen)

    def _at_once(
        self, args: tuple[Any, ...], chosen: Any, runs: Runs
    ) -> tuple[Any, Any, Any] | None:
        """All columns from one run of code for several tangents; None where there is none."""
        built = self.several.served(args)
        if not carries_several(built, size(chosen)):
            return None
        value, gradient, dots = None, None, []
        for directions, count in fans((chosen,)):
            (value, gradient), (_, dot) = self.run(built, *runs(), *directions, count)
            dots.append((dot, count))
        hessian = fanned(gradient, dots, (chosen,))
        return value, gradient, each_leaf(gradient, hessian, lambda tree: tree[0])


@transform("value_grad_and_hessian")
def value_grad_and_hessian(fun: Callable[..., Any], argnums: int | str = 0) -> ValueGradHessian:
    """``(value, gradient, hessian)`` of a function with a scalar value.

    Args:
        fun: the function.
        argnums: the parameter to differentiate.
    """
    return ValueGradHessian(spelled_out(fun, argnums), argnums)


class ElementwiseGrad(Composite):
    """The derivative of a function that maps arrays element by element."""

    mode = "elementwise_grad"

    def __init__(self, fun: Callable[..., Any], argnums: int | str) -> None:
        _check_single("elementwise_grad", argnums)
        super().__init__(fun, argnums, Derivative(fun, argnums, "jvp", False), False)

    def __reduce__(self) -> str | tuple[Any, ...]:
        return self.by_name() or (ElementwiseGrad, (self.fun, self.argnums))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The derivative of each element of the value by its own element of the argument.

        Raises:
            ValueError: the function does not map element by element.
        """
        args = self.bound(args, kwargs)
        x = args[self.how.wrt[0]]
        ones = map_leaves(lambda _, leaf: np.ones_like(leaf) if np.ndim(leaf) else type(leaf)(1), x)
        built = self.engine.served(args)
        runs = Runs(args, int(np.size(x)))
        y, dot = self.run(built, *runs(), ones)[:2]
        if np.shape(y) != np.shape(x):
            raise ValueError(
                f"elementwise_grad: the value has shape {np.shape(y)}, the argument {np.shape(x)}; "
                "the function does not map element by element"
            )
        if np.size(x) > 1:
            self._check(x, y, dot, lambda along: self.run(built, *runs(), along)[1])
        return dot

    def _check(self, x: Any, y: Any, dot: Any, push: Callable[[Any], Any]) -> None:
        """Raises where the Jacobian is not diagonal: it does not just scale another direction."""
        # Any direction without equal entries will do: sums of a row's entries differ from it.
        steps = np.random.default_rng(0).uniform(1.0, 2.0, np.shape(x))
        along = steps.astype(x.dtype)
        found, expected = push(along), dot * along
        exact = 1e-3 if np.result_type(dot).itemsize < 8 else 1e-7
        with np.errstate(invalid="ignore"):
            # What cancels leaves rounding errors of the size of the value.
            size = np.max(np.abs(y), where=np.isfinite(y), initial=1.0)
            allowed = exact * (np.maximum(np.abs(found), np.abs(expected)) + 1e-2 * size)
            same = (np.abs(found - expected) <= allowed) | (found == expected)
        if not np.all(same | (np.isnan(found) & np.isnan(expected))):
            raise ValueError(
                "elementwise_grad: an element of the value depends on another element of the "
                "argument; `jacobian` gives all derivatives"
            )


@transform("elementwise_grad")
def elementwise_grad(fun: Callable[..., Any], argnums: int | str = 0) -> ElementwiseGrad:
    """The derivative of a function that maps arrays element by element, by forward sweeps.

    Each element of the value may depend on the element at its own place only. That is checked by a
    second sweep, along a direction whose entries differ; a dependence too weak to tell from
    rounding errors (1e-7 of the derivative, 1e-9 of the value) is not seen.

    Args:
        fun: the function.
        argnums: the parameter to differentiate.

    Raises:
        ValueError: at the call, where an element depends on another one, or the shapes differ.
    """
    return ElementwiseGrad(spelled_out(fun, argnums), argnums)
