"""Tables of results, as Markdown."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import metadata

_PACKAGES = ("numpy", "gast", "astor", "autograd", "jax", "torch")
COMMAND = "python -m tests.benchmarks --write"


@dataclass
class Table:
    """One table.

    Attributes:
        title: its heading.
        header: the names of the columns.
        text: what the figures are, in a sentence or two.
        rows: the cells.
        missed: a sentence for each figure that misses its target.
    """

    title: str
    header: Sequence[str]
    text: str
    rows: list[list[str]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def check(self, what: str, found: float, limit: float, unit: str = "") -> None:
        """Note a figure that is above its limit."""
        if not found <= limit:
            self.missed.append(f"{what}: {figure(found)}{unit}, target {figure(limit)}{unit}")


def figure(value: float) -> str:
    """Two significant digits, and all digits of what is larger than a hundred."""
    if not math.isfinite(value) or value == 0:
        return str(value)
    digits = 1 - math.floor(math.log10(abs(value)))
    return f"{value:.{max(digits, 0)}f}"


def markdown(tables: Sequence[Table]) -> str:
    """The page."""
    parts = [
        "# Benchmarks",
        f"Made by `{COMMAND}`, one BLAS thread.",
        f"Measured with {_versions()}.",
        "Runs are interleaved and paired; a ratio is the median of the ratios of the pairs.",
    ]
    return "\n\n".join([*parts, *map(_section, tables)]) + "\n"


def replaced(page: str, tables: Sequence[Table]) -> str:
    """A page with some of its tables made anew; one that it had not comes last."""
    head, *sections = page.rstrip("\n").split("\n\n## ")
    found = {section.partition("\n")[0]: f"## {section}" for section in sections}
    found.update({table.title: _section(table) for table in tables})
    return "\n\n".join([head, *found.values()]) + "\n"


def _section(table: Table) -> str:
    parts = [f"## {table.title}", table.text, _grid(table)]
    if table.missed:
        parts += ["Above their targets:", "\n".join(f"- {line}" for line in table.missed)]
    return "\n\n".join(parts)


def _grid(table: Table) -> str:
    rows = [list(table.header), ["---"] * len(table.header), *table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _versions() -> str:
    found = [f"Python {platform.python_version()}"]
    for name in _PACKAGES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return f"{', '.join(found)}, on {os.cpu_count()} cores ({platform.machine()})"
