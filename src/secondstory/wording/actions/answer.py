"""What somebody says to a finding: reworded, kept with a reason, or not about this."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from secondstory.incidents.models import Retrospective
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.refusals import NotFound, Refusal
from secondstory.wording.actions.tally import not_here
from secondstory.wording.choices import choices_now
from secondstory.wording.models import HASH, Answer
from secondstory.wording.policies import check_can_answer

if TYPE_CHECKING:
    from secondstory.people.models import Person

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class About:
    """The finding: where it stands, and the hash of the words in their sentence (``looking.quote_of``)."""

    surface: str
    quote: str
    rule: str
    version: int
    field: str = ""
    object_id: UUID | None = None


@action
def answer(study: Retrospective, about: About, state: str, *, by: Person, reason: str = "") -> Answer:
    """Note it. The same answer again changes nothing; another one takes its place."""
    check_can_answer(study, about.surface, by)
    if state not in Answer.State.values:
        raise Refusal("Reword it, keep it with a reason, or say that it is not about this.", code="unknown_answer")
    said = line(reason, most=LONGEST_REASON, field="reason") if state == Answer.State.KEPT else ""
    if state == Answer.State.KEPT and not said:
        raise Refusal(
            "Say in one sentence why it stays. Readers of the final text will read it.",
            code="reason_needed",
            field="reason",
        )
    _check_is_about_something(about)
    same: Answer | None = Answer.objects.filter(
        retrospective=study, surface=about.surface, quote=about.quote, rule=about.rule, version=about.version
    ).first()
    if same and (same.state, same.reason) == (state, said):
        return same
    noted = same or Answer(
        retrospective=study, surface=about.surface, quote=about.quote, rule=about.rule, version=about.version
    )
    noted.field, noted.object_id = about.field[:40], about.object_id
    noted.state, noted.reason = state, said
    noted.created_by, noted.created_at = by, timezone.now()
    noted.save()
    if state == Answer.State.NOT_APPLICABLE:
        not_here(about.rule)
    record("wording.answered", about=noted, by=by, study=study.pk, surface=about.surface, rule=about.rule, state=state)
    return noted


def _check_is_about_something(about: About) -> None:
    if not re.fullmatch(HASH.strip("^$"), about.quote):
        raise Refusal("This answer does not say which words it is about. Reload the page.", code="no_quote")
    rule = choices_now().rules.by_id.get(about.rule)
    if rule is None or rule.version != about.version:
        raise NotFound("This rule changed meanwhile, or is not looked for any more. Reload the page.")
