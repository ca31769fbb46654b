"""Parsing the command line, and what each command does."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import s2s
from s2s import rules, store
from s2s.cli.target import arguments_for, find, held, wanted
from s2s.errors import S2SError
from s2s.pipeline import Mode, Request, derive, stages
from s2s.rules.inventory import missing


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; returns the exit status: 0, 1 for an error of the program, 2 for wrong use."""
    options = _parser().parse_args(argv)
    try:
        text = options.run(options)
    except S2SError as error:
        print(f"s2s: {error}", file=sys.stderr)
        return 1
    except (LookupError, ValueError, ImportError, OSError) as error:
        print(f"s2s: {error}", file=sys.stderr)
        return 2
    if text:
        print(text, end="" if text.endswith("\n") else "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="s2s", description="Derivatives of Python functions, as Python source."
    )
    parser.add_argument("--version", action="version", version=f"s2s {s2s.__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, run, words in (
        ("dump", _dump, "print the derivative of a function"),
        ("stages", _stages, "print a function after every stage"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("function", metavar="FILE.py:FUNC", help="or package.module:func")
        command.add_argument(
            "--wrt",
            action="append",
            default=[],
            help="parameters to differentiate, with commas; default: all floats",
        )
        command.add_argument(
            "--types", default="", help="'u: float64[:], k: float, n: int'; default: annotations"
        )
        command.add_argument("--mode", choices=("reverse", "forward"), default="reverse")
        command.add_argument(
            "--standalone", action="store_true", help="import NumPy and the standard library only"
        )
        command.add_argument("-o", "--output", metavar="FILE", help="write to a file")
        command.set_defaults(run=run)
    listing = commands.add_parser("rules", help="list the functions with a rule, or show one")
    listing.add_argument("name", nargs="?")
    listing.add_argument(
        "--missing", action="store_true", help="what of NumPy has no derivative, and why"
    )
    listing.set_defaults(run=_rules)
    cache = commands.add_parser("cache", help="list, clear or locate the stored derivatives")
    cache.add_argument("action", nargs="?", choices=("list", "clear", "path"), default="list")
    cache.set_defaults(run=_cache)
    return parser


def _request(options: argparse.Namespace) -> Request:
    mode: Mode = "jvp" if options.mode == "forward" else "grad"
    fun = find(options.function)
    arguments = arguments_for(fun, options.types)
    return Request(
        fun,
        arguments,
        wanted(fun, arguments, ",".join(options.wrt)),
        mode,
        False,
        options.standalone,
    )


def _dump(options: argparse.Namespace) -> str:
    request = _request(options)
    text = held(request.fun, request.arguments, derive(request).text)
    if options.output is None:
        return text
    store.write_atomically(Path(options.output).absolute(), text.encode())
    return ""


def _stages(options: argparse.Namespace) -> str:
    return "\n".join(f"# --- {name}\n{text}" for name, text in stages(_request(options)))


def _rules(options: argparse.Namespace) -> str:
    if options.missing:
        return "\n".join(f"{entry.full}  {entry.why}" for entry in missing())
    if options.name is None:
        return "\n".join(rules.names())
    try:
        return str(rules.describe(options.name))
    except KeyError:
        alike = [name for name in rules.names() if name.rpartition(".")[2] == options.name]
        words = f"; do you mean {', '.join(alike)}?" if alike else ""
        raise ValueError(f"there is no rule of the name {options.name!r}{words}") from None


def _cache(options: argparse.Namespace) -> str:
    if options.action == "path":
        return str(store.folder())
    if options.action == "clear":
        return f"removed {store.clear()}"
    lines = [f"{entry.size:8d}  {entry.name}  {entry.path}" for entry in store.contents()]
    return "\n".join(lines) or "the store is empty"
