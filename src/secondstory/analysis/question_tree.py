"""The questions of a study as a tree: its order is read lightly and whole, the questions themselves where they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from secondstory.analysis.models import Mystery
from secondstory.analysis.querysets import MysteryQuerySet
from secondstory.analysis.tree import in_order
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.ui.text import shorten

# Each question's id and how deep it stands, in the order of the tree.
Order = list[tuple[UUID, int]]
# How many steps a question may stand in on a page; deeper ones are told in words.
DEEPEST = 6
BRIEF = 90
SHAPES: dict[str, str] = {
    Mystery.State.OPEN: "next",
    Mystery.State.FOLLOWED: "open",
    Mystery.State.ANSWERED: "done",
    Mystery.State.UNANSWERABLE: "unknown",
    Mystery.State.SET_ASIDE: "dropped",
}


@dataclass(slots=True)
class Asked:
    """A question in its tree. ``is_elsewhere``: it grew in another study, or in none. ``from_elsewhere`` is what it
    grew from when that is a question of another study."""

    mystery: Mystery
    depth: int = 0
    is_elsewhere: bool = False
    from_elsewhere: Mystery | None = None

    @property
    def indent(self) -> int:
        """How far it stands in: after some steps no further, so that a phone can show it."""
        return min(self.depth, DEEPEST)

    @property
    def is_deep(self) -> bool:
        return self.depth > DEEPEST

    @property
    def shape(self) -> str:
        return SHAPES[self.mystery.state]

    @property
    def says(self) -> str:
        """How it stands, with its answer in brief."""
        one = self.mystery
        if one.state == Mystery.State.ANSWERED:
            whose = " from outside the team" if one.answered_from_outside else ""
            return f"answered{whose}: {shorten(one.answer, BRIEF)}"
        if one.state == Mystery.State.FOLLOWED:
            followers = vars(one)["followers"]
            return (
                f"being followed · {followers} follow{'s' if followers == 1 else ''}" if followers else "being followed"
            )
        if one.state == Mystery.State.OPEN:
            return "open"
        return f"{one.get_state_display()}: {shorten(one.reason, BRIEF)}"


def order_of(study: Retrospective) -> Order:
    """One whose parent is elsewhere stands at the top. One statement."""
    return _ordered(Mystery.objects.filter(retrospective=study))


def order_with_what_grew(study: Retrospective, user: Person) -> Order:
    """With what grew from them elsewhere, as far as ``user`` reads it. One statement more."""
    return _ordered(
        Mystery.objects.filter(retrospective=study), _others(study, user).filter(parent__retrospective=study)
    )


def asked(order: Sequence[tuple[UUID, int]]) -> list[Asked]:
    """The questions of this piece of an order. One statement."""
    found = Mystery.objects.filter(pk__in=[pk for pk, _ in order]).with_followers().in_bulk()
    return [Asked(found[pk], depth) for pk, depth in order if pk in found]


def asked_with_places(order: Sequence[tuple[UUID, int]], study: Retrospective, user: Person) -> list[Asked]:
    """The same, with what each grew from outside the study. Two statements."""
    steps = asked(order)
    tops = [step.mystery.parent_id for step in steps if step.depth == 0 and step.mystery.parent_id]
    above = _others(study, user).in_bulk([pk for pk in tops if pk])
    for step in steps:
        step.is_elsewhere = step.mystery.retrospective_id != study.pk
        if step.depth == 0 and step.mystery.parent_id:
            step.from_elsewhere = above.get(step.mystery.parent_id)
    return steps


def _others(study: Retrospective, user: Person) -> MysteryQuerySet:
    return Mystery.objects.visible_to(user).exclude(Q(retrospective=study) & Q(retrospective__isnull=False))


def _ordered(*questions: MysteryQuerySet) -> Order:
    rows: list[tuple[UUID, UUID | None]] = []
    for some in questions:
        rows += some.order_by("created_at", "id").values_list("pk", "parent_id")
    parents = dict(rows)
    return list(in_order(list(parents), parents))
