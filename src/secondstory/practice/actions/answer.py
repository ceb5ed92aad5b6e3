"""Answering a proposal: it is discussed, tried, adopted or declined, each with the reason. What was said stays."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.playbook.models import ProcessVersion
from secondstory.practice.models import Proposal, ProposalAnswer
from secondstory.practice.policies import check_can_answer, check_keeps_process

GIVEN = tuple(state for state in Proposal.State.values if state != Proposal.State.OPEN)


@action
def answer_proposal(
    proposal: Proposal,
    state: str,
    text: str,
    *,
    by: Person,
    look_again_on: date | None = None,
    version: ProcessVersion | None = None,
) -> ProposalAnswer:
    """``look_again_on`` is asked for with what is tried: then it is looked at whether it helped. Twice is once."""
    check_keeps_process(by)
    proposal.refresh_from_db(fields=["state", "look_again_on"])
    if state not in GIVEN:
        raise Refusal("Choose what becomes of it.", field="state")
    text = prose(text, most=4000, field="text", empty="Say why, so that who proposed it can follow.")
    last = ProposalAnswer.objects.filter(proposal=proposal).order_by("-created_at", "-id").first()
    if last and (last.state, last.text, last.created_by_id) == (state, text, by.pk):
        return last
    check_can_answer(proposal, by)
    if state == Proposal.State.TRIED:
        again = look_again_on or proposal.look_again_on
        if again is None or again <= timezone.localdate():
            raise Refusal(
                "Choose a day to come on which you look whether it helped.", code="no_day", field="look_again_on"
            )
        proposal.look_again_on = again
    answer = ProposalAnswer.objects.create(proposal=proposal, state=state, text=text, version=version, created_by=by)
    proposal.state = state
    proposal.save(update_fields=["state", "look_again_on"])
    record("proposal.answered", about=proposal, by=by, state=str(state))
    return answer
