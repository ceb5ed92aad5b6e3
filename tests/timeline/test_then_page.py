"""The page shows what was known by its moment and nothing else, in its source as on the screen; with and without script,
for one person, for two, for the team."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders
from tests.builders import NOON

from secondstory.timeline import tellings as accounts
from secondstory.timeline.models import Awareness, DecisionPoint, Dispute, Entry, Reference
from secondstory.timeline.tellings import Telling

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
with_database = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def bo(study, cast):
    return study.participants.get(person=cast.bo)


@pytest.fixture
def standby(study):
    return builders.participant(study, None, role_label="engineer at the standby")


@pytest.fixture
def told(monkeypatch):
    """Puts shared lines of accounts before the page; whoever asks is remembered in ``told.asked``."""

    class Told(list[Telling]):
        asked: list[object]

    given = Told()
    given.asked = []

    def tellings(study, user):
        given.asked.append(user)
        return list(given)

    monkeypatch.setattr(accounts, "tellings", tellings)
    return given


def telling(who, kind: str, minutes: int, text: str, **fields) -> Telling:
    at = NOON + timedelta(minutes=minutes)
    base = {"precision": "minute", "approximate": False, "because": "", "otherwise_at": None, "otherwise": ""}
    return Telling(
        **{
            "id": uuid4(),
            "account_id": uuid4(),
            "participant_id": who.pk,
            "told_by": who.shown_as,
            "kind": kind,
            "at": at,
            "text": text,
            **base,
            **fields,
        }
    )


def knew(entry: Entry, who, minutes: int = 0, **fields) -> Awareness:
    return Awareness.objects.create(
        entry=entry, participant=who, learned_at=NOON + timedelta(minutes=minutes), **fields
    )


def decided(study, who, minutes: int, choice: str, **fields) -> DecisionPoint:
    at = NOON + timedelta(minutes=minutes)
    return DecisionPoint.objects.create(retrospective=study, participant=who, at=at, choice=choice, **fields)


def address(study, who="team", minutes: int | None = 0, **query) -> str:
    at = {} if minutes is None else {"at": (NOON + timedelta(minutes=minutes)).isoformat()}
    whose = getattr(who, "pk", who)
    words = {"who": whose, **at, **{name: getattr(value, "pk", value) for name, value in query.items()}}
    return (
        reverse("timeline-then", args=[study.pk])
        + "?"
        + "&".join(f"{k}={v}" for k, v in words.items()).replace("+00:00", "Z")
    )


def step_address(study, who, since: int, to: int | None = None, **query) -> str:
    whole = address(study, who, to, since=(NOON + timedelta(minutes=since)).isoformat(), **query)
    return whole.replace("/then/?", "/then/step/?")


def page(client: Client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200, response
    return unescape(response.content.decode())


def words(html: str) -> str:
    return " ".join(re.sub(r"<title>.*?</title>|<[^>]+>", " ", html).split())


@pytest.fixture
def evening(study, bo, standby, told):
    """Words that name the minute at which they were first known, and who knew them from when; what nobody in view may
    ever read says 'minute-end', and so does the study's own question."""
    study.title = "How did the only copy come to be emptied? minute-end"
    study.learning_focus = "minute-end"
    study.save()
    study.incident.title = "minute-end"
    study.incident.save()
    lag = builders.entry(study, "minute-010 the lag grows", 10, known_by="minute-end")
    knew(lag, standby, 10)
    knew(lag, bo, 40, how="told")
    silent = builders.entry(
        study, "minute-1440 waiting in silence is normal", 20, known_later=True, participant=standby
    )
    knew(silent, standby, 1440, how="read")
    builders.entry(study, "minute-060 a copy that takes its time", 30, until=NOON + HOUR, participant=standby)
    builders.entry(study, "minute-end nobody said who knew this", 5)
    builders.entry(study, "minute-end this was known later", 6, known_later=True, participant=bo)
    whole = builders.entry(study, "minute-070 at once, and it went on", 70, until=NOON + timedelta(minutes=333))
    knew(whole, bo, 70)
    whole.references.add(Reference.objects.create(retrospective=study, title="minute-end report"))
    Dispute.objects.create(retrospective=study, question="minute-end dispute?").entries.add(lag)
    decided(study, standby, 50, "minute-050 empty it", cues="minute-050 silence", pressures="minute-050 late")
    DecisionPoint.objects.create(retrospective=study, role_label="a caller", at=NOON, choice="minute-end elsewhere")
    told += [
        telling(
            standby,
            "expected",
            45,
            "minute-045 it will begin to copy",
            otherwise_at=NOON + 55 * MINUTE,
            otherwise="minute-055 it had been the other host",
        ),
        telling(bo, "saw", 0, "minute-end without a time", at=None),
        telling(bo, "wanted", 15, "minute-023 to go home", approximate=True),
    ]
    alone = {10: 10, 45: 45, 50: 50, 55: 55, 60: 60, 1440: 1440}
    return {"standby": alone, "bo": {10: 40, 23: 23, 70: 70}, "team": alone | {23: 23, 70: 70}}


def minutes_in(html: str) -> set[int]:
    assert "minute-end" not in html
    return {int(found) for found in re.findall(r"minute-(\d+)", html)}


@pytest.mark.requirement("R-000-26", "R-001-42", "R-001-44", "R-002-40")
@pytest.mark.parametrize("who", ["standby", "bo", "team"])
def test_invariant_10_the_source_holds_nothing_later(study, evening, bo, standby, as_ana, who: str) -> None:
    """Texts, attributes, counts, addresses, the title: all of the bytes that are sent."""
    whose = {"standby": standby, "bo": bo, "team": "team"}[who]
    for minute in [-5, 9, 10, 22, 23, 39, 40, 49, 54, 55, 60, 1439, 1440]:
        html = page(as_ana, address(study, whose, minute))
        assert minutes_in(html) == {text for text, known in evening[who].items() if known <= minute}, minute
        moment = NOON + timedelta(minutes=minute)
        for found in re.findall(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z", html):
            assert datetime.fromisoformat(found) <= moment
        for found in re.findall(r'data-since="([\d.]+)"', html):
            assert float(found) <= moment.timestamp()


def test_invariant_10_two_beside_each_other_know_their_own(study, evening, bo, standby, as_ana) -> None:
    html = page(as_ana, address(study, standby, 50, beside=bo))
    left, right = html.split('data-side="1"')
    assert minutes_in(left.split('data-side="0"')[1]) == {10, 45, 50}
    # the lag is known to both; to Bo since minute 40
    assert minutes_in(right) == {10, 23}


def test_invariant_10_a_step_tells_what_became_known_on_the_way(study, evening, bo, standby, as_ana) -> None:
    html = page(as_ana, step_address(study, standby, 10, 50))
    lines = "".join(re.findall(r"<ol>.*?</ol>", html, re.DOTALL))
    assert minutes_in(lines) == {45, 50}
    assert minutes_in(html) == {45, 50}
    assert minutes_in(page(as_ana, step_address(study, standby, 50, 45))) == {45}
    assert minutes_in(page(as_ana, step_address(study, standby, 50, 11))) == set()


@with_database
@given(data=st.data())
def test_invariant_10_for_any_entries_and_awareness(study, bo, standby, as_ana, data) -> None:
    Entry.everything.filter(retrospective=study).delete()
    minutes = st.integers(-100, 100)
    precisions = st.sampled_from(["second", "minute", "hour", "day", "before", "after"])
    first: dict[int, datetime] = {}
    for number in range(data.draw(st.integers(0, 4))):
        own = data.draw(st.sampled_from([None, bo, standby]))
        later = data.draw(st.booleans())
        entry = builders.entry(
            study,
            f"minute-{number}",
            data.draw(minutes),
            precision=data.draw(precisions),
            approximate=data.draw(st.booleans()),
            participant=own,
            known_later=later,
        )
        if own and not later:
            first[number] = entry.at
        for who in data.draw(st.sets(st.sampled_from([bo, standby]))):
            said = knew(entry, who, data.draw(minutes), precision=data.draw(precisions))
            first[number] = min(first.get(number, said.learned_at), said.learned_at)
    at = data.draw(minutes)
    for number in minutes_in(page(as_ana, address(study, "team", at))):
        assert first[number] <= NOON + timedelta(minutes=at)


def test_the_rail_and_the_title_tell_nothing_of_how_far_it_has_come(study, evening, as_ana) -> None:
    html = page(as_ana, address(study))
    rail = words(re.findall(r'<nav class="rail".*?</nav>', html, re.DOTALL)[0])
    assert rail == ("3 of 8 Timeline Capture People Timeline Analysis Write-up Review Recommendations Published")
    assert "step--done" not in html
    assert "<title>As it looked then" in html


def test_what_proved_an_expectation_otherwise_appears_when_it_did(study, evening, standby, as_ana) -> None:
    def mind(minute: int) -> str:
        html = page(as_ana, address(study, standby, minute))
        return words(re.findall(r"<section class=\"mind\".*?</section>", html, re.DOTALL)[0])

    assert "Expected minute-045 it will begin to copy" in mind(54)
    assert "otherwise" not in mind(54)
    assert "It proved otherwise 13:55 minute-055 it had been the other host" in mind(55)


def test_the_panel_speaks_in_the_six_words_of_the_moment(study, bo, as_ana) -> None:
    decided(
        study, bo, 0, "Wait", goals="a", cues="b", expectation="c", situation="d", pressures="e", room_to_decide="f"
    )
    told = words(page(as_ana, address(study, bo)))
    assert "Wanted a Saw b Expected c Believed d Pressure e Room to decide f" in told


def test_an_end_that_had_not_come_is_not_told(study, evening, bo, as_ana) -> None:
    html = page(as_ana, address(study, bo, 3000))
    assert "minute-070" in html
    assert "18:33" not in html


def test_it_tells_how_it_was_learned_and_of_the_team_by_whom_first(study, evening, bo, as_ana) -> None:
    assert "learned at 13:40, when told of it" in words(page(as_ana, address(study, bo, 40)))
    team = words(page(as_ana, address(study, "team", 60)))
    assert "known at once to the engineer at the standby" in team
    assert "13:40" not in team


def test_later_and_earlier_step_by_address(study, evening, bo, as_ana) -> None:
    answer = as_ana.get(address(study, bo, 0, step="later"))
    assert answer.status_code == 302
    assert parse_qs(urlsplit(answer.url).query) == {"who": [str(bo.pk)], "at": ["2026-03-02T12:23:00Z"]}
    back = as_ana.get(address(study, bo, 50, step="earlier"))
    assert parse_qs(urlsplit(back.url).query)["at"] == ["2026-03-02T12:40:00Z"]


def test_two_step_on_one_clock(study, evening, bo, standby, as_ana) -> None:
    answer = as_ana.get(address(study, bo, 23, beside=standby, step="later"))
    assert parse_qs(urlsplit(answer.url).query) == {
        "who": [str(bo.pk)],
        "beside": [str(standby.pk)],
        "at": ["2026-03-02T12:40:00Z"],
    }


def test_at_the_ends_a_sentence_stands_where_the_step_would_be(study, evening, bo, as_ana) -> None:
    assert "Nobody in view learned more after this." in page(as_ana, address(study, bo, 70, step="later"))
    assert "Nobody in view knew anything of it before this." in page(as_ana, address(study, bo, 23, step="earlier"))
    assert "Nobody in view learned more" in page(as_ana, step_address(study, bo, 70, step="later"))


def test_a_moment_to_the_microsecond_is_reached_and_passed(study, bo, as_ana) -> None:
    for micro in (1, 2):
        builders.entry(study, f"minute-{micro}", participant=bo, at=NOON + timedelta(microseconds=micro))
    where, seen = address(study, bo, -1), []
    for _ in range(2):
        where = as_ana.get(where + "&step=later").url
        seen.append(minutes_in(page(as_ana, where)))
    assert seen == [{1}, {1, 2}]
    assert "learned more after" in page(as_ana, where + "&step=later")


def test_it_opens_where_something_was_first_known(study, evening, as_ana) -> None:
    html = page(as_ana, address(study, "team", None))
    assert minutes_in(html) == {10}
    assert 'value="2026-03-02T13:10"' in html


def test_a_time_without_a_zone_is_the_studys_own(study, evening, as_ana) -> None:
    where = reverse("timeline-then", args=[study.pk]) + "?at=2026-03-02T13:10"
    assert minutes_in(page(as_ana, where)) == {10}


@pytest.mark.parametrize(
    "query", ["?who=x&beside=x&at=x&step=x", "?at=0001-01-01T00:00", "?at=9999-12-31T23:59", "?who=" + "0" * 32, "?at="]
)
def test_an_odd_address_shows_the_page_all_the_same(study, evening, as_ana, query: str) -> None:
    page(as_ana, reverse("timeline-then", args=[study.pk]) + query)


def test_the_slider_ends_with_the_day_whatever_came_after(study, bo, as_ana) -> None:
    builders.entry(study, "minute-0", 0, participant=bo)
    before = page(as_ana, address(study, bo, 5))
    builders.entry(study, "minute-90", 90, participant=bo)
    after = page(as_ana, address(study, bo, 5))
    ends = re.compile(r'class="range".*?>')
    assert ends.findall(before) == ends.findall(after)
    first, last = (int(found) for found in re.search(r'min="(\d+)" max="(\d+)"', after).groups())  # type: ignore[union-attr]
    assert datetime.fromtimestamp(first, UTC) == NOON
    assert datetime.fromtimestamp(last, UTC) == datetime(2026, 3, 2, 23, tzinfo=UTC)


def test_days_stand_between_the_lines(study, bo, as_ana) -> None:
    builders.entry(study, "One", participant=bo)
    builders.entry(study, "Two", 12 * 60, participant=bo)
    told = words(page(as_ana, address(study, bo, 12 * 60)))
    assert re.search(r"Mon 2 Mar 2026 13:00 \S+ \S+ One Tue 3 Mar 2026 01:00", told)


def test_nobody_said_anything_teaches_how_to_begin(study, as_ana) -> None:
    builders.entry(study)
    html = page(as_ana, reverse("timeline-then", args=[study.pk]))
    assert "Nobody has said who knew what, and when" in html
    assert "Replication stops." not in html


def test_a_lane_of_somebodys_name_is_their_own(study, standby, as_ana) -> None:
    builders.entry(study, "minute-0", lane="engineer at the standby")
    assert minutes_in(page(as_ana, address(study, standby))) == {0}


def test_hostile_words_stay_words(study, bo, as_ana) -> None:
    builders.entry(study, "<script>alert(1)</script>", participant=bo)
    decided(study, bo, 0, "<img src=x onerror=alert(2)>", cues="<b onclick=x>")
    raw = as_ana.get(address(study, bo)).content.decode()
    assert "<script>alert" not in raw
    assert "<img src=x" not in raw
    assert "<b onclick" not in raw
    assert "style=" not in raw


def test_accounts_are_asked_for_as_this_reader_reads_them(study, evening, told, cast, as_bo) -> None:
    page(as_bo, address(study))
    assert told.asked == [cast.bo]


@pytest.mark.parametrize("beside", [False, True])
def test_it_takes_the_same_statements_for_any_number(study, bo, as_ana, beside, django_assert_num_queries) -> None:
    def grow(count: int) -> None:
        for number in range(count):
            who = builders.participant(study, None, role_label=f"role {number}")
            entry = builders.entry(study, minutes=number, participant=bo)
            knew(entry, who, number + 3)
            decided(study, who, number, "Wait")

    query = {"beside": "team"} if beside else {}
    grow(1)
    with CaptureQueriesContext(connection) as few:
        page(as_ana, address(study, bo, 9999, **query))
    assert len(few) <= 11
    grow(30)
    with django_assert_num_queries(len(few)):
        page(as_ana, address(study, bo, 9999, **query))
    with django_assert_num_queries(len(few)):
        page(as_ana, step_address(study, bo, 0, 9999, **query))


def test_cy_finds_nothing(study, evening, as_cy) -> None:
    for where in (address(study), step_address(study, "team", 0, 50)):
        answer = as_cy.get(where)
        assert answer.status_code == 404
        assert b"minute-0" not in answer.content


def test_a_stranger_is_asked_to_sign_in(study, stranger) -> None:
    assert stranger.get(address(study)).status_code == 302
    assert stranger.get(step_address(study, "team", 0, 5)).status_code == 302


def test_a_step_from_nowhere_is_not_there(study, evening, as_ana) -> None:
    assert as_ana.get(reverse("timeline-then-step", args=[study.pk])).status_code == 404


@pytest.mark.parametrize(
    ("sharpness", "over"),
    [
        ({"otherwise_precision": "day"}, 24 * 60),
        ({"otherwise_precision": "after"}, 20),
        ({"otherwise_approximate": True}, 8),
    ],
)
def test_invariant_10_what_showed_later_waits_until_it_must_have_shown(study, bo, as_bo, told, sharpness, over) -> None:
    """'The next day' once stood in the replay from the midnight before."""
    later = NOON + timedelta(minutes=30)
    told.append(telling(bo, "assumed", 5, "I am on db2", otherwise_at=later, otherwise="It was db1", **sharpness))
    until = later + timedelta(minutes=over)
    for at, is_there in ((later, False), (until - MINUTE, False), (until, True)):
        page = as_bo.get(reverse("timeline-then", args=[study.pk]), {"who": str(bo.pk), "at": at.isoformat()})
        assert ("It was db1" in page.content.decode()) is is_there


def test_no_page_with_people_s_own_words_is_kept_on_the_way(study, as_bo) -> None:
    """Else somebody at the same desk, after signing out, reads it with the key for back; or after it was taken back."""
    since = {"since": NOON.isoformat()}
    for name, asked in (("timeline", {}), ("timeline-then", {}), ("timeline-then-step", since)):
        assert "no-store" in as_bo.get(reverse(name, args=[study.pk]), asked)["Cache-Control"]
