"""From a request to a function that runs: out of the store, or through the pipeline."""

from __future__ import annotations

import importlib
import logging
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from s2s import store
from s2s.api.reachable import digest, method_digests, reachable
from s2s.api.signature import exact, general, text
from s2s.derived import Derived

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Built:
    """A derivative for one signature.

    Attributes:
        call: the generated function.
        reverse: for ``vjp``, the function that pulls back.
        stored: the module it is from.
        guards: what the code was made from outside of the arguments.
    """

    call: Callable[..., Any]
    reverse: Callable[..., Any] | None
    stored: store.Stored
    guards: Guards


class Guards:
    """Names outside of the function that its derivative was made from, and what they meant then."""

    def __init__(self, functions: list[types.FunctionType]) -> None:
        self.names: list[tuple[dict[str, Any], str, Any]] = []
        self.cells: list[tuple[types.CellType, Any]] = []
        for fun in functions:
            for name in fun.__code__.co_names:
                if name in fun.__globals__ and not isinstance(
                    fun.__globals__[name], types.ModuleType
                ):
                    self.names.append((fun.__globals__, name, fun.__globals__[name]))
            for cell in fun.__closure__ or ():
                try:
                    self.cells.append((cell, cell.cell_contents))
                except ValueError:
                    continue
        self.kinds = [_kind(value) for _, _, value in self.names]
        self.cell_kinds = [_kind(value) for _, value in self.cells]

    def hold(self) -> bool:
        """Whether every name still means the same function, or a value of the same kind."""
        for i, (scope, name, value) in enumerate(self.names):
            now = scope.get(name)
            if (now is not value or type(now) in _MUTABLE) and _kind(now) != self.kinds[i]:
                return False
        for i, (cell, value) in enumerate(self.cells):
            now = cell.cell_contents
            if (now is not value or type(now) in _MUTABLE) and _kind(now) != self.cell_kinds[i]:
                return False
        return True


_MUTABLE = (list, dict)


def _kind(value: object) -> object:
    if isinstance(value, types.FunctionType):
        return value.__code__, tuple(map(_kind, (c.cell_contents for c in value.__closure__ or ())))
    if isinstance(value, Derived):
        return repr(value.how), _kind(value.root)
    return exact(value)


def build(
    fun: types.FunctionType,
    arguments: tuple[Any, ...],
    wrt: tuple[int, ...],
    mode: str,
    has_aux: bool,
) -> Built:
    """The derivative for these arguments.

    Raises:
        S2SError: the function cannot be differentiated.
    """
    functions = reachable(fun)
    kinds = text(general(tuple(exact(value) for value in arguments)))
    outside = text(
        general(tuple(_kind(value) for _, _, value in Guards(list(functions.values())).names))
    )
    cells = text(general(tuple(_kind(v) for _, v in Guards(list(functions.values())).cells)))
    parts = [
        store.fingerprint(),
        kinds,
        outside,
        cells,
        repr(wrt),
        mode,
        str(has_aux),
        fun.__module__ or "",
    ]
    parts += [f"{path}{digest(callee)}" for path, callee in functions.items()]
    parts += method_digests(arguments)
    key = store.content_key(parts)
    stored = next(iter(store.load(key)), None)
    module = None
    reached = True
    if stored is not None:
        try:
            module = store.instantiate(stored, fun)
        except LookupError as error:
            _log.debug("not used: %s", error)
    if module is None or stored is None:
        stored, module, reached = _derive(fun, arguments, wrt, mode, has_aux, functions, key, kinds)
    if reached:
        store.note(key, stored)
    entry = getattr(module, stored.generated.entry)
    reverse = getattr(module, stored.generated.reverse) if stored.generated.reverse else None
    return Built(entry, reverse, stored, Guards(list(functions.values())))


def _derive(
    fun: types.FunctionType, arguments: tuple[Any, ...], wrt: tuple[int, ...], mode: str, has_aux: bool,
    functions: dict[store.Path, types.FunctionType], key: str, kinds: str,
) -> tuple[store.Stored, types.ModuleType, bool]:  # fmt: skip
    # The pipeline, with its parser and printer, is imported when a derivative is really made.
    pipeline = importlib.import_module("s2s.pipeline")
    made = pipeline.derive(pipeline.Request(fun, arguments, wrt, mode, has_aux))
    bindings = []
    reached = True
    for name, value in made.objects.items():
        path = _path(value, made.bindings, name, functions)
        reached = reached and path is not None
        bindings.append(store.Binding(name, path or ()))
    generated = store.Generated(
        text=made.text,
        entry=made.entry,
        bindings=tuple(bindings) if reached else (),
        dependencies=tuple(
            store.Dependency(p, digest(f), f.__code__.co_firstlineno)
            for p, f in functions.items()
            if "<method>" not in p
        ),
        lines=made.lines,
        reverse=made.reverse_entry or "",
    )
    if not reached:
        key = store.content_key([key, repr([id(value) for value in made.objects.values()])])
    stored = store.save(key, fun.__name__, generated, kinds)
    module = store.instantiate(stored, fun)
    for name, value in made.objects.items():
        setattr(module, name, value)
    return stored, module, reached


def _path(
    value: object,
    bindings: tuple[Any, ...],
    name: str,
    functions: dict[store.Path, types.FunctionType],
) -> store.Path | None:
    """How a bound object is reached from the root function; ``None`` if it is not known."""
    wanted = next(binding.path for binding in bindings if binding.name == name)
    if wanted[0] == "closure":
        return tuple(wanted)
    for path, fun in functions.items():
        if "<method>" in path:
            continue
        if fun.__globals__ is value:
            return (*path, "globals")
        if fun is value:
            return (*path, "cell_contents") if path[-2:-1] == ("closure",) else path
    return None
