"""What a study hopes to learn, for whom, how deep, and who may look on meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.models import Retrospective
from secondstory.incidents.moments import check_zone
from secondstory.incidents.policies import check_can_analyse
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def change_study(
    study: Retrospective,
    *,
    by: Person,
    title: str | None = None,
    learning_focus: str | None = None,
    audience: str | None = None,
    depth: str | None = None,
    work_open_to: str | None = None,
    zone: str | None = None,
    no_strength_because: str | None = None,
) -> Retrospective:
    """Change what is given, leave the rest. The facilitator's, while the study is open."""
    study.refresh_from_db(fields=["state"])
    check_can_analyse(study, by)
    given: dict[str, str] = {}
    if title is not None:
        given["title"] = line(
            title, most=200, field="title", empty="A study needs a title: a question or a plain fact."
        )
    if learning_focus is not None:
        given["learning_focus"] = line(learning_focus, most=1000, field="learning_focus")
    if no_strength_because is not None:
        given["no_strength_because"] = line(no_strength_because, most=1000, field="no_strength_because")
    if audience is not None:
        given["audience"] = _audience(study, audience, "audience", ["", *Audience.values])
    if work_open_to is not None:
        work = [a for a in Audience.values if a != Audience.PUBLIC]
        given["work_open_to"] = _audience(study, work_open_to, "work_open_to", work)
    if depth is not None:
        if depth not in Retrospective.Depth.values:
            raise Refusal("Choose how deep it goes: light, standard or deep.", field="depth")
        given["depth"] = depth
    if zone is not None:
        given["zone"] = check_zone(zone)
    changed = [name for name, value in given.items() if getattr(study, name) != value]
    if changed:
        for name in changed:
            setattr(study, name, given[name])
        study.save(update_fields=changed)
        record("study.changed", about=study, by=by, fields="+".join(changed))
    return study


def _audience(study: Retrospective, audience: str, field: str, allowed: list[str]) -> str:
    if audience not in allowed:
        raise Refusal("Choose one of the audiences in the list.", field=field)
    if audience == Audience.TEAM and study.team_id is None:
        raise Refusal("This study has no team. Choose another audience.", field=field)
    return audience
