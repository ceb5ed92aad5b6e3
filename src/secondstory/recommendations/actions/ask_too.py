"""A study asks for a recommendation of another one, too; and takes that back while its text is open."""

from __future__ import annotations

from collections.abc import Collection

from secondstory.analysis.models import Finding
from secondstory.analysis.words import tidied
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.recommendations import policies
from secondstory.recommendations.models import AskedToo, Recommendation


@action
def ask_too(
    study: Retrospective,
    recommendation: Recommendation,
    *,
    by: Person,
    findings: Collection[Finding],
    title: str = "",
    why: str = "",
) -> AskedToo:
    """``title`` is what the readers of ``study`` read of it; without one, in the words it has where it was made. Said
    anew, it is worded anew: a study asks once. Nothing of the recommendation itself changes."""
    policies.check_can_ask_for_study(study, by)
    policies.check_can_read(recommendation, by)
    recommendation.refresh_from_db()
    if recommendation.retrospective_id == study.pk:
        raise Refusal("This study recommends it itself.", code="own_recommendation")
    before = AskedToo.objects.filter(retrospective=study, recommendation=recommendation).first()
    if before is None:
        policies.check_can_be_asked_too(recommendation, by)
    first, *more = _of_study(study, findings)
    ask = before or AskedToo(retrospective=study, recommendation=recommendation, created_by=by)
    said = (ask.title, ask.why, {ask.finding_id, *ask.more.values_list("pk", flat=True)} if before else set())
    ask.title, ask.why, ask.finding = title or recommendation.title, why, first
    tidied(ask)
    if before and said == (ask.title, ask.why, {first.pk, *(one.pk for one in more)}):
        return ask
    ask.save()
    ask.more.set(more)
    kind = "recommendation.asked_too_anew" if before else "recommendation.asked_too"
    record(kind, about=ask, by=by, study=study.pk)
    return ask


@action
def take_ask_back(ask: AskedToo, *, by: Person) -> None:
    """The study asks no longer. Once it is final, what it asked for stays."""
    policies.check_can_take_ask_back(ask, by)
    gone, _ = AskedToo.objects.filter(pk=ask.pk).delete()
    if gone:
        record("recommendation.not_asked_too", about=ask, by=by, study=ask.retrospective_id)


def _of_study(study: Retrospective, findings: Collection[Finding]) -> list[Finding]:
    """In the order they were found, each once."""
    own = sorted({one.pk: one for one in findings}.values(), key=lambda one: (one.created_at, one.pk))
    if any(one.retrospective_id != study.pk for one in own):
        raise Refusal("Choose findings of the study that asks.", code="other_study", field="findings")
    if not own:
        raise Refusal(
            "Choose at least one finding of this study that this grew from.", code="needs_finding", field="findings"
        )
    return own
