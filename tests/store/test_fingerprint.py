"""The content of s2s's files is read again wherever one of them may have changed."""

from __future__ import annotations

import importlib
import os
import sys
import time
from pathlib import Path

import pytest

from s2s import store

module = importlib.import_module("s2s.store.fingerprint")
own = module._own


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("S2S_CACHE_DIR", str(tmp_path / "store"))
    monkeypatch.setattr(module, "_SETTLED", 0)
    folder = tmp_path / "package"
    folder.mkdir(mode=0o700)
    (folder / "a.py").write_text("A = 1\n")
    (folder / "inner").mkdir()
    (folder / "inner" / "b.py").write_text("B = 1\n")
    return folder


def same_size(package: Path) -> None:
    place = package / "a.py"
    before = place.stat()
    place.write_text("A = 2\n")
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = {
    "edited": lambda package: (package / "inner" / "b.py").write_text("B = 12\n"),
    "added": lambda package: (package / "inner" / "c.py").write_text(""),
    "removed": lambda package: (package / "a.py").unlink(),
    "renamed": lambda package: (package / "a.py").rename(package / "d.py"),
}
if sys.platform != "win32":
    CHANGES["edited, of the same size and with its old time"] = same_size


def seen(package: Path) -> list[Path]:
    return list((package.parent / "store").glob("*.seen"))


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_noticed(package: Path, change: str) -> None:
    first = own(str(package))
    assert own(str(package)) == first and len(seen(package)) == 1
    time.sleep(0.02)
    CHANGES[change](package)
    assert own(str(package)) != first


def test_what_is_remembered_is_what_would_be_read(package: Path) -> None:
    first = own(str(package))
    seen(package)[0].unlink()
    assert own(str(package)) == first


def test_files_are_not_read_while_they_look_the_same(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = own(str(package))
    monkeypatch.setattr(module, "_content", lambda *_: pytest.fail("the files are read again"))
    assert own(str(package)) == first


def test_a_file_that_was_just_written_is_not_trusted(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SETTLED", 10**12)
    own(str(package))
    assert not seen(package)


@pytest.mark.parametrize("content", ["", "nonsense", "0" * 32, "é" * 65])
def test_damage_is_a_miss(package: Path, content: str) -> None:
    first = own(str(package))
    seen(package)[0].write_text(content)
    assert own(str(package)) == first


def test_clear_forgets(package: Path) -> None:
    own(str(package))
    store.clear()
    assert not seen(package)
