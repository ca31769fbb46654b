"""Arguments to try every rule with; a rule that is absent here must be elementwise or zero."""

from __future__ import annotations

from tests.rules.checker import Call
from tests.rules.samples import (
    builtin_samples,
    composite_samples,
    creation_samples,
    cumulative_samples,
    elementwise_samples,
    fourier_samples,
    joining_samples,
    linear_algebra_samples,
    product_samples,
    reduction_samples,
    scipy_distribution_samples,
    scipy_linear_algebra_samples,
    scipy_signal_samples,
    scipy_special_samples,
    selecting_samples,
    series_samples,
    shape_samples,
    ufunc_method_samples,
    uncovered_samples,
)

SAMPLES: dict[str, list[Call]] = {}
for _module in (
    builtin_samples,
    composite_samples,
    creation_samples,
    cumulative_samples,
    elementwise_samples,
    fourier_samples,
    joining_samples,
    linear_algebra_samples,
    product_samples,
    reduction_samples,
    scipy_distribution_samples,
    scipy_linear_algebra_samples,
    scipy_signal_samples,
    scipy_special_samples,
    selecting_samples,
    series_samples,
    shape_samples,
    ufunc_method_samples,
):
    SAMPLES.update(_module.SAMPLES)

UNCOVERED = uncovered_samples.SAMPLES

__all__ = ["SAMPLES", "UNCOVERED"]
