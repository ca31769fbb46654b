"""Averages, covariances, histograms."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s import runtime as rt


def average(
    a: Any, axis: Any = None, weights: Any = None, returned: bool = False, *, keepdims: bool = False
) -> Any:
    """``numpy.average``."""
    a = np.asarray(a)
    if weights is None:
        mean = a.mean(axis, keepdims=keepdims)
        total = np.full(np.shape(mean), a.size / max(np.size(mean), 1))[()]
    else:
        weights = np.asarray(weights)
        if a.shape != weights.shape:
            axes = [i % a.ndim for i in ((axis,) if np.ndim(axis) == 0 else axis)]
            if len(axes) > 1:
                weights = np.transpose(weights, np.argsort(axes))
            shape = [a.shape[i] if i in axes else 1 for i in range(a.ndim)]
            weights = np.broadcast_to(np.reshape(weights, shape), a.shape)
        total = weights.sum(axis=axis, keepdims=keepdims)
        if np.any(total == 0.0):
            raise ZeroDivisionError("Weights sum to zero, can't be normalized")
        mean = np.multiply(a, weights).sum(axis, keepdims=keepdims) / total
    return (mean, total) if returned else mean


def cov(
    m: Any, y: Any = None, rowvar: bool = True, bias: bool = False, ddof: Any = None,
    fweights: Any = None, aweights: Any = None, *, dtype: Any = None,
) -> Any:  # fmt: skip
    """``numpy.cov``."""
    m = np.asarray(m)  # a list by itself would be taken for the description of a dtype
    if y is not None:
        y = np.asarray(y)
    if dtype is None and y is None:
        dtype = np.result_type(m, np.float64)
    elif dtype is None:
        dtype = np.result_type(m, y, np.float64)
    X = np.array(m, dtype, ndmin=2)
    if not rowvar and np.ndim(m) != 1:
        X = X.T
    if X.shape[0] == 0:
        return np.reshape(X[:, :0], (0, 0))
    if y is not None:
        other = np.array(y, dtype, ndmin=2)
        if not rowvar and other.shape[0] != 1:
            other = other.T
        X = np.concatenate((X, other), axis=0)
    if ddof is None:
        ddof = 0 if bias else 1
    w = None
    if fweights is not None:
        w = np.asarray(fweights, dtype=float)
    if aweights is not None:
        aweights = np.asarray(aweights, dtype=float)
        w = aweights if w is None else w * aweights
    if w is None:
        count = X.shape[1] - ddof
        X = X - np.average(X, axis=1)[:, None]
        c = np.dot(X, X.T.conj())
    else:
        total = w.sum()
        if ddof == 0:
            count = total
        elif aweights is None:
            count = total - ddof
        else:
            count = total - ddof * np.sum(w * aweights) / total
        X = X - np.average(X, axis=1, weights=w)[:, None]
        c = np.dot(X, (X * w).T.conj())
    c = c * np.true_divide(1, count if count > 0 else 0.0)
    return c.squeeze()


def corrcoef(x: Any, y: Any = None, rowvar: bool = True, *, dtype: Any = None) -> Any:
    """``numpy.corrcoef``."""
    x = np.asarray(x)
    if y is not None:
        y = np.asarray(y)
    c = np.cov(x, y, rowvar, dtype=dtype)
    if c.ndim == 0:
        return c / c
    deviation = np.sqrt(np.real(np.diag(c)))
    c = c / deviation[:, None]
    c = c / deviation[None, :]
    if np.iscomplexobj(x) or np.iscomplexobj(y):
        return np.clip(np.real(c), -1, 1) + 1j * np.clip(np.imag(c), -1, 1)
    return np.clip(c, -1, 1)


def histogram_bin_edges(a: Any, bins: Any = 10, range: Any = None, weights: Any = None) -> Any:
    """``numpy.histogram_bin_edges``, of edges that are given or so many between two ends."""
    if np.ndim(bins) == 1:
        return np.asarray(bins)
    if isinstance(bins, str):
        bins = int(rt.passively(number_of_bins, a, bins, range, weights))
    if range is None and np.size(a) == 0:
        range = (0.0, 1.0)
    low, high = (np.min(a), np.max(a)) if range is None else range
    if low == high:
        low, high = low - 0.5, high + 0.5
    return np.linspace(low, high, bins + 1)


def number_of_bins(a: Any, bins: str, range: Any, weights: Any) -> int:
    """How many bins an estimator of NumPy's wants: a step of the data, which move the ends only."""
    return len(np.histogram_bin_edges(a, bins, range, weights)) - 1


def histogram(
    a: Any, bins: Any = 10, range: Any = None, density: Any = None, weights: Any = None
) -> Any:
    """``numpy.histogram``: it is linear in the weights, and steps in the data."""
    edges = histogram_bin_edges(a, bins, range, weights)
    count = len(edges) - 1
    data = np.ravel(a)
    given = np.ones(len(data), np.int64) if weights is None else np.ravel(weights)
    if weights is not None and np.ndim(bins) == 1:
        order = np.argsort(data)
        ranked = data[order]
        running = np.concatenate((np.zeros(1, given.dtype), np.cumsum(given[order])))
        last = np.searchsorted(ranked, edges[-1:], "right")
        places = np.concatenate((np.searchsorted(ranked, edges[:-1], "left"), last))
        heights = np.diff(running[places])
        if density:
            heights = heights / np.diff(edges) / np.sum(heights)
        return heights, edges
    inside = (data >= edges[0]) & (data <= edges[-1])
    cell = np.minimum(np.searchsorted(edges, data[inside], side="right") - 1, count - 1)
    if weights is None:
        heights = np.bincount(cell, minlength=count)
    else:
        heights = np.bincount(cell, given[inside], minlength=count)
    if density:
        heights = heights / np.diff(edges) / np.sum(heights)
    return heights, edges


def histogramdd(
    sample: Any, bins: Any = 10, range: Any = None, density: Any = None, weights: Any = None
) -> Any:
    """``numpy.histogramdd``: linear in the weights; the data move the edges, and step in the heights."""
    if isinstance(sample, np.ndarray) and np.ndim(sample) == 2:
        rows = np.transpose(sample)
    else:
        rows = np.atleast_2d(np.array(sample))
    edges = []
    for i, row in enumerate(rows):
        part = bins if isinstance(bins, (int, np.integer)) else bins[i]
        edges.append(histogram_bin_edges(row, part, None if range is None else range[i]))
    cells, inside, sizes = rt.histogram_cells(sample, bins, range)
    given = None if weights is None else np.ravel(weights)[inside]
    heights = np.reshape(np.bincount(cells, given, minlength=int(np.prod(sizes))), sizes) + 0.0
    if density:
        total = np.sum(heights)
        for i, edge in enumerate(edges):
            shape = [1] * len(sizes)
            shape[i] = sizes[i]
            heights = heights / np.reshape(np.diff(edge), shape)
        heights = heights / total
    return heights, edges


def histogram2d(
    x: Any, y: Any, bins: Any = 10, range: Any = None, density: Any = None, weights: Any = None
) -> Any:
    """``numpy.histogram2d``: it is linear in the weights, and steps in the data."""
    first = None if range is None else range[0]
    second = None if range is None else range[1]
    if isinstance(bins, (list, tuple)) and len(bins) == 2:
        across = histogram_bin_edges(x, bins[0], first)
        along = histogram_bin_edges(y, bins[1], second)
    else:
        across = histogram_bin_edges(x, bins, first)
        along = histogram_bin_edges(y, bins, second)
    shape = (len(across) + 1, len(along) + 1)
    rows = np.searchsorted(across, x, "right") - (np.asarray(x) == across[-1])
    columns = np.searchsorted(along, y, "right") - (np.asarray(y) == along[-1])
    cell = rows * shape[1] + columns
    counted = np.bincount(cell, weights, minlength=shape[0] * shape[1])
    heights = np.reshape(counted, shape)[1:-1, 1:-1] + 0.0
    if density:
        total = np.sum(heights)
        heights = heights / np.reshape(np.diff(across), (-1, 1)) / np.diff(along) / total
    return heights, across, along
