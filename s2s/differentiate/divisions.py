"""Division as NumPy does it, in the formulas of functions that take Python's floats.

In: a formula with the arguments in place. Out: the same, where a Python number that it divides by, or that it
raises to a power, is NumPy's: a pole is inf there, as it is in an array, and no exception.

    np.log(x), where x is a float:    ct / x    ->    ct / np.float64(x)
"""

from __future__ import annotations

import gast

from s2s import rules
from s2s.analyse import kinds as k
from s2s.analyse.evaluate import Evaluator
from s2s.analyse.known import known
from s2s.syntax import build, walk

# Where these map element by element, what they give at a pole is NumPy's, whatever number they are given.
_LIBRARIES = ("numpy.", "scipy.")
_NUMPY = {bool: "np.float64", int: "np.float64", float: "np.float64", complex: "np.complex128"}


def as_numpy_divides(rule: rules.Rule, made: gast.expr, evaluator: Evaluator) -> gast.expr:
    """The formula of a rule, whose divisions and powers do not raise where the function does not."""
    if rule.flavour != "elementwise" or not rule.name.startswith(_LIBRARIES):
        return made
    for node in list(walk.nodes(made)):
        if not isinstance(node, gast.BinOp):
            continue
        if isinstance(node.op, gast.Div):
            node.right = _numpy_number(node.right, evaluator)
        elif isinstance(node.op, gast.Pow):
            node.left = _numpy_number(node.left, evaluator)
    return made


def _numpy_number(node: gast.expr, evaluator: Evaluator) -> gast.expr:
    kind = evaluator(node)
    if not isinstance(kind, k.Scalar) or kind.type not in _NUMPY:
        return node
    is_known, value = known(kind)
    return node if is_known and value else build.call(_NUMPY[kind.type], node)
