"""The one door: a conversation is read by whoever here may read what it is about, at the moment they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from secondstory.analysis.models import Mystery
from secondstory.people.audience import Audience, Reader, Who, reader
from secondstory.publishing.models import Publication

if TYPE_CHECKING:
    from secondstory.commons import models as m  # noqa: F401  # named in quotes below


def _rows(name: str) -> Any:
    return apps.get_model("commons", name)._default_manager


def in_circle(who: Reader) -> Q:
    """By ``audience`` and ``team``, for those of the house alone."""
    found = Q(audience=Audience.ORGANIZATION)
    return found | Q(audience=Audience.TEAM, team_id__in=who.team_ids) if who.team_ids else found


class DiscussionQuerySet(models.QuerySet["m.Discussion"]):
    def visible_to(self, user: Who) -> Self:
        who = reader(user)
        if not who.is_member:
            return self.none()
        texts = Publication.objects.visible_to(who).filter(pk=OuterRef("publication_id"))
        questions: Any = Mystery.objects.visible_to(who).filter(pk=OuterRef("mystery_id"))
        readings = _rows("Reading").visible_to(who).filter(pk=OuterRef("reading_id"))
        return self.filter(
            (Q(kind="topic") & in_circle(who))
            | Q(kind="idea")
            | (Q(kind="text") & Exists(texts))
            | (Q(kind="question") & Exists(questions))
            | (Q(kind="reading") & Exists(readings))
        )

    def with_newest_words(self) -> Self:
        """With ``newest_words``: of what stands, what was said last."""
        said = _rows("Remark").filter(discussion_id=OuterRef("pk"), withdrawn_at=None, hidden_at=None)
        return self.annotate(newest_words=Subquery(said.order_by("-created_at", "-id").values("text")[:1]))


class RemarkQuerySet(models.QuerySet["m.Remark"]):
    def visible_to(self, user: Who) -> Self:
        """Those in conversations that this person reads, also hidden ones: their place is seen, their words are not
        (``conversation.py`` takes them out, and ``standing`` leaves them out)."""
        discussions = _rows("Discussion").visible_to(user).filter(pk=OuterRef("discussion_id"))
        return self.filter(Exists(discussions))

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None, hidden_at=None)

    def written_by(self, user: Who) -> Self:
        """One's own words, also where one does not read the conversation any more."""
        who = reader(user)
        return self.filter(created_by_id=who.person_id) if who.is_member else self.none()


class ReadingListQuerySet(models.QuerySet["m.ReadingList"]):
    def visible_to(self, user: Who) -> Self:
        """By audience; besides by whoever keeps it."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        kept = Q(created_by_id=who.person_id, kept_by=None)
        if who.team_ids:
            kept |= Q(kept_by_id__in=who.team_ids)
        return self.filter(in_circle(who) | kept)


class ReadingLineQuerySet(models.QuerySet["m.ReadingLine"]):
    def for_readers(self, user: Who) -> Self:
        """Of a list that ``user`` reads: the lines that are for whoever reads it, for their team, or their own."""
        who = reader(user)
        return self.filter(Q(for_team=None) | Q(for_team_id__in=who.team_ids) | Q(created_by_id=who.person_id))


class ReadingGroupQuerySet(models.QuerySet["m.ReadingGroup"]):
    def visible_to(self, user: Who) -> Self:
        who = reader(user)
        return self.filter(in_circle(who)) if who.is_member else self.none()


class ReadingQuerySet(models.QuerySet["m.Reading"]):
    def visible_to(self, user: Who) -> Self:
        """With its group; what is read is shown to whoever may read that."""
        groups = _rows("ReadingGroup").visible_to(user).filter(pk=OuterRef("group_id"))
        return self.filter(Exists(groups))
