"""One generated module as the store hands it out, and its form on disk."""

from __future__ import annotations

import marshal
import types
from dataclasses import dataclass

from s2s.store.generated import Binding, Dependency, Generated
from s2s.store.key import digest_of

_MAGIC = b"s2s-entry-4\n"
_DIGEST_SIZE = 32


class Damaged(ValueError):
    """What is on disk is not what was written."""


@dataclass(frozen=True)
class Stored:
    """A generated module, compiled.

    Attributes:
        generated: text, entry and what the loader needs.
        kinds: the kinds of the arguments and of what is read, as text; see ``s2s.api.signature``.
        code: the module's code; its file name is ``filename``.
        filename: the real file, or a name in angle brackets.
        path: the real file, or ``None`` if the module could not be written.
    """

    generated: Generated
    kinds: str
    code: types.CodeType
    filename: str
    path: str | None


def pack(stored: Stored) -> bytes:
    """The companion of the module's file: everything but the text, and digests of both."""
    g = stored.generated
    payload = marshal.dumps(
        (
            digest_of(g.text.encode()),
            g.entry,
            g.reverse,
            [(b.name, b.path) for b in g.bindings],
            [(d.path, d.digest, d.line) for d in g.dependencies],
            list(g.lines),
            list(g.files),
            g.surroundings,
            g.several,
            stored.kinds,
            stored.code,
        )
    )
    return _MAGIC + digest_of(payload) + payload


def unpack(data: bytes, text: bytes, filename: str) -> Stored:
    """The module from its companion and its text.

    Raises:
        Damaged: a digest does not match; nothing of the content has been interpreted then.
    """
    start = len(_MAGIC) + _DIGEST_SIZE
    payload = data[start:]
    if data[: len(_MAGIC)] != _MAGIC or data[len(_MAGIC) : start] != digest_of(payload):
        raise Damaged(filename)
    found = marshal.loads(payload)
    expected, entry, reverse, bindings, dependencies, lines, files, around, several, kinds, code = (
        found
    )
    if expected != digest_of(text):
        raise Damaged(filename)
    source = text.decode()
    if code.co_filename != filename:  # the folder was moved
        code = compile(source, filename, "exec", dont_inherit=True)
    generated = Generated(
        text=source,
        entry=entry,
        bindings=tuple(Binding(*found) for found in bindings),
        dependencies=tuple(Dependency(*found) for found in dependencies),
        lines=tuple(lines),
        reverse=reverse,
        surroundings=around,
        files=tuple(files),
        several=several,
    )
    return Stored(generated, kinds, code, filename, filename)
