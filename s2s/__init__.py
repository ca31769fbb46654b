"""s2s: automatic differentiation of Python and NumPy by source transformation."""
