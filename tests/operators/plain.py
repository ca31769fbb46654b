"""Results as what JSON holds."""

from __future__ import annotations

from typing import Any

import numpy as np


def plain(value: Any) -> Any:
    """Lists of numbers; a complex number is a dict."""
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    array = np.asarray(value)
    if array.dtype.kind == "c":
        return {"real": array.real.tolist(), "imag": array.imag.tolist()}
    return array.tolist()
