"""Classes that the user says are containers: how one is taken apart and put together again."""

from __future__ import annotations

import types
import zlib
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from s2s.origin import signature_of
from s2s.written import free, written

Flatten = Callable[[Any], tuple[Iterable[Any], Any]]
Unflatten = Callable[[Any, tuple[Any, ...]], Any]


class Container(NamedTuple):
    """How a container is taken apart, and put together again."""

    flatten: Flatten
    unflatten: Unflatten


_TAKEN = (tuple, list, dict, int, float, complex, bool, str, bytes, type(None), object, type)

REGISTERED: dict[type, Container] = {}
"""The classes that are containers."""


def register(cls: type, flatten: Flatten, unflatten: Unflatten) -> None:
    """Say how objects of a class are taken apart: their parts are differentiated, nothing else is.

    A derivative by such an object is an object of its class, made by ``unflatten`` from the
    derivatives by its parts. The function itself is called with objects that ``unflatten`` makes.

    Args:
        cls: the class.
        flatten: takes an object; returns ``(children, aux)``: an iterable of its parts, each a
            number, an array or a tree, and what else is needed to make it again.
        unflatten: takes ``(aux, children)``, with the children as a tuple; returns the object. It
            is differentiated, so it is Python that s2s reads.

    Raises:
        TypeError: ``cls`` is no class, or one of those that s2s takes apart itself.

    The order of arguments is that of JAX's ``register_pytree_node``.
    """
    if not isinstance(cls, type):
        raise TypeError(f"register takes a class, not a {type(cls).__name__}")
    if cls in _TAKEN or cls.__module__ == "numpy":
        raise TypeError(f"register: s2s takes objects of {cls.__name__} apart itself")
    for word, function in (("flatten", flatten), ("unflatten", unflatten)):
        if not callable(function):
            raise TypeError(f"register: {word} is a {type(function).__name__}, not a function")
    REGISTERED[cls] = Container(flatten, unflatten)


def holds(value: Any, around: frozenset[int] = frozenset()) -> bool:
    """Whether a tree has a registered container in it; ``around`` are the ids of what holds it."""
    if not REGISTERED:
        return False
    if type(value) in REGISTERED:
        return True
    if type(value) not in (tuple, list, dict) or id(value) in around:
        return False
    around |= {id(value)}
    return any(holds(part, around) for part in (value.values() if type(value) is dict else value))


def taken_apart(value: Any, with_aux: bool = True) -> Any:
    """The tree with ``(children, aux)`` in the place of each container.

    Raises:
        TypeError: ``flatten`` does not return a pair.
    """
    container = REGISTERED.get(type(value))
    if container is not None:
        children, aux = _pair(value, container)
        parts = tuple([taken_apart(child, with_aux) for child in children])
        return parts, aux if with_aux else None
    if not holds(value):
        return value
    if isinstance(value, dict):
        return {key: taken_apart(item, with_aux) for key, item in value.items()}
    return type(value)([taken_apart(item, with_aux) for item in value])


def tangent_apart(value: Any) -> Any:
    """A tangent with ``(children, None)`` in the place of each container."""
    return taken_apart(value, with_aux=False)


def _pair(value: Any, container: Container) -> tuple[list[Any], Any]:
    pair = container.flatten(value)
    if not isinstance(pair, tuple) or len(pair) != 2 or not isinstance(pair[0], Iterable):
        raise TypeError(
            f"flatten of `{type(value).__name__}` must return (children, aux), with the children in a "
            f"tuple or list; it returned {pair!r}"
        )
    return list(pair[0]), pair[1]


def put_together(like: Any, parts: Any) -> Any:
    """A derivative in the form of ``like``, from one by what `taken_apart` made of it."""
    container = REGISTERED.get(type(like))
    if container is not None:
        children, aux = _pair(like, container)
        pairs = zip(children, parts[0], strict=True)
        return container.unflatten(aux, tuple([put_together(c, p) for c, p in pairs]))
    if not holds(like) or parts is None:
        return parts
    if isinstance(like, dict):
        return {key: put_together(item, parts[key]) for key, item in like.items()}
    return type(like)([put_together(c, p) for c, p in zip(like, parts, strict=True)])


def positional(fun: Callable[..., Any], args: tuple[Any, ...]) -> list[str]:
    """The names of the parameters that positional arguments are for.

    Raises:
        TypeError: some of them are for ``*args``.
    """
    names = list(signature_of(fun).parameters)[: len(args)]
    if len(names) < len(args):
        raise TypeError("containers among the arguments of `*args` are not taken apart")
    return names


class Flat:
    """A function of containers as one of what they are made of."""

    def __init__(self) -> None:
        self._made: dict[str, types.FunctionType] = {}

    def function(self, fun: Callable[..., Any], names: list[str], args: Any) -> Any:
        """The function that takes what `taken_apart` makes of each argument."""
        title = getattr(fun, "__name__", "function")
        title = title if title.isidentifier() else "function"
        callee = free("fun", {title, *names})
        scope: dict[str, Any] = {callee: fun, "__name__": "s2s_containers"}
        whole = [_whole(value, name, scope) for name, value in zip(names, args, strict=True)]
        text = f"def {title}({', '.join(names)}):\n    return {callee}({', '.join(whole)})\n"
        key = text + repr([id(value) for value in scope.values()])
        if key not in self._made:
            filename = f"<s2s {title} of containers {zlib.crc32(text.encode()):08x}>"
            self._made[key] = written(text, title, filename, scope)
        return self._made[key]


def _whole(value: Any, path: str, scope: dict[str, Any]) -> str:
    """The expression that puts an argument together again."""
    container = REGISTERED.get(type(value))
    if container is not None:
        name = f"make_{type(value).__name__}"
        scope[name] = container.unflatten
        children, _ = _pair(value, container)
        parts = [_whole(child, f"{path}[0][{i}]", scope) for i, child in enumerate(children)]
        return f"{name}({path}[1], ({''.join(part + ', ' for part in parts)}))"
    if not holds(value):
        return path
    if isinstance(value, dict):
        items = [f"{k!r}: {_whole(item, f'{path}[{k!r}]', scope)}" for k, item in value.items()]
        return f"{{{', '.join(items)}}}"
    parts = [_whole(item, f"{path}[{i}]", scope) for i, item in enumerate(value)]
    inside = "".join(part + ", " for part in parts)
    return f"[{inside}]" if isinstance(value, list) else f"({inside})"
