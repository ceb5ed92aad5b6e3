"""What the page says is so: saved, final, linked, open, and who reads none of it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse
from tests import builders

from secondstory.analysis.models import Mystery
from secondstory.review.models import Comment, Round
from secondstory.timeline.models import Dispute, Reference, Version
from secondstory.writeup.actions.arrange import add_section
from secondstory.writeup.actions.save import TwoTexts, save_section
from secondstory.writeup.models import Revision, Section


def at(name, study, *args):
    return reverse(name, args=[study.pk, *args])


def html(response, status=200):
    assert response.status_code == status
    return unescape(response.content.decode())


def test_a_page_that_was_merely_opened_does_not_call_anything_saved(study, section, as_bo, cast):
    """The draft keeper would let go of words that were sent and did not arrive."""
    save_section(section, text="Uploads.", based_on=0, by=cast.ana)
    assert "data-saved" not in html(as_bo.get(at("write-up", study)))
    assert "data-saved" not in html(as_bo.get(at("section", study, section.pk)))
    kept = as_bo.post(at("section", study, section.pk), {"text": "Uploads stopped.", "based_on": 1}, follow=True)
    assert "data-saved" in html(kept)


def test_a_text_that_is_too_long_stays_and_is_not_called_saved(study, section, as_bo, cast):
    save_section(section, text="Uploads.", based_on=0, by=cast.ana)
    long = "word " * 210_000
    page = html(as_bo.post(at("section", study, section.pk), {"text": long, "based_on": 1}), 422)
    assert long.strip() in page
    assert "Shorten it" in page
    assert "data-saved" not in page
    assert Revision.objects.filter(section=section).count() == 1


@pytest.mark.parametrize("text", ["a\x00b", "a" * 200_001])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_bad_words_change_nothing(study, section, as_bo, text, headers):
    answer = as_bo.post(at("section", study, section.pk), {"text": text, "based_on": 0}, headers=headers)
    assert answer.status_code == 422
    assert not Revision.objects.filter(section=section).exists()


@pytest.mark.parametrize("based_on", ["", "-1", "nine", "99", "9" * 30])
def test_a_save_on_a_revision_from_nowhere_keeps_what_was_typed(study, section, as_bo, based_on):
    page = html(as_bo.post(at("section", study, section.pk), {"text": "Nine carts", "based_on": based_on}), 422)
    assert "Nine carts" in page
    assert not Revision.objects.filter(section=section).exists()


@pytest.mark.parametrize("before", ["x", "-1", "1" * 40, "\u0661"])
def test_a_history_from_nowhere_is_answered_with_a_sentence(study, section, as_bo, before):
    page = html(as_bo.get(at("section-history", study, section.pk), {"before": before}), 400)
    assert "from its beginning" in page


def test_a_final_study_leads_to_its_final_text(study, section, as_ana, cast):
    assert at("edition", study) not in html(as_ana.get(at("write-up", study))).split("study__work")[1]
    save_section(section, text="Uploads.", based_on=0, by=cast.ana)
    builders.edition(study)
    page = html(as_ana.get(at("write-up", study))).split('class="study__work"')[1]
    assert "is final" in page
    assert at("edition", study) in page
    assert "<textarea" not in page.split("study__margin")[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("section", {"text": "x", "based_on": 0}),
        ("section-heading", {"heading": "x"}),
        ("section-place", {"after": ""}),
        ("section-removal", {}),
        ("section-holding", {}),
        ("section-revisions", {"number": 1}),
    ],
)
def test_cy_finds_no_form_that_takes_a_word(study, section, as_cy, cast, name, data):
    own = add_section(study, "Later news", by=cast.ana)
    before = list(Section.objects.order_by("pk").values()), Revision.objects.count()
    assert as_cy.post(at(name, study, own.pk), data).status_code == 404
    assert as_cy.post(at("write-up", study)).status_code == 404
    assert as_cy.post(at("sections", study), {"heading": "x"}).status_code == 404
    assert (list(Section.objects.order_by("pk").values()), Revision.objects.count()) == before


def test_cy_finds_no_text_beside(study, section, as_cy, cast):
    save_section(section, text="Ana's.", based_on=0, by=cast.ana)
    with pytest.raises(TwoTexts) as both:
        save_section(section, text="Bo's.", based_on=0, by=cast.bo)
    address = at("section-beside", study, section.pk, both.value.beside.number)
    assert as_cy.get(address).status_code == 404
    assert as_cy.post(address, {"text": "x", "based_on": 1}).status_code == 404


def test_every_link_within_the_page_leads_somewhere(study, section, as_ana):
    builders.analysed(study)
    builders.finding(study)
    builders.recommendation(study, status="planned")
    source = Reference.objects.create(retrospective=study, title="The log", url="https://example.org/log")
    one = builders.entry(study, "Replication stops.")
    one.references.add(source)
    dispute = Dispute.objects.create(retrospective=study, question="When did it stop?")
    dispute.entries.add(one)
    page = html(as_ana.get(at("write-up", study)))
    ids = set(re.findall(r' id="([^"]+)"', page))
    asked = set(re.findall(r'href="#([^"]+)"', page))
    assert {"source-1", "entry-1"} <= asked
    assert any(name.startswith("finding-") for name in asked)
    assert asked <= ids


def test_an_own_section_leads_to_its_heading_and_place(study, section, as_bo, cast):
    own = add_section(study, "Later news", by=cast.ana)
    page = html(as_bo.get(at("write-up", study)))
    assert at("section", study, own.pk) + "#arrange-h" in page
    assert at("section", study, section.pk) + "#arrange-h" not in page
    assert 'id="arrange-h"' in html(as_bo.get(at("section", study, own.pk)))


@pytest.mark.parametrize("heading", ["   ", "h" * 1_000_000, "a\x00b"])
def test_a_heading_that_cannot_be_kept_is_asked_for_again(study, section, as_bo, cast, heading):
    own = add_section(study, "Later news", by=cast.ana)
    page = html(as_bo.post(at("section-heading", study, own.pk), {"heading": heading}), 422)
    assert 'id="arrange-h"' in page
    own.refresh_from_db()
    assert own.heading == "Later news"


def test_invariant_15_the_write_up_lists_open_questions_and_disagreements_that_stand(study, section, as_ana, cast):
    Mystery.objects.create(retrospective=study, question="Who hears the pager at night?")
    Mystery.objects.create(retrospective=study, question="Who counts by hand?", state="followed")
    dispute = Dispute.objects.create(retrospective=study, question="Did it beep once or twice?", state="stands")
    for words in ("Once, says the leaflet.", "Twice, says the driver."):
        Version.objects.create(dispute=dispute, text=words, said_by="a source")
    held = Round.objects.create(retrospective=study, opened_at=builders.NOON, closes_not_before=builders.NOON)
    Comment.objects.create(
        round=held, section=section, kind="disagree", state="stands", text="It was longer.", answer="The log says so."
    )
    page = html(as_ana.get(at("write-up", study))).split("study__margin")[0]
    told = ("Who hears the pager at night?", "Who counts by hand?", "Did it beep", "Once, says", "Twice, says")
    for words in (*told, "It was longer.", "The log says so."):
        assert words in page
    assert page.index("Who hears") < page.index("Did it beep")
