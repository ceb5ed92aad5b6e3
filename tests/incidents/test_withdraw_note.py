"""An author takes their words back; the marker stays."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.withdraw_note import withdraw_note
from secondstory.incidents.models import Note
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound


@pytest.fixture
def note(cast: Cast):
    return builders.note(cast.ana, audience="team", team=cast.storage, raw={"text": "kept by an import"})


def test_invariant_28_the_words_go_and_the_marker_stays(cast: Cast, note):
    withdraw_note(note, by=cast.ana)
    note.refresh_from_db()
    assert (note.text, note.raw, note.at, note.created_by) == ("", {}, builders.NOON, cast.ana)
    assert note.withdrawn_at is not None


def test_a_colleague_does_not_take_it_back_whatever_their_role(cast: Cast, note):
    builders.grant(cast.bo, "steward")
    with pytest.raises(NotAllowed):
        withdraw_note(note, by=cast.bo)
    with pytest.raises(NotFound):
        withdraw_note(note, by=cast.cy)
    assert Note.objects.get(pk=note.pk).text


def test_a_note_nobody_signed_is_nobody_s_to_take_back(cast: Cast):
    note = Note.objects.create(text="From an old import", at=builders.NOON, audience="organization")
    with pytest.raises(NotAllowed):
        withdraw_note(note, by=cast.ana)


def test_withdrawing_twice_changes_nothing(cast: Cast, note):
    first = withdraw_note(note, by=cast.ana).withdrawn_at
    assert withdraw_note(Note.objects.get(pk=note.pk), by=cast.ana).withdrawn_at == first
    assert Event.objects.filter(kind="note.withdrawn").count() == 1


def test_the_journal_knows(cast: Cast, note):
    withdraw_note(note, by=cast.ana)
    assert Event.objects.get(kind="note.withdrawn").by == cast.ana


def test_withdrawn_words_cannot_be_put_back(cast: Cast, note):
    withdraw_note(note, by=cast.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(withdrawn_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(text="back again")
