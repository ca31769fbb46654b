"""The documentation runs."""

from __future__ import annotations

import linecache

import pytest

from s2s import rules
from s2s.frontend.language import supported_page
from tests.docs.blocks import PAGES, ROOT, derivative, python_blocks
from tests.docs.scipy_page import VERSION, scipy_page


@pytest.mark.parametrize("page", PAGES)
def test_code_of_page_runs(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    scope: dict = {"__name__": "page"}
    for i, block in enumerate(python_blocks(page)):
        filename = f"<{page} {i}>"
        linecache.cache[filename] = (len(block), None, block.splitlines(keepends=True), filename)
        exec(compile(block, filename, "exec"), scope)


def test_readme_shows_the_generated_derivative() -> None:
    assert derivative() in (ROOT / "README.md").read_text()


def test_supported_page_is_generated() -> None:
    assert (ROOT / "docs" / "supported.md").read_text() == supported_page()


def test_scipy_page_is_generated() -> None:
    page = (ROOT / "docs" / "scipy.md").read_text()
    for name in rules.names():
        if name.startswith("scipy.") and not name.startswith("scipy.stats."):
            assert f"`{name.rpartition('.')[2]}`" in page
    if f"for SciPy {VERSION}:" in page:  # others have other functions
        assert page == scipy_page()
