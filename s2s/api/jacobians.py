"""``jacfwd``, ``jacrev`` and ``jacobian``."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Literal

import numpy as np

from s2s.api.build import Built
from s2s.api.composite import Composite
from s2s.api.containers import Flat, holds, put_together, taken_apart
from s2s.api.derivative import Derivative, call_bound
from s2s.api.failures import pulled_back
from s2s.api.fans import fanned, fans
from s2s.api.leaves import at, basis, map_leaves, size
from s2s.api.roots import is_complex
from s2s.api.signature import exact, general
from s2s.api.spread import spelled_out
from s2s.api.streams import Runs, point
from s2s.derived import ArgNums, transform
from s2s.errors import S2SError
from s2s.runtime import OtherLayout, share_memory

_WIDE = 100  # tangents that arrays of so many elements carry without taking much longer
_SWEEPS = 10  # of reverse mode, for less than one run with all tangents
_PLAIN = frozenset({np.ndarray, np.float64, float, int, bool, str, type(None)})
Direction = Literal["forward", "reverse", "either"]


class Jacobian(Composite):
    """All partial derivatives of a function, column by column or row by row."""

    mode = "jacobian"

    def __init__(
        self,
        fun: Callable[..., Any],
        argnums: ArgNums,
        direction: Direction,
        has_aux: bool,
        holomorphic: bool = False,
    ) -> None:
        self.direction = direction
        self.holomorphic = holomorphic
        self.forward = Derivative(fun, _plain(argnums), "jvp", has_aux)
        self.several = Derivative(fun, _plain(argnums), "jvps", has_aux)
        self.reverse = Derivative(fun, _plain(argnums), "vjp", has_aux)
        self._flat = Flat()
        self._inner: dict[Callable[..., Any], Jacobian] = {}
        self._chosen: dict[Hashable, Direction] = {}
        engine = self.reverse if direction == "reverse" else self.forward
        super().__init__(fun, argnums, engine, has_aux)

    def __reduce__(self) -> str | tuple[Any, ...]:
        options = (self.argnums, self.direction, self.has_aux, self.holomorphic)
        return self.by_name() or (Jacobian, (self.fun, *options))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The Jacobian at these arguments.

        Raises:
            TypeError: an argument is complex, and ``holomorphic`` was not asked for.
        """
        args = self.bound(args, kwargs)
        quick = self._of_array(args)
        if quick is not None:
            return quick
        y, aux, jacobian = self._of_containers(args) if holds(args) else self.found(args)
        return (jacobian, aux) if self.has_aux else jacobian

    def _of_array(self, args: tuple[Any, ...]) -> Any:
        """The derivative by one array, of a function of arrays and numbers only; None for others.

        What `found` asks of arguments of all kinds costs more than small functions do.
        """
        wrt = self.how.wrt
        if len(wrt) > 1 or not self.how.single or self.has_aux:
            return None
        x = args[wrt[0]]
        if type(x) is not np.ndarray or x.dtype.kind != "f" or not 1 < x.size <= _WIDE:
            return None
        if not _PLAIN.issuperset(map(type, args)) or _overlap(args):
            return None
        if self._direction(args, (x,)) != "forward":
            return None
        built = self.several.served(args)
        if not carries_several(built, x.size):
            return None
        self.engine = self.several
        units = np.zeros((x.size, x.size), x.dtype)
        units.ravel()[:: x.size + 1] = 1.0
        units = units.reshape(x.size, *x.shape)
        try:
            y, dot = self.run(built, *args, units, x.size)
        except OtherLayout:  # known only when the program runs
            return None
        jacobian = fanned(y, [(dot, x.size)], (x,))
        if isinstance(y, np.ndarray):
            return jacobian[0]
        return each_leaf(y, jacobian, lambda tree: tree[0])

    def found(self, args: tuple[Any, ...]) -> tuple[Any, Any, Any]:
        """The value, the aux, and for each leaf of the value its derivatives."""
        chosen = tuple(args[i] for i in self.how.wrt)
        self._check(chosen, "an argument")
        found = self.columns if self._direction(args, chosen) == "forward" else self.rows
        y, aux, jacobian = found(args, chosen)
        if not self.how.single or jacobian is None:  # None: no derivative of whole numbers
            return y, aux, jacobian
        if isinstance(y, np.ndarray):
            return y, aux, jacobian[0]
        return y, aux, each_leaf(y, jacobian, lambda tree: tree[0])

    def _check(self, tree: Any, what: str) -> None:
        if not self.holomorphic and is_complex(tree):
            raise TypeError(
                f"{self.mode}: {what} is complex; a holomorphic function has a complex Jacobian: "
                "ask for it with holomorphic=True; of real arguments `jacfwd` has one"
            )

    def _direction(self, args: tuple[Any, ...], chosen: tuple[Any, ...]) -> Direction:
        if self.direction != "either":
            return self.direction
        inputs = size(chosen)
        if inputs <= 1:
            return "forward"
        key = general(tuple(exact(value) for value in args)), inputs
        if key not in self._chosen:
            # The function may write into its arguments, and use them up.
            result = call_bound(self.root, self.__signature__, point(args))
            value = result[0] if self.has_aux else result
            outputs = size(value)
            few = inputs <= outputs or is_complex(value) or self._few(args, inputs, outputs)
            self._chosen[key] = "forward" if few else "reverse"
        return self._chosen[key]

    def _few(self, args: tuple[Any, ...], inputs: int, outputs: int) -> bool:
        """Whether one run with all tangents is faster than a reverse sweep for each output."""
        if outputs < 2 or inputs > min(_WIDE, _SWEEPS * outputs):
            return False
        try:
            return carries_several(self.several.served(args), inputs)
        except S2SError:  # there is reverse mode only
            return False

    def columns(self, args: tuple[Any, ...], chosen: tuple[Any, ...]) -> tuple[Any, Any, Any]:
        """The value, the aux and the Jacobian by forward mode.

        Several tangents are carried through one run, where the code can be made for that; else
        there is a run for each input number.
        """
        runs = Runs(args, size(chosen))
        if size(chosen) > 1 and not share_memory(args, []):
            try:
                found = self.fan(args, chosen, runs)
            except OtherLayout:  # known only when the program runs
                found = None
            if found is not None:
                return found
        self.engine = self.forward
        built = self.forward.served(args)
        dots: list[Any] = []
        y = aux = None
        for direction in basis(chosen):
            y, dot, *more = self.run(built, *runs(), *direction)
            aux = more[0] if more else None
            dots.append(dot)
        if not dots:
            y, _, *more = self.run(built, *args, *chosen)
            aux = more[0] if more else None
        return y, aux, assembled(y, dots, chosen)

    def _of_containers(self, args: tuple[Any, ...]) -> tuple[Any, Any, Any]:
        """What `found` gives for the function of the parts of containers, put together."""
        names = list(self.__signature__.parameters)
        inner = self.fun
        fun = self._flat.function(getattr(inner, "fun", inner), names, args)
        if fun not in self._inner:
            made = fun
            if isinstance(inner, Derivative):
                made = Derivative(fun, inner.argnums, inner.mode, inner.has_aux)
            options = (self.direction, self.has_aux, self.holomorphic)
            self._inner[fun] = Jacobian(made, self.argnums, *options)
        flat = self._inner[fun]
        y, aux, table = flat.found(taken_apart(args))
        self.engine = flat.engine
        chosen = tuple(args[i] for i in self.how.wrt)
        likes = chosen[0] if self.how.single else chosen
        table = each_leaf(y, table, lambda parts: put_together(likes, parts))
        if isinstance(inner, Derivative):  # its value has the form of the arguments too
            table = put_together(likes, table)
        return y, aux, table

    def fan(
        self, args: tuple[Any, ...], chosen: tuple[Any, ...], runs: Runs
    ) -> tuple[Any, Any, Any] | None:
        """What `columns` gives, by several tangents at once; None where that cannot be done."""
        built = self.several.served(args)
        if not carries_several(built, size(chosen)):
            return None
        self.engine = self.several
        dots: list[tuple[Any, int]] = []
        y = aux = None
        for directions, count in fans(chosen):
            y, dot, *more = self.run(built, *runs(), *directions, count)
            aux = more[0] if more else None
            dots.append((dot, count))
        return y, aux, fanned(y, dots, chosen)

    def rows(self, args: tuple[Any, ...], chosen: tuple[Any, ...]) -> tuple[Any, Any, Any]:
        """The value, the aux and the Jacobian by reverse mode: a run for each output number."""
        self.engine = self.reverse
        built = self.reverse.served(args)
        y, saved = self.run(built, *args)
        aux = None
        if self.has_aux:
            y, aux = y
        self._check(y, "the value")
        bars = []
        for seed in basis(y):
            found = pulled_back(built, self.root, saved, seed)
            bars.append(found if len(self.how.wrt) > 1 else (found,))
        return y, aux, stacked(y, bars, chosen)


def _overlap(args: tuple[Any, ...]) -> bool:
    """Whether two of the arrays share memory."""
    arrays = [arg for arg in args if type(arg) is np.ndarray]
    for i, first in enumerate(arrays):
        for second in arrays[:i]:
            if np.may_share_memory(first, second):
                return True
    return False


def carries_several(built: Built, count: int) -> bool:
    """Whether generated code takes so many tangents at once, and that is faster than one by one."""
    return 0 < built.stored.generated.several <= count


def _plain(argnums: ArgNums) -> ArgNums:
    """One position as such: the engine returns its cotangent as it is."""
    if isinstance(argnums, int | str):
        return argnums
    listed = list(argnums)
    return listed[0] if len(listed) == 1 else tuple(listed)


def assembled(y: Any, dots: Iterable[Any], chosen: Any) -> Any:
    """For each leaf of the value the tree of its derivatives, from tangents in basis order."""
    columns = list(dots)

    def of_output(path: Any, leaf: Any) -> Any:
        table = np.array([at(dot, path) for dot in columns])
        table = np.moveaxis(table, 0, -1) if columns else np.zeros((*np.shape(leaf), 0))
        start = 0

        def of_input(_: Any, inner: Any) -> Any:
            nonlocal start
            part = table[..., start : start + np.size(inner)]
            start += np.size(inner)
            return _number(part.reshape(np.shape(leaf) + np.shape(inner)))

        return map_leaves(of_input, chosen)

    return map_leaves(of_output, y)


def stacked(y: Any, bars: list[Any], chosen: Any) -> Any:
    """For each leaf of the value the tree of its derivatives, from cotangents in basis order."""
    start = 0

    def of_output(_: Any, leaf: Any) -> Any:
        nonlocal start
        mine = bars[start : start + np.size(leaf)]
        start += np.size(leaf)

        def of_input(path: Any, inner: Any) -> Any:
            table = np.array([at(bar, path) for bar in mine])
            return _number(table.reshape(np.shape(leaf) + np.shape(inner)))

        return map_leaves(of_input, chosen)

    return map_leaves(of_output, y)


def _number(table: np.ndarray) -> Any:
    return table[()] if table.shape == () else np.ascontiguousarray(table)


def each_leaf(y: Any, jacobian: Any, function: Callable[[Any], Any]) -> Any:
    """The Jacobian with ``function`` applied to what stands for each leaf of the value."""
    return map_leaves(lambda path, leaf: function(at(jacobian, path)), y)


@transform("jacobian")
def jacfwd(
    fun: Callable[..., Any],
    argnums: ArgNums = 0,
    *,
    has_aux: bool = False,
    holomorphic: bool = False,
) -> Jacobian:
    """The Jacobian by forward mode: the cheaper one where there are few inputs.

    Args:
        fun: the function; its arguments and value may be trees of numbers and arrays.
        argnums: which parameters to differentiate; a sequence gives tuples.
        has_aux: whether ``fun`` returns ``(value, aux)``; the result is ``(jacobian, aux)``.
        holomorphic: whether complex arguments are meant, of a complex differentiable function.

    Returns:
        A callable with the function's own signature. For each array in the value stands a tree
        like the argument, of arrays of shape ``out.shape + in.shape``.

    Raises:
        TypeError, ValueError: ``argnums`` does not fit the function.
        S2SError: at the first call, where the function cannot be differentiated.
    """
    return Jacobian(spelled_out(fun, argnums), argnums, "forward", has_aux, holomorphic)


@transform("jacobian")
def jacrev(
    fun: Callable[..., Any],
    argnums: ArgNums = 0,
    *,
    has_aux: bool = False,
    holomorphic: bool = False,
) -> Jacobian:
    """The Jacobian by reverse mode: the cheaper one where there are few outputs.

    Arguments, result and errors are those of `jacfwd`.
    """
    return Jacobian(spelled_out(fun, argnums), argnums, "reverse", has_aux, holomorphic)


@transform("jacobian")
def jacobian(
    fun: Callable[..., Any],
    argnums: ArgNums = 0,
    *,
    has_aux: bool = False,
    holomorphic: bool = False,
) -> Jacobian:
    """The Jacobian by the cheaper mode, chosen by the sizes of arguments and value.

    Arguments, result and errors are those of `jacfwd`. The function is called once more for each
    new combination of sizes.
    """
    return Jacobian(spelled_out(fun, argnums), argnums, "either", has_aux, holomorphic)
