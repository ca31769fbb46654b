"""From a request to a function that runs: out of the store, or through the pipeline."""

from __future__ import annotations

import importlib
import logging
import os
import threading
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from s2s import store
from s2s.api.guards import Guards
from s2s.api.reachable import Reached, digest, reachable
from s2s.api.repeated import keep, repeated
from s2s.api.roots import PICKS, is_complex, roots
from s2s.api.signature import exact, general, text
from s2s.custom import changes
from s2s.errors import Place
from s2s.origin import is_library

_log = logging.getLogger(__name__)
# Tables that are filled at first use, of rules and of what has been parsed, are not made for two
# threads at once.
_one_at_a_time = threading.RLock()


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
    kinds = general(tuple(map(exact, arguments)))
    request = (kinds, wrt, mode, has_aux, changes(), os.environ.get("S2S_CACHE_DIR"))
    made = repeated(fun, request)
    if made is None:
        with _one_at_a_time:
            made = _found(fun, arguments, wrt, mode, has_aux)
            if not is_complex([arguments[i] for i in wrt]):
                made = _of_real(made, fun, mode, has_aux)
        keep(fun, request, made)
    return made


def _found(
    fun: types.FunctionType, arguments: tuple[Any, ...], wrt: tuple[int, ...], mode: str, has_aux: bool,
) -> Built:  # fmt: skip
    kinds = text(general(tuple(exact(value) for value in arguments)))
    parts = [
        store.fingerprint(),
        kinds,
        repr(wrt),
        mode,
        str(has_aux),
        fun.__module__ or "",
        digest(fun),
    ]
    key = store.content_key(parts)
    for stored in store.load(key):
        guards = _still(stored.generated, fun, arguments)
        if guards is None:
            continue
        try:
            module = store.instantiate(stored, fun)
        except (LookupError, ImportError) as error:
            _log.debug("not used: %s", error)
            continue
        store.note(key, stored)
        return _built(stored, module, guards)
    return _derive(fun, arguments, wrt, mode, has_aux, key, kinds)


def _of_real(made: Built, fun: types.FunctionType, mode: str, has_aux: bool) -> Built:
    """What was built to differentiate by real numbers."""
    generated, call, reverse = made.stored.generated, made.call, made.reverse
    if reverse is not None:
        reverse = roots(reverse, PICKS["grad", False], generated, fun)
    elif (mode, has_aux) in PICKS:
        call = roots(call, PICKS[mode, has_aux], generated, fun)
    return Built(call, reverse, made.stored, made.guards)


def _built(stored: store.Stored, module: types.ModuleType, guards: Guards) -> Built:
    entry = getattr(module, stored.generated.entry)
    reverse = getattr(module, stored.generated.reverse) if stored.generated.reverse else None
    return Built(entry, reverse, stored, guards)


def _still(
    generated: store.Generated, fun: types.FunctionType, arguments: tuple[Any, ...]
) -> Guards | None:
    """What a module was made from outside, if that and all that it mentions is as it was."""
    digests = {found.path: found.digest for found in generated.dependencies}
    reached = reachable(fun, arguments, lambda path, callee: digests.get(path) == digest(callee))
    if reached.read.keys() != digests.keys():
        return None
    guards = Guards(list(reached.read.values()), arguments)
    return guards if _surroundings(reached, guards) == generated.surroundings else None


def _surroundings(reached: Reached, guards: Guards) -> str:
    parts = [f"{path}{digest(callee)}" for path, callee in reached.mentioned.items()]
    parts += [text(general(tuple(kinds))) for kinds in (guards.kinds, guards.cell_kinds)]
    return store.content_key(parts)


def _derive(
    fun: types.FunctionType, arguments: tuple[Any, ...], wrt: tuple[int, ...], mode: str, has_aux: bool,
    key: str, kinds: str,
) -> Built:  # fmt: skip
    # The pipeline, with its parser and printer, is imported when a derivative is really made.
    pipeline = importlib.import_module("s2s.pipeline")
    made = pipeline.derive(pipeline.Request(fun, arguments, wrt, mode, has_aux))
    sources = {id(callee): callee for callee in made.functions if _is_users(callee)}
    reached = reachable(fun, arguments, lambda _, callee: id(callee) in sources)
    everything = sources.keys() <= {id(callee) for callee in reached.read.values()}
    guards = Guards(list(reached.read.values()), arguments)
    bindings = []
    for name, value in made.objects.items():
        path = _path(value, made.bindings, name, reached)
        everything = everything and path is not None
        bindings.append(store.Binding(name, path or ()))
    generated = store.Generated(
        text=made.text,
        entry=made.entry,
        bindings=tuple(bindings) if everything else (),
        dependencies=tuple(
            store.Dependency(p, digest(f), f.__code__.co_firstlineno)
            for p, f in reached.read.items()
        ),
        lines=tuple(_line(place, fun) for place in made.places),
        reverse=made.reverse_entry or "",
        surroundings=_surroundings(reached, guards),
        several=made.several,
    )
    if not everything:  # another process could not find what the module was made from
        objects = [*made.objects.values(), *sources.values()]
        key = store.content_key([key, repr([id(value) for value in objects])])
    stored = store.save(key, fun.__name__, generated, kinds)
    module = store.instantiate(stored, fun)
    for name, value in made.objects.items():
        setattr(module, name, value)
    if everything:
        store.note(key, stored)
    return _built(stored, module, guards)


def _line(place: Place | None, fun: types.FunctionType) -> str:
    """A place as the store keeps it; the function's own file may be another one next time."""
    if place is None:
        return ""
    filename = place.source.filename
    return f"{'' if filename == fun.__code__.co_filename else filename}:{place.line}"


def _is_users(callee: object) -> bool:
    """Whether it is a function of the user's; what was generated for one inside it is not."""
    if not isinstance(callee, types.FunctionType) or is_library(callee.__module__):
        return False
    return not (callee.__module__ or "").startswith("s2s_generated.")


def _path(
    value: object,
    bindings: tuple[Any, ...],
    name: str,
    reached: Reached,
) -> store.Path | None:
    """How a bound object is reached from the root function; ``None`` if it is not known."""
    wanted = next(binding.path for binding in bindings if binding.name == name)
    if wanted[0] == "closure":
        return tuple(wanted)
    if id(value) in reached.declared:
        path = reached.declared[id(value)]
        return (*path, "cell_contents") if path[-2:-1] == ("closure",) else path
    for path, fun in reached.mentioned.items():
        if "<method>" in path or "<rule>" in path or path[:1] == ("arguments",):
            continue
        if fun.__globals__ is value:
            return (*path, "globals")
        if fun is value:
            return (*path, "cell_contents") if path[-2:-1] == ("closure",) else path
    return None
