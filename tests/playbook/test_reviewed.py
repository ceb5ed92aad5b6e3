"""No change of the process without a review by somebody who does the work and did not write it (invariant 25)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.open_retrospective import open_retrospective
from secondstory.people.models import Team
from secondstory.playbook.models import ProcessReview, ProcessVersion

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def newer(cast: Cast) -> ProcessVersion:
    """A second version by Cy, in force by its date alone."""
    first = ProcessVersion.objects.get()
    ProcessVersion.objects.update(valid_from=LONG_AGO)
    return ProcessVersion.objects.create(
        name=first.name,
        number=2,
        valid_from=datetime(2021, 1, 1, tzinfo=UTC),
        why="Fewer days",
        data={**first.data, "number": 2},
        created_by=cast.cy,
    )


def in_force() -> int:
    version = ProcessVersion.objects.in_force(timezone.now())
    assert version is not None
    return version.number


@pytest.mark.requirement("R-001-51")
def test_invariant_25_it_is_in_force_once_somebody_who_does_the_work_has_reviewed_it(cast: Cast, newer):
    assert in_force() == 1
    newer.reviews.create(team=cast.storage, created_by=cast.ana)
    assert in_force() == 2
    assert open_retrospective(builders.incident(cast.ana), by=cast.ana).process_version == newer


@pytest.mark.requirement("R-001-51")
def test_the_database_lets_no_study_begin_with_one_that_waits(cast: Cast, newer):
    with pytest.raises(IntegrityError, match="reviewed"), transaction.atomic():
        builders.study(cast.ana, process_version=newer)
    newer.reviews.create(team=cast.storage, created_by=cast.ana)
    assert builders.study(cast.ana, process_version=newer).process_version == newer


@pytest.mark.requirement("R-001-51")
@pytest.mark.parametrize("role", ["leader", "steward", "process_owner"])
def test_the_database_takes_no_review_of_who_is_not_of_that_practice(cast: Cast, newer, role):
    builders.grant(cast.bo, role)
    cast.bo.memberships.all().delete()
    with pytest.raises(IntegrityError, match="does the work"), transaction.atomic():
        newer.reviews.create(team=cast.storage, created_by=cast.bo)
    newer.reviews.create(team=cast.storage, created_by=cast.ana)


@pytest.mark.requirement("R-001-51")
def test_whoever_wrote_it_does_not_review_it(cast: Cast, newer):
    with pytest.raises(IntegrityError, match="did not write it"), transaction.atomic():
        newer.reviews.create(team=cast.billing, created_by=cast.cy)
    with pytest.raises(IntegrityError), transaction.atomic():
        newer.reviews.create(team=cast.billing, created_by=None)


def test_people_of_a_team_within_do_the_work_of_the_team_above(cast: Cast, newer):
    above = Team.objects.create(name="Everything that keeps", slug="keeps")
    Team.objects.filter(pk=cast.storage.pk).update(parent=above)
    newer.reviews.create(team=above, created_by=cast.ana)
    assert in_force() == 2


@pytest.mark.parametrize("told", [{"why": "Other words"}, {"data": {"name": "other"}}, {"is_built_in": True}])
def test_what_was_reviewed_stays_as_it_was_written(cast: Cast, newer, told):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessVersion.objects.filter(pk=newer.pk).update(**told)


def test_a_review_stays(cast: Cast, newer):
    newer.reviews.create(team=cast.storage, created_by=cast.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessReview.objects.update(text="Other words")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessReview.objects.all()._raw_delete("default")


def test_the_page_shows_the_version_in_force(client, newer):
    assert "version 1" in client.get("/how-we-work/").content.decode()
