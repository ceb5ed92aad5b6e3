"""It is retired, with a reason, and never deleted."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.agreements.conftest import begin, to_come
from tests.cast import Cast

from secondstory.agreements.actions.retire import retire_agreement
from secondstory.agreements.actions.write import write_version
from secondstory.agreements.models import Agreement, AgreementRetirement
from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal

BECAUSE = "The tool it speaks of is gone."


@pytest.mark.requirement("R-001-50")
def test_somebody_of_the_practice_retires_it_and_it_stays_to_be_read(cast: Cast, published):
    retire_agreement(published.agreement, because=BECAUSE, by=cast.bo)
    assert Agreement.objects.visible_to(cast.cy).get().retirement.because == BECAUSE
    event = Event.objects.get(kind="agreement.retired")
    assert (event.by, event.facts) == (cast.bo, {})
    with pytest.raises(Refusal, match="retired"):
        write_version(published.agreement, "Else", "Else.", by=cast.ana, look_again_on=to_come(), why="So.")


def test_twice_is_once(cast: Cast, published):
    for by in (cast.bo, cast.bo, cast.ana):
        assert retire_agreement(published.agreement, because=BECAUSE, by=by).because == BECAUSE
    assert AgreementRetirement.objects.count() == Event.objects.filter(kind="agreement.retired").count() == 1


def test_of_two_reasons_neither_is_lost(cast: Cast, published, as_bo):
    retire_agreement(published.agreement, because=BECAUSE, by=cast.ana)
    with pytest.raises(Conflict, match="retired meanwhile"):
        retire_agreement(published.agreement, because="Something else.", by=cast.bo)
    url = reverse("agreement-retirement", args=[published.agreement_id])
    answer = as_bo.post(url, {"because": "Something else."})
    assert answer.status_code == 422
    assert BECAUSE in answer.text
    assert "Something else." in answer.text


def test_begun_anew_it_is_another_one(cast: Cast, draft):
    retire_agreement(draft.agreement, because=BECAUSE, by=cast.bo)
    assert begin(cast.ana, cast.storage).agreement != draft.agreement


def test_it_says_why(cast: Cast, published):
    with pytest.raises(Refusal) as refused:
        retire_agreement(published.agreement, because=" ", by=cast.bo)
    assert refused.value.field == "because"


@pytest.mark.requirement("R-001-51")
def test_whoever_is_not_of_the_practice_does_not(cast: Cast, published, dee):
    for outsider in (cast.cy, dee):
        with pytest.raises(NotAllowed):
            retire_agreement(published.agreement, because=BECAUSE, by=outsider)
    assert not AgreementRetirement.objects.exists()


def test_a_draft_is_not_there_for_others(cast: Cast, draft):
    with pytest.raises(NotFound):
        retire_agreement(draft.agreement, because=BECAUSE, by=cast.cy)
