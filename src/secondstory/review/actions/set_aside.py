"""What we leave, by whose choice, and what would bring it back: asked at the end, kept in the final text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.models import Retrospective
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal
from secondstory.review.models import SetAside
from secondstory.review.policies import check_can_lead_review

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def set_aside(
    study: Retrospective,
    kind: str,
    *,
    by: Person,
    nothing: bool = False,
    what: str = "",
    chosen_by: str = "",
    again_when: str = "",
) -> SetAside:
    """Say of one kind what is left, who chose so (a role is enough) and what would make us take it up again; or, with
    ``nothing``, that nothing of it is set aside. Said again, it replaces what was said, until the text is final."""
    study.refresh_from_db(fields=["state"])
    check_can_lead_review(study, by)
    if kind not in SetAside.Kind.values:
        raise Refusal("Choose one of the kinds on this page.", code="unknown_kind", field="kind")
    told = {"what": "", "chosen_by": "", "again_when": ""}
    if not nothing:
        told = {
            "what": line(
                what, field="what", most=1000, empty="Say what is left, or tick that nothing of this is set aside."
            ),
            "chosen_by": line(
                chosen_by, field="chosen_by", most=300, empty="Say who chose so: a person or a group, a role is enough."
            ),
            "again_when": line(
                again_when, field="again_when", most=1000, empty="Say what would make us take it up again."
            ),
        }
    said, is_new = SetAside.objects.get_or_create(
        retrospective=study, kind=kind, defaults={**told, "nothing": nothing, "created_by": by}
    )
    before = (said.nothing, said.what, said.chosen_by, said.again_when)
    if is_new or before != (nothing, *told.values()):
        said.nothing, said.created_by = nothing, by
        said.what, said.chosen_by, said.again_when = told.values()
        said.save()
        record("study.set_aside_said", about=said, by=by, study=study.pk, of=kind)
    return said
