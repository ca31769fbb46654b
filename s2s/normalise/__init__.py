"""From a function as the user wrote it to the normal form, in structured SSA.

``normalise`` is the stage; ``verify`` asserts its result (used in tests between stages).
"""

from s2s.normalise.normalise import Normal, normalise
from s2s.normalise.verify import verify

__all__ = ["Normal", "normalise", "verify"]
