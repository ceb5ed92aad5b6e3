"""The rooms on pages, without script: found, proposed, answered, drafted, reviewed, told, looked at."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders
from tests.practice.conftest import WHAT, WHY, drafted, in_force, proposed, to_come, words

from secondstory.practice.actions.draft import review_process
from secondstory.practice.actions.look import add_practice, look_at
from secondstory.practice.actions.report import tell_experience
from secondstory.practice.draft_form import DraftForm
from secondstory.practice.elements import about_path, read_element
from secondstory.practice.models import Experience, Practice, Proposal

TOLD = {"what": WHAT, "why": WHY, "way": "drop", "trouble": "not_worth_it"}
ROOMS = ("/proposals/", "/proposals/new/", "/process/", "/experience/", "/experience/new/", "/practice/")


def main(page) -> str:
    return page.text.split("<main")[1].split("</main")[0]


def asked(client, path: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


def sent(process, **changed) -> dict[str, object]:
    """The form for the next version as a browser sends it."""
    told = DraftForm.shown(process) | {"why": "Rounds were too short.", "from_on": to_come(0).isoformat()}
    return {key: str(value) for key, value in (told | changed).items()}


@pytest.mark.requirement("R-002-15")
def test_each_page_leads_to_a_proposal_about_it(as_ana, cast):
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    page = as_ana.get(f"/retrospectives/{study.pk}/timeline/")
    assert f'href="/proposals/new/?about=/retrospectives/{study.pk}/timeline/"' in page.text
    form = as_ana.get("/proposals/new/", {"about": f"/retrospectives/{study.pk}/timeline/"})
    assert "About the step ‘Timeline’" in form.text
    assert str(study.pk) not in main(form)
    assert "About the page ‘library’" in as_ana.get("/proposals/new/?about=/library/").text
    assert 'href="/proposals/new/?about=stage:review"' in as_ana.get("/how-we-work/").text


@pytest.mark.requirement("R-002-15")
@pytest.mark.parametrize("about", ["", "nonsense", "stage:", "stage:<b>", "//[", "/no/such/page/", "page:" + "x" * 200])
def test_an_address_that_leads_nowhere_is_about_how_we_work(as_ana, about):
    assert len(read_element(about)) <= 80
    assert as_ana.get("/proposals/new/", {"about": about}).status_code == 200


def test_a_page_of_a_study_is_known_by_its_step_alone(cast):
    study = builders.study(cast.ana)
    assert about_path(f"/retrospectives/{study.pk}/review/") == "stage:review"
    assert about_path(f"/retrospectives/{study.pk}/") == "stage:capture"
    assert about_path("/practice/question-bank/") == "page:practice-one"


def test_a_stranger_signs_in_first(stranger, cast):
    for path in (*ROOMS, "/process/1/", "/process/next/", "/practice/new/", "/practice/question-bank/"):
        assert stranger.get(path).status_code == 302
    page = stranger.get("/how-we-work/")
    assert "/proposals/new/" not in page.text


@pytest.mark.requirement("R-002-15")
def test_it_is_proposed_answered_and_told_to_who_proposed_it(as_ana, as_bo, as_dee, cast):
    answer = as_ana.post("/proposals/new/", {**TOLD, "about": "stage:writeup"})
    made = Proposal.objects.get()
    assert answer.url == f"/proposals/{made.pk}/"
    as_bo.post(f"{answer.url}words/", {"text": "With us, too."})
    assert as_bo.post(f"{answer.url}answer/", {"state": "declined", "text": "No."}).status_code == 403
    assert "Answer it" not in as_bo.get(answer.url).text
    assert as_dee.post(f"{answer.url}answer/", {"state": "declined", "text": "Auditors ask."}).status_code == 302
    page = as_ana.get(answer.url).text
    assert "With us, too." in page
    assert "Auditors ask." in page
    assert "Add your words" not in page
    assert WHAT in as_ana.get("/").text


@pytest.mark.requirement("R-002-15")
def test_without_a_name_no_page_names_anybody(as_ana, as_dee, cast):
    as_ana.post("/proposals/new/", {**TOLD, "without_name": "on"})
    page = main(as_dee.get(f"/proposals/{Proposal.objects.get().pk}/"))
    assert "without a name" in page
    assert "Ana" not in page


def test_what_was_typed_stays_when_it_is_refused(as_ana, as_dee, cast):
    answer = as_ana.post("/proposals/new/", {**TOLD, "studies": "/people/ no study"})
    assert answer.status_code == 422
    assert "is no study that you can read" in answer.text
    assert WHY in answer.text
    made = proposed(cast.ana)
    answer = as_dee.post(f"/proposals/{made.pk}/answer/", {"state": "tried", "text": "Three studies."})
    assert answer.status_code == 422
    assert "Three studies." in answer.text
    proposed(cast.bo)
    answer = as_ana.post("/experience/new/", {"way": "keep"})
    assert "Write what worked" in answer.text


@pytest.mark.requirement("R-002-15")
def test_the_next_version_is_written_reviewed_and_announced(as_ana, as_bo, as_dee, cast):
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    made = proposed(cast.ana)
    path = "/process/next/"
    assert as_ana.get(path).status_code == 403
    assert as_dee.get(path).status_code == 200
    told = sent(in_force().process, review_due_days=25, review_min_open_days=4, adopts=str(made.pk))
    assert as_dee.post(path, told).url == "/process/2/"
    page = as_bo.get("/process/2/").text
    assert "It stays a draft until somebody who does the work" in page
    assert "<ins>25 working days after the study opened</ins>" in page
    assert as_bo.post("/process/2/review/", {"text": "Good."}).status_code == 302
    how = as_ana.get("/how-we-work/").text
    assert "<ins>25 working days after the study opened</ins>" in how
    assert "Ask Dee about it." in how
    line = as_ana.get(f"/retrospectives/{study.pk}/").text
    assert "Our process has a newer version" in line
    assert "This study keeps version 1" in line
    assert "in force" in as_ana.get("/process/").text
    assert "adopted" in as_ana.get(f"/proposals/{made.pk}/").text


@pytest.mark.requirement("R-002-15")
def test_signed_out_the_announcement_names_nobody(stranger, agreed):
    page = stranger.get("/how-we-work/").text
    assert "<ins>25 working days after the study opened</ins>" in page
    assert "Dee" not in page


@pytest.mark.requirement("R-002-15")
def test_the_form_says_what_no_team_changes_and_what_cannot_be(as_dee):
    path = "/process/next/"
    assert "privacy of accounts" in as_dee.get(path).text
    for told, said in (
        ({"review_min_open_days": 1}, "The smallest number taken here is 2."),
        ({"review_due_days": "soon"}, "Write a whole number"),
        ({"write_up": "Summary\nSummary of all"}, "‘Open questions’ stays"),
        ({"write_up": "Summary\nOpen questions\nThe root cause"}, "asks for one cause"),
        ({"capture_good_enough": "One.\nTwo."}, "Say which one goes for it"),
        ({"from_on": "2020-01-01", "review_due_days": 25}, "Choose today or a day to come"),
        ({}, "It says the same as the version in force"),
    ):
        answer = as_dee.post(path, sent(in_force().process, **told))
        assert answer.status_code == 422
        assert said in answer.text
        assert "Rounds were too short." in answer.text


def test_of_two_who_write_the_next_version_the_second_is_asked(as_dee, as_bo, cast):
    builders.grant(cast.bo, "steward")
    path = "/process/next/"
    hers, his = (client.get(path).context["form"]["seen"].value() for client in (as_dee, as_bo))
    assert as_dee.post(path, sent(in_force().process, review_due_days=25, seen=hers)).status_code == 302
    again = as_bo.post(path, sent(in_force().process, review_due_days=30, seen=his))
    assert again.status_code == 422
    assert "Somebody saved something else here" in again.text


def test_reviewing_it_twice_and_letting_it_go_on_pages(as_bo, as_dee, cast, draft):
    assert as_bo.post("/process/2/not-yet/", {"text": "Lisbon starts later."}).status_code == 302
    assert "Lisbon starts later." in as_dee.get("/process/2/").text
    assert as_bo.post("/process/2/letting-go/", {"because": "No."}).status_code == 403
    assert as_dee.post("/process/2/review/").status_code == 403
    assert as_dee.post("/process/2/letting-go/", {"because": "Never mind."}).status_code == 302
    assert "Never mind." in as_bo.get("/process/2/").text
    assert as_bo.post("/process/2/review/", {"text": "Good."}).status_code == 422
    assert as_bo.get("/process/9/").status_code == 404


@pytest.mark.requirement("R-002-57")
def test_it_is_told_at_the_end_of_a_study_and_stands_beside_the_step(as_bo, as_cy, as_dee, cast):
    study = builders.study(cast.ana, "Theirs alone")
    builders.role(study, cast.bo)
    builders.write_up(study)
    builders.edition(study)
    ask = f"/experience/new/?study={study.pk}"
    assert ask in as_bo.get(f"/retrospectives/{study.pk}/").text
    assert as_cy.get(ask).status_code == 404
    told = {"way": "try", "stage": "review", "in_the_way": "It fell on a Friday.", "study": str(study.pk)}
    assert as_bo.post("/experience/new/", told).url == f"/retrospectives/{study.pk}/"
    assert "It fell on a Friday." in as_dee.get("/how-we-work/").text
    for page in (as_dee.get("/experience/"), as_dee.get("/practice/")):
        assert "It fell on a Friday." in page.text
        assert "Theirs alone" not in page.text
    assert "It fell on a Friday." in as_bo.get("/experience/").text
    for path in ("/how-we-work/", "/experience/", "/practice/"):
        assert "It fell on a Friday." not in as_cy.get(path).text
    grown = f"/proposals/new/?from={Experience.objects.get().pk}"
    assert as_cy.get(grown).status_code == 403
    assert "It fell on a Friday." in as_dee.get(grown).text
    told = {**TOLD, "grew_from": str(Experience.objects.get().pk)}
    assert as_bo.post("/proposals/new/", told).status_code == 403
    made = as_dee.post("/proposals/new/", told).url
    assert "Grew from" in as_dee.get(made).text
    assert "Grew from" not in as_bo.get(made).text


@pytest.mark.requirement("R-002-10", "R-002-12", "R-002-67")
def test_the_practice_is_looked_at(as_cy, as_dee, cast, dee):
    Practice.objects.filter(key="question-bank").update(look_again_on=to_come(0))
    proposed(cast.ana)
    page = as_cy.get("/practice/").text
    assert "The question bank" in page.split("Proposals without an answer")[0]
    assert "made today" in page
    assert as_cy.get("/practice/question-bank/").status_code == 200
    assert "Keep what you say" not in as_cy.get("/practice/question-bank/").text
    told = {"outcome": "keep", "because": "People use it.", "next_on": to_come(90).isoformat()}
    assert as_cy.post("/practice/question-bank/looks/", told).status_code == 403
    assert as_dee.post("/practice/question-bank/looks/", {**told, "outcome": "retire"}).status_code == 422
    assert as_dee.post("/practice/question-bank/looks/", told).status_code == 302
    assert "Kept: People use it." in as_cy.get("/practice/question-bank/").text
    own = as_dee.post("/practice/new/", {"name": "Monday", "look_again_on": to_come().isoformat()}).url
    assert as_dee.post(f"{own}looks/", {"outcome": "retire", "because": "Nobody came."}).status_code == 302
    assert "Nobody came." in as_cy.get("/practice/").text
    assert as_dee.get("/practice/nowhere/").status_code == 404


@pytest.mark.requirement("R-002-12")
def test_what_stayed_empty_is_told_of_studies_that_one_reads(as_ana, as_cy, cast):
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.write_up(study, impact="An hour.")
    builders.edition(study)
    page = main(as_ana.get("/practice/"))
    assert "What went well, a section of the write-up" in page
    assert "Impact, a section" not in page
    assert "1 of 1" in page
    assert "No study that you read has become final" in as_cy.get("/practice/").text


def test_pages_ask_the_same_however_much_there_is(as_dee, dee, cast):
    def grow(number: int) -> None:
        made = proposed(cast.ana, f"Another {number}")
        told = tell_experience(by=cast.ana, way="keep", worked=f"So {number}.", stage="review")
        proposed(dee, f"Grown {number}", grew_from=told)
        own = add_practice(f"Habit {number}", by=dee, look_again_on=to_come())
        look_at(own, "keep", "So.", by=dee, next_on=to_come())
        review_process(drafted(dee, words=words(review={"due_days": 30 + number}), adopts=[made]), by=cast.bo)

    grow(1)
    paths = ("/proposals/", "/process/", "/process/next/", "/experience/", "/practice/", "/how-we-work/", "/")
    few = [asked(as_dee, path) for path in paths]
    for number in range(2, 6):
        grow(number)
    assert [asked(as_dee, path) for path in paths] == few
    assert max(few) <= 22
