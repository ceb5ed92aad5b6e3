"""What a study asked for is taken back by those who work on it, while its text is open."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.recommendations.asked_too.world import OWN_LINE, kinds, page_of, text_of

from secondstory.incidents.models import Retrospective
from secondstory.people.refusals import NotFound, Refusal
from secondstory.recommendations.actions.ask_too import ask_too, take_ask_back
from secondstory.recommendations.models import AskedToo, Recommendation

pytestmark = pytest.mark.requirement("R-004-106")


def test_it_is_taken_back_and_the_journal_knows(ask, billing, alarm, cast, as_bo):
    place = reverse("ask-too-removal", args=[billing.pk, ask.pk])
    assert as_bo.post(place)["Location"] == page_of(billing)
    assert not AskedToo.objects.exists()
    assert as_bo.post(place).status_code == 302
    take_ask_back(ask, by=cast.bo)
    assert kinds() == ["recommendation.asked_too", "recommendation.not_asked_too"]
    assert Recommendation.objects.filter(pk=alarm.pk, status="planned").exists()


def test_cy_who_work_on_the_study_takes_it_back_without_reading_what_it_asks_for(ask, billing, as_cy):
    as_cy.post(reverse("ask-too-removal", args=[billing.pk, ask.pk]))
    assert not AskedToo.objects.exists()


def test_nobody_else_takes_it_back(ask, billing, storage, cast, as_ana):
    assert as_ana.post(reverse("ask-too-removal", args=[billing.pk, ask.pk])).status_code == 404
    with pytest.raises(NotFound):
        take_ask_back(ask, by=cast.ana)
    as_ana.post(reverse("ask-too-removal", args=[storage.pk, ask.pk]))
    assert AskedToo.objects.exists()


def test_once_the_study_is_final_it_stays(ask, billing, alarm, found, cast, as_bo):
    Retrospective.objects.filter(pk=billing.pk).update(state="final", finalized_at=builders.NOON)
    billing.refresh_from_db()
    ask.refresh_from_db()
    for verb in (
        lambda: take_ask_back(ask, by=cast.bo),
        lambda: ask_too(billing, alarm, by=cast.bo, findings=[found], title="Other words"),
    ):
        with pytest.raises(Refusal, match="final"):
            verb()
    text = text_of(as_bo.get(page_of(billing)))
    assert OWN_LINE in text
    assert "Take it back" not in text
