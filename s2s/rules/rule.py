"""What is known of one function: the form in which the transformer reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Flavour = Literal["elementwise", "linear", "general", "zero", "composite"]


@dataclass(frozen=True, eq=False)
class Rule:
    """The derivative of one function, as formulas in the target language.

    Formulas are Python expressions over the parameters, ``ans`` (the result), ``ct`` (its
    cotangent, of the shape of ``ans``) or ``dot`` (the tangent of the parameter), ``np``, ``math``,
    ``rt`` (``s2s.runtime``) and a few builtins. They may ask ``static(expression)``: whether the
    transformer knows the value while it generates code. It folds, and is never emitted.

    A function that returns a tuple or list has as ``ct`` a sequence with one entry for each
    output, ``None`` where nothing flows; a formula that gives ``None`` means zero.

    Attributes:
        name: Dotted name, such as ``"numpy.tanh"``.
        params: Positional parameters in call order; a variadic one is written ``"*arrays"``.
        keywords: Parameters that can be given by keyword only.
        defaults: Values of the parameters that a call may omit.
        cotangents: Parameter to its cotangent. For a variadic or structured parameter a list
            with one cotangent for each element.
        partials: Elementwise rules: parameter to partial derivative.
        tangents: Parameter to its contribution to the result's tangent. A parameter of a linear
            rule that is absent here: apply the function itself to ``dot``.
        each: Structured parameters, optional: the cotangent (elementwise rules: the partial) of
            one element, in terms of ``each`` (the element) and ``index`` (its position).
        flavour: How the other fields are to be read.
        broadcasts: Whether a formula's result may have to be summed down to the parameter's shape.
        fits: A condition, in terms of the parameters, under which it never has to be: the ranks of a
            matrix product tell that nothing is broadcast, though its lengths are not known.
        thin: Whether a formula's result may have to be broadcast up to the parameter's shape.
        structured: Parameters that take a sequence of arrays as such; any other sequence given
            to a function stands for the array made of it.
        zeros: Parameters whose derivative is zero. A parameter that is neither here nor in
            ``cotangents`` or ``partials`` has no known derivative: an error if it is active.
        constants: Parameters of a linear rule that add a constant to the result: the call that is
            applied to ``dot`` must leave them out.
        unsupported: Parameters that must keep their default.
        may_raise: Whether the call raises for some values: it must not be removed when unused.
        pure: Whether the call has no effect and gives the same result each time.
        view: Parameters whose memory the result may share.
        complex_ok: Whether the formulas hold for complex arguments too.
        ranks: Parameters to the most axes of arguments that their formulas hold for, where the
            function takes stacks too.
        elements: Domains of parameters, for tests: ``{"x": (0.1, 4)}``.
        source_function: Composite rules: a plain Python function to differentiate instead. Other
            rules: the same, for calls that the formulas do not cover.
        covers: Parameters to the values for which the formulas hold.
        whole: Whether the text holds for every value of what the formulas cover: they are faster then.
        strict: Whether an argument that varies is an error even where nothing comes of it.
        builds: Composite rules: whether the result is an object with methods, which is followed
            also where it does not vary: its methods may be given what does.
    """

    name: str
    params: tuple[str, ...]
    flavour: Flavour
    keywords: tuple[str, ...] = ()
    defaults: Mapping[str, object] = field(default_factory=dict)
    cotangents: Mapping[str, str] = field(default_factory=dict)
    partials: Mapping[str, str] = field(default_factory=dict)
    tangents: Mapping[str, str] = field(default_factory=dict)
    each: Mapping[str, str] = field(default_factory=dict)
    broadcasts: bool = False
    fits: str = ""
    thin: bool = False
    structured: frozenset[str] = frozenset()
    zeros: frozenset[str] = frozenset()
    constants: frozenset[str] = frozenset()
    unsupported: frozenset[str] = frozenset()
    may_raise: bool = False
    pure: bool = True
    view: tuple[str, ...] = ()
    complex_ok: bool = True
    ranks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    elements: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    source_function: Callable[..., object] | None = None
    covers: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    whole: bool = False
    builds: bool = False
    strict: bool = False

    @property
    def variadic(self) -> str | None:
        """The name of the variadic parameter, without its star."""
        for param in self.params:
            if param.startswith("*"):
                return param[1:]
        return None

    @property
    def active(self) -> tuple[str, ...]:
        """The parameters that a derivative flows through, in the order of the call."""
        table = self.partials or self.cotangents
        return tuple(name for name in map(_bare, self.params) if name in table) + tuple(
            name for name in self.keywords if name in table
        )


def _bare(param: str) -> str:
    return param.lstrip("*")
