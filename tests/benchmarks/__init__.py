"""What a derivative costs: run as ``python -m tests.benchmarks [--write] [names...]``.

BLAS is held to one thread, which has to be said before NumPy is imported: so it is said here.
"""

import os

for _variable in (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
):
    os.environ.setdefault(_variable, "1")
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")
