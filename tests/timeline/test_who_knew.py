"""Who knew it stands in words beside the source."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from secondstory.timeline.foresight import Item
from secondstory.timeline.who_knew import Knew, in_words

AT = datetime(2017, 1, 31, 22, tzinfo=UTC)
LAG = Item("lag", AT)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ([], ""),
        ([Knew("the engineer", AT)], "known at once to the engineer"),
        ([Knew("Bo", AT), Knew("Ana", AT), Knew("Cy", AT)], "known at once to Ana, Bo and Cy"),
        ([Knew("someone", AT), Knew("someone", AT)], "known at once to someone"),
        (
            [Knew("the engineer", AT), Knew("the others", AT + 40 * MINUTE, how="told")],
            "known at once to the engineer; to the others at 22:40, when told of it",
        ),
        ([Knew("Bo", AT + 30 * MINUTE, "hour")], "known to Bo about 22:30"),
        ([Knew("Bo", AT + 2 * MINUTE, approximate=True)], "known to Bo about 22:02"),
        ([Knew("Bo", AT + 2 * MINUTE, "before", how="deduced")], "known to Bo before 22:02, by working it out"),
        ([Knew("Bo", datetime(2017, 2, 1, tzinfo=UTC), "day", how="later")], "known to Bo the day after"),
        (
            [Knew("Bo", datetime(2017, 2, 10, tzinfo=UTC), "day", how="read")],
            "known to Bo on 10 Feb 2017, by reading of it",
        ),
        ([Knew("Bo", AT + 3 * 60 * MINUTE)], "known to Bo on 1 Feb 2017, 01:00"),
        ([Knew("Bo", datetime(2017, 1, 31, tzinfo=UTC), "day")], "known to Bo some time that day"),
    ],
)
def test_it_says_to_whom_when_and_how(known: list[Knew], words: str) -> None:
    assert in_words(LAG, known, "UTC") == words


def test_the_zone_decides_what_the_day_after_is() -> None:
    midnight_there = datetime(2017, 1, 31, 23, tzinfo=UTC)
    assert in_words(LAG, [Knew("Bo", midnight_there, "day")], "Europe/Amsterdam") == "known to Bo the day after"
