"""Taking back what one said: the words go for good, what they said before and what they led to with them; a mark stays."""

from __future__ import annotations

from django.utils import timezone

from secondstory.analysis.models import Mystery
from secondstory.commons.asked import question_in
from secondstory.commons.models import Discussion, EarlierWords, Influence, OpenedQuestion, Remark
from secondstory.commons.policies import check_is_own
from secondstory.journal.actions import action, record
from secondstory.people.models import Person

TAKEN_BACK = "The words of this question were taken back by whoever said them"


@action
def withdraw_remark(remark: Remark, *, by: Person) -> Remark:
    """At any time, also when one does not read the conversation any more. Answers of others stay theirs."""
    remark = Remark.objects.select_for_update(of=("self",)).select_related("discussion").get(pk=remark.pk)
    check_is_own(remark, by)
    if remark.withdrawn_at is not None:
        return remark
    _take_out_of_question(remark, by)
    EarlierWords.objects.filter(remark=remark).delete()
    Influence.objects.filter(note=remark).delete()
    remark.text, remark.withdrawn_at = "", timezone.now()
    remark.save(update_fields=["text", "withdrawn_at"])
    if remark.opens:
        Discussion.objects.filter(pk=remark.discussion_id).update(title="", title_stands=False)
    record("remark.withdrawn", about=remark, by=by, discussion=remark.discussion_id)
    return remark


def _take_out_of_question(remark: Remark, by: Person) -> None:
    """A question that was opened from it says its last sentence word for word, whoever opened it. What others answered
    there stays; a question that was put in other words since is theirs."""
    opened = OpenedQuestion.objects.filter(remark=remark, mystery__isnull=False).select_related("mystery").first()
    if opened is None:
        return
    said = [remark.text, *EarlierWords.objects.filter(remark=remark).values_list("text", flat=True)]
    asked = opened.mystery
    # What was asked before anybody said it here was somebody's own.
    if asked.created_at > remark.created_at and asked.question in {question_in(one) for one in said}:
        Mystery.objects.filter(pk=asked.pk).update(question=TAKEN_BACK)
        record("mystery.reworded", about=asked, by=by)
