"""Distances of two vectors in ``scipy.spatial.distance``."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.spatial.distance as distance

from s2s.rules.declare import composite
from s2s.runtime.guarded import as_value, passively


def euclidean(u: Any, v: Any) -> Any:
    """``scipy.spatial.distance.euclidean``."""
    found = passively(distance.euclidean, u, v)
    return as_value(np.linalg.norm(np.subtract(u, v)), found)


def sqeuclidean(u: Any, v: Any) -> Any:
    """``scipy.spatial.distance.sqeuclidean``."""
    found = passively(distance.sqeuclidean, u, v)
    return as_value(np.sum(np.subtract(u, v) ** 2), found)


def cityblock(u: Any, v: Any) -> Any:
    """``scipy.spatial.distance.cityblock``."""
    found = passively(distance.cityblock, u, v)
    return as_value(np.sum(np.abs(np.subtract(u, v))), found)


def chebyshev(u: Any, v: Any) -> Any:
    """``scipy.spatial.distance.chebyshev``."""
    found = passively(distance.chebyshev, u, v)
    return as_value(np.max(np.abs(np.subtract(u, v))), found)


def minkowski(u: Any, v: Any, p: Any = 2) -> Any:
    """``scipy.spatial.distance.minkowski``."""
    found = passively(distance.minkowski, u, v, p)
    return as_value(np.linalg.norm(np.subtract(u, v), p), found)


def cosine(u: Any, v: Any) -> Any:
    """``scipy.spatial.distance.cosine``."""
    found = passively(distance.cosine, u, v)
    u, v = np.asarray(u) * 1.0, np.asarray(v) * 1.0
    return as_value(1.0 - np.dot(u, v) / np.sqrt(np.dot(u, u) * np.dot(v, v)), found)


def correlation(u: Any, v: Any) -> Any:
    """``scipy.spatial.distance.correlation``."""
    found = passively(distance.correlation, u, v)
    u, v = np.asarray(u) - np.mean(u), np.asarray(v) - np.mean(v)
    return as_value(1.0 - np.dot(u, v) / np.sqrt(np.dot(u, u) * np.dot(v, v)), found)


def braycurtis(u: Any, v: Any) -> Any:
    """``scipy.spatial.distance.braycurtis``."""
    found = passively(distance.braycurtis, u, v)
    ratio = np.sum(np.abs(np.subtract(u, v))) / np.sum(np.abs(np.add(u, v)))
    return as_value(ratio, found)


def mahalanobis(u: Any, v: Any, VI: Any) -> Any:
    """``scipy.spatial.distance.mahalanobis``."""
    found = passively(distance.mahalanobis, u, v, VI)
    change = np.subtract(u, v)
    return as_value(np.sqrt(np.dot(np.dot(change, VI), change)), found)


for _text in (
    euclidean, sqeuclidean, cityblock, chebyshev, minkowski, cosine, correlation, braycurtis,
    mahalanobis,
):  # fmt: skip
    composite(f"scipy.spatial.distance.{_text.__name__}", _text, may_raise=True)
