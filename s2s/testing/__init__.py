"""Checks of derivatives: `check_grads` for users, `check` for the tests of s2s itself.

Both compare what s2s generates with finite differences of the program as it is written. Nothing
here knows how a derivative is made, so that a defect of the transformer cannot hide in its check.
"""

from s2s.testing.check import check
from s2s.testing.check_grads import check_grads

__all__ = ["check", "check_grads"]
