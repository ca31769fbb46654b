"""`re.findall` of texts took half a minute to make: s2s read all that compiles a pattern."""

from __future__ import annotations

import collections
import json
import linecache
import re
import statistics
import textwrap

import pytest

import s2s
from s2s.testing import check

PATTERN = re.compile(r"(\d+)")


def found(y):
    return y * y * len(re.findall(r"\d", "3a 4b"))


def matched(y):
    m = re.match(r"(\d+)", "12a")
    if m:
        y = y * int(m.group(1)) + float(PATTERN.match("3a").group(1)) * y
    return y


def split(y):
    s = 0.0
    for word in re.split(r"\s+", "1 2 3"):
        s += float(word) * y * s + y
    return s


def replaced(y):
    return y * y * len(re.sub("a", "bb", "aa")) * len(textwrap.dedent("  a"))


def counted(y):
    words = collections.Counter(re.findall(r"[a-z]+", "ab cd ab"))
    return sum(y**n * len(word) for word, n in sorted(words.items()))


def called_back(y):
    seen = []

    def other(m):
        seen.append(m)
        return "x"

    re.sub("a", other, "banana")
    return y ** len(seen)


def loaded(y):
    return y**2 * json.loads('{"a": 2.5}')["a"] * statistics.fmean([1.0, 2.0])


@pytest.mark.parametrize("program", [found, matched, split, replaced, counted, called_back, loaded])
def test_derivatives(program) -> None:
    check(program, 1.7)


def test_text_of_what_varies() -> None:
    assert s2s.grad(lambda y: y * len(re.sub("1", "b", f"{y:.3f}")))(1.7) == 5.0
    with pytest.raises(s2s.S2SError):
        s2s.grad(lambda y: float(re.sub("1", "2", f"{y:.3f}")))(1.7)


def test_what_compiles_patterns_is_not_read() -> None:
    def program(y):
        return y * len(re.findall(r"[ab]+|c", "abc")) * len(re.sub("x", "yy", "xx"))

    for name in [name for name in linecache.cache if "re/" in name]:
        del linecache.cache[name]
    assert s2s.grad(program)(1.5) == 8.0
    assert not [name for name in linecache.cache if name.endswith(("_parser.py", "_compiler.py"))]
