"""``grad``, ``value_and_grad``, ``vjp`` and ``source``."""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Callable
from typing import Any

from s2s.api.again import engine_again
from s2s.api.build import Built, build
from s2s.api.containers import Flat, holds, positional, put_together, taken_apart
from s2s.api.derivative import Derivative, bind, plain
from s2s.api.failures import called, pulled_back
from s2s.api.tangent_trees import tangent_tree
from s2s.api.trees import has_floats
from s2s.derived import ArgNums, Derived, transform
from s2s.origin import signature_of
from s2s.runtime import mirror, own


@transform("grad")
def grad(
    fun: Callable[..., Any] | None = None,
    argnums: ArgNums = 0,
    *,
    has_aux: bool = False,
    backend: str = "numpy",
) -> Any:
    """The gradient of a function with a scalar result; also a decorator.

    Args:
        fun: the function. Left out, the result is a decorator: ``@grad(argnums=("w", "b"))``.
        argnums: which parameters to differentiate: a position, a name, or a sequence of them. A
            sequence gives a tuple of gradients.
        has_aux: whether ``fun`` returns ``(value, aux)``; the result is then ``(gradient, aux)``.
        backend: ``"numpy"``.

    Returns:
        A callable with the function's own signature. The gradient has the type, structure, shape
        and dtype of its argument.

    Raises:
        TypeError, ValueError: ``argnums`` does not fit the function.
        S2SError: at the first call, where the function cannot be differentiated.
    """
    return _derivative("grad", fun, argnums, has_aux, backend)


@transform("value_and_grad")
def value_and_grad(
    fun: Callable[..., Any] | None = None,
    argnums: ArgNums = 0,
    *,
    has_aux: bool = False,
    backend: str = "numpy",
) -> Any:
    """Like `grad`, but the result is ``(value, gradient)``, which is what SciPy's ``jac=True`` takes.

    Args:
        fun: the function, or nothing for a decorator.
        argnums: which parameters to differentiate.
        has_aux: whether ``fun`` returns ``(value, aux)``; the result is ``((value, aux), gradient)``.
        backend: ``"numpy"``.
    """
    return _derivative("value_and_grad", fun, argnums, has_aux, backend)


def _derivative(mode: str, fun: Any, argnums: ArgNums, has_aux: bool, backend: str) -> Any:
    if backend != "numpy":
        raise ValueError(f"backend {backend!r} is not known; the only one is 'numpy'")
    if fun is None:
        return functools.partial(
            _derivative, mode, argnums=argnums, has_aux=has_aux, backend=backend
        )
    return Derivative(fun, argnums, mode, has_aux)


@transform("vjp")
def vjp(fun: Callable[..., Any], *primals: Any, has_aux: bool = False) -> tuple[Any, ...]:
    """The value of a function, and the pullback of cotangents of the value to the arguments.

    Args:
        fun: the function.
        primals: its positional arguments.
        has_aux: whether ``fun`` returns ``(value, aux)``.

    Returns:
        ``(y, pullback)``, or ``(y, pullback, aux)``. ``pullback(y_bar)`` gives a tuple with one
        cotangent for each primal, ``None`` for what is not differentiable. It can be called any
        number of times.
    """
    root = plain(fun)
    if holds(primals):
        return _of_containers(root, primals, has_aux)
    arguments, wrt, built, rest = _served(root, primals, has_aux)
    y, saved = called(built, root, *arguments)
    saved = own(saved)  # whoever has the arguments and the value may write into them
    value = y[0] if has_aux else y

    def pullback(y_bar: Any) -> tuple[Any, ...]:
        """Cotangents of the arguments for a cotangent of the value.

        Raises:
            TypeError, ValueError: it has another structure or shape than the value.
        """
        cotangents = pulled_back(built, root, saved, tangent_tree(value, y_bar, "y_bar"))
        several = cotangents if len(wrt) > 1 else (cotangents,)[: len(wrt)]
        found = dict(zip(wrt, several, strict=True))
        passive = (list, tuple, dict)
        everything = tuple(
            found[i] if i in found else mirror(value, None) if type(value) in passive else None
            for i, value in enumerate(arguments)
        )
        if rest is not None:  # `*args` takes several of the primals
            spread = everything[rest] or (None,) * (len(primals) - rest)
            everything = (*everything[:rest], *spread)
        return everything[: len(primals)]

    return (value, pullback, y[1]) if has_aux else (value, pullback)


def _served(
    root: types.FunctionType, primals: tuple[Any, ...], has_aux: bool
) -> tuple[tuple[Any, ...], tuple[int, ...], Built, int | None]:
    """One argument for each parameter, those with floats, what serves them, and where ``*args`` is."""
    wrt = tuple(i for i, value in enumerate(primals) if has_floats(value))
    engine = engine_again(root, wrt, "vjp", has_aux)
    if engine is not None and engine.count == len(primals):
        return primals, wrt, engine.served(primals), None
    signature = signature_of(root)
    arguments = bind(signature, primals, {})
    wrt = tuple(i for i, value in enumerate(arguments) if has_floats(value))
    kinds = [p.kind for p in signature.parameters.values()]
    variadic = inspect.Parameter.VAR_POSITIONAL
    rest = kinds.index(variadic) if variadic in kinds else None
    return arguments, wrt, build(root, arguments, wrt, "vjp", has_aux), rest


def _of_containers(
    root: types.FunctionType, primals: tuple[Any, ...], has_aux: bool
) -> tuple[Any, ...]:
    """``vjp`` where arguments have containers in them."""
    fun = Flat().function(root, positional(root, primals), primals)
    value, pulled, *aux = vjp(fun, *taken_apart(primals), has_aux=has_aux)

    def pullback(y_bar: Any) -> tuple[Any, ...]:
        """Cotangents of the arguments for a cotangent of the value."""
        return tuple(map(put_together, primals, pulled(y_bar)))

    return (value, pullback, *aux)


def source(fun: Callable[..., Any], *example_args: Any) -> str:
    """The generated source of a derivative, as text.

    Args:
        fun: a derivative, or a function (its gradient with respect to all float arguments).
        example_args: arguments, for their kinds; may be left out if the derivative was called.
    """
    if isinstance(fun, Derived):
        made: Any = fun
        text: str = made.source_for(*example_args) if example_args else made.source
        return text
    arguments = bind(signature_of(plain(fun)), example_args, {})
    wrt = tuple(i for i, value in enumerate(arguments) if has_floats(value))
    gradient = Derivative(fun, wrt[0] if len(wrt) == 1 else wrt, "grad", False)
    return gradient.source_for(*example_args)
