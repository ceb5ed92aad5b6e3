"""The review page and the page of the final text: for those with a part in the study, and for nobody else."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.incidents.models import Retrospective
from secondstory.review.actions.comments import agree_change, comment
from secondstory.review.actions.complete import finalize
from secondstory.review.actions.rounds import open_round
from secondstory.review.models import Amendment, Comment, Edition, Round
from secondstory.wording.choices import choices_now


@pytest.fixture
def study(analysed: Retrospective) -> Retrospective:
    return analysed


def page(study: Retrospective, rest: str = "review/") -> str:
    return f"/retrospectives/{study.pk}/{rest}"


def test_a_whole_round_goes_through_the_pages(study, as_ana, as_bo, cast):
    html = as_ana.get(page(study)).content.decode()
    assert "Open the round" in html
    assert "It may close from" in html or "may close from" in html
    assert as_ana.post(page(study, "review/rounds/"), {"reviewers": [cast.bo.pk], "others": ""}).status_code == 303
    section = study.writeup.sections.get(key="impact")
    told = {"kind": "change", "text": "Say which copy.", "section": section.pk, "quote": ""}
    assert as_bo.post(page(study, "review/comments/"), told).status_code == 303
    assert as_bo.post(page(study, "review/ready/")).status_code == 303
    html = as_ana.get(page(study)).content.decode()
    assert "Say which copy." in html
    assert "Answer every open" in html
    assert "a reviewer: ready" in " ".join(html.split())
    made = Comment.objects.get()
    as_ana.post(page(study, f"review/comments/{made.pk}/outcome/"), {"state": "done", "answer": "The live one."})
    made.refresh_from_db()
    assert (made.state, made.answer) == ("done", "The live one.")
    as_ana.post(page(study, "review/changes/"), {"text": "Name the copy"})
    change = study.agreed_changes.get()
    as_ana.post(page(study, f"review/changes/{change.pk}/tick/"))
    answer = as_ana.post(page(study, "review/closing/"))
    assert answer["Location"] == page(study, "edition/")
    study.refresh_from_db()
    assert study.state == "agreeing"
    assert as_ana.get(page(study)).status_code == 200


def test_the_last_things_go_through_the_pages(agreed, as_ana, as_bo):
    agreed.audience_confirmation.delete()
    agreed.completions.all().delete()
    html = as_ana.get(page(agreed, "edition/")).content.decode()
    assert "Confirm who will read the final text." in html
    assert "disabled" in html
    as_ana.post(page(agreed, "edition/audience/"), {"audience": "organization"})
    as_ana.post(page(agreed, "edition/completions/"), {"capacity": "facilitator"})
    as_bo.post(page(agreed, "edition/completions/"), {"capacity": "reviewer"})
    html = as_ana.get(page(agreed, "edition/")).content.decode()
    assert "Still to do" not in html
    assert as_ana.post(page(agreed, "edition/finalization/")).status_code == 303
    html = as_bo.get(page(agreed, "edition/")).content.decode()
    assert Edition.objects.get().sha256 in html
    assert (
        as_bo.post(page(agreed, "edition/amendments/"), {"text": "Six copies.", "reason": "A log."}).status_code == 303
    )
    made = Amendment.objects.get()
    assert "Six copies." in as_ana.get(page(agreed, "edition/")).content.decode()
    as_ana.post(page(agreed, f"edition/amendments/{made.pk}/decision/"), {"decision": "accepted"})
    assert "amended 1 time." in as_bo.get(page(agreed, "edition/")).content.decode()


def test_an_amendment_is_declined_with_a_reason(agreed, as_ana, as_bo, cast):
    finalize(agreed, by=cast.ana)
    as_bo.post(page(agreed, "edition/amendments/"), {"text": "Six copies.", "reason": "A log."})
    made = Amendment.objects.get()
    address = page(agreed, f"edition/amendments/{made.pk}/decision/")
    assert as_ana.post(address, {"decision": "declined", "answer": ""}).status_code == 422
    assert as_ana.post(address, {"decision": "declined", "answer": "It was seven."}).status_code == 303
    assert "It was seven." in as_bo.get(page(agreed, "edition/")).content.decode()


def test_what_was_typed_stays_when_a_form_asks_for_more(study, as_ana, as_bo, cast):
    answer = as_ana.post(page(study, "review/rounds/"), {"others": "Nobody Known"})
    assert (answer.status_code, b"Nobody Known" in answer.content) == (422, True)
    assert not Round.objects.exists()
    open_round(study, by=cast.ana, reviewers=[cast.bo], reads_first=False)
    section = study.writeup.sections.get(key="impact")
    answer = as_bo.post(page(study, "review/comments/"), {"section": section.pk, "text": "Half a thought"})
    assert (answer.status_code, b"Half a thought" in answer.content) == (422, True)
    answer = as_ana.post(page(study, "review/invitations/"), {"person": "Nobody Known"})
    assert (answer.status_code, b"Nobody Known" in answer.content) == (422, True)
    answer = as_ana.post(page(study, "review/changes/"), {"text": "x" * 1001})
    assert (answer.status_code, b"x" * 1001 in answer.content) == (422, True)
    made = comment(study, "Say which copy.", by=cast.bo, kind="change")
    address = page(study, f"review/comments/{made.pk}/outcome/")
    assert as_ana.post(address, {"state": "answered", "answer": ""}).status_code == 422


def test_a_reviewer_does_not_do_what_the_facilitator_does(study, as_bo, cast):
    open_round(study, by=cast.ana, reviewers=[cast.bo], reads_first=False)
    made = comment(study, "Say which copy.", by=cast.bo, kind="change")
    change = agree_change(study, "Name the copy", by=cast.ana)
    for rest, told in (
        ("review/rounds/", {}),
        ("review/invitations/", {"person": "Cy"}),
        (f"review/comments/{made.pk}/outcome/", {"state": "done"}),
        ("review/changes/", {"text": "Another"}),
        (f"review/changes/{change.pk}/tick/", {}),
        ("review/closing/", {}),
        ("edition/finalization/", {}),
        ("edition/audience/", {"audience": "organization"}),
    ):
        assert as_bo.post(page(study, rest), told).status_code == 403, rest
    html = as_bo.get(page(study)).content.decode()
    assert "Close the review</button>" not in html
    assert "Say something about" in html


def test_somebody_outside_finds_nothing(agreed, as_cy, stranger, cast):
    finalize(agreed, by=cast.ana)
    for rest in ("review/", "edition/"):
        assert as_cy.get(page(agreed, rest)).status_code == 404
        assert stranger.get(page(agreed, rest)).status_code == 302
    for rest in ("review/comments/", "review/ready/", "edition/amendments/", "edition/finalization/"):
        assert as_cy.post(page(agreed, rest), {"text": "x", "reason": "y", "kind": "thanks"}).status_code == 404


def test_nobody_is_named_who_did_not_choose_it(study, as_bo, cast):
    cast.ana.display_name, cast.bo.display_name = "Anastasia Quill", "Bohumil Zephyr"
    cast.ana.save()
    cast.bo.save()
    open_round(study, by=cast.ana, reviewers=[cast.bo, cast.cy], reads_first=False)
    comment(study, "Say which copy.", by=cast.ana, kind="change")
    html = as_bo.get(page(study)).content.decode()
    work = html[html.index('id="work"') :]
    assert "Anastasia" not in work
    assert "Bohumil" not in work
    assert "the facilitator" in work


def test_the_review_page_takes_as_many_statements_however_much_was_said(
    study, as_ana, cast, django_assert_max_num_queries
):
    open_round(study, by=cast.ana, reviewers=[cast.bo, cast.cy], reads_first=False)
    sections = list(study.writeup.sections.all())
    for number in range(30):
        comment(study, f"Thought {number}", by=cast.bo, kind="clarify", section=sections[number % len(sections)])
        agree_change(study, f"Change {number}", by=cast.ana)
    with django_assert_max_num_queries(20):  # three of them for whom we have not heard yet
        as_ana.get(page(study))


def test_opening_a_round_takes_few_statements(study, as_ana, django_assert_max_num_queries):
    with django_assert_max_num_queries(17):
        as_ana.get(page(study))


def test_the_final_text_takes_few_statements(agreed, as_ana, cast, django_assert_max_num_queries):
    edition = finalize(agreed, by=cast.ana)
    for state in ("accepted", "proposed") * 10:
        Amendment.objects.create(edition=edition, text="More.", reason="Asked.", state=state, created_by=cast.bo)
    with django_assert_max_num_queries(15):
        as_ana.get(page(agreed, "edition/"))


@pytest.mark.parametrize("entries", [1, 30])
def test_what_finalizing_waits_for_takes_as_many_statements_however_long_the_text(
    agreed, as_ana, django_assert_max_num_queries, entries
):
    """More than other pages: with both notes there, the whole text is drawn once to see that it is the same."""
    for number in range(entries):
        builders.entry(agreed, f"Entry {number}", minutes=number)
    builders.complete_again(agreed)
    choices_now()  # made ready once in each process; whether it is still right takes one statement
    with django_assert_max_num_queries(36):
        as_ana.get(page(agreed, "edition/"))


def test_before_both_noted_it_what_finalizing_waits_for_takes_few_statements(
    agreed, as_ana, django_assert_max_num_queries
):
    agreed.completions.filter(capacity="reviewer").delete()
    choices_now()
    with django_assert_max_num_queries(27):
        as_ana.get(page(agreed, "edition/"))


def test_whoever_disagrees_may_let_it_stand(study, as_bo, cast):
    open_round(study, by=cast.ana, reviewers=[cast.bo], reads_first=False)
    made = comment(study, "It was six.", by=cast.bo, kind="disagree")
    assert "Let it stand" in as_bo.get(page(study)).content.decode()
    told = {"state": "stands", "answer": "The log says six, the page says five."}
    assert as_bo.post(page(study, f"review/comments/{made.pk}/outcome/"), told).status_code == 303
    made.refresh_from_db()
    assert made.state == "stands"


def test_a_comment_whose_section_is_gone_comes_back_with_its_words(study, as_bo, cast):
    open_round(study, by=cast.ana, reviewers=[cast.bo], reads_first=False)
    told = {"kind": "perspective", "text": "We saw it in spring, too.", "quote": "the copy", "section": cast.bo.pk}
    for section in (cast.bo.pk, "no id"):
        answer = as_bo.post(page(study, "review/comments/"), {**told, "section": section})
        html = answer.content.decode()
        assert answer.status_code == 422
        assert "was taken out of the write-up meanwhile" in html
        assert "We saw it in spring, too." in html
    assert not Comment.objects.exists()
    assert as_bo.post(page(study, "review/comments/"), {**told, "section": ""}).status_code == 303
    assert Comment.objects.get().section is None


def test_whoever_may_not_comment_learns_nothing_about_sections(study, as_cy, cast):
    open_round(study, by=cast.ana, reviewers=[cast.bo], reads_first=False)
    answer = as_cy.post(page(study, "review/comments/"), {"kind": "thanks", "text": "Hm.", "section": cast.bo.pk})
    assert answer.status_code == 404


@pytest.mark.requirement("R-000-26", "R-001-42")
def test_what_is_seen_from_today_stands_apart_from_what_could_be_seen_then(study, as_ana, as_bo, cast):
    open_round(study, by=cast.ana, reviewers=[cast.bo], reads_first=False)
    section = study.writeup.sections.get(key="impact")
    told = {"kind": "perspective", "section": section.pk, "quote": ""}
    today, then = {**told, "text": "The lag was the first sign.", "from_today": "on"}, {**told, "text": "It read 4 GB."}
    assert as_bo.post(page(study, "review/comments/"), today).status_code == 303
    assert as_bo.post(page(study, "review/comments/"), then).status_code == 303
    html = as_ana.get(page(study)).content.decode()
    places = [html.index(words) for words in ("It read 4 GB.", "Seen from today</h4>", "The lag was the first sign.")]
    assert places == sorted(places)
    assert page(study, "timeline/then/") in html
    assert "seen from today" in as_ana.get(page(study, "write-up/")).content.decode()


def test_its_author_puts_it_back_among_the_others(study, as_ana, as_bo, cast):
    open_round(study, by=cast.ana, reviewers=[cast.bo], reads_first=False)
    made = comment(study, "The lag was the first sign.", by=cast.bo, kind="perspective", from_today=True)
    address = page(study, f"review/comments/{made.pk}/from-today/")
    assert address not in as_ana.get(page(study)).content.decode()
    assert as_ana.post(address, {"is_not": "1"}).status_code == 403
    assert as_bo.post(address, {"is_not": "1"}).status_code == 303
    assert "Seen from today</h4>" not in as_ana.get(page(study)).content.decode()
