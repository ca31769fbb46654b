"""Python's builtins."""

from __future__ import annotations

from s2s.rules.declarations.operators import ABS, MOD_DOMAIN, POWER, POWER_DOMAIN
from s2s.rules.declare import elementwise, general, linear, zero

elementwise("builtins.abs", x=ABS)
linear(
    "builtins.float", signature="x=0.0", x="ct",
    options={"may_raise": True, "complex_ok": False, "broadcasts": True},
)  # fmt: skip
linear("builtins.complex", signature="real=0.0, imag=0.0", real="ct", imag="1j * ct")
elementwise(
    "builtins.pow", signature="x, y, mod=None", x=POWER, y="rt.power_y(x, y, ans)",
    domain=POWER_DOMAIN, may_raise=True, options={"unsupported": ("mod",)},
)  # fmt: skip
general(
    "builtins.divmod",
    signature="x, y",
    vjp={"x": "rt.divmod_first(ct, ans)", "y": "rt.divmod_ct(ct, ans)"},
    jvp={"x": "(0.0 * dot, dot)", "y": "(0.0 * dot, -ans[0] * dot)"},
    domain=MOD_DOMAIN,
    may_raise=True,
    broadcasts=True,
    complex_ok=False,
)
general(
    "builtins.sum",
    signature="iterable, start=0",
    vjp={"iterable": "rt.sum_ct(ct, iterable)", "start": "ct"},
    jvp={"iterable": "sum(dot)", "start": "dot"},
    each={"iterable": "ct"},
    structured=("iterable",),
    broadcasts=True,
    view=("iterable", "start"),
)
general(
    "builtins.sorted",
    signature="iterable, *, key=None, reverse=False",
    vjp={"iterable": "rt.sorted_cts(ct, iterable, reverse)"},
    jvp={"iterable": "rt.sorted_dots(dot, iterable, reverse)"},
    structured=("iterable",),
    unsupported=("key",),
    may_raise=True,
    complex_ok=False,
    view=("iterable",),
)
for _name, _beats in (("max", ">"), ("min", "<")):
    general(
        f"builtins.{_name}",
        signature="*values, key=None, default=None",
        vjp={
            "values": "[rt.pick_ct(ct, ans, values[0])] if len(values) == 1"
            " else rt.pick_ct(ct, ans, values)"
        },
        jvp={
            "values": "rt.pick_dot(dot[0], ans, values[0]) if len(values) == 1"
            f" else (dot[0] if values[0] {_beats} values[1] else dot[1] if values[1] {_beats} values[0]"
            " else 0.5 * (dot[0] + dot[1]) if values[0] == values[1] else 0.0)"
            " if len(values) == 2 and np.ndim(ans) == 0"
            " else rt.pick_dot(dot, ans, values)"
        },
        each={
            "values": "rt.pick_ct(ct, ans, each) if len(values) == 1"
            f" else (ct * (1.0 if each {_beats} values[1 - index]"
            " else 0.5 if each == values[1 - index] else 0.0))"
            " if len(values) == 2 and np.ndim(each) == 0"
            " else ct * rt.tie_share(each, ans, values)"
        },
        structured=("values",),
        unsupported=("key", "default"),
        may_raise=True,
        complex_ok=False,
        view=("values",),
    )
zero(
    "builtins.len builtins.isinstance builtins.issubclass builtins.range builtins.bool"
    " builtins.int builtins.round builtins.str builtins.repr builtins.format builtins.type"
    " builtins.hash builtins.id builtins.callable builtins.hasattr builtins.all builtins.any"
    " builtins.ord builtins.chr builtins.bin builtins.hex builtins.oct builtins.ascii"
    " builtins.slice",
    may_raise=True,
)
zero("builtins.print builtins.input builtins.open", pure=False, may_raise=True)
