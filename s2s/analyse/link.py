"""How generated code reaches what the user's code calls global: imports and bindings."""

from __future__ import annotations

import inspect
import sys
import types
from collections.abc import Hashable
from dataclasses import dataclass, field

import gast
import numpy as np

from s2s import rules
from s2s.analyse import kinds as k
from s2s.origin import signature_of
from s2s.runtime import field_names
from s2s.syntax import build
from s2s.syntax.names import MARK, Namer, plain

_FIXED = {"numpy": "np", "math": "math", "scipy": "scipy", "s2s.runtime": "rt"}
_SHORT = {"functools": "functools", "operator": "operator"}
_CODE = (types.ModuleType, type)


@dataclass
class Linker:
    """Collects the imports and bindings of one generated module.

    Their names end in a mark, so that no variable of the user's is taken for one of them: which
    variables there are is known when all functions are made. They then get their final spelling.
    """

    namer: Namer
    imports: dict[str, str] = field(default_factory=dict)
    bindings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cells: dict[int, str] = field(default_factory=dict)
    _dicts: dict[int, str] = field(default_factory=dict)
    objects: dict[str, object] = field(default_factory=dict)
    kinds: dict[Hashable, k.Kind] = field(default_factory=dict)
    outside: dict[str, tuple[gast.expr, k.Kind]] = field(default_factory=dict)

    def note(self, place: gast.expr, value: object, kind: k.Kind) -> None:
        """Notes that data from outside is read where it stands: an argument may be part of it."""
        if isinstance(value, tuple | np.ndarray | list | dict) or (
            not callable(value) and not isinstance(value, _CODE) and field_names(value) is not None
        ):
            self.outside.setdefault(gast.dump(place), (place, kind))

    def module(self, dotted: str, alias: str | None = None) -> str:
        """The name under which a module is imported."""
        if dotted in _FIXED:
            self.imports[dotted] = _FIXED[dotted]
        if dotted not in self.imports:
            if dotted in _SHORT:
                self.imports[dotted] = _SHORT[dotted]
            else:
                self.imports[dotted] = self.namer.fresh(alias or dotted.split(".")[-1]) + MARK
        return self.imports[dotted]

    def marked(self) -> list[str]:
        """The names of imports and bindings that have no final spelling yet."""
        return [name for name in (*self.imports.values(), *self.bindings) if name.endswith(MARK)]

    def globals_(self, scope: dict[str, object], name: str) -> gast.expr | None:
        """The expression that reads global ``name``, live; ``None`` if it can stay as it is."""
        if name not in scope:
            return None
        value = scope[name]
        if isinstance(value, types.ModuleType) and is_imported(value):
            return build.name(self.module(value.__name__, name))
        known = self.known(value)
        if known is not None:
            return known
        if str(scope.get("__name__")).startswith("s2s_generated."):
            bound = self._generated(name, value)
            if bound is not None:
                return bound
        return self.global_place(scope, name)

    def global_place(self, scope: dict[str, object], name: str) -> gast.Attribute | gast.Subscript:
        """The place of global ``name``, to be read."""
        home = _home(scope)
        if home is not None:
            return build.attribute(build.name(self.module(home)), name)
        return build.index(build.name(self._dictionary(scope)), build.const(name))

    def global_target(self, scope: dict[str, object], name: str) -> gast.expr:
        """The same, to be assigned."""
        goal = self.global_place(scope, name)
        goal.ctx = gast.Store()
        return goal

    def known(self, value: object) -> gast.expr | None:
        """The public dotted name of a function that has a rule."""
        rule = rules.lookup(value) if callable(value) else None
        name = rule.name if rule is not None else rules.owner(value)
        if name is None or name.startswith("builtins."):
            return None
        module, _, attr = name.rpartition(".")
        root = module.split(".")[0]
        if root not in ("numpy", "math", "cmath", "operator", "functools", "scipy"):
            return None
        alias = self.module(root)
        return build.dotted(".".join([alias, *module.split(".")[1:], attr]))

    def held(self, name: str, value: object) -> gast.expr:
        """A constant that a function which is called has closed over: a function or a module."""
        if isinstance(value, types.ModuleType) and is_imported(value):
            return build.name(self.module(value.__name__, name))
        return build.name(self._bind(name, ("defaults", str(id(value))), value))

    def _generated(self, name: str, value: object) -> gast.expr | None:
        """What a generated module was given, when it is differentiated again: the same object."""
        if isinstance(value, types.CellType) and id(value) in self.cells:
            variable = self.cells[id(value)]
            return build.name(self._bind(f"{variable}_cell", ("closure", variable), value))
        if isinstance(value, dict) and "__builtins__" in value:
            return build.name(self._dictionary(value))
        if isinstance(value, types.FunctionType):
            own = str(value.__globals__.get("__name__")).startswith("s2s_generated.")
            path = ("defaults", str(id(value)))
            return None if own else build.name(self._bind(name, path, value))
        return None

    def cell(self, name: str, cell: object) -> gast.expr:
        """The expression that reads a closed-over variable of the root function, live."""
        bound = self._bind(f"{name}_cell", ("closure", plain(name)), cell)
        return build.attribute(build.name(bound), "cell_contents")

    def captured(self, fun: types.FunctionType, name: str) -> gast.expr:
        """The expression that reads a closed-over variable of a user's function, live."""
        bound = self._bind(f"{fun.__name__}_closure", ("defaults", str(id(fun))), fun)
        closure = build.attribute(build.name(bound), "__closure__")
        index = build.const(fun.__code__.co_freevars.index(plain(name)))
        return build.attribute(build.index(closure, index), "cell_contents")

    def default(self, fun: object, name: str) -> gast.expr:
        """The expression that reads the default of a parameter of a user's function."""
        bound = self._bind(
            f"{getattr(fun, '__name__', 'function')}_defaults", ("defaults", str(id(fun))), fun
        )
        parameters = signature_of(fun).parameters  # type: ignore[arg-type]
        if parameters[name].kind is inspect.Parameter.KEYWORD_ONLY:
            return build.index(
                build.attribute(build.name(bound), "__kwdefaults__"), build.const(name)
            )
        with_default = [
            p.name
            for p in parameters.values()
            if p.default is not p.empty and p.kind is not p.KEYWORD_ONLY
        ]
        return build.index(
            build.attribute(build.name(bound), "__defaults__"),
            build.const(with_default.index(name)),
        )

    def _dictionary(self, scope: dict[str, object]) -> str:
        if id(scope) not in self._dicts:
            bound = self._bind("user_globals", ("globals", str(len(self._dicts))), scope)
            self._dicts[id(scope)] = bound
        return self._dicts[id(scope)]

    def _bind(self, wanted: str, path: tuple[str, ...], value: object) -> str:
        for name, known in self.bindings.items():
            if known == path:
                return name
        name = self.namer.fresh(wanted) + MARK
        self.bindings[name] = path
        self.objects[name] = value
        return name


def _home(scope: dict[str, object]) -> str | None:
    """The name by which an ``import`` finds the module whose globals these are."""
    owner = scope.get("__name__")
    module = sys.modules.get(owner) if isinstance(owner, str) else None
    if module is None or module.__dict__ is not scope or owner == "__main__":
        return None
    return str(owner) if is_imported(module) else None


def is_imported(module: types.ModuleType) -> bool:
    """Whether ``import package.name as other`` gives a module.

    It gives what the package calls so, which may be a function of the name of its module.

    >>> import os.path
    >>> is_imported(os.path)
    True
    """
    top, *rest = module.__name__.split(".")
    found: object = sys.modules.get(top)
    for part in rest:
        found = getattr(found, part, None)
    return found is module
