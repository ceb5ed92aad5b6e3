"""What a learner writes to themself is theirs alone, until they show it to their mentor."""

from __future__ import annotations

import pytest
from tests import builders
from tests.apprenticeship.conftest import TEXT
from tests.cast import Cast

from secondstory.apprenticeship.actions.notes import (
    change_learner_note,
    keep_back,
    remove_learner_note,
    show_to_mentor,
    write_learner_note,
)
from secondstory.apprenticeship.models import LearnerNote
from secondstory.apprenticeship.queries import words_of
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal

pytestmark = pytest.mark.requirement("R-002-34")


def test_a_learner_writes_to_themself(cast: Cast, note, text):
    kept = LearnerNote.objects.get()
    assert (words_of(kept), kept.publication, kept.shared_with) == (TEXT, text, None)
    assert TEXT.encode() not in bytes(kept.sealed)
    event = Event.objects.get(kind="learner_note.written")
    assert (event.subject_id, event.by, event.facts) == (note.pk, cast.ana, {})


def test_sent_twice_it_is_one(cast: Cast, anas, note, text):
    assert write_learner_note(anas, "read", f" {TEXT}\r\n", publication=text, by=cast.ana) == note
    assert change_learner_note(note, TEXT, by=cast.ana) == note
    assert Event.objects.filter(kind="learner_note.written").count() == 1


def test_nobody_else_reads_it_whatever_their_role(cast: Cast, along, note, dee):
    for other in (cast.bo, cast.cy, dee, None):
        assert not LearnerNote.objects.visible_to(other).exists()


def test_shown_to_the_mentor_it_is_read_by_them_alone(cast: Cast, along, note, dee):
    show_to_mentor(note, by=cast.ana)
    show_to_mentor(note, by=cast.ana)
    assert LearnerNote.objects.visible_to(cast.bo).get() == note
    for other in (cast.cy, dee):
        assert not LearnerNote.objects.visible_to(other).exists()
    keep_back(note, by=cast.ana)
    assert not LearnerNote.objects.visible_to(cast.bo).exists()
    assert Event.objects.filter(kind="learner_note.shown").count() == 1


def test_only_its_author_does_anything_with_it(cast: Cast, along, note):
    show_to_mentor(note, by=cast.ana)
    for verb in (show_to_mentor, keep_back, remove_learner_note):
        for other in (cast.bo, cast.cy):
            with pytest.raises(Refusal):
                verb(note, by=other)
    with pytest.raises(Refusal):
        change_learner_note(note, "Else.", by=cast.bo)
    note.refresh_from_db()
    assert words_of(note) == TEXT


def test_without_a_mentor_there_is_nobody_to_show_it_to(cast: Cast, asked, note):
    with pytest.raises(Refusal) as refused:
        show_to_mentor(note, by=cast.ana)
    assert refused.value.code == "no_mentor"


def test_it_is_about_what_they_read(cast: Cast, anas):
    hidden = builders.study(cast.cy)
    closed = builders.publication(cast.cy, audience="group")
    with pytest.raises(NotFound):
        write_learner_note(anas, "before", "What is it?", study=hidden, by=cast.ana)
    with pytest.raises(NotFound):
        write_learner_note(anas, "read", "What is it?", publication=closed, by=cast.ana)
    builders.role(hidden, cast.ana, "learner")
    assert write_learner_note(anas, "before", "What is it?", study=hidden, by=cast.ana).study == hidden


def test_what_says_nothing_or_is_about_nothing_is_refused(cast: Cast, anas, text):
    for kind, words, about in (
        ("read", " ", text),
        ("read", "So.", None),
        ("before", "So.", None),
        ("else", "So.", text),
    ):
        with pytest.raises(Refusal):
            write_learner_note(anas, kind, words, publication=about, by=cast.ana)
    assert not LearnerNote.objects.exists()


def test_it_is_removed_for_good(cast: Cast, note):
    remove_learner_note(note, by=cast.ana)
    assert not LearnerNote.objects.exists()
    assert Event.objects.filter(kind="learner_note.removed").count() == 1
