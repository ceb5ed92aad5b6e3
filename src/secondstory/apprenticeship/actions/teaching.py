"""Writing down that somebody taught and others learned, and taking that back. Nothing counts how often."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from secondstory.apprenticeship.models import TeachingMoment
from secondstory.concepts.cards import cards
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.models import Person, Service, Team
from secondstory.people.refusals import NotFound, Refusal
from secondstory.publishing.models import OfferedTalk, Publication
from secondstory.publishing.policies import check_is_own
from secondstory.timeline.models import web_address


@action
def tell_teaching(
    kind: str,
    about: str,
    *,
    by: Person,
    day: date,
    came_of_it: str = "",
    publication: Publication | None = None,
    service: Service | None = None,
    idea: str = "",
    material: str = "",
    taught_it: bool = False,
    team: Team | None = None,
) -> TeachingMoment:
    """By anybody who was there. ``taught_it``: whoever writes it taught, and wishes to be named; nobody names others.
    For the organization, or for ``team``. Told twice it is one."""
    if kind not in TeachingMoment.Kind.values:
        raise Refusal("Choose one of the kinds in the list.", code="unknown_kind", field="kind")
    if day > timezone.localdate():
        raise Refusal("This day is still to come. Write it down when it was.", code="still_to_come", field="day")
    if team is not None and team.pk not in by.as_reader.team_ids:
        raise Refusal("Choose one of your own teams, or the organization.", code="own_team", field="audience")
    if publication is not None and not Publication.objects.visible_to(by).filter(pk=publication.pk).exists():
        raise NotFound()
    if idea and idea not in cards():
        raise Refusal("Choose one of the ideas in the list.", code="unknown_idea", field="idea")
    material = line(material, most=2000, field="material")
    if material and not web_address(material):
        raise Refusal("Write an address that begins with https:// or http://.", code="no_address", field="material")
    told: dict[str, Any] = {
        "kind": kind,
        "day": day,
        "about": line(about, most=200, field="about", empty="Say in a line what it was about."),
        "came_of_it": line(came_of_it, most=300, field="came_of_it"),
        "publication": publication,
        "service": service,
        "idea": idea,
        "material": material,
        "taught_by": by if taught_it else None,
        "audience": Audience.TEAM if team else Audience.ORGANIZATION,
        "team": team,
    }
    found, is_new = TeachingMoment.objects.get_or_create(created_by=by, **told)
    if is_new:
        record("teaching.told", about=found, by=by)
    return found


@action
def say_talk_was_held(talk: OfferedTalk, *, by: Person) -> TeachingMoment:
    """Whoever offered it says that it was held, today. The offer stays until they take it back."""
    check_is_own(talk, by)
    return tell_teaching(
        TeachingMoment.Kind.TALK,
        talk.about[:200],
        by=by,
        day=timezone.localdate(),
        publication=talk.publication,
        taught_it=True,
    )


@action
def take_back_teaching(moment: TeachingMoment, *, by: Person) -> None:
    """By whoever wrote it down."""
    if moment.created_by_id != by.pk:
        raise NotFound()
    if TeachingMoment.objects.filter(pk=moment.pk).delete()[0]:
        record("teaching.taken_back", about=moment, by=by)
