"""The rail: a study's stages, each with its state in words. Steps above say their part (config/wiring.py);
all of it is read in the one statement that fetches the study."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Count, F, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse

from secondstory.incidents.models import Retrospective, StepWord
from secondstory.incidents.own_steps import last_said
from secondstory.playbook.process import Stage
from secondstory.ui.moments import day


@dataclass(frozen=True, slots=True)
class Says:
    """``state`` is one of done, open, next; ``words`` is what a person reads."""

    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """What one step tells: ``annotations`` to fetch with the study, and ``says`` from the annotated study."""

    url_name: str
    says: Callable[[Any], Says]
    annotations: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the rail, as the layout draws it (docs/reference/interface-components.md)."""

    key: str
    name: str
    url: str
    state: str
    says: str
    due: str
    good_enough: str


_sources: dict[str, Source] = {}


def source(stage: str, given: Source) -> None:
    """Connect the step that speaks for a stage of the process."""
    _sources[stage] = given
    _told.cache_clear()


def count_of(model: type[Model] | QuerySet[Any], study: str = "retrospective_id") -> Any:
    """A subquery that counts a model's rows of the study, without joining (so counts never multiply)."""
    rows = model if isinstance(model, QuerySet) else model._default_manager.all()
    counted = (
        rows.filter(**{study: OuterRef("pk")})
        .order_by()
        .annotate(_study=F(study))
        .values("_study")
        .annotate(_n=Count("pk"))
        .values("_n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def with_rail(studies: QuerySet[Retrospective]) -> QuerySet[Retrospective]:
    """Studies with what the rail tells of each. For querysets that are read themselves, not put into another one."""
    return studies.select_related("process_version", "incident", "team").annotate(**_told(connection.vendor))


@cache
def _told(vendor: str) -> dict[str, RawSQL]:
    """What all steps ask, in the words of this database. It is the same for every page, and Django would take longer
    to find these words anew each time than the database takes to answer."""
    asked = {name: value for given in _sources.values() for name, value in given.annotations.items()}
    query = Retrospective.objects.order_by().annotate(**asked).query
    compiler = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    told = {}
    for name, value in query.annotations.items():
        words, values = compiler.compile(value)
        told[name] = RawSQL(words, values, output_field=value.output_field)  # noqa: S611  # Django's own words
    return told


def rail(study: Retrospective, *, current: str = "", deadlines: Mapping[str, Any] | None = None) -> list[Step]:
    """The steps of the study's own process version, in its order. ``study`` came through ``with_rail``."""
    due = deadlines if deadlines is not None else dict(study.deadlines.values_list("stage", "due_date"))
    words = last_said(study)
    steps = []
    for stage in study.process_version.process.stages:
        url = _address(stage, study)
        if not url:
            continue
        said = _said(words.get(stage.key)) if stage.own else _sources[stage.key].says(study)
        steps.append(
            Step(
                key=stage.key,
                name=stage.name,
                url=url,
                state="current" if stage.key == current else said.state,
                says=said.words,
                due="" if said.state == "done" or stage.key not in due else f"due {day(due[stage.key], weekday=True)}",
                good_enough=" ".join(stage.good_enough),
            )
        )
    return steps


def without_states(study: Retrospective, *, current: str = "") -> list[Step]:
    """The steps by name alone, for a page on which nothing may tell how far the study has come. No statement."""
    return [
        Step(stage.key, stage.name, url, "current" if stage.key == current else "plain", "", "", "")
        for stage in study.process_version.process.stages
        if (url := _address(stage, study))
    ]


def _said(word: StepWord | None) -> Says:
    """Of a step that the organization added."""
    if word is None:
        return Says("next", "not begun")
    if word.said == StepWord.Said.OPEN:
        return Says("open", "open again")
    return Says("done", "left out here" if word.said == StepWord.Said.LEFT_OUT else "done")


def _address(stage: Stage, study: Retrospective) -> str:
    """'' for a step that this house knows no page for."""
    if stage.own:
        return reverse("own-step", args=[study.pk, stage.key])
    given = _sources.get(stage.key)
    try:
        return reverse(given.url_name, args=[study.pk]) if given else ""
    except NoReverseMatch:
        return ""
