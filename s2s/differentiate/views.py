"""NumPy's functions whose result shares memory with an argument."""

from __future__ import annotations

# Their result shares memory with the argument whatever the layout is.
VIEWS = frozenset(
    "numpy.transpose numpy.permute_dims numpy.ndarray.T numpy.ndarray.mT numpy.matrix_transpose "
    "numpy.swapaxes numpy.moveaxis numpy.rollaxis numpy.expand_dims numpy.squeeze numpy.flip "
    "numpy.fliplr numpy.flipud numpy.rot90 numpy.split numpy.array_split numpy.hsplit numpy.vsplit "
    "numpy.dsplit numpy.atleast_1d numpy.atleast_2d numpy.atleast_3d".split()
)
# Their result cannot be written into, and one element may stand for several.
READ_ONLY = frozenset({
    "numpy.broadcast_to", "numpy.broadcast_arrays", "numpy.diagonal",
    "numpy.lib.stride_tricks.sliding_window_view",
})  # fmt: skip
# They give an argument as it is, or a copy of it.
PASSED_ON = frozenset({"s2s.runtime.view_dot", "s2s.runtime.operand"})
