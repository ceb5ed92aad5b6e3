"""A file can be taken out again: a private one by its owner, the study's by whoever brought it or the facilitator."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.evidence.actions.keep_copy import Brought, keep_copy, keep_private_copy
from secondstory.evidence.actions.remove_copy import remove_copy
from secondstory.evidence.models import Copy, SealedContent, SharedContent
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound
from secondstory.timeline.actions.references import add_reference

LOG = Brought("db2.log", b"23:27 replication stops\n")


def test_its_content_goes_with_it(study, cast) -> None:
    remove_copy(keep_copy(study, LOG, by=cast.bo), by=cast.bo)
    assert not Copy.objects.exists()
    assert not SharedContent.objects.exists()
    assert Event.objects.get(kind="copy.removed").by == cast.bo


def test_the_same_bytes_elsewhere_stay(study, cast) -> None:
    keep_copy(study, Brought("other.log", LOG.data), by=cast.ana)
    remove_copy(keep_copy(study, LOG, by=cast.bo), by=cast.bo)
    assert SharedContent.objects.exists()


def test_its_reference_stays(study, cast) -> None:
    reference = add_reference(study, by=cast.bo, file=LOG)
    assert reference.copy
    remove_copy(reference.copy, by=cast.ana)
    reference.refresh_from_db()
    assert (reference.copy, reference.title) == (None, "db2.log")


def test_twice_is_once(study, cast) -> None:
    copy = keep_copy(study, LOG, by=cast.bo)
    again = Copy.objects.get(pk=copy.pk)
    remove_copy(copy, by=cast.bo)
    remove_copy(again, by=cast.bo)
    assert Event.objects.filter(kind="copy.removed").count() == 1


def test_another_participant_asks_whoever_brought_it(study, cast) -> None:
    builders.participant(study, cast.cy)
    copy = keep_copy(study, LOG, by=cast.bo)
    with pytest.raises(NotAllowed):
        remove_copy(copy, by=cast.cy)


def test_a_stranger_learns_nothing(study, cast) -> None:
    copy = keep_copy(study, LOG, by=cast.bo)
    with pytest.raises(NotFound):
        remove_copy(copy, by=cast.cy)


def test_nobody_takes_out_what_is_private_but_its_owner(study, cast) -> None:
    copy = keep_private_copy(study, LOG, by=cast.bo)
    with pytest.raises(NotFound):
        remove_copy(copy, by=cast.ana)
    study.participants.all().delete()  # also after they left
    remove_copy(copy, by=cast.bo)
    assert not SealedContent.objects.exists()
