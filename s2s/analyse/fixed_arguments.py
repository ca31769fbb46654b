"""The refusal of a call that gives what varies to a rule that takes it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from s2s import rules
from s2s.errors import NoRuleError, plain

if TYPE_CHECKING:
    from s2s.analyse.walker import Walker

_FIXED = "s2s.runtime.fixed"
_NO_TWIN = "s2s.runtime.in_no_twin"


def strict_call(
    rule: rules.Rule, node: gast.Call, args: list[gast.expr], walker: Walker
) -> Exception:
    """The error for an argument that varies, in the words of the call that the user wrote."""
    if rule.name == _NO_TWIN:
        return walker.fail(
            NoRuleError,
            "s2s knows no derivative of a sparse matrix in the formats `bsr`, `lil` and `dok`",
            node,
            "its elements are differentiated in the formats `csr`, `csc`, `coo` and `dia`",
            "make it in one of these: `format='csr'`",
        )
    named = next((plain(a.id) for a in args if isinstance(a, gast.Name) and walker.varies(a)), None)
    what = f"its argument `{named}`" if named and rule.name == _FIXED else "an option"
    return walker.fail(
        NoRuleError,
        f"s2s knows no derivative of this call with respect to {what}",
        node,
        "it is taken as it is, where what it changes has a derivative",
        "keep this argument free of what is differentiated",
    )
