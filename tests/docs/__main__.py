"""Checks that generated pages are up to date; `--write` makes them so."""

import re
import sys

from s2s.frontend.language import supported_page
from tests.docs.blocks import ROOT, derivative
from tests.docs.coverage import coverage_page
from tests.docs.scipy_page import scipy_page
from tests.policy.page import policy_page

readme = ROOT / "README.md"
supported = ROOT / "docs" / "supported.md"
coverage = ROOT / "docs" / "coverage.md"
scipy = ROOT / "docs" / "scipy.md"
policy = ROOT / "docs" / "numerical-policy.md"
text = readme.read_text()
block = f"<!-- derivative -->\n```text\n{derivative()}\n```\n<!-- end -->"
new = re.sub(r"<!-- derivative -->.*?<!-- end -->", lambda _: block, text, flags=re.DOTALL)
if "--write" in sys.argv:
    readme.write_text(new)
    supported.write_text(supported_page())
    coverage.write_text(coverage_page())
    scipy.write_text(scipy_page())
    policy.write_text(policy_page())
elif new != text or supported.read_text() != supported_page() or scipy.read_text() != scipy_page():
    sys.exit(
        "README.md, docs/supported.md or docs/scipy.md is out of date:"
        " run `python -m tests.docs --write`"
    )
