"""A text is looked at while somebody writes it: in memory, for them, and kept nowhere."""

from __future__ import annotations

import json
import logging
import sqlite3
import statistics
import time

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.wording.conftest import BLAMING, quote

from secondstory.wording.actions.answer import About, answer
from secondstory.wording.actions.choose import choose_rule
from secondstory.wording.models import Answer
from secondstory.wording.views import check as view

OWN = "I should have known that the zebrafinch pager was muted; I have no idea what I was doing."


def ask(client, text, surface="writeup", **more):
    return client.post(
        reverse("wording-check"),
        json.dumps({"text": text, "surface": surface, **more}),
        content_type="application/json",
    )


def found(response):
    assert response.status_code == 200, response.content
    return response.json()["findings"]


@pytest.mark.requirement("R-000-14", "R-001-35")
def test_it_says_what_it_saw_why_and_asks(as_ana):
    (one,) = found(ask(as_ana, f"🌊🌊 It rained.\r\n\r\n{BLAMING}"))
    text = f"🌊🌊 It rained.\r\n\r\n{BLAMING}".encode("utf-16-le")
    assert text[2 * one["start"] : 2 * one["end"]].decode("utf-16-le") == "would have caught"
    assert text[2 * one["first"] : 2 * one["last"]].decode("utf-16-le") == BLAMING
    assert (one["category"], one["level"], one["line"]) == ("LF-CF", "ask", 3)
    assert one["why"]
    assert 1 <= len(one["questions"]) <= 3
    assert one["quote"] == quote()


@pytest.mark.requirement("R-001-35")
def test_how_it_could_have_happened_is_never_held_against_a_text(as_ana):
    assert found(ask(as_ana, "How could this have happened? What could we have seen from there?")) == []


@pytest.mark.requirement("R-002-33")
def test_contracted_words_are_seen_as_well(as_ana):
    assert {one["category"] for one in found(ask(as_ana, "A dry run would've caught it."))} == {"LF-CF"}


@pytest.mark.requirement("R-002-23", "R-002-30")
def test_a_slip_as_the_whole_explanation_is_asked_about_kindly(as_ana):
    (one,) = [one for one in found(ask(as_ana, "The outage was human error.")) if one["category"] == "LF-HE"]
    assert one["questions"]
    assert found(ask(as_ana, "We do not use ‘human error’ as an explanation.")) == []


@pytest.mark.requirement("R-002-13", "R-002-14")
def test_a_judgement_without_a_person_is_seen_too(as_ana):
    assert "LF-PV" in {one["category"] for one in found(ask(as_ana, "It was decided to skip the canary."))}


@pytest.mark.requirement("R-001-45")
def test_character_as_an_explanation_is_asked_about(as_ana):
    assert "LF-CH" in {one["category"] for one in found(ask(as_ana, "The operator was careless that night."))}


@pytest.mark.requirement("R-001-24", "R-001-45")
def test_recklessness_in_anybodys_text_is_answered_with_a_question_about_the_situation(as_ana):
    for text in ("The deploy on Friday was reckless.", "They gambled on the old disk.", "It was a gamble."):
        (one,) = found(ask(as_ana, text, "analysis"))
        assert one["category"] == "LF-CH"
        assert one["questions"]


@pytest.mark.requirement("R-002-31")
def test_a_judgement_of_competence_is_turned_into_a_question(as_ana):
    for text in (
        "The operator was inexperienced.",
        "The engineer was incompetent.",
        "The engineer did not know what he was doing.",
    ):
        (one,) = found(ask(as_ana, text))
        assert one["questions"]


@pytest.mark.requirement("R-001-42")
def test_what_is_judged_from_today_is_marked_in_a_write_up(as_ana):
    assert {one["category"] for one in found(ask(as_ana, "In hindsight the alert was clear."))} == {"LF-HS"}


@pytest.mark.requirement("R-000-38", "R-000-39")
@pytest.mark.parametrize("surface", ["own_account", "account"])
def test_own_words_are_whispered_about_however_strict_it_is(as_ana, strict, steward, surface):
    choose_rule("LF-SB", level="gate", by=steward)
    choose_rule("LF-CF", level="gate", by=steward)
    told = found(ask(as_ana, OWN, surface))
    assert {one["category"] for one in told} >= {"LF-SB", "LF-CF"}
    assert {one["level"] for one in told} == {"whisper"}
    assert all(one["questions"] for one in told)


def everything_stored() -> str:
    if connection.vendor == "sqlite":
        assert isinstance(connection.connection, sqlite3.Connection)
        return "\n".join(connection.connection.iterdump())
    with connection.cursor() as cursor:
        said = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # names of our own tables
            said.append(repr(cursor.fetchall()))
        return "\n".join(said)


@pytest.mark.requirement("R-000-39")
@pytest.mark.parametrize("surface", ["own_account", "writeup"])
def test_invariant_20_nothing_of_it_is_stored_or_logged(as_ana, study, surface, caplog):
    before = everything_stored()
    with caplog.at_level(logging.DEBUG):
        assert found(ask(as_ana, OWN, surface, study=str(study.pk)))
    after = everything_stored()
    assert "zebrafinch" not in after
    assert quote(OWN, "I should have known") not in after
    assert set(after.splitlines()) - set(before.splitlines()) == set()
    assert "zebrafinch" not in caplog.text


@pytest.mark.requirement("R-000-39")
def test_invariant_20_nothing_of_it_is_in_the_report_of_an_error(as_ana, monkeypatch, caplog, settings):
    def stumble(*args, **kwargs):
        raise RuntimeError("a stumble in the engine")

    settings.ADMINS = [("Ops", "ops@example.org")]
    monkeypatch.setattr(view, "look_for", stumble)
    as_ana.raise_request_exception = False
    form = as_ana.post(reverse("wording-look") + "?field=text&surface=own_account", {"text": OWN})
    assert [ask(as_ana, OWN, "own_account").status_code, form.status_code] == [500, 500]
    told = caplog.text + "".join(one.body + one.subject for one in mail.outbox)
    assert "stumble" in told
    assert "zebrafinch" not in told


def test_who_is_signed_out_is_asked_to_sign_in(stranger):
    assert ask(stranger, BLAMING).status_code == 302


def test_it_takes_no_words_from_another_site(cast):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.ana)
    assert ask(strict, BLAMING).status_code == 403


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[1]", 400),
        ("[" * 100_000, 400),
        ('{"surface": "writeup"}', 400),
        ('{"text": 7, "surface": "writeup"}', 400),
        ('{"text": "x", "surface": "nowhere"}', 400),
        ('{"text": "x", "surface": "writeup", "kind": "word"}', 400),
        ('{"text": "x", "surface": "writeup", "study": "7"}', 400),
        (json.dumps({"text": "x" * 200_001, "surface": "writeup"}), 413),
        ('{"text": "' + "x" * 1_300_000, 413),
    ],
)
def test_what_it_cannot_read_it_says_in_a_sentence_without_quoting(as_ana, body, status):
    response = as_ana.post(reverse("wording-check"), body, content_type="application/json")
    assert response.status_code == status
    assert "xxxx" not in response.content.decode()


@pytest.mark.parametrize("body", [b'{"text": "\xff\xfe", "surface": "writeup"}', b"\x00\x01", b""])
def test_bytes_that_are_no_text_are_refused(as_ana, body):
    assert as_ana.post(reverse("wording-check"), body, content_type="application/json").status_code == 400


def test_a_lone_surrogate_is_looked_at(as_ana):
    response = as_ana.post(
        reverse("wording-check"), '{"text": "\\ud83d A canary would have caught this.", "surface": "writeup"}',
        content_type="application/json",
    )  # fmt: skip
    assert [one["start"] for one in found(response)] == [11]


def test_a_study_one_does_not_read_is_not_there(as_cy, study):
    assert ask(as_cy, BLAMING, study=str(study.pk)).status_code == 404


@pytest.mark.parametrize("state", ["kept", "not_applicable"])
def test_what_was_settled_stays_quiet_for_everybody_who_writes_it(as_bo, study, cast, state):
    (one,) = found(ask(as_bo, BLAMING, study=str(study.pk)))
    about = About("writeup", one["quote"], one["rule"], one["version"])
    answer(study, about, state, reason="A vendor's own words.", by=cast.ana)
    assert found(ask(as_bo, f"Another line.\n\n{BLAMING}", study=str(study.pk))) == []
    assert len(found(ask(as_bo, BLAMING.replace("canary", "dry run"), study=str(study.pk)))) == 1
    assert len(found(ask(as_bo, BLAMING))) == 1, "elsewhere it is another text"


def test_a_new_version_of_the_rule_asks_again(as_ana, study, cast):
    (one,) = found(ask(as_ana, BLAMING, study=str(study.pk)))
    Answer.objects.create(
        retrospective=study, surface="writeup", quote=one["quote"], rule=one["rule"], version=one["version"] + 1,
        state="kept", reason="It was so."
    )  # fmt: skip
    assert len(found(ask(as_ana, BLAMING, study=str(study.pk)))) == 1


@pytest.fixture
def dora(study):
    """Takes part without being named, and is of no team of the study's."""
    person = builders.Person.objects.create(email="dora@example.org", display_name="Dora Lind", password="!")
    builders.participant(study, person, display="anonymous")
    return person


def names(client, study, text):
    return [one for one in found(ask(client, text, study=str(study.pk))) if one["category"] == "LF-NM"]


def test_names_of_the_study_are_seen_beside_an_act(as_ana, study):
    assert names(as_ana, study, "Bo deleted the table.")
    assert not names(as_ana, study, "Jenkins deleted the table.")


def test_invariant_19_nobody_finds_out_who_takes_part_without_a_name(as_ana, as_bo, study, dora):
    assert names(as_ana, study, "Dora Lind deleted the table."), "who carries the study knows her"
    assert not names(as_bo, study, "Dora Lind deleted the table.")


def test_it_takes_the_same_statements_for_any_length(as_ana, study, cast, django_assert_max_num_queries):
    ask(as_ana, BLAMING, study=str(study.pk))
    with django_assert_max_num_queries(8):
        ask(as_ana, BLAMING, study=str(study.pk))
    with django_assert_max_num_queries(8):
        assert len(found(ask(as_ana, f"{BLAMING}\n\n" * 40, study=str(study.pk)))) == 40


def test_a_page_of_three_thousand_words_is_looked_at_before_anybody_notices(as_ana, study):
    """Fifty milliseconds are promised (benchmarks); here it may take thrice as long beside other work."""
    line = "The standby fell behind at nine, and the dashboard showed the other host; we read it as we had learned to. "
    text = "\n\n".join([line * 3, "It was human error, and a canary would have caught this."] * 42)
    assert len(text.split()) > 3000
    ask(as_ana, text, study=str(study.pk))

    def once():
        began = time.process_time()
        assert found(ask(as_ana, text, study=str(study.pk)))
        return time.process_time() - began

    assert statistics.median(once() for _ in range(5)) < 0.15


def test_without_script_a_button_shows_the_same_on_a_page(as_ana, study):
    response = as_ana.post(
        reverse("wording-look") + "?field=text&surface=writeup",
        {"text": f"🌊\r\n\r\n{BLAMING}"},
        headers={"referer": f"http://testserver/retrospectives/{study.pk}/write-up/"},
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert "would have caught</mark> this." in page
    assert reverse("wording-answers", args=[study.pk]) in page
    assert "no-store" in response["Cache-Control"] or "private" in response["Cache-Control"]


def test_without_script_own_words_get_no_form_that_would_note_anything(as_ana, study):
    page = as_ana.post(
        reverse("wording-look") + "?field=text&surface=own_account",
        {"text": OWN},
        headers={"referer": f"http://testserver/retrospectives/{study.pk}/account/"},
    ).content.decode()
    assert "should have known" in page
    assert "kept nowhere" in page
    assert "wording/answers" not in page
    assert "wording/helpful" not in page


def test_the_page_of_another_study_lends_no_names(as_cy, study):
    page = as_cy.post(
        reverse("wording-look") + "?field=text&surface=writeup",
        {"text": "Bo deleted the table."},
        headers={"referer": f"http://testserver/retrospectives/{study.pk}/write-up/"},
    ).content.decode()
    assert "<mark" not in page
    assert study.title not in page
