"""Finding the rule of a function object."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from s2s.rules import declarations as _declarations
from s2s.rules.declare import DECLARED, TWINS, Declaration
from s2s.rules.rule import Rule

# The modules that functions with rules live in, the innermost one of each name first.
_MODULES = (
    "numpy.linalg", "numpy.random", "numpy.fft", "numpy.lib.stride_tricks",
    "numpy.polynomial.polynomial", "numpy.polynomial.chebyshev", "numpy.polynomial.legendre",
    "numpy.polynomial.hermite", "numpy.polynomial.hermite_e", "numpy.polynomial.laguerre", "numpy", "s2s.runtime", "math", "cmath", "operator",
    "builtins", "functools", "random", "time", "scipy.spatial.distance", "scipy.spatial.transform", "scipy.special",
    "scipy.linalg", "scipy.stats", "scipy.fft", "scipy.signal", "scipy.ndimage", "scipy.interpolate",
    "scipy.integrate", "scipy.sparse", "scipy.optimize",
)  # fmt: skip
# Rules that are declared once the user's program has imported a module.
_EXTRAS = {
    "scipy": "s2s.rules.scipy", "scipy.interpolate": "s2s.rules.scipy.interpolators",
    "scipy.sparse": "s2s.rules.scipy.sparse", "scipy.optimize": "s2s.rules.scipy.optimize",
    "scipy.integrate": "s2s.rules.scipy.integrate", "scipy.fft": "s2s.rules.scipy.transforms", "scipy.stats": "s2s.rules.scipy.entropies",
    "scipy.spatial.distance": "s2s.rules.scipy.distances",
    "scipy.spatial.transform": "s2s.rules.scipy.rotations",
    "scipy.signal": "s2s.rules.scipy.spectra", "scipy.linalg": "s2s.rules.scipy.solvers", "scipy.ndimage": "s2s.rules.scipy.images",
}  # fmt: skip

assert _declarations  # imported for its effect: every declaration is made


def module_of(name: str) -> str:
    """The module that a dotted name lives in.

    >>> module_of("numpy.linalg.norm"), module_of("numpy.ndarray.T")
    ('numpy.linalg', 'numpy')
    """
    return next(module for module in _MODULES if name.startswith(module + "."))


def resolve(name: str) -> Any:
    """The object that a dotted name means; None where the installed version lacks it.

    >>> resolve("math.sin")
    <built-in function sin>
    """
    module = module_of(name)
    try:
        found: Any = importlib.import_module(module)
    except ImportError:
        return None
    for part in name[len(module) + 1 :].split("."):
        found = getattr(found, part, None)
        if found is None:
            return None
    return found


def _load_extras() -> None:
    """Declares the rules of what has been imported since."""
    wanted = [
        extra
        for module, extra in _EXTRAS.items()
        if module in sys.modules and extra not in sys.modules
    ]
    for extra in wanted:
        importlib.import_module(extra)


def _load_every_extra() -> None:
    if importlib.util.find_spec("scipy") is not None:
        for extra in _EXTRAS.values():
            importlib.import_module(extra)


class _Table:
    """Declarations by function object.

    Functions of a module that is not imported yet wait: a program cannot have got hold of them,
    and importing NumPy's lazy modules, or SciPy, would cost more than everything else here.
    """

    def __init__(self) -> None:
        self._objects: dict[Any, Declaration] = {}
        self._waiting: dict[str, list[Declaration]] = {}
        self._known: set[str] = set()
        self.owners: dict[Any, str] = {}
        self._wait()

    def _wait(self) -> None:
        for name, declaration in DECLARED.items():
            if name not in self._known:
                self._known.add(name)
                self._waiting.setdefault(module_of(name), []).append(declaration)

    def get(self, function: Any) -> Declaration | None:
        """The declaration for a function object."""
        found = self._objects.get(function)
        if found is None:
            _load_extras()
            if len(self._known) < len(DECLARED):  # whoever it was that had them declared
                self._wait()
            ready = [module for module in self._waiting if module in sys.modules]
            for module in ready:
                for declaration in self._waiting.pop(module):
                    meant = resolve(declaration.name)
                    if meant is not None:
                        self._objects.setdefault(meant, declaration)
                        self._note_owner(meant, declaration.name)
            found = self._objects.get(function) if ready else None
        return found

    def _note_owner(self, meant: Any, name: str) -> None:
        owner = getattr(meant, "__self__", None)
        if isinstance(meant, types.MethodType) and not isinstance(owner, type):
            self.owners.setdefault(owner, name.rpartition(".")[0])


@functools.cache
def _table() -> _Table:
    return _Table()


@functools.cache
def _rule(declaration: Declaration) -> Rule:
    return declaration.rule(resolve(declaration.name))


def lookup(function: Any) -> Rule | None:
    """The rule of a function object, or None.

    >>> import numpy as np
    >>> lookup(np.tanh).partials["x"]
    '1 - ans**2'
    """
    try:
        declaration = _table().get(function)
    except TypeError:  # not hashable, so no function that we know
        return None
    return None if declaration is None else _rule(declaration)


def owner(value: Any) -> str | None:
    """The public dotted name of an object with methods that have rules, such as a distribution."""
    try:
        _table().get(value)  # the rules are there from the first look on
        return _table().owners.get(value)
    except TypeError:  # not hashable
        return None


def twin_of(cls: type) -> type | None:
    """The dataclass as whose objects those of a library's class are seen."""
    library = cls.__module__.partition(".")[0]
    if library not in ("scipy", "numpy"):
        return None
    if library == "scipy":
        _load_extras()
    for name, found in TWINS.items():
        if cls.__name__ == name.rpartition(".")[2] and resolve(name) is cls:
            return found
    return None


def stood_for(cls: type) -> tuple[type, ...]:
    """The classes of a library's whose objects are seen as objects of this one; none for others.

    >>> from s2s.runtime import Poly1d
    >>> stood_for(Poly1d), stood_for(float)
    ((<class 'numpy.poly1d'>,), ())
    """
    if not cls.__module__.startswith("s2s."):
        return ()
    return tuple(resolve(name) for name, found in TWINS.items() if found is cls)


def by_name(name: str) -> Rule | None:
    """The rule of a function by its dotted name; None where there is none, or no function."""
    if name not in DECLARED:
        _load_every_extra()
    declaration = DECLARED.get(name)
    return None if declaration is None or resolve(name) is None else _rule(declaration)


def names() -> Iterator[str]:
    """The dotted names of all functions with a rule that are installed here, sorted."""
    _load_every_extra()
    return iter(sorted(name for name in DECLARED if resolve(name) is not None))


def function_of(rule: Rule) -> Callable[..., Any]:
    """The function that a rule is about."""
    found: Callable[..., Any] = resolve(rule.name)
    return found
