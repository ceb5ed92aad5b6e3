"""One type of thing that can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Reader
from secondstory.publishing.findable.rows import Row
from secondstory.search import keys
from secondstory.search.sources import Source


@dataclass(frozen=True, slots=True)
class Line:
    """How a hit reads on the results page: what it is, how it stands (a word with a shape), where it leads."""

    what: str
    url: str
    state: str = ""
    where: str = ""
    where_url: str = ""


@dataclass(frozen=True, slots=True)
class Findable:
    """``rows`` go through the one door (``visible_to``) and hold the words that snippets are made of."""

    source: Source
    heading: str
    rows: Callable[[Reader, Iterable[UUID]], QuerySet[Any, Any]]
    line: Callable[[Row], Line]
    # Whether there may be some of it that everybody reads, also signed out.
    for_everyone: bool = False

    @property
    def type(self) -> str:
        return self.source.type


def keys_of_work(study: Retrospective) -> set[str]:
    """``work_readable`` as keys: a part in the study, having opened it, or it was opened wider."""
    return (
        {keys.study(study.pk)} | keys.people(study.created_by_id) | keys.of_audience(study.work_open_to, study.team_id)
    )
