"""Namespaces: made inside of functions, passed in, and read from outside."""

from __future__ import annotations

import argparse
import types
from types import SimpleNamespace

import numpy as np

from .table import Row, Table

row = Table()
W = np.array([0.5, 1.0])
OPTIONS = SimpleNamespace(gain=2.0, name="plain", inner=SimpleNamespace(tolerance=1e-3))


@row(W, 0.1)
def training_state(w, rate):
    args = types.SimpleNamespace(rate=rate, epochs=3, decay=0.9, verbose=False)
    state = types.SimpleNamespace(step=0, w=w.copy(), loss=0.0)
    for _ in range(args.epochs):
        slope = 2.0 * state.w * np.array([1.0, 3.0])
        state.w = state.w - args.rate * args.decay**state.step * slope
        state.step += 1
        state.loss += np.sum(state.w**2)
        if args.verbose:
            print(state.loss)
    return state.loss


@row(0.7)
def filled_later(x):
    p = SimpleNamespace()
    p.a = x
    p.b = x**2
    return p.a * p.b


@row(0.7)
def namespaces_in_a_list(x):
    root = SimpleNamespace(value=x, children=[])
    root.children.append(SimpleNamespace(value=x * 2.0, children=[]))
    return root.value * root.children[0].value


@row(0.4)
def spread_dict(x):
    p = SimpleNamespace(**{"a": x, "b": 2.0})
    return p.a * p.b


@row(0.4)
def made_by_a_helper(x):
    def pair(u):
        return SimpleNamespace(u=u, v=u**2)

    made = pair(x)
    return made.u * made.v


@row(0.4)
def handed_out(x):
    return SimpleNamespace(u=x, v=[x**2, "text"])


@row(SimpleNamespace(a=1.0, b=np.array([1.0, 2.0]), n=3), 0.4)
def argument_that_changes(p, x):
    for _ in range(p.n):
        p.b = p.b * p.a
        p.b[0] += x
    return p.a * np.sum(p.b) * x


@row(argparse.Namespace(rate=0.1, n=3), 0.4)
def parsed_arguments(args, x):
    for _ in range(args.n):
        x = x - args.rate * 2.0 * x
    return x


@row(0.4)
def from_outside(x):
    return x * OPTIONS.gain * OPTIONS.inner.tolerance


@row.parametrize()
def test_namespace(row: Row) -> None:
    row.run()
