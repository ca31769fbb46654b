"""Two threads that differentiate at once, in a process that has not done so before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import s2s


def loss(w, x):
    return np.sum(np.tanh(x @ w) ** 2)


def gradient(_):
    return tuple(s2s.grad(loss)(np.ones(2), np.ones((3, 2))))


sys.setswitchinterval(1e-6)
with ThreadPoolExecutor(8) as pool:
    assert len(set(pool.map(gradient, range(16)))) == 1
"""


def test_first_use(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM)
    environment = {**os.environ, "S2S_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, str(script)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
