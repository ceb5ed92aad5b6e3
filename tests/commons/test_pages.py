"""The room on pages, without script: found, said, answered, changed, taken back."""

from __future__ import annotations

import pytest
from tests.commons.conftest import SAID

from secondstory.commons.actions.say import reply, say_about
from secondstory.commons.models import Remark

pytestmark = pytest.mark.requirement("R-002-01", "R-002-06")
ROOM = "/talking-it-over/"


def main(page) -> str:
    return page.text.split("<main")[1].split("</main")[0]


def test_it_is_found_from_the_library_the_first_page_and_each_thing(as_bo, cast, text, question):
    for page in ("/library/", "/"):
        assert f'href="{ROOM}"' in as_bo.get(page).text
    assert f'href="{ROOM}texts/{text.slug}/"' in as_bo.get(f"/library/{text.slug}/").text
    assert f'href="{ROOM}questions/{question.pk}/"' in as_bo.get(f"/questions/{question.pk}/").text
    assert f'href="{ROOM}ideas/drift/"' in as_bo.get("/how-we-work/ideas/drift/").text


def test_outside_nobody_finds_it_or_reads_it(stranger, cast, open_remark):
    for page in ("/library/", "/how-we-work/ideas/drift/", "/"):
        assert ROOM not in stranger.get(page).text
    for page in (ROOM, f"{ROOM}{open_remark.discussion_id}/", f"{ROOM}remarks/{open_remark.pk}/", "/reading-lists/"):
        assert stranger.get(page).status_code == 302


def test_the_list_has_the_newest_words_first_and_what_one_reads_alone(as_bo, as_cy, cast, remark, open_remark):
    say_about("drift", "It crept up.", by=cast.cy)
    reply(remark, "By its log.", by=cast.bo)
    shown = main(as_bo.get(ROOM))
    order = ["A silent copy", "Drift", "An open copy"]
    assert sorted(order, key=shown.index) == order
    assert "By its log." in shown
    assert "A silent copy" not in main(as_cy.get(ROOM))


def test_it_is_said_answered_changed_and_taken_back(as_ana, as_bo, cast, text):
    page = f"{ROOM}texts/{text.slug}/"
    assert "Nobody has said anything yet" in as_ana.get(page).text
    said = as_ana.post(page, {"text": "See [this](https://example.org/x) and <b>that</b>."})
    remark = Remark.objects.get()
    assert said.url == f"{page}#said-{remark.pk}"
    shown = as_bo.get(page).text
    assert 'href="https://example.org/x"' in shown
    assert "<b>that" not in shown
    assert as_bo.post(f"{ROOM}remarks/{remark.pk}/replies/", {"text": "So it is here."}).url == said.url
    seen = as_ana.get(f"{ROOM}remarks/{remark.pk}/").context["words_form"]["seen"].value()
    told = {"text": "See it there.", "seen": seen}
    assert as_ana.post(f"{ROOM}remarks/{remark.pk}/words/", told).status_code == 302
    shown = as_bo.get(page).text
    assert "See it there." in shown
    assert "Said before" in shown
    assert as_ana.post(f"{ROOM}remarks/{remark.pk}/withdrawal/").status_code == 302
    shown = main(as_bo.get(page))
    assert "Taken back by whoever wrote it" in shown
    assert "See it there" not in shown
    assert "Ana" not in shown
    assert "So it is here." in shown


def test_what_was_typed_comes_back(as_ana, text):
    page = f"{ROOM}texts/{text.slug}/"
    kept = as_ana.post(page, {"text": "x" * 8001})
    assert kept.status_code == 422
    assert "x" * 8001 in kept.text
    kept = as_ana.post(f"{ROOM}new/", {"title": "", "text": "What I typed", "audience": "organization"})
    assert kept.status_code == 422
    assert "What I typed" in kept.text


def test_of_two_who_change_the_same_words_the_second_is_asked(as_ana, cast, remark):
    address = f"{ROOM}remarks/{remark.pk}/"
    seen = as_ana.get(address).context["words_form"]["seen"].value()
    assert as_ana.post(f"{address}words/", {"text": "One.", "seen": seen}).status_code == 302
    back = as_ana.post(f"{address}words/", {"text": "Two.", "seen": seen})
    assert back.status_code == 422
    assert "Two." in back.text
    assert Remark.objects.get().text == "One."


def test_others_change_nothing_and_learn_nothing(as_cy, as_bo, remark):
    address = f"{ROOM}remarks/{remark.pk}/"
    for what in ("replies/", "words/", "withdrawal/", "question/", "concern/", "decision/", "influences/"):
        assert as_cy.post(f"{address}{what}", {"text": "Mine?"}).status_code == 404
    assert as_bo.post(f"{address}words/", {"text": "Mine.", "seen": ""}).status_code == 403
    assert as_bo.post(f"{address}withdrawal/").status_code == 403
    assert Remark.objects.get().text == SAID


def test_a_conversation_beside_a_thing_leads_to_its_one_address(as_bo, text, remark):
    assert as_bo.get(f"{ROOM}{remark.discussion_id}/").url == f"{ROOM}texts/{text.slug}/"


def test_ones_own_words_are_found_also_where_one_reads_no_more(as_cy, cast, open_text, open_remark):
    answer = reply(open_remark, "Here, too.", by=cast.cy)
    open_text.audience = "group"
    open_text.save(update_fields=["audience"])
    shown = as_cy.get(f"{ROOM}mine/").text
    assert "Here, too." in shown
    assert "An open copy" not in shown
    page = as_cy.get(f"{ROOM}remarks/{answer.pk}/").text
    assert "You do not read the conversation any more" in page
    assert SAID not in page
    assert as_cy.post(f"{ROOM}remarks/{answer.pk}/withdrawal/").status_code == 302


def test_the_pages_cost_the_same_however_much_is_said(as_bo, cast, text, remark, django_assert_max_num_queries):
    for number in range(12):
        reply(say_about(text, f"Word {number}?", by=cast.ana), f"Answer {number}.", by=cast.bo)
        say_about(text, f"Mine {number}.", by=cast.bo)
    with django_assert_max_num_queries(17):
        as_bo.get(f"{ROOM}texts/{text.slug}/")
    for key in ("drift", "dark-debt", "second-stories", "local-rationality"):
        say_about(key, "It crept up.", by=cast.ana)
    with django_assert_max_num_queries(8):
        as_bo.get(ROOM)


def test_a_long_conversation_comes_a_page_at_a_time(as_bo, cast, text):
    for number in range(31):
        say_about(text, f"Word number {number}.", by=cast.ana)
    first = as_bo.get(f"{ROOM}texts/{text.slug}/")
    assert "Word number 0." in first.text
    assert "Word number 30." not in first.text
    onward = first.context["page"].newer
    assert "Word number 30." in as_bo.get(f"{ROOM}texts/{text.slug}/", {"after": onward}).text
    told = as_bo.post(f"{ROOM}texts/{text.slug}/", {"text": "And mine."}).url
    assert "And mine." in as_bo.get(told.partition("#")[0]).text
