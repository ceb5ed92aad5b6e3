"""Disagreements from review that stay on record, and the text they are part of."""

from __future__ import annotations

from datetime import datetime

from secondstory.incidents.models import Retrospective
from secondstory.review.canonical import canonical, fingerprint
from secondstory.review.models import Comment
from secondstory.writeup.blocks import Disagreement, Side
from secondstory.writeup.document import Document, document
from secondstory.writeup.voices import Voices, voices


def standing(study: Retrospective) -> tuple[Disagreement, ...]:
    """Each comment that stands, with both sides of equal weight; people by how they chose to be shown. While a round
    begins with everybody's own reading, what stands in it is not in the text yet."""
    held = list(
        Comment.objects.told_to_all()
        .filter(round__retrospective=study, state=Comment.State.STANDS)
        .select_related("section")
        .order_by("created_at", "id")
    )
    shown = voices(study.pk) if held else Voices()
    return tuple(
        Disagreement(
            made.section.heading if made.section else "The write-up",
            (Side(made.text, made.round_name or shown.of(made.created_by_id)), Side(made.answer, "the write-up")),
            section=made.section.key if made.section else "",
        )
        for made in held
    )


def draft(study: Retrospective, *, final_at: datetime | None = None) -> Document:
    """The whole document as of now, what stands from review included: what readers see, what an edition
    freezes, what exports write."""
    return document(study, standing=standing(study), final_at=final_at)


def text_now(study: Retrospective) -> str:
    """The fingerprint of the document as it reads now; 'complete' is said about one text."""
    return fingerprint(canonical(draft(study)))
