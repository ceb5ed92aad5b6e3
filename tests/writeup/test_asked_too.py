"""What a study asks for, too, in its text: its own line is frozen, and where it was asked first is told to those who may
know it at each reading."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.exporters.html.write import to_html
from secondstory.exporters.markdown.write import to_markdown
from secondstory.exporters.shown import of_study
from secondstory.incidents.models import Retrospective
from secondstory.publishing.actions.publish import publish
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.publishing.first_asked import first_texts
from secondstory.publishing.models import Publication
from secondstory.recommendations.actions.ask_too import ask_too
from secondstory.recommendations.asked_too import first_of
from secondstory.recommendations.models import AskedToo, Recommendation
from secondstory.review.canonical import canonical, read
from secondstory.review.models import Edition
from secondstory.review.reading import read_edition
from secondstory.writeup import blocks
from secondstory.writeup.document import document

pytestmark = pytest.mark.requirement("R-004-106")
TITLE, FIRST = "An alarm on the age of the newest dump", "The night without a dump"
OWN_LINE, WHY = "Hear of it before the customer does", "We heard of it from a customer."
AGREED = "Another study asked for"


@pytest.fixture
def first(cast: Cast) -> Retrospective:
    """Bo's, read by the people in it alone."""
    study = builders.study(cast.bo, FIRST, audience="organization")
    builders.role(study, cast.bo)
    builders.write_up(study, summary="The dump was empty.")
    return study


@pytest.fixture
def alarm(first) -> Recommendation:
    return builders.recommendation(first, TITLE, status="planned")


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, "The morning without an invoice", audience="organization")
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    builders.write_up(study, summary="An invoice was missing.")
    return study


@pytest.fixture
def ask(study, alarm, cast) -> AskedToo:
    return ask_too(study, alarm, by=cast.bo, findings=[builders.finding(study)], title=OWN_LINE, why=WHY)


def published(study: Retrospective, by, audience: str = "organization") -> Publication:
    builders.edition(study)
    builders.confirm(study, "public")
    return publish(study, audience=audience, by=by)


def text_at(client, publication: Publication) -> str:
    return client.get(reverse("publication", args=[publication.slug])).content.decode()


def test_it_stands_among_the_recommendations_in_the_studys_own_line(ask, study):
    (section,) = [one for one in document(study).sections if one.key == "recommendations"]
    (block,) = [one for one in section.blocks if isinstance(one, blocks.AskedToo)]
    assert block.items == (blocks.Asked(ask.pk, OWN_LINE, WHY, (1,)),)


def test_nothing_of_the_other_study_is_in_the_bytes(ask, study, first, alarm):
    bytes_ = canonical(document(study)).decode()
    for hidden in (TITLE, FIRST, str(alarm.pk), str(first.pk), "planned"):
        assert hidden not in bytes_
    assert OWN_LINE in bytes_
    assert canonical(read(bytes_.encode())).decode() == bytes_


def test_a_text_that_asks_for_nothing_of_another_keeps_its_bytes(study):
    builders.recommendation(study, "Our own", status="planned")
    before = canonical(document(study))
    assert b"asked_too" not in before


def test_its_facts_stay_those_that_were_frozen(ask, study, alarm):
    edition = builders.edition(study)
    before = bytes(edition.canonical)
    Recommendation.objects.filter(pk=alarm.pk).update(status="idea")
    Recommendation.objects.filter(pk=alarm.pk).delete()
    assert AskedToo.objects.get().recommendation is None
    assert canonical(document(study, final_at=edition.finalized_at)) == before
    assert bytes(Edition.objects.get().canonical) == before


def test_who_reads_the_first_one_too_is_led_there_with_how_it_stands_now(ask, study, alarm, cast, as_bo, as_ana):
    text = published(study, cast.ana)
    Recommendation.objects.filter(pk=alarm.pk).update(status="done")
    page = text_at(as_bo, text)
    for told in (AGREED, OWN_LINE, WHY, TITLE, FIRST, reverse("recommendation", args=[alarm.pk])):
        assert told in page
    other = text_at(as_ana, text)
    for hidden in (TITLE, FIRST, str(alarm.pk)):
        assert hidden not in other
    assert OWN_LINE in other


def test_who_reads_its_published_text_is_led_to_that(ask, study, first, cast, as_cy):
    """Cy reads both texts and works on neither study."""
    there, here = published(first, cast.bo), published(study, cast.ana)
    page = text_at(as_cy, here)
    assert f'<a href="{reverse("publication", args=[there.slug])}">{FIRST}</a>' in page


def test_withdrawn_or_narrower_the_first_one_is_named_no_more(ask, study, first, cast, as_cy, as_ana):
    there, here = published(first, cast.bo), published(study, cast.ana)
    Publication.objects.filter(pk=there.pk).update(audience="group")
    assert FIRST not in text_at(as_cy, here)
    Publication.objects.filter(pk=there.pk).update(audience="organization")
    withdraw(Publication.objects.get(pk=there.pk), by=cast.bo, because="It names a customer.")
    for client in (as_cy, as_ana):
        page = text_at(client, here)
        assert FIRST not in page
        assert AGREED in page


def test_a_text_open_to_everybody_names_to_a_stranger_only_what_is(ask, study, first, cast, stranger):
    there, here = published(first, cast.bo), published(study, cast.ana, "public")
    assert FIRST not in text_at(stranger, here)
    assert OWN_LINE in text_at(stranger, here)
    Publication.objects.filter(pk=there.pk).update(audience="public")
    assert FIRST in text_at(stranger, here)


def test_what_came_after_the_first_text_was_frozen_is_not_led_to_it(study, first, cast, as_cy):
    there = published(first, cast.bo)
    later = builders.recommendation(first, TITLE, status="planned")
    ask_too(study, later, by=cast.bo, findings=[builders.finding(study)], title=OWN_LINE)
    assert there.slug not in text_at(as_cy, published(study, cast.ana))


def test_text_from_elsewhere_that_names_an_ask_of_another_study_is_told_nothing(ask, study, cast, as_bo):
    """Its bytes may name anything; they speak of its own study alone."""
    told = document(study, final_at=datetime(2026, 1, 1, tzinfo=UTC))
    other = builders.study(cast.bo, "From elsewhere", audience="organization")
    builders.role(other, cast.bo)
    published(other, cast.bo)
    edition = Edition.objects.get(retrospective=other)
    edition.canonical = canonical(told)
    made = read_edition(edition)
    assert made.study == other.pk
    assert first_of(made.study, [ask.pk], cast.bo) == {}
    assert first_texts(made, cast.bo) == {}


def test_in_the_draft_it_is_told_to_whoever_reads_both(ask, study, as_bo, as_ana):
    page = reverse("write-up", args=[study.pk])
    for told in (OWN_LINE, TITLE, FIRST):
        assert told in as_bo.get(page).content.decode()
    text = as_ana.get(page).content.decode()
    assert OWN_LINE in text
    for hidden in (TITLE, FIRST):
        assert hidden not in text


def test_a_file_says_that_another_study_asked_first_and_not_which(ask, study, cast):
    shown = of_study(study)
    for told in (to_markdown(shown.document, shown.head), to_html(shown.document, shown.head)):
        assert OWN_LINE in told
        assert AGREED in told
        for hidden in (TITLE, FIRST):
            assert hidden not in told
