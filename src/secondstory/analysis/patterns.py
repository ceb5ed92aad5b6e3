"""'Did we already know?': what earlier studies met of the same, for somebody who reads them.

A pattern is a list with dates, strongest kind of tie first. Nothing is scored and nothing is counted, and a study
that the reader cannot open leaves no trace: not its title, not a date, not that it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import CharField, F, Func, IntegerField, Model, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from secondstory.analysis.models import (
    Condition,
    ControlAssessment,
    MissingControl,
    OfStudy,
    Outcome,
    SystemicFactor,
    SystemicKind,
)
from secondstory.incidents.models import Incident, Retrospective
from secondstory.incidents.querysets import work_readable
from secondstory.people.audience import Who, reader

MOST = 200  # ties of one study; a busy service alone can have more, and the newest tell enough
WORDS_OF = 2000  # of each list, the newest are looked through for the same words
LAST = 300  # incidents at the services of one that has no study yet, those written down last
T = TypeVar("T", bound=Model)


class TieKind(IntEnum):
    """How two studies are tied, the strongest first. Said by a person goes before anything that was found."""

    LINKED = 1
    SAME_WORDS = 2
    CONTROL = 3
    RECOMMENDATION = 4
    SERVICE = 5
    SAME_KIND = 6


HEADINGS = {
    TieKind.LINKED: "Said to be the same",
    TieKind.SAME_WORDS: "In the same words",
    TieKind.CONTROL: "Controls that both met",
    TieKind.RECOMMENDATION: "Recommended then, and still open",
    TieKind.SERVICE: "The same service",
    TieKind.SAME_KIND: "Of the same kind",
}


@dataclass(frozen=True, slots=True)
class EarlierStudy:
    id: UUID
    title: str
    zone: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing that both met. ``text`` is how the earlier study has it, ``here`` how this one has it where that
    differs; ``kind`` and ``kind_here`` tell a factor's kind or how a control fared; ``url`` leads to it."""

    strength: TieKind
    study: EarlierStudy
    id: UUID
    what: str
    text: str
    url: str
    here: str = ""
    kind: str = ""
    kind_here: str = ""
    more: str = ""


@dataclass(slots=True)
class Met:
    """An earlier study, and all that ties it to this one."""

    study: EarlierStudy
    ties: list[Tie] = field(default_factory=list)

    def add(self, tie: Tie) -> None:
        """Each thing once, by its strongest tie, as those come first. People may have linked it to two of theirs."""
        if tie.strength == TieKind.LINKED or all((tie.id, tie.text) != (known.id, known.text) for known in self.ties):
            self.ties.append(tie)

    @property
    def strongest(self) -> TieKind:
        return min(tie.strength for tie in self.ties)

    @property
    def in_words(self) -> str:
        return HEADINGS[self.strongest]

    @property
    def groups(self) -> list[tuple[str, list[Tie]]]:
        ties = groupby(self.ties, key=lambda tie: tie.strength)
        return [(HEADINGS[strength], list(found)) for strength, found in ties]


# A step above says what it knows of the same, as far as that reader reads it (config/wiring.py).
Source = Callable[[Retrospective, Who], Iterable[Tie]]
_sources: list[Source] = []


def also_tells(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


class Bare(Func):
    """Words as they compare: small letters, without what ends a sentence."""

    template = "RTRIM(LOWER(%(expressions)s), ' .!?')"
    output_field = CharField()


def earlier_studies(study: Retrospective, user: Who) -> QuerySet[Retrospective]:
    """Studies of other incidents that happened before this one, as far as ``user`` reads them."""
    readable = Retrospective.objects.visible_to(user).filter(incident__happened_at__lte=study.incident.happened_at)
    return readable.exclude(incident_id=study.incident_id).order_by()


def studies_of_its_services(incident: Incident, user: Who) -> QuerySet[Retrospective]:
    """Studies of other incidents at the same services, the newest first: what an incident without a study can know.
    Of services that met very many, the incidents written down last are looked through."""
    links = Incident.services.through._default_manager
    of_them = links.filter(service__in=incident.services.order_by().values("pk")).order_by("-pk")
    readable = Retrospective.objects.visible_to(user).filter(incident__happened_at__lte=incident.happened_at)
    same = readable.filter(incident__in=of_them.values("incident_id")[:LAST]).exclude(incident_id=incident.pk)
    return same.select_related("incident").order_by("-incident__happened_at", "-id")


def of_earlier(rows: QuerySet[T], study: Retrospective, user: Who) -> QuerySet[T]:
    """Rows of those studies. Conditions on the row's own joins, so that a few rows stay a few among a hundred thousand."""
    readable = rows.filter(work_readable(reader(user), prefix="retrospective__"))
    before = readable.filter(retrospective__incident__happened_at__lte=study.incident.happened_at)
    return before.exclude(retrospective__incident_id=study.incident_id)


def in_the_same_words(model: type[OfStudy], study: Retrospective) -> QuerySet[Any]:
    """Of the newest of them, those that say what this study says."""
    newest = model._default_manager.order_by("-pk").values("pk")[:WORDS_OF]
    here = model._default_manager.filter(retrospective=study).order_by().annotate(bare=Bare("text")).values("bare")
    same: QuerySet[Any] = model._default_manager.filter(pk__in=newest).annotate(bare=Bare("text"))
    return same.filter(bare__in=here)


def met_before(study: Retrospective, user: Who, most: int = MOST) -> list[Met]:
    """Earlier studies that met some of the same, the strongest tie first, then the newest. Two statements.

    ``most``: ties that this step looks up; they come in that order, so a few are enough to name the first studies.
    """
    ties = _found(study, user, most)
    for source in _sources:
        ties += source(study, user)
    met: dict[UUID, Met] = {}
    for tie in sorted(ties, key=lambda tie: tie.strength):
        met.setdefault(tie.study.id, Met(tie.study)).add(tie)
    newest = sorted(met.values(), key=lambda one: (one.study.happened_at, one.study.id), reverse=True)
    return sorted(newest, key=lambda one: one.strongest)


def with_kinds(study: Retrospective, met: list[Met]) -> list[Met]:
    """Beside what ties them: factors of the same kind. Seven kinds fit nearly every study, so that alone is no tie."""
    by_id = {one.study.id: one for one in met}
    kinds = SystemicFactor.objects.filter(retrospective=study).values("kind")
    for factor in SystemicFactor.objects.filter(retrospective_id__in=by_id, kind__in=kinds).order_by(
        "created_at", "id"
    ):
        one = by_id[factor.retrospective_id]
        one.add(_tie(TieKind.SAME_KIND, one.study, "factor", factor.pk, factor.text, kind=factor.kind))
    return met


SAID = ("rank", "what", "study", "title", "zone", "happened", "row", "text", "here", "kind", "kind_here", "more")


def _arm(
    strength: TieKind, what: str, rows: QuerySet[Any], *, study: str = "retrospective", **said: Any
) -> QuerySet[Any, Any]:
    """Rows of one table in the shape that all of them share, as a union asks for. ``study`` leads to the study."""
    to, pk = (f"{study}__", f"{study}_id") if study else ("", "pk")
    nothing = Value("", output_field=CharField())
    columns = {
        "rank": Value(strength.value, output_field=IntegerField()),
        "what": Value(what, output_field=CharField()),
        "study": F(pk),
        "title": F(f"{to}title"),
        "zone": F(f"{to}zone"),
        "happened": F(f"{to}incident__happened_at"),
        "row": F("pk"),
        **{name: said.get(name, nothing) for name in ("text", "here", "kind", "kind_here", "more")},
    }
    shaped: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(**{f"said_{name}": column for name, column in columns.items()})
        .values_list(*(f"said_{name}" for name in SAID))
    )
    return shaped


def _prose(name: str) -> Cast:
    return Cast(name, CharField())


def _found(study: Retrospective, user: Who, most: int) -> list[Tie]:
    """What this step finds itself, in one statement."""

    def earlier(rows: QuerySet[Any]) -> QuerySet[Any]:
        return of_earlier(rows, study, user)

    factors, conditions = earlier(SystemicFactor.objects.all()), earlier(Condition.objects.all())
    same_factors, same_conditions, same_missing = (
        earlier(in_the_same_words(model, study)) for model in (SystemicFactor, Condition, MissingControl)
    )
    said_here = _prose("seen_again__text")
    arms = [
        _arm(
            TieKind.LINKED, "factor", factors.filter(seen_again__retrospective=study),
            text=_prose("text"), kind=F("kind"), here=said_here,
        ),
        _arm(
            TieKind.LINKED, "condition", conditions.filter(seen_again__retrospective=study),
            text=_prose("text"), kind=F("level"), here=said_here,
        ),
        _arm(TieKind.SAME_WORDS, "factor", same_factors, text=_prose("text"), kind=F("kind")),
        _arm(TieKind.SAME_WORDS, "condition", same_conditions, text=_prose("text"), kind=F("level")),
        _arm(TieKind.SAME_WORDS, "missing", same_missing, text=_prose("text"), more=_prose("met_nothing")),
        _arm(
            TieKind.CONTROL, "control",
            earlier(ControlAssessment.objects.filter(control__assessments__retrospective=study)),
            text=_prose("control__name"), kind=F("outcome"), kind_here=F("control__assessments__outcome"),
            more=_prose("how"),
        ),
        _arm(
            TieKind.SERVICE, "service",
            earlier_studies(study, user).filter(incident__services__incidents=study.incident_id), study="",
            text=_prose("incident__services__name"), kind=_prose("incident__services__slug"),
        ),
    ]  # fmt: skip
    union = arms[0].union(*arms[1:], all=True).order_by("said_rank", "-said_happened", "said_row")[:most]
    ties = []
    for row in union:
        said = dict(zip(SAID, row, strict=True))
        found = EarlierStudy(said["study"], said["title"], said["zone"], said["happened"])
        words = {name: said[name] for name in ("here", "kind", "kind_here", "more")}
        ties.append(_tie(TieKind(said["rank"]), found, said["what"], said["row"], said["text"], **words))
    return ties


ANCHOR = {"condition": "conditions", "missing": "missing"}
# What a kind is called, where it is called anything; how a control fared is drawn from its value.
KINDS: dict[str, dict[str, str]] = {
    "factor": dict(SystemicKind.choices),
    "condition": dict(Condition.Level.choices),
    "control": {value: value for value in Outcome.values},
    "missing": {},
    "service": {},
}


def _tie(
    strength: TieKind, study: EarlierStudy, what: str, id: UUID, text: str, *, kind: str = "", **words: str
) -> Tie:
    if what == "service":
        url = reverse("service-met", args=[kind])
    else:
        anchor = {"control": f"control-{id}", "factor": f"kind-{kind}"}.get(what) or ANCHOR[what]
        url = reverse("analysis", args=[study.id]) + f"#{anchor}"
    return Tie(strength, study, id, what, text, url, kind=KINDS[what].get(kind, ""), **words)
