"""Two short answers: no person, no moment, no single answer; told of five at least, and five at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Cast
from tests.measures.conftest import at, people_of

from secondstory.journal.models import Event
from secondstory.measures.actions.answer_pulse import answer_pulse
from secondstory.measures.groups import LEAST, Sum, with_answer
from secondstory.measures.models import PulseSum
from secondstory.measures.sums import told_of
from secondstory.people.refusals import NotFound, Refusal
from secondstory.publishing.actions.change_audience import change_audience

ANSWERS = st.lists(st.sampled_from(["yes", "partly", "no"]), max_size=40)


@pytest.mark.requirement("R-002-65")
@given(answers=ANSWERS)
def test_two_looks_differ_by_nothing_or_by_five_answers_and_more(answers):
    total = Sum()
    for place, answer in enumerate(answers, start=1):
        after = with_answer(total, answer)
        assert after.n == total.n or after.n - total.n >= LEAST
        assert after.n + sum(after.waiting.values()) == place
        assert sum(after.waiting.values()) < LEAST
        assert all(after.told.get(one, 0) >= many for one, many in total.told.items())
        total = after
    for one in ("yes", "partly", "no"):
        assert total.told.get(one, 0) + total.waiting.get(one, 0) == answers.count(one)


@given(answers=st.lists(st.sampled_from(["yes", "partly", "no"]), min_size=1, max_size=LEAST - 1))
def test_fewer_than_five_are_told_nothing_of(answers):
    total = Sum()
    for answer in answers:
        total = with_answer(total, answer)
    assert total.n == 0


@pytest.mark.requirement("R-002-65")
def test_what_five_readers_answered_is_told_and_what_the_sixth_did_is_not_yet(published, cast: Cast, as_cy):
    readers = people_of(cast.billing, 6)
    for person, useful in zip(readers[:4], ("yes", "yes", "no", "partly"), strict=True):
        answer_pulse(published, by=person, useful=useful)
    assert told_of(published) == []
    assert "once five have" in as_cy.get(at(published)).content.decode()
    answer_pulse(published, by=readers[4], useful="yes")
    (told,) = told_of(published)
    assert (told.n, told.answers) == (5, [("yes", 3), ("partly", 1), ("no", 1)])
    answer_pulse(published, by=readers[5], useful="no")
    assert told_of(published) == [told]
    assert "yes 3, partly 1, no 1" in as_cy.get(at(published)).content.decode()


def test_those_who_took_part_are_a_group_of_their_own(published, cast):
    answer_pulse(published, by=cast.bo, fair="no")
    for person in people_of(cast.billing, 4):
        answer_pulse(published, by=person, fair="yes")
    assert told_of(published) == []
    assert PulseSum.objects.get(who="took_part", asked="fair", answer="no").waiting == 1


def test_there_is_no_column_for_a_person_or_a_moment():
    assert {field.name for field in PulseSum._meta.get_fields()} == {
        "id",
        "publication",
        "asked",
        "who",
        "answer",
        "told",
        "waiting",
    }


def test_nothing_tells_who_answered_or_when(published, cast, as_cy):
    before = Event.objects.count()
    as_cy.post(f"{at(published)}pulse/", {"useful": "yes", "fair": "no"})
    assert Event.objects.count() == before
    assert "cy" not in str(list(PulseSum.objects.values())).lower()


def test_a_browser_answers_once(published, as_cy, as_bo):
    answer = as_cy.post(f"{at(published)}pulse/", {"useful": "yes"})
    cookie = answer.cookies["answered"]
    assert (cookie["path"], cookie["httponly"], cookie.value) == (at(published), True, "1")
    as_cy.post(f"{at(published)}pulse/", {"useful": "no"})
    assert sum(PulseSum.objects.values_list("waiting", flat=True)) == 1
    assert "From this browser it was answered." in as_cy.get(at(published)).content.decode()
    assert "From this browser it was answered." not in as_bo.get(at(published)).content.decode()


def test_nobody_fills_a_group_by_themself_to_read_the_next_answer(published, cast, as_cy):
    for _ in range(9):
        answer_pulse(published, by=cast.cy, useful="yes")
        as_cy.cookies.pop("answered", None)
        as_cy.post(f"{at(published)}pulse/", {"useful": "yes"})
    assert sum(PulseSum.objects.values_list("waiting", flat=True)) == 1
    assert told_of(published) == []


@pytest.mark.parametrize("told", [{}, {"useful": "perhaps"}, {"useful": "", "fair": ""}])
def test_an_answer_is_one_of_three(published, cast, as_cy, told):
    assert as_cy.post(f"{at(published)}pulse/", told).status_code == 422
    with pytest.raises(Refusal):
        answer_pulse(published, by=cast.cy, **told)
    assert not PulseSum.objects.exists()


def test_whoever_does_not_read_the_text_is_not_asked(published, cast, as_cy, stranger):
    change_audience(published, to="public", by=cast.ana)
    assert "Was it worth it" not in stranger.get(at(published)).content.decode()
    change_audience(published, to="team", by=cast.ana)
    with pytest.raises(NotFound):
        answer_pulse(published, by=cast.cy, useful="yes")
    assert as_cy.post(f"{at(published)}pulse/", {"useful": "yes"}).status_code == 404
