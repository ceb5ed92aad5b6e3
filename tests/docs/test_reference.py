"""Every command, setting, event and address is documented, and the generated pages are what the code says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
REFERENCE = REPOSITORY / "docs" / "reference"


def test_generated_pages_are_what_the_code_says():
    done = subprocess.run(
        [sys.executable, REPOSITORY / "scripts" / "docs.py", "--check"], capture_output=True, text=True, env=os.environ
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_setting_is_documented():
    used = set()
    for path in (REPOSITORY / "src").rglob("*.py"):
        text = path.read_text()
        used |= set(re.findall(r"\"((?:SECONDSTORY_[A-Z_]+)|DATABASE_URL|PORT)\"", text))
    text = (REFERENCE / "settings.md").read_text()
    assert used, "the search for settings finds none; has their spelling changed?"
    assert {name for name in used if f"`{name}`" not in text} == set()


@pytest.mark.parametrize("page", sorted((REPOSITORY / "docs").rglob("*.md")), ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
