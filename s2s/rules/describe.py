"""A rule as text, for the command line."""

from __future__ import annotations

from s2s.rules.registry import by_name
from s2s.rules.rule import Rule


def describe(name: str) -> str:
    """What is known of the function with this dotted name.

    Raises:
        KeyError: there is no rule of this name.

    >>> print(describe("numpy.tanh"))
    numpy.tanh(x)
      elementwise
      partial x: 1 - ans**2
    """
    rule = by_name(name)
    if rule is None:
        raise KeyError(name)
    lines = [f"{name}({', '.join(_parameters(rule))})", f"  {rule.flavour}"]
    for title, table in (
        ("partial", rule.partials),
        ("cotangent", rule.cotangents),
        ("tangent", rule.tangents),
    ):
        lines.extend(f"  {title} {param}: {formula}" for param, formula in table.items())
    if rule.zeros:
        lines.append(f"  zero: {', '.join(sorted(rule.zeros))}")
    if rule.unsupported and rule.flavour != "elementwise":
        lines.append(f"  must keep its default: {', '.join(sorted(rule.unsupported))}")
    if not rule.complex_ok:
        lines.append("  real arguments only")
    if rule.ranks:
        lines.append(f"  no stacks: {', '.join(rule.ranks)}")
    return "\n".join(lines)


def _parameters(rule: Rule) -> list[str]:
    if rule.flavour == "elementwise" and rule.name.startswith("numpy."):
        return list(rule.params)
    star = ["*"] if rule.keywords and not rule.variadic else []
    return [*rule.params, *star, *rule.keywords]
