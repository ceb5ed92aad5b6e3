"""Reworded, kept with a reason, or not about this: an answer to what was seen in a text that others read."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests import builders
from tests.wording.conftest import quote

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.wording.actions.answer import About, answer
from secondstory.wording.models import Answer, RuleTally

RULE = "counterfactual.remedy"
ABOUT = About("writeup", quote(), RULE, 1, "text")


@pytest.mark.requirement("R-000-14")
def test_kept_with_a_reason_and_the_journal_knows_without_the_reason(study, cast):
    noted = answer(study, ABOUT, "kept", reason="  The vendor\u202e wrote it\nso. ", by=cast.bo)
    assert (noted.state, noted.reason, noted.created_by) == ("kept", "The vendor wrote it so.", cast.bo)
    event = Event.objects.get(kind="wording.answered")
    assert event.facts == {"study": str(study.pk), "surface": "writeup", "rule": RULE, "state": "kept"}


def test_twice_changes_nothing_and_another_answer_takes_its_place(study, cast):
    first = answer(study, ABOUT, "kept", reason="A vendor's words.", by=cast.ana)
    assert answer(study, ABOUT, "kept", reason="A vendor's words.", by=cast.bo) == first
    assert Event.objects.filter(kind="wording.answered").count() == 1
    assert Answer.objects.get().created_by == cast.ana
    answer(study, ABOUT, "reworded", by=cast.bo)
    assert [(one.state, one.reason) for one in Answer.objects.all()] == [("reworded", "")]


@pytest.mark.parametrize("reason", ["", "  ", "\r\n"])
def test_keeping_it_needs_a_sentence(study, cast, reason):
    with pytest.raises(Refusal, match="one sentence"):
        answer(study, ABOUT, "kept", reason=reason, by=cast.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(
            retrospective=study, surface="writeup", quote=quote(), rule=RULE, version=1, state="kept", reason=""
        )


def test_cy_is_told_that_there_is_nothing(study, cast):
    with pytest.raises(NotFound):
        answer(study, ABOUT, "kept", reason="So.", by=cast.cy)
    assert not Answer.objects.exists()


def test_a_reviewer_does_not_answer_for_those_who_write(study, cast):
    builders.role(study, cast.cy, "reviewer")
    with pytest.raises(NotAllowed):
        answer(study, ABOUT, "not_applicable", by=cast.cy)
    own = About("comment", quote(), RULE, 1)
    assert answer(study, own, "not_applicable", by=cast.cy).surface == "comment"


@pytest.mark.parametrize("surface", ["own_account", "account", "notes", "nowhere"])
def test_invariant_20_about_private_words_there_is_no_answer(study, cast, surface):
    with pytest.raises(Refusal):
        answer(study, About(surface, quote(), RULE, 1), "not_applicable", by=cast.bo)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(
            retrospective=study, surface=surface, quote=quote(), rule=RULE, version=1, state="not_applicable"
        )
    assert not Answer.objects.exists()
    assert not RuleTally.objects.exists()


@pytest.mark.parametrize(
    ("about", "state"),
    [
        (About("writeup", "would have caught", RULE, 1), "reworded"),
        (About("writeup", quote() + "\n", RULE, 1), "reworded"),
        (About("writeup", quote(), "made.up", 1), "reworded"),
        (About("writeup", quote(), RULE, 99), "reworded"),
        (About("writeup", quote(), RULE, 1), "deleted"),
    ],
)
def test_an_answer_about_nothing_is_refused(study, cast, about, state):
    with pytest.raises(Refusal):
        answer(study, about, state, by=cast.ana)
    assert not Answer.objects.exists()


def test_a_final_text_is_not_answered_about_any_more(study, cast):
    builders.edition(study)
    with pytest.raises(Refusal, match="final"):
        answer(study, ABOUT, "kept", reason="So.", by=cast.ana)


def test_not_about_this_counts_for_the_rule_once(study, cast):
    answer(study, ABOUT, "not_applicable", by=cast.ana)
    answer(study, ABOUT, "not_applicable", by=cast.bo)
    assert [(one.rule, one.helpful, one.not_here) for one in RuleTally.objects.all()] == [(RULE, 0, 1)]


def test_who_carries_the_study_reads_all_answers_and_others_their_own(study, cast):
    learner = builders.Person.objects.create(email="dora@example.org", display_name="Dora", password="!")
    builders.role(study, learner, "learner")
    builders.role(study, cast.cy, "reviewer")
    builders.grant(cast.cy, "steward")
    answer(study, ABOUT, "kept", reason="A vendor's words.", by=cast.ana)
    answer(study, About("writeup", "a" * 64, RULE, 1), "not_applicable", by=cast.bo)
    read = {who: Answer.objects.visible_to(who).count() for who in (cast.ana, cast.bo, cast.cy, learner, None)}
    assert read == {cast.ana: 2, cast.bo: 1, cast.cy: 0, learner: 2, None: 0}


def post(client, study, **more):
    given = {"surface": "writeup", "quote": quote(), "rule": RULE, "version": "1", "state": "kept", **more}
    return client.post(reverse("wording-answers", args=[study.pk]), given, headers={"accept": "application/json"})


def test_its_address_answers_json_and_a_form_comes_back(as_ana, study):
    assert post(as_ana, study, reason="A vendor's words.").json() == {"state": "kept"}
    assert post(as_ana, study, reason="").json()["field"] == "reason"
    assert post(as_ana, study, version="one", reason="So.").status_code == 400
    back = as_ana.post(
        reverse("wording-answers", args=[study.pk]),
        {"surface": "writeup", "quote": quote(), "rule": RULE, "version": "1", "state": "not_applicable"},
        headers={"referer": f"http://testserver/retrospectives/{study.pk}/write-up/wording/"},
    )
    assert (back.status_code, back["Location"].endswith("/write-up/wording/")) == (303, True)


@pytest.mark.parametrize("referer", ["https://elsewhere.example/x", "http://testserver/wording/look/?field=text", ""])
def test_a_form_never_leads_elsewhere(as_ana, study, referer):
    answered = as_ana.post(
        reverse("wording-answers", args=[study.pk]),
        {"surface": "writeup", "quote": quote(), "rule": RULE, "version": "1", "state": "not_applicable"},
        headers={"referer": referer},
    )
    assert answered.status_code == 200
    assert "Noted: not about this" in answered.content.decode()


def test_others_are_refused_at_its_address(as_cy, stranger, study):
    assert post(as_cy, study, reason="So.").status_code == 404
    assert post(stranger, study, reason="So.").status_code == 302
    assert not Answer.objects.exists()
