"""Classes whose objects s2s does not make: why, and what to write instead."""

from __future__ import annotations

import inspect
import types

from s2s.origin import is_others


def unmade(cls: type) -> tuple[str, str]:
    """Why objects of a class cannot be followed where the function makes them, and what to do.

    >>> class Bunch(dict):
    ...     pass
    >>> unmade(Bunch)[0]
    '`Bunch` is a `dict` with more to it, which s2s does not look into'
    """
    name = cls.__name__
    for own in ("__setattr__", "__getattr__"):
        if isinstance(inspect.getattr_static(cls, own, None), types.FunctionType):
            return (
                f"`{name}` has a `{own}` of its own, which decides what its attributes are",
                "use a class with plain attributes, methods and properties",
            )
    if type(cls).__call__ is not type.__call__:
        return (
            f"the objects of `{name}` are made by its metaclass, `{type(cls).__name__}`",
            "use a class that `__init__` fills",
        )
    built_in = next(
        (c for c in cls.__mro__ if c.__module__ == "builtins" and c is not object), None
    )
    if built_in is not None and not is_others(cls.__module__) and cls.__module__ != "builtins":
        return (
            f"`{name}` is a `{built_in.__name__}` with more to it, which s2s does not look into",
            f"keep the {built_in.__name__} in an attribute of a plain class",
        )
    if isinstance(inspect.getattr_static(cls, "__new__", None), staticmethod) and "__new__" in vars(
        cls
    ):
        return (
            f"`{name}` has a `__new__` of its own",
            "do in `__init__` what has to be done for a new object",
        )
    return (
        f"`{name}` is a class, and s2s does not know how its objects come to be",
        "give it a rule with `s2s.custom_vjp`, or keep values to differentiate away from it",
    )
