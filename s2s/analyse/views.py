"""NumPy's functions whose result shares memory with an argument."""

from __future__ import annotations

import gast

# Their result shares memory with the argument whatever the layout is.
VIEWS = frozenset(
    "numpy.transpose numpy.permute_dims numpy.ndarray.T numpy.ndarray.mT numpy.matrix_transpose "
    "numpy.swapaxes numpy.moveaxis numpy.rollaxis numpy.expand_dims numpy.squeeze numpy.flip "
    "numpy.fliplr numpy.flipud numpy.rot90 numpy.split numpy.array_split numpy.hsplit numpy.vsplit "
    "numpy.dsplit numpy.unstack numpy.atleast_1d numpy.atleast_2d numpy.atleast_3d s2s.runtime.writable".split()
)
# One element of their result may stand for several, and it cannot be written into.
SPREAD = frozenset({
    "numpy.broadcast_to", "numpy.broadcast_arrays", "numpy.lib.stride_tricks.sliding_window_view",
})  # fmt: skip
# NumPy gives diagonals that cannot be written into, though each element stands for one.
DIAGONALS = frozenset({"numpy.diag", "numpy.diagonal", "numpy.linalg.diagonal"})
# They give an argument as it is, or a copy of it.
PASSED_ON = frozenset({"s2s.runtime.view_dot", "s2s.runtime.operand", "s2s.runtime.factor"})
_SHARING = frozenset(
    name.rpartition(".")[2] for name in VIEWS | SPREAD | DIAGONALS | {"numpy.meshgrid"}
) | frozenset(
    "reshape ravel asarray asanyarray ascontiguousarray asfortranarray asarray_chkfinite require real"
    " imag real_if_close nan_to_num trim_zeros ndarray vectorize frompyfunc matrix_power float16 float32"
    " float64 longdouble complex64 complex128".split()
)
# These do if they are asked to, by a further argument.
_ASKED = frozenset({"array", "astype", "diff"})


def may_share(call: gast.Call, name: str) -> bool:
    """Whether this call of NumPy's function may give an argument, a view of one, or a function.

    >>> calls = [gast.parse(t).body[0].value for t in ("np.array(x)", "np.array(x, copy=None)")]
    >>> [may_share(call, "array") for call in calls]
    [False, True]
    """
    if name == "einsum":  # of one operand, which may be given by its axes
        return len(call.args) < 3 or (len(call.args) == 3 and isinstance(call.args[1], gast.List))
    if name in _ASKED:
        return bool(call.keywords) or len(call.args) > 1
    return name in _SHARING
