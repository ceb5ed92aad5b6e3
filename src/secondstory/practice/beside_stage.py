"""What people told of a step, beside it on 'How we work', for those who keep the process."""

from __future__ import annotations

from secondstory.organization.beside_stage import Told
from secondstory.people.audience import Who
from secondstory.practice.models import Experience, Way
from secondstory.practice.querysets import keeps_the_process
from secondstory.ui.menu import address
from secondstory.ui.text import shorten

EACH, LATEST = 3, 100
BEGINS = {Way.KEEP: "Keep it", Way.DROP: "Drop it", Way.TRY: "Try it differently"}


def told_of_stages(user: Who) -> dict[str, list[Told]]:
    """The latest few of each step, for those who keep the process; for others nothing."""
    if not keeps_the_process(user):
        return {}
    found: dict[str, list[Told]] = {}
    for one in Experience.objects.visible_to(user)[:LATEST]:
        here = found.setdefault(one.stage, [])
        if len(here) < EACH:
            words = shorten(one.in_the_way or one.worked, 160)
            here.append(Told(f"{BEGINS[Way(one.way)]}: {words}", f"{address('experiences')}#told-{one.pk}"))
    return found
