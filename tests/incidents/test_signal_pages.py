"""Signals on pages: raised in one line, answered, put together, made an incident."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Incident, Signal

LINE = "The drill was green, and not one host had moved."


@pytest.fixture
def signal(cast: Cast):
    return builders.signal(cast.ana, LINE, audience="team", team=cast.storage)


def at(name: str, signal: Signal) -> str:
    return reverse(f"signal-{name}", args=[signal.pk])


def test_one_line_is_raised_and_shown(as_ana: Client, cast: Cast):
    answer = as_ana.post("/signals/", {"text": LINE, "kind": "surprise"}, follow=True)
    assert LINE in answer.text
    assert Signal.objects.get().kind == "surprise"


def test_a_form_sent_twice_is_raised_once(as_ana: Client, cast: Cast):
    for _ in range(2):
        as_ana.post("/signals/", {"text": LINE, "kind": "surprise", "client_id": "s1"})
    assert Signal.objects.count() == 1


def test_without_a_name_no_table_learns_it_from_the_page(as_ana: Client, cast: Cast):
    def rows() -> set[str]:
        models = apps.get_models(include_auto_created=True)
        return {
            json.dumps(r) for m in models for r in json.loads(serializers.serialize("json", m._default_manager.all()))
        }

    before = rows()
    as_ana.post("/signals/", {"text": LINE, "kind": "surprise", "anonymous": "on", "audience": "organization"})
    written = rows() - before
    assert any(LINE in row for row in written)
    assert not any(str(cast.ana.pk) in row or cast.ana.email in row for row in written)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"text": "a" * 1_000_000}, "at most 2000"),
        ({"text": "a\x00b"}, "NUL byte"),
        ({"seen": "2026-02-30"}, "no 2026-02-30"),
        ({"anonymous": "on", "audience": "me"}, "read by nobody"),
        ({"kind": "blunder"}, "not in the list"),
    ],
    ids=["1 MB", "nul", "no such day", "nobody reads it", "kind"],
)
def test_what_cannot_be_is_told_with_what_was_typed(as_ana: Client, cast: Cast, wrong, says):
    answer = as_ana.post("/signals/", {"text": LINE, "kind": "surprise", **wrong})
    assert answer.status_code == 422
    assert says in answer.text
    assert wrong.get("text", LINE).replace("\x00", "") in answer.text.replace("\x00", "")
    assert not Signal.objects.exists()


@pytest.mark.parametrize(("verb", "status"), [("reply", "replied"), ("watch", "watching"), ("rest", "rested")])
def test_a_colleague_answers_it(as_bo: Client, signal, verb, status):
    answer = as_bo.post(at(verb, signal), {"reply": "Thank you, we look on Monday."}, follow=True)
    assert "we look on Monday" in answer.text
    assert Signal.objects.get().status == status


@pytest.mark.parametrize("verb", ["watch", "rest"])
def test_it_is_not_settled_without_a_word(as_bo: Client, signal, verb):
    answer = as_bo.post(at(verb, signal), {"reply": ""})
    assert answer.status_code == 422
    assert "word back first" in answer.text


def test_it_becomes_an_incident(as_bo: Client, signal):
    answer = as_bo.post(at("incident", signal), {"title": "The drill moved nothing", "kind": "exercise"})
    incident = Incident.objects.get()
    assert answer["Location"] == reverse("incident", args=[incident.pk])
    assert (incident.title, incident.kind) == ("The drill moved nothing", "exercise")
    assert "became an incident" in as_bo.get(reverse("signal", args=[signal.pk])).text


def test_two_are_put_together(as_bo: Client, cast: Cast, signal):
    other = builders.signal(None, "And the month before.")
    chosen = [str(signal.pk), str(other.pk)]
    page = as_bo.post("/signals/groups/", {"signals": chosen, "title": "Drills that prove nothing"}, follow=True)
    assert page.text.count("Drills that prove nothing") >= 2
    assert "And the month before." in as_bo.get(reverse("signal", args=[signal.pk])).text


def test_putting_one_together_is_told_and_the_words_are_kept(as_bo: Client, signal):
    answer = as_bo.post("/signals/groups/", {"signals": [str(signal.pk)], "title": "Drills"})
    assert answer.status_code == 422
    assert "two signals or more" in answer.text
    assert 'value="Drills"' in answer.text


def test_two_become_one_incident(as_bo: Client, cast: Cast, signal):
    other = builders.signal(None, "And the month before.")
    as_bo.post("/signals/groups/", {"signals": [str(signal.pk), str(other.pk)], "become": "incident"})
    assert Incident.objects.get().signals.count() == 2


def test_a_group_shows_each_reader_only_what_they_read(as_cy: Client, cast: Cast, signal):
    other = builders.signal(cast.bo)
    group = builders.signal_group(signal, other)
    assert LINE not in as_cy.get(reverse("signal", args=[other.pk])).text
    assert other.group == group


def test_what_signals_have_in_common_is_read_by_whoever_reads_them_all(as_ana, as_bo, as_cy, cast: Cast, signal):
    """Cy reads one of the two: its group's title tells of the other."""
    other = builders.signal(cast.bo)
    as_bo.post("/signals/groups/", {"signals": [str(signal.pk), str(other.pk)], "title": "Drills that prove nothing"})
    pages = ["/signals/", reverse("signal", args=[other.pk])]
    for address in pages:
        assert "Drills that prove nothing" in as_ana.get(address).text
        assert "Drills that prove nothing" not in as_cy.get(address).text
    third = builders.signal(cast.cy)
    answer = as_cy.post("/signals/groups/", {"signals": [str(other.pk), str(third.pk)]}, follow=True)
    assert "Drills that prove nothing" not in answer.text
    Signal.objects.filter(pk=third.pk).update(audience="team", team=cast.billing)
    assert "Drills that prove nothing" not in as_ana.get("/signals/").text
    assert "Drills that prove nothing" in as_bo.get("/signals/").text  # who wrote it reads it


@pytest.mark.parametrize("verb", ["reply", "watch", "rest", "incident"])
def test_a_stranger_does_nothing_with_it(as_cy: Client, stranger: Client, signal, verb):
    assert as_cy.post(at(verb, signal), {"reply": "Mine now", "title": "Mine"}).status_code == 404
    assert stranger.post(at(verb, signal)).status_code == 302
    assert as_cy.get(reverse("signal", args=[signal.pk])).status_code == 404
    assert LINE not in as_cy.get("/signals/").text
    assert (Signal.objects.get().status, Incident.objects.count()) == ("new", 0)


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_takes_few_statements_however_long(as_ana: Client, cast: Cast, count, django_assert_max_num_queries):
    for number in range(count):
        builders.signal(cast.bo, f"{number}", audience="team", team=cast.storage)
    with django_assert_max_num_queries(8):
        as_ana.get("/signals/")


def test_the_incident_it_became_is_named_to_those_who_read_it(as_ana: Client, as_cy: Client, cast: Cast):
    secret = builders.incident(cast.ana, "The only live copy", audience="group")
    signal = builders.signal(cast.ana, LINE, incident=secret, status="promoted")
    assert secret.title in as_ana.get(f"/signals/{signal.pk}/").text
    page = as_cy.get(f"/signals/{signal.pk}/").text
    assert "It became an incident." in page
    assert secret.title not in page
