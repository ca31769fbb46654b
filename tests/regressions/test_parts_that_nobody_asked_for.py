"""Derivatives need parts of s2s that the program itself has not asked for: they are imported late."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAMS = {
    "grad over a gradient that is turned round": """
import s2s

def loss(p, task):
    return sum((p["a"] * x - y) ** 2 for x, y in task) / len(task)

def outer(p, task):
    q = {k: p[k] * 2 for k in p}
    return s2s.grad(loss)(q, task)["a"] ** 2

print(s2s.grad(outer)({"a": 1.5}, [(1.0, 2.0), (3.0, 4.0)])["a"])
""",
    "vjp inside": """
import s2s

def f(x):
    return s2s.vjp(lambda y: x * y**2, x)[1](1.0)[0] * 160.0

print(s2s.grad(f)(1.0))
""",
    "hessian inside": """
import s2s

def f(x):
    return s2s.hessian(lambda y: y**3 * 80.0 / 3.0)(x) * x

print(s2s.grad(f)(2.0))
""",
    "check_grads": """
import s2s

s2s.check_grads(lambda x: x**3, 2.0, order=2)
print(640.0)
""",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_fresh_interpreter(name, tmp_path) -> None:
    path = tmp_path / "program.py"
    path.write_text(PROGRAMS[name])
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) == pytest.approx(640.0)
