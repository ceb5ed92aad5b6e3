from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from secondstory.incidents.querysets import has_part_in
from secondstory.people.audience import Who, readable, reader

if TYPE_CHECKING:
    from secondstory.measures import models as m  # noqa: F401  # named in quotes below


class ReaderNoteQuerySet(models.QuerySet["m.ReaderNote"]):
    def visible_to(self, user: Who) -> Self:
        """One's own, always. Of others: what they shared with whoever reads the text, while it can be read; and of
        people who left, nothing that bears their name. Nobody outside, whoever reads the text there."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        texts = readable(who, audience="publication__audience", team="publication__team_id")
        texts |= has_part_in(who, "publication__retrospective_id")
        shared = Q(readers="readers", publication__withdrawn_at=None) & (Q(person=None) | Q(person__is_active=True))
        return self.filter(Q(person_id=who.person_id) | (shared & texts))

    def shared(self) -> Self:
        return self.filter(readers="readers")

    def in_order(self) -> Self:
        return self.select_related("person").order_by("created_at", "id")


class TeamWordQuerySet(models.QuerySet["m.TeamWord"]):
    def visible_to(self, user: Who) -> Self:
        """By the people of the team, and of teams within it. No role opens it: it is nobody's report."""
        who = reader(user)
        return self.filter(team_id__in=who.team_ids) if who.is_member else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-id")
