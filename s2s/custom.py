"""Functions that the user says something about: rules of their own, and what does not vary."""

from __future__ import annotations

import functools
import inspect
import types
from collections.abc import Callable
from typing import Any

from s2s.formula_rules import Formulas, parameters
from s2s.runtime import own


class CustomVjp:
    """A function that is called as it is, and differentiated by a rule of the user's own.

    Attributes:
        fun: the primal function.
        fwd: ``fwd(*args) -> (value, residuals)``, or ``None`` until ``defvjp`` was called.
        bwd: ``bwd(residuals, ct) -> tuple`` of one cotangent for each argument.
        jvp: ``jvp(primals, tangents) -> (value, tangent)``, or ``None`` until ``defjvp`` was called.
        agree: whether both modes follow from the same formulas, so that they cannot differ.
    """

    fun: Callable[..., Any]
    fwd: Callable[..., tuple[Any, Any]] | None
    bwd: Callable[[Any, Any], tuple[Any, ...]] | None
    jvp: Callable[[tuple[Any, ...], tuple[Any, ...]], tuple[Any, Any]] | None

    def __init__(self, fun: Callable[..., Any]) -> None:
        functools.update_wrapper(self, fun)
        self.fun = fun
        self.fwd = None
        self.bwd = None
        self.jvp = None
        self.agree = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the primal function."""
        return self.fun(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<custom rule of {getattr(self.fun, '__qualname__', self.fun)!s}>"

    def __reduce__(self) -> str | tuple[Any, ...]:
        name = getattr(self, "__qualname__", None)
        if name is not None and "<locals>" not in name:
            return str(name)  # pickled by reference, as functions are
        return (_rebuild, (self.fun, self.fwd, self.bwd, self.jvp))

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        """Binds as a method does: the instance is the first argument."""
        return self if instance is None else types.MethodType(self, instance)

    def defvjp(
        self,
        fwd: Callable[..., tuple[Any, Any]] | None = None,
        bwd: Callable[[Any, Any], tuple[Any, ...]] | None = None,
        /,
        **formulas: str,
    ) -> None:
        """Give the rule of reverse mode, as two functions or as formulas.

        Args:
            fwd: takes the arguments of the function; returns ``(value, residuals)``.
            bwd: takes ``(residuals, ct)``, where ``ct`` is the cotangent of the value; returns a
                tuple with one cotangent for each argument, ``None`` for those without one.
            formulas: instead of both, the cotangent of each parameter in terms of ``ct``, the
                parameters, and ``ans``, the value; those that are left out have none.

        Raises:
            TypeError, ValueError: these are no such functions, or no such formulas.

        >>> product = custom_vjp(lambda x, y: x * y)
        >>> product.defvjp(x="ct * y", y="ct * x")
        """
        if formulas and fwd is None and bwd is None:
            made = self._formulas(formulas, "defvjp")
            self.fwd, self.bwd = made.forward(), made.backward(formulas)
        else:
            for name, function in (("fwd", fwd), ("bwd", bwd)):
                if formulas or not callable(function):
                    raise TypeError(
                        f"defvjp: {name} is a {type(function).__name__}, not a function"
                        if not formulas
                        else "defvjp takes two functions or formulas, not both"
                    )
            self.fwd, self.bwd = fwd, bwd
        self.agree = False
        _changed()

    def defjvp(
        self,
        jvp: Callable[[tuple[Any, ...], tuple[Any, ...]], tuple[Any, Any]] | None = None,
        /,
        **formulas: str,
    ) -> None:
        """Give the rule of forward mode, as a function or as formulas.

        Args:
            jvp: takes ``(primals, tangents)``, two tuples with one entry for each argument; returns
                ``(value, tangent)``. The tangent of an argument that stands still is zero.
            formulas: instead, what each parameter contributes to the tangent of the value, in
                terms of ``dot``, its own tangent, the parameters, and ``ans``, the value.

        Raises:
            TypeError, ValueError: this is no function, or these are no such formulas.
        """
        if formulas and jvp is None:
            self.jvp = self._formulas(formulas, "defjvp").pushforward(formulas)
        elif formulas or not callable(jvp):
            raise TypeError(
                f"defjvp: jvp is a {type(jvp).__name__}, not a function"
                if not formulas
                else "defjvp takes a function or formulas, not both"
            )
        else:
            self.jvp = jvp
        self.agree = False
        _changed()

    def defpartials(self, **formulas: str) -> None:
        """Give the rules of both modes of a function that maps arrays element by element.

        Args:
            formulas: the partial derivative by each parameter, in terms of the parameters and of
                ``ans``, the value. Operands are broadcast as NumPy broadcasts them.

        Raises:
            TypeError, ValueError: these are no such formulas.

        >>> square = custom_vjp(lambda x: x * x)
        >>> square.defpartials(x="2 * x")
        """
        made = self._formulas(formulas, "defpartials")
        self.fwd = made.forward()
        self.bwd, self.jvp = made.slopes(formulas)
        self.agree = True
        _changed()

    def _formulas(self, formulas: dict[str, str], word: str) -> Formulas:
        names = parameters(self.fun, formulas, word)
        try:
            inspect.signature(self)
        except (TypeError, ValueError):
            kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
            self.__signature__ = inspect.Signature([inspect.Parameter(n, kind) for n in names])
        return Formulas(self, self.fun, names, word)


_GIVEN: dict[int, CustomVjp] = {}

_changes = [0]


def _changed() -> None:
    _changes[0] += 1


def changes() -> int:
    """How many rules have been given: what was made before the last one may be out of date."""
    return _changes[0]


def given(fun: Any) -> CustomVjp | None:
    """The rule of a function that has been given one and is called as itself."""
    rule = _GIVEN.get(id(fun))  # functions of ctypes have no hash
    return rule if rule is not None and rule.fun is fun else None


def give(fun: Callable[..., Any]) -> CustomVjp:
    """The rule of a function, to be filled in; the function is kept alive."""
    rule = given(fun)
    if rule is None:
        rule = _GIVEN[id(fun)] = CustomVjp(fun)
    return rule


def _rebuild(fun: Any, fwd: Any, bwd: Any, jvp: Any) -> CustomVjp:
    made = CustomVjp(fun)
    made.fwd, made.bwd, made.jvp = fwd, bwd, jvp
    return made


def custom_vjp(fun: Callable[..., Any]) -> CustomVjp:
    """Decorate a function that gets a reverse-mode rule of its own.

    >>> @custom_vjp
    ... def clipped(x):
    ...     return min(x, 1.0)
    >>> clipped.defvjp(lambda x: (clipped(x), None), lambda residuals, ct: (ct,))
    >>> clipped(3.0)
    1.0
    """
    if not callable(fun):
        raise TypeError(f"custom_vjp takes a function, not a {type(fun).__name__}")
    return CustomVjp(fun)


def custom_jvp(fun: Callable[..., Any]) -> CustomVjp:
    """Decorate a function that gets a forward-mode rule of its own, by ``defjvp``.

    Reverse mode uses the rule of ``defvjp`` where there is one, and else the forward rule once for
    each number in the arguments.

    >>> @custom_jvp
    ... def clipped(x):
    ...     return min(x, 1.0)
    >>> clipped.defjvp(lambda primals, tangents: (clipped(*primals), tangents[0]))
    >>> clipped(3.0)
    1.0
    """
    if not callable(fun):
        raise TypeError(f"custom_jvp takes a function, not a {type(fun).__name__}")
    return CustomVjp(fun)


class ForwardMode(CustomVjp):
    """A function that forward mode differentiates, in reverse sweeps too."""


class Turned(CustomVjp):
    """A gradient whose derivative is taken the other way round: the gradient of the tangent.

    Attributes:
        gradient: the derivative itself.
        active: the positions of the arguments that vary.
        product: takes the arguments and a tangent of each that varies; returns the tangent of the
            gradient, in the gradient's own structure.
        tangent: the same, as a plain function.
        pushed: takes the same; returns the gradient and its tangent.
        drawn: whether an argument may be one that a run uses up.
        again: gives the arguments of one of two runs that draw the same random numbers.
    """

    product: Callable[..., Any]
    tangent: types.FunctionType
    pushed: types.FunctionType
    again: Callable[..., tuple[Any, ...]]

    def __init__(self, gradient: Any, fun: Callable[..., Any], active: tuple[int, ...]) -> None:
        super().__init__(fun)
        self.gradient = gradient
        self.active = active
        self.drawn = False
        self.agree = True


class Annotated:
    """A function that is called as it is, and of which something is known.

    Attributes:
        fun: the function.
        word: what is known, for whoever prints it.
    """

    word = "annotated"

    def __init__(self, fun: Callable[..., Any]) -> None:
        functools.update_wrapper(self, fun)
        self.fun = fun

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        return self.fun(*args, **kwargs)

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        return self if instance is None else types.MethodType(self, instance)

    def __repr__(self) -> str:
        return f"<{self.word} {getattr(self.fun, '__qualname__', self.fun)!s}>"

    def __reduce__(self) -> str | tuple[Any, ...]:
        name = getattr(self, "__qualname__", None)
        if name is not None and "<locals>" not in name:
            return str(name)
        return type(self), (self.fun,)


class Checkpoint(Annotated):
    """A function that is run again in the reverse sweep."""

    word = "checkpointed"


def checkpoint(fun: Callable[..., Any]) -> Checkpoint:
    """Decorate a function of which nothing but the arguments is kept for the reverse sweep.

    The reverse sweep runs it once more, when it needs what the function computed: memory for time.

    Raises:
        TypeError: ``fun`` is not a Python function.

    >>> checkpoint(lambda x: x * x)(3.0)
    9.0
    """
    if not isinstance(fun, types.FunctionType):
        raise TypeError(f"checkpoint takes a Python function, not a {type(fun).__name__}")
    return Checkpoint(fun)


@custom_vjp
def inspect_grad(x: Any, callback: Callable[[Any], Any]) -> Any:
    """A copy of the value; the reverse sweep calls ``callback`` with its cotangent.

    Args:
        x: a number, an array, or a structure of them.
        callback: takes the cotangent, in the shape of ``x``. What it returns takes the place of
            the cotangent; ``None`` leaves it as it is. So it can log, check, clip or scale.

    >>> inspect_grad(3.0, print)
    3.0
    """
    return own(x)


def _inspect(callback: Callable[[Any], Any], ct: Any) -> tuple[Any, None]:
    changed = callback(own(ct))
    return (ct if changed is None else changed), None


inspect_grad.defvjp(lambda x, callback: (own(x), callback), _inspect)
inspect_grad.defjvp(lambda primals, tangents: (own(primals[0]), own(tangents[0])))


class Nondifferentiable(Annotated):
    """A function whose result counts as a constant."""

    word = "nondifferentiable"


def nondifferentiable(fun: Callable[..., Any]) -> Nondifferentiable:
    """Decorate a function through which no derivative flows: its result counts as a constant.

    It is called as it is, so it need not be one that s2s can differentiate.

    >>> nondifferentiable(round)(2.6)
    3
    """
    if not callable(fun):
        raise TypeError(f"nondifferentiable takes a function, not a {type(fun).__name__}")
    return Nondifferentiable(fun)


def stop_gradient(value: Any) -> Any:
    """The value itself, as a constant: no derivative flows through it. Arrays are copied.

    >>> stop_gradient((1.0, [2.0]))
    (1.0, [2.0])
    """
    return own(value)
