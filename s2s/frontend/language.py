"""What of Python s2s reads: one table, from which the checks and the documentation's page come."""

from __future__ import annotations

from dataclasses import dataclass

import gast


@dataclass(frozen=True)
class Construct:
    """A construct in the user's words; ``note`` and ``hint`` where it is not accepted."""

    words: str
    accepted: bool = True
    note: str = ""
    hint: str = ""


def _no(words: str, note: str, hint: str) -> Construct:
    return Construct(words, False, note, hint)


_LATER = "write the steps as plain statements in the function"

_PAUSES = "s2s reads generators that only compute: no endless loop, no `x += y`, no write into arrays or objects, no `raise`, no `try`, no call for its effect"
_LISTS = "append to a list, and return it"

LANGUAGE: dict[type, Construct] = {
    gast.Assign: Construct("assignment, also chained, unpacking and starred"),
    gast.AnnAssign: Construct("annotated assignment"),
    gast.AugAssign: Construct("augmented assignment of numbers"),
    gast.NamedExpr: Construct("`:=`"),
    gast.BinOp: Construct("`+ - * / // % ** @` and bit operators"),
    gast.UnaryOp: Construct("unary operators"),
    gast.BoolOp: Construct("`and`, `or` with short circuit"),
    gast.Compare: Construct("comparisons, also chained, `in`, `is`"),
    gast.IfExp: Construct("conditional expressions"),
    gast.Subscript: Construct("indexing and slicing"),
    gast.Attribute: Construct("attributes"),
    gast.Call: Construct("calls, with keywords, defaults, `*args`, `**kwargs`"),
    gast.Lambda: Construct("`lambda`"),
    gast.FunctionDef: Construct("nested functions and closures, `nonlocal` in them; generators that only compute, used up where they are called"),
    gast.If: Construct("`if`, `elif`, `else`"),
    gast.For: Construct("`for`, with `else`"),
    gast.While: Construct("`while`, with `else`"),
    gast.Break: Construct("`break`"),
    gast.Continue: Construct("`continue`"),
    gast.Return: Construct("`return`, anywhere"),
    gast.ListComp: Construct("list comprehensions"),
    gast.DictComp: Construct("dict comprehensions"),
    gast.SetComp: Construct("set comprehensions of passive values"),
    gast.GeneratorExp: Construct("generator expressions"),
    gast.With: Construct("`with np.errstate(...)`, `warnings.catch_warnings()`, `contextlib.suppress(...)` and context managers written in Python, as classes or by `contextlib.contextmanager`"),
    gast.Assert: Construct("`assert`"),
    gast.Raise: Construct("`raise`"),
    gast.Import: Construct("`import` inside the function"),
    gast.ImportFrom: Construct("`from ... import` inside the function"),
    gast.Global: Construct("`global`, for values that are not differentiated"),
    gast.JoinedStr: Construct("f-strings"),
    gast.Delete: Construct("`del` of names"),
    gast.Yield: _no("a `yield` expression", _PAUSES, _LISTS),
    gast.YieldFrom: _no("a `yield from` expression", _PAUSES, _LISTS),
    gast.Await: _no("an `await` expression", "the function would pause and resume", "compute the value before, and pass it in"),
    gast.AsyncFunctionDef: _no("an `async` function", "it would pause and resume", "use a plain `def`"),
    gast.AsyncFor: _no("an `async for` loop", "it would pause and resume", "use a plain loop"),
    gast.AsyncWith: _no("an `async with` statement", "it would pause and resume", "use a plain `with`"),
    gast.Nonlocal: _no("a `nonlocal` statement", "s2s follows a variable that `=`, `for` or `with` binds, in a function that is defined inside the one to differentiate", "return the new value instead"),
    gast.Match: _no("a `match` statement", "s2s reads patterns of every form, but not this many alternatives that name something", "use `if` and `elif`"),
    gast.Try: Construct("`try` with `except`, `else` and `finally`"),
    gast.TryStar: _no("an `except*` clause", "which statements ran before an exception is not known", "test for the condition with `if` before it raises"),
    gast.ClassDef: _no("a `class` statement inside the function", "s2s does not follow classes made on the way", "define the class outside of the function"),
}  # fmt: skip


def supported_page() -> str:
    """The Markdown page of what is accepted and what is not."""
    yes = [f"- {c.words}" for c in LANGUAGE.values() if c.accepted]
    no = list(
        dict.fromkeys(
            f"| {c.words} | {c.note} | {c.hint} |" for c in LANGUAGE.values() if not c.accepted
        )
    )
    head = [
        "# Supported Python",
        "",
        "Generated from `s2s/frontend/language.py`.",
        "",
        "## Accepted",
        "",
    ]
    table = ["", "## Refused, with an error", "", "| construct | why | instead |", "|---|---|---|"]
    return "\n".join([*head, *yes, *table, *no, ""])
