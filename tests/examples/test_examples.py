"""The examples do what they say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_digits_are_learned(tmp_path: Path) -> None:
    picture = tmp_path / "digits.png"
    assert load("digits").main(60, picture) >= 0.95
    assert picture.stat().st_size > 1000


def test_orbit_is_found() -> None:
    eccentricity, misfit = load("orbit").main()
    assert eccentricity == pytest.approx(0.09339, abs=1e-4) and misfit < 0.01


def test_conductivity_is_recovered(tmp_path: Path) -> None:
    picture = tmp_path / "heat.png"
    before, after = load("heat").main(20, picture)
    assert after < 0.6 * before
    assert picture.stat().st_size > 1000


def test_noise_of_the_nile_is_fitted(tmp_path: Path) -> None:
    picture = tmp_path / "nile.png"
    level, noise = load("kalman").main(picture)
    # The values that are known for this series and model: 1469 and 15099.
    assert level == pytest.approx(1469.2, rel=1e-3) and noise == pytest.approx(15098.5, rel=1e-3)
    assert picture.stat().st_size > 1000


def test_lynx_and_hare_are_fitted(tmp_path: Path) -> None:
    picture = tmp_path / "lynx_hare.png"
    found, error = load("lynx_hare").main(picture)
    # Close to what is known for this series: 0.55, 0.028, 0.80, 0.024.
    assert found == pytest.approx((0.540, 0.0272, 0.796, 0.0237), rel=5e-3) and error < 0.22
    assert picture.stat().st_size > 1000


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.name)
def test_examples_are_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) < 90
