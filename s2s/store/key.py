"""Content keys."""

from __future__ import annotations

from collections.abc import Iterable

try:  # `hashlib` loads OpenSSL as well, for hashes that nobody asks for here
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def digest_of(data: bytes) -> bytes:
    """The digest with which everything in the store is checked: 32 bytes."""
    return blake2b(data, digest_size=32).digest()


def content_key(parts: Iterable[str]) -> str:
    """One key for several texts, in this order; 32 hex digits.

    >>> content_key(["ab", "c"]) == content_key(["a", "bc"])
    False
    """
    state = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(8, "little"))
        state.update(data)
    return state.hexdigest()
