"""What changed: stories of what one may read, and three things for whoever leads. No totals."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.cues import tell_cue
from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.analysis.models import Finding, Mystery
from secondstory.measures.actions.note_learned import note_learned
from secondstory.measures.changed import changed
from secondstory.procedures.actions.register import register
from secondstory.procedures.actions.retire import retire_procedure
from secondstory.recommendations.actions.stuck import say_stuck
from secondstory.recommendations.models import StatusChange

pytestmark = pytest.mark.requirement("R-002-02")
PAGE = "/what-changed/"


def done(study, title: str, saw: str, days: int = 20, **told):
    it = builders.recommendation(study, title, status="done", **told)
    at = timezone.now() - timedelta(days=days)
    StatusChange.objects.create(recommendation=it, source="in_progress", target="done", reason=saw, created_at=at)
    return it


def met(by, title: str, control, days: int, how: str, **told):
    at = timezone.now() - timedelta(days=days)
    study = builders.study(by, title, incident=builders.incident(by, f"{title}!", happened_at=at), **told)
    return study, builders.assessment(study, control=control, how=how)


@pytest.fixture
def story(cast: Cast):
    """The pager did not act; it was mended; it was met again. Everybody reads it."""
    pager = builders.control("Lag pager")
    study, said = met(cast.ana, "In spring", pager, 90, "It looked at the other host.", work_open_to="organization")
    it = done(study, "Let it look at all hosts", "Seen in a drill.", days=40)
    found = Finding.objects.create(retrospective=study, kind="control", summary="One host", assessment=said)
    it.traces.create(finding=found)
    met(cast.ana, "In summer", pager, 5, "It woke somebody at once.", work_open_to="organization", team=cast.storage)
    return study


def test_it_tells_what_was_so_what_was_done_and_how_it_went_since(story, as_cy):
    shown = as_cy.get(PAGE).content.decode()
    places = [
        shown.index(words)
        for words in ("It looked at the other host.", "Let it look at all hosts", "It woke somebody at once.")
    ]
    assert places == sorted(places)
    assert "Seen in a drill." in shown


def test_it_tells_what_people_came_to_know(cast, published, as_bo):
    note_learned(published, by=cast.cy, will_change="I look at its log first.", readers="readers")
    note_learned(published, by=cast.ana, takes="Ana's alone.")
    tell_work_note("Emptying a replica", "One asks first.", by=cast.cy)
    tell_cue("Silence is a sign.", by=cast.cy, kind="insight")
    Mystery.objects.create(
        question="Why was it still?",
        state="answered",
        answer="It waits for a checkpoint.",
        answered_at=timezone.now(),
        audience="organization",
    )
    told = register("Ask first", "So.", by=cast.ana, since=builders.NOON.date(), teams=[cast.storage])
    retire_procedure(told, because="The prompt says it.", by=cast.ana)
    shown = as_bo.get(PAGE).content.decode()
    for words in (
        "I look at its log first.",
        "Emptying a replica",
        "Silence is a sign.",
        "It waits for a checkpoint.",
        "The prompt says it.",
    ):
        assert words in shown
    assert "Ana&#x27;s alone." not in shown


def test_nobody_reads_there_what_they_do_not_read_elsewhere(cast, as_cy, as_ana):
    pager = builders.control("Pager")
    study, said = met(cast.ana, "Closed", pager, 90, "Hidden how.")
    it = done(study, "Hidden done", "Hidden seen.", days=40)
    it.traces.create(
        finding=Finding.objects.create(retrospective=study, kind="control", summary="Hidden", assessment=said)
    )
    met(cast.ana, "Closed, too", pager, 5, "Hidden since.")
    Mystery.objects.create(question="Hidden question", retrospective=study, raised_by=cast.ana)
    tell_work_note("Hidden work", "x", by=cast.ana, study=study, audience="group")
    assert "Hidden" not in as_cy.get(PAGE).content.decode()
    assert "Hidden since." in as_ana.get(PAGE).content.decode()


def test_it_ends_with_three_things_to_do(cast, as_cy):
    study = builders.study(cast.ana, work_open_to="organization")
    builders.role(study, cast.ana)
    it = builders.recommendation(study, "Waits for weeks", status="planned", owner=cast.bo)
    say_stuck(it, "No time for it.", asked=cast.cy, by=cast.ana)
    Mystery.objects.create(question="Who restores at night?", audience="organization")
    shown = as_cy.get(PAGE).content.decode()
    for words in ("Answer one that is stuck.", "Waits for weeks", "Who restores at night?", "Give time."):
        assert words in shown


def test_there_is_no_total_on_it(story, as_cy):
    text = re.sub(r"<[^>]+>", " ", as_cy.get(PAGE).content.decode().split("<main")[1].split("</main>")[0])
    assert not re.search(r"\b\d+ (?:studies|recommendations|incidents|notes|questions|people|readers)\b|%", text)


def test_an_empty_house_is_asked_something(as_cy):
    assert "Nothing that you can read tells of it yet" in as_cy.get(PAGE).content.decode()


def test_it_is_found_from_home_and_from_how_we_work(story, published, as_cy, stranger):
    assert PAGE in as_cy.get("/").content.decode()
    assert PAGE in as_cy.get(reverse("how-we-work")).content.decode()
    assert PAGE not in stranger.get(reverse("how-we-work")).content.decode()
    assert stranger.get(PAGE).status_code == 302


def test_it_costs_the_same_however_much_there_is(story, cast, as_cy, django_assert_max_num_queries):
    def more(first: int) -> None:
        for number in range(first, first + 6):
            pager = builders.control(f"Pager {number}")
            study, said = met(cast.ana, f"S{number}", pager, 90, "x", work_open_to="organization")
            it = done(study, f"D{number}", "y", days=40)
            it.traces.create(
                finding=Finding.objects.create(retrospective=study, kind="control", summary="x", assessment=said)
            )
            met(cast.ana, f"T{number}", pager, 5, "z", work_open_to="organization")

    more(0)
    with django_assert_max_num_queries(34) as few:
        as_cy.get(PAGE)
    more(6)
    with django_assert_max_num_queries(34) as many:
        as_cy.get(PAGE)
    assert len(many) <= len(few)
    assert len(changed(cast.cy).controls) == 4
