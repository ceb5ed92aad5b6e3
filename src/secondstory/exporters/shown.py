"""What somebody may take along of a study: exactly what they may read of it (invariants 19 and 30)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from secondstory.exporters.markdown import Head
from secondstory.incidents.models import Retrospective
from secondstory.incidents.querysets import RetrospectiveQuerySet
from secondstory.people.audience import Who
from secondstory.people.refusals import NotFound
from secondstory.publishing.models import Publication
from secondstory.review.models import Edition
from secondstory.review.reading import LaterWords, Since, later_words, read_edition, since_then
from secondstory.review.standing import standing, with_what_is_left
from secondstory.writeup.blocks import Disagreement, Side
from secondstory.writeup.document import Document, document

SOMEONE = "a reviewer"


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a study as one reader sees it: of a final one the frozen edition, with what came later apart."""

    document: Document
    head: Head
    since: Mapping[UUID, Since] = field(default_factory=dict)
    later: Sequence[LaterWords] = ()


def shown_to(user: Who, study_id: UUID) -> Shown:
    """For whoever reads the study's working pages, or its published edition; for everybody else it is not there."""
    study = studies().visible_to(user).filter(pk=study_id).first()
    if study is not None:
        return of_study(study)
    published = Publication.objects.visible_to(user).filter(retrospective_id=study_id).select_related("edition").first()
    if published is None:
        raise NotFound()
    return _frozen(published.edition, published.audience)


def readable_study(user: Who, study_id: UUID) -> Retrospective:
    """The study whose working pages this person reads. A reader of its edition takes the edition along instead."""
    study = studies().visible_to(user).filter(pk=study_id).first()
    if study is None:
        raise NotFound()
    return study


def studies() -> RetrospectiveQuerySet:
    return Retrospective.objects.select_related("incident", "team", "process_version", "edition")


def of_study(study: Retrospective, *, neutral: bool = False) -> Shown:
    """``neutral``: nobody is told apart by their part in the study, as in a bundle, which holds no parts."""
    visibility = study.audience or study.work_open_to
    edition: Edition | None = getattr(study, "edition", None)
    if edition is not None:
        frozen = _frozen(edition, visibility)
        return replace(frozen, later=[replace(one, by="") for one in frozen.later]) if neutral else frozen
    held = standing(study)
    told = with_what_is_left(document(study, standing=map(_neutral, held) if neutral else held), study)
    return Shown(told, Head(study.state_in_words, visibility, tags=_tags(told)))


def _neutral(held: Disagreement) -> Disagreement:
    made, *answers = held.sides
    return replace(held, sides=(Side(made.text, SOMEONE), *answers))


def _frozen(edition: Edition, visibility: str) -> Shown:
    told = read_edition(edition)
    head = Head("final", visibility, edition.sha256, _tags(told))
    return Shown(told, head, since_then(told), later_words(edition))


def _tags(told: Document) -> tuple[str, ...]:
    services = told.facts[0].services if told.facts else ()
    return tuple(dict.fromkeys((told.kind, *services)))
