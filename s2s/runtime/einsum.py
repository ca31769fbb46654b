"""Cotangents and tangents of ``np.einsum``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


def einsum_terms(subscripts: str, operands: Sequence[Any]) -> tuple[list[str], str]:
    """Subscripts of each operand and of the result, with letters for every ``...``.

    >>> einsum_terms("ij,j", [np.ones((2, 3)), np.ones(3)])
    (['ij', 'j'], 'i')
    """
    left, arrow, right = subscripts.replace(" ", "").partition("->")
    terms = left.split(",")
    free = [c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" if c not in left]
    ranks = [np.ndim(x) - len(t.replace("...", "")) for x, t in zip(operands, terms, strict=True)]
    longest = max([r for r, t in zip(ranks, terms, strict=True) if "..." in t], default=0)
    dots = free[:longest]
    if not arrow:
        letters = sorted(c for c in set(left) if c.isalpha() and left.count(c) == 1)
        right = "..." + "".join(letters)
    terms = [
        t.replace("...", "".join(dots[longest - r :])) for r, t in zip(ranks, terms, strict=True)
    ]
    return terms, right.replace("...", "".join(dots))


def einsum_ct(given: Any, subscripts: str, operands: Sequence[Any], index: int) -> Any:
    """The cotangent of operand ``index`` in ``np.einsum(subscripts, *operands)``.

    Args:
        given: The cotangent of the result.
        subscripts: As for ``np.einsum``.
        operands: All operands; of number ``index`` only the shape counts.
        index: Which operand.
    """
    terms, result = einsum_terms(subscripts, operands)
    own = terms[index]
    letters = "".join(sorted(set(own), key=own.index))
    others = [x for i, x in enumerate(operands) if i != index]
    rest = [t for i, t in enumerate(terms) if i != index]
    known = "".join(c for c in letters if c in result or any(c in t for t in rest))
    value = np.einsum(",".join([result, *rest]) + "->" + known, given, *others)
    shape = [np.shape(operands[index])[own.index(c)] for c in letters]
    # A letter that stands in this operand alone was summed over; one of length 1 was stretched.
    inner = tuple(i for i, c in enumerate(known) if shape[letters.index(c)] == 1)
    value = np.sum(value, axis=inner, keepdims=True) if inner else value
    missing = tuple(i for i, c in enumerate(letters) if c not in known)
    value = np.broadcast_to(np.expand_dims(value, missing), shape)
    if len(letters) < len(own):
        return einsum_diagonal(value, letters, own)
    return np.array(value) if missing else value


def einsum_diagonal(value: Any, letters: str, own: str) -> Any:
    """Spreads ``value``, with axes ``letters``, over the diagonal that ``own`` names.

    >>> einsum_diagonal(np.array([1.0, 2.0]), "i", "ii")
    array([[1., 0.],
           [0., 2.]])
    """
    size = [np.shape(value)[letters.index(letter)] for letter in own]
    first = [own.index(letter) for letter in own]
    lone = [n if first[axis] == axis else 1 for axis, n in enumerate(size)]
    result = np.reshape(value, lone)
    for axis, start in enumerate(first):
        if start != axis:
            shape = [n if i in (start, axis) else 1 for i, n in enumerate(size)]
            result = result * np.reshape(np.eye(size[axis]), shape)
    return result


def einsum_cts(given: Any, subscripts: str, operands: Sequence[Any]) -> list[Any]:
    """The cotangents of all operands of ``np.einsum(subscripts, *operands)``."""
    return [einsum_ct(given, subscripts, operands, index) for index in range(len(operands))]


def einsum_with(item: Any, subscripts: str, operands: Sequence[Any], index: int) -> Any:
    """``np.einsum(subscripts, *operands)`` with ``item`` in the place of operand ``index``."""
    return np.einsum(subscripts, *operands[:index], item, *operands[index + 1 :])


def einsum_other_cts(
    item: Any, given: Any, subscripts: str, operands: Sequence[Any], index: int
) -> list[Any]:
    """The cotangents of all operands but ``index``, for which ``item`` stands; 0 for that one."""
    there = [item if i == index else operand for i, operand in enumerate(operands)]
    return [
        np.zeros(np.shape(operand)) if i == index else einsum_ct(given, subscripts, there, i)
        for i, operand in enumerate(operands)
    ]


def einsum_dot(dots: Sequence[Any], subscripts: str, operands: Sequence[Any]) -> Any:
    """The tangent of ``np.einsum(subscripts, *operands)``; None stands for a zero tangent.

    Of one operand, it is a view of the tangent where NumPy gives a view of the operand.
    """
    parts = [
        einsum_with(dot, subscripts, operands, index)
        for index, dot in enumerate(dots)
        if dot is not None
    ]
    return sum(parts[1:], start=parts[0]) if parts else 0.0


def einsum_ct_dot(
    dots: Sequence[Any], given: Any, subscripts: str, operands: Sequence[Any], index: int
) -> Any:
    """The tangent of ``einsum_ct`` from those of the operands; None stands for zero."""
    total: Any = 0.0
    for i, dot in enumerate(dots):
        if dot is not None and i != index:
            moved = [dot if j == i else operand for j, operand in enumerate(operands)]
            total = total + einsum_ct(given, subscripts, moved, index)
    return total + np.zeros(np.shape(operands[index]))


def einsum_with_dot(
    dots: Sequence[Any], item: Any, subscripts: str, operands: Sequence[Any], index: int
) -> Any:
    """The tangent of ``einsum_with`` from those of the operands; None stands for zero."""
    there = [item if i == index else operand for i, operand in enumerate(operands)]
    kept = [None if i == index else dot for i, dot in enumerate(dots)]
    return einsum_dot(kept, subscripts, there)


def einsum_spelled(operands: Sequence[Any]) -> str:
    """The subscripts of ``numpy.einsum`` as a string, from lists of numbers behind each operand.

    >>> einsum_spelled([np.ones((2, 3)), [0, 1], np.ones(3), [1], [0]])
    'ab,b->a'
    """
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    spelled = [
        "".join("..." if number is Ellipsis else letters[number] for number in numbers)
        for numbers in operands[1::2]
    ]
    left = ",".join(spelled)
    if len(operands) % 2 == 0:
        return left
    right = "".join("..." if number is Ellipsis else letters[number] for number in operands[-1])
    return f"{left}->{right}"
