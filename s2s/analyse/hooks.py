"""Classes that say themselves what it means to read or to set an attribute.

What ``__getattr__`` gives is followed as the call that it is; the other ways are refused.
"""

from __future__ import annotations

import dis
import functools
import inspect
import types
from typing import TYPE_CHECKING

import gast

from s2s.errors import UnsupportedError
from s2s.origin import attributes_of

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


def computes(cls: type, name: str) -> types.FunctionType | None:
    """The ``__getattr__`` that is asked for an attribute which the class itself does not have.

    >>> class Proxy:
    ...     def __getattr__(self, name): ...
    >>> computes(Proxy, "sum") is Proxy.__getattr__, computes(Proxy, "__init__")
    (True, None)
    """
    if inspect.getattr_static(cls, name, computes) is not computes:
        return None
    found = inspect.getattr_static(cls, "__getattr__", None)
    return found if isinstance(found, types.FunctionType) else None


def asks_first(owner: object, name: str) -> bool:
    """Whether ``__getattr__`` computes an attribute of an object, and stores something as it does.

    Such an attribute is read when the program reads it, and not to see what it is.
    """
    if isinstance(owner, type | types.ModuleType) or name in attributes_of(owner):
        return False
    hook = computes(type(owner), name)
    return hook is not None and _stores(hook.__code__)


@functools.lru_cache(maxsize=4096)
def _stores(code: types.CodeType) -> bool:
    """Whether code assigns to what is not a variable of its own."""
    names = {one.opname for one in dis.get_instructions(code)}
    return any(name.startswith(_STORES) for name in names)


_STORES = tuple(
    f"{what}_{where}" for what in ("STORE", "DELETE") for where in ("ATTR", "SUBSCR", "GLOBAL")
)


def check_hooks(walker: Walker, cls: type, node: gast.Attribute) -> None:
    """Refuses an attribute that is read or set by code of the class, other than a property.

    Raises:
        UnsupportedError: with the place of the attribute.
    """
    found = type(inspect.getattr_static(cls, node.attr, None))
    for owner, method in ((found, "__set__"), (cls, "__getattribute__")):
        if isinstance(inspect.getattr_static(owner, method, None), types.FunctionType):
            raise walker.fail(
                UnsupportedError,
                f"s2s cannot follow the attribute `{node.attr}`",
                node,
                f"`{owner.__name__}.{method}` says what it means",
                "make it a property, or a plain attribute",
            )
