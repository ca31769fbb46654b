"""The words in which rules of SciPy's functions are declared: those of NumPy's, with short names.

In formulas ``sc`` stands for ``scipy.special``. A domain of two integers is that of an integer
parameter. A parameter that has no formula has no derivative: it is an error to ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from s2s.rules.declare import elementwise, general

Domains = tuple[float, float] | Mapping[str, tuple[float, float]]


def spelled(formula: str) -> str:
    """The formula with the whole name of the module.

    >>> spelled("ans * sc.psi(x)")
    'ans * scipy.special.psi(x)'
    """
    return re.sub(r"\bsc\.", "scipy.special.", formula)


def special(
    names: str,
    /,
    params: str | None = None,
    *,
    domain: Domains | None = None,
    analytic: bool = False,
    unsupported: tuple[str, ...] = (),
    guarded: bool = False,
    **partials: str,
) -> None:
    """Declares functions of ``scipy.special`` by their partial derivatives.

    Args:
        names: the functions, without the module.
        params: their signature, where not every parameter has a formula.
        domain: where tests try them.
        analytic: whether the formulas hold for complex arguments.
        unsupported: parameters that must keep their default.
        guarded: whether the formulas are numbers where the function is nan: they are nan there, too.
        **partials: parameter to partial derivative.
    """
    options: dict[str, Any] = {"complex_ok": analytic, "unsupported": unsupported}
    formulas: Any = {param: spelled(text) for param, text in partials.items()}
    if guarded:
        formulas = {param: f"rt.nan_with(ans, {text})" for param, text in formulas.items()}
    options["broadcasts"] = len(partials) > 1 or (params is not None and "," in params)
    elementwise(
        " ".join(f"scipy.special.{name}" for name in names.split()),
        signature=params,
        domain=domain,
        options=options,
        **formulas,
    )


def several(
    names: str,
    params: str,
    /,
    *,
    domain: Domains | None = None,
    analytic: bool = False,
    **slopes: str,
) -> None:
    """Declares functions with several results by the tuples of their partial derivatives."""
    domains = dict.fromkeys(slopes, domain) if isinstance(domain, tuple) else domain
    general(
        " ".join(f"scipy.special.{name}" for name in names.split()),
        signature=params,
        vjp={p: f"rt.outputs_ct(ct, {spelled(text)})" for p, text in slopes.items()},
        jvp={p: f"rt.outputs_dot(dot, {spelled(text)})" for p, text in slopes.items()},
        broadcasts="," in params,
        complex_ok=analytic,
        domain=domains or {},
    )
