"""A notebook's cell with ``import numpy as np`` and functions that call ``np.sum`` had "changed".

IPython compiles each statement of a cell alone, and Python makes other code of ``np.sum(x)`` where it
sees that ``np`` is imported.
"""

from __future__ import annotations
import __future__

import ast
import itertools
import linecache
from typing import Any

import numpy as np
import pytest

import s2s

NUMBER = itertools.count()
FLAG = __future__.annotations.compiler_flag


def run(cell: str, flags: int = 0, made: dict[str, Any] | None = None) -> dict[str, Any]:
    """What a cell defines, where each statement is compiled alone."""
    name = f"<cell {next(NUMBER)}>"
    linecache.cache[name] = (len(cell), None, cell.splitlines(keepends=True), name)
    made = {"s2s": s2s, "__name__": "__main__"} if made is None else made
    for node in ast.parse(cell).body:
        exec(compile(ast.Module([node], []), name, "exec", flags, dont_inherit=True), made)
    return made


CELLS = {
    "lambda": "import numpy as np\nf = lambda x: np.sum(x ** 3)\n",
    "def": "import numpy as np\ndef f(x): return np.sum(x ** 3)\n",
    "two": "import s2s, numpy as np\nimport scipy as sp\ndef f(x):\n    return np.sum(np.power(x, 3))\n",
    "nested": "import numpy as np\ndef f(x):\n    g = lambda v: np.sum(v ** 3)\n    return g(x)\n",
    "made": "import numpy as np\ndef outer():\n    def f(x): return np.sum(x ** 3)\n    return f\nf = outer()\n",
    "class": "import numpy as np\nclass A:\n    def f(self, x): return np.sum(x ** 3)\nf = A().f\n",
    "helper": "import numpy as np\ndef g(x): return np.sum(x ** 3)\ndef f(x): return np.multiply(1, g(x))\n",
    "attempt": "try:\n    import numpy as np\nexcept ImportError: pass\nf = lambda x: np.sum(x ** 3)\n",
    "decorated": "import numpy as np\ndef same(f): return f\n@same\ndef f(x): return np.sum(x ** 3)\n",
    "one line": "import numpy as np; f = lambda x: np.sum(x ** 3); g = lambda x: np.sum(x ** 2)\n",
}  # fmt: skip


@pytest.mark.parametrize("flags", [0, FLAG], ids=["plain", "annotations"])
@pytest.mark.parametrize("name", CELLS)
def test_cell(name: str, flags: int) -> None:
    f = run(CELLS[name], flags)["f"]
    assert np.array_equal(s2s.grad(f)(np.arange(3.0)), [0.0, 3.0, 12.0])


def test_future_statement_in_a_cell_before() -> None:
    cell = "import numpy as np\ndef f(x):\n    def g(v: Matrix) -> Matrix: return np.sum(v ** 3)\n    return g(x)\n"
    assert np.array_equal(s2s.grad(run(cell, FLAG)["f"])(np.arange(3.0)), [0.0, 3.0, 12.0])


def test_cell_that_has_changed_indeed() -> None:
    cell = "import numpy as np\ndef f(x): return np.sum(x ** 3.7)\n"
    f = run(cell)["f"]
    name, text = f.__code__.co_filename, cell.replace("3.7", "2.7")
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    with pytest.raises(s2s.S2SError, match="has changed since it was loaded"):
        s2s.grad(f)(np.arange(3.0))
