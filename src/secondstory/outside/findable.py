"""Versions for outside as they are found: their own words, and nothing of what they were made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from secondstory.outside.models import OutsideText, OutsideVersion
from secondstory.publishing.findable.edition_words import words_of
from secondstory.publishing.findable.findable import Findable, Line
from secondstory.publishing.findable.rows import columns
from secondstory.publishing.findable.touch import every, within
from secondstory.search import keys
from secondstory.search.document import Document
from secondstory.search.sources import Events, Source
from secondstory.ui.menu import address

TYPE = "outside"


def documents(ids: Sequence[UUID]) -> Iterator[Document]:
    for one in OutsideText.objects.visible_to(None).filter(pk__in=ids):
        words = "\n".join(passage.text for passage in words_of(bytes(one.canonical)))
        yield Document(TYPE, one.pk, one.title, words, frozenset({keys.PUBLIC}), at=one.out_at)


def _of_versions(events: Events) -> set[UUID]:
    """A version that goes out or is withdrawn, and those of its study that it takes the place of."""
    studies = OutsideVersion.objects.filter(pk__in=[event.subject_id for event in events]).values("retrospective_id")
    return set(
        OutsideText.objects.filter(version__retrospective_id__in=studies).order_by().values_list("pk", flat=True)
    )


FINDABLE = Findable(
    Source(
        TYPE,
        documents,
        every(OutsideText),
        {
            "outside.outsideversion": _of_versions,
            "publishing.publication": within(OutsideText, "version__retrospective__publication"),
        },
    ),
    "Told outside",
    lambda who, ids: columns(
        TYPE,
        OutsideText.objects.visible_to(who).filter(pk__in=list(ids)),
        at="out_at",
        title="title",
        text="lead",
        more="kind",
        place="slug",
    ),
    lambda row: Line("A version for outside", address("outside-text", row.place)),
    for_everyone=True,
)
