"""A derivative: a callable that makes, keeps and calls generated functions."""

from __future__ import annotations

import functools
import inspect
import types
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from s2s.api.build import Built, build
from s2s.api.containers import Flat, holds, put_together, taken_apart
from s2s.api.failures import point_at_source
from s2s.api.signature import exactly, general, types_of
from s2s.api.spread import picked, spread
from s2s.api.turned import turned
from s2s.custom import Turned, given
from s2s.derived import ArgNums, Derived, How
from s2s.origin import is_compiled, is_library, signature_of

_LIMIT = 4096
_WRAPPED = 256
_wrapped: OrderedDict[Hashable, tuple[types.FunctionType, types.FunctionType]] = OrderedDict()


class Derivative(Derived):
    """The gradient of a function, or its value and gradient.

    Attributes:
        count: how many arguments a call gives by position where it gives all; -1 for no number.
        path: the file that holds the latest generated module, or ``None``.
        source: its text.
    """

    def __init__(self, fun: Callable[..., Any], argnums: ArgNums, mode: str, has_aux: bool) -> None:
        functools.update_wrapper(self, fun, updated=())
        self.__wrapped__ = fun
        self.fun = fun
        self.argnums = argnums
        self.mode = mode
        self.has_aux = has_aux
        self._made: dict[Hashable, Built] = {}
        # The key of numbers is their types, which costs least to find out.
        self._key: Callable[[tuple[Any, ...]], tuple[Hashable, ...]] = types_of
        self._general: dict[Hashable, Built] = {}
        self._latest: Built | None = None
        self._flat = Flat()
        self._inner: dict[Callable[..., Any], Derivative] = {}
        root = plain(fun)
        self.__signature__ = (
            signature_of(fun)
            if hasattr(fun, "__code__") and not is_library(fun.__module__) and not is_compiled(fun)
            else signature_of(root)
        )
        self._positions, self._picks = spread(argnums, self.__signature__)
        self._single = isinstance(argnums, int | str)
        super().__init__(root, How(mode, self._positions, self._single, has_aux))
        code = self.root.__code__
        flexible = code.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS)
        self.count = -1 if flexible or code.co_kwonlyargcount else code.co_argcount

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The derivative at these arguments, bound as the function itself would bind them."""
        if kwargs or len(args) != self.count:
            args = bind(self.__signature__, args, kwargs)
        built = self._made.get(self._key(args))
        if built is None:
            built = self._otherwise(args)
        if not built.guards.hold():
            built = self._build(exactly(args), args)
        try:
            return built.call(*args)
        except Exception as error:
            point_at_source(error, built, self.root)
            raise

    def _otherwise(self, args: tuple[Any, ...]) -> Built:
        """What serves arguments whose types alone do not say it, as those of the next call may."""
        key = exactly(args)
        built = self._made.get(key)
        if built is None:
            return self._build(key, args)
        self._key = exactly
        return built

    def _build(self, key: tuple[Hashable, ...], args: tuple[Any, ...]) -> Built:
        if holds(args):
            return self._of_containers(args)
        wide = general(key)
        built = self._general.get(wide)
        if built is None or not built.guards.hold():
            built = build(self.root, args, self._positions, self.mode, self.has_aux)
            several = len(self._positions) > 1
            if self._picks:
                built = _mapped(
                    built, self.mode, self._choose if several else self._choose_of_one, self.has_aux
                )
            elif not self._single and not several and self.mode.endswith("grad"):
                built = _mapped(built, self.mode, _in_a_tuple, self.has_aux)
            self._general[wide] = built
        if len(self._made) >= _LIMIT:
            self._made.clear()
        self._made[key] = built
        self._latest = built
        return built

    def _of_containers(self, args: tuple[Any, ...]) -> Built:
        """What serves arguments with containers in them: the function of their parts does."""

        def served(args: tuple[Any, ...]) -> tuple[Derivative, tuple[Any, ...]]:
            fun = self._flat.function(self.fun, list(self.__signature__.parameters), args)
            if fun not in self._inner:
                self._inner[fun] = Derivative(fun, self.argnums, self.mode, self.has_aux)
            return self._inner[fun], taken_apart(args)

        def call(*args: Any) -> Any:
            inner, apart = served(args)
            found = inner(*apart)
            wrt = [args[i] for i in self._positions]
            likes = wrt[0] if self._single else tuple(wrt)
            if self.mode == "value_and_grad":
                return found[0], put_together(likes, found[1])
            if self.has_aux:
                return put_together(likes, found[0]), found[1]
            return put_together(likes, found)

        inner, apart = served(args)
        built = inner.served(apart)
        self._latest = built
        return Built(call, built.reverse, built.stored, built.guards)

    def _choose(self, gradients: Any) -> Any:
        return picked(gradients, self._picks, self._single)

    def _choose_of_one(self, gradient: Any) -> Any:
        return picked((gradient,), self._picks, self._single)

    @property
    def generated_as_one(self) -> bool:
        """Whether the derivative is one generated function, as it is; not where it is picked from."""
        return not self._picks and super().generated_as_one

    def turned(self, active: tuple[int, ...], drawn: bool = False) -> Turned:
        """The rule by which this gradient is differentiated the other way round."""
        if self.mode not in ("grad", "value_and_grad") or self._picks:
            raise TypeError("it is not a gradient of whole arguments")
        return turned(self, active, drawn)

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        """Binds as a method does: the instance is the first argument."""
        return self if instance is None else types.MethodType(self, instance)

    def __repr__(self) -> str:
        return f"<{self.mode} of {getattr(self.fun, '__qualname__', self.fun)!s}>"

    def __reduce__(self) -> str | tuple[Any, ...]:
        return self.by_name() or (Derivative, (self.fun, self.argnums, self.mode, self.has_aux))

    def prepared(self, *args: Any, **kwargs: Any) -> Built:
        """What serves these arguments."""
        return self.served(bind(self.__signature__, args, kwargs))

    def served(self, args: tuple[Any, ...]) -> Built:
        """What serves these arguments, of which there is one for each parameter."""
        key = exactly(args)
        built = self._made.get(key)
        return built if built is not None and built.guards.hold() else self._build(key, args)

    def source_for(self, *args: Any, **kwargs: Any) -> str:
        """The text of the module that serves these arguments."""
        return self.prepared(*args, **kwargs).stored.generated.text

    @property
    def source(self) -> str:
        """The text of the latest generated module."""
        return self._needed().stored.generated.text

    @property
    def path(self) -> str | None:
        """The file of the latest generated module; ``None`` if the store cannot be written."""
        return self._needed().stored.path

    @property
    def generated(self) -> Callable[..., Any]:
        """The latest generated function itself."""
        return self._needed().call

    def _needed(self) -> Built:
        if self._latest is None:
            raise ValueError(
                f"{self!r} has not been called yet, so the kinds of its arguments are not known: "
                "call it, or use .source_for(*example_arguments)"
            )
        return self._latest


def _in_a_tuple(gradient: Any) -> Any:
    return (gradient,)


def _mapped(built: Built, mode: str, change: Callable[[Any], Any], has_aux: bool) -> Built:
    """What returns another form of the gradient: a sequence of one position gives a tuple of one."""
    call = built.call
    if mode == "value_and_grad":

        def wrapped(*args: Any) -> Any:
            value, gradient = call(*args)
            return value, change(gradient)
    elif has_aux:

        def wrapped(*args: Any) -> Any:
            gradient, aux = call(*args)
            return change(gradient), aux
    else:

        def wrapped(*args: Any) -> Any:
            return change(call(*args))

    return Built(wrapped, built.reverse, built.stored, built.guards)


def plain(fun: Callable[..., Any]) -> types.FunctionType:
    """A Python function that does what ``fun`` does."""
    fun = given(fun) or fun
    if is_compiled(fun):  # Numba's: the text that it compiles
        fun = fun.__wrapped__  # type: ignore[attr-defined]
    if isinstance(fun, types.FunctionType) and not is_library(fun.__module__):
        return fun
    if not callable(fun):
        raise TypeError(f"s2s differentiates functions, not a {type(fun).__name__}")
    return _of_derivative(fun) if type(fun) is Derivative else _wrap(fun)


def _wrap(fun: Callable[..., Any]) -> types.FunctionType:
    import_wrap = __import__("s2s.frontend.wrap", fromlist=["wrap"])
    made: types.FunctionType = import_wrap.wrap(fun)
    return made


def _of_derivative(fun: Derivative) -> types.FunctionType:
    """One function for ``s2s.grad(f)``, however often a program writes it: ``s2s.jvp(s2s.grad(f), ...)``.

    Functions that close over values are not held: the values may be large.
    """
    key = id(fun.root), fun.how, repr(fun.argnums)
    root, made = _wrapped.get(key, (None, None))
    if made is None or root is not fun.root:
        made = _wrap(fun)
        if fun.root.__closure__ is None:
            _wrapped[key] = fun.root, made
            while len(_wrapped) > _WRAPPED:
                _wrapped.popitem(last=False)
    return made


def bind(
    signature: inspect.Signature, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Any, ...]:
    """One value for each parameter, defaults included."""
    bound = signature.bind(*args, **kwargs)
    bound.apply_defaults()
    return tuple(bound.arguments[name] for name in signature.parameters)


def call_bound(fun: Callable[..., Any], signature: inspect.Signature, args: tuple[Any, ...]) -> Any:
    """The value of a function, given one argument for each parameter.

    >>> def f(x, *rest, n):
    ...     return x, rest, n
    >>> call_bound(f, inspect.signature(f), (1, (2, 3), 4))
    (1, (2, 3), 4)
    """
    bound = inspect.BoundArguments(
        signature, OrderedDict(zip(signature.parameters, args, strict=True))
    )
    return fun(*bound.args, **bound.kwargs)
