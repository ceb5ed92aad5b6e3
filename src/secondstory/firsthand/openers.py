"""Who reads a private file of an account: whoever reads the entry it belongs to, in a version that holds it. Asked at each
reading (config/wiring.py connects it), so taking the entry back closes the file at once."""

from __future__ import annotations

from django.db.models import F, Q

from secondstory.evidence.models import Copy
from secondstory.firsthand.models import AccountEntry, EntryFile
from secondstory.people.models import Person


def opens(copy: Copy, person: Person) -> bool:
    held = EntryFile.objects.filter(
        Q(until=None) | Q(until__gt=F("entry__shared_number")),
        copy=copy,
        since__lte=F("entry__shared_number"),
        entry__in=AccountEntry.objects.shared_with(person),
    )
    return held.exists()
