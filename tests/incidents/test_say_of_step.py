"""A step that the organization added is in each study's rail; somebody says that it is done, left out, or open again."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.move_deadline import move_deadline
from secondstory.incidents.actions.say_of_step import say_of_step
from secondstory.incidents.models import Retrospective
from secondstory.incidents.rail import rail, with_rail
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.playbook.models import ProcessVersion

pytestmark = pytest.mark.requirement("R-002-15")
OWN = {"key": "own-support", "name": "Read to the support desk", "who": "facilitator", "due": {"days": 8}, "own": True}
OWN["good_enough"] = ["They could ask."]


@pytest.fixture
def process(db: None) -> ProcessVersion:
    first = ProcessVersion.objects.get(number=1)
    data = deepcopy(first.data)
    data["stages"].insert(3, OWN)
    return ProcessVersion.objects.create(
        name=first.name, number=2, valid_from=timezone.now(), why="Support asked.", data=data, is_built_in=True
    )


@pytest.fixture
def study(cast: Cast, process: ProcessVersion) -> Retrospective:
    study = builders.study(cast.ana, process_version=process)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


def step(study: Retrospective):
    found = with_rail(Retrospective.objects.filter(pk=study.pk)).get()
    return next(one for one in rail(found) if one.key == "own-support")


def test_it_stands_in_the_rail_where_the_process_has_it(study):
    keys = [one.key for one in rail(with_rail(Retrospective.objects.filter(pk=study.pk)).get())]
    assert keys[keys.index("timeline") + 1] == "own-support"
    assert (step(study).state, step(study).says, step(study).good_enough) == ("next", "not begun", "They could ask.")


def test_each_thing_said_changes_how_it_stands_and_nothing_said_is_lost(study, cast):
    say_of_step(study, "own-support", "left_out", by=cast.ana, text="They found it themselves.")
    assert (step(study).state, step(study).says) == ("done", "left out here")
    say_of_step(study, "own-support", "open", by=cast.bo)
    assert (step(study).state, step(study).says) == ("open", "open again")
    say_of_step(study, "own-support", "done", by=cast.ana, text="Four of them were there.")
    assert (step(study).state, step(study).says) == ("done", "done")
    assert [word.said for word in study.step_words.all()] == ["left_out", "open", "done"]


def test_twice_is_once_and_the_journal_knows(study, cast):
    assert say_of_step(study, "own-support", "done", by=cast.bo) == say_of_step(
        study, "own-support", "done", by=cast.bo
    )
    event = Event.objects.get(kind="study.step_said")
    assert (event.by, event.facts) == (cast.bo, {"stage": "own-support", "said": "done"})


def test_cy_learns_nothing_and_says_nothing(study, cast, as_cy):
    with pytest.raises(NotFound):
        say_of_step(study, "own-support", "done", by=cast.cy)
    assert as_cy.get(f"/retrospectives/{study.pk}/own-steps/own-support/").status_code == 404
    study.work_open_to = "organization"
    study.save()
    with pytest.raises(NotAllowed):
        say_of_step(study, "own-support", "done", by=cast.cy)
    assert "They could ask." in as_cy.get(f"/retrospectives/{study.pk}/own-steps/own-support/").text
    assert as_cy.post(f"/retrospectives/{study.pk}/own-steps/own-support/", {"said": "done"}).status_code == 403
    assert not study.step_words.exists()


@pytest.mark.parametrize(
    ("said", "text", "code"),
    [("left_out", "  ", "reason_missing"), ("open", "", "open_already"), ("forgotten", "", "said_unknown")],
)
def test_what_cannot_be_said_is_refused_with_what_to_do(study, cast, said, text, code):
    with pytest.raises(Refusal) as refused:
        say_of_step(study, "own-support", said, by=cast.ana, text=text)
    assert refused.value.code == code


def test_a_step_of_the_product_says_itself_how_it_stands(study, cast):
    for key in ("timeline", "own-nothing"):
        with pytest.raises(NotFound):
            say_of_step(study, key, "done", by=cast.ana)


def test_it_may_come_after_the_text_but_not_while_the_study_rests(study, cast):
    Retrospective.objects.filter(pk=study.pk).update(state="paused")
    with pytest.raises(Refusal) as refused:
        say_of_step(study, "own-support", "done", by=cast.ana)
    assert refused.value.code == "study_rests"
    Retrospective.objects.filter(pk=study.pk).update(state="final", finalized_at=timezone.now())
    assert say_of_step(study, "own-support", "done", by=cast.ana)


def test_its_day_moves_like_that_of_any_step(study, cast):
    move_deadline(study, "own-support", date(2099, 1, 5), by=cast.ana, reason="They are few this week.")
    assert step(study).due == "due Mon 5 Jan 2099"
    say_of_step(study, "own-support", "done", by=cast.ana)
    assert step(study).due == ""


def test_it_is_said_on_its_page(study, as_bo, as_ana):
    path = f"/retrospectives/{study.pk}/own-steps/own-support/"
    page = as_bo.get(path).text
    assert "They could ask." in page
    assert "It is open again" not in page
    refused = as_bo.post(path, {"said": "left_out", "text": ""})
    assert refused.status_code == 422
    assert "Say why it is left out here" in refused.text
    assert as_bo.post(path, {"said": "done", "text": "Four of them <b>came</b>."}).url == path
    page = as_ana.get(path).text
    assert "Four of them &lt;b&gt;came&lt;/b&gt;." in page
    assert "It is open again" in page


def test_a_study_without_one_asks_no_statement_more(study, cast, as_ana, django_assert_max_num_queries):
    plain = builders.study(cast.ana, "Another", process_version=ProcessVersion.objects.get(number=1))
    builders.role(plain, cast.ana)
    counts = []
    for one in (plain, study):
        as_ana.get(f"/retrospectives/{one.pk}/aims/")
        with django_assert_max_num_queries(40) as asked:
            as_ana.get(f"/retrospectives/{one.pk}/aims/")
        counts.append(len(asked))
    assert counts[1] == counts[0] + 1
