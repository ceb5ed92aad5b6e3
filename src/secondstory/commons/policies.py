"""May I? Whoever reads a conversation talks in it. To moderate opens nothing that one could not read."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from secondstory.commons.models import (
    Discussion,
    Influence,
    Moderator,
    Reading,
    ReadingGroup,
    ReadingLine,
    ReadingList,
    Remark,
)
from secondstory.incidents.policies import holds
from secondstory.people.models import Person, RoleGrant
from secondstory.people.practice import practices_of
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

User = Person | AnonymousUser


def check_can_talk(discussion: Discussion, user: User) -> None:
    if not Discussion.objects.visible_to(user).filter(pk=discussion.pk).exists():
        raise NotFound()


def check_reads(remark: Remark, user: User) -> None:
    if not Remark.objects.visible_to(user).filter(pk=remark.pk).exists():
        raise NotFound()


def is_own(remark: Remark, user: User) -> bool:
    return remark.created_by_id is not None and remark.created_by_id == user.pk


def check_is_own(remark: Remark, user: User) -> None:
    """One's own words, also where one does not read the conversation any more."""
    if is_own(remark, user):
        return
    check_reads(remark, user)
    raise NotAllowed("Whoever wrote this changes it or takes it back. You can answer it.", code="own_words")


def check_can_reword(remark: Remark, user: User) -> None:
    check_is_own(remark, user)
    if remark.withdrawn_at is not None:
        raise Refusal("You took this back. Say it anew in the conversation.", code="withdrawn")


def check_can_reply(remark: Remark, user: User) -> None:
    check_reads(remark, user)
    if not remark.stands:
        raise Refusal("This is not there any more. Say it in the conversation itself.", code="not_standing")


def check_can_tell_concern(remark: Remark, user: User) -> None:
    check_reads(remark, user)
    if is_own(remark, user):
        raise NotAllowed("These are your own words: word them anew, or take them back.", code="own_words")
    if not remark.stands:
        raise Refusal("This is not there any more.", code="not_standing")
    if not moderators_of(remark):
        raise Refusal(
            "None of those who moderate reads this conversation. Ask a steward to name somebody who does.",
            code="nobody_moderates",
        )


def is_moderator(user: User) -> bool:
    """A steward, or somebody a steward asked."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return False
    return user.is_steward or Moderator.objects.filter(person=user).exists()


def moderators() -> list[Person]:
    """All of them, by name."""
    stewards = RoleGrant.objects.filter(role="steward").order_by().values("person_id")
    asked = Moderator.objects.order_by().values("person_id")
    found = Person.objects.filter(is_active=True).filter(pk__in=stewards.union(asked))
    return list(found.order_by("display_name", "pk"))


def moderators_of(remark: Remark) -> list[Person]:
    """Those who read its conversation and did not write it: asked of each, since there are a few."""
    others = [one for one in moderators() if one.pk != remark.created_by_id]
    return [one for one in others if Remark.objects.visible_to(one).filter(pk=remark.pk).exists()]


def check_can_moderate(remark: Remark, user: User) -> None:
    check_reads(remark, user)
    if not is_moderator(user):
        raise NotAllowed("Those who moderate decide that. You can tell them privately.", code="moderators_only")
    if is_own(remark, user):
        raise NotAllowed("Somebody else who moderates decides about your own words.", code="own_words")


def can_moderate(remark: Remark, user: User) -> bool:
    return holds(check_can_moderate, remark, user)


def check_can_keep_list(reading_list: ReadingList, user: User) -> None:
    """Whoever began it; one that a team keeps, the people of that team. As it is now, whoever holds an older row."""
    found = ReadingList.objects.visible_to(user).filter(pk=reading_list.pk).first()
    if found is None:
        raise NotFound()
    if found.kept_by_id is None:
        if found.created_by_id != user.pk:
            raise NotAllowed("Whoever keeps this list changes it. Begin one of your own.", code="keeper_only")
    elif not practices_of(user, [found.kept_by_id]):
        raise NotAllowed("The people of the team that keeps this list change it.", code="keeper_only")


def can_keep_list(reading_list: ReadingList, user: User) -> bool:
    return holds(check_can_keep_list, reading_list, user)


def check_reads_group(group: ReadingGroup, user: User) -> None:
    if not ReadingGroup.objects.visible_to(user).filter(pk=group.pk).exists():
        raise NotFound()


def check_can_keep_group(group: ReadingGroup, user: User) -> None:
    """Whoever is in it plans what it reads. One that everybody left is kept by whoever joins."""
    check_reads_group(group, user)
    if isinstance(user, AnonymousUser) or not group.memberships.filter(person=user).exists():
        raise NotAllowed("Those who are in this group plan what it reads. Join it first.", code="members_only")


def can_keep_group(group: ReadingGroup, user: User) -> bool:
    return holds(check_can_keep_group, group, user)


def check_reads_reading(reading: Reading, user: User) -> None:
    if not Reading.objects.visible_to(user).filter(pk=reading.pk).exists():
        raise NotFound()


def check_can_tell_influence(note: Remark, user: User) -> None:
    """Whoever reads the note knows what it led to."""
    check_reads(note, user)
    if note.discussion.kind != Discussion.Kind.READING:
        raise Refusal("What it led to is told of the notes of a reading.", code="not_a_note")
    if not note.stands:
        raise Refusal("This is not there any more.", code="not_standing")


def check_can_take_back_influence(influence: Influence, user: User) -> None:
    """Whoever told it, or who wrote the note."""
    check_reads(influence.note, user)
    if user.pk not in (influence.created_by_id, influence.note.created_by_id):
        raise NotAllowed("Whoever told it takes it back, or who wrote the note.", code="own_words")


def check_is_own_line(line: ReadingLine, user: User) -> None:
    """Not found rather than not allowed: whoever is not its author may not know that it is there."""
    if not ReadingLine.objects.filter(pk=line.pk, created_by_id=user.pk).exists():
        raise NotFound()
