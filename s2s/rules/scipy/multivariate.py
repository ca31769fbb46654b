"""Distributions of several numbers in ``scipy.stats``: their densities.

The values are SciPy's own, bit by bit; the texts say how they move.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import scipy.special
import scipy.stats

from s2s.rules.declare import composite
from s2s.runtime.guarded import as_value, passively


def dirichlet_logpdf(x: Any, alpha: Any) -> Any:
    """``scipy.stats.dirichlet.logpdf``: shares along the first axis, of which the last may lack."""
    found = passively(scipy.stats.dirichlet.logpdf, x, alpha)
    shares, alpha = np.asarray(x) * 1.0, np.asarray(alpha) * 1.0
    if len(shares) == len(alpha) - 1:
        shares = np.concatenate((shares, 1.0 - np.sum(shares, axis=0, keepdims=True)), axis=0)
    powers = np.reshape(alpha - 1.0, (-1,) + (1,) * (np.ndim(shares) - 1))
    size = np.sum(scipy.special.gammaln(alpha)) - scipy.special.gammaln(np.sum(alpha))
    return as_value(np.sum(scipy.special.xlogy(powers, shares), axis=0) - size, found)


def dirichlet_pdf(x: Any, alpha: Any) -> Any:
    """``scipy.stats.dirichlet.pdf``."""
    found = passively(scipy.stats.dirichlet.pdf, x, alpha)
    return as_value(np.exp(dirichlet_logpdf(x, alpha)), found)


def student_logpdf(x: Any, loc: Any = None, shape: Any = 1, df: Any = 1) -> Any:
    """``scipy.stats.multivariate_t.logpdf``, of a matrix of shape and finite degrees of freedom."""
    found = passively(scipy.stats.multivariate_t.logpdf, x, loc, shape, df)
    passively(matrix_and_degrees, shape, df)
    matrix, places = np.asarray(shape) * 1.0, np.asarray(x) * 1.0
    matrix = (matrix + matrix.T) / 2
    count = np.shape(matrix)[0]
    moved = places if loc is None else places - loc
    squares = np.sum(moved * np.matmul(moved, np.linalg.inv(matrix)), axis=-1)
    size = scipy.special.gammaln((df + count) / 2) - scipy.special.gammaln(df / 2)
    size = size - count / 2 * np.log(df * math.pi) - np.linalg.slogdet(matrix)[1] / 2
    return as_value(size - (df + count) / 2 * np.log1p(squares / df), found)


def student_pdf(x: Any, loc: Any = None, shape: Any = 1, df: Any = 1) -> Any:
    """``scipy.stats.multivariate_t.pdf``."""
    found = passively(scipy.stats.multivariate_t.pdf, x, loc, shape, df)
    return as_value(np.exp(student_logpdf(x, loc, shape, df)), found)


def matrix_and_degrees(shape: Any, df: Any) -> None:
    """Refuses forms of ``multivariate_t`` that the text does not know.

    Raises:
        NotImplementedError: the shape is a number, or the degrees of freedom are infinite.
    """
    if np.ndim(shape) != 2 or np.isinf(df):
        raise NotImplementedError(
            "multivariate_t has a rule for a matrix of shape and finite degrees of freedom only"
        )


def wishart_logpdf(x: Any, df: Any, scale: Any) -> Any:
    """``scipy.stats.wishart.logpdf`` of one matrix."""
    found = passively(scipy.stats.wishart.logpdf, x, df, scale)
    passively(two_matrices, x, scale)
    place, scale = np.asarray(x) * 1.0, np.asarray(scale) * 1.0
    count = np.shape(scale)[0]
    size = df * count / 2 * math.log(2) + df / 2 * np.linalg.slogdet(scale)[1]
    size = size + scipy.special.multigammaln(df / 2, count)
    trace = np.trace(np.linalg.solve(scale, place))
    return as_value((df - count - 1) / 2 * np.linalg.slogdet(place)[1] - trace / 2 - size, found)


def wishart_pdf(x: Any, df: Any, scale: Any) -> Any:
    """``scipy.stats.wishart.pdf`` of one matrix."""
    found = passively(scipy.stats.wishart.pdf, x, df, scale)
    return as_value(np.exp(wishart_logpdf(x, df, scale)), found)


def two_matrices(x: Any, scale: Any) -> None:
    """Refuses numbers, and several matrices at once.

    Raises:
        NotImplementedError: it is one of these.
    """
    if np.ndim(x) != 2 or np.ndim(scale) != 2:
        raise NotImplementedError("wishart has a rule for one matrix only")


for _name, _text in (
    ("dirichlet.logpdf", dirichlet_logpdf), ("dirichlet.pdf", dirichlet_pdf),
    ("multivariate_t.logpdf", student_logpdf), ("multivariate_t.pdf", student_pdf),
    ("wishart.logpdf", wishart_logpdf), ("wishart.pdf", wishart_pdf),
):  # fmt: skip
    composite(f"scipy.stats.{_name}", _text, may_raise=True)
