"""Whose comments one reads while a round begins with everybody's own reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from secondstory.incidents.querysets import OfStudyQuerySet, work_readable
from secondstory.people.audience import Who, reader
from secondstory.review.round_names import key_of

if TYPE_CHECKING:
    from secondstory.review import models as m  # noqa: F401  # named in quotes below


def everybody_reads(prefix: str = "") -> Q:
    """Rounds that hold nothing back: opened without it, closed, or past the day that opens them. ``prefix`` leads from
    the row to its round."""
    return (
        Q(**{f"{prefix}reads_first_until": None})
        | Q(**{f"{prefix}closed_at__isnull": False})
        | Q(**{f"{prefix}reads_first_until__lte": timezone.now()})
    )


def _mine(model: str, person_id: object, round: str) -> Exists:
    rows: Any = apps.get_model("review", model)._default_manager
    return Exists(rows.order_by().filter(round=OuterRef(round), created_by=person_id))


def _read_by(user: Who, round: str) -> Q:
    """They said that they have read it, or spoke in that round in their own voice."""
    who = reader(user)
    if who.person_id is None:
        return Q(pk__in=[])
    return Q(_mine("HaveRead", who.person_id, round)) | Q(_mine("Comment", who.person_id, round))


class RoundQuerySet(OfStudyQuerySet):
    def open_to(self, user: Who) -> Self:
        """Rounds whose comments ``user`` may see, as far as the order of reading goes."""
        return self.filter(everybody_reads() | _read_by(user, "pk"))


class CommentQuerySet(models.QuerySet["m.Comment"]):
    def visible_to(self, user: Who, *, token: str = "") -> Self:
        """The one door: whoever reads the study, each first for themself."""
        return self.filter(work_readable(reader(user), prefix="round__retrospective__")).opened_to(user, token=token)

    def opened_to(self, user: Who, *, token: str = "") -> Self:
        """As far as the order of reading goes; the study was fetched through its own door. One's own always, also under
        a name of the round, where ``token`` shows that it is one's own."""
        person_id = reader(user).person_id
        own = Q(created_by_id=person_id) if person_id else Q(pk__in=[])
        if token and person_id:
            names: Any = apps.get_model("review", "RoundName")._default_manager
            key = key_of(token, person_id)
            own |= Q(Exists(names.filter(round=OuterRef("round"), number=OuterRef("reader"), key=key)))
        return self.filter(everybody_reads("round__") | own | _read_by(user, "round"))

    def told_to_all(self) -> Self:
        """What whoever reads the study sees, whether they have read it or not."""
        return self.filter(everybody_reads("round__"))


class EarlierReplyQuerySet(models.QuerySet["m.EarlierReply"]):
    def opened_to(self, user: Who) -> Self:
        comments: Any = apps.get_model("review", "Comment")._default_manager
        return self.filter(comment__in=comments.opened_to(user).order_by().values("pk"))


class AgreedChangeQuerySet(OfStudyQuerySet):
    def opened_to(self, user: Who) -> Self:
        """Without what was agreed in a round that this reader still reads by themself: it tells what others said."""
        rounds: Any = apps.get_model("review", "Round")._default_manager
        held = rounds.filter(retrospective=OuterRef("retrospective"), opened_at__lte=OuterRef("created_at"))
        held = held.exclude(pk__in=rounds.open_to(user).order_by().values("pk")).order_by()
        own = Q(created_by_id=reader(user).person_id) if reader(user).person_id else Q(pk__in=[])
        return self.filter(own | ~Exists(held))
