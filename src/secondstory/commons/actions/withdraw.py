"""Taking back what one said: the words go for good, what they said before and what they led to with them; a mark stays."""

from __future__ import annotations

from django.utils import timezone

from secondstory.commons.models import Discussion, EarlierWords, Influence, Remark
from secondstory.commons.policies import check_is_own
from secondstory.journal.actions import action, record
from secondstory.people.models import Person


@action
def withdraw_remark(remark: Remark, *, by: Person) -> Remark:
    """At any time, also when one does not read the conversation any more. Answers of others stay theirs."""
    remark = Remark.objects.select_for_update(of=("self",)).select_related("discussion").get(pk=remark.pk)
    check_is_own(remark, by)
    if remark.withdrawn_at is not None:
        return remark
    EarlierWords.objects.filter(remark=remark).delete()
    Influence.objects.filter(note=remark).delete()
    remark.text, remark.withdrawn_at = "", timezone.now()
    remark.save(update_fields=["text", "withdrawn_at"])
    if remark.opens:
        Discussion.objects.filter(pk=remark.discussion_id).update(title="", title_stands=False)
    record("remark.withdrawn", about=remark, by=by, discussion=remark.discussion_id)
    return remark
