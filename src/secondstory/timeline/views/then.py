"""The timeline as it looked then. Nothing on this page is later than its moment: no line, no count, no state, no title
(a study's question often tells the end), and no address. What comes next is asked for, and only then looked up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from secondstory.incidents.models import Retrospective
from secondstory.incidents.rail import without_states
from secondstory.people.refusals import NotFound
from secondstory.timeline.dial import dial, read_at
from secondstory.timeline.kept import plain_id
from secondstory.timeline.replay import TEAM, Line, Replay, Side, in_order, people_of, replay_of
from secondstory.timeline.state_of_mind import Facet
from secondstory.timeline.views.frame import STAGE
from secondstory.ui import moments
from secondstory.ui.me import me
from secondstory.ui.text import shorten

# So many new things are named beside the clock; all of them stand in the list.
MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class Day:
    """Where a day begins among the lines."""

    key: str
    order: str
    title: str


@dataclass(frozen=True, slots=True)
class Column:
    """One person, or the team, at the moment. ``places`` are lines and the days they stand in."""

    number: int
    name: str
    is_team: bool
    places: list[Line | Day]
    mind: list[Facet]
    new: frozenset[str]

    @property
    def label(self) -> str:
        return f"What {'the team' if self.is_team else self.name} knew"

    @property
    def mind_label(self) -> str:
        return "What was on their minds" if self.is_team else "What was on their mind"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: whose view, beside whose, and when."""

    replay: Replay
    sides: list[Side]
    at: datetime | None
    step: str

    @property
    def query(self) -> dict[str, str]:
        return dict(zip(("who", "beside"), (side.address for side in self.sides), strict=False))


@login_required
@never_cache
@require_GET
def then(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """``?who=`` a participant or 'team', ``&beside=`` another one, ``&at=`` a moment; ``&step=earlier`` or ``later``
    goes to the next moment at which one of them learned something."""
    study = _study(request, study_id)
    asked = _asked(request, study)
    at, said = asked.at, ""
    firsts = [side.view.moments[0] for side in asked.sides if side.view.moments]
    if at is None:
        at = min(firsts, default=study.incident.happened_at)
    elif asked.step:
        stepped, said = _stepped(asked, at)
        if stepped != at:
            query = urlencode({**asked.query, "at": dial(stepped, study.zone).iso})
            return HttpResponseRedirect(f"{reverse('timeline-then', args=[study.pk])}?{query}")
    clock = dial(at, study.zone, min(firsts, default=None))
    columns = _columns(asked, at, None)
    return render(
        request,
        "timeline/then.html",
        {
            "study": study,
            "zone": study.zone,
            "rail": without_states(study, current=STAGE),
            "clock": clock,
            "columns": columns,
            "said": said,
            "named": [] if said else _named(columns),
            "people": asked.replay.people.values(),
            "who": asked.query["who"],
            "beside": asked.query.get("beside", ""),
            "can_replay": any(side.view.since for side in asked.sides) or bool(asked.replay.side(TEAM).view.since),
            "query": urlencode(asked.query),
        },
    )


@login_required
@never_cache
@require_GET
def step(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """From ``since`` to ``at``, or one ``step`` from ``since``: what became known on the way, and the panel as it is
    then. For the script; going back there is nothing new, and what is later is taken away there."""
    study = _study(request, study_id)
    asked = _asked(request, study)
    since = read_at(request.GET.get("since", ""), study.zone)
    if since is None:
        raise NotFound("Say from which moment: since=2017-01-31T23:27Z.")
    at, said = (asked.at or since), ""
    if asked.step:
        at, said = _stepped(asked, since)
    columns = _columns(asked, at, since)
    first = min((side.view.moments[0] for side in asked.sides if side.view.moments), default=None)
    return render(
        request,
        "timeline/_then_step.html",
        {
            "study": study,
            "zone": study.zone,
            "clock": dial(at, study.zone, first),
            "columns": columns,
            "said": said,
            "named": [] if said or at <= since else _named(columns),
        },
    )


def _study(request: HttpRequest, study_id: UUID) -> Retrospective:
    """Without what the rail tells of it."""
    found = Retrospective.objects.visible_to(me(request)).select_related("process_version", "incident")
    study: Retrospective | None = found.filter(pk=study_id).first()
    if study is None:
        raise NotFound()
    return study


def _asked(request: HttpRequest, study: Retrospective) -> Asked:
    people = people_of(study)
    given = request.GET
    who, beside = (_whose(given.get(name, ""), people) for name in ("who", "beside"))
    looking = [who or TEAM, *([beside] if beside and beside != (who or TEAM) else [])]
    replay = replay_of(study, me(request), people)
    asked_step = given.get("step", "")
    return Asked(
        replay=replay,
        sides=[replay.side(one) for one in looking],
        at=read_at(given.get("at", ""), study.zone),
        step=asked_step if asked_step in ("earlier", "later") else "",
    )


def _whose(given: str, people: Collection[str]) -> str:
    """Whose view an address names: somebody of the study, the team, or nobody there is."""
    plain = plain_id(given)
    return plain if plain == TEAM or plain in people else ""


def _stepped(asked: Asked, at: datetime) -> tuple[datetime, str]:
    """The next moment of any of the sides, or the same one and a sentence."""
    views = [side.view for side in asked.sides]
    if asked.step == "later":
        later = [found for view in views if (found := view.later(at))]
        return (min(later), "") if later else (at, "Nobody in view learned more after this.")
    earlier = [found for view in views if (found := view.earlier(at))]
    return (max(earlier), "") if earlier else (at, "Nobody in view knew anything of it before this.")


def _columns(asked: Asked, at: datetime, since: datetime | None) -> list[Column]:
    """``since`` leaves out what was known by then already."""
    columns = []
    for number, side in enumerate(asked.sides):
        keys = side.view.by(at) if since is None else side.view.between(since, at)
        new = {key for key in keys if side.view.since[key] == at} if since is None else keys
        places = _in_days(side.lines(keys), asked.replay.study.zone)
        columns.append(Column(number, side.name, side.is_team, places, side.mind(at), frozenset(new)))
    return columns


def _in_days(lines: Sequence[Line], zone: str) -> list[Line | Day]:
    where = ZoneInfo(zone)
    places: list[Line | Day] = []
    for date, of_day in groupby(lines, lambda line: line.at.astimezone(where).date()):
        begins = datetime.combine(date, time(), where).astimezone(UTC)
        places.append(Day(f"day-{date.isoformat()}", in_order(begins), moments.day(date, weekday=True)))
        places += of_day
    return places


def _named(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """What is new at the clock, in a few words, each with the place where it stands."""
    found: dict[str, tuple[str, str]] = {}
    for column in columns:
        for place in column.places:
            if isinstance(place, Line) and place.key in column.new:
                text = f"{place.label}: {place.text}" if place.label else place.text
                found.setdefault(place.key, (f"{column.number}-{place.key}", shorten(text, 90)))
    return list(found.values())[-MOST_NAMED:]
