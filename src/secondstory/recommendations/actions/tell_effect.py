"""Some weeks after it was done: what came of it? Or: ask again on a later day."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from secondstory.analysis.words import tidied
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.recommendations import policies
from secondstory.recommendations.actions.change import check_web_address
from secondstory.recommendations.models import EffectCheck, EffectLater, Recommendation

LATEST = timedelta(days=730)


@action
def tell_effect(
    recommendation: Recommendation, outcome: str, text: str, *, by: Person, evidence_url: str = ""
) -> EffectCheck:
    """Said twice in the same words it is there once; said anew it stands beside what was said before."""
    recommendation.refresh_from_db()
    policies.check_can_tell_effect(recommendation, by)
    said = tidied(
        EffectCheck(recommendation=recommendation, outcome=outcome, text=text, evidence_url=evidence_url, created_by=by)
    )
    check_web_address(said.evidence_url, field="evidence_url")
    last = EffectCheck.objects.filter(recommendation=recommendation).order_by("-created_at", "-id").first()
    if last and (last.outcome, last.text, last.evidence_url) == (said.outcome, said.text, said.evidence_url):
        return last
    said.save(force_insert=True)
    record(
        "recommendation.effect_told",
        about=recommendation,
        by=by,
        study=recommendation.retrospective_id,
        outcome=said.outcome,
    )
    return said


@action
def ask_again(recommendation: Recommendation, on: date, *, by: Person) -> EffectLater:
    """It is too early to say. Nothing keeps how often."""
    recommendation.refresh_from_db()
    policies.check_can_tell_effect(recommendation, by)
    today = timezone.localdate()
    if not today < on <= today + LATEST:
        raise Refusal("Choose a day to come, within two years.", code="no_day", field="on")
    found, is_new = EffectLater.objects.get_or_create(
        recommendation=recommendation, defaults={"on": on, "created_by": by}
    )
    if is_new or found.on != on:
        found.on = on
        found.save(update_fields=["on"])
        record("recommendation.effect_later", about=recommendation, by=by, study=recommendation.retrospective_id)
    return found
