"""What work notes and cues share: who reads them, who may change them, taking them out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from secondstory.analysis import policies
from secondstory.analysis.actions.keep import noun
from secondstory.analysis.models import KnownHere
from secondstory.incidents.audiences import usual_team
from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.models import Person, Service, Team
from secondstory.people.refusals import Refusal

K = TypeVar("K", bound=KnownHere)


def begin(thing: K, *, by: Person, study: Retrospective | None, audience: str, team: Team | None, anonymous: bool) -> K:
    """Whose it is and who reads it, before anything is stored. ``anonymous``: no name, in no row and no event."""
    if study is not None:
        check_can_contribute(study, by)
    thing.retrospective = study
    thing.told_by = thing.created_by = None if anonymous else by
    open_to(thing, audience, team, by)
    return thing


def open_to(thing: KnownHere, audience: str, team: Team | None, by: Person) -> None:
    if audience == Audience.PUBLIC:
        raise Refusal(
            "Choose people of the organization; the public reads a published text.", code="not_public", field="audience"
        )
    if audience == Audience.GROUP and thing.retrospective is None:
        raise Refusal("It belongs to no study. Choose a team or the organization.", code="no_study", field="audience")
    if audience != Audience.TEAM:
        team = None
    elif thing.retrospective is not None:
        team = thing.retrospective.team
        if team is None:
            raise Refusal(
                "This study belongs to no team. Choose its people or the organization.",
                code="no_team",
                field="audience",
            )
    else:
        team = team or thing.team or usual_team(by)
        if team is None:
            raise Refusal("You are in no team yet. Choose the organization.", code="no_team", field="audience")
        if team.pk != thing.team_id and team.pk not in by.as_reader.team_ids:
            raise Refusal("Choose a team you belong to, or the organization.", code="own_team", field="audience")
    thing.audience, thing.team = audience, team


def open_anew(thing: KnownHere, audience: str, by: Person) -> None:
    """Somebody else than its teller may close it further, and never opens it to more than were told."""
    order: list[str] = list(Audience.values)
    if thing.told_by_id != by.pk and audience in order[order.index(thing.audience) + 1 :]:
        raise Refusal(
            "Whoever told this chose who reads it. Ask them to open it wider, or tell yours beside it.",
            code="author_only",
            field="audience",
        )
    if audience != thing.audience:
        open_to(thing, audience, None, by)


def store(thing: K, *, by: Person, services: Collection[Service]) -> K:
    thing.save(force_insert=True)
    thing.services.set(services)
    record(
        f"{noun(type(thing))}.told",
        about=thing,
        by=thing.told_by,
        study=thing.retrospective_id,
        audience=thing.audience,
    )
    return thing


def told_again(
    thing: K, names: Iterable[str], services: Collection[Service], beside: Callable[[K], bool] = lambda _: True
) -> K | None:
    """The same, told by the same person (or by nobody): what was sent twice is kept once. ``beside``: whether all that
    stands beside its words is the same, too; else it is another one, so that nothing of it is lost."""
    same = {name: getattr(thing, name) for name in ("retrospective", "told_by", "audience", "team", *names)}
    found: Iterable[K] = type(thing)._default_manager.filter(**same)
    wanted = set(services)
    return next((one for one in found if set(one.services.all()) == wanted and beside(one)), None)


@action
def take_out(thing: KnownHere, *, by: Person) -> None:
    """Out for good, with what was offered on it. Questions that were asked there stay."""
    if not type(thing)._default_manager.filter(pk=thing.pk).exists():
        return
    policies.check_can_change_known(thing, by)
    type(thing)._default_manager.filter(pk=thing.pk).delete()
    record(f"{noun(type(thing))}.taken_out", about=thing, by=by, study=thing.retrospective_id)
