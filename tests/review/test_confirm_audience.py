"""Somebody looks once more at who will read it."""

from __future__ import annotations

import pytest

from secondstory.incidents.actions.move import GuardHolds
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.review.actions.complete import confirm_audience, finalize
from secondstory.review.guards import audience_confirmed
from secondstory.review.models import AudienceConfirmation


@pytest.fixture
def study(agreed):
    agreed.audience_confirmation.delete()
    return agreed


def test_it_holds_the_end_until_confirmed_and_the_journal_knows(study, cast):
    assert not audience_confirmed(study)
    with pytest.raises(GuardHolds, match="Confirm who will read"):
        finalize(study, by=cast.ana)
    for _ in range(2):
        confirm_audience(study, "organization", by=cast.ana)
    assert audience_confirmed(study)
    assert Event.objects.filter(kind="audience.confirmed", facts__audience="organization").count() == 1


def test_another_audience_asks_again(study, cast):
    confirm_audience(study, "organization", by=cast.ana)
    Retrospective.objects.filter(pk=study.pk).update(audience="public")
    study.refresh_from_db()
    assert not audience_confirmed(study)
    with pytest.raises(Refusal, match="changed meanwhile"):
        confirm_audience(study, "organization", by=cast.ana)
    confirm_audience(study, "public", by=cast.ana)
    assert audience_confirmed(study)
    assert AudienceConfirmation.objects.count() == 1


def test_the_facilitator_confirms_it_and_nobody_else(study, cast):
    with pytest.raises(NotAllowed):
        confirm_audience(study, "organization", by=cast.bo)
    with pytest.raises(NotFound):
        confirm_audience(study, "organization", by=cast.cy)
    assert not AudienceConfirmation.objects.exists()
