"""What every naming verb shares: tidy words, one row per thing said, one line in the journal."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TypeVar
from uuid import UUID

from django.db.models import Model

from secondstory.analysis import policies
from secondstory.analysis.models import OfStudy
from secondstory.analysis.words import tidied
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal
from secondstory.timeline.models import Reference

P = TypeVar("P", bound=OfStudy)


def noun(kind: type[Model]) -> str:
    """The name under which the journal speaks of a model: ``missing_control``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def check_of_study(study: Retrospective, things: Collection[OfStudy | Reference], *, field: str) -> None:
    """What is linked belongs to the same study, so that nothing of another one shines through; and is there still."""
    if any(thing.retrospective_id != study.pk for thing in things):
        raise Refusal("This belongs to another study. Choose from this study's own.", code="other_study", field=field)
    if any(_missing(things)):
        raise Refusal("Somebody took this out meanwhile. Choose something else.", code="taken_out", field=field)


def check_is_there(part: OfStudy) -> None:
    """A part that somebody took out meanwhile is not found; saving it would bring it back."""
    if any(_missing([part])):
        raise NotFound()


def _missing(things: Collection[OfStudy | Reference]) -> Iterator[UUID]:
    """One statement for each kind of thing."""
    for kind in {type(thing) for thing in things}:
        ids = {thing.pk for thing in things if type(thing) is kind}
        yield from ids - set(kind._default_manager.filter(pk__in=ids).values_list("pk", flat=True))


@action
def keep(part: P, *, by: Person) -> P:
    """Store a new part of a study's analysis; what is there already, word for word, is returned as it is."""
    policies.check_can_name(type(part), part.retrospective, by)
    tidied(part)
    told = {
        field.attname: getattr(part, field.attname)
        for field in part._meta.concrete_fields
        if field.name not in ("id", "created_at", "created_by")
    }
    same: P | None = type(part)._default_manager.filter(**told).first()
    if same is not None:
        return same
    part.created_by = by
    part.save(force_insert=True)
    record(f"{noun(type(part))}.named", about=part, by=by, study=part.retrospective_id)
    return part
