from __future__ import annotations

from secondstory.evidence.models import Copy, SharedContent
from secondstory.evidence.policies import check_can_remove_copy
from secondstory.journal.actions import action, record
from secondstory.people.models import Person


@action
def remove_copy(copy: Copy, *, by: Person) -> None:
    """Take it out, content included, once nothing else holds the same bytes. What pointed at it points at nothing."""
    check_can_remove_copy(copy, by)
    if not Copy.objects.filter(pk=copy.pk).exists():
        return
    record("copy.removed", about=copy, by=by, study=copy.retrospective_id)
    content = copy.content_id
    Copy.objects.filter(pk=copy.pk).delete()
    if content and not Copy.objects.filter(content_id=content).exists():
        SharedContent.objects.filter(pk=content).delete()
