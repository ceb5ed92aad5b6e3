"""References say where something can be looked up; they are attached to entries, and their links are watched by hand."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal
from secondstory.timeline.actions.references import add_reference, attach_reference, detach_reference, note_link
from secondstory.timeline.models import Entry, Reference

URL = "https://status.example.org/incidents/7"


@pytest.fixture
def entry(study) -> Entry:
    return builders.entry(study)


@pytest.fixture
def reference(study, cast) -> Reference:
    return add_reference(study, by=cast.bo, title="Public status", url=URL, kind="report")


def test_a_participant_adds_one(reference, cast) -> None:
    assert Reference.objects.get() == reference
    assert (reference.title, reference.kind, reference.created_by) == ("Public status", "report", cast.bo)


def test_without_a_title_its_address_gives_one(study, cast) -> None:
    assert add_reference(study, by=cast.bo, url=URL).title == "status.example.org/incidents/7"


def test_the_same_address_twice_is_one_reference(study, reference, cast) -> None:
    again = add_reference(study, by=cast.ana, url=URL, excerpt="We are looking into it.")
    assert again == reference
    assert again.excerpt == "We are looking into it."
    assert again.captured_at
    assert Event.objects.filter(kind="reference.added").count() == 1


@pytest.mark.requirement("R-002-60", "R-003-10")
def test_a_talk_needs_no_address(study, cast) -> None:
    assert add_reference(study, by=cast.bo, title="Talk with the vendor", kind="talk").href == ""


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "title"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "data:text/html,x"}, "url"),
        ({"url": "status.example.org"}, "url"),
        ({"url": "https://[half"}, "url"),
        ({"url": "https://example.org/" + "x" * 2000}, "url"),
        ({"title": "x" * 1_000_000}, "title"),
        ({"title": "NUL \x00"}, "title"),
        ({"title": "A log", "excerpt": "x" * 4001}, "excerpt"),
        ({"title": "A log", "kind": "rumor"}, "kind"),
    ],
)
def test_what_cannot_be_stored_is_asked_for_again(study, cast, fields, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        add_reference(study, by=cast.bo, **fields)
    assert refused.value.field == field
    assert not Reference.objects.exists()


def test_an_imported_address_that_would_run_is_no_link(study) -> None:
    assert Reference(retrospective=study, title="x", url="javascript:alert(1)").href == ""


def test_it_is_attached_once(entry, reference, cast) -> None:
    attach_reference(entry, reference, by=cast.bo)
    attach_reference(entry, reference, by=cast.bo)
    assert entry.references.get() == reference
    assert Event.objects.get(kind="reference.attached").facts["reference"] == str(reference.pk)


def test_it_is_taken_off_and_stays_in_the_list(entry, reference, cast) -> None:
    attach_reference(entry, reference, by=cast.bo)
    detach_reference(entry, reference, by=cast.bo)
    detach_reference(entry, reference, by=cast.bo)
    assert not entry.references.exists()
    assert Reference.objects.exists()
    assert Event.objects.filter(kind="reference.detached").count() == 1


def test_one_of_another_study_is_not_attached(entry, cast) -> None:
    other = builders.study(cast.ana)
    foreign = Reference.objects.create(retrospective=other, title="Elsewhere")
    with pytest.raises(Refusal, match="another study"):
        attach_reference(entry, foreign, by=cast.ana)


def test_that_a_link_is_gone_is_noted_and_taken_back(reference, cast) -> None:
    note_link(reference, works=False, by=cast.bo)
    note_link(reference, works=False, by=cast.bo)
    assert reference.gone_at
    note_link(reference, works=True, by=cast.bo)
    assert reference.gone_at is None
    assert Event.objects.filter(kind="reference.link_noted").count() == 2


def test_a_stranger_learns_nothing(study, entry, reference, cast) -> None:
    with pytest.raises(NotFound):
        add_reference(study, by=cast.cy, title="A log")
    with pytest.raises(NotFound):
        attach_reference(entry, reference, by=cast.cy)
    with pytest.raises(NotFound):
        detach_reference(entry, reference, by=cast.cy)
    with pytest.raises(NotFound):
        note_link(reference, works=False, by=cast.cy)


def test_a_final_study_stays_as_it_is(reference, entry, final_study, cast) -> None:
    with pytest.raises(Refusal, match="final"):
        add_reference(final_study, by=cast.bo, title="A log")
    with pytest.raises(Refusal, match="final"):
        attach_reference(entry, reference, by=cast.bo)


def test_another_excerpt_of_the_same_page_is_kept_beside_the_first(study, cast) -> None:
    one = add_reference(study, by=cast.bo, url=URL, excerpt="We are looking into it.")
    other = add_reference(study, by=cast.ana, url=URL, excerpt="It is over.")
    assert (one.excerpt, other.excerpt, Reference.objects.count()) == ("We are looking into it.", "It is over.", 2)
    assert add_reference(study, by=cast.ana, url=URL, excerpt="It is over.") == other
