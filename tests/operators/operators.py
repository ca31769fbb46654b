"""What is asked of each program, in terms of a system's own operators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tests.operators.programs import direction

Case = tuple[str, Any]


def of_scalar(system: Any, name: str, fun: Callable[..., Any], args: list[Any]) -> Iterator[Case]:
    """The operators of a program with a real value and real arguments, up to the third order."""
    along = [system.array(direction(name, a)).reshape(a.shape) for a in args]
    wrt = tuple(range(len(args)))
    first, v, rest = args[0], along[0], args[1:]
    gradient, grad, jvp, total = system.grad(fun), system.grad, system.jvp, system.sum

    def pushed(x: Any) -> Any:
        return jvp(lambda a: fun(a, *rest), (x,), (v,))[1]

    def slope(x: Any) -> Any:
        return total(gradient(x, *rest) * v)

    yield "grad", grad(fun, wrt)(*args)
    yield "jvp", jvp(fun, tuple(args), tuple(along))[1]
    yield "vjp", system.vjp(fun, *args)[1](system.seed(-1.5))
    yield "hessian", system.hessian(fun)(*args)
    yield "jacrev of grad", system.jacrev(gradient)(*args)
    yield "jvp of grad", jvp(lambda a: gradient(a, *rest), (first,), (v,))[1]
    yield "grad of jvp", grad(pushed)(first)
    yield "grad of grad", grad(slope)(first)
    yield "jvp of jvp", jvp(pushed, (first,), (v,))[1]
    yield (
        "jvp of jvp of grad",
        jvp(lambda a: jvp(lambda b: gradient(b, *rest), (a,), (v,))[1], (first,), (v,))[1],
    )
    turned = grad(pushed)
    yield "grad of grad of jvp", grad(lambda a: total(turned(a) * v))(first)


def of_vector(system: Any, name: str, fun: Callable[..., Any], args: list[Any]) -> Iterator[Case]:
    """The operators of a program with an array as its value."""
    value = fun(*args)
    wrt = tuple(range(len(args)))
    along = tuple(system.array(direction(name, a)).reshape(a.shape) for a in args)
    seed = system.array(direction(name, value)).reshape(value.shape)
    yield "jvp", system.jvp(fun, tuple(args), along)[1]
    yield "vjp", system.vjp(fun, *args)[1](seed)
    if any(np.asarray(part).dtype.kind == "c" for part in (value, args[0])):
        return
    yield "jacfwd", system.jacfwd(fun, wrt)(*args)
    yield "jacrev", system.jacrev(fun, wrt)(*args)
    yield "jacfwd of jacrev", system.jacfwd(system.jacrev(fun))(*args)


def of_complex(system: Any, name: str, fun: Callable[..., Any], args: list[Any]) -> Iterator[Case]:
    """The operators of a real program of complex arguments, or with complex numbers inside."""
    wrt = tuple(range(len(args)))
    along = tuple(system.array(direction(name, a)).reshape(a.shape) for a in args)
    yield "grad", system.grad(fun, wrt)(*args)
    yield "jvp", system.jvp(fun, tuple(args), along)[1]
    yield "vjp", system.vjp(fun, *args)[1](system.seed(0.5))


def of_holomorphic(
    system: Any, name: str, fun: Callable[..., Any], args: list[Any]
) -> Iterator[Case]:
    """The complex Jacobian in both modes."""
    yield "jacfwd", system.jacfwd(fun, holomorphic=True)(*args)
    yield "jacrev", system.jacrev(fun, holomorphic=True)(*args)
