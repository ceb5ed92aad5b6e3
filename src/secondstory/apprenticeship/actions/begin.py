from __future__ import annotations

from secondstory.apprenticeship.models import Apprenticeship
from secondstory.journal.actions import action, record
from secondstory.people.models import Person


@action
def begin_apprenticeship(*, by: Person) -> Apprenticeship:
    """Anybody begins theirs; nobody is put on it by others. Begun twice, it is one."""
    found, is_new = Apprenticeship.objects.get_or_create(learner=by, defaults={"created_by": by})
    if is_new:
        record("apprenticeship.begun", about=found, by=by)
    return found
