"""What s2s knows of NumPy's public namespace: the table behind `s2s rules --missing` and the docs."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from s2s.rules.methods import method, ufunc_text
from s2s.rules.registry import lookup
from s2s.rules.rule import Rule

State = Literal["yes", "zero", "passive", "no"]

# Why a function has no derivative, and what else to do. Whatever is not here is missing.
_PASSIVE = {
    "reads, writes or prints": (
        "array2string array_repr array_str base_repr binary_repr fromfile fromregex fromstring"
        " genfromtxt load loadtxt memmap save savetxt savez savez_compressed frombuffer"
        " from_dlpack format_float_positional format_float_scientific info dump dumps tobytes"
        " tofile byteswap data ctypes setflags device to_device getfield"
    ),
    "says something about types or this installation": (
        "common_type mintypecode typename isdtype get_include get_printoptions set_printoptions"
        " show_config show_runtime test getbufsize setbufsize geterrcall seterrcall"
        " generic number inexact floating complexfloating integer signedinteger unsignedinteger"
        " character flexible bool_ bytes_ str_ object_ void ulonglong longlong clongdouble"
        " complex256 datetime64 timedelta64 LinAlgError ndarray ufunc recarray record matrix"
        " asmatrix bmat"
    ),
    "dates and bits": (
        "busday_count busday_offset busdaycalendar is_busday datetime_as_string datetime_data"
        " isnat packbits unpackbits"
    ),
    "only iterates or makes indices": ("broadcast flatiter ndindex nditer nested_iters"),
}
_WRITTEN = "fill_diagonal put place putmask copyto fill sort partition put_along_axis"
_IN_PLACE = "resize"
_NO = {
    "frompyfunc": "its result holds Python objects; call the function itself",
    "setfield": "writes bytes; assign to the field",
    "base": "no derivative flows through what a view is part of; keep the array by a name",
    "ma": "masked arrays are another class",
}


@dataclass(frozen=True)
class Entry:
    """One public name: what s2s knows of it, and why, where it has no derivative."""

    group: str
    name: str
    state: State
    why: str = ""

    @property
    def full(self) -> str:
        """The dotted name."""
        return f"{self.group}.{self.name}"


def inventory() -> list[Entry]:
    """Every public callable of NumPy, each array attribute, and each method of universal functions.

    >>> {entry.name: entry.state for entry in inventory()}["tanh"]
    'yes'
    """
    return [*_functions(), *_attributes(), *_ufunc_methods()]


def missing() -> list[Entry]:
    """What has no derivative although it might have one."""
    return [entry for entry in inventory() if entry.state == "no"]


def _functions() -> Iterator[Entry]:
    for module in (np, np.linalg, np.fft):
        for name in sorted(getattr(module, "__all__", dir(module))):
            value = getattr(module, name, None)
            if name.startswith("_") or isinstance(value, types.ModuleType) or not callable(value):
                continue
            yield _entry(module.__name__, name, lookup(value))


def _attributes() -> Iterator[Entry]:
    for name in sorted(dir(np.ndarray)):
        if not name.startswith("_"):
            found = method("ndarray", name)
            yield _entry("numpy.ndarray", name, None if found is None else found.rule)


def _ufunc_methods() -> Iterator[Entry]:
    for name in sorted(vars(np)):
        ufunc = getattr(np, name)
        if not isinstance(ufunc, np.ufunc) or ufunc.__name__ != name or ufunc.signature:
            continue
        if ufunc.nin != 2 or ufunc.nout != 1:
            continue
        for part in ("reduce", "accumulate", "reduceat", "outer", "at"):
            yield _ufunc_entry(name, part, lookup(getattr(ufunc, part)), lookup(ufunc))


def _ufunc_entry(name: str, part: str, rule: Rule | None, own: Rule | None) -> Entry:
    entry = _entry("numpy", f"{name}.{part}", rule)
    if entry.state != "no":
        return entry
    ufunc = getattr(np, name)
    if not any("d" in types for types in ufunc.types):
        return Entry(entry.group, entry.name, "passive", "takes whole numbers only")
    if own is None or (own.flavour == "zero" and part != "at"):
        return Entry(entry.group, entry.name, "passive", "the function itself only takes steps")
    if not _reduces(ufunc) and part not in ("outer", "at"):
        return Entry(entry.group, entry.name, "passive", "raises: it takes no two numbers alike")
    if ufunc_text(getattr(ufunc, part)) is None:
        return entry
    why = "writes in place: followed as an assignment is" if part == "at" else ""
    return Entry(entry.group, entry.name, "yes", why)


def _reduces(ufunc: np.ufunc) -> bool:
    """Whether a result of the function can be its next operand."""
    try:
        ufunc.reduce(np.ones(2))
    except TypeError:
        return False
    return True


def _entry(group: str, name: str, rule: Rule | None) -> Entry:
    if rule is not None:
        state: State = "zero" if rule.flavour == "zero" else "yes"
        return Entry(group, name, state)
    if name in _WRITTEN.split():
        return Entry(group, name, "yes", "writes in place: followed as an assignment is")
    if name == "flat":
        return Entry(group, name, "yes", "reads and writes are those of the array")
    if name in _IN_PLACE.split():
        return Entry(group, name, "no", "writes in place: assign to elements (`a[i] = v`) instead")
    for why, names in _PASSIVE.items():
        if name in names.split():
            return Entry(group, name, "passive", why)
    return Entry(group, name, "no", _NO.get(name, "not done yet"))


def counts(entries: list[Entry]) -> dict[str, int]:
    """How many entries are in each state."""
    states: tuple[Any, ...] = ("yes", "zero", "passive", "no")
    return {state: sum(entry.state == state for entry in entries) for state in states}
