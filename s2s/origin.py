"""Which code is the user's: s2s reads it, and differentiates with respect to its objects."""

from __future__ import annotations

import contextlib
import functools
import inspect
import sys
import types
from collections.abc import Callable, Mapping
from typing import Any

_OTHERS = frozenset(sys.stdlib_module_names) - {"__main__"} | {"numpy", "scipy"}
_LIBRARIES = _OTHERS | {"builtins", "s2s"}
# Their functions have rules, texts of ours, or no derivative, whether they are written in Python or not.
_UNREAD = frozenset(
    """
    numpy scipy math cmath os logging warnings random time itertools copy
    """.split()
)


_NAMESPACES = {("types", "SimpleNamespace"), ("argparse", "Namespace")}


def is_library(module: str | None) -> bool:
    """Whether a module, given by its dotted name, is Python's own, NumPy's, SciPy's or s2s's.

    >>> is_library("numpy.linalg"), is_library("__main__")
    (True, False)
    """
    return _top(module) in _LIBRARIES


def is_others(module: str | None) -> bool:
    """Whether a module is Python's own, NumPy's or SciPy's.

    >>> is_others("numpy.linalg"), is_others("s2s.runtime")
    (True, False)
    """
    return _top(module) in _OTHERS


def sets_items(cls: type) -> bool:
    """Whether a class of named tuples says itself what its items are."""
    names = ("__iter__", "__len__", "__getitem__", "__contains__")
    found = (inspect.getattr_static(cls, name) for name in names)
    return any(isinstance(method, types.FunctionType) for method in found)


def is_unread(module: str | None) -> bool:
    """Whether the Python source of a module's functions is never differentiated.

    >>> is_unread("numpy.linalg"), is_unread("statistics")
    (True, False)
    """
    return _top(module) in _UNREAD


def _top(module: str | None) -> str:
    return (module or "").split(".")[0]


def holds_data(cls: type) -> bool:
    """Whether objects of a class hold what the user has put into them.

    >>> holds_data(types.SimpleNamespace), holds_data(functools.partial)
    (True, False)
    """
    return not is_library(cls.__module__) or (cls.__module__, cls.__qualname__) in _NAMESPACES


def attributes_of(value: object) -> Mapping[str, Any]:
    """The attributes of an object of its own; some classes answer whatever they are asked for.

    Those of a function that Numba compiles are a whole compiler: they are left out.

    >>> attributes_of(types.SimpleNamespace(a=1.0)), attributes_of(1.0)
    ({'a': 1.0}, {})
    """
    found = getattr(value, "__dict__", None)
    plain = isinstance(found, dict | types.MappingProxyType) and not is_compiled(value)
    return found if plain else {}  # type: ignore[return-value]


@functools.lru_cache(maxsize=4096)
def mentioned(code: types.CodeType) -> tuple[str, ...]:
    """The global names and attributes that code mentions, functions inside it included.

    What its author cannot have written is left out: pytest gives the functions of a module of tests
    names such as ``@pytest_ar``, which lead to all tests there are.

    >>> mentioned((lambda x: [abs(y) for y in x.items]).__code__)
    ('items', 'abs')
    """
    names = dict.fromkeys(filter(str.isidentifier, code.co_names))
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            names.update(dict.fromkeys(mentioned(const)))
    return tuple(names)


def signature_of(fun: Callable[..., Any]) -> inspect.Signature:
    """The signature that the code of a function has, whatever its ``__signature__`` says.

    >>> def f(*args): ...
    >>> f.__signature__ = inspect.signature(lambda x, y: 0)
    >>> signature_of(f)
    <Signature (*args)>
    """
    if isinstance(fun, types.FunctionType) and "__signature__" in vars(fun):
        defaults, closure = fun.__defaults__, fun.__closure__
        bare = types.FunctionType(fun.__code__, fun.__globals__, fun.__name__, defaults, closure)
        bare.__kwdefaults__, bare.__annotations__ = fun.__kwdefaults__, fun.__annotations__
        fun = bare
    return inspect.signature(fun, follow_wrapped=False)


_CACHING = type(functools.cache(lambda: None))


def uncached(value: object) -> object:
    """The function behind ``functools.lru_cache``, that Numba compiles, or that is a context manager.

    All else is given as it is.

    >>> uncached(functools.cache(max)) is max
    True
    """
    while isinstance(value, _CACHING) or is_compiled(value) or makes_manager(value):
        value = value.__wrapped__  # type: ignore[attr-defined]
    return value


def makes_manager(value: object) -> bool:
    """Whether this is what ``contextlib.contextmanager`` makes of a generator."""
    return isinstance(value, types.FunctionType) and value.__code__ is _MANAGING


_MANAGING = contextlib.contextmanager(lambda: iter(())).__code__


def is_compiled(value: object) -> bool:
    """Whether this is a function of Python that Numba compiles: it has the text of that function."""
    if _top(type(value).__module__) != "numba":
        return False
    try:  # attributes of others may do anything
        wrapped = getattr(value, "__wrapped__", None)
    except Exception:
        return False
    return isinstance(wrapped, types.FunctionType)


def chosen_by_type(value: object, cls: type) -> object:
    """What a ``functools.singledispatch`` function calls for a first argument of a class; or None."""
    if not isinstance(value, types.FunctionType) or value.__code__ is not _DISPATCHING:
        return None
    return value.dispatch(cls)  # type: ignore[attr-defined]


_DISPATCHING = functools.singledispatch(lambda _: None).__code__  # type: ignore[attr-defined]
