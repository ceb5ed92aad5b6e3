"""Of each practice it is asked now and then whether it helps: it stays, changes or goes, each with the reason."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast
from tests.practice.conftest import to_come

from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotAllowed, Refusal
from secondstory.playbook.models import ProcessVersion
from secondstory.practice.actions.look import add_practice, look_at
from secondstory.practice.models import Look, Practice

pytestmark = pytest.mark.requirement("R-002-10", "R-002-67")


@pytest.fixture
def monday(dee) -> Practice:
    return add_practice("The Monday read-through", by=dee, look_again_on=to_come())


@pytest.fixture
def bank(db) -> Practice:
    return Practice.objects.get(key="question-bank")


def test_every_step_has_its_day_and_so_have_the_popular_ones(db):
    keys = set(Practice.objects.values_list("key", flat=True))
    assert {f"stage-{stage.key}" for stage in ProcessVersion.objects.get().process.stages} < keys
    assert {"question-bank", "wording", "review-minimum"} < keys
    assert len(set(Practice.objects.values_list("look_again_on", flat=True))) == len(keys)


def test_it_is_kept_with_the_next_day(dee, bank):
    look = look_at(bank, "keep", "People use it.", by=dee, helps="Better talks", costs="A minute", next_on=to_come(90))
    bank.refresh_from_db()
    assert (bank.look_again_on, look.outcome_in_words) == (to_come(90), "kept")
    event = Event.objects.get(kind="practice.looked_at")
    assert (event.by, event.facts) == (dee, {"outcome": "keep"})


def test_whoever_does_not_keep_the_process_does_not(cast: Cast, dee, bank):
    with pytest.raises(NotAllowed):
        look_at(bank, "keep", "So.", by=cast.cy, next_on=to_come())
    with pytest.raises(NotAllowed):
        add_practice("Mine", by=cast.cy, look_again_on=to_come())
    assert look_at(bank, "keep", "So.", by=dee, next_on=to_come())


def test_twice_is_once(dee, bank):
    for _ in range(2):
        look_at(bank, "keep", "So.", by=dee, next_on=to_come())
    assert Look.objects.count() == 1


def test_to_change_it_opens_a_proposal(dee, bank):
    with pytest.raises(Refusal) as refused:
        look_at(bank, "change", "Too many.", by=dee, next_on=to_come())
    assert refused.value.field == "change"
    look = look_at(bank, "change", "Too many.", by=dee, next_on=to_come(), change="Two at a time")
    assert (look.proposal.what, look.proposal.about) == ("Two at a time", "practice:question-bank")
    step = look_at(
        Practice.objects.get(key="stage-review"), "change", "So.", by=dee, next_on=to_come(), change="Longer"
    )
    assert step.proposal.about == "stage:review"


def test_retiring_is_as_easy_as_adding(dee, monday):
    look_at(monday, "retire", "Nobody came.", by=dee)
    monday.refresh_from_db()
    assert monday.retired_at
    assert monday not in Practice.objects.standing()
    look_at(monday, "retire", "Nobody came.", by=dee)
    with pytest.raises(Conflict):
        look_at(monday, "retire", "For another reason.", by=dee)
    with pytest.raises(Refusal):
        look_at(monday, "keep", "After all.", by=dee, next_on=to_come())
    assert add_practice("The Monday read-through", by=dee, look_again_on=to_come()) != monday


def test_what_came_with_the_product_changes_by_a_proposal(dee, bank):
    with pytest.raises(Refusal) as refused:
        look_at(bank, "retire", "Nobody asks.", by=dee)
    assert refused.value.code == "built_in"
    with pytest.raises(IntegrityError), transaction.atomic():
        Practice.objects.filter(pk=bank.pk).update(retired_at="2026-03-02T12:00:00Z")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"outcome": "burn"}, "outcome"),
        ({"because": " "}, "because"),
        ({"next_on": None}, "next_on"),
        ({"next_on": to_come(0)}, "next_on"),
        ({"helps": "x" * 2001}, "helps"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(dee, bank, told, field):
    told = {"outcome": "keep", "because": "So.", "next_on": to_come(), **told}
    with pytest.raises(Refusal) as refused:
        look_at(bank, told.pop("outcome"), told.pop("because"), by=dee, **told)
    assert refused.value.field == field
    assert not Look.objects.exists()


def test_naming_one_more_is_one_line_and_twice_is_once(dee, monday):
    assert add_practice("the monday READ-through", by=dee, look_again_on=to_come(9)) == monday
    for name in ("日本語", "!!!"):
        assert add_practice(name, by=dee, look_again_on=to_come()).key
    with pytest.raises(Refusal):
        add_practice(" ", by=dee, look_again_on=to_come())


def test_what_was_seen_stays(dee, bank):
    look_at(bank, "keep", "So.", by=dee, next_on=to_come())
    for write in (lambda: Look.objects.update(because="Else"), lambda: Look.objects.all()._raw_delete("default")):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
