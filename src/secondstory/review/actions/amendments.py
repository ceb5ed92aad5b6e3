"""Later words, beside the frozen text, with their own author and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal
from secondstory.review.models import Amendment, Edition
from secondstory.review.policies import check_can_decide_amendment
from secondstory.review.reading import read_edition

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def propose_amendment(edition: Edition, text: str, *, by: Person, reason: str, section_key: str = "") -> Amendment:
    """Anybody who reads an edition may propose words beside it; the caller knows that they read it."""
    if section_key and read_edition(edition).section(section_key) is None:
        raise Refusal("This edition has no such section. Choose one of its own, or none.", field="section_key")
    text = prose(text, field="text", most=8000, empty="Write what belongs beside the text.")
    reason = line(reason, field="reason", most=1000, empty="Say in one sentence why.")
    if same := Amendment.objects.filter(edition=edition, text=text, section_key=section_key, created_by=by).first():
        return same
    made = Amendment.objects.create(edition=edition, text=text, section_key=section_key, created_by=by, reason=reason)
    record("amendment.proposed", about=made, by=by, study=edition.retrospective_id)
    return made


@action
def accept_amendment(made: Amendment, *, by: Person) -> Amendment:
    return _decide(made, Amendment.State.ACCEPTED, by=by, answer="")


@action
def decline_amendment(made: Amendment, reason: str, *, by: Person) -> Amendment:
    reason = line(reason, field="answer", most=1000, empty="Say in one sentence why not.")
    return _decide(made, Amendment.State.DECLINED, by=by, answer=reason)


def _decide(made: Amendment, state: Amendment.State, *, by: Person, answer: str) -> Amendment:
    check_can_decide_amendment(made, by)
    made.refresh_from_db()
    if made.state == state:
        return made
    if made.state != Amendment.State.PROPOSED:
        raise Refusal("This amendment was decided already. A new one can be proposed.", code="decided")
    made.state, made.answer = state, answer
    made.save(update_fields=["state", "answer"])
    record(f"amendment.{state.value}", about=made, by=by, study=made.edition.retrospective_id)
    return made
