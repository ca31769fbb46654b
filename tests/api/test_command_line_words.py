"""What the command line says where it used to print an exception or an object of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

import s2s
from s2s.cli.main import main


def test_rule_of_an_incomplete_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "tanh"]) == 2
    assert "do you mean" in (err := capsys.readouterr().err) and "numpy.tanh" in err
    assert main(["rules", "numpy.nothing"]) == 2
    assert "no rule of the name 'numpy.nothing'" in capsys.readouterr().err


def test_listing_of_the_store(capsys: pytest.CaptureFixture[str]) -> None:
    s2s.grad(lambda x: x**2)(2.0)
    assert main(["cache"]) == 0
    assert "Entry(" not in (out := capsys.readouterr().out) and ".py" in out


def test_repeated_wrt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "model.py").write_text("def f(x, y):\n    return x * y\n")
    words = ["dump", f"{tmp_path / 'model.py'}:f", "--types", "x: float, y: float"]
    assert main([*words, "--wrt", "x", "--wrt", "y"]) == 0
    assert "return x_bar, y_bar" in capsys.readouterr().out


def test_the_dumped_function_keeps_defaults_that_can_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "model.py"
    path.write_text("def loss(w, b=0.5, *, kind='a', at=print):\n    return w * w * b\n")
    assert main(["dump", f"{path}:loss", "--wrt", "w", "--types", "w: float"]) == 0
    assert "def loss_grad(w, b, kind, at, y_bar=1.0):" in capsys.readouterr().out
    path.write_text("def loss(w, b=0.5, *, kind='a', n=3):\n    return w * w * b\n")
    assert main(["dump", f"{path}:loss", "--wrt", "w", "--types", "w: float"]) == 0
    assert "def loss_grad(w, b=0.5, kind='a', n=3, y_bar=1.0):" in capsys.readouterr().out


def test_the_dump_says_for_which_values_it_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A branch on a truth value or a text is chosen when the code is made."""
    path = tmp_path / "model.py"
    path.write_text("def f(x, fast, how='a'):\n    return x * x if fast else x\n")
    assert main(["dump", f"{path}:f", "--types", "x: float, fast: bool"]) == 0
    assert "\nIt holds for fast=True, how='a'.\n" in capsys.readouterr().out
