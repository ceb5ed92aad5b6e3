"""What was said in a chat becomes a note of whoever said it, or an incident with its first notes."""

from __future__ import annotations

import contextlib
import json
import logging
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Cast

from secondstory.chat.actions.hear import MOST_A_MINUTE
from secondstory.chat.actions.keep import in_pieces
from secondstory.chat.said import from_other, from_slack
from secondstory.incidents.models import Incident, Note, Source
from secondstory.journal.models import Event
from secondstory.people.refusals import Refusal

pytestmark = pytest.mark.requirement("R-003-43")
WORDS = "22:46, the copy prints nothing"


def message(**told):
    return {
        "type": "message_action",
        "callback_id": "note",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "channel": {"id": "C1"},
        "message": {"user": "U2", "ts": "1700000000.000100", "text": "It says &lt;nothing&gt;, <@U77>"},
        **told,
    }


def test_a_command_is_a_note_for_ones_team(slack, linked, cast: Cast):
    answer = slack(WORDS)
    note = Note.objects.get()
    assert (note.text, note.created_by, note.audience, note.team) == (WORDS, cast.ana, "team", cast.storage)
    assert note.source == Source.CHAT
    told = answer.json()
    assert told["response_type"] == "ephemeral"
    assert f"/notes/{note.pk}/" in told["text"]
    assert WORDS not in told["text"]
    assert not Note.objects.visible_to(cast.cy).exists()
    assert Event.objects.get(kind="note.written").by == cast.ana


def test_an_incident_takes_what_was_pasted_below_it(slack, linked, cast: Cast):
    slack("incident The standby fell behind\n14:02 it lags\n14:20 it stops")
    incident, note = Incident.objects.get(), Note.objects.get()
    assert (incident.title, incident.audience, incident.team) == ("The standby fell behind", "team", cast.storage)
    assert (note.incident, note.team) == (incident, cast.storage)
    assert "14:20 it stops" in note.text
    assert not Incident.objects.visible_to(cast.cy).exists()


def test_a_message_somebody_pointed_at_keeps_its_time_and_no_name(slack, linked):
    for _ in range(2):
        slack(payload=message(action_ts="1"))
        slack(payload=message(action_ts="2"))
    note = Note.objects.get()
    assert note.at.isoformat() == "2023-11-14T22:13:20.000100+00:00"
    assert note.text.startswith("It says <nothing>, Outside person")
    assert note.speaker == "somebody in the chat"


def test_a_message_that_was_changed_since_is_kept_as_it_is_now(slack, linked):
    for text in ("It says nothing.", "It says nothing. We were wrong: it says ‘waiting’."):
        slack(payload=message(message={"user": "U2", "ts": "1700000000.000100", "text": text}, action_ts=text))
    assert Note.objects.filter(text__contains="waiting").count() == 1
    assert Note.objects.count() == 2


def test_a_mention_is_a_note(slack, linked):
    event = {"type": "app_mention", "user": "U1", "text": f"<@UBOT> {WORDS}", "ts": "1700000000.0001", "channel": "C1"}
    for retry in range(2):
        slack(event={"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event, "retry": retry})
    assert Note.objects.get().text == WORDS


def test_slack_is_told_that_somebody_is_at_home(slack):
    answer = slack(event={"type": "url_verification", "challenge": "3eZbrw1aB"})
    assert (answer.status_code, answer.content) == (200, b"3eZbrw1aB")


def test_a_thread_comes_through_another_door(other, cast: Cast):
    thread = [
        {"text": "It prints nothing.", "at": "2026-03-02T14:00:00+01:00", "speaker": "on call"},
        {"text": "Look at the sender."},
    ]
    told = {"id": "m1", "workspace": "w", "account": "a", "email": "ANA@example.org", "text": "incident It lags"}
    assert other({**told, "messages": thread}).status_code == 200
    assert [(one.text, one.speaker) for one in Note.objects.order_by("at")] == [
        ("It prints nothing.", "on call"),
        ("It lags", ""),
        ("Look at the sender.", ""),
    ]
    again = other({**told, "messages": thread, "more": 1})
    assert again.status_code == 200
    assert (Note.objects.count(), Incident.objects.count()) == (3, 1)


def test_an_email_opens_nothing_at_slacks_door(slack, cast: Cast):
    answer = slack(WORDS, user_email="ana@example.org", email="ana@example.org")
    assert "I do not know this account yet" in answer.json()["text"]
    assert not Note.objects.exists()


def test_who_is_not_known_or_has_left_gets_a_sentence(slack, other, linked, cast: Cast):
    cast.ana.is_active = False
    cast.ana.save()
    assert "I do not know this account" in slack(WORDS).json()["text"]
    answer = other({"workspace": "w", "account": "a", "email": "ana@example.org", "text": WORDS})
    assert answer.status_code == 403
    assert "/chat/link/" in answer.json()["sentence"]
    assert not Note.objects.exists()


def test_nothing_said_is_answered_with_what_there_is(slack, linked):
    for text in ("", "help", "   "):
        assert "kept as your note" in slack(text).json()["text"]
    assert "Write a line" in slack("note").json()["text"]
    assert not Note.objects.exists()


def test_too_often_waits(slack, linked):
    for _ in range(MOST_A_MINUTE):
        assert "Kept" in slack(WORDS).json()["text"]
    assert "Wait a little" in slack(WORDS).json()["text"]
    assert "Wait" not in slack(WORDS, user_id="U9").json()["text"]


@pytest.mark.parametrize(
    "told",
    [
        [],
        {},
        {"workspace": "w", "account": 3, "text": "x"},
        {"workspace": "w", "account": "a", "text": 3},
        {"workspace": "w", "account": "a", "messages": "x"},
        {"workspace": "w", "account": "a", "messages": [3]},
        {"workspace": "w", "account": "a", "messages": [{"text": "x", "at": "today"}]},
        {"workspace": "w\ud800", "account": "a", "text": "x"},
        {"workspace": "w", "account": "a", "email": "ana@example.org", "text": "a\x00b"},
        {"workspace": "w", "account": "a", "email": "ana@example.org", "text": "a\ud800b"},
    ],
)
def test_what_is_not_understood_is_answered_and_half_of_it_is_kept_nowhere(other, cast: Cast, told):
    answer = other(told)
    assert 400 <= answer.status_code < 500
    assert answer.json()["sentence"]
    assert not Note.objects.exists()


def test_too_much_is_refused(other):
    assert other({"workspace": "w", "account": "a", "text": "x" * 300_000}).status_code == 413


def test_an_accident_tells_no_words_and_writes_nothing(slack, linked, monkeypatch, caplog):
    def stumbles(*args: object, **kwargs: object) -> None:
        raise ValueError(WORDS)

    monkeypatch.setattr("secondstory.chat.views.keep", stumbles)
    with caplog.at_level(logging.DEBUG):
        answer = slack(WORDS)
    assert answer.status_code == 200
    assert "nothing was written" in answer.json()["text"]
    assert WORDS not in caplog.text


@given(st.binary(max_size=200), st.sampled_from(["application/json", "application/x-www-form-urlencoded", ""]))
def test_reading_refuses_and_never_stumbles(body, kind):
    for read in (lambda: from_slack(body, kind), lambda: from_other(body)):
        with contextlib.suppress(Refusal):
            read()


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.dictionaries(
                st.sampled_from(
                    ["type", "message", "event", "user", "team", "id", "ts", "text", "team_id", "messages", "at"]
                ),
                inner,
                max_size=5,
            )
            | st.lists(inner, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_whatever_json_it_is(told):
    for body, kind in (
        (json.dumps(told).encode(), "application/json"),
        (urlencode({"payload": json.dumps(told)}).encode(), ""),
    ):
        with contextlib.suppress(Refusal):
            from_slack(body, kind)
        with contextlib.suppress(Refusal):
            from_other(body)


@given(st.text(alphabet="ab \n", max_size=80), st.integers(1, 12))
def test_pieces_lose_no_word_and_none_is_too_long(text, most):
    pieces = in_pieces(text, most)
    assert all(0 < len(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
