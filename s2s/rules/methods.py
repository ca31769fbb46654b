"""Methods and attributes of arrays and numbers: which rule each leads to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from s2s.rules.prelude.ufunc_methods import TEXTS
from s2s.rules.registry import by_name, lookup
from s2s.rules.rule import Rule
from s2s.rules.signature import signature

Receiver = Literal["ndarray", "float", "complex", "int"]


@dataclass(frozen=True, eq=False)
class Method:
    """How ``value.name(...)`` (or ``value.name``) becomes a call of a function with a rule.

    Attributes:
        rule: The rule of the function.
        receiver: The parameter of the rule that the value itself goes to.
        params: Parameters of the rule in the order of the method's positional arguments; a
            variadic one (``"*newshape"``) takes all of them as one tuple, or the only argument
            itself if that is a tuple already.
        renamed: Keywords of the method that the function spells differently.
        attribute: Whether it is read, not called.
        preset: Arguments that the function needs beyond those of the method.
    """

    rule: Rule
    receiver: str
    params: tuple[str, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)
    attribute: bool = False
    preset: dict[str, object] = field(default_factory=dict)


# Methods with the parameters of the function of that name, after the array itself.
_SAME = (
    "sum prod mean var std max min ptp all any argmax argmin cumsum cumprod round argsort"
    " argpartition searchsorted nonzero repeat take swapaxes squeeze diagonal trace dot choose"
).split()
_OTHER: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "compress": ("numpy.compress", "a", ("condition", "axis", "out")),
    "clip": ("numpy.clip", "a", ("a_min", "a_max", "out")),
    "reshape": ("numpy.reshape", "a", ("*shape",)),
    "transpose": ("numpy.transpose", "a", ("*axes",)),
    "ravel": ("numpy.ravel", "a", ("order",)),
    "flatten": ("numpy.ndarray.flatten", "self", ("order",)),
    "copy": ("numpy.copy", "a", ("order",)),
    "conj": ("numpy.ndarray.conj", "self", ()),
    "conjugate": ("numpy.ndarray.conjugate", "self", ()),
    "astype": ("numpy.ndarray.astype", "self", ("dtype", "order", "casting", "subok", "copy")),
    "item": ("numpy.ndarray.item", "self", ("*args",)),
    "tolist": ("numpy.ndarray.tolist", "self", ()),
    "view": ("numpy.ndarray.view", "self", ("dtype", "type")),
    "__abs__": ("numpy.absolute", "x", ()),
    "__float__": ("builtins.float", "x", ()),
    "__len__": ("builtins.len", "obj", ()),
}
_ATTRIBUTES = {
    "T": ("numpy.ndarray.T", "self"),
    "mT": ("numpy.ndarray.mT", "self"),
    "real": ("numpy.real", "val"),
    "imag": ("numpy.imag", "val"),
    "flat": ("numpy.ndarray.flat", "self"),
}
_PASSIVE = ("shape ndim size dtype itemsize nbytes strides flags numerator denominator").split()
_NUMBER_ATTRIBUTES = {"real": ("numpy.real", "val"), "imag": ("numpy.imag", "val")}
_NUMBER_ZEROS = ("is_integer bit_length bit_count to_bytes __int__ __index__ __bool__").split()


def method(kind: Receiver, name: str) -> Method | None:
    """What ``value.name`` means for an array or number; None where nothing is known of it.

    Args:
        kind: What the value is. NumPy's scalars have the methods of arrays.
        name: The attribute.

    >>> method("ndarray", "sum").rule.name
    'numpy.sum'
    """
    if kind == "ndarray":
        return _array_method(name) or _number_method(name)
    return _number_method(name)


def _array_method(name: str) -> Method | None:
    if name in _PASSIVE:
        return _found("numpy.ndarray.shape", "self", attribute=True)
    if name in _ATTRIBUTES:
        return _found(*_ATTRIBUTES[name], attribute=True)
    if name in _OTHER:
        full, receiver, params = _OTHER[name]
        renamed = {"min": "a_min", "max": "a_max"} if name == "clip" else {}
        return _found(full, receiver, params, renamed)
    if name not in _SAME:
        return None
    rule = by_name(f"numpy.{name}")
    if rule is None:
        return None
    if rule.flavour == "zero":
        parameters = signature(getattr(np, name))
        return Method(rule, parameters.positional[0], parameters.positional[1:])
    return Method(rule, rule.params[0], rule.params[1:])


def _number_method(name: str) -> Method | None:
    if name == "conjugate":
        return _found("numpy.conjugate", "x")
    if name in _NUMBER_ATTRIBUTES:
        return _found(*_NUMBER_ATTRIBUTES[name], attribute=True)
    if name in _NUMBER_ZEROS:
        return _found("builtins.int", "x")
    return None


def _found(
    name: str,
    receiver: str,
    params: tuple[str, ...] = (),
    renamed: dict[str, str] | None = None,
    attribute: bool = False,
) -> Method | None:
    rule = by_name(name)
    if rule is None:
        return None
    return Method(rule, receiver, params, renamed or {}, attribute)


def ufunc_text(value: object) -> tuple[np.ufunc, Callable[..., Any]] | None:
    """The function whose method this is, and the text of the method.

    >>> ufunc_text(np.fmod.reduce)[1].__name__
    'reduce'
    """
    ufunc, name = getattr(value, "__self__", None), getattr(value, "__name__", "")
    text = TEXTS.get(name)
    if not isinstance(ufunc, np.ufunc) or text is None or ufunc.signature:
        return None
    return None if lookup(ufunc) is None else (ufunc, text)
