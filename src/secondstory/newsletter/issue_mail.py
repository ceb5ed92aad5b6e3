"""An issue by mail: its editor's words, and of its items those that this reader may read. With none of them, no mail."""

from __future__ import annotations

from secondstory.newsletter.models import Issue, IssueItem, Newsletter, SignUp
from secondstory.newsletter.stop_links import stop_path
from secondstory.newsletter.things import GONE, lines
from secondstory.notify.mail import Item, Mail, Words
from secondstory.notify.models import Message
from secondstory.ui.menu import address
from secondstory.ui.text import shorten

SIGNED_UP = "newsletter"


def compose(message: Message) -> Mail | None:
    issue = Issue.objects.visible_to(message.to).filter(pk=message.facts["issue"], state=Issue.State.PUBLISHED).first()
    if issue is None or not SignUp.objects.filter(person=message.to).exists():
        return None
    told = [one for one in lines(IssueItem.objects.filter(issue=issue), message.to) if one.title != GONE]
    if not told:
        return None
    name = Newsletter.objects.values_list("name", flat=True).first() or "The newsletter"
    intro = (Words(issue.intro),) if issue.intro else ()
    return Mail(
        subject=f"{name}: {issue.title}",
        parts=(*intro, *(Item(one.title, one.url, one.what, shorten(one.words, 600)) for one in told)),
        foot=f"You signed up for ‘{name}’.",
        stop=stop_path(message.to_id, SIGNED_UP),
        list_name=SIGNED_UP,
        more=address("issue", issue.number),
        more_says="Read it as a page",
    )
