"""The pages of the write-up: read, write in place, bring together, look back; with and without script."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape

import pytest
from django.urls import reverse
from tests import builders

from secondstory.writeup.actions.arrange import add_section
from secondstory.writeup.actions.save import TwoTexts, save_section
from secondstory.writeup.models import Section

HTMX = {"HX-Request": "true"}


def at(name, study, *args):
    return reverse(name, args=[study.pk, *args])


def html(response, status=200):
    assert response.status_code == status
    return unescape(response.content.decode())


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def beside(section, cast) -> int:
    """The number of a text of Bo's that waits beside Ana's."""
    save_section(section, text="Uploads were refused.\n\nFor an hour.", based_on=0, by=cast.ana)
    with pytest.raises(TwoTexts) as both:
        save_section(section, text="Downloads were slow.", based_on=0, by=cast.bo)
    return both.value.beside.number


def test_an_empty_write_up_teaches_and_begins(study, as_ana, cast):
    assert "has not begun" in html(as_ana.get(at("write-up", study)))
    response = as_ana.post(at("write-up", study))
    assert response.status_code == 303
    assert Section.objects.filter(writeup__retrospective=study).count() == 9


def test_it_shows_words_and_what_was_found_below_them(study, section, as_ana, cast):
    save_section(section, text="Uploads were *refused*.", based_on=0, by=cast.ana)
    builders.entry(study, "Replication stops.")
    builders.assessment(study)
    page = html(as_ana.get(at("write-up", study)))
    assert "<em>refused</em>" in page
    assert "Replication stops." in page
    assert "did not act" in page
    assert "times in Europe/Amsterdam" in words(page)
    assert page.index('id="summary-h"') < page.index('id="impact-h"') < page.index('id="also-held-h"')


def test_the_summary_says_what_it_waits_for(study, section, as_ana, cast):
    page = words(html(as_ana.get(at("write-up", study))))
    assert "Asked last" in page
    assert "Still to come: Impact, Analysis." in page


def test_a_summary_older_than_the_rest_is_read_once_more(study, section, as_ana, cast):
    summary = section.writeup.sections.get(key="summary")
    save_section(summary, text="In short.", based_on=0, by=cast.ana)
    save_section(section, text="Uploads.", based_on=0, by=cast.ana)
    assert "Read it once more" in html(as_ana.get(at("write-up", study)))
    assert as_ana.post(at("section-holding", study, summary.pk)).status_code == 303
    assert "Read it once more" not in html(as_ana.get(at("write-up", study)))


def test_it_says_who_can_read_before_anyone_types(study, section, as_ana):
    page = html(as_ana.get(at("section", study, section.pk)))
    assert page.index("can read this now") < page.index("<textarea")


def test_a_section_is_saved_without_script(study, section, as_bo):
    response = as_bo.post(at("section", study, section.pk), {"text": "Uploads.", "based_on": 0})
    assert response.status_code == 303
    assert response["Location"] == f"{at('write-up', study)}#section-{section.pk}"
    section.refresh_from_db()
    assert section.text == "Uploads."
    assert "data-saved" in html(as_bo.get(at("write-up", study)))


def test_a_section_is_saved_in_place(study, section, as_bo):
    editor = html(as_bo.get(at("section", study, section.pk), headers=HTMX))
    assert "<html" not in editor
    response = as_bo.post(at("section", study, section.pk), {"text": "Uploads.", "based_on": 0}, headers=HTMX)
    assert "<html" not in html(response)
    assert "Uploads." in html(response)
    section.refresh_from_db()
    assert datetime.fromisoformat(response["X-Saved-At"]) == section.written_at


def test_leaving_the_editor_shows_the_words_again(study, section, as_bo, cast):
    save_section(section, text="Uploads.", based_on=0, by=cast.ana)
    shown = html(as_bo.get(at("section", study, section.pk) + "?words", headers=HTMX))
    assert "Uploads." in shown
    assert "<textarea" not in shown


def test_what_was_typed_stays_when_it_cannot_be_saved(study, section, as_bo):
    page = html(as_bo.post(at("section", study, section.pk), {"text": "x\x00y", "based_on": 0}), 422)
    assert "NUL byte" in page
    page = html(as_bo.post(at("section", study, section.pk), {"text": "Kept words", "based_on": 7}), 422)
    assert "Kept words" in page
    assert section.revisions.count() == 0


def test_the_second_of_two_is_led_to_both_texts(study, section, as_bo, cast):
    save_section(section, text="Ana's.", based_on=0, by=cast.ana)
    response = as_bo.post(at("section", study, section.pk), {"text": "Bo's.", "based_on": 0})
    assert response.status_code == 303
    assert response["Location"] == at("section-beside", study, section.pk, 2)
    response = as_bo.post(at("section", study, section.pk), {"text": "Bo's.", "based_on": 0}, headers=HTMX)
    assert response["HX-Redirect"] == at("section-beside", study, section.pk, 2)
    assert "X-Saved-At" not in response
    page = html(as_bo.get(response["HX-Redirect"]))
    assert page.index("Ana's.") < page.index("Bo's.")
    assert "<textarea" in page


def test_the_box_holds_what_fits_together(study, section, as_bo, beside):
    page = html(as_bo.get(at("section-beside", study, section.pk, beside)))
    box = page[page.index("<textarea") :]
    assert "Uploads were refused." in box
    assert "Downloads were slow." in box


def test_together_is_saved_and_nothing_waits_any_more(study, section, as_bo, beside):
    assert "Both texts are kept" in html(as_bo.get(at("write-up", study)))
    address = at("section-beside", study, section.pk, beside)
    assert as_bo.post(address, {"text": "Both.", "based_on": 1}).status_code == 303
    page = html(as_bo.get(at("write-up", study)))
    assert "Both texts are kept" not in page
    assert "Both." in page


def test_a_text_saved_meanwhile_is_kept_beside_in_turn(study, section, as_bo, cast, beside):
    save_section(section, text="Ana's newest.", based_on=1, by=cast.ana)
    response = as_bo.post(at("section-beside", study, section.pk, beside), {"text": "Both.", "based_on": 1})
    page = html(as_bo.get(response["Location"]))
    assert "Ana's newest." in page
    assert "Both." in page


def test_the_history_tells_every_save_and_what_it_changed(study, section, as_bo, cast, beside):
    save_section(section, text="Uploads were refused.\n\nFor two hours.", based_on=1, by=cast.bo)
    page = html(as_bo.get(at("section-history", study, section.pk)))
    assert page.index("Revision 3") < page.index("Revision 2") < page.index("Revision 1")
    assert "<del>an hour</del><ins>two hours</ins>" in page.replace("</del><del>", "").replace("</ins><ins>", "") or (
        "<ins>two</ins>" in page
    )
    assert "waits beside the text" in page
    assert "the facilitator" in page


def test_the_history_comes_in_pages(study, section, as_bo, cast):
    for number in range(12):
        save_section(section, text=f"Text {number}.", based_on=number, by=cast.ana)
    page = html(as_bo.get(at("section-history", study, section.pk)))
    assert "Revision 3" in page
    assert "Revision 2<" not in page
    assert "?before=3" in page
    assert "Revision 2<" in html(as_bo.get(at("section-history", study, section.pk) + "?before=3"))
    assert as_bo.get(at("section-history", study, section.pk) + "?before=x").status_code == 400


def test_an_earlier_text_is_saved_again(study, section, as_bo, cast):
    save_section(section, text="One.", based_on=0, by=cast.ana)
    save_section(section, text="Two.", based_on=1, by=cast.ana)
    assert as_bo.post(at("section-revisions", study, section.pk), {"number": "1"}).status_code == 303
    section.refresh_from_db()
    assert (section.text, section.number) == ("One.", 3)


def test_sections_of_ones_own_come_and_move(study, section, as_bo, cast):
    sent = {"heading": "How the tool waits", "after": str(section.pk)}
    assert as_bo.post(at("sections", study), sent).status_code == 303
    own = Section.objects.get(heading="How the tool waits")
    assert "Keep this heading" in html(as_bo.get(at("section", study, own.pk)))
    assert as_bo.post(at("section-heading", study, own.pk), {"heading": "Silence"}).status_code == 303
    assert as_bo.post(at("section-place", study, own.pk), {"after": ""}).status_code == 303
    own.refresh_from_db()
    assert (own.heading, own.position) == ("Silence", 0)
    assert as_bo.post(at("section-removal", study, own.pk)).status_code == 303
    assert "Keep this heading" not in html(as_bo.get(at("section", study, section.pk)))


def test_a_section_without_a_heading_is_asked_for_one(study, section, as_bo):
    page = html(as_bo.post(at("sections", study), {"heading": "", "after": ""}), 422)
    assert "This is needed" in page


def test_a_stranger_and_another_team_find_nothing(study, section, beside, as_cy, stranger):
    pages = [
        at("write-up", study),
        at("section", study, section.pk),
        at("section-history", study, section.pk),
        at("section-beside", study, section.pk, beside),
    ]
    for page in pages:
        assert as_cy.get(page).status_code == 404
        assert stranger.get(page).status_code == 302


def test_a_section_of_another_study_is_not_here(study, section, as_ana, cast):
    other = builders.write_up(builders.study(cast.ana)).sections.first()
    assert as_ana.get(at("section", study, other.pk)).status_code == 404


def test_a_reviewer_reads_and_does_not_write(study, section, as_cy, cast):
    builders.role(study, cast.cy, "reviewer")
    assert at("section", study, section.pk) not in html(as_cy.get(at("write-up", study)))
    assert as_cy.get(at("section", study, section.pk)).status_code == 403
    assert as_cy.post(at("section", study, section.pk), {"text": "x", "based_on": 0}).status_code == 403


def test_a_final_write_up_offers_no_pen(study, section, as_ana, cast):
    save_section(section, text="Uploads.", based_on=0, by=cast.ana)
    builders.edition(study)
    assert at("section", study, section.pk) + '"' not in html(as_ana.get(at("write-up", study)))
    assert as_ana.post(at("section", study, section.pk), {"text": "x", "based_on": 1}).status_code == 400


def test_scripts_in_markdown_stay_text(study, section, as_ana, cast):
    save_section(section, text="<script>alert(1)</script> [x](javascript:alert(1))", based_on=0, by=cast.ana)
    page = as_ana.get(at("write-up", study)).content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize("count", [1, 8])
def test_the_page_takes_seventeen_statements_however_long_it_is(
    study, section, as_bo, cast, count, django_assert_max_num_queries
):
    for number in range(count):
        own = add_section(study, f"Section {number}", by=cast.ana)
        save_section(own, text="Words.", based_on=0, by=cast.ana)
        with pytest.raises(TwoTexts):
            save_section(own, text="Others.", based_on=0, by=cast.bo)
        builders.entry(study, minutes=number)
        builders.finding(study)
        builders.recommendation(study)
    with django_assert_max_num_queries(17):
        as_bo.get(at("write-up", study))


@pytest.mark.parametrize("count", [1, 12])
def test_the_history_takes_the_same_statements_for_any_number(
    study, section, as_bo, cast, count, django_assert_max_num_queries
):
    for number in range(count):
        save_section(section, text=f"Text {number}.", based_on=number, by=cast.ana)
    with django_assert_max_num_queries(12):
        as_bo.get(at("section-history", study, section.pk))
