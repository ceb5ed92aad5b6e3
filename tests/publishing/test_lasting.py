"""A study matters long after: who leads back to it, what of it is still open, and when it comes up again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import Mystery
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.actions.publish import publish
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.publishing.citing import slugs_in
from secondstory.publishing.lasting import _around, again_of, lasting_of
from secondstory.publishing.models import Citation, Publication

pytestmark = [pytest.mark.requirement("R-002-66")]
TODAY = date(2026, 3, 4)


@pytest.fixture
def first(cast: Cast) -> Publication:
    return builders.publication(cast.ana, "How did the standby fall behind?", team=cast.storage)


def citing(cast: Cast, first: Publication, title: str = "And again?", **told) -> Publication:
    words = f"As [before](/library/{first.slug}/), and https://x.example/library/{first.slug}."
    return builders.publication(cast.ana, title, team=cast.storage, texts={"summary": words}, **told)


@pytest.mark.django_db
def test_a_text_that_leads_to_it_is_told_once(cast: Cast, first: Publication, as_bo) -> None:
    later = citing(cast, first)
    assert lasting_of(first, cast.bo).cited_by == [later]
    page = as_bo.get(f"/library/{first.slug}/").text
    assert "Other texts lead here" in page
    assert "Other texts lead here" not in as_bo.get(f"/library/{later.slug}/").text
    publish(later.retrospective, audience=later.audience, by=cast.ana)
    assert Citation.objects.count() == 1


@pytest.mark.django_db
def test_of_a_text_one_does_not_read_nothing_is_told(cast: Cast, first: Publication, as_cy, stranger) -> None:
    later = citing(cast, first, "The team's own", audience="team")
    assert lasting_of(first, cast.bo).cited_by == [later]
    assert lasting_of(first, cast.cy).cited_by == []
    assert "The team&#x27;s own" not in as_cy.get(f"/library/{first.slug}/").text
    change_audience(first, to="public", by=cast.ana)
    assert "What became of it" not in stranger.get(f"/library/{first.slug}/").text
    change_audience(later, to="organization", by=cast.ana)
    assert lasting_of(first, cast.cy).cited_by == [later]
    withdraw(later, by=cast.ana)
    assert lasting_of(first, cast.bo).cited_by == []


@pytest.mark.django_db
def test_what_is_still_open_is_told_to_whoever_reads_it(cast: Cast, first: Publication) -> None:
    study = first.retrospective
    told = {"retrospective": study, "raised_by": cast.ana, "created_by": cast.ana}
    shut = Mystery.objects.create(question="Why at night?", audience="group", **told)
    known = Mystery.objects.create(question="Who reads the page?", audience="organization", **told)
    Mystery.objects.create(question="Done?", audience="organization", state="set_aside", reason="No time.", **told)
    promised = builders.recommendation(study, "Watch the copy", status="planned", owner=cast.bo)
    builders.recommendation(study, "An idea")
    assert lasting_of(first, cast.ana).questions == [shut, known]
    assert lasting_of(first, cast.cy).questions == [known]
    assert lasting_of(first, cast.ana).recommendations == [promised]
    assert lasting_of(first, cast.cy).recommendations == []


@pytest.mark.django_db
def test_around_its_day_a_text_comes_up_again_on_the_first_page(cast: Cast, first: Publication, as_cy) -> None:
    for back, years in ((0, 1), (3, 2), (-3, 10)):
        when = TODAY.replace(year=TODAY.year - years) + timedelta(days=back)
        Publication.objects.filter(pk=first.pk).update(published_at=datetime(*when.timetuple()[:3], 12, tzinfo=UTC))
        again = again_of(cast.cy, TODAY)
        assert (again.text, again.years) == (first, years)
        assert again.how_long == ("A year ago" if years == 1 else f"{years} years ago")
    for days in (0, 10, 361, 369):
        Publication.objects.filter(pk=first.pk).update(
            published_at=datetime.combine(TODAY - timedelta(days=days), datetime.min.time(), UTC)
        )
        assert again_of(cast.cy, TODAY).text is None


@pytest.mark.django_db
def test_a_text_for_a_team_comes_up_for_nobody_else(cast: Cast) -> None:
    text = builders.publication(cast.ana, audience="team", team=cast.storage)
    Publication.objects.filter(pk=text.pk).update(published_at=datetime(2025, 3, 4, 12, tzinfo=UTC))
    assert again_of(cast.bo, TODAY).text == text
    assert not again_of(cast.cy, TODAY)


@pytest.mark.django_db
def test_a_question_that_has_been_open_for_a_year_comes_up_by_the_date(cast: Cast, as_bo) -> None:
    asked = [
        Mystery.objects.create(question=f"Why {number}?", audience="organization", created_by=cast.ana)
        for number in range(3)
    ]
    assert again_of(cast.bo, TODAY).question is None
    for number, one in enumerate(asked):
        Mystery.objects.filter(pk=one.pk).update(created_at=datetime(2024, 1, 1 + number, tzinfo=UTC))
    seen = [again_of(cast.bo, TODAY + timedelta(days=days)).question for days in range(3)]
    assert set(seen) == set(asked)
    assert again_of(cast.bo, TODAY) == again_of(cast.cy, TODAY)
    assert "Still open after a year" in as_bo.get("/").text


@pytest.mark.django_db
def test_what_was_published_before_is_read_for_it_once(cast: Cast, first: Publication) -> None:
    later = citing(cast, first)
    Citation.objects.all().delete()
    backfill = import_module("secondstory.publishing.migrations.0006_who_cites").read
    backfill(apps, None)
    backfill(apps, None)
    assert [(one.citing, one.cited) for one in Citation.objects.all()] == [(later, first)]


@given(st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,30}", fullmatch=True), max_size=6), st.binary(max_size=40))
def test_every_address_in_a_text_is_found_once_whatever_stands_around(slugs: list[str], noise: bytes) -> None:
    between = b" (" + noise.replace(b"/library/", b"") + b") "
    text = b"".join(b"/library/" + slug.encode() + b"/" + between for slug in slugs)
    assert [one for one in slugs_in(text) if one in slugs] == list(dict.fromkeys(slugs))


@given(st.dates(date(2020, 1, 1), date(2100, 12, 31)))
def test_every_day_has_a_year_before_it(day: date) -> None:
    assert _around(day)
