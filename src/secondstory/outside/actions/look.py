"""A second pair of eyes, before anything goes out."""

from __future__ import annotations

from secondstory.journal.actions import action, record
from secondstory.outside.models import Look, OutsideVersion, Redaction
from secondstory.outside.policies import check_can_look
from secondstory.outside.queries import held, made_of
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal


@action
def say_seen(version: OutsideVersion, *, seen: str, by: Person) -> Look:
    """``seen`` is the hash of the text that was shown: what changes afterwards is looked at again."""
    check_can_look(version, by)
    if Redaction.objects.filter(version=version, decision=Redaction.Decision.OPEN).exists():
        raise Refusal("Some proposals are not decided yet. Whoever prepares it decides them first.", code="undecided")
    version.refresh_from_db(fields=["left_out", "relative_times", "withdrawn_at"])
    if made_of(held(version)).sha256 != seen:
        raise Conflict("The text changed while you read it. Read it once more.", code="text_changed")
    look, is_new = Look.objects.get_or_create(version=version, created_by=by, sha256=seen)
    if is_new:
        record("outside_version.seen", about=version, by=by, study=version.retrospective_id)
    return look
