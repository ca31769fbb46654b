"""A derivative went on with the code that it had when an object outside changed its mode or its functions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import s2s
from s2s.testing.directional_derivative import directional_derivative


class Config:
    mode = "square"
    act = staticmethod(np.sin)


class Layer:
    def __init__(self, act):
        self.act = act


class Model:
    def __init__(self):
        self.mode, self.act, self.sub, self.table = "square", np.sin, None, {"f": np.sin}
        self.layers = [Layer(np.sin)]

    def by_mode(self, x):
        return x * x if self.mode == "square" else x**3

    def by_function(self, x):
        return self.act(x) * self.table["f"](x)

    def by_part(self, x):
        return x * x if self.sub is None else self.sub.act(x)

    def by_layers(self, x):
        for layer in self.layers:
            x = layer.act(x)
        return x

    def by_name(self, x):
        return getattr(self, "scale", 1.0) * x

    def by_method(self, x):
        return self.helper(x)

    def helper(self, x):
        return x * x

    def by_class(self, x):
        return Config.act(x) if Config.mode == "square" else x**3


class Other(Model):
    def helper(self, x):
        return x**3


CHANGES: list[tuple[str, Callable[[Model], None]]] = [
    ("by_mode", lambda m: setattr(m, "mode", "cube")),
    ("by_function", lambda m: setattr(m, "act", np.cos)),
    ("by_function", lambda m: m.table.update(f=np.cos)),
    ("by_part", lambda m: setattr(m, "sub", Layer(np.exp))),
    ("by_layers", lambda m: m.layers.append(Layer(np.exp))),
    ("by_layers", lambda m: setattr(m.layers[0], "act", np.exp)),
    ("by_name", lambda m: setattr(m, "scale", 3.0)),
    ("by_method", lambda m: setattr(m, "__class__", Other)),
    ("by_method", lambda m: setattr(m, "helper", lambda x: x**4)),
]

MODEL = Model()


def right(derivative: Callable[[float], float], fun: Callable[[float], float]) -> None:
    assert derivative(0.7) == pytest.approx(directional_derivative(lambda h: fun(0.7 + h))[0])


@pytest.mark.parametrize(("method", "change"), CHANGES)
def test_an_object_changes(method: str, change: Callable[[Model], None]) -> None:
    model = Model()
    bound = getattr(model, method)
    derivative = s2s.grad(bound)
    right(derivative, bound)
    change(model)
    right(derivative, getattr(model, method))
    right(s2s.grad(getattr(model, method)), getattr(model, method))


def test_a_class_changes(monkeypatch) -> None:
    derivative = s2s.grad(MODEL.by_class)
    right(derivative, MODEL.by_class)
    monkeypatch.setattr(Config, "act", staticmethod(np.cos))
    right(derivative, MODEL.by_class)
    monkeypatch.setattr(Config, "mode", "cube")
    right(derivative, MODEL.by_class)
    right(s2s.grad(MODEL.by_class), MODEL.by_class)


def test_a_method_is_replaced(monkeypatch) -> None:
    def fun(x, model):
        return model.helper(x)

    derivative = s2s.grad(fun)
    right(lambda x: derivative(x, MODEL), lambda x: fun(x, MODEL))
    monkeypatch.setattr(Model, "helper", lambda self, x: x**3)
    right(lambda x: derivative(x, MODEL), lambda x: fun(x, MODEL))
