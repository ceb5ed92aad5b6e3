"""Shared entries stand in the merged timeline as their authors tell them, and leave it when their authors take them back."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.firsthand.conftest import story  # noqa: F401  # the same people

from secondstory.firsthand.actions.share import share_account, take_back
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.timeline.actions.place import place_telling
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.models import Placement
from secondstory.timeline.voices import voices_of

WORDS = "I emptied the directory, which is the first step."


@pytest.fixture
def told(story):  # noqa: F811
    entry = story.entry(WORDS)
    share_account(story.account(), "participants", by=story.ana)
    entry.refresh_from_db()
    return entry


def page(client, story) -> str:  # noqa: F811
    return client.get(f"/retrospectives/{story.study.pk}/timeline/").content.decode()


@pytest.mark.requirement("R-000-20", "R-001-36")
def test_shared_with_the_people_it_is_proposed_in_its_author_s_lane(story, told, as_bo) -> None:  # noqa: F811
    (voice,) = voices_of(story.study, story.bo)
    assert (voice.entry.text, voice.entry.lane, voice.entry.status) == (WORDS, "engineer at the standby", "proposed")
    assert WORDS in page(as_bo, story)


def test_shared_with_the_facilitator_alone_it_is_not_in_the_timeline(story, as_bo) -> None:  # noqa: F811
    story.entry(WORDS)
    share_account(story.account(), "facilitator", by=story.ana)
    assert voices_of(story.study, story.bo) == []
    assert WORDS not in page(as_bo, story)


def test_agreed_it_stands(story, told, as_bo) -> None:  # noqa: F811
    place_telling(told, "agreed", by=story.bo)
    place_telling(told, "agreed", by=story.bo)
    (voice,) = voices_of(story.study, story.eve)
    assert voice.entry.status == "agreed"
    assert Event.objects.filter(kind="telling.agreed").count() == 1


def test_linked_it_is_a_source_of_the_entry(story, told, as_bo) -> None:  # noqa: F811
    entry = builders.entry(story.study, "The directory is emptied.")
    place_telling(told, "linked", by=story.bo, entry=entry)
    (voice,) = voices_of(story.study, story.bo)
    assert (voice.is_shown, voice.linked_to) == (False, entry.pk)
    assert "engineer at the standby" in page(as_bo, story)
    with pytest.raises(Refusal, match="Choose an entry"):
        place_telling(told, "linked", by=story.bo)
    with pytest.raises(Refusal, match="Choose an entry"):
        place_telling(told, "linked", by=story.bo, entry=builders.entry(builders.study(story.bo)))


def test_left_it_stays_in_the_account(story, told, as_bo) -> None:  # noqa: F811
    place_telling(told, "left", by=story.bo)
    assert not voices_of(story.study, story.bo)[0].is_shown
    assert WORDS not in page(as_bo, story)


@pytest.mark.parametrize("state", ["agreed", "linked"])
def test_invariant_02_taken_back_it_is_gone_from_the_timeline_at_once(story, told, as_bo, state) -> None:  # noqa: F811
    entry = builders.entry(story.study, "The directory is emptied.") if state == "linked" else None
    place_telling(told, state, by=story.bo, entry=entry)
    take_back(story.account(), by=story.ana)
    assert voices_of(story.study, story.bo) == []
    body = page(as_bo, story)
    assert WORDS not in body
    with pytest.raises(NotFound):
        place_telling(told, "left", by=story.bo)


def test_the_facilitator_decides_and_nobody_else(story, told) -> None:  # noqa: F811
    for other, refusal in ((story.eve, NotAllowed), (story.ana, NotAllowed), (story.cy, NotFound)):
        with pytest.raises(refusal):
            place_telling(told, "agreed", by=other)
    assert not Placement.objects.exists()


def test_who_reads_the_study_but_has_no_part_in_it_reads_no_voice(story, told, as_cy) -> None:  # noqa: F811
    story.study.work_open_to = "organization"
    story.study.save()
    body = page(as_cy, story)
    assert "Timeline" in body
    assert WORDS not in body
    assert "engineer at the standby" not in body


@pytest.mark.parametrize("many", [1, 40])
def test_the_page_takes_as_many_statements_however_many_voices(
    story,  # noqa: F811
    as_bo,
    many,
    django_assert_max_num_queries,
) -> None:
    for number in range(many):
        story.entry(f"{WORDS} {number}")
    share_account(story.account(), "participants", by=story.ana)
    with django_assert_max_num_queries(17):
        page(as_bo, story)


def test_taken_back_between_two_questions_it_is_not_found(story, told, as_bo, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr("secondstory.timeline.views.tellings.tellings_of", lambda *_: [])
    assert as_bo.get(reverse("telling-place", args=[story.study.pk, told.pk])).status_code == 404


def test_the_entry_it_was_linked_to_is_taken_out_and_it_stands_for_itself_again(story, told) -> None:  # noqa: F811
    entry = builders.entry(story.study)
    place_telling(told, "linked", by=story.bo, entry=entry)
    remove_entry(entry, by=story.bo)
    (voice,) = voices_of(story.study, story.eve)
    assert voice.is_shown
    assert voice.state == ""
