"""Functions made from text: `inspect` finds their source, and so does s2s."""

from __future__ import annotations

import itertools
import linecache
import types
from collections.abc import Collection


def written(text: str, name: str, filename: str, scope: dict[str, object]) -> types.FunctionType:
    """The function ``name`` that a text defines.

    Args:
        text: the source of a module.
        name: the function.
        filename: what the text is known as; the same for the same text in every process, or the
            store takes it for another function each time.
        scope: what the names of the text stand for; its definitions are added.

    >>> double = written("def double(x):\\n    return 2 * x\\n", "double", "<doubling>", {})
    >>> double(3)
    6
    """
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    exec(compile(text, filename, "exec", dont_inherit=True), scope)
    made = scope[name]
    assert isinstance(made, types.FunctionType)
    return made


def free(wanted: str, used: Collection[str]) -> str:
    """A name that is not taken: the wanted one if that goes.

    >>> free("fun", {"x"}), free("fun", {"fun", "fun_1"})
    ('fun', 'fun_2')
    """
    numbered = (f"{wanted}_{i}" for i in itertools.count(1))
    return wanted if wanted not in used else next(name for name in numbered if name not in used)
