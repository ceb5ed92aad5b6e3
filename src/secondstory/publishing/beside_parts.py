"""What stands beside each part of a text that is read with everything beside it, as far as whoever reads it may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from secondstory.analysis.models import Mystery, SafetyControl
from secondstory.concepts.cards import Card, cards
from secondstory.people.audience import Who, reader
from secondstory.publishing.models import Facet, Publication
from secondstory.question_bank.bank import Question
from secondstory.question_bank.choose import Wanted, in_order
from secondstory.question_bank.queries import read_bank
from secondstory.writeup.document import Document

# The ideas a part rests on; a part of people's own making has none.
IDEAS: dict[str, tuple[str, ...]] = {
    "summary": ("second-stories",),
    "impact": ("restorative-questions",),
    "timeline": ("local-rationality", "five-pulls"),
    "went_well": ("what-goes-right",),
    "could_be_better": ("work-as-done",),
    "analysis": ("control-and-feedback", "old-view-new-view"),
    "recommendations": ("learning-is-not-fixing",),
    "open_questions": ("dark-debt",),
    "voices": ("acts-are-gambles",),
    "also_held": ("above-the-line",),
}
MOST = 12


@dataclass(slots=True)
class Link:
    words: str
    url: str


@dataclass(slots=True)
class Beside:
    """``links`` are pages of the controls it met, of its circumstances in other studies, and of what others ask."""

    ideas: list[Card] = field(default_factory=list)
    controls: list[Link] = field(default_factory=list)
    circumstances: list[Link] = field(default_factory=list)
    asked: list[Link] = field(default_factory=list)
    question: Question | None = None


def beside_parts(publication: Publication, document: Document, user: Who) -> dict[str, Beside]:
    """By the key of each part that is shown. Four statements for somebody who belongs here, one for others."""
    known = cards()
    questions = _questions(publication, user)
    found: dict[str, Beside] = {}
    for place, section in enumerate(one for one in document.sections if not one.is_empty and one.key):
        ideas = [known[key] for key in IDEAS.get(section.key, ()) if key in known]
        found[section.key] = Beside(ideas, question=questions[place] if place < len(questions) else None)
    if reader(user).is_member:
        _links(publication, user, found)
    return found


def _questions(publication: Publication, user: Who) -> Sequence[Question]:
    """Another one beside each part, for who reads."""
    wanted = Wanted(surface="Rd", day=timezone.localdate().toordinal(), seed=str(publication.pk))
    return in_order([one for one in read_bank(user) if not one.rests], wanted)


def _links(publication: Publication, user: Who, found: dict[str, Beside]) -> None:
    facets = list(Facet.objects.filter(publication=publication).values_list("kind", "key", "label")[: 2 * MOST])
    if part := found.get("analysis"):
        keys = [key for kind, key, _ in facets if kind == Facet.Kind.CONTROL]
        there = {str(pk) for pk in SafetyControl.objects.filter(pk__in=keys).values_list("pk", flat=True)}
        part.controls = [
            Link(label, reverse("control", args=[key]))
            for kind, key, label in facets
            if kind == "control" and key in there
        ]
        part.circumstances = [
            Link(label, reverse("factor-kind", args=[key])) for kind, key, label in facets if kind == "factor"
        ]
    part = found.get("open_questions") or next(iter(reversed(found.values())), None)
    if part:
        place = reverse("publication", args=[publication.slug])
        asked = Mystery.objects.visible_to(user).filter(place__startswith=place).order_by("created_at", "id")[:MOST]
        part.asked = [Link(one.question, reverse("question", args=[one.pk])) for one in asked]
