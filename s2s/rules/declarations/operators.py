"""Python's operators."""

from __future__ import annotations

from s2s.rules.declarations.products import MATMUL_FIRST, MATMUL_SECOND, MATRICES
from s2s.rules.declare import elementwise, multilinear, zero

# A constant exponent gives the form that one writes by hand. Any other goes through a helper,
# which knows about 0 ** 0, about Python's floats raising on 0.0 ** -0.5, and about their roots.
POWER = (
    "(y * x ** (y - 1) if y else 0.0)"
    " if isinstance(y, int) or static(y) and (np.ndim(x) or not (0 < y < 1 or root(x, y)))"
    " else rt.power_x(x, y)"
)
UFUNC_POWER = POWER.replace("power_x(x, y)", "power_x(x if np.ndim(x) else np.asarray(x), y)")
POWER_DOMAIN = {"x": (0.2, 3.0), "y": (-2.0, 3.0)}
# The modulus jumps where x / y is a whole number.
MOD_DOMAIN = {"x": (5.1, 5.9), "y": (1.8, 2.4)}
ABS = (
    "(np.conj(rt.over(x, ans)) if np.iscomplexobj(x) else np.sign(x)) if np.ndim(x)"
    " else (x.conjugate() / ans if ans else 0.0) if np.iscomplexobj(x)"
    " else math.copysign(1.0, x) if x else 0.0"
)

elementwise("operator.add", x="1", y="1")
elementwise("operator.sub", x="1", y="-1")
elementwise("operator.mul", x="y", y="x")
elementwise("operator.truediv", x="1 / y", y="-ans / y", domain={"y": (0.5, 2)}, may_raise=True)
elementwise("operator.pow", x=POWER, y="rt.power_y(x, y, ans)", domain=POWER_DOMAIN, may_raise=True)
elementwise(
    "operator.mod", x="1", y="-(x // y)", domain=MOD_DOMAIN, may_raise=True,
    options={"complex_ok": False},
)  # fmt: skip
elementwise("operator.neg", x="-1")
elementwise("operator.pos", x="1")
elementwise("operator.abs", x=ABS)
multilinear(
    "operator.matmul", signature="x, y", call="x @ y",
    x=MATMUL_FIRST, y=MATMUL_SECOND,
    options={"broadcasts": True, "fits": MATRICES.format("x", "y")},
)  # fmt: skip
zero(
    "operator.floordiv operator.invert operator.and_ operator.or_ operator.xor operator.lshift"
    " operator.rshift operator.eq operator.ne operator.lt operator.le operator.gt operator.ge"
    " operator.not_ operator.truth operator.is_ operator.is_not operator.contains operator.index"
    " operator.countOf operator.indexOf operator.length_hint",
    may_raise=True,
)
