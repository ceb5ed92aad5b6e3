"""A team's look at its own practice: statements, what its own studies show about each, and the team's own words.

What stands here are things to look at, never a verdict: no number of how many, no grade, no other team beside it. Each
function reads what the person who looks may read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from secondstory.analysis.models import Condition, ControlAssessment, Mystery, Outcome, SafetyControl, Strength
from secondstory.incidents.models import Involvement, Participant, Retrospective, Signal
from secondstory.measures.known import in_a_line, known_before
from secondstory.measures.models import TeamReading, TeamWord
from secondstory.measures.reach import A_SMALL_TEAM, large_enough
from secondstory.people.models import Person, Team
from secondstory.publishing.models import Publication
from secondstory.recommendations.models import Decision, Recommendation, Status, StatusChange
from secondstory.ui.text import shorten

STUDIES, LINES, WORDS = 6, 6, 200
SILENT = timedelta(days=30)
A_WORKING_WEEK = timedelta(days=7)
TWO_MONTHS = timedelta(days=60)
HALF_A_YEAR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    url: str = ""
    on: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """Whose practice, who looks, when, and the team's last final studies which they read."""

    team: Team
    user: Person
    now: datetime
    studies: Sequence[Retrospective]

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Statement:
    """``shown`` says what the lines are; ``nothing`` what it may mean that there are none."""

    key: str
    says: str
    shown: str
    nothing: str
    evidence: Callable[[Look], Iterable[Line]]


def _at_study(study: Retrospective, text: str) -> Line:
    return Line(f"{study.title}: {text}", reverse("study", args=[study.pk]), study.finalized_at)


def _views(look: Look) -> Iterable[Line]:
    named: dict[object, set[str]] = {study.pk: set() for study in look.studies}
    for study_id, kinds in Participant.objects.filter(retrospective__in=named, left_at=None).values_list(
        "retrospective_id", "involvements"
    ):
        named[study_id] |= set(kinds)
    for study in look.studies:
        there = [kind.label for kind in Involvement if kind.value in named[study.pk]]
        away = [kind.label for kind in Involvement if kind.value not in named[study.pk]]
        heard = f"somebody who {', '.join(there)}" if there else "nobody is named"
        yield _at_study(study, f"{heard}; nobody who {', '.join(away)}" if away and there else heard)


def _unexplained(look: Look) -> Iterable[Line]:
    rows = ControlAssessment.objects.filter(Q(outcome=Outcome.UNKNOWN) | Q(how=""), retrospective__in=look.studies)
    for one in rows.select_related("control", "retrospective").order_by("-retrospective__finalized_at", "id")[:LINES]:
        yield Line(
            f"{one.control.name}, in {one.retrospective.title}",
            reverse("analysis", args=[one.retrospective_id]),
            one.retrospective.finalized_at,
        )


def _spoken_of() -> Exists:
    """Something was said of it after the day it was promised for."""
    return Exists(
        StatusChange.objects.filter(recommendation_id=OuterRef("pk"), created_at__date__gt=OuterRef("target_date"))
    )


def _silent(look: Look) -> Iterable[Line]:
    rows = Recommendation.objects.visible_to(look.user).filter(
        ~_spoken_of(),
        Q(owner_team=look.team) | Q(retrospective__team=look.team),
        decision=Decision.DO,
        status__in=[Status.PLANNED, Status.IN_PROGRESS],
        target_date__lt=look.today - SILENT,
    )
    for one in rows.order_by("target_date", "id")[:LINES]:
        yield Line(f"{one.title}, promised for", reverse("recommendation", args=[one.pk]), one.target_date)


def _unanswered(look: Look) -> Iterable[Line]:
    rows = Signal.objects.visible_to(look.user).filter(
        team=look.team, status=Signal.Status.NEW, reply="", created_at__lt=look.now - A_WORKING_WEEK
    )
    for one in rows.order_by("created_at", "id")[:LINES]:
        yield Line(shorten(one.text, 160), reverse("signals"), one.created_at)


def _alive(look: Look) -> Iterable[Line]:
    rows = Mystery.objects.visible_to(look.user).filter(
        Q(answered_at__gt=F("retrospective__finalized_at")) | Q(state__in=[Mystery.State.OPEN, Mystery.State.FOLLOWED]),
        retrospective__in=look.studies,
    )
    for one in rows.order_by("-created_at", "-id")[:LINES]:
        if one.state == Mystery.State.ANSWERED:
            yield Line(f"Answered after its study was final: {one.question}", _question(one), one.answered_at)
        else:
            yield Line(f"Open: {one.question}", _question(one), one.created_at)


def _question(mystery: Mystery) -> str:
    return reverse("question", args=[mystery.pk])


def _known(look: Look) -> Iterable[Line]:
    for one in known_before(look.studies, look.user)[: 2 * LINES]:
        yield Line(f"{shorten(one.study.title, 80)}. {in_a_line(one)}", one.url, one.at)


def _done(look: Look) -> Iterable[Line]:
    rows = Recommendation.objects.visible_to(look.user).filter(retrospective__team=look.team, status=Status.DONE)
    done = rows.annotate(done_at=Max("status_changes__created_at", filter=Q(status_changes__target=Status.DONE)))
    for one in done.filter(done_at__lt=look.now - TWO_MONTHS).order_by("-done_at", "-id")[:LINES]:
        yield Line(f"{one.title}, done", reverse("recommendation", args=[one.pk]), vars(one)["done_at"])


def _from_afar(look: Look) -> Iterable[Line]:
    far = (Recommendation.Origin.FAR, Recommendation.Origin.UNKNOWN)
    rows = Recommendation.objects.visible_to(look.user).filter(retrospective__in=look.studies, proposed_by_role__in=far)
    for one in rows.exclude(status=Status.IDEA).order_by("-created_at", "-id")[:LINES]:
        yield Line(
            f"{one.title}: from {one.get_proposed_by_role_display()}",
            reverse("recommendation", args=[one.pk]),
            one.created_at,
        )


def _rules(look: Look) -> Iterable[Line]:
    rows = Recommendation.objects.visible_to(look.user).only_adding_a_rule()
    decided = rows.filter(retrospective__in=look.studies, decision=Decision.DO)
    for one in decided.order_by("-created_at", "-id")[:LINES]:
        yield Line(one.title, reverse("recommendation", args=[one.pk]), one.created_at)


def _technical_alone(look: Look) -> Iterable[Line]:
    beyond: dict[object, set[str]] = {study.pk: set() for study in look.studies}
    for study_id, level in (
        Condition.objects.filter(retrospective__in=beyond).order_by().values_list("retrospective_id", "level")
    ):
        beyond[study_id].add(level)
    for study in look.studies:
        levels = [choice.label for choice in Condition.Level if choice.value in beyond[study.pk]]
        yield _at_study(study, ", ".join(levels) or "no condition is written down")


def _strengths(look: Look) -> Iterable[Line]:
    rows = Strength.objects.filter(retrospective__in=look.studies).select_related("retrospective")
    for one in rows.order_by("-retrospective__finalized_at", "created_at", "id")[:LINES]:
        yield Line(
            shorten(one.text, 160), reverse("analysis", args=[one.retrospective_id]), one.retrospective.finalized_at
        )


def _travels(look: Look) -> Iterable[Line]:
    week = look.today - timedelta(days=look.today.weekday())
    texts = Publication.objects.visible_to(look.user).filter(retrospective__in=look.studies)
    rows = list(
        TeamReading.objects.filter(publication__in=texts, week__lt=week)
        .exclude(team=look.team)
        .select_related("publication", "team")
    )
    large = large_enough({row.team_id for row in rows if row.team_id})
    found: dict[Publication, set[str]] = {}
    for row in rows:
        name = row.team.name if row.team and row.team_id in large else A_SMALL_TEAM
        found.setdefault(row.publication, set()).add(name)
    for text, names in sorted(found.items(), key=lambda item: item[0].published_at, reverse=True):
        yield Line(
            f"{text.title}: read by {', '.join(sorted(names))}",
            reverse("publication", args=[text.slug]),
            text.published_at,
        )


def _not_exercised(look: Look) -> Iterable[Line]:
    rows = SafetyControl.objects.filter(team=look.team, stage=SafetyControl.Stage.EXISTS)
    last = rows.annotate(last_on=Max("exercises__on"))
    for one in last.filter(Q(last_on=None) | Q(last_on__lt=look.today - HALF_A_YEAR)).order_by("name", "id")[:LINES]:
        on = vars(one)["last_on"]
        yield Line(
            f"{one.name}{', last' if on else ', never as far as we know'}", reverse("control", args=[one.pk]), on
        )


def _nothing(look: Look) -> Iterable[Line]:
    return ()


STATEMENTS = (
    Statement(
        "several-views",
        "Several points of view are heard.",
        "Who had a part in the last studies",
        "There is no final study of this team that you read.",
        _views,
    ),
    Statement(
        "controls-explained",
        "Of each control we say how it fared, and why that made sense.",
        "Controls of which it stayed open",
        "None stayed open in the last studies. Do the explanations go beyond what the control did?",
        _unexplained,
    ),
    Statement(
        "beyond-the-technical",
        "We look beyond the technical: at the work, the team and what surrounds it.",
        "Where the conditions of the last studies lie",
        "There is no final study of this team that you read.",
        _technical_alone,
    ),
    Statement(
        "what-went-well",
        "We also look at how things went right.",
        "Strengths that the last studies wrote down",
        "None is written down.",
        _strengths,
    ),
    Statement(
        "did-we-know",
        "We know what we knew before.",
        "What was written down before something happened, and was met again",
        "Nothing that was met again was written down before. Was it unknown, or only never linked?",
        _known,
    ),
    Statement(
        "signals",
        "Signals get an answer within a week.",
        "Signals that still wait",
        "None waits. Do people still raise them?",
        _unanswered,
    ),
    Statement(
        "questions-live-on",
        "Questions live beyond the study that asked them.",
        "Questions of the last studies, open or answered later",
        "The last studies left no question open. Did they ask what nobody knows?",
        _alive,
    ),
    Statement(
        "close-to-the-work",
        "What we recommend is shaped by those who do the work.",
        "Recommendations that came from far away, or nobody knows from where",
        "None came from far away.",
        _from_afar,
    ),
    Statement(
        "more-than-rules",
        "We do more than add rules.",
        "What was decided and only adds a rule or an approval",
        "None of it only adds a rule.",
        _rules,
    ),
    Statement(
        "decisions-hold",
        "What we decide to do gets done, or we say aloud that it will not.",
        "Promised for a day that is a month ago and more, and nothing was said since",
        "Of nothing that was promised is it silent.",
        _silent,
    ),
    Statement(
        "does-it-help",
        "We look again at whether what was done helps.",
        "Done two months ago and longer: does it help?",
        "Nothing has been done for two months yet.",
        _done,
    ),
    Statement(
        "controls-exercised",
        "We try our controls before they are needed.",
        "Not exercised for half a year",
        "All were exercised within half a year, or the catalogue names none of this team.",
        _not_exercised,
    ),
    Statement(
        "it-travels",
        "Others learn from what we write.",
        "Which other teams read the last texts",
        "No week that is over tells of a reader outside.",
        _travels,
    ),
    Statement(
        "bad-news",
        "Bad news is welcome here, and whoever brings it is helped.",
        "",
        "Nothing here measures that, on purpose. What do you say?",
        _nothing,
    ),
)
BY_KEY = {one.key: one for one in STATEMENTS}


@dataclass(frozen=True, slots=True)
class Shown:
    statement: Statement
    lines: list[Line]
    newest: TeamWord | None
    earlier: list[TeamWord]


def look_at(team: Team, user: Person, now: datetime | None = None) -> list[Shown]:
    """One or two statements for each, whatever there is, and the team's words in one."""
    now = now or timezone.now()
    studies = list(
        Retrospective.objects.visible_to(user)
        .filter(team=team, finalized_at__isnull=False)
        .select_related("incident")
        .order_by("-finalized_at", "-id")[:STUDIES]
    )
    look = Look(team, user, now, studies)
    said: dict[str, list[TeamWord]] = {}
    rows = TeamWord.objects.filter(team=team).visible_to(user).select_related("created_by").newest_first()
    for word in rows[:WORDS]:
        said.setdefault(word.statement, []).append(word)
    return [
        Shown(one, list(one.evidence(look)), next(iter(words), None), words[1:])
        for one in STATEMENTS
        for words in [said.get(one.key, [])]
    ]
