"""A recommendation that is stuck is taken further up: said, with the reason, to somebody named who can decide."""

from __future__ import annotations

from secondstory.analysis.words import tidied
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal
from secondstory.recommendations import policies
from secondstory.recommendations.models import Recommendation, Stuck, StuckReply


@action
def say_stuck(recommendation: Recommendation, why: str, *, asked: Person, by: Person, opens: bool = False) -> Stuck:
    """``by`` carries it and asks ``asked``. ``opens``: the facilitator lets them read it, if they do not yet."""
    policies.check_can_carry(recommendation, by)
    recommendation.refresh_from_db()
    policies.check_can_say_stuck(recommendation, by)
    said = tidied(Stuck(recommendation=recommendation, why=why, asked=asked, created_by=by))
    if waits := Stuck.objects.waiting().filter(recommendation=recommendation).select_related("asked").first():
        if (waits.why, waits.asked_id, waits.created_by_id) == (said.why, asked.pk, by.pk):
            return waits
        raise Conflict(
            "Somebody is asked about this already. Say first that it is not stuck any more, or wait for their answer.",
            code="asked_already",
            field="why",
        )
    return _ask(said, by=by, opens=opens, name="asked")


def _ask(said: Stuck, *, by: Person, opens: bool, name: str) -> Stuck:
    recommendation, asked = said.recommendation, said.asked
    if asked.pk == by.pk:
        raise Refusal("Name somebody else: one who can decide what you cannot.", code="not_oneself", field=name)
    if not Recommendation.objects.visible_to(asked).filter(pk=recommendation.pk).exists():
        if not policies.can_open_to(recommendation, by):
            raise Refusal(
                f"{asked} does not read this recommendation. The facilitator of its study can let them, by asking"
                " them; or name somebody who reads it.",
                code="asked_does_not_read",
                field=name,
            )
        if not opens:
            raise Refusal(
                f"{asked} does not read this recommendation yet. Say below that they may, or name somebody who does.",
                code="open_it_first",
                field="opens",
            )
        said.opens_reading = True
    said.save(force_insert=True)
    record("recommendation.stuck", about=recommendation, by=by, study=recommendation.retrospective_id)
    return said


@action
def answer_stuck(
    stuck: Stuck, kind: str, text: str, *, by: Person, hand_to: Person | None = None, opens: bool = False
) -> StuckReply:
    """Decided, handed on to ``hand_to`` (who is asked the same), or what is missing to decide."""
    policies.check_can_answer_stuck(stuck, by)
    reply = tidied(StuckReply(stuck=stuck, kind=kind, text=text, created_by=by))
    if kind == StuckReply.Kind.GOES_ON:
        raise Refusal("Whoever carries it says that it goes on.", code="unknown_choice", field="kind")
    if before := _said_before(reply):
        return before
    if kind == StuckReply.Kind.HANDED_ON and hand_to is None:
        raise Refusal("Say who can decide.", code="hand_to_whom", field="hand_to")
    made = _reply(reply, by=by)
    if kind == StuckReply.Kind.HANDED_ON and hand_to is not None:
        on = Stuck(recommendation=stuck.recommendation, why=stuck.why, asked=hand_to, created_by=by)
        _ask(on, by=by, opens=opens, name="hand_to")
    return made


@action
def goes_on(stuck: Stuck, text: str, *, by: Person) -> StuckReply:
    """Whoever carries it says that it is not stuck any more, or asks nobody for now. What it opened is closed."""
    policies.check_can_carry(stuck.recommendation, by)
    reply = tidied(StuckReply(stuck=stuck, kind=StuckReply.Kind.GOES_ON, text=text, created_by=by))
    return _said_before(reply) or _reply(reply, by=by)


def settle(recommendation: Recommendation, reason: str, *, by: Person) -> None:
    """``by`` was asked and has decided on the recommendation itself: their reason is the answer."""
    for stuck in Stuck.objects.filter(recommendation=recommendation, asked=by, reply=None):
        reply = StuckReply(stuck=stuck, kind=StuckReply.Kind.DECIDED, text=reason, created_by=by)
        _reply(tidied(reply), by=by)


def _said_before(reply: StuckReply) -> StuckReply | None:
    """The same answer, given already; another one is a Conflict, so that neither is lost."""
    before = StuckReply.objects.filter(stuck_id=reply.stuck_id).first()
    if before and (before.kind, before.text, before.created_by_id) != (reply.kind, reply.text, reply.created_by_id):
        raise Conflict(
            "This was answered meanwhile; the answer stands on this page. Your words are still here.",
            code="answered_already",
            field="text",
        )
    return before


def _reply(reply: StuckReply, *, by: Person) -> StuckReply:
    of = reply.stuck.recommendation
    reply.save(force_insert=True)
    record("recommendation.stuck_answered", about=of, by=by, study=of.retrospective_id, kind_of_answer=reply.kind)
    return reply
