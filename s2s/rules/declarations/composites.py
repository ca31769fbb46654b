"""Library functions that are differentiated through a plain Python text."""

from __future__ import annotations

from s2s.rules import prelude
from s2s.rules.declare import composite

composite("functools.reduce", prelude.reduce)
composite("numpy.trapezoid", prelude.trapezoid)
composite("numpy.trapz", prelude.trapezoid)
composite("numpy.polyval", prelude.polyval)
composite("numpy.average", prelude.average)
composite("numpy.vander", prelude.vander)
composite("numpy.cov", prelude.cov)
composite("numpy.corrcoef", prelude.corrcoef)
composite("numpy.logspace", prelude.logspace)
composite("numpy.polyfit", prelude.polyfit, may_raise=True)
composite("numpy.apply_along_axis", prelude.apply_along_axis, may_raise=True)
composite("numpy.linalg.cond", prelude.cond, may_raise=True)
composite("numpy.linalg.matrix_power", prelude.matrix_power, may_raise=True)
composite("numpy.linalg.tensorinv", prelude.tensorinv, may_raise=True)
composite("numpy.linalg.tensorsolve", prelude.tensorsolve, may_raise=True)
