"""Asking: a question can be opened anywhere, by anyone, with or without a name, and grow from another one."""

from __future__ import annotations

from collections.abc import Collection

from secondstory.analysis import policies
from secondstory.analysis.models import Mystery, SystemPart
from secondstory.analysis.places import place_of
from secondstory.analysis.words import tidied
from secondstory.incidents.models import Incident, Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience, is_wider
from secondstory.people.models import Person, Service, Team
from secondstory.people.refusals import NotFound, Refusal


@action
def raise_mystery(
    question: str,
    *,
    by: Person,
    study: Retrospective | None = None,
    incident: Incident | None = None,
    parent: Mystery | None = None,
    anonymous: bool = False,
    audience: str | None = None,
    team: Team | None = None,
    quote: str = "",
    place: str = "",
    part: SystemPart | None = None,
    services: Collection[Service] = (),
) -> Mystery:
    """A question in a study (whoever takes part), under another question (whoever reads that one), or by itself.

    ``anonymous``: no name is stored, not in the row and not in the journal; so nobody can reword it later but
    the facilitator. A question under another one goes where that one is and is read by whoever reads that one.
    By itself it is read by the organization, or by ``team``. Asked on the page ``place``, about ``quote`` there, it
    belongs to that page's study: whoever reads the page may ask, also when the study is final.
    """
    where = place_of(place, by) if place else None
    if where is not None:
        if parent is not None or (study is not None and study != where.study):
            raise Refusal("This page belongs to another study. Ask on a page of this one.", code="other_study")
        study = where.study
    elif parent is not None:
        policies.check_can_read_question(parent, by)
        study, incident, audience, team = parent.retrospective, parent.incident, parent.audience, parent.team
    elif study is not None:
        check_can_contribute(study, by)
    elif incident is not None and not Incident.objects.visible_to(by).filter(pk=incident.pk).exists():
        raise NotFound()
    if parent is None and study is not None:
        audience = audience or Audience.GROUP
        team = study.team if audience == Audience.TEAM else None
    audience = audience or (Audience.TEAM if team else Audience.ORGANIZATION)
    check_has_readers(audience, team, anonymous=anonymous and study is None)
    if team is not None and study is None and parent is None and team.pk not in by.as_reader.team_ids:
        raise Refusal("Choose a team you belong to, or the whole organization.", code="own_team", field="team")
    check_is_part_of(study, part)
    mystery = Mystery(
        question=question,
        retrospective=study,
        incident=incident,
        parent=parent,
        part=part,
        quote=quote if where else "",
        place=where.path if where else "",
        audience=audience,
        team=team,
        raised_by=None if anonymous else by,
        created_by=None if anonymous else by,
    )
    tidied(mystery)
    same = Mystery.objects.filter(
        question=mystery.question, retrospective=study, incident=incident, parent=parent, raised_by=mystery.raised_by
    )
    if mystery.quote:
        # About other words it is another question: these would be lost.
        same = same.filter(quote=mystery.quote)
    for again in same.visible_to(by).prefetch_related("services").order_by("created_at", "id"):
        # Nothing that is asked for now is missing there; else it is another question, or a wish would be lost.
        if (
            not is_wider(audience, than=again.audience)
            and (again.audience != Audience.TEAM or team is None or again.team_id == team.pk)
            and (part is None or again.part_id == part.pk)
            and set(services) <= set(again.services.all())
        ):
            return again
    mystery.save(force_insert=True)
    mystery.services.set(services)
    record("mystery.raised", about=mystery, by=mystery.raised_by, study=study.pk if study else None)
    return mystery


def check_has_readers(audience: str, team: Team | None, *, anonymous: bool = False) -> None:
    """A question for a team needs the team; one without a name, and of no study, needs somebody who can read it."""
    if audience == Audience.TEAM and team is None:
        raise Refusal(
            "This study belongs to no team. Open the question to the whole organization instead.",
            code="no_team",
            field="audience",
        )
    if audience == Audience.PUBLIC:
        raise Refusal(
            "Questions are opened to a team or to the organization; the public reads them in a published edition.",
            code="not_public",
            field="audience",
        )
    if anonymous and audience == Audience.GROUP:
        raise Refusal(
            "Without a name and without a study nobody could read it. Open it to a team or the organization.",
            code="no_readers",
            field="audience",
        )


def check_is_part_of(study: Retrospective | None, part: SystemPart | None) -> None:
    if part is not None and (study is None or part.retrospective_id != study.pk):
        raise Refusal("This belongs to another study. Choose from this study's own.", code="other_study", field="part")
