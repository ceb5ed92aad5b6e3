"""Putting one's own name under something, as one wishes, and taking it away again at any time."""

from __future__ import annotations

from secondstory.bylines.models import Byline
from secondstory.bylines.policies import check_can_sign, check_is_own
from secondstory.bylines.queries import Thing, kind_of, under
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Team
from secondstory.people.refusals import Refusal
from secondstory.publishing.models import Publication


@action
def sign(
    thing: Thing,
    *,
    by: Person,
    shown: str = Byline.Shown.NAME,
    role: str = "",
    team: Team | None = None,
    did: str = "",
    also_outside: bool = False,
) -> Byline:
    """``did`` is what they did, in their words. Again: said anew."""
    check_can_sign(thing, by)
    if shown not in Byline.Shown.values:
        raise Refusal("Say whether by your name, a role or your team.", code="no_such_way", field="shown")
    role = (
        line(role, most=120, field="role", empty="Say which role, such as ‘an engineer on call’.")
        if shown == Byline.Shown.ROLE
        else ""
    )
    if shown != Byline.Shown.TEAM:
        team = None
    elif team is None or not by.memberships.filter(team=team).exists():
        raise Refusal("Choose one of your teams.", code="not_your_team", field="team")
    did = line(did, most=200, field="did")
    also_outside = also_outside and isinstance(thing, Publication)
    found = under(thing).filter(person=by).first()
    said = (shown, role, team.pk if team else None, did, also_outside)
    if found and said == (found.shown, found.role, found.team_id, found.did, found.also_outside):
        return found
    one = found or Byline(**{kind_of(thing): thing}, person=by, created_by=by)
    one.shown, one.role, one.team, one.did, one.also_outside = shown, role, team, did, also_outside
    one.save()
    record("byline.signed", about=one, by=by)
    return one


@action
def take_name_back(byline: Byline, *, by: Person) -> None:
    check_is_own(byline, by)
    if Byline.objects.filter(pk=byline.pk).delete()[0]:
        record("byline.taken_back", about=byline, by=by)
