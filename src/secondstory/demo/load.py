"""Loading the demonstration: once, through the verbs people use, so that it can show nothing they cannot make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from secondstory.demo.agreeing import tell_agreements
from secondstory.demo.days import tell_days
from secondstory.demo.knowing import tell_known
from secondstory.demo.learning import tell_learning
from secondstory.demo.newcomers import tell_newcomers
from secondstory.demo.people import Cast, gather
from secondstory.demo.practising import tell_practice
from secondstory.demo.study import Telling
from secondstory.demo.talking import tell_commons
from secondstory.demo.telling_others import tell_others
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal

STORIES = Path(__file__).parent / "stories"
# As they happened, so that each can say which of its factors and conditions an earlier one met.
ORDER = ("knight", "gitlab", "s3", "gameday", "gate")
STEPS = 2 + len(ORDER)


def story(name: str) -> dict[str, Any]:
    data = yaml.safe_load((STORIES / f"{name}.yaml").read_text())
    assert isinstance(data, dict)
    return data


def is_loaded() -> bool:
    return Person.objects.filter(email__endswith="@demo.example").exists()


def load(*, today: date | None = None, progress: Callable[[int], None] = lambda n: None) -> bool:
    """Load it, unless it is there; True when it was loaded now.

    Refuses to mix with people who are not of the demonstration: real words never stand beside invented ones.
    A load that was cut short is refused as well, with what to do.
    """
    if is_loaded():
        return False
    if Person.objects.exists():
        raise Refusal(
            "People have joined this installation, so the demonstration stays out of it. Load it elsewhere, with another"
            " SECONDSTORY_HOME.",
            code="in_use",
        )
    today = today or timezone.localdate()
    cast: Cast = gather(story("people"))
    progress(1)
    promoted = tell_days(story("days"), cast, today)
    tell_known(story("known"), cast)
    progress(1)
    own = story("accounts")
    earlier: dict[str, Any] = {}
    studies: dict[str, Retrospective] = {}
    for name in ORDER:
        telling = Telling(
            story(name) | {"own": own.get(name, {}) | {"references": own["references"]}},
            cast,
            on=today - timedelta(days=4) if name == "gate" else today,
            incident=promoted.get(name),
            earlier=earlier,
        )
        telling.tell()
        studies[name] = telling.study
        earlier |= {f"{name}.{key}": what for key, what in telling.known.items()}
        progress(1)
    tell_agreements(story("agreements"), cast, today, studies)
    tell_learning(story("learning"), cast, today, studies)
    tell_practice(story("practice"), cast, today, studies)
    tell_newcomers(story("newcomers"), cast, today, studies)
    tell_commons(story("commons"), cast, today, studies)
    tell_others(story("newsletter"), cast, today)
    return True
