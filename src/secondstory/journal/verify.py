"""Is the journal whole? Sequence numbers without a gap, up to the counter."""

from __future__ import annotations

from django.db.models import Count, Max, Min

from secondstory.journal.models import Counter, Event


def verify_journal() -> list[str]:
    """One sentence per trouble; empty when it is whole."""
    seen = Event.objects.aggregate(first=Min("seq"), last=Max("seq"), count=Count("seq"))
    last = Counter.objects.values_list("last", flat=True).get(pk=1)
    problems = []
    if (seen["last"] or 0) != last:
        problems.append(f"The journal ends at {seen['last'] or 0}, its counter says {last}.")
    if seen["count"] and (seen["first"] != 1 or seen["count"] != seen["last"]):
        problems.append(f"The journal has {seen['count']} events for numbers up to {seen['last']}.")
    return problems
