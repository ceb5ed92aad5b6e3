"""A decision point is described on a page of its own, and stands in the timeline where it happened."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse
from tests import builders

from secondstory.timeline.actions.decide import LINES, PROSE
from secondstory.timeline.models import DecisionPoint

TOLD = {"when": "2026-03-02 13:10", "choice": "Empty it once more.", "role_label": "engineer at the standby"}


def at(name: str, study, *more) -> str:
    return reverse(name, args=[study.pk, *(one.pk for one in more)])


def html(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def decision(study, as_bo) -> DecisionPoint:
    as_bo.post(at("decision-points", study), TOLD)
    return DecisionPoint.objects.get()


def test_it_is_told_in_the_studys_zone_with_all_its_words(study, as_bo) -> None:
    everything = {name: f"about {name}" for name in (*PROSE, *LINES)}
    answer = as_bo.post(at("decision-points", study), {**TOLD, **everything})
    made = DecisionPoint.objects.get()
    assert answer.headers["Location"] == f"{at('timeline', study)}#decision-{made.pk}"
    assert made.at.isoformat() == "2026-03-02T12:10:00+00:00"
    shown = html(as_bo.get(at("decision-point", study, made)))
    assert all(text in shown for text in everything.values())


def test_it_stands_in_the_timeline_where_it_happened(study, decision, as_bo) -> None:
    for minutes in (0, 20):
        builders.entry(study, f"Entry {minutes}.", minutes)
    shown = html(as_bo.get(at("timeline", study)))
    places = [shown.rindex(text) for text in ("Entry 0.", "Empty it once more.", "Entry 20.")]
    assert places == sorted(places)


def test_one_after_the_last_entry_stands_at_the_end(study, decision, as_bo) -> None:
    builders.entry(study, "Entry.")
    shown = html(as_bo.get(at("timeline", study)))
    assert shown.index("Entry.") < shown.index('class="decision"')


@pytest.mark.requirement("R-001-43")
def test_the_page_leads_to_how_it_looked_then(study, decision, as_bo) -> None:
    shown = html(as_bo.get(at("decision-point", study, decision)))
    assert "Knowing the end changes how the beginning looks." in shown
    there = re.search(r'href="([^"]+)">Step to 13:10 and look again', shown)
    assert there
    assert as_bo.get(there[1]).status_code == 200


@pytest.mark.parametrize(
    ("fields", "asks"),
    [
        ({"when": "13:10"}, "Which day"),
        ({"choice": ""}, "needed before it can be saved"),
        ({"role_label": ""}, "Who was choosing"),
        ({"cues": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(study, as_bo, fields, asks) -> None:
    answer = as_bo.post(at("decision-points", study), {**TOLD, "goals": "To go home.", **fields})
    assert answer.status_code == 422
    assert asks in html(answer)
    assert "To go home." in html(answer)
    assert not DecisionPoint.objects.exists()


def test_two_who_write_at_once_see_both(study, decision, as_bo, as_ana) -> None:
    opened = html(as_ana.get(at("decision-point", study, decision)))
    seen = re.search(r'name="seen" value="([^"]+)"', opened)
    assert seen
    as_bo.post(at("decision-point", study, decision), {**TOLD, "cues": "Silence.", "seen": seen[1]})
    answer = as_ana.post(at("decision-point", study, decision), {**TOLD, "cues": "A trace.", "seen": seen[1]})
    assert answer.status_code == 422
    assert "Silence." in html(answer)
    assert "A trace." in html(answer)
    assert "Somebody changed this decision point" in html(answer)
    again = re.search(r'name="seen" value="([^"]+)"', html(answer))
    assert again
    as_ana.post(at("decision-point", study, decision), {**TOLD, "cues": "A trace.", "seen": again[1]})
    decision.refresh_from_db()
    assert decision.cues == "A trace."


def test_saving_without_touching_the_moment_keeps_it_to_the_second(study, decision, as_bo) -> None:
    DecisionPoint.objects.filter(pk=decision.pk).update(at=decision.at.replace(second=7))
    opened = html(as_bo.get(at("decision-point", study, decision)))
    when = re.search(r'name="when" value="([^"]+)"', opened)
    assert when
    as_bo.post(at("decision-point", study, decision), {**TOLD, "when": when[1], "cues": "Silence."})
    decision.refresh_from_db()
    assert decision.at.second == 7
    assert decision.cues == "Silence."


def test_it_is_taken_out(study, decision, as_bo) -> None:
    as_bo.post(at("decision-point-withdrawal", study, decision))
    assert as_bo.get(at("decision-point", study, decision)).status_code == 404
    assert "Empty it once more." not in html(as_bo.get(at("timeline", study)))


def test_whoever_only_reads_is_offered_nothing_to_do(study, decision, as_cy) -> None:
    study.work_open_to = "organization"
    study.save()
    shown = html(as_cy.get(at("decision-point", study, decision)))
    assert "Empty it once more." in shown
    assert "Describe it anew" not in shown
    assert "Take it out" not in shown
