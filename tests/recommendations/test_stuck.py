"""A recommendation that is stuck: said by whoever carries it, taken to somebody who can decide, answered, all kept."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal
from secondstory.publishing.findable.recommendations import documents
from secondstory.publishing.home import home_of
from secondstory.recommendations.actions.decide import decide
from secondstory.recommendations.actions.follow_through import drop, take_up_again
from secondstory.recommendations.actions.propose import remove_idea
from secondstory.recommendations.actions.stuck import answer_stuck, goes_on, say_stuck
from secondstory.recommendations.models import Recommendation, Stuck
from secondstory.search import keys

WHY = "The platform team plans its own weeks."
TITLE = "A hand pump"


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage, work_open_to="team")
    builders.role(study, cast.ana)
    return study


@pytest.fixture
def dee(cast: Cast) -> Person:
    return Person.objects.create(email="dee@example.org", display_name="Dee", password="!")


@pytest.fixture
def carried(study, cast) -> Recommendation:
    """Bo carries it, Ana facilitates and decided; Cy and Dee are outside."""
    return builders.recommendation(study, TITLE, status="planned", owner=cast.bo)


@pytest.fixture
def asked_cy(carried, cast) -> Stuck:
    return say_stuck(carried, WHY, asked=cast.cy, by=cast.ana, opens=True)


def reads(person: Person, it: Recommendation) -> bool:
    return Recommendation.objects.visible_to(person).filter(pk=it.pk).exists()


def asks(person: Person) -> list[str]:
    return [ask.what for ask in home_of(person).asks]


@pytest.mark.requirement("R-001-38")
def test_its_owner_takes_it_to_somebody_who_can_decide(carried, cast):
    made = say_stuck(carried, WHY, asked=cast.ana, by=cast.bo)
    assert (made.why, made.asked, made.created_by, made.opens_reading) == (WHY, cast.ana, cast.bo, False)
    assert asks(cast.ana) == [f"Stuck, and you can decide: {TITLE}"]
    (event,) = Event.objects.filter(kind="recommendation.stuck")
    assert (event.subject_id, event.by, set(event.facts)) == (carried.pk, cast.bo, {"study"})


def test_saying_it_twice_asks_once(carried, cast):
    assert say_stuck(carried, WHY, asked=cast.ana, by=cast.bo) == say_stuck(carried, WHY, asked=cast.ana, by=cast.bo)
    assert Event.objects.filter(kind="recommendation.stuck").count() == 1


def test_one_is_asked_at_a_time(carried, cast):
    say_stuck(carried, WHY, asked=cast.ana, by=cast.bo)
    with pytest.raises(Conflict, match="asked about this already"):
        say_stuck(carried, "Something else.", asked=cast.ana, by=cast.bo)


def test_nobody_outside_says_so(carried, cast):
    with pytest.raises(NotFound):
        say_stuck(carried, WHY, asked=cast.ana, by=cast.cy)


def test_a_reader_who_does_not_carry_it_says_nothing_of_it(study, cast):
    it = builders.recommendation(study, status="planned", owner=cast.ana)
    with pytest.raises(NotAllowed):
        say_stuck(it, WHY, asked=cast.ana, by=cast.bo)


def test_one_does_not_ask_oneself(carried, cast):
    with pytest.raises(Refusal, match="somebody else"):
        say_stuck(carried, WHY, asked=cast.bo, by=cast.bo)


@pytest.mark.parametrize("status", ["idea", "done", "dropped"])
def test_what_is_not_under_way_is_not_stuck(study, cast, status):
    with pytest.raises(Refusal, match="proposed, planned or in progress"):
        say_stuck(builders.recommendation(study, status=status), WHY, asked=cast.bo, by=cast.ana)


# who reads it


def test_an_owner_opens_it_to_nobody(carried, cast):
    for opens in (False, True):
        with pytest.raises(Refusal) as told:
            say_stuck(carried, WHY, asked=cast.cy, by=cast.bo, opens=opens)
        assert (told.value.code, told.value.field) == ("asked_does_not_read", "asked")
    assert not reads(cast.cy, carried)


def test_the_facilitator_opens_it_by_choosing_to(carried, cast):
    with pytest.raises(Refusal) as told:
        say_stuck(carried, WHY, asked=cast.cy, by=cast.ana)
    assert (told.value.code, told.value.field) == ("open_it_first", "opens")
    assert not reads(cast.cy, carried)
    say_stuck(carried, WHY, asked=cast.cy, by=cast.ana, opens=True)
    assert reads(cast.cy, carried)
    assert not Retrospective.objects.visible_to(cast.cy).filter(pk=carried.retrospective_id).exists()


def test_it_closes_again_when_it_goes_on(asked_cy, carried, cast):
    goes_on(asked_cy, "We found the weeks.", by=cast.bo)
    assert not reads(cast.cy, carried)
    assert asks(cast.cy) == []


@pytest.mark.parametrize(("kind", "hand_to"), [("handed_on", "ana"), ("missing", None)])
def test_it_closes_for_whoever_was_asked_before_too(asked_cy, carried, cast, kind, hand_to):
    answer_stuck(asked_cy, kind, "Ana holds the plan.", by=cast.cy, hand_to=cast.ana if hand_to else None)
    last = carried.stuck.get(reply=None) if hand_to else say_stuck(carried, "Ten days.", asked=cast.ana, by=cast.bo)
    assert reads(cast.cy, carried)
    goes_on(last, "We found the weeks.", by=cast.bo)
    assert not reads(cast.cy, carried)
    (document,) = documents([carried.pk])
    assert not keys.people(cast.cy.pk, None) & document.keys


def test_it_opens_anew_for_whoever_is_asked_again(asked_cy, carried, cast):
    goes_on(asked_cy, "We found the weeks.", by=cast.bo)
    say_stuck(carried, "They are gone again.", asked=cast.cy, by=cast.ana, opens=True)
    assert reads(cast.cy, carried)


def test_it_closes_when_it_is_dropped_without_them(asked_cy, carried, cast, as_cy):
    drop(carried, "Uploads move away in June.", by=cast.ana)
    assert not reads(cast.cy, carried)
    (document,) = documents([carried.pk])
    assert not keys.people(cast.cy.pk, None) & document.keys
    url = reverse("recommendation-stuck-answer", args=[carried.pk, asked_cy.pk])
    response = as_cy.post(url, {"kind": "decided", "text": "Two weeks in May."})
    assert (response.status_code, "Two weeks in May." in response.content.decode()) == (409, True)


def test_taken_up_again_it_opens_to_nobody_by_itself(asked_cy, carried, cast):
    drop(carried, "Uploads move away in June.", by=cast.ana)
    take_up_again(carried, "They stay.", by=cast.ana)
    assert not reads(cast.cy, carried)
    assert asks(cast.cy) == []


def test_whoever_was_asked_and_saw_it_done_has_answered(study, cast, as_cy):
    it = builders.recommendation(study, TITLE, status="in_progress", owner=cast.bo)
    stuck = say_stuck(it, WHY, asked=cast.cy, by=cast.ana, opens=True)
    response = as_cy.post(reverse("recommendation-check", args=[it.pk]), {"reason": "It pumps."})
    assert as_cy.get(response["Location"]).status_code == 200
    stuck.refresh_from_db()
    assert (stuck.reply.kind, stuck.reply.text) == ("decided", "It pumps.")


def test_the_page_tells_of_no_reader_who_reads_it_no_more(asked_cy, carried, cast, as_bo):
    assert "whoever was asked about it" in as_bo.get(at(carried)).content.decode()
    goes_on(asked_cy, "We found the weeks.", by=cast.bo)
    page = as_bo.get(at(carried)).content.decode()
    assert "whoever was asked about it" not in page
    assert "They read this recommendation for it" not in page


def test_whoever_can_read_no_more_is_told_of_nothing(carried, cast):
    say_stuck(carried, WHY, asked=cast.ana, by=cast.bo)
    Retrospective.objects.filter(pk=carried.retrospective_id).update(created_by=cast.cy, work_open_to="group")
    carried.retrospective.roles.all().delete()
    Recommendation.objects.filter(pk=carried.pk).update(decider=cast.cy)
    assert not any(TITLE in ask for ask in asks(cast.ana))


# answers


@pytest.mark.requirement("R-001-38")
def test_whoever_is_asked_decides_and_the_owner_hears_of_it(asked_cy, carried, cast):
    answer_stuck(asked_cy, "decided", "Two weeks in May.", by=cast.cy)
    assert asks(cast.cy) == []
    assert f"An answer about what was stuck: {TITLE}" in asks(cast.bo)
    (event,) = Event.objects.filter(kind="recommendation.stuck_answered")
    assert event.facts["kind_of_answer"] == "decided"
    assert reads(cast.cy, carried)  # what they decided stays theirs to read


def test_they_say_what_is_missing_and_are_asked_again(asked_cy, carried, cast):
    answer_stuck(asked_cy, "missing", "How long would it take?", by=cast.cy)
    again = say_stuck(carried, "Ten days.", asked=cast.cy, by=cast.bo)
    assert [one.why for one in carried.stuck.all()] == [WHY, "Ten days."]
    assert again.opens_reading is False


def test_they_hand_it_on_to_somebody_who_reads_it(asked_cy, carried, cast):
    for _ in range(2):
        answer_stuck(asked_cy, "handed_on", "Ana holds the plan.", by=cast.cy, hand_to=cast.ana)
    assert [(one.why, one.asked) for one in carried.stuck.all()] == [(WHY, cast.cy), (WHY, cast.ana)]
    assert f"Stuck, and you can decide: {TITLE}" in asks(cast.ana)


def test_handing_on_opens_nothing_by_itself_and_keeps_the_question_open(asked_cy, carried, cast, dee):
    with pytest.raises(Refusal) as told:
        answer_stuck(asked_cy, "handed_on", "Dee does.", by=cast.cy, hand_to=dee, opens=True)
    assert told.value.field == "hand_to"
    assert not reads(dee, carried)
    assert list(Stuck.objects.waiting()) == [asked_cy]


def test_nobody_else_answers(asked_cy, cast, dee):
    with pytest.raises(NotAllowed):
        answer_stuck(asked_cy, "decided", "Do it.", by=cast.bo)
    with pytest.raises(NotFound):
        answer_stuck(asked_cy, "decided", "Do it.", by=dee)
    builders.participant(asked_cy.recommendation.retrospective, dee)
    for answer in (goes_on, lambda stuck, text, by: answer_stuck(stuck, "decided", text, by=by)):
        with pytest.raises(NotAllowed):
            answer(asked_cy, "It goes on.", by=dee)


def test_an_answer_is_given_once(asked_cy, cast):
    answer_stuck(asked_cy, "decided", "Do it.", by=cast.cy)
    answer_stuck(asked_cy, "decided", "Do it.", by=cast.cy)
    with pytest.raises(Conflict, match="answered meanwhile"):
        goes_on(asked_cy, "Never mind.", by=cast.bo)
    assert Event.objects.filter(kind="recommendation.stuck_answered").count() == 1


def test_whoever_is_asked_decides_on_a_proposal_and_that_is_the_answer(study, cast):
    it = builders.recommendation(study, TITLE, status="proposed")
    with pytest.raises(NotFound):
        decide(it, "not", by=cast.cy, reason="Too dear.")
    stuck = say_stuck(it, WHY, asked=cast.cy, by=cast.ana, opens=True)
    decide(it, "not", by=cast.cy, reason="Too dear.")
    stuck.refresh_from_db()
    assert (stuck.reply.kind, stuck.reply.text) == ("decided", "Too dear.")


def test_whoever_is_asked_may_drop_it_and_that_is_the_answer(asked_cy, carried, cast):
    drop(carried, "Uploads move away in June.", by=cast.cy)
    asked_cy.refresh_from_db()
    assert asked_cy.reply.text == "Uploads move away in June."


def test_what_was_said_of_it_is_not_taken_out_with_the_idea(study, cast):
    it = builders.recommendation(study, TITLE, status="proposed", created_by=cast.ana)
    say_stuck(it, WHY, asked=cast.bo, by=cast.ana)
    with pytest.raises(Refusal) as told:
        remove_idea(it, by=cast.ana)
    assert told.value.code == "was_stuck"
    assert Stuck.objects.exists()


# its page


def at(it: Recommendation) -> str:
    return reverse("recommendation", args=[it.pk])


@pytest.mark.requirement("R-001-38")
def test_the_page_shows_it_to_who_is_asked_and_takes_the_answer(carried, asked_cy, as_cy):
    page = as_cy.get(at(carried)).content.decode()
    assert WHY in page
    assert "You are asked: answer" in page
    url = reverse("recommendation-stuck-answer", args=[carried.pk, asked_cy.pk])
    assert as_cy.post(url, {"kind": "decided", "text": "Two weeks in May."}).status_code == 302
    page = as_cy.get(at(carried)).content.decode()
    assert "Two weeks in May." in page
    assert "You are asked" not in page


def test_the_form_keeps_what_was_typed_and_says_what_is_so(carried, as_bo):
    url = reverse("recommendation-stuck", args=[carried.pk])
    response = as_bo.post(url, {"why": WHY, "asked": "Cy"})
    assert response.status_code == 422
    page = response.content.decode()
    assert WHY in page
    assert "does not read this recommendation" in page
    assert 'name="opens"' not in page


def test_the_facilitator_chooses_on_the_form(carried, as_ana):
    url = reverse("recommendation-stuck", args=[carried.pk])
    assert as_ana.post(url, {"why": WHY, "asked": "Cy"}).status_code == 422
    assert as_ana.post(url, {"why": WHY, "asked": "Cy", "opens": "on"}).status_code == 302


def test_two_who_say_it_at_once_keep_their_words(carried, cast, as_ana):
    say_stuck(carried, WHY, asked=cast.ana, by=cast.bo)
    response = as_ana.post(reverse("recommendation-stuck", args=[carried.pk]), {"why": "Mine.", "asked": "Bo"})
    assert response.status_code == 422
    assert "Mine." in response.content.decode()


def test_an_answer_that_came_second_keeps_its_words(carried, asked_cy, cast, as_cy):
    goes_on(asked_cy, "We found the weeks.", by=cast.bo)
    Recommendation.objects.filter(pk=carried.pk).update(decider=cast.cy)
    url = reverse("recommendation-stuck-answer", args=[carried.pk, asked_cy.pk])
    response = as_cy.post(url, {"kind": "decided", "text": "Two weeks in May."})
    assert response.status_code == 422
    assert "Two weeks in May." in response.content.decode()


def test_whoever_was_asked_keeps_their_words_when_it_went_on_meanwhile(carried, asked_cy, cast, as_cy, as_bo):
    goes_on(asked_cy, "We found the weeks.", by=cast.bo)
    url = reverse("recommendation-stuck-answer", args=[carried.pk, asked_cy.pk])
    response = as_cy.post(url, {"kind": "decided", "text": "Two weeks in May."})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Two weeks in May." in page
    assert TITLE not in page
    assert WHY not in page


def test_nobody_outside_posts(carried, asked_cy, cast):
    client = Client()
    client.force_login(Person.objects.create(email="eve@example.org", display_name="Eve", password="!"))
    for name, args in (("stuck", []), ("stuck-answer", [asked_cy.pk]), ("going-on", [asked_cy.pk])):
        assert client.post(reverse(f"recommendation-{name}", args=[carried.pk, *args]), {}).status_code == 404


def test_the_search_finds_it_for_who_was_asked_alone(carried, asked_cy, cast, dee):
    (document,) = documents([carried.pk])
    assert keys.people(cast.cy.pk, None) <= document.keys
    assert not keys.people(dee.pk, None) & document.keys
