"""Runs random programs that write in place: `python -m tests.programs.random_programs_in_place`."""

from __future__ import annotations

import argparse
import collections
import os
import sys
import tempfile

from tests.programs.in_place_grammar import FEATURES, IMPORTS, program
from tests.programs.outcome import Kind, Outcome, outcome
from tests.programs.shrink import shrink


def text_of(seed: int, features: tuple[str, ...] = FEATURES) -> str:
    """A module with a random function `f`."""
    return IMPORTS + program(seed, features)


def run(seed: int, features: tuple[str, ...] = FEATURES) -> Outcome:
    """The outcome of one random program."""
    return outcome(text_of(seed, features), seed)


def smallest(seed: int, features: tuple[str, ...]) -> str:
    """A small program that goes wrong like that of the seed."""

    def fails(function: str) -> bool:
        try:
            return outcome(IMPORTS + function, seed).kind is Kind.WRONG
        except SyntaxError:
            return False

    return shrink(program(seed, features), fails)


def main() -> int:
    """Run many, print what is wrong and how many are refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--features", default=",".join(FEATURES))
    parser.add_argument("--shrink", type=int, default=3, help="how many failures to make small")
    parser.add_argument("--refusals", action="store_true", help="list the reasons of refusals")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="s2s-random-") as folder:
        os.environ["S2S_CACHE_DIR"] = folder
        return report(options, tuple(options.features.split(",")))


def report(options: argparse.Namespace, features: tuple[str, ...]) -> int:
    """Run, count and print; return whether anything was wrong."""
    counts: collections.Counter[Kind] = collections.Counter()
    reasons: collections.Counter[str] = collections.Counter()
    for seed in range(options.seed, options.seed + options.count):
        found = run(seed, features)
        counts[found.kind] += 1
        if found.kind is Kind.REFUSED:
            reasons[found.found.splitlines()[0]] += 1
        if found.kind is Kind.WRONG:
            print(f"seed {seed}: {found.found[:300]}", flush=True)
            if counts[Kind.WRONG] <= options.shrink:
                print(smallest(seed, features), flush=True)
    compared = sum(counts[kind] for kind in (Kind.RIGHT, Kind.WRONG, Kind.REFUSED))
    print(", ".join(f"{counts[kind]} {kind.value}" for kind in Kind))
    print(f"refused: {counts[Kind.REFUSED] / max(compared, 1):.1%} of {compared}")
    if options.refusals:
        for reason, count in reasons.most_common():
            print(f"{count:6d}  {reason}")
    return 1 if counts[Kind.WRONG] else 0


if __name__ == "__main__":
    sys.exit(main())
