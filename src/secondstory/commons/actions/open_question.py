"""What was asked in a conversation becomes an open question, for the same readers, with a link back."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.models import Mystery
from secondstory.commons.asked import question_in
from secondstory.commons.models import Discussion, OpenedQuestion, Remark
from secondstory.commons.policies import check_can_reply
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal


@action
def open_question(remark: Remark, *, by: Person) -> Mystery:
    """By whoever reads the conversation, in their name. Twice is once, whoever comes second."""
    remark = Remark.objects.select_related(
        "discussion__publication", "discussion__mystery", "discussion__reading__group", "discussion__team"
    ).get(pk=remark.pk)
    check_can_reply(remark, by)
    if again := OpenedQuestion.objects.filter(remark=remark).select_related("mystery").first():
        return again.mystery
    question = question_in(remark.text)
    if not question:
        raise Refusal("Nothing here ends in a question mark. Ask the question in your own words.", code="no_question")
    asked = raise_mystery(question, by=by, **_place(remark.discussion))
    OpenedQuestion.objects.create(remark=remark, mystery=asked, created_by=by)
    record("remark.opened_question", about=remark, by=by, discussion=remark.discussion_id, question=asked.pk)
    return asked


def _place(of: Discussion) -> dict[str, Any]:
    """Where the question goes, so that no more people read it than read the conversation."""
    if of.publication:
        audience = of.publication.audience
        wide = audience in (Audience.PUBLIC, Audience.ORGANIZATION)
        return {
            "place": reverse("publication", args=[of.publication.slug]),
            "audience": Audience.ORGANIZATION if wide else audience,
        }
    if of.mystery:
        return {"parent": of.mystery}
    circle = of.reading.group if of.reading else of
    return {"team": circle.team} if circle.audience == Audience.TEAM else {"audience": Audience.ORGANIZATION}
