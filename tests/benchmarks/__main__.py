"""``python -m tests.benchmarks [--write] [names...]``: prints the tables, progress on standard error."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from tests.benchmarks.cases import cases
from tests.benchmarks.compiling import compiling
from tests.benchmarks.gradbench import gradbench
from tests.benchmarks.gradients import gradients
from tests.benchmarks.jacobians import hessians, jacobians
from tests.benchmarks.memory import memory
from tests.benchmarks.optimisation import optimisation
from tests.benchmarks.overhead import overhead
from tests.benchmarks.report import Table, markdown, replaced
from tests.benchmarks.rule_scaling import rule_scaling
from tests.benchmarks.scaling import scaling

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
SECTIONS = {
    "compiling": compiling,
    "overhead": overhead,
    "scaling": scaling,
    "rules": rule_scaling,
    "memory": memory,
    "jacobians": jacobians,
    "hessians": hessians,
    "gradbench": gradbench,
    "optimisation": optimisation,
}


def main() -> None:
    """Measures what is named, or everything."""
    programs = [case.name for case in cases()]
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--write", action="store_true", help="write docs/benchmarks.md, or the tables named"
    )
    known = ["gradients", *programs, *SECTIONS]
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(known))
    chosen = parser.parse_args()
    for name in chosen.names:
        if name not in known:
            parser.error(f"{name!r} is none of {', '.join(known)}")
    if chosen.write and not set(chosen.names) <= {"gradients", *SECTIONS}:
        parser.error("--write takes whole tables: not some rows of one")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["S2S_CACHE_DIR"] = os.path.join(folder, "store")
        tables = measure(chosen.names)
    page = markdown(tables)
    print(page)
    if chosen.write:
        PAGE.write_text(replaced(PAGE.read_text(), tables) if chosen.names else page)


def measure(names: list[str]) -> list[Table]:
    """The tables that are named; all without names."""
    tables = []
    programs = [name for name in names if name not in SECTIONS and name != "gradients"]
    if not names or programs or "gradients" in names:
        tables.append(gradients([] if "gradients" in names else programs))
    for name, section in SECTIONS.items():
        if not names or name in names:
            tables.append(section())
    return tables


if __name__ == "__main__":
    main()
