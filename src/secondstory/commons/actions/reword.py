"""Wording anew what one said; what it said before stays."""

from __future__ import annotations

from django.utils import timezone

from secondstory.commons.models import Discussion, EarlierWords, Remark
from secondstory.commons.policies import check_can_reword
from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person


@action
def reword_remark(remark: Remark, text: str, *, by: Person, title: str | None = None) -> Remark:
    """``title`` is the topic's, where these are its first words. What is hidden stays so until somebody who moderates
    shows it again."""
    remark = Remark.objects.select_for_update(of=("self",)).select_related("discussion").get(pk=remark.pk)
    check_can_reword(remark, by)
    text = prose(text, most=8000, field="text", empty="Write what you want to say, or take it back.")
    topic = remark.discussion
    if remark.opens and title is not None:
        title = line(title, most=200, field="title", empty="Say in one line what it is about.")
    else:
        title = topic.title
    if (text, title) == (remark.text, topic.title):
        return remark
    was_hidden = remark.hidden_at is not None
    before = f"{topic.title}\n\n{remark.text}" if title != topic.title else remark.text
    EarlierWords.objects.create(remark=remark, text=before, was_hidden=was_hidden, created_by=by)
    remark.text, remark.reworded_at = text, timezone.now()
    remark.save(update_fields=["text", "reworded_at"])
    if title != topic.title:
        Discussion.objects.filter(pk=topic.pk).update(title=title)
        topic.title = title
    record("remark.reworded", about=remark, by=by, discussion=topic.pk)
    return remark
