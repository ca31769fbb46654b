"""The cotangent of an object that leads back to itself was made without end: a bare RecursionError."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import s2s
from s2s.api import containers


class Node:
    def __init__(self, value: float, parent: Any = None) -> None:
        self.value = value
        self.parent = parent
        self.first: Any = None
        if parent is not None:
            parent.first = self


def weighed(x: Any, node: Any) -> Any:
    return np.sum(x) * node.value * node.value


def family() -> Node:
    root = Node(3.0)
    Node(2.0, root)
    return root


X = np.array([1.0, 2.0])


def test_reverse_mode_says_so() -> None:
    hint = r"(?s)`node`.*holds itself.*argnums"
    with pytest.raises(s2s.S2SError, match=hint):
        s2s.grad(weighed, argnums=1)(X, family())
    with pytest.raises(s2s.S2SError, match=hint):
        s2s.vjp(weighed, X, family())
    with pytest.raises(s2s.S2SError, match=hint):
        s2s.value_and_grad(weighed, argnums=(0, 1))(X, family())
    with pytest.raises(s2s.S2SError, match=r"holds itself"):
        s2s.grad(lambda items: items[0] ** 2)(endless())


def endless() -> list[Any]:
    items: list[Any] = [1.5]
    items.append(items)
    return items


def test_it_is_said_beside_registered_containers(monkeypatch) -> None:
    monkeypatch.setitem(containers.REGISTERED, Node, containers.REGISTERED.get(Node))
    with pytest.raises(s2s.S2SError, match=r"holds itself"):
        s2s.grad(lambda items: items[0] ** 2)(endless())


def test_forward_mode_says_so() -> None:
    with pytest.raises(s2s.KindError, match=r"tangents\[1\] holds an object that holds itself"):
        s2s.jvp(weighed, (X, family()), (X, family()))


def test_others_are_differentiated() -> None:
    assert s2s.grad(weighed)(X, family()).tolist() == [9.0, 9.0]
    assert s2s.jvp(lambda x: weighed(x, family()), (X,), (X,)) == (27.0, 27.0)


def test_what_stands_in_two_places_does_not_hold_itself() -> None:
    shared = Node(3.0)
    pair = [shared, shared]
    found = s2s.grad(lambda nodes: nodes[0].value * nodes[1].value)(pair)
    assert [node.value for node in found] == [3.0, 3.0]
