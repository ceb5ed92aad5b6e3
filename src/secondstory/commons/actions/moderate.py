"""Telling privately that something is not in the spirit, and what those who moderate decide. Nothing goes in silence."""

from __future__ import annotations

from django.utils import timezone

from secondstory.commons.models import Concern, Decision, Discussion, Remark
from secondstory.commons.policies import check_can_moderate, check_can_tell_concern
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal


@action
def tell_concern(remark: Remark, text: str, *, by: Person) -> Concern:
    """One sentence, for those who moderate. While it waits, telling it anew changes its words."""
    remark = Remark.objects.get(pk=remark.pk)
    check_can_tell_concern(remark, by)
    text = line(text, most=500, field="text", empty="Say in one sentence what is not in the spirit.")
    concern, is_new = Concern.objects.get_or_create(
        remark=remark, created_by=by, decision=None, defaults={"text": text}
    )
    if not is_new and concern.text != text:
        concern.text = text
        concern.save(update_fields=["text"])
    if is_new:
        # Who told is no word for the journal: it is read more widely than what is told here.
        record("remark.concern_told", about=remark, by=None)
    return concern


@action
def decide(remark: Remark, verb: str, because: str, *, by: Person) -> Decision:
    """Hide it, leave it, or show it again, each with a reason that its writer reads. What waits is answered by it."""
    remark = Remark.objects.select_for_update(of=("self",)).select_related("discussion").get(pk=remark.pk)
    check_can_moderate(remark, by)
    if verb not in Decision.Verb.values:
        raise Refusal("Choose whether it is hidden, left or shown again.", code="unknown_verb", field="verb")
    because = line(
        because,
        most=1000,
        field="because",
        empty="Say why: whoever wrote it reads this, and nobody’s words go in silence.",
    )
    last = Decision.objects.filter(remark=remark).order_by("-created_at", "-id").first()
    waiting = Concern.objects.filter(remark=remark, decision=None)
    if last and (last.verb, last.because, last.created_by_id) == (verb, because, by.pk) and not waiting.exists():
        return last
    hidden = remark.hidden_at is not None
    if remark.withdrawn_at is not None or hidden != (verb == Decision.Verb.RESTORED):
        raise Conflict(
            "It changed meanwhile: somebody decided, or its writer took it back. Look at how it stands now.",
            code="decided_meanwhile",
        )
    decision = Decision.objects.create(remark=remark, verb=verb, because=because, created_by=by)
    waiting.update(decision=decision)
    if verb != Decision.Verb.LEFT:
        remark.hidden_at = timezone.now() if verb == Decision.Verb.HIDDEN else None
        remark.save(update_fields=["hidden_at"])
        if remark.opens:
            Discussion.objects.filter(pk=remark.discussion_id).update(title_stands=remark.hidden_at is None)
    record(f"remark.{verb}", about=remark, by=by, discussion=remark.discussion_id)
    return decision
