"""Looking rules up, binding calls, and what formulas may say."""

from __future__ import annotations

import ast
import math
import operator
from typing import Any

import numpy as np
import pytest

from s2s import rules, runtime
from s2s.rules.declare import DECLARED, elementwise
from s2s.rules.registry import resolve
from tests.rules.checker import Call, Trial, call

# Functions that some supported version of Python or NumPy lacks.
MAY_BE_ABSENT = {
    "math.fma", "math.sumprod", "math.isnormal", "math.issubnormal", "math.signbit", "math.cbrt",
    "math.exp2", "numpy.trapz", "numpy.trapezoid", "numpy.matvec", "numpy.vecmat", "numpy.vecdot",
    "numpy.unstack", "numpy.cumulative_sum", "numpy.cumulative_prod", "numpy.bitwise_count",
    "numpy.ndarray.mT",
}  # fmt: skip
_BUILTINS = {
    "abs", "enumerate", "float", "int", "isinstance", "len", "list", "max", "min", "range",
    "round", "sum", "tuple", "zip",
}  # fmt: skip
NAMES = list(rules.names())


@pytest.mark.parametrize("function", [np.tanh, math.sin, operator.mul, abs, np.linalg.norm, np.sum])
def test_functions_are_found_by_identity(function: Any) -> None:
    rule = rules.lookup(function)
    assert rule is not None
    assert rules.function_of(rule) is function


def test_two_names_of_one_function_share_a_rule() -> None:
    assert rules.lookup(np.abs) is rules.lookup(np.absolute)
    assert rules.lookup(np.mod) is rules.lookup(np.remainder)


@pytest.mark.parametrize("thing", [[], {}, np.ones(2), None, lambda x: x, "numpy.sin"])
def test_anything_else_has_no_rule(thing: object) -> None:
    assert rules.lookup(thing) is None


def test_methods_of_ufuncs_are_found() -> None:
    rule = rules.lookup(np.add.reduce)
    assert rule is not None and rule.name == "numpy.add.reduce"


def test_every_declared_name_exists() -> None:
    missing = {name for name in DECLARED if resolve(name) is None}
    assert missing <= MAY_BE_ABSENT


def test_at_least_three_hundred_functions_have_a_derivative() -> None:
    found = [rules.by_name(name) for name in NAMES]
    assert sum(1 for rule in found if rule and rule.flavour != "zero") >= 300


def test_declaring_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"numpy\.exp is declared twice"):
        elementwise("numpy.exp", x="ans")


@pytest.mark.parametrize("name", NAMES)
def test_formulas_use_known_names_only(name: str) -> None:
    rule = rules.by_name(name)
    assert rule is not None
    own = {param.lstrip("*") for param in (*rule.params, *rule.keywords)}
    for table, extra in (
        (rule.cotangents, {"ct"}), (rule.partials, set()), (rule.tangents, {"dot"}),
        (rule.each, {"ct", "each", "index"}),
    ):  # fmt: skip
        for param, text in table.items():
            assert param in own
            tree = ast.parse(text, mode="eval")
            read = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and _is_read(n)}
            bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and not _is_read(n)}
            allowed = (
                own | extra | {"ans", "np", "math", "rt", "scipy", "static"} | _BUILTINS | bound
            )
            assert read <= allowed, read - allowed
            for node in ast.walk(tree):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                    module = {"rt": runtime, "np": np, "math": math}.get(node.value.id)
                    assert module is None or hasattr(module, node.attr), node.attr


def _is_read(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_is_consistent(name: str) -> None:
    rule = rules.by_name(name)
    assert rule is not None
    own = {param.lstrip("*") for param in (*rule.params, *rule.keywords)}
    assert rule.zeros | rule.unsupported | rule.structured | rule.constants <= own
    assert set(rule.view) <= own
    assert rule.unsupported <= set(rule.defaults)
    if rule.flavour == "general":
        assert set(rule.cotangents) == set(rule.tangents)
    if rule.flavour == "zero":
        assert not rule.partials and not rule.cotangents
    assert rule.flavour != "composite" or rule.source_function is not None
    if rule.variadic in (*rule.partials, *rule.cotangents):
        assert rule.variadic in rule.structured


def test_binding() -> None:
    rule = rules.lookup(np.sum)
    assert rule is not None
    assert rules.bind(rule, ["x", "0"], {"keepdims": "True"}) == {
        "a": "x", "axis": "0", "keepdims": "True",
    }  # fmt: skip
    with pytest.raises(TypeError, match="takes 7 positional"):
        rules.bind(rule, ["x"] * 8, {})
    with pytest.raises(TypeError, match="unexpected or repeated"):
        rules.bind(rule, ["x"], {"a": "y"})
    with pytest.raises(TypeError, match="misses the argument 'a'"):
        rules.bind(rule, [], {})


@pytest.mark.parametrize(
    ("name", "sample"),
    [
        ("numpy.svd", call(np.ones((3, 2)))),
        ("numpy.qr", call(np.arange(6.0).reshape(3, 2) ** 2, "complete")),
    ],
)
def test_what_a_decomposition_cannot_do_is_an_error(name: str, sample: Call) -> None:
    rule = rules.by_name(name.replace("numpy.", "numpy.linalg."))
    assert rule is not None
    with pytest.raises(NotImplementedError):
        Trial(rule, sample).cotangent("a", static=True)


def test_describe() -> None:
    assert "cotangent a" in rules.describe("numpy.sum")
    with pytest.raises(KeyError):
        rules.describe("numpy.no_such_function")
