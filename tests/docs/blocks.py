"""The code blocks of the documentation."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "docs/tutorial.md", "docs/writing-rules.md"]


def python_blocks(page: str) -> list[str]:
    """The Python blocks of a page."""
    return re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(), re.DOTALL)


def derivative() -> str:
    """README's derivative, as it is generated now."""
    import linecache

    text = python_blocks("README.md")[0]
    filename = "<README>"
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    scope: dict = {"__name__": "readme"}
    exec(compile(text.replace("print(", "("), filename, "exec"), scope)
    source = scope["df"].source
    return source[source.index("def ") :].rstrip()
