"""May I? Whoever was asked to gather issues does; stewards ask them, and may themselves. Signing up is one's own act."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.policies import holds
from secondstory.newsletter.models import Editor, Issue
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

User = Person | AnonymousUser


def check_can_edit(user: User) -> None:
    if not (user.is_authenticated and (user.is_steward or Editor.objects.filter(person_id=user.pk).exists())):
        raise NotAllowed("Those who gather the newsletter do this. A steward names them; ask one.", code="editor_only")


def can_edit(user: User) -> bool:
    def check(_: None, user: User) -> None:
        check_can_edit(user)

    return holds(check, None, user)


def check_can_name_editors(user: User) -> None:
    if not (user.is_authenticated and user.is_steward):
        raise NotAllowed("A steward names who gathers the newsletter. Ask one.", code="steward_only")


def check_can_change(issue: Issue, user: User) -> None:
    """Who does not gather issues does not learn that there is a draft."""
    if not Issue.objects.visible_to(user).filter(pk=issue.pk).exists():
        raise NotFound()
    check_can_edit(user)
    if issue.state == Issue.State.PUBLISHED:
        raise Refusal("This issue is published and stays as it was sent. Begin the next one.", code="published")
