"""What derivatives have in common that are made of several runs of generated code."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from s2s.api.build import Built
from s2s.api.derivative import Derivative, bind
from s2s.api.failures import called
from s2s.derived import ArgNums, Derived, How


class Composite(Derived):
    """A derivative that runs generated code through an engine: a ``Derivative`` of mode jvp or vjp.

    Attributes:
        fun: the function.
        argnums: which parameters are differentiated.
        has_aux: whether the function returns ``(value, aux)``.
        engine: makes, keeps and stores the generated code.
    """

    mode = "derivative"

    def __init__(
        self, fun: Callable[..., Any], argnums: ArgNums, engine: Derivative, has_aux: bool
    ) -> None:
        functools.update_wrapper(self, fun, updated=())
        self.__wrapped__ = fun
        self.fun = fun
        self.argnums = argnums
        self.has_aux = has_aux
        self.engine = engine
        self.__signature__ = engine.__signature__
        single = isinstance(argnums, int | str)
        super().__init__(engine.root, How(self.mode, engine.how.wrt, single, has_aux))

    def bound(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...]:
        """One value for each parameter of the function."""
        if not kwargs and len(args) == self.engine.count:
            return args
        return bind(self.engine.__signature__, args, kwargs)

    def run(self, built: Built, *args: Any) -> Any:
        """Calls generated code; an exception names the user's line."""
        return called(built, self.root, *args)

    def pushed(self) -> tuple[Callable[..., Any], inspect.Signature]:
        """The function whose columns this is made of, and its signature."""
        return getattr(self.engine, "fun", self.fun), self.engine.__signature__

    def __repr__(self) -> str:
        return f"<{self.mode} of {getattr(self.fun, '__qualname__', self.fun)!s}>"

    def source_for(self, *args: Any, **kwargs: Any) -> str:
        """The text of the module that serves these arguments."""
        return self.engine.source_for(*args, **kwargs)

    @property
    def source(self) -> str:
        """The text of the latest generated module."""
        return self.engine.source

    @property
    def path(self) -> str | None:
        """The file of the latest generated module; ``None`` if the store cannot be written."""
        return self.engine.path

    @property
    def generated(self) -> Callable[..., Any]:
        """The latest generated function itself."""
        return self.engine.generated
