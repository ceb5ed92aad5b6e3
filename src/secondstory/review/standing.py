"""Disagreements from review that stay on record, and the text they are part of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from secondstory.incidents.models import Retrospective
from secondstory.review.canonical import canonical, fingerprint
from secondstory.review.models import Comment, SetAside
from secondstory.writeup.blocks import Disagreement, Side
from secondstory.writeup.document import Document, Section, document
from secondstory.writeup.voices import Voices, voices

# The key of the section that says what is set aside.
LEFT = "set_aside"


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
    return with_what_is_left(document(study, standing=standing(study), final_at=final_at), study)


def with_what_is_left(told: Document, study: Retrospective) -> Document:
    """With a last section of what is set aside and by whose choice, where that was said (one statement). It is prose in
    the text rather than beside it, since two people note the whole of it as complete; and so the format stays as it is."""
    by_kind = {one.kind: one for one in SetAside.objects.filter(retrospective=study)}
    said = [by_kind[kind] for kind in SetAside.Kind.values if kind in by_kind]
    if not said:
        return told
    prose = "\n\n".join(_left(one) for one in said)
    return replace(told, sections=(*told.sections, Section(LEFT, "set-aside", "What we leave aside", prose)))


def _left(one: SetAside) -> str:
    of = one.get_kind_display().capitalize()
    if one.nothing:
        return f"**{of}.** Nothing is set aside."
    return (
        f"**{of}.** We leave: {_ended(one.what)} Chosen by: {_ended(one.chosen_by)}"
        f" We take it up again when: {_ended(one.again_when)}"
    )


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def text_now(study: Retrospective) -> str:
    """The fingerprint of the document as it reads now; 'complete' is said about one text."""
    return fingerprint(canonical(draft(study)))
