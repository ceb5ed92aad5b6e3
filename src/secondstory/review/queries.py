"""What the review page shows: who was asked, and what was said about which section."""

from __future__ import annotations

from dataclasses import dataclass, field

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_is_open, holds
from secondstory.people.models import Person
from secondstory.review.actions.comments import MAY_STAND, outcome_of
from secondstory.review.models import Comment, Invited
from secondstory.writeup.models import Section
from secondstory.writeup.voices import Voices

GLYPHS = {
    Comment.Kind.CHANGE: "half",
    Comment.Kind.CLARIFY: "unknown",
    Comment.Kind.DISAGREE: "wrongly",
    Comment.Kind.PERSPECTIVE: "plus",
    Comment.Kind.THANKS: "done",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A comment, by whom as they are shown, whether the words it is about were written again since, and what
    whoever looks at it may do with it."""

    comment: Comment
    by: str
    glyph: str
    is_older: bool
    may_settle: bool
    may_stand: bool
    is_mine: bool = False

    @property
    def seen(self) -> str:
        return outcome_of(self.comment)


@dataclass(slots=True)
class Part:
    """A section with what was said about it; None is the write-up as a whole."""

    section: Section | None
    said: list[Said] = field(default_factory=list)

    @property
    def of_then(self) -> list[Said]:
        return [one for one in self.said if not one.comment.from_today]

    @property
    def of_today(self) -> list[Said]:
        """What its authors said needs what was learned later: it stands apart."""
        return [one for one in self.said if one.comment.from_today]

    @property
    def anchor(self) -> str:
        return f"s-{self.section.pk}" if self.section else "whole"


def parts(study: Retrospective, voices: Voices, user: Person, *, leads: bool, token: str = "") -> list[Part]:
    """Every section in order, then the whole (three statements)."""
    found = {section.pk: Part(section) for section in Section.objects.filter(writeup__retrospective=study).in_order()}
    whole, is_open = Part(None), holds(check_is_open, study)
    for one in (
        Comment.objects.opened_to(user, token=token)
        .filter(round__retrospective=study)
        .prefetch_related("earlier_replies")
        .order_by("created_at", "id")
    ):
        part = found.get(one.section_id, whole) if one.section_id else whole
        older = part.section is not None and part.section.number > one.section_number
        part.said.append(
            Said(
                one,
                one.round_name or voices.of(one.created_by_id),
                GLYPHS[Comment.Kind(one.kind)],
                older,
                may_settle=leads and one.kind != Comment.Kind.THANKS,
                may_stand=one.kind in MAY_STAND and (leads or (one.created_by_id == user.pk and is_open)),
                is_mine=is_open and one.created_by_id == user.pk,
            )
        )
    return [*found.values(), whole]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody asked to read, as they are shown. ``is_you`` is whoever looks at the page."""

    shown: str
    is_you: bool
    is_ready: bool


def readers(invited: list[Invited], voices: Voices, user: Person) -> list[Reader]:
    return [Reader(voices.of(one.person_id), one.person_id == user.pk, bool(one.ready_at)) for one in invited]
