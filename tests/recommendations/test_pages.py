"""A study's recommendations, one recommendation, and the board across studies."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.recommendations.actions.change import revise
from secondstory.recommendations.models import Recommendation, Trace

SECRET = "A study that others do not read"


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage, title=SECRET)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


def of(study: Retrospective) -> str:
    return reverse("study-recommendations", args=[study.pk])


def at(it: Recommendation, name: str = "recommendation") -> str:
    return reverse(name, args=[it.pk])


def text_of(response) -> str:
    return response.content.decode()


def one_of_each(study: Retrospective, n: int = 0) -> None:
    for status in ("idea", "proposed", "planned", "in_progress", "done", "dropped"):
        builders.recommendation(study, f"{status} {n}", status=status)


# a study's page


def test_it_shows_each_where_it_stands(study, as_bo):
    one_of_each(study)
    text = text_of(as_bo.get(of(study)))
    told = ["proposed 0", "planned 0", "in_progress 0", "done 0", "dropped 0", "idea 0"]
    places = [text.index(f">{words}<") for words in told]
    assert places == sorted(places)


def test_it_costs_the_same_however_many_there_are(study, as_ana, django_assert_max_num_queries):
    one_of_each(study)
    with django_assert_max_num_queries(15) as few:
        as_ana.get(of(study))
    for n in range(1, 6):
        one_of_each(study, n)
    with django_assert_max_num_queries(15) as many:
        as_ana.get(of(study))
    assert len(few) == len(many)


def test_none_is_a_whole_answer(study, as_ana):
    assert "none is a whole answer" in text_of(as_ana.get(of(study)))


def test_nobody_outside_reads_it(study, as_cy, stranger):
    one_of_each(study)
    assert as_cy.get(of(study)).status_code == 404
    assert as_cy.post(of(study), {"title": "Mine"}).status_code == 404
    assert as_cy.post(reverse("study-proposals", args=[study.pk]), {}).status_code == 404
    assert stranger.get(of(study)).status_code == 302


def test_an_idea_is_parked(study, as_bo):
    response = as_bo.post(of(study), {"title": "Look at how others name their hosts"})
    idea = Recommendation.objects.get()
    assert response["Location"] == f"{of(study)}#r-{idea.pk}"
    assert (idea.status, idea.title) == ("idea", "Look at how others name their hosts")


def test_an_idea_too_long_comes_back(study, as_bo):
    response = as_bo.post(of(study), {"title": "long " * 100_000})
    assert response.status_code == 422
    assert "long long long" in text_of(response)
    assert not Recommendation.objects.exists()


PROPOSAL = {"title": "An alarm on the age of the newest dump", "kind": "software", "strategy": "add"}


def test_a_change_is_proposed_with_what_it_answers(study, as_bo):
    finding = builders.finding(study)
    as_bo.post(reverse("study-proposals", args=[study.pk]), {**PROPOSAL, "findings": [str(finding.pk)]})
    made = Recommendation.objects.get()
    assert (made.status, list(made.findings.all())) == ("proposed", [finding])


def test_invariant_06_the_form_asks_for_a_finding_and_keeps_what_was_typed(study, cast, as_bo):
    builders.finding(study)
    elsewhere = builders.finding(builders.study(cast.ana, title="Another"))
    for findings in ([], [str(elsewhere.pk)]):
        typed = {**PROPOSAL, "findings": findings}
        response = as_bo.post(reverse("study-proposals", args=[study.pk]), typed)
        assert response.status_code == 422
        assert PROPOSAL["title"] in text_of(response)
    assert not Recommendation.objects.exists()


def test_a_final_study_offers_no_new_one(study, as_ana):
    one_of_each(study)
    Retrospective.objects.filter(pk=study.pk).update(state="final", finalized_at=builders.NOON)
    text = text_of(as_ana.get(of(study)))
    assert "planned 0" in text
    assert "Park the idea" not in text


# the board


def test_the_board_shows_the_public_four_of_what_one_reads(study, as_ana, as_cy):
    one_of_each(study)
    text = text_of(as_ana.get(reverse("recommendations")))
    for shown in ("planned 0", "in_progress 0", "done 0", "dropped 0"):
        assert shown in text
    assert "idea 0" not in text
    assert "proposed 0" not in text
    assert "planned 0" not in text_of(as_cy.get(reverse("recommendations")))


def test_the_board_is_signed_in_only(stranger):
    assert stranger.get(reverse("recommendations")).status_code == 302


def test_the_board_costs_the_same_at_most_eight(study, cast, as_ana, django_assert_max_num_queries):
    one_of_each(study)
    with django_assert_max_num_queries(8) as few:
        as_ana.get(reverse("recommendations"))
    for n in range(1, 9):
        other = builders.study(cast.ana, title=f"Study {n}")
        builders.role(other, cast.ana)
        one_of_each(other, n)
    with django_assert_max_num_queries(8) as many:
        as_ana.get(reverse("recommendations"))
    assert len(few) == len(many)


def test_what_is_promised_stands_by_its_day_in_pages(study, as_ana, django_assert_max_num_queries):
    for n in range(35):
        day = builders.NOON.date() + timedelta(days=100 - n // 2)
        builders.recommendation(study, f"Promise {n}", status="planned", target_date=day)
    address = f"{reverse('recommendations')}?status=planned"
    with django_assert_max_num_queries(8):
        first = as_ana.get(address).context["columns"][0]
    second = as_ana.get(f"{address}&from={first.later}").context["columns"][0]
    rows = [*first.rows, *second.rows]
    assert len({row.pk for row in rows}) == 35
    assert [(row.target_date, row.pk) for row in rows] == sorted((row.target_date, row.pk) for row in rows)
    assert second.later == ""


def test_what_ended_stands_newest_first_in_pages(study, as_ana):
    for n in range(35):
        builders.recommendation(study, f"Ended {n}", status="done")
    address = f"{reverse('recommendations')}?status=done"
    first = as_ana.get(address).context["columns"][0]
    second = as_ana.get(f"{address}&before={first.older}").context["columns"][0]
    assert [row.title for row in [*first.rows, *second.rows]] == [f"Ended {n}" for n in range(34, -1, -1)]


@pytest.mark.parametrize("cursor", ["nonsense", "2026-13-01.abc", "%00", "2026-03-01.zz"])
def test_a_cursor_that_leads_nowhere_says_so(as_ana, cursor):
    assert as_ana.get(f"{reverse('recommendations')}?status=planned&from={cursor}").status_code == 400


def test_an_owner_from_outside_reads_the_promise_and_not_the_study(study, cast, as_cy):
    it = builders.recommendation(study, "Sign the mails", status="planned", owner=cast.cy)
    summary = it.findings.get().summary
    for address in (reverse("recommendations"), at(it)):
        text = text_of(as_cy.get(address))
        assert "Sign the mails" in text
        for hidden in (SECRET, summary, str(study.pk)):
            assert hidden not in text


def test_an_owning_team_from_outside_reads_it_too(study, cast, as_cy):
    it = builders.recommendation(study, "Sign the mails", status="planned", owner_team=cast.billing)
    assert "Sign the mails" in text_of(as_cy.get(at(it)))


def test_its_decider_from_outside_reads_it_too(study, cast, as_cy):
    it = builders.recommendation(study, "Sign the mails", status="proposed", decider=cast.cy)
    text = text_of(as_cy.get(at(it)))
    assert at(it, "recommendation-decision") in text
    assert SECRET not in text


# one of them

DO = {
    "decision": "do",
    "reason": "It is cheap.",
    "owner": "Bo",
    "target_date": "2026-04-01",
    "done_when": "It fires for a dump older than 26 hours.",
    "side_effects": "None expected.",
}
POSTS = {
    "recommendation-words": ("proposed", {**PROPOSAL, "why": "So that a gap is seen."}),
    "recommendation-traces": ("idea", {"findings": []}),
    "recommendation-idea": ("proposed", {}),
    "recommendation-decision": ("proposed", DO),
    "recommendation-start": ("planned", {}),
    "recommendation-drop": ("planned", {"reason": "One path of many."}),
    "recommendation-check": ("in_progress", {"reason": "I stopped the job; it fired."}),
    "recommendation-taking-up": ("dropped", {"reason": "It came back."}),
    "recommendation-revision": ("planned", {**DO, "title": "An alarm", "owner": "Storage", "reason": "Later."}),
    "recommendation-removal": ("idea", {}),
}


@pytest.mark.parametrize("name", POSTS)
def test_each_thing_one_can_do_leads_back(study, cast, as_ana, name):
    status, typed = POSTS[name]
    it = builders.recommendation(study, status=status, owner=cast.bo if status != "idea" else None)
    response = as_ana.post(at(it, name), typed)
    assert response.status_code == 302, text_of(response)
    assert response["Location"] == (of(study) if name == "recommendation-removal" else at(it))


@pytest.mark.parametrize("name", ["recommendation", "recommendation-proposal", *POSTS])
def test_nobody_outside_reaches_it(study, cast, as_cy, stranger, name):
    status, typed = POSTS.get(name, ("planned", {}))
    it = builders.recommendation(study, status=status, owner=cast.bo)
    before = Recommendation.objects.values().get()
    send = "get" if name == "recommendation" else "post"
    assert getattr(as_cy, send)(at(it, name), typed).status_code == 404
    assert getattr(stranger, send)(at(it, name), typed).status_code == 302
    assert Recommendation.objects.values().get() == before


def test_the_page_of_one_costs_at_most_twenty_five(study, cast, as_ana, django_assert_max_num_queries):
    it = builders.recommendation(study, status="planned", owner=cast.bo)
    with django_assert_max_num_queries(25) as few:
        as_ana.get(at(it))
    for n in range(6):
        revise(it, by=cast.ana, reason=f"Reason {n}", done_when=f"Done {n}")
        Trace.objects.create(recommendation=it, finding=builders.finding(study, f"Finding {n}"))
    with django_assert_max_num_queries(25) as many:
        as_ana.get(at(it))
    assert len(few) == len(many)


def test_a_decision_is_written_down(study, cast, as_ana):
    it = builders.recommendation(study, status="proposed")
    as_ana.post(at(it, "recommendation-decision"), DO)
    it.refresh_from_db()
    assert (it.status, it.owner, it.decider) == ("planned", cast.bo, cast.ana)


def test_a_decision_says_all_that_is_missing_beside_the_fields(study, as_ana):
    it = builders.recommendation(study, status="proposed")
    response = as_ana.post(at(it, "recommendation-decision"), {"decision": "do", "reason": "It is cheap."})
    assert response.status_code == 422
    assert set(response.context["decision_form"].errors) == {"owner", "target_date", "done_when", "side_effects"}
    assert "It is cheap." in text_of(response)


@pytest.mark.parametrize(
    ("owner", "sentence"),
    [("Dee", "Nobody here has this name"), ("dee@example.org", "Nobody here has this name"), ("BO", "")],
)
def test_an_owner_is_found_by_name_or_address(study, as_ana, owner, sentence):
    it = builders.recommendation(study, status="proposed")
    response = as_ana.post(at(it, "recommendation-decision"), {**DO, "owner": owner})
    assert response.status_code == (422 if sentence else 302)
    assert sentence in text_of(response)


def test_two_of_a_name_are_asked_about(study, cast, as_ana):
    Person.objects.create(email="bo2@example.org", display_name="Bo", password="!")
    it = builders.recommendation(study, status="proposed")
    response = as_ana.post(at(it, "recommendation-decision"), DO)
    assert "More than one here has this name" in text_of(response)
    assert as_ana.post(at(it, "recommendation-decision"), {**DO, "owner": "bo@example.org"}).status_code == 302


def test_an_impossible_day_says_what_a_day_looks_like(study, as_ana):
    it = builders.recommendation(study, status="proposed")
    response = as_ana.post(at(it, "recommendation-decision"), {**DO, "target_date": "2026-02-30"})
    assert response.status_code == 422
    assert "such as 2017-01-31" in text_of(response)


def test_its_owner_cannot_close_it(study, cast, as_bo):
    it = builders.recommendation(study, status="in_progress", owner=cast.bo)
    assert "Ask a colleague" in text_of(as_bo.get(at(it)))
    response = as_bo.post(at(it, "recommendation-check"), {"reason": "It works."})
    assert response.status_code == 422
    assert "someone other than its owner" in text_of(response)


def test_an_idea_without_a_finding_is_not_proposed(study, as_bo):
    idea = builders.recommendation(study)
    refused = as_bo.post(at(idea, "recommendation-proposal"))
    assert refused.status_code == 422
    assert "trace" in text_of(refused).lower()
    Trace.objects.create(recommendation=idea, finding=builders.finding(study))
    assert as_bo.post(at(idea, "recommendation-proposal"))["Location"] == at(idea)


def test_what_was_promised_before_is_shown(study, cast, as_ana):
    it = builders.recommendation(study, status="planned", owner=cast.bo, target_date=builders.NOON.date())
    revise(it, by=cast.bo, reason="It fired for staging.", target_date=builders.NOON.date() + timedelta(days=7))
    for address in (at(it), of(study)):
        text = text_of(as_ana.get(address))
        assert "2 Mar 2026" in text
        assert "It fired for staging." in text


def test_after_the_study_is_final_they_move_on_their_pages(study, cast, as_bo):
    it = builders.recommendation(study, status="planned", owner=cast.bo)
    Retrospective.objects.filter(pk=study.pk).update(state="final", finalized_at=builders.NOON)
    assert as_bo.post(at(it, "recommendation-start")).status_code == 302
    it.refresh_from_db()
    assert it.status == "in_progress"


def test_an_owner_from_outside_is_offered_no_names_of_those_who_took_part(study, cast, as_cy, as_ana):
    quiet = Person.objects.create(email="dee@example.org", display_name="Dee Quiet")
    builders.participant(study, quiet)
    it = builders.recommendation(study, status="planned", owner=cast.cy)
    page = as_cy.get(at(it))
    assert "Billing" in page.text
    assert "Dee Quiet" not in page.text
    assert "Dee Quiet" in as_ana.get(at(it)).text  # who added them, and writes down who decided


@pytest.mark.parametrize("display", ["role", "anonymous"])
def test_the_log_tells_of_people_as_the_study_shows_them(study, cast, as_ana, display):
    quiet = Person.objects.create(email="dee@example.org", display_name="Dee Quiet")
    builders.participant(study, quiet, display=display, role_label="night watch")
    it = builders.recommendation(study, status="proposed")
    it.status_changes.create(source="idea", target="proposed", created_by=quiet)
    it.status_changes.create(source="proposed", target="proposed", created_by=cast.cy)
    page = as_ana.get(at(it)).text
    log = page[page.index("How it went") :]
    assert "Dee Quiet" not in log
    assert ("night watch" if display == "role" else "someone who was there") in log
    assert "Cy" in log


def test_two_who_word_it_at_once_lose_no_word(study, cast, as_ana):
    it = builders.recommendation(study, created_by=cast.ana)
    seen = re.search(r'name="seen" value="(\w+)"', text_of(as_ana.get(at(it))))[1]
    words = {"title": it.title, "kind": "software", "strategy": "add", "seen": seen}
    assert (
        as_ana.post(at(it, "recommendation-words"), {**words, "why": "Twice it was the other host."}).status_code == 302
    )
    asked = as_ana.post(at(it, "recommendation-words"), {**words, "title": "Colour every prompt"})
    assert asked.status_code == 422
    assert "Colour every prompt" in text_of(asked)
    it.refresh_from_db()
    assert it.why == "Twice it was the other host."


def test_the_page_of_one_says_who_reads_it_in_words_for_people(study, as_ana) -> None:
    it = builders.recommendation(study, "A grid against herons")
    page = as_ana.get(reverse("recommendation", args=[it.pk])).content.decode()
    assert "Only the people in this study can read this now." in page
    assert "The people in this study can read" not in page


@pytest.mark.requirement("R-002-35")
@pytest.mark.parametrize(
    ("kind", "strategy", "is_asked"),
    [("process", "add", True), ("process", "remove", False), ("software", "add", False)],
)
def test_what_only_adds_a_rule_is_asked_what_will_make_it_work(study, as_ana, kind, strategy, is_asked) -> None:
    it = builders.recommendation(study, "Two people approve", kind=kind, strategy=strategy)
    text = as_ana.get(reverse("recommendation", args=[it.pk])).content.decode()
    assert ("What will make it work in practice" in text) is is_asked
