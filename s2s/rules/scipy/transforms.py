"""SciPy's cosine and sine transforms along several axes: one axis after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.fft

from s2s.rules.declare import composite
from s2s.runtime.guarded import as_value, passively


def dctn(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """``scipy.fft.dctn``."""
    found = passively(scipy.fft.dctn, x, type, s, axes, norm)
    return as_value(along_each(scipy.fft.dct, x, type, axes, norm), found)


def idctn(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """``scipy.fft.idctn``."""
    found = passively(scipy.fft.idctn, x, type, s, axes, norm)
    return as_value(along_each(scipy.fft.idct, x, type, axes, norm), found)


def dstn(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """``scipy.fft.dstn``."""
    found = passively(scipy.fft.dstn, x, type, s, axes, norm)
    return as_value(along_each(scipy.fft.dst, x, type, axes, norm), found)


def idstn(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: Any = None) -> Any:
    """``scipy.fft.idstn``."""
    found = passively(scipy.fft.idstn, x, type, s, axes, norm)
    return as_value(along_each(scipy.fft.idst, x, type, axes, norm), found)


def along_each(transform: Callable[..., Any], x: Any, type: int, axes: Any, norm: Any) -> Any:
    """A transform of one axis after the other."""
    y = np.asarray(x) * 1.0
    for axis in transformed_axes(np.ndim(x), axes):
        y = transform(y, type, None, axis, norm)
    return y


def transformed_axes(rank: int, axes: Any) -> Any:
    """The axes that are transformed."""
    if axes is None:
        return list(range(rank))
    return [axes] if np.ndim(axes) == 0 else list(axes)


for _text in (dctn, idctn, dstn, idstn):
    composite(f"scipy.fft.{_text.__name__}", _text, may_raise=True, unsupported=("s",))
