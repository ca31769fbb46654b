"""From words on the command line to a function and example arguments."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np


def find(target: str) -> Callable[..., Any]:
    """The function that ``FILE.py:FUNC`` or ``package.module:func`` names.

    Raises:
        ValueError, LookupError, ImportError, OSError: there is no such function.
    """
    place, colon, name = target.rpartition(":")
    if not colon or not place or not name:
        raise ValueError(f"{target!r} is not FILE.py:FUNC or package.module:func")
    sys.path.insert(0, str(Path.cwd()))
    if place.endswith(".py"):
        path = Path(place)
        if not path.is_file():
            raise FileNotFoundError(f"there is no file {place}")
        sys.path.insert(0, str(path.parent.absolute()))
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[path.stem] = module
        spec.loader.exec_module(module)
    else:
        module = importlib.import_module(place)
    found: Any = module
    for part in name.split("."):
        if not hasattr(found, part):
            raise LookupError(f"{place} has no function {name}")
        found = getattr(found, part)
    found = getattr(found, "fun", found)  # a derivative: the function that it is of
    if not callable(found):
        raise LookupError(f"{target} is not a function")
    result: Callable[..., Any] = found
    return result


def arguments_for(fun: Callable[..., Any], types: str) -> tuple[Any, ...]:
    """Example values for the parameters, from ``--types``, annotations or defaults.

    Raises:
        ValueError: the type of a parameter is not known.
    """
    given = {}
    for part in re.split(r",(?![^\[]*\])", types):
        if part.strip():
            name, colon, kind = part.partition(":")
            if not colon:
                raise ValueError(f"--types: {part.strip()!r} is not NAME: TYPE")
            given[name.strip()] = kind.strip()
    values = []
    for parameter in inspect.signature(fun).parameters.values():
        words = given.pop(parameter.name, None)
        if words is None and parameter.annotation is not parameter.empty:
            annotation = parameter.annotation
            words = (
                annotation
                if isinstance(annotation, str)
                else getattr(annotation, "__name__", str(annotation))
            )
        if words is not None:
            values.append(example(words))
        elif parameter.default is not parameter.empty:
            values.append(parameter.default)
        else:
            raise ValueError(
                f"the type of {parameter.name} is not known: give --types '{parameter.name}: float64[:]'"
            )
    if given:
        raise ValueError(f"--types names no parameter: {', '.join(given)}")
    return tuple(values)


_SCALARS: dict[str, Any] = {
    "float": 1.5,
    "int": 3,
    "bool": True,
    "complex": 1.5 + 0.5j,
    "str": "",
    "None": None,
}
_LENGTHS = (5, 4, 3, 6)


def example(words: str) -> Any:
    """A value of a type such as ``float``, ``float64[:, :]``, ``(float, int)`` or ``list[float]``.

    >>> example("float64[:, :]").shape
    (5, 4)
    """
    if words in _SCALARS:
        return _SCALARS[words]
    array = re.fullmatch(r"(\w+)\[\s*(:(?:\s*,\s*:)*)\s*\]", words)
    if array:
        shape = _LENGTHS[: array[2].count(":")]
        dtype = np.dtype("float64" if array[1] == "float" else array[1])
        return np.full(shape, 0.5).astype(dtype)
    inner = re.fullmatch(r"list\[(.+)\]", words)
    if inner:
        return [example(inner[1].strip())] * 3
    if words.startswith("(") and words.endswith(")"):
        return tuple(
            example(part.strip())
            for part in re.split(r",(?![^\[]*\])", words[1:-1])
            if part.strip()
        )
    try:
        return np.dtype(words).type(1)
    except TypeError:
        raise ValueError(
            f"the type {words!r} is not known; say float, int, float64[:], (float, int) or list[float]"
        ) from None


def wanted(fun: Callable[..., Any], arguments: tuple[Any, ...], wrt: str) -> tuple[int, ...]:
    """The positions of the parameters to differentiate.

    Raises:
        ValueError: there is no such parameter.
    """
    names = list(inspect.signature(fun).parameters)
    if not wrt:
        return tuple(i for i, value in enumerate(arguments) if _floats(value))
    chosen = [name.strip() for name in wrt.split(",")]
    for name in chosen:
        if name not in names:
            raise ValueError(f"--wrt: there is no parameter {name!r}; there are {', '.join(names)}")
    return tuple(names.index(name) for name in chosen)


def held(fun: Callable[..., Any], arguments: tuple[Any, ...], text: str) -> str:
    """The text of a derivative, with a word on the arguments whose values it was made for.

    A text, a truth value or ``None`` chooses between branches: the others are not in the code.

    >>> print(held(lambda x, fast: x, (1.5, True), 'Derivative of f, generated by s2s.'))
    Derivative of f, generated by s2s.
    <BLANKLINE>
    It holds for fast=True.
    <BLANKLINE>
    """
    pairs = zip(inspect.signature(fun).parameters, arguments, strict=True)
    fixed = [
        f"{name}={value!r}" for name, value in pairs if isinstance(value, bool | str | type(None))
    ]
    if not fixed:
        return text
    title = "generated by s2s."
    return text.replace(title, f"{title}\n\nIt holds for {', '.join(fixed)}.\n", 1)


def _floats(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(_floats(item) for item in value)
    return isinstance(value, float) or (
        isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "fc"
    )
