"""What a reader takes with them is theirs, until they share it; without a name it names nobody, by any path."""

from __future__ import annotations

import itertools

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.measures.conftest import at

from secondstory.analysis.models import Mystery
from secondstory.journal.models import Event
from secondstory.measures.actions.note_learned import ask_what_is_not_understood, note_learned, take_back_note
from secondstory.measures.models import ReaderNote
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.actions.withdraw import withdraw

pytestmark = pytest.mark.requirement("R-002-65")
TAKES, WILL, NOT = "The copy tool waits for a checkpoint.", "I look at its log first.", "Why does it print nothing?"


@pytest.fixture
def private(published, cast: Cast) -> ReaderNote:
    return note_learned(published, by=cast.cy, takes=TAKES, will_change=WILL, not_understood=NOT)


def seen_by(client, address: str) -> str:
    return client.get(address).content.decode()


# its own


def test_a_note_is_its_authors_alone(published, private, cast, as_cy):
    assert TAKES in seen_by(as_cy, at(published))
    assert TAKES in seen_by(as_cy, reverse("my-reader-notes"))
    for person in (cast.ana, cast.bo, None):
        assert not ReaderNote.objects.visible_to(person).exists()


def test_nobody_else_finds_it_on_a_page(published, private, as_ana, as_bo, stranger):
    for client in (as_ana, as_bo, stranger):
        for address in (at(published), f"{at(published)}learned/", "/learned/", "/search/?q=checkpoint"):
            shown = seen_by(client, address)
            for words in (TAKES, WILL, NOT):
                assert words not in shown


def test_written_again_it_is_said_anew_and_the_same_again_changes_nothing(published, private, cast):
    assert note_learned(published, by=cast.cy, takes=TAKES, will_change=WILL, not_understood=NOT) == private
    assert Event.objects.filter(kind="reader_note.written").count() == 1
    note_learned(published, by=cast.cy, takes="Else.")
    assert [(one.takes, one.will_change) for one in ReaderNote.objects.all()] == [("Else.", "")]


def test_the_journal_knows_that_and_not_who(private):
    event = Event.objects.get(kind="reader_note.written")
    assert (event.by, event.facts) == (None, {})


def test_it_says_something(published, cast):
    with pytest.raises(Refusal, match="at least one"):
        note_learned(published, by=cast.cy, takes="  ")
    with pytest.raises(Refusal, match="Choose who reads it"):
        note_learned(published, by=cast.cy, takes=TAKES, readers="everyone")


def test_whoever_does_not_read_the_text_writes_none(published, cast, as_cy):
    change_audience(published, to="team", by=cast.ana)
    with pytest.raises(NotFound):
        note_learned(published, by=cast.cy, takes=TAKES)
    assert as_cy.post(f"{at(published)}learned/", {"takes": TAKES, "readers": "me"}).status_code == 404


def test_it_is_not_lost_when_the_text_is_read_no_more(published, private, cast, as_cy):
    withdraw(published, by=cast.ana)
    shown = seen_by(as_cy, reverse("my-reader-notes"))
    assert TAKES in shown
    assert published.title not in shown
    address = reverse("no-reader-note", args=[published.slug, private.pk])
    assert as_cy.post(address)["Location"] == reverse("my-reader-notes")
    assert not ReaderNote.objects.exists()


# shared


def test_shared_it_is_read_by_whoever_reads_the_text_with_its_name(published, cast, as_bo, stranger):
    note_learned(published, by=cast.cy, takes=TAKES, readers="readers")
    assert TAKES in seen_by(as_bo, at(published))
    change_audience(published, to="public", by=cast.ana)
    assert TAKES not in seen_by(stranger, at(published))


def test_it_hides_again_when_its_author_says_so(published, cast):
    note_learned(published, by=cast.cy, takes=TAKES, readers="readers")
    note_learned(published, by=cast.cy, takes=TAKES, readers="me")
    assert not ReaderNote.objects.visible_to(cast.bo).exists()


def test_it_follows_who_reads_the_text(published, cast):
    note_learned(published, by=cast.ana, takes=TAKES, readers="readers")
    change_audience(published, to="team", by=cast.ana)
    assert not ReaderNote.objects.visible_to(cast.cy).exists()
    assert ReaderNote.objects.visible_to(cast.bo).exists()
    withdraw(published, by=cast.ana)
    assert not ReaderNote.objects.visible_to(cast.bo).exists()


def test_of_somebody_who_left_no_name_stands_there(published, cast):
    note_learned(published, by=cast.cy, takes=TAKES, readers="readers")
    cast.cy.is_active = False
    cast.cy.save()
    assert not ReaderNote.objects.visible_to(cast.bo).exists()


# without a name


def test_without_a_name_none_is_stored_anywhere(published, private, cast, as_bo):
    note_learned(published, by=cast.cy, takes=TAKES, readers="nameless")
    (note,) = ReaderNote.objects.all()
    assert (note.person, note.created_by, note.readers) == (None, None, "readers")
    assert "Somebody who read it" in seen_by(as_bo, at(published))
    assert not Event.objects.filter(kind__startswith="reader_note", by__isnull=False).exists()
    assert not Event.objects.filter(subject_id=note.pk, by__isnull=False).exists()


def test_without_a_name_it_is_nobodys_to_take_back(published, cast):
    note = note_learned(published, by=cast.cy, takes=TAKES, readers="nameless")
    with pytest.raises(NotAllowed, match="Whoever wrote"):
        take_back_note(note, by=cast.cy)


def test_sent_twice_without_a_name_it_is_one(published, cast):
    for _ in range(2):
        note_learned(published, by=cast.cy, takes=TAKES, readers="nameless")
    assert ReaderNote.objects.count() == 1


@pytest.mark.django_db
def test_the_database_keeps_no_nameless_note_that_leads_to_somebody(published, cast):
    for wrong in ({"readers": "me"}, {"readers": "readers", "created_by": cast.cy}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReaderNote.objects.create(publication=published, person=None, takes=TAKES, **wrong)


# back, and on


def test_its_author_takes_it_back_twice_is_safe_and_nobody_else_does(published, private, cast):
    with pytest.raises(NotFound):
        take_back_note(private, by=cast.ana)
    for _ in range(2):
        take_back_note(private, by=cast.cy)
    assert not ReaderNote.objects.exists()
    assert Event.objects.filter(kind="reader_note.taken_back").count() == 1


def test_what_is_not_understood_becomes_a_question_by_one_click(published, private, as_cy, cast):
    answer = as_cy.post(f"{at(published)}learned/question/")
    asked = Mystery.objects.get()
    assert answer["Location"] == reverse("question", args=[asked.pk])
    assert (asked.question, asked.raised_by, asked.place) == (NOT, cast.cy, at(published))
    assert asked.audience == "group"
    assert ask_what_is_not_understood(private, by=cast.cy) == asked
    assert Mystery.objects.count() == 1
    assert not ReaderNote.objects.visible_to(cast.ana).exists()


def test_what_was_asked_in_ones_name_does_not_go_into_a_note_without_one(published, private, cast, as_cy):
    ask_what_is_not_understood(private, by=cast.cy)
    with pytest.raises(Refusal, match="in your name") as refused:
        note_learned(published, by=cast.cy, takes=TAKES, not_understood=NOT, readers="nameless")
    assert refused.value.field == "not_understood"
    assert ReaderNote.objects.get() == private
    note_learned(published, by=cast.cy, takes=TAKES, readers="nameless")
    assert ReaderNote.objects.get().person is None


def test_nobody_asks_from_anothers_note(published, private, cast, as_ana):
    assert as_ana.post(f"{at(published)}learned/question/").status_code == 404
    with pytest.raises(NotFound):
        ask_what_is_not_understood(private, by=cast.ana)


def test_a_note_that_understood_all_asks_nothing(published, cast):
    note = note_learned(published, by=cast.cy, takes=TAKES)
    with pytest.raises(Refusal, match="Write first"):
        ask_what_is_not_understood(note, by=cast.cy)


# the form


def test_it_is_written_beside_the_text(published, as_cy):
    told = as_cy.post(f"{at(published)}learned/", {"takes": TAKES, "readers": "me"}, follow=True).content.decode()
    assert "Only you read it." in told
    assert TAKES in told


@pytest.mark.parametrize("words", ["", "  ", "x" * 4001, "a\x00b"])
def test_what_cannot_be_kept_comes_back_as_typed(published, as_cy, words):
    answer = as_cy.post(f"{at(published)}learned/", {"takes": words, "readers": "me"})
    assert answer.status_code == 422
    assert words.strip().replace("\x00", "") in answer.content.decode().replace("\x00", "").replace("�", "")
    assert not ReaderNote.objects.exists()


def test_of_two_windows_neither_writes_over_the_other_unseen(published, as_cy):
    seen = as_cy.get(f"{at(published)}learned/").context["it"].form.fields["seen"].initial
    told = {"takes": TAKES, "readers": "me", "seen": seen}
    assert as_cy.post(f"{at(published)}learned/", told).status_code == 302
    answer = as_cy.post(f"{at(published)}learned/", {**told, "takes": "Something else."})
    assert answer.status_code == 422
    assert "Something else." in answer.content.decode()
    assert ReaderNote.objects.get().takes == TAKES


@pytest.mark.django_db
def test_those_who_took_part_are_led_there_from_what_they_came_to_understand(published, as_bo, as_cy):
    shown = seen_by(as_bo, reverse("study-work", args=[published.retrospective_id]))
    address = reverse("learned-from-study", args=[published.retrospective_id])
    assert address in shown
    assert as_bo.get(address)["Location"] == f"{at(published)}#learned"


def test_the_page_costs_the_same_however_many_notes_there_are(published, cast, as_cy, django_assert_max_num_queries):
    with django_assert_max_num_queries(30) as few:
        as_cy.get(at(published))
    for number, by in itertools.product(range(6), (cast.ana, cast.bo)):
        note_learned(published, by=by, takes=f"{number}", readers="nameless")
    with django_assert_max_num_queries(30) as many:
        as_cy.get(at(published))
    assert len(many) <= len(few) + 1


STEPS = st.lists(st.tuples(st.sampled_from(["me", "readers", "nameless"]), st.integers(0, 3)), max_size=6)


@given(steps=STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_done_before_a_nameless_note_leads_to_nobody(steps, published, cast):
    """Nothing in the measures' tables or in the journal has both the person and the words or the row."""
    with transaction.atomic():
        for readers, number in steps:
            note_learned(published, by=cast.cy, takes=f"words {number}", readers=readers)
        nameless = [one for one in ReaderNote.objects.all() if one.person_id is None]
        with_name = [one for one in ReaderNote.objects.all() if one.person_id]
        assert all(one.created_by_id is None for one in nameless)
        assert len(with_name) <= 1
        if steps and steps[-1][0] == "nameless":
            assert with_name == []
        told = {event.subject_id for event in Event.objects.filter(by=cast.cy)}
        assert not told & {one.pk for one in nameless}
        transaction.set_rollback(True)
