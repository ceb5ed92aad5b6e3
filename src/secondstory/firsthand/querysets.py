"""The one door to accounts, quotes, conversations and private notes (domain paper, permission matrix §3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from secondstory.incidents.models import Retrospective
from secondstory.incidents.parts import FACILITATOR, PARTICIPANT, parts_of
from secondstory.people.audience import Reader, Who, reader

if TYPE_CHECKING:
    from secondstory.firsthand import models as m  # noqa: F401  # named in quotes below

# Who reads what is shared with the people in this story, beside those people. Reviewers do not.
READING_ROLES = ("facilitator", "presenter", "moderator", "note_taker", "learner")
IN_STORY = frozenset({*READING_ROLES, PARTICIPANT})
NOBODY = Q(pk__in=[])


def _roles(study: str, *roles: str, **fields: Any) -> Any:
    return apps.get_model("incidents", "StudyRole")._default_manager.filter(
        retrospective_id=OuterRef(study), role__in=roles, **fields
    )


def facilitates(who: Reader, study: str) -> Q:
    """True where ``who`` is the facilitator of the study at ``study`` today, or opened it and none was chosen."""
    opened = f"{study.removesuffix('_id')}__created_by_id"
    return Q(Exists(_roles(study, "facilitator", person_id=who.person_id))) | (
        Q(**{opened: who.person_id}) & ~Q(Exists(_roles(study, "facilitator")))
    )


def is_in_story(who: Reader, study: str) -> Q:
    """True where ``who`` takes part in the study, or has a role in it that reads what participants read."""
    taking_part = apps.get_model("incidents", "Participant")._default_manager.filter(
        retrospective_id=OuterRef(study), person_id=who.person_id, left_at=None
    )
    return (
        Q(Exists(_roles(study, *READING_ROLES, person_id=who.person_id)))
        | Q(Exists(taking_part))
        | facilitates(who, study)
    )


def entry_is_open_to(who: Reader) -> Q:
    """The rule of the ladder, for somebody who is not the author. It starts at an entry."""
    if not who.is_member:
        return NOBODY
    study = "account__retrospective_id"
    return Q(account__withdrawn_at=None, removed_at=None, shared_number__gt=0) & (
        (Q(rung="participants") & is_in_story(who, study))
        | (Q(rung="facilitator", account__shared_with_id=who.person_id) & facilitates(who, study))
    )


class AccountEntryQuerySet(models.QuerySet["m.AccountEntry"]):
    def visible_to(self, user: Who) -> Self:
        """The author's own, all of them; others' as far as they were shared and with whom."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        return self.filter(Q(account__author_id=who.person_id) | entry_is_open_to(who))

    def shared_with(self, user: Who) -> Self:
        """Those that are open to this person by sharing; one's own as others would read them."""
        who = reader(user)
        own = Q(account__author_id=who.person_id, account__withdrawn_at=None, removed_at=None, shared_number__gt=0)
        return self.filter(own | entry_is_open_to(who)) if who.is_member else self.none()


class VersionQuerySet(models.QuerySet["m.EntryVersion"]):
    def own(self, user: Who) -> Self:
        """The author's every version."""
        who = reader(user)
        return self.filter(entry__account__author_id=who.person_id) if who.is_member else self.none()

    def shared_with(self, user: Who) -> Self:
        """For each entry that is open to this person, the version that was shared; never a newer one."""
        entries: Any = apps.get_model("firsthand", "AccountEntry")._default_manager
        return self.filter(entry__in=entries.shared_with(user), number=F("entry__shared_number"))

    def shared_in(self, study: Retrospective, user: Who) -> Self:
        """The same as ``shared_with`` within one study, in a statement that is quick to put together: who this person is
        to the study is known (``parts_of``), so nothing is asked for each row. Hypothesis holds the two alike."""
        who = reader(user)
        if not who.is_member or user is None or isinstance(user, Reader):
            return self.shared_with(user).filter(entry__account__retrospective=study)
        parts = parts_of(user, study)
        may = Q(entry__account__author_id=who.person_id)
        if parts & IN_STORY:
            may |= Q(entry__rung="participants")
        if FACILITATOR in parts:
            may |= Q(entry__rung="facilitator", entry__account__shared_with_id=who.person_id)
        return self.filter(
            may,
            entry__account__retrospective=study,
            entry__account__withdrawn_at=None,
            entry__removed_at=None,
            entry__shared_number__gt=0,
            number=F("entry__shared_number"),
        )


class AccountQuerySet(models.QuerySet["m.Account"]):
    def visible_to(self, user: Who) -> Self:
        """One's own; another's when at least one of its entries is open to this person."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        entries: Any = apps.get_model("firsthand", "AccountEntry")._default_manager
        some = entries.filter(entry_is_open_to(who), account_id=OuterRef("pk"))
        return self.filter(Q(author_id=who.person_id) | Q(Exists(some)))


class QuoteQuerySet(models.QuerySet["m.Quote"]):
    def visible_to(self, user: Who) -> Self:
        """Its author's; the facilitator's who asks, while the entry is open to them. Approved ones are read with the
        write-up they stand in (writeup/own_words.py), by whoever reads that."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        entries: Any = apps.get_model("firsthand", "AccountEntry")._default_manager
        readable = Exists(entries.filter(entry_is_open_to(who), pk=OuterRef("entry_id")))
        return self.filter(
            Q(entry__account__author_id=who.person_id) | (Q(readable) & facilitates(who, "retrospective_id"))
        )


class ConversationQuerySet(models.QuerySet["m.Conversation"]):
    def visible_to(self, user: Who) -> Self:
        """The two who talk; whoever facilitates knows that it is wished for or planned, and reads approved notes;
        learners when both agreed. Whose notes are readable says ``queries.notes_of``."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        learner = Q(person_lets_learners=True, interviewer_lets_learners=True, approved_number__gt=0) & Q(
            Exists(_roles("retrospective_id", "learner", person_id=who.person_id))
        )
        return self.filter(
            Q(participant__person_id=who.person_id)
            | Q(interviewer_id=who.person_id)
            | facilitates(who, "retrospective_id")
            | learner
        )


class OffRecordQuerySet(models.QuerySet["m.OffRecordNote"]):
    def visible_to(self, user: Who) -> Self:
        """Whoever facilitates the study. There is no author to show it to."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        today = timezone.now().date()
        return self.filter(facilitates(who, "retrospective_id")).filter(Q(keep_until=None) | Q(keep_until__gte=today))


class PrivateNoteQuerySet(models.QuerySet["m.PrivateNote"]):
    def visible_to(self, user: Who) -> Self:
        who = reader(user)
        return self.filter(author_id=who.person_id) if who.is_member else self.none()
