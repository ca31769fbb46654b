"""Settings for every test: a cache folder of the session's own, deterministic Hypothesis."""

from __future__ import annotations

import os
import shutil
import tempfile

import hypothesis
import pytest

# The generated modules of a test run must not come from, or stay in, the user's cache.
_CACHE = tempfile.mkdtemp(prefix="s2s-tests-")
os.environ["S2S_CACHE_DIR"] = _CACHE
os.environ.setdefault("MPLBACKEND", "Agg")

_SLOW = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.data_too_large]
hypothesis.settings.register_profile(
    "s2s", derandomize=True, deadline=None, database=None, suppress_health_check=_SLOW
)
hypothesis.settings.load_profile("s2s")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the session's cache folder."""
    shutil.rmtree(_CACHE, ignore_errors=True)
