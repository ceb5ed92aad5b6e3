"""An issue leaves on its day: a page from then on, and a mail for each who signed up."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from secondstory.journal.actions import action, record
from secondstory.newsletter.actions.gather_issue import newsletter, today
from secondstory.newsletter.models import Issue, IssueItem, SignUp
from secondstory.newsletter.rhythm import next_after
from secondstory.notify.outbox import is_set_up, queue

ISSUE = "issue"


def publish_due(now: datetime | None = None) -> int:
    """Every issue that is ready and whose day has come. Again, or by two at once: nothing more."""
    due = Issue.objects.filter(state=Issue.State.READY, set_for__lte=today(now)).order_by("set_for", "id")
    return sum(publish_issue(one, now) for one in list(due))


@action
def publish_issue(issue: Issue, now: datetime | None = None) -> bool:
    """By the house itself, once somebody made it ready. One that was emptied meanwhile does not leave."""
    found = Issue.objects.filter(pk=issue.pk, state=Issue.State.READY).first()
    if found is None or found.set_for > today(now) or not IssueItem.objects.filter(issue=issue).exists():
        return False
    at = now or timezone.now()
    found.number = (Issue.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    found.state, found.published_at = Issue.State.PUBLISHED, at
    found.save(update_fields=["state", "number", "published_at"])
    _on_to_the_next(found, now)
    if is_set_up():
        people = SignUp.objects.filter(person__is_active=True).order_by().values_list("person_id", flat=True)
        queue(ISSUE, [(id, f"{ISSUE}:{found.number}:{id.hex}", {"issue": str(found.pk)}) for id in people])
    record("issue.published", about=found, by=None, number=found.number)
    return True


def _on_to_the_next(issue: Issue, now: datetime | None) -> None:
    it = newsletter()
    if it.every_weeks and it.next_on and it.next_on <= max(issue.set_for, today(now)):
        it.next_on = next_after(max(issue.set_for, today(now)), anchor=it.next_on, every_weeks=it.every_weeks)
        it.save(update_fields=["next_on"])
