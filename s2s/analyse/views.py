"""NumPy's functions whose result shares memory with an argument."""

from __future__ import annotations

# Their result shares memory with the argument whatever the layout is.
VIEWS = frozenset(
    "numpy.transpose numpy.permute_dims numpy.ndarray.T numpy.ndarray.mT numpy.matrix_transpose "
    "numpy.swapaxes numpy.moveaxis numpy.rollaxis numpy.expand_dims numpy.squeeze numpy.flip "
    "numpy.fliplr numpy.flipud numpy.rot90 numpy.split numpy.array_split numpy.hsplit numpy.vsplit "
    "numpy.dsplit numpy.atleast_1d numpy.atleast_2d numpy.atleast_3d s2s.runtime.writable".split()
)
# One element of their result may stand for several, and it cannot be written into.
SPREAD = frozenset({
    "numpy.broadcast_to", "numpy.broadcast_arrays", "numpy.lib.stride_tricks.sliding_window_view",
})  # fmt: skip
# NumPy gives diagonals that cannot be written into, though each element stands for one.
DIAGONALS = frozenset({"numpy.diag", "numpy.diagonal", "numpy.linalg.diagonal"})
# They give an argument as it is, or a copy of it.
PASSED_ON = frozenset({"s2s.runtime.view_dot", "s2s.runtime.operand"})
