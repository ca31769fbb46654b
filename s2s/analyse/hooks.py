"""Classes that say themselves what it means to read or to set an attribute: refused."""

from __future__ import annotations

import inspect
import types
from typing import TYPE_CHECKING

import gast

from s2s.errors import UnsupportedError

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker


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
