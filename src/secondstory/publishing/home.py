"""What the first page shows: what needs somebody, what is in motion, what is new to learn from.

Every part is a few newest rows, so that the page costs the same in a house of any age.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from secondstory.analysis.models import Mystery
from secondstory.incidents.models import Retrospective, StageDeadline, StateChange, StudyRole
from secondstory.incidents.own_steps import with_step_words
from secondstory.incidents.rail import with_rail
from secondstory.playbook.transitions import IN_WORDS, State
from secondstory.publishing.asks import MANY, Ask, asks_of
from secondstory.publishing.circles import published_to
from secondstory.publishing.fingerprint import core
from secondstory.publishing.lasting import Again, again_of
from secondstory.publishing.models import Publication
from secondstory.publishing.opening import with_openings
from secondstory.publishing.stage import RESTING, WORKING, stage_of, step_of
from secondstory.review.models import Edition
from secondstory.review.reading import read_edition
from secondstory.ui.menu import address
from secondstory.ui.moments import day
from secondstory.ui.picture import Picture
from secondstory.writeup.blocks import Timeline
from secondstory.writeup.picture import picture_of

if TYPE_CHECKING:
    from secondstory.people.models import Person

FEW = 5
LANES = 5
# What came of asking about a recommendation that was stuck.
# Where a study stands among the stages of its process.


@dataclass(frozen=True, slots=True)
class Motion:
    """A study on its way: so many steps walked, where it stands, and what is said of that step."""

    study: Retrospective
    url: str
    walked: int
    steps: int
    stands: str
    says: str


@dataclass(frozen=True, slots=True)
class Home:
    asks: list[Ask]
    motions: list[Motion]
    lead: Publication | None
    picture: Picture | None
    shorts: list[Publication]
    questions: list[Mystery]
    again: Again
    team_readers: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.asks or self.motions or self.lead or self.questions)


def home_of(person: Person) -> Home:
    """The same few statements, whatever there is (tests/publishing/test_home.py)."""
    mine = list(_studies(Retrospective.objects.filter(pk__in=_facilitated_by(person))))
    motion = list(_studies(Retrospective.objects.visible_to(person)))
    with_step_words((*mine, *motion))
    deadlines = _deadlines({study.pk for study in (*mine, *motion)})
    publications = list(Publication.objects.visible_to(person).select_related("team").newest_first()[:3])
    with_openings(publications)
    lead = publications[0] if publications else None
    shorts = publications[1:]
    return Home(
        asks=asks_of(person, mine, deadlines),
        motions=[_motion(study, deadlines[study.pk]) for study in motion],
        lead=lead,
        picture=picture_for(lead) if lead else None,
        shorts=shorts,
        questions=list(_open_questions(person)[: 3 - len(shorts)]),
        again=again_of(person, timezone.localdate()),
    )


def published_line(publication: Publication) -> str:
    """'Published to the organization · 9 minutes'."""
    team = publication.team.name if publication.team else ""
    minutes = publication.reading_minutes
    to = published_to(publication.audience, team)
    return f"Published to {to} · {minutes} minute{'' if minutes == 1 else 's'}"


def picture_for(publication: Publication) -> Picture | None:
    """The publication's own timeline as its picture, from the frozen text (one statement)."""
    edition = Edition.objects.get(pk=publication.edition_id)
    for section in read_edition(edition).sections:
        for block in section.blocks:
            if isinstance(block, Timeline):
                picture = picture_of(replace(block, entries=tuple(core(block.entries))))
                if picture is not None:
                    fullest = sorted(picture.lanes, key=lambda lane: -len(lane.placed))[:LANES]
                    picture.lanes[:] = [lane for lane in picture.lanes if lane in fullest][:LANES]
                return picture
    return None


def _facilitated_by(person: Person) -> list[UUID]:
    """The latest studies this person facilitates, as ids: within the next statement the database might walk all
    studies to find them."""
    roles = StudyRole.objects.filter(person=person, role=StudyRole.Role.FACILITATOR)
    return list(roles.order_by("-pk").values_list("retrospective_id", flat=True)[:MANY])


def _studies(rows: QuerySet[Retrospective]) -> QuerySet[Retrospective]:
    came_from = (
        StateChange.objects.filter(retrospective_id=OuterRef("pk"), target=OuterRef("state"))
        .order_by("-created_at", "-id")
        .values("source")[:1]
    )
    moving = rows.filter(state__in=[*WORKING, *RESTING]).order_by("-created_at", "-id")
    return with_rail(moving).annotate(came_from=Subquery(came_from))[:FEW]


def _deadlines(studies: set[UUID]) -> dict[UUID, dict[str, date]]:
    found: dict[UUID, dict[str, date]] = defaultdict(dict)
    for study, stage, due in StageDeadline.objects.filter(retrospective_id__in=studies).values_list(
        "retrospective_id", "stage", "due_date"
    ):
        found[study][stage] = due
    return found


def _motion(study: Retrospective, deadlines: dict[str, date]) -> Motion:
    stage = stage_of(study)
    keys = [one.key for one in study.process_version.process.stages]
    step = step_of(study, deadlines)
    if study.state == State.PAUSED:
        stands = f"Paused until {day(study.resume_on)}" if study.resume_on else "Paused"
        says = ""
    else:
        stands = IN_WORDS[State(study.state)].capitalize()
        due = deadlines.get(stage)
        says = ". ".join(filter(None, [step.says if step else "", f"Due {day(due)}" if due else ""]))
    return Motion(
        study,
        address("study", study.pk),
        keys.index(stage) if stage in keys else 0,
        len(keys),
        stands,
        says,
    )


def _open_questions(person: Person) -> QuerySet[Mystery]:
    return (
        Mystery.objects.visible_to(person)
        .filter(state__in=[Mystery.State.OPEN, Mystery.State.FOLLOWED])
        .order_by("-pk")  # by age: ids begin with the moment
    )
