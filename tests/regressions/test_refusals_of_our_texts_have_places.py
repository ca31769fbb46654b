"""A rule's text that refuses names the user's line, as a rule's helper does; covariances as objects."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.stats as st

import s2s
from s2s.testing import check_grads


def test_arguments_excluded_by_position() -> None:
    def total(x: Any) -> Any:
        scaled = np.vectorize(lambda k, v: k * v**2, excluded=[0])
        return np.sum(scaled(3.0, x))

    with pytest.raises(s2s.S2SError, match=r"by names(.|\n)*test_refusals_of_our_texts") as caught:
        s2s.grad(total)(np.ones(2))
    assert "scaled(3.0, x)" in str(caught.value)


def test_errors_of_the_users_stay_what_they_are() -> None:
    def branch(x: Any) -> Any:
        if x > 1.0:
            raise NotImplementedError("the other branch")
        return x**2

    with pytest.raises(NotImplementedError, match="the other branch"):
        s2s.grad(branch)(2.0)


@pytest.mark.parametrize(
    "cov",
    [
        st.Covariance.from_diagonal([1.0, 2.0]),
        st.Covariance.from_cholesky(np.array([[1.0, 0.0], [0.4, 2.0]])),
        st.Covariance.from_precision(np.array([[1.0, 0.2], [0.2, 2.0]])),
    ],
)
def test_covariances_that_are_objects(cov: Any) -> None:
    def total(x: Any, m: Any) -> Any:
        found = st.multivariate_normal.logpdf(x, m, cov)
        return np.sum(found) + np.sum(st.multivariate_normal.pdf(x, m, cov))

    mean = np.array([0.1, 0.2])
    for x in (np.array([0.3, 1.7]), np.array([[0.3, 1.7], [1.0, 2.0]])):
        check_grads(total, x, mean, order=2, modes=("rev", "fwd"))
