"""Reading an edition: from its own bytes, with later words and later status apart from the frozen text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from tests import builders
from tests.cast import Cast
from tests.review.everything import EVERYTHING

from secondstory.recommendations.models import Recommendation, StatusChange
from secondstory.review.canonical import canonical, fingerprint
from secondstory.review.models import Amendment, Edition
from secondstory.review.reading import edition_context, read_edition
from secondstory.writeup.document import document


def freeze(study, made=None):
    content = canonical(made or document(study, final_at=builders.NOON))
    return Edition.objects.create(
        retrospective=study, canonical=content, sha256=fingerprint(content), finalized_at=builders.NOON
    )


@pytest.fixture
def study(cast: Cast):
    study = builders.study(cast.ana)
    builders.write_up(study, summary="The standby fell behind.")
    return study


def page(edition):
    return render_to_string("review/_edition.html", edition_context(edition))


def test_it_shows_what_was_frozen_and_not_what_was_changed_afterwards(study):
    edition = freeze(study)
    study.writeup.sections.filter(key="summary").update(text="Something else.")
    assert read_edition(edition).summary == "The standby fell behind."
    assert "The standby fell behind." in page(edition)
    assert "Something else." not in page(edition)


def test_every_kind_of_block_is_set(study):
    html = page(freeze(study, EVERYTHING))
    for words in (
        "Uploads stopped.",
        "Six hours",
        "It stops.",
        "Where to begin?",
        "Someone kept a copy.",
        "Hearing silence",
        "Standby",
        "One copy",
        "did not act",
        "An alarm",
        "Hear of it first",
        "Looked, and found none: Economics",
        "Two hosts looked alike",
        "Nobody hears it.",
        "How?",
        "The report",
    ):
        assert words in html
    assert "UTC" in html


def test_reading_text_without_links_cannot_leave_the_page(study):
    study.references.create(title="A trick", url="javascript:alert(1)")
    assert 'href="javascript:' not in page(freeze(study))


def test_later_status_stands_apart_as_since_then(study):
    alarm = Recommendation.objects.create(retrospective=study, title="An alarm")
    alarm.traces.create(finding=builders.finding(study))
    edition = freeze(study)
    assert "no news" in page(edition)
    Recommendation.objects.filter(pk=alarm.pk).update(
        status="dropped", decision_reason="private words", kind="other", strategy="add"
    )
    StatusChange.objects.create(
        recommendation=alarm,
        source="idea",
        target="dropped",
        reason="private words",
        created_at=builders.NOON + timedelta(days=30),
    )
    html = page(edition)
    assert "Since then" in html
    assert "1 Apr 2026" in html
    assert "private words" not in html
    assert read_edition(edition).section("recommendations").blocks[0].items[0].status == "idea"


def test_accepted_amendments_stand_beside_the_text_with_author_and_date(study, cast):
    edition = freeze(study)
    builders.participant(study, cast.bo, role_label="database engineer")
    for state, text in (("accepted", "It was six copies."), ("proposed", "Not yet."), ("declined", "Not this.")):
        Amendment.objects.create(
            edition=edition,
            section_key="summary",
            text=text,
            reason="A log turned up.",
            state=state,
            answer="-",
            created_by=cast.bo,
        )
    html = page(edition)
    assert "It was six copies." in html
    assert "database engineer" in html
    assert "Bo" not in html.replace("Both", "")
    assert "Not yet." not in html
    assert "Not this." not in html
    assert "amended 1 time." in html


def test_an_amendment_to_a_section_that_is_not_shown_stands_at_the_end(study, cast):
    edition = freeze(study)
    Amendment.objects.create(
        edition=edition, section_key="impact", text="Also uploads.", reason="Asked.", state="accepted"
    )
    assert "Also uploads." in page(edition)


def test_it_takes_three_statements_however_much_there_is(study, django_assert_max_num_queries):
    for _ in range(5):
        Recommendation.objects.create(retrospective=study, title="An alarm")
    edition = freeze(study)
    for _ in range(5):
        Amendment.objects.create(edition=edition, text="More.", reason="Asked.", state="accepted")
    with django_assert_max_num_queries(4):
        page(edition)
