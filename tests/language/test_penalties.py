"""A proposed penalty is noticed wherever people write about people, and a machine may be terminated in peace."""

from __future__ import annotations

import pytest

from secondstory.language import check

pytestmark = pytest.mark.requirement("R-000-21", "R-001-11", "R-001-37")

PROPOSED = (
    "The engineer who ran it should be disciplined.",
    "Fire whoever pushed on a Friday.",
    "Revoke her production access until she has passed the course.",
    "Whoever skips the checklist gets a written warning.",
    "We will hold the vendor personally accountable.",
)
LEFT_ALONE = (
    "The virtual machine was terminated.",
    "The alert fired, and was dismissed by the filter.",
    "Nobody was reprimanded, and nobody will be.",
    "We would rather hear the story than punish the team.",
    "Revoke the leaked token.",
)


@pytest.mark.parametrize("surface", ["writeup", "analysis", "recommendation", "comment", "timeline", "reader_note"])
@pytest.mark.parametrize("sentence", PROPOSED)
def test_it_is_noticed_where_people_write_about_people(sentence: str, surface: str) -> None:
    [found] = [one for one in check(sentence, surface=surface) if one.rule == "blame.penalty"]
    assert any("need now" in question for question in found.questions)
    assert found.core is None


@pytest.mark.parametrize("sentence", LEFT_ALONE)
def test_look_alikes_are_left_alone(sentence: str) -> None:
    assert [one for one in check(sentence) if one.rule == "blame.penalty"] == []
