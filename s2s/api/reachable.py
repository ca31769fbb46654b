"""The functions that a derivative was made from, found without parsing: at each process start.

A derivative depends on the functions whose source was read, and on which functions these mention.
Whatever those mention in turn is not looked at: it can be the whole of another package.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from s2s.api.optional_imports import optional_imports
from s2s.api.signature import defaults, general, text
from s2s.custom import Annotated, CustomVjp, given
from s2s.derived import Derived
from s2s.origin import is_library, mentioned, uncached
from s2s.store import Path, content_key


@dataclass
class Reached:
    """What was found from a root function.

    Attributes:
        mentioned: functions of the user's, by the path that leads to each; the root first.
        read: those of them whose source was read.
        declared: rules, annotated functions and derivatives of the user's, by identity.
    """

    mentioned: dict[Path, types.FunctionType] = field(default_factory=dict)
    read: dict[Path, types.FunctionType] = field(default_factory=dict)
    declared: dict[int, Path] = field(default_factory=dict)


def reachable(
    root: types.FunctionType,
    arguments: tuple[object, ...],
    is_read: Callable[[Path, types.FunctionType], bool],
) -> Reached:
    """Functions that ``root``, the functions in its arguments, and what they call mention.

    Args:
        root: the function to differentiate.
        arguments: its arguments.
        is_read: whether the source of a function was read: then it is looked through as well.
    """
    found = Reached({(): root})
    seen = {id(root)}
    pending: list[tuple[Path, types.FunctionType]] = [((), root)]

    def note(path: Path, value: object) -> None:
        if isinstance(value, CustomVjp | Annotated | Derived):
            found.declared.setdefault(id(value), path)
        for more, callee in _functions(value):
            if id(callee) not in seen and not is_library(callee.__module__):
                seen.add(id(callee))
                found.mentioned[(*path, *more)] = callee
                pending.append(((*path, *more), callee))

    for i, argument in enumerate(arguments):
        note(("arguments", i), argument)
    while pending:
        path, fun = pending.pop(0)
        if fun is root or is_read(path, fun):
            found.read[path] = fun
            for step, value in _mentioned(fun):
                note((*path, *step), value)
    return found


def _mentioned(fun: types.FunctionType) -> Iterator[tuple[Path, object]]:
    names = mentioned(fun.__code__)
    scope = fun.__globals__
    for name in names:
        if name not in scope:
            continue
        value = scope[name]
        if isinstance(value, types.ModuleType):
            if is_library(value.__name__):
                continue
            for attr in names:
                if hasattr(value, attr):
                    yield ("globals", name, attr), getattr(value, attr)
        else:
            yield ("globals", name), value
    for name, cell in zip(fun.__code__.co_freevars, fun.__closure__ or (), strict=True):
        try:
            yield ("closure", name), cell.cell_contents
        except ValueError:
            continue
    for i, value in enumerate(fun.__defaults__ or ()):
        yield ("__defaults__", i), value


def _functions(value: object, depth: int = 0) -> Iterator[tuple[Path, types.FunctionType]]:
    """Functions in a value: itself, those of its class, those of a container."""
    if isinstance(value, types.FunctionType):
        yield (), value
        if uncached(value) is not value:
            yield ("__wrapped__",), uncached(value)  # type: ignore[misc]
        rule = given(value)
        if rule is not None:
            for attr in ("fwd", "bwd", "jvp"):
                if isinstance(getattr(rule, attr), types.FunctionType):
                    yield ("<rule>", attr), getattr(rule, attr)
    elif isinstance(value, CustomVjp | Annotated):
        for attr in ("fun", "fwd", "bwd", "jvp"):
            if isinstance(getattr(value, attr, None), types.FunctionType):
                yield (attr,), getattr(value, attr)
    elif isinstance(value, Derived):
        yield ("root",), value.root
    elif isinstance(value, types.MethodType):
        for path, callee in _functions(value.__func__, depth):
            yield ("__func__", *path), callee
    elif isinstance(value, functools.partial):
        for path, callee in _functions(value.func, depth):
            yield ("func", *path), callee
    elif uncached(value) is not value:
        for path, callee in _functions(uncached(value), depth):
            yield ("__wrapped__", *path), callee
    elif isinstance(value, list | tuple) and depth < 2 and len(value) < 50:
        for i, item in enumerate(value):
            for path, callee in _functions(item, depth + 1):
                yield (i, *path), callee
    elif isinstance(value, dict) and depth < 2 and len(value) < 50:
        for key, item in value.items():
            if isinstance(key, str):
                for path, callee in _functions(item, depth + 1):
                    yield (key, *path), callee
    else:
        yield from _methods(value if isinstance(value, type) else type(value))


def _methods(cls: type) -> Iterator[tuple[Path, types.FunctionType]]:
    if is_library(cls.__module__):
        return
    for base in cls.__mro__:
        for value in vars(base).values():
            value = uncached(getattr(value, "fget", None) or getattr(value, "__func__", value))
            if isinstance(value, types.FunctionType):
                yield ("<method>", base.__qualname__, value.__qualname__), value


def digest(fun: types.FunctionType) -> str:
    """A key for what a function does and where it stands."""
    code = fun.__code__
    return content_key(
        [_digest(code), text(general((defaults(fun),))), repr(optional_imports(code))]
    )


@functools.lru_cache(maxsize=4096)
def _digest(code: types.CodeType) -> str:
    parts = [
        code.co_filename,
        str(code.co_firstlineno),
        code.co_name,
        repr(code.co_code),
        repr(code.co_names),
    ]
    parts += [
        repr(code.co_varnames),
        repr(code.co_freevars),
        str(code.co_flags),
        repr(bytes(code.co_linetable)),
    ]
    parts += [_digest(c) if isinstance(c, types.CodeType) else repr(c) for c in code.co_consts]
    return content_key(parts)
