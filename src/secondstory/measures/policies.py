"""May I? Pairs: ``check_can_x`` raises a sentence, ``can_x`` says yes or no for templates."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.policies import holds
from secondstory.measures.models import ReaderNote
from secondstory.people.audience import reader
from secondstory.people.models import Person, Role, Team
from secondstory.people.refusals import NotAllowed, NotFound
from secondstory.publishing.models import Publication

User = Person | AnonymousUser
# Those who can change what a process asks for. The role opens no study: each sees what they read anyway.
CAN_CHANGE_IT = frozenset({Role.PROCESS_OWNER, Role.STEWARD, Role.LEADER})


def check_can_say(publication: Publication, user: User) -> None:
    """Write a note on a text, or answer the two questions about it: colleagues who read it."""
    if not reader(user).is_member or not Publication.objects.visible_to(user).filter(pk=publication.pk).exists():
        raise NotFound()


def check_is_own(note: ReaderNote, user: Person) -> None:
    """Taken back by whoever wrote it, at any time, also when they no longer read the text."""
    if note.person_id == user.pk:
        return
    if not ReaderNote.objects.visible_to(user).filter(pk=note.pk).exists():
        raise NotFound()
    raise NotAllowed("Whoever wrote this note takes it back. Write your own beside it.", code="own_note")


def check_can_look_at(team: Team, user: User) -> None:
    """A team's look at its own practice: its people, and those of the teams within it. It is not there for others."""
    if team.pk not in reader(user).team_ids:
        raise NotFound()


def can_look_at(team: Team, user: User) -> bool:
    return holds(check_can_look_at, team, user)


def check_can_see_leaning(user: User) -> None:
    if not (isinstance(user, Person) and user.is_active and user.roles & CAN_CHANGE_IT):
        raise NotAllowed(
            "This page is for those who can change what our process asks for: process owners, stewards and leaders. What a"
            " study recommends is read on its own pages.",
            code="process_only",
        )


def can_see_leaning(user: User) -> bool:
    return holds(check_can_see_leaning, user)
