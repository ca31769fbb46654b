"""Functions in plain Python that stand for library functions while these are differentiated.

Each gives the very bits that the original gives, by doing what the original does.
"""

from s2s.rules.prelude import algebra, applied, arrays, basic, calculus, polynomials, statistics

__all__ = ["algebra", "applied", "arrays", "basic", "calculus", "polynomials", "statistics"]
