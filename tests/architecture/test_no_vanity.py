"""No page, event or export presents a number that would pass for learning: nines, times to recover, scores, verdicts."""

from __future__ import annotations

import re

import pytest
from tests.architecture.test_no_root_no_blame import name, templates

from secondstory.journal.kinds import KINDS

VANITY = re.compile(
    r"\bMTT[RDFA]\b|\bnines\b|\b99\.9|\buptime\b|\bavailability (?:of|target|score|number)"
    r"|\b(?:safety|blame|maturity|reliability) score\b"
    r"|\b(?:un)?safe to\b|\bnumber of incidents\b|\bincident count\b|\bleader ?board\b|\bdays since\b",
    re.IGNORECASE,
)


@pytest.mark.requirement("R-002-16", "R-002-50", "R-002-62")
def test_no_page_holds_a_number_that_would_pass_for_learning() -> None:
    found = [f"{name(path)}: {hit[0]}" for path in templates() for hit in VANITY.finditer(path.read_text("utf-8"))]
    assert found == []


def test_no_event_is_about_one() -> None:
    assert [kind for kind, told in KINDS.items() if VANITY.search(f"{kind} {told}")] == []


@pytest.mark.parametrize(
    "words", ["MTTR this month", "our safety score", "five nines", "days since the last", "Incident count"]
)
def test_such_a_number_would_be_seen(words: str) -> None:
    assert VANITY.search(words)
