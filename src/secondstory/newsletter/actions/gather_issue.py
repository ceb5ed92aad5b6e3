"""Issues are gathered: begun from what was handed on since the last one, worded, put in order, and made ready."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.newsletter.models import Issue, IssueItem, Newsletter
from secondstory.newsletter.policies import check_can_change, check_can_edit
from secondstory.newsletter.things import choices, chosen, grouped
from secondstory.people.models import Organization, Person
from secondstory.people.refusals import Conflict, Refusal
from secondstory.ui.moments import zone_of

TITLE, INTRO, WORDS, MOST = 200, 6000, 1000, 60
BEGINS_WITH = 6  # of each kind: an issue is read in one sitting
FOUR_WEEKS = timedelta(days=28)


def newsletter() -> Newsletter:
    return Newsletter.objects.get_or_create(only=True)[0]


def today(now: datetime | None = None) -> date:
    """The day it is in the organization."""
    zone = zone_of(Organization.objects.values_list("zone", flat=True).get(pk=1))
    return (now or timezone.now()).astimezone(zone).date()


@action
def begin_issue(title: str, set_for: date, *, by: Person) -> Issue:
    """A draft with what was handed on since the last issue, as far as ``by`` reads it. Sent twice, it is one."""
    check_can_edit(by)
    told: dict[str, Any] = {"title": _title(title), "set_for": _day(set_for), "created_by": by}
    if again := Issue.objects.filter(state=Issue.State.DRAFT, **told).first():
        return again
    issue = Issue.objects.create(**told)
    last = Issue.objects.filter(state=Issue.State.PUBLISHED).aggregate(at=Max("published_at"))["at"]
    since = max(last, timezone.now() - 3 * FOUR_WEEKS) if last else timezone.now() - FOUR_WEEKS
    few = [one for _, told in grouped(choices(by, since)) for one, _ in told[:BEGINS_WITH]]
    for position, one in enumerate(few):
        IssueItem.objects.create(issue=issue, position=position, created_by=by, **chosen(one, by))
    record("issue.begun", about=issue, by=by)
    return issue


@action
def word_issue(issue: Issue, title: str, set_for: date, intro: str, *, by: Person) -> Issue:
    _held(issue, by)
    told = (_title(title), _day(set_for), prose(intro, most=INTRO, field="intro"))
    if (issue.title, issue.set_for, issue.intro) != told:
        issue.title, issue.set_for, issue.intro = told
        issue.save(update_fields=["title", "set_for", "intro"])
        record("issue.changed", about=issue, by=by)
    return issue


@action
def bring(issue: Issue, thing: str, *, by: Person, words: str = "") -> IssueItem:
    """``thing`` is ``column:id``. What is there already stays where it is."""
    _held(issue, by)
    where = chosen(thing, by)
    words = prose(words, most=WORDS, field="words")
    if found := IssueItem.objects.filter(issue=issue, **where).first():
        return found
    rows = IssueItem.objects.filter(issue=issue)
    if rows.count() >= MOST:
        raise Refusal(
            f"An issue brings {MOST} things at most. Keep some for the next one.", code="too_many", field="thing"
        )
    last = rows.aggregate(last=Max("position"))["last"]
    made = IssueItem.objects.create(
        issue=issue, position=0 if last is None else last + 1, words=words, created_by=by, **where
    )
    record("issue.changed", about=issue, by=by)
    return made


@action
def word_item(item: IssueItem, words: str, *, by: Person) -> None:
    _held(item.issue, by)
    words = prose(words, most=WORDS, field="words")
    item.refresh_from_db(fields=["words"])
    if item.words != words:
        item.words = words
        item.save(update_fields=["words"])
        record("issue.changed", about=item.issue, by=by)


@action
def move_item(item: IssueItem, *, up: bool, by: Person) -> None:
    """Past its neighbour, as ``by`` sees them; at the end it stays."""
    _held(item.issue, by)
    seen = list(IssueItem.objects.filter(issue=item.issue).visible_to(by).in_order())
    at = next((at for at, one in enumerate(seen) if one.pk == item.pk), None)
    other = None if at is None else at - 1 if up else at + 1
    if at is None or other is None or not 0 <= other < len(seen):
        return
    one, two = seen[at], seen[other]
    one.position, two.position = two.position, one.position
    IssueItem.objects.bulk_update([one, two], ["position"])
    record("issue.changed", about=item.issue, by=by)


@action
def leave_out(item: IssueItem, *, by: Person) -> None:
    _held(item.issue, by)
    if IssueItem.objects.filter(pk=item.pk).delete()[0]:
        record("issue.changed", about=item.issue, by=by)


@action
def make_ready(issue: Issue, *, by: Person) -> Issue:
    """It leaves on its day by itself; until then it can be taken back."""
    _held(issue, by)
    if not IssueItem.objects.filter(issue=issue).exists():
        raise Refusal("An issue with nothing in it is not sent. Bring something, or leave this one out.", code="empty")
    if issue.state != Issue.State.READY:
        issue.state = Issue.State.READY
        issue.save(update_fields=["state"])
        record("issue.made_ready", about=issue, by=by)
    return issue


@action
def take_back(issue: Issue, *, by: Person) -> Issue:
    _held(issue, by)
    if issue.state == Issue.State.READY:
        issue.state = Issue.State.DRAFT
        issue.save(update_fields=["state"])
        record("issue.taken_back", about=issue, by=by)
    return issue


@action
def remove_issue(issue: Issue, *, by: Person) -> None:
    _held(issue, by)
    id = issue.pk
    issue.delete()
    issue.pk = id
    record("issue.removed", about=issue, by=by)


def _held(issue: Issue, by: Person) -> None:
    """As it is in this turn."""
    try:
        issue.refresh_from_db()
    except Issue.DoesNotExist:
        raise Conflict("This draft was taken away meanwhile. Begin another one.", code="gone") from None
    check_can_change(issue, by)


def _title(title: str) -> str:
    return line(title, most=TITLE, field="title", empty="Give the issue a title.")


def _day(day: Any) -> date:
    if not isinstance(day, date):
        raise Refusal("Say on which day it is to leave.", code="no_day", field="set_for")
    return day
