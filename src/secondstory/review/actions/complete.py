"""The end of a study: the audience looked at once more, two people who say it is complete, and the edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.actions.move import move
from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_facilitate
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal
from secondstory.playbook.transitions import State
from secondstory.review.canonical import canonical, fingerprint
from secondstory.review.models import AudienceConfirmation, Completion, Edition
from secondstory.review.policies import check_can_lead_review, check_can_note_complete
from secondstory.review.standing import draft, text_now

if TYPE_CHECKING:
    from secondstory.people.models import Person


def _fresh(study: Retrospective) -> Retrospective:
    """The study as it is now, in turn: what is noted and frozen is what stands in the database."""
    return Retrospective.objects.select_related("incident", "team", "process_version").get(pk=study.pk)


@action
def confirm_audience(study: Retrospective, audience: str, *, by: Person) -> AudienceConfirmation:
    """Confirm who will read the final text. It must be the audience the study has now, or the page was old."""
    study.refresh_from_db(fields=["audience", "state"])
    check_can_lead_review(study, by)
    if not study.audience or audience != study.audience:
        raise Refusal(
            "The audience changed meanwhile. Look at it again, then confirm it.",
            code="audience_changed",
            field="audience",
        )
    confirmed, is_new = AudienceConfirmation.objects.get_or_create(
        retrospective=study, defaults={"audience": audience, "created_by": by}
    )
    if is_new or confirmed.audience != audience:
        confirmed.audience, confirmed.created_by = audience, by
        confirmed.save(update_fields=["audience", "created_by"])
        record("audience.confirmed", about=study, by=by, audience=audience)
    return confirmed


@action
def note_complete(study: Retrospective, *, by: Person, capacity: str) -> Completion:
    """Note formally that the write-up is complete. A text changed later asks for the note again."""
    if capacity not in Completion.Capacity.values:
        raise Refusal("Note it as the facilitator or as a reviewer.", code="unknown_capacity", field="capacity")
    study = _fresh(study)
    check_can_note_complete(study, by, capacity)
    now = text_now(study)
    same = Completion.objects.filter(retrospective=study, capacity=capacity, created_by=by, sha256=now).first()
    if same:
        return same
    Completion.objects.filter(retrospective=study, capacity=capacity).delete()
    noted = Completion.objects.create(retrospective=study, capacity=capacity, created_by=by, sha256=now)
    record("write_up.complete", about=study, by=by, capacity=capacity)
    return noted


@action
def finalize(study: Retrospective, *, by: Person) -> Edition:
    """Freeze the edition, when every guard of the table holds. Again, it gives the edition that is there."""
    check_can_facilitate(study, by)
    existing: Edition | None = Edition.objects.filter(retrospective=study).first()
    if existing:
        return existing
    move(study, State.FINAL, by=by)
    assert study.finalized_at is not None
    content = canonical(draft(_fresh(study), final_at=study.finalized_at))
    edition = Edition.objects.create(
        retrospective=study,
        canonical=content,
        sha256=fingerprint(content),
        finalized_at=study.finalized_at,
        created_by=by,
    )
    record("study.finalized", about=edition, by=by, study=study.pk, sha256=edition.sha256)
    return edition
