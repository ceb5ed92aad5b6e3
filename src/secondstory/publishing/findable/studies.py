"""Studies in progress, for those who may read the work: title, focus and every passage.

Once a study is published its edition stands for it in the library; the work behind it stays reachable from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from secondstory.analysis import models as analysis
from secondstory.incidents.models import Retrospective
from secondstory.playbook.transitions import IN_WORDS, State
from secondstory.publishing.circles import is_wider
from secondstory.publishing.findable.findable import Findable, Line, keys_of_work
from secondstory.publishing.findable.passages import KINDS, passages
from secondstory.publishing.findable.rows import Row, columns
from secondstory.publishing.findable.touch import every, of_fact, of_study
from secondstory.publishing.models import Publication
from secondstory.search.document import Document
from secondstory.search.sources import Events, Source, itself
from secondstory.ui.menu import address
from secondstory.writeup.models import WriteUp

TYPE = "study"


def stands_for_it(study: Retrospective) -> bool:
    """Is there an edition in the library for everyone who may read the work?"""
    publication: Publication | None = getattr(study, "publication", None)
    return (
        publication is not None
        and not publication.is_withdrawn
        and not is_wider(study.work_open_to, publication.audience)
    )


def documents(ids: Sequence[UUID]) -> Iterator[Document]:
    found = Retrospective.objects.filter(pk__in=ids).select_related("publication")
    studies = [study for study in found if not stands_for_it(study)]
    words = passages(study.pk for study in studies)
    for study in studies:
        yield Document(
            TYPE,
            study.pk,
            study.title,
            "\n".join([study.learning_focus, *(one.text for one in words.get(study.pk, ()))]),
            frozenset(keys_of_work(study)),
            at=study.created_at,
        )


def of_control(events: Events) -> set[UUID]:
    """A control in the catalogue was described anew: its words stand in each study that assessed it."""
    return set(
        analysis.ControlAssessment.objects.filter(control_id__in=itself(events))
        .order_by()
        .values_list("retrospective_id", flat=True)
    )


def _line(row: Row) -> Line:
    return Line("Study in progress", address("study", row.id), state=IN_WORDS[State(row.more)])


_parts = {kind.model._meta.label_lower: of_study(kind.model, kind.study) for kind in KINDS.values()}

FINDABLE = Findable(
    Source(
        TYPE,
        documents,
        every(Retrospective),
        {
            **_parts,
            "incidents.retrospective": itself,
            "writeup.writeup": of_study(WriteUp),
            "publishing.publication": of_fact,
            "analysis.safetycontrol": of_control,
        },
    ),
    "Studies in progress",
    lambda who, ids: columns(
        TYPE,
        Retrospective.objects.visible_to(who).filter(pk__in=list(ids)),
        at="created_at",
        title="title",
        text="learning_focus",
        more="state",
        place="zone",
    ),
    _line,
)
