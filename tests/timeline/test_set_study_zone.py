"""A study is told in one zone; another one changes what clocks show and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests import builders

from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal
from secondstory.timeline.actions.set_study_zone import set_study_zone
from secondstory.timeline.lines import zone_of


def test_a_participant_sets_it(study, cast) -> None:
    set_study_zone(study, "America/New_York", by=cast.bo)
    study.refresh_from_db()
    assert study.zone == "America/New_York"


def test_a_stranger_learns_nothing(study, cast) -> None:
    with pytest.raises(NotFound):
        set_study_zone(study, "UTC", by=cast.cy)


def test_the_same_zone_again_changes_nothing_and_the_journal_knows(study, cast) -> None:
    set_study_zone(study, "UTC", by=cast.bo)
    set_study_zone(study, "UTC", by=cast.bo)
    assert Event.objects.get(kind="timeline.zone_set").facts == {"zone": "UTC"}


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "CST", "../../etc/passwd", "UTC\x00", "x" * 100_000])
def test_a_zone_nobody_knows_is_asked_for_again(study, cast, zone: str) -> None:
    with pytest.raises(Refusal) as refused:
        set_study_zone(study, zone, by=cast.bo)
    assert refused.value.field == "zone"


def test_a_final_study_stays_as_it_is(final_study, cast) -> None:
    with pytest.raises(Refusal, match="final"):
        set_study_zone(final_study, "UTC", by=cast.ana)


def test_a_day_stays_the_day_that_was_meant(study, cast) -> None:
    midnight_in_amsterdam = datetime(2026, 3, 1, 23, 0, tzinfo=UTC)
    day = builders.entry(study, at=midnight_in_amsterdam, precision="day")
    minute = builders.entry(study)
    set_study_zone(study, "America/New_York", by=cast.bo)
    set_study_zone(study, "Asia/Tokyo", by=cast.bo)
    day.refresh_from_db()
    assert zone_of(day, study) == "Europe/Amsterdam"
    assert zone_of(minute, study) == "Asia/Tokyo"
