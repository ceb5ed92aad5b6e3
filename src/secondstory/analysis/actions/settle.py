"""How a question comes to rest: answered, set aside, beyond answering; and open again at any time."""

from __future__ import annotations

from django.utils import timezone

from secondstory.analysis import policies
from secondstory.analysis.models import FormerAnswer, Mystery
from secondstory.analysis.words import tidied
from secondstory.incidents.parts import parts_of
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal

OPEN_STATES = (Mystery.State.OPEN, Mystery.State.FOLLOWED)


@action
def answer(mystery: Mystery, text: str, *, by: Person) -> Mystery:
    """Whoever reads a question may answer it. An answer that stands is not written over: open it again first."""
    policies.check_can_read_question(mystery, by)
    _hold(mystery)
    given = Mystery(question=mystery.question, answer=text)
    if not tidied(given).answer:
        raise Refusal("Write what you know; one line is enough.", code="words_needed", field="answer")
    if mystery.state == Mystery.State.ANSWERED:
        if mystery.answer == given.answer:
            return mystery
        raise Conflict(
            "Somebody answered this already. Read it; then open the question again, or ask the next one.",
            code="answered_already",
            field="answer",
        )
    if mystery.answer != given.answer:
        _keep(mystery, mystery.answer)
    mystery.answer, mystery.state = given.answer, Mystery.State.ANSWERED
    mystery.answered_at, mystery.answered_from_outside = timezone.now(), _is_outside(mystery, by)
    mystery.save(update_fields=["answer", "state", "answered_at", "answered_from_outside"])
    record("mystery.answered", about=mystery, by=by)
    if mystery.answered_from_outside:
        record("mystery.answered_from_outside", about=mystery, by=by)
    return mystery


def _is_outside(mystery: Mystery, by: Person) -> bool:
    """Somebody without a part in its study and in none of its teams. Of a question without a study: neither who asked
    it nor of its team; without a name and a team nobody can tell, so it is not said."""
    study = mystery.retrospective
    teams = {mystery.team_id, study.team_id if study else None} - {None}
    if teams & by.as_reader.team_ids:
        return False
    if study is not None:
        return mystery.raised_by_id != by.pk and study.created_by_id != by.pk and not parts_of(by, study)
    return mystery.raised_by_id != by.pk if mystery.raised_by_id else bool(teams)


@action
def set_aside(mystery: Mystery, reason: str, *, by: Person) -> Mystery:
    """We know that we leave it, and why."""
    return _rest(mystery, Mystery.State.SET_ASIDE, reason, "mystery.set_aside", by)


@action
def declare_unanswerable(mystery: Mystery, reason: str, *, by: Person) -> Mystery:
    """'It cannot be answered' is an answer, with its reason (the logs are gone, nobody was there)."""
    return _rest(mystery, Mystery.State.UNANSWERABLE, reason, "mystery.unanswerable", by)


@action
def reopen(mystery: Mystery, *, by: Person) -> Mystery:
    """Open again. What was said stays on the page, and beside whatever is said next."""
    policies.check_can_read_question(mystery, by)
    _hold(mystery)
    if mystery.state in OPEN_STATES:
        return mystery
    mystery.state = Mystery.State.FOLLOWED if mystery.followings.exists() else Mystery.State.OPEN
    mystery.save(update_fields=["state"])
    record("mystery.reopened", about=mystery, by=by)
    return mystery


def _hold(mystery: Mystery) -> None:
    """As it stands now, until this is written: of two answers at once, the second finds the first."""
    held = Mystery.objects.select_for_update(of=("self",))
    mystery.refresh_from_db(fields=["state", "answer", "reason"], from_queryset=held)


def _keep(mystery: Mystery, text: str, *, is_reason: bool = False) -> None:
    """Before something else is said: what was said stays, without a name as it stood."""
    if text:
        FormerAnswer.objects.create(mystery=mystery, text=text, is_reason=is_reason)


def _rest(mystery: Mystery, state: Mystery.State, reason: str, kind: str, by: Person) -> Mystery:
    policies.check_can_tend(mystery, by)
    _hold(mystery)
    why = tidied(Mystery(question=mystery.question, reason=reason)).reason
    if not why:
        raise Refusal("Say in one sentence why, so that others can follow.", code="reason_needed", field="reason")
    if mystery.state == state and mystery.reason == why:
        return mystery
    if mystery.state == Mystery.State.ANSWERED:
        raise Refusal("This question has an answer. Open it again first.", code="answered_already", field="reason")
    if mystery.reason != why:
        _keep(mystery, mystery.reason, is_reason=True)
    mystery.state, mystery.reason = state, why
    mystery.save(update_fields=["state", "reason"])
    record(kind, about=mystery, by=by)
    return mystery
