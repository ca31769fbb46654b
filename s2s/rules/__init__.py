"""What is known of functions: their derivatives, and how methods lead to them.

``lookup`` finds the rule of a function object, ``method`` that of an array's or number's method,
``bind`` assigns the arguments of a call to a rule's parameters.
"""

from s2s.rules.bind import bind
from s2s.rules.describe import describe
from s2s.rules.frozen import frozen, has_attributes
from s2s.rules.methods import Method, method, ufunc_text
from s2s.rules.registry import by_name, function_of, lookup, names, owner, stood_for, twin_of
from s2s.rules.rule import Rule

__all__ = [
    "Method", "Rule", "bind", "by_name", "describe", "frozen", "function_of", "has_attributes",
    "lookup", "method", "names", "owner", "stood_for", "twin_of",
    "ufunc_text",
]  # fmt: skip
