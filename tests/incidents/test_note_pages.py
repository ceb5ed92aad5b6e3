"""Where notes arrive and are found again: the line on top, the key ``n``, the browser's outbox."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Incident, Note, Signal

LINE = "The copy tool sat there without a word for ten minutes."
BAD_LINES = pytest.mark.parametrize(
    ("text", "says"),
    [("", "needed"), ("a\x00b", "NUL byte"), ("a" * 1_000_000, "at most 4000")],
    ids=["empty", "nul", "1 MB"],
)


def test_one_line_is_kept_and_shown(as_ana: Client, cast: Cast):
    answer = as_ana.post("/notes/", {"text": LINE}, follow=True)
    assert LINE in answer.text
    assert "The team Storage can read it" in answer.text


def test_the_outbox_gets_an_id_and_a_time(as_ana: Client, cast: Cast):
    sent = {"text": LINE, "client_id": "c1", "written_at": "2026-03-02T12:00:00.000Z"}
    first = as_ana.post("/notes/", sent, headers={"accept": "application/json"})
    again = as_ana.post("/notes/", sent, headers={"accept": "application/json"})
    note = Note.objects.get()
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert (first.json()["id"], note.at) == (str(note.pk), builders.NOON)
    assert {"at", "saved_at"} < set(first.json())


def test_a_browser_s_clock_that_runs_ahead_loses_no_note(as_ana: Client, cast: Cast):
    ahead = (timezone.now() + timedelta(days=2)).isoformat()
    answer = as_ana.post("/notes/", {"text": LINE, "written_at": ahead}, headers={"accept": "application/json"})
    assert answer.status_code == 201
    assert Note.objects.get().at <= timezone.now()


@BAD_LINES
def test_what_cannot_be_kept_is_told_to_the_outbox(as_ana: Client, cast: Cast, text, says):
    answer = as_ana.post("/notes/", {"text": text}, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert says in answer.json()["sentence"]
    assert not Note.objects.exists()


@BAD_LINES
def test_what_cannot_be_kept_is_told_on_the_page_with_what_was_typed(as_ana: Client, cast: Cast, text, says):
    answer = as_ana.post("/notes/", {"text": text})
    assert answer.status_code == 422
    assert says in answer.text
    assert text.replace("\x00", "") in answer.text.replace("\x00", "")
    assert not Note.objects.exists()


def test_a_lone_surrogate_is_told(as_ana: Client, cast: Cast):
    body = b"text=half%20%ED%A0%80%20a%20character"
    answer = as_ana.post("/notes/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (303, 422)  # the decoder may have replaced it with a sign that can be stored
    assert not any(0xD800 <= ord(c) < 0xE000 for note in Note.objects.all() for c in note.text)


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-02-30 10:00", "no 2026-02-30"),
        ("soon", "not a moment"),
        ("2199-01-01", "still to come"),
        ("02/03/2026 10:00", "two ways"),
    ],
)
def test_a_moment_that_cannot_be_is_told_at_its_field(as_ana: Client, cast: Cast, at, says):
    answer = as_ana.post("/notes/", {"text": LINE, "at": at})
    assert answer.status_code == 422
    assert says in answer.text
    assert LINE in answer.text
    assert not Note.objects.exists()


def test_a_time_alone_belongs_to_today_where_the_author_is(as_ana: Client, cast: Cast):
    cast.ana.zone = "Asia/Tokyo"
    cast.ana.save()
    with time_machine.travel(datetime(2199, 3, 1, 20, 0, tzinfo=UTC), tick=False):  # 5:00 on 2 March in Tokyo
        as_ana.force_login(cast.ana)
        as_ana.post("/notes/", {"text": LINE, "at": "04:30"})
    assert Note.objects.get().at == datetime(2199, 3, 1, 19, 30, tzinfo=UTC)


def test_a_refused_note_keeps_the_incident_it_was_for(as_ana: Client, cast: Cast):
    incident = builders.incident(cast.ana)
    answer = as_ana.post("/notes/", {"text": LINE, "at": "soon", "incident": str(incident.pk)})
    assert f'value="{incident.pk}"' in answer.text


def test_htmx_gets_the_line_the_page_shows(as_ana: Client, cast: Cast):
    answer = as_ana.post("/notes/", {"text": LINE}, headers={"hx-request": "true"})
    assert answer.status_code == 201
    assert answer.text.startswith("<li")
    assert answer["X-Saved-At"]


def test_a_note_on_an_incident_leads_back_there(as_ana: Client, cast: Cast):
    incident = builders.incident(cast.ana)
    answer = as_ana.post("/notes/", {"text": LINE, "incident": str(incident.pk)})
    assert answer["Location"].startswith(reverse("incident", args=[incident.pk]))


def test_others_private_notes_are_not_on_the_page(as_bo: Client, as_cy: Client, cast: Cast):
    builders.note(cast.ana, "Only mine", audience="me")
    builders.note(cast.ana, "Ours", audience="team", team=cast.storage)
    assert "Ours" in (page := as_bo.get("/notes/").text)
    assert "Only mine" not in page
    assert "Ours" not in as_cy.get("/notes/").text


def test_one_s_own_private_notes_are_marked(as_ana: Client, cast: Cast):
    builders.note(cast.ana, audience="me")
    assert "only you" in as_ana.get("/notes/").text


def test_a_withdrawn_note_shows_its_marker(as_ana: Client, cast: Cast):
    note = builders.note(cast.ana, "Said too early", audience="organization")
    as_ana.post(reverse("note-withdrawal", args=[note.pk]))
    page = as_ana.get("/notes/").text
    assert "were withdrawn" in page
    assert "Said too early" not in page


def test_an_empty_list_teaches(as_ana: Client, cast: Cast):
    assert "Nothing kept yet" in as_ana.get("/notes/").text


def test_scripts_in_a_note_are_only_words(as_ana: Client, cast: Cast):
    builders.note(cast.ana, "<script>alert(1)</script>")
    assert "<script>alert" not in as_ana.get("/notes/").text


def test_a_long_list_comes_in_pages_without_gap_or_repeat(as_ana: Client, cast: Cast):
    for minute in range(70):
        builders.note(cast.ana, f"Note {minute:02}.", at=builders.NOON + timedelta(minutes=minute // 3))
    seen, address = [], "/notes/"
    for _ in range(4):
        page = as_ana.get(address)
        rows = page.context["page"]
        seen += [note.text for note in rows.rows]
        if not rows.older:
            break
        address = f"/notes/?before={rows.older}"
    assert seen == list(Note.objects.newest_first().values_list("text", flat=True))
    back = as_ana.get(f"/notes/?after={page.context['page'].newer}").context["page"]
    assert [note.text for note in back.rows] == seen[30:60]


@pytest.mark.parametrize("cursor", ["x", "1.2", "99999999999999999999999999.0", "1488326400000000.nope"])
def test_an_address_that_is_no_page_is_told(as_ana: Client, cast: Cast, cursor):
    answer = as_ana.get(f"/notes/?before={cursor}")
    assert answer.status_code == 400
    assert "from its beginning" in answer.text


@pytest.mark.parametrize("count", [1, 60])
def test_the_list_takes_few_statements_however_long(as_ana: Client, cast: Cast, count, django_assert_max_num_queries):
    incident = builders.incident(cast.ana)
    for number in range(count):
        builders.note(cast.ana, f"{number}", audience="team", team=cast.storage, incident=incident)
    with django_assert_max_num_queries(8):
        as_ana.get("/notes/")


# --- what can be made of one


@pytest.fixture
def note(cast: Cast):
    return builders.note(cast.ana, LINE, audience="team", team=cast.storage)


def test_a_correction_stands_beside_it(as_ana: Client, note):
    answer = as_ana.post(reverse("note-correction", args=[note.pk]), {"text": "Twelve, not ten."}, follow=True)
    assert LINE in answer.text
    assert "Twelve, not ten." in answer.text


def test_it_becomes_a_signal(as_ana: Client, note):
    answer = as_ana.post(reverse("note-signal", args=[note.pk]), {"kind": "surprise"})
    signal = Signal.objects.get()
    assert answer["Location"] == reverse("signal", args=[signal.pk])
    assert (signal.text, signal.kind) == (LINE, "surprise")


def test_a_colleague_says_it_in_their_own_words(as_bo: Client, note):
    as_bo.post(reverse("note-signal", args=[note.pk]), {"kind": "surprise", "text": "It went quiet for me, too."})
    assert Signal.objects.get().text == "It went quiet for me, too."


def test_it_becomes_an_incident(as_ana: Client, note):
    as_ana.post(reverse("note-incident", args=[note.pk]), {"title": "The copy tool went quiet", "kind": "near_miss"})
    assert Incident.objects.get().title == "The copy tool went quiet"


@pytest.mark.parametrize("verb", ["correction", "withdrawal", "signal", "incident"])
def test_a_stranger_does_nothing_with_it(as_cy: Client, stranger: Client, note, verb):
    address = reverse(f"note-{verb}", args=[note.pk])
    assert as_cy.post(address, {"text": "Mine now"}).status_code == 404
    assert stranger.post(address).status_code == 302
    assert as_cy.get(reverse("note", args=[note.pk])).status_code == 404
    assert (Note.objects.count(), Signal.objects.count(), Incident.objects.count()) == (1, 0, 0)


def test_the_json_of_a_refusal_has_a_sentence(as_cy: Client, note):
    answer = as_cy.post("/notes/", {"text": "x", "corrects": str(note.pk)}, headers={"accept": "application/json"})
    assert answer.status_code == 404
    assert json.loads(answer.content)["sentence"]


def test_the_incident_of_a_note_is_named_to_those_who_read_it(as_ana: Client, as_cy: Client, cast: Cast):
    secret = builders.incident(cast.ana, "The only live copy", audience="group")
    note = builders.note(cast.ana, audience="organization", incident=secret)
    builders.note(cast.ana, "Once more.", audience="organization", incident=secret, corrects=note)
    for address in ("/notes/", f"/notes/{note.pk}/"):
        assert secret.title in as_ana.get(address).text
        page = as_cy.get(address).text
        assert note.text in page
        assert secret.title not in page
        assert str(secret.pk) not in page


def test_somebody_else_s_words_do_not_become_a_signal_by_themselves(as_bo: Client, cast: Cast):
    note = builders.note(cast.ana, audience="team", team=cast.storage)
    answer = as_bo.post(f"/notes/{note.pk}/signal/", {"audience": "organization"})
    assert answer.status_code == 422
    assert not Signal.objects.exists()


def test_a_note_says_that_it_opens(as_ana, cast):
    builders.note(cast.ana)
    assert '>open<span class="sr"> the note: The copy tool printed nothing' in as_ana.get(reverse("notes")).text
