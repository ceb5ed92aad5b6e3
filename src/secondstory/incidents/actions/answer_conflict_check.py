"""The facilitator says how near they are to what they study. Neutral beats expert; near is said aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.closeness import closeness, unanswered
from secondstory.incidents.models import ConflictCheck, Retrospective, StudyRole
from secondstory.incidents.policies import check_can_read_study, check_is_open
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person

SAYS_OTHERWISE = {
    "was_involved": "The people of this study list you: {involved}. Say yes here, and why you prepare it all the same.",
    "in_authority": "Somebody in this study reports to you. Say yes here, and why you prepare it all the same.",
}


@action
def answer_conflict_check(
    study: Retrospective,
    *,
    by: Person,
    was_involved: bool,
    in_authority: bool,
    owning_expert: bool,
    reason: str = "",
) -> ConflictCheck:
    """Answer for oneself, as the study's facilitator. Any yes comes with a reason (invariant 16).

    Where the study itself knows better than a 'no', it says so instead of storing it.
    """
    if not study.roles.filter(role=StudyRole.Role.FACILITATOR, person=by).exists():
        check_can_read_study(study, by)
        raise NotAllowed("The facilitator answers this for themself.", code="facilitator_only")
    study.refresh_from_db(fields=["state"])
    check_is_open(study)
    words = prose(reason, most=2000, field="reason")
    answers = {"was_involved": was_involved, "in_authority": in_authority, "owning_expert": owning_expert}
    known = closeness(study, by)
    for field in unanswered(ConflictCheck(**answers), known):
        raise Refusal(
            SAYS_OTHERWISE[field].format(involved=", ".join(known.involved)), code="study_says_otherwise", field=field
        )
    if any(answers.values()) and not words:
        raise Refusal(
            "Say in a sentence why you prepare it all the same, so that everybody can weigh it.",
            code="reason_needed",
            field="reason",
        )
    earlier = study.conflict_checks.filter(facilitator=by).first()
    if earlier and all(getattr(earlier, k) == v for k, v in {**answers, "reason": words}.items()):
        return earlier
    check, _ = ConflictCheck.objects.update_or_create(
        retrospective=study,
        facilitator=by,
        defaults={**answers, "reason": words},
        create_defaults={**answers, "reason": words, "created_by": by},
    )
    record("study.conflict_answered", about=study, by=by)
    return check
