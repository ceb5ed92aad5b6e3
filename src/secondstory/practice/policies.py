"""May I? Anybody here proposes and tells; those who keep the process (stewards, process owners) answer, write the next
version and look at a practice; what they wrote is reviewed by somebody else who does the work."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from secondstory.incidents.policies import holds
from secondstory.people.models import Person
from secondstory.people.practice import practices_of
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.playbook.models import ProcessVersion
from secondstory.practice.models import Practice, ProcessDraft, Proposal
from secondstory.practice.querysets import keeps_the_process

User = Person | AnonymousUser


def check_is_here(user: User) -> None:
    if not user.is_authenticated or not user.is_active:
        raise NotAllowed("Sign in first.", code="members_only")


def check_keeps_process(user: User) -> None:
    if not keeps_the_process(user):
        raise NotAllowed(
            "Those who keep the process do this: a steward or a process owner. The page ‘People’ names them; anybody can"
            " propose a change.",
            code="keepers_only",
        )


def can_keep_process(user: User) -> bool:
    return holds(check_keeps_process, user)


def check_can_add_words(proposal: Proposal, user: User) -> None:
    check_is_here(user)
    if proposal.is_settled:
        raise Refusal("This proposal has its answer. Make another one that says what is different.", code="settled")


def check_can_answer(proposal: Proposal, user: User) -> None:
    check_keeps_process(user)
    if proposal.is_settled:
        raise Refusal("It has been answered: the answer stands on this page.", code="settled")


def newest_version() -> ProcessVersion | None:
    """The one with the highest number, whatever has become of it."""
    return ProcessVersion.objects.order_by("-number", "-valid_from").select_related("draft").first()


def draft_of(version: ProcessVersion) -> ProcessDraft:
    draft = ProcessDraft.objects.filter(version=version).select_related("version", "before", "ask").first()
    if draft is None:
        raise NotFound()
    return draft


def check_waits(version: ProcessVersion) -> ProcessDraft:
    """It is a draft still: the newest, neither let go nor reviewed."""
    draft = draft_of(version)
    if draft.let_go_because:
        raise Refusal("This draft was let go. Write another one.", code="let_go")
    if version.reviews.exists():
        raise Refusal("This version has been reviewed; it stays as it is. Write the next one.", code="reviewed")
    newest = newest_version()
    if newest is None or newest.pk != version.pk:
        raise Refusal("A newer draft has been written. Read that one.", code="older_version")
    return draft


def check_does_the_work(user: User) -> None:
    if not practices_of(user):
        raise NotAllowed(
            "Somebody who does the work reviews this: somebody of a team. Ask one of them to read it.",
            code="practice_only",
        )


def check_can_review(version: ProcessVersion, user: User) -> None:
    check_does_the_work(user)
    check_waits(version)
    if version.created_by_id == user.pk:
        raise NotAllowed("Somebody else who does the work reviews what you wrote. Ask one of them.", code="own_version")


def can_review(version: ProcessVersion, user: User) -> bool:
    return holds(check_can_review, version, user)


def check_can_let_go(version: ProcessVersion, user: User) -> None:
    check_keeps_process(user)
    check_waits(version)


def can_let_go(version: ProcessVersion, user: User) -> bool:
    return holds(check_can_let_go, version, user)


def check_can_look(practice: Practice, user: User) -> None:
    check_keeps_process(user)
    if practice.retired_at:
        raise Refusal("It is retired. Add it anew if it came back.", code="retired")


def is_past(day: object) -> bool:
    return bool(day) and str(day) <= timezone.localdate().isoformat()
