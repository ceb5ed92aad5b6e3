"""Open questions: the list, one question, and who reaches it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.follow import follow
from secondstory.analysis.actions.mysteries import open_question_wider
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.models import Mystery
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Service

ASKED = "How do people here tell hosts apart at night?"


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage, title="A study that others do not read")
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def mystery(study, cast) -> Mystery:
    return raise_mystery(ASKED, study=study, by=cast.bo)


def at(mystery: Mystery, name: str = "question") -> str:
    return reverse(name, args=[mystery.pk])


def again(mystery: Mystery) -> Mystery:
    return Mystery.objects.get(pk=mystery.pk)


def test_the_list_shows_what_one_reads_newest_first(mystery, cast, as_ana, as_cy):
    raise_mystery("What is different at night?", by=cast.cy)
    text = as_ana.get(reverse("questions")).content.decode()
    assert text.index("What is different at night?") < text.index(ASKED)
    assert ASKED not in as_cy.get(reverse("questions")).content.decode()


def test_the_list_is_signed_in_only(stranger):
    assert stranger.get(reverse("questions")).status_code == 302


def test_a_question_opened_wider_does_not_show_its_study(mystery, study, cast, as_cy):
    open_question_wider(mystery, to="organization", by=cast.bo)
    for address in (reverse("questions"), at(mystery)):
        text = as_cy.get(address).content.decode()
        assert ASKED in text
        assert study.title not in text
        assert str(study.pk) not in text


def test_a_parent_that_one_does_not_read_is_not_named(study, cast, as_cy):
    above = raise_mystery("A question among us?", study=study, by=cast.ana)
    under = raise_mystery("A question for all?", parent=above, by=cast.ana)
    open_question_wider(under, to="organization", by=cast.ana)
    assert "A question among us?" not in as_cy.get(at(under)).content.decode()
    open_question_wider(above, to="organization", by=cast.ana)
    open_question_wider(under, to="group", by=cast.ana)
    assert "A question for all?" not in as_cy.get(at(above)).content.decode()


def test_the_list_comes_in_pages_and_costs_the_same(cast, as_ana, django_assert_max_num_queries):
    raise_mystery("Question 0?", by=cast.ana)
    with django_assert_max_num_queries(8) as few:
        as_ana.get(reverse("questions"))
    for n in range(1, 70):
        raise_mystery(f"Question {n}?", by=cast.ana)
    with django_assert_max_num_queries(8) as many:
        first = as_ana.get(reverse("questions"))
    assert len(few) == len(many)
    older = as_ana.get(f"{reverse('questions')}?before={first.context['page'].older}")
    seen = [m.question for response in (first, older) for m in response.context["page"].rows]
    assert seen == [f"Question {n}?" for n in range(69, 9, -1)]


def test_the_list_shows_answered_ones_apart(mystery, as_ana):
    as_ana.post(at(mystery, "question-answer"), {"answer": "By the prompt."})
    assert ASKED not in as_ana.get(reverse("questions")).content.decode()
    assert ASKED in as_ana.get(f"{reverse('questions')}?show=answered").content.decode()


def test_one_asks_from_the_list(cast, as_ana):
    response = as_ana.post(reverse("questions"), {"question": ASKED, "audience": "organization"})
    assert response["Location"] == at(Mystery.objects.get())
    response = as_ana.post(reverse("questions"), {"question": "And at noon?", "audience": "team", "anonymous": "on"})
    kept = Mystery.objects.get(question="And at noon?")
    assert (kept.team, kept.raised_by, kept.created_by) == (cast.storage, None, None)


def test_what_cannot_be_asked_comes_back_as_typed(as_ana):
    response = as_ana.post(reverse("questions"), {"question": "why " * 500, "audience": "organization"})
    assert response.status_code == 422
    assert "why why why" in response.content.decode()


def test_the_page_of_a_question_costs_at_most_twenty(mystery, cast, as_ana, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as few:
        as_ana.get(at(mystery))
    for n in range(20):
        raise_mystery(f"And {n}?", parent=mystery, by=cast.ana)
    with django_assert_max_num_queries(20) as many:
        as_ana.get(at(mystery))
    assert len(few) == len(many)


DO = {
    "question-answer": {"answer": "By the prompt."},
    "question-next": {"question": "Since when?"},
    "question-following": {},
    "question-letting-go": {},
    "question-rest": {"how": "unanswerable", "reason": "Logs are kept for ninety days."},
    "question-opening": {},
    "question-readers": {"audience": "organization"},
    "question-ties": {},
    "question-offer": {"about": "hosts at night"},
    "question-place": {"parent": ""},
    "question-words": {"question": "How do we tell hosts apart?"},
    "question-removal": {},
}


@pytest.mark.parametrize("name", ["question", *DO])
def test_nobody_outside_reaches_it(mystery, as_cy, stranger, name):
    send = "get" if name == "question" else "post"
    before = Mystery.objects.values().get()
    assert getattr(as_cy, send)(at(mystery, name), DO.get(name)).status_code == 404
    assert getattr(stranger, send)(at(mystery, name), DO.get(name)).status_code == 302
    assert Mystery.objects.values().get() == before


@pytest.mark.parametrize("name", DO)
def test_each_thing_one_can_do_leads_back(mystery, study, as_bo, name):
    response = as_bo.post(at(mystery, name), DO[name])
    back = reverse("analysis", args=[study.pk]) if name == "question-removal" else at(mystery)
    back += "#ask-me" if name == "question-offer" else ""
    assert (response.status_code, response["Location"]) == (302, back)


def test_it_is_answered_rested_and_opened_on_its_page(mystery, as_ana):
    as_ana.post(at(mystery, "question-rest"), DO["question-rest"])
    assert again(mystery).state == "unanswerable"
    as_ana.post(at(mystery, "question-opening"))
    as_ana.post(at(mystery, "question-answer"), {"answer": "By the prompt."})
    assert "By the prompt." in as_ana.get(at(mystery)).content.decode()


def test_an_answer_that_came_second_is_kept_on_the_page(mystery, as_ana, as_bo):
    as_ana.post(at(mystery, "question-answer"), {"answer": "By the prompt."})
    response = as_bo.post(at(mystery, "question-answer"), {"answer": "By the colour."})
    assert response.status_code == 422
    text = response.content.decode()
    assert "By the prompt." in text
    assert "By the colour." in text


def test_it_is_put_under_another_of_its_study(mystery, study, cast, as_ana):
    above = raise_mystery("What is different at night?", study=study, by=cast.ana)
    as_ana.post(at(mystery, "question-place"), {"parent": str(above.pk)})
    assert again(mystery).parent == above
    response = as_ana.post(at(above, "question-place"), {"parent": str(mystery.pk)})
    assert response.status_code == 422
    assert "cannot stand under itself" in response.content.decode()


def test_from_outside_one_answers_and_asks_on_but_does_not_tend(mystery, cast, as_cy):
    open_question_wider(mystery, to="organization", by=cast.bo)
    text = as_cy.get(at(mystery)).content.decode()
    assert at(mystery, "question-answer") in text
    assert at(mystery, "question-rest") not in text
    assert as_cy.post(at(mystery, "question-rest"), DO["question-rest"]).status_code == 403
    assert as_cy.post(at(mystery, "question-answer"), DO["question-answer"]).status_code == 302


def test_what_was_said_before_stays_on_the_page(mystery, as_ana, as_bo):
    for words in ("By the prompt.", "By the color."):
        as_ana.post(at(mystery, "question-answer"), {"answer": words})
        as_bo.post(at(mystery, "question-opening"))
        text = as_ana.get(at(mystery)).content.decode()
        assert words in text
        assert "Take it back" not in text
    assert "By the prompt." in text


@pytest.mark.requirement("R-003-17", "R-003-35")
def test_the_list_is_narrowed_to_a_service_and_to_what_is_followed(cast, as_ana):
    service = Service.objects.create(name="Copying", slug="copying")
    tied = raise_mystery("How do copies age?", by=cast.cy, services=[service])
    other = raise_mystery("How do mails age?", by=cast.cy)
    follow(other, by=cast.cy)
    rows = {
        "": [other, tied],
        "?service=copying": [tied],
        "?show=followed": [other],
        "?first=oldest": [tied, other],
        "?service=nowhere&first=sideways": [other, tied],
    }
    for query, expected in rows.items():
        assert as_ana.get(reverse("questions") + query).context["page"].rows == expected, query


def test_the_oldest_wonder_comes_first_through_all_pages(cast, as_ana):
    for n in range(65):
        raise_mystery(f"Question {n}?", by=cast.ana)
    seen, query = [], "?first=oldest"
    for _ in range(3):
        page = as_ana.get(reverse("questions") + query).context["page"]
        seen += [row.question for row in page.rows]
        query = f"?first=oldest&after={page.newer}"
    assert seen == [f"Question {n}?" for n in range(65)]
    assert page.newer == ""
    back = as_ana.get(f"{reverse('questions')}?first=oldest&before={page.older}").context["page"]
    assert [row.question for row in back.rows] == [f"Question {n}?" for n in range(30, 60)]
    assert back.older
    assert back.newer


def test_an_answer_from_outside_is_told_on_its_page_and_in_the_list(mystery, cast, as_ana, as_cy):
    open_question_wider(mystery, to="organization", by=cast.bo)
    as_cy.post(at(mystery, "question-answer"), {"answer": "By the prompt."})
    assert "Somebody outside the team knew it. Thank you." in as_ana.get(at(mystery)).content.decode()
    assert "from outside the team" in as_ana.get(f"{reverse('questions')}?show=answered").content.decode()


def test_one_asks_about_words_of_a_page(study, cast, as_bo):
    place = reverse("timeline", args=[study.pk])
    assert place in as_bo.get(reverse("question-ask"), {"place": place}).content.decode()
    begun = as_bo.post(reverse("question-ask"), {"begin": "1", "place": place, "quote": "It printed  nothing."})
    assert begun.status_code == 200
    assert "It printed nothing." in begun.content.decode()
    sent = {"place": place, "quote": "It printed nothing.", "question": ASKED, "audience": "group"}
    assert as_bo.post(reverse("question-ask"), sent)["Location"] == at(Mystery.objects.get())
    kept = Mystery.objects.get()
    assert (kept.quote, kept.place, kept.retrospective) == ("It printed nothing.", place, study)


def test_words_that_are_too_many_are_cut_before_one_asks(study, as_bo):
    place = reverse("timeline", args=[study.pk])
    begun = as_bo.post(reverse("question-ask"), {"begin": "1", "place": place, "quote": "word " * 5000})
    assert len(begun.context["form"]["quote"].value()) <= 600


def test_what_cannot_be_asked_about_words_comes_back_as_typed(study, as_bo):
    place = reverse("timeline", args=[study.pk])
    sent = {"place": place, "quote": "x" * 601, "question": "why " * 5, "audience": "group"}
    answer = as_bo.post(reverse("question-ask"), sent)
    assert answer.status_code == 422
    assert "why why" in answer.content.decode()
    assert not Mystery.objects.exists()


def test_a_page_that_carries_no_questions_is_told_so(study, as_bo, as_cy, stranger):
    place = reverse("timeline", args=[study.pk])
    assert as_bo.get(reverse("question-ask"), {"place": "//elsewhere.example/"}).status_code == 400
    assert as_bo.get(reverse("question-ask")).status_code == 400
    assert as_cy.get(reverse("question-ask"), {"place": place}).status_code == 404
    assert stranger.get(reverse("question-ask"), {"place": place}).status_code == 302


def test_without_a_name_somebody_who_reads_it_no_more_is_led_back(study, cast, as_cy):
    Retrospective.objects.filter(pk=study.pk).update(work_open_to="organization")
    place = reverse("timeline", args=[study.pk])
    sent = {"place": place, "question": ASKED, "audience": "group", "anonymous": "on"}
    answer = as_cy.post(reverse("question-ask"), sent)
    assert answer["Location"] == at(Mystery.objects.get())


STALE = {
    "readers": ({"audience": "team"}, {"audience": "organization"}),
    "ties": ({"services": ["{service}"]}, {"services": []}),
    "place": ({"parent": "{other}"}, {"parent": "{another}"}),
    "words": ({"question": "How do we tell hosts apart?"}, {"question": "What tells hosts apart?"}),
}


@pytest.mark.parametrize("name", STALE)
def test_what_somebody_else_said_meanwhile_is_not_written_over_unseen(mystery, study, cast, as_bo, name):
    """Two tabs of Bo's: the second is asked, and sent again it is meant."""
    kept = Service.objects.create(name="Uploads", slug="uploads")
    gone = Service.objects.create(name="Queue", slug="queue")
    mystery.services.set([gone])
    words = {
        "service": str(kept.pk),
        "other": str(raise_mystery("What is a host?", study=study, by=cast.bo).pk),
        "another": str(raise_mystery("What is a name?", study=study, by=cast.bo).pk),
    }

    def said(told: dict) -> dict:
        return {
            key: [one.format(**words) for one in value] if isinstance(value, list) else value.format(**words)
            for key, value in told.items()
        }

    def standing() -> list[object]:
        now = again(mystery)
        return [now.question, now.audience, now.parent_id, *now.services.all()]

    first, second = (said(told) for told in STALE[name])
    address, form = at(mystery, f"question-{name}"), f"{name.removesuffix('s') if name == 'ties' else name}_form"
    mark = as_bo.get(at(mystery)).context[form]["seen"].value()
    assert as_bo.post(address, {**first, "seen": mark}).status_code == 302
    before = standing()
    answer = as_bo.post(address, {**second, "seen": mark})
    assert (answer.status_code, standing()) == (422, before)
    newer = answer.context[form]["seen"].value()
    assert as_bo.post(address, {**second, "seen": newer}).status_code == 302
    assert standing() != before


def test_whoever_did_not_ask_it_is_offered_no_wider_readers(mystery, as_ana, as_bo):
    wider = '<option value="organization"'
    assert wider in as_bo.get(at(mystery)).content.decode()
    assert wider not in as_ana.get(at(mystery)).content.decode()
    assert as_ana.post(at(mystery, "question-readers"), {"audience": "organization"}).status_code == 422
    assert again(mystery).audience == "group"


@pytest.mark.parametrize("address", ["/questions/" + "-" * 36 + "/", "/questions/" + "a-" * 18 + "/", "/people/"])
def test_an_address_that_names_no_question_comes_back_as_typed(mystery, as_bo, address):
    answer = as_bo.post(at(mystery, "question-place"), {"parent": "", "elsewhere": address})
    assert answer.status_code == 422
    assert address in answer.content.decode()


def test_what_it_grew_from_is_not_lost_when_its_place_is_kept(mystery, cast, as_bo):
    elsewhere = raise_mystery("What is a host?", by=cast.ana)
    as_bo.post(at(mystery, "question-place"), {"parent": "", "elsewhere": at(elsewhere)})
    form = as_bo.get(at(mystery)).context["place_form"]
    assert [key for key, _ in form.fields["parent"].choices][:2] == ["", str(elsewhere.pk)]
    assert as_bo.post(at(mystery, "question-place"), {"parent": form["parent"].value()}).status_code == 302
    assert again(mystery).parent == elsewhere


def test_what_it_grew_from_is_not_taken_away_by_who_does_not_read_it(mystery, cast, as_bo):
    hidden = raise_mystery("What is a host?", by=cast.cy, team=cast.billing)
    Mystery.objects.filter(pk=mystery.pk).update(parent=hidden)
    page = as_bo.get(at(mystery)).content.decode()
    assert str(hidden.pk) not in page
    assert hidden.question not in page
    assert as_bo.post(at(mystery, "question-place"), {"parent": ""}).status_code == 302
    assert again(mystery).parent == hidden
