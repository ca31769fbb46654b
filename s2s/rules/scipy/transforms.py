"""SciPy's cosine and sine transforms along several axes: one axis after the other."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.fft

from s2s.rules.declare import composite
from s2s.runtime.guarded import as_value, passively


def dctn(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """``scipy.fft.dctn``: one axis after the other."""
    found = passively(scipy.fft.dctn, x, type, s, axes, norm)
    places, sizes = axes_and_sizes(np.ndim(x), s, axes)
    y = np.asarray(x) * 1.0
    for i in range(len(places)):
        y = scipy.fft.dct(y, type, sizes[i], places[i], norm)
    return as_value(y, found)


def idctn(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """``scipy.fft.idctn``."""
    found = passively(scipy.fft.idctn, x, type, s, axes, norm)
    places, sizes = axes_and_sizes(np.ndim(x), s, axes)
    y = np.asarray(x) * 1.0
    for i in range(len(places)):
        y = scipy.fft.idct(y, type, sizes[i], places[i], norm)
    return as_value(y, found)


def dstn(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """``scipy.fft.dstn``."""
    found = passively(scipy.fft.dstn, x, type, s, axes, norm)
    places, sizes = axes_and_sizes(np.ndim(x), s, axes)
    y = np.asarray(x) * 1.0
    for i in range(len(places)):
        y = scipy.fft.dst(y, type, sizes[i], places[i], norm)
    return as_value(y, found)


def idstn(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """``scipy.fft.idstn``."""
    found = passively(scipy.fft.idstn, x, type, s, axes, norm)
    places, sizes = axes_and_sizes(np.ndim(x), s, axes)
    y = np.asarray(x) * 1.0
    for i in range(len(places)):
        y = scipy.fft.idst(y, type, sizes[i], places[i], norm)
    return as_value(y, found)


def axes_and_sizes(rank: int, s: Any, axes: Any) -> Any:
    """The axes that are transformed, and the sizes that they are given; None for their own."""
    sizes = None if s is None else [s] if np.ndim(s) == 0 else list(s)
    if axes is None:
        count = rank if sizes is None else len(sizes)
        places = list(range(rank - count, rank))
    else:
        places = [axes] if np.ndim(axes) == 0 else list(axes)
    return places, [None] * len(places) if sizes is None else sizes


for _text in (dctn, idctn, dstn, idstn):
    composite(f"scipy.fft.{_text.__name__}", _text, may_raise=True)
