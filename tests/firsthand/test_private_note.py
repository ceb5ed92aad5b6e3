"""A note to oneself is read by oneself, whatever anybody's role."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.firsthand.conftest import SECRET

from secondstory.firsthand.actions.private_note import write_to_oneself
from secondstory.firsthand.models import PrivateNote
from secondstory.firsthand.queries import private_notes
from secondstory.people.refusals import Conflict, NotFound, Refusal


@pytest.mark.requirement("R-001-07")
def test_its_author_reads_it_and_nobody_else_does(story) -> None:
    write_to_oneself(story.study, "care", SECRET, by=story.bo)
    assert private_notes(story.study, story.bo)["care"][1] == SECRET
    builders.grant(story.ana, "steward")
    for other in (story.ana, story.eve, story.cy):
        assert private_notes(story.study, other) == {}
    assert SECRET.encode() not in bytes(PrivateNote.objects.get().sealed)


def test_written_again_it_is_the_same_note(story) -> None:
    first = write_to_oneself(story.study, "reaction", "one", by=story.ana)
    again = write_to_oneself(story.study, "reaction", "two", by=story.ana, seen=first.number)
    assert (again, PrivateNote.objects.count()) == (first, 1)
    with pytest.raises(Conflict):
        write_to_oneself(story.study, "reaction", "three", by=story.ana, seen=first.number)


def test_whoever_does_not_read_the_study_writes_none(story) -> None:
    with pytest.raises(NotFound):
        write_to_oneself(story.study, "care", "x", by=story.cy)


def test_there_are_two_things_to_write_about(story) -> None:
    with pytest.raises(Refusal):
        write_to_oneself(story.study, "verdict", "x", by=story.bo)


def test_two_tabs_that_begin_it_lose_no_word(story) -> None:
    write_to_oneself(story.study, "reaction", "from one tab", by=story.ana, seen=0)
    with pytest.raises(Conflict):
        write_to_oneself(story.study, "reaction", "from the other", by=story.ana, seen=0)
    assert private_notes(story.study, story.ana)["reaction"][1] == "from one tab"


def test_the_same_text_again_changes_nothing(story) -> None:
    first = write_to_oneself(story.study, "reaction", "one", by=story.ana, seen=0)
    again = write_to_oneself(story.study, "reaction", "one", by=story.ana, seen=0)
    assert again.number == first.number == 1


@pytest.mark.requirement("R-002-44")
def test_looking_after_people_is_asked_about_and_the_answer_stays_with_whoever_gave_it(story, client) -> None:
    """What it was like is part of it: asked on a page of one's own, beside the way to somebody to talk to."""
    client.force_login(story.bo)
    page = reverse("study-accounts", args=[story.study.pk])
    text = client.get(page).content.decode()
    for words in ("Who was hurt by this", "What do they need?", "Who can meet that?"):
        assert words in text
    kept = client.post(reverse("note-to-myself", args=[story.study.pk, "care"]), {"text": SECRET, "seen": "0"})
    assert kept.status_code == 303
    assert SECRET in client.get(page).content.decode()
    client.force_login(story.ana)
    assert SECRET not in client.get(page).content.decode()
