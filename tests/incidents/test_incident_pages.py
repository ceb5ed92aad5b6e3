"""Incidents on pages: written down, corrected, listed, narrowed, and where a study begins."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Incident, Retrospective
from secondstory.people.models import Service

NEW = {"title": "Uploads were refused", "kind": "incident", "zone": "Europe/Amsterdam", "audience": "organization"}


def page_of(incident: Incident) -> str:
    return reverse("incident", args=[incident.pk])


def test_it_is_written_down_with_its_zone(as_ana: Client, cast: Cast):
    told = {"started": "about 2026-03-02 14:00", "ended": "2026-03-02 15:27", "team": str(cast.storage.pk)}
    answer = as_ana.post("/incidents/new/", {**NEW, **told}, follow=True)
    incident = Incident.objects.get()
    assert incident.started_at == datetime(2026, 3, 2, 13, tzinfo=UTC)
    assert "Europe/Amsterdam" in answer.text
    assert '<span class="about">about</span> 2 Mar 2026, 14:00 UTC+1' in answer.text


def test_what_one_wonders_begins_empty(as_ana: Client, cast: Cast):
    """The incident's title is a statement; a study begins with a question."""
    page = as_ana.get(page_of(builders.incident(cast.ana, "The standby fell behind"))).text
    (field,) = re.findall(r'<input[^>]*id="study_title"[^>]*>', page)
    assert "value=" not in field
    assert "such as ‘How did the standby fall behind?’" in page


def test_the_title_alone_is_enough(as_ana: Client, cast: Cast):
    assert as_ana.post("/incidents/new/", NEW).status_code == 303


def test_a_form_sent_twice_opens_it_once(as_ana: Client, cast: Cast):
    for _ in range(2):
        as_ana.post("/incidents/new/", {**NEW, "client_id": "i1"})
    assert Incident.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": "a" * 1_000_000}, "at most 200"),
        ({"title": "a\x00b"}, "NUL byte"),
        ({"impact": "a\x00b"}, "NUL byte"),
        ({"zone": "Europe/Atlantis"}, "not a time zone we know"),
        ({"started": "2026-02-30 10:00"}, "no 2026-02-30"),
        ({"started": "2026-03-29 02:30"}, "skipped 2026-03-29 02:30"),
        ({"started": "2026-03-02 14:00", "ended": "2026-03-02 13:00"}, "before it started"),
        ({"audience": "team"}, "Choose the team"),
    ],
    ids=["1 MB", "nul", "nul in prose", "zone", "no such day", "skipped hour", "ends before", "no team"],
)
def test_what_cannot_be_is_told_at_its_field_with_what_was_typed(as_ana: Client, cast: Cast, wrong, says):
    typed = {**NEW, "impact": "Nobody could send a file.", **wrong}
    answer = as_ana.post("/incidents/new/", typed)
    assert answer.status_code == 422
    assert says in answer.text
    for words in typed.values():
        assert words.replace("\x00", "") in answer.text.replace("\x00", "")
    assert not Incident.objects.exists()


def test_direction_marks_are_taken_out_of_a_title(as_ana: Client, cast: Cast):
    as_ana.post("/incidents/new/", {**NEW, "title": "pay\u202eroll\u200f stopped"})
    assert Incident.objects.get().title == "payroll stopped"


def test_scripts_in_it_are_only_words(as_ana: Client, cast: Cast):
    incident = builders.incident(cast.ana, title="<script>alert(1)</script>", impact="<img src=x onerror=y>")
    page = as_ana.get(page_of(incident)).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_correcting_shows_the_facts_and_moving_the_zone_moves_no_moment(as_ana: Client, cast: Cast):
    as_ana.post("/incidents/new/", {**NEW, "started": "2026-03-02 14:00"})
    incident = Incident.objects.get()
    form = as_ana.get(reverse("incident-facts", args=[incident.pk])).context["form"]
    assert form["started"].value() == "2026-03-02 14:00 +01:00"
    typed = {name: form[name].value() for name in form.fields if form[name].value()}
    answer = as_ana.post(reverse("incident-facts", args=[incident.pk]), {**typed, "zone": "Asia/Tokyo"}, follow=True)
    incident.refresh_from_db()
    assert incident.started_at == datetime(2026, 3, 2, 13, tzinfo=UTC)
    assert "2 Mar 2026, 22:00 UTC+9" in answer.text


def test_a_reader_from_elsewhere_does_not_correct_it(as_cy: Client, cast: Cast):
    incident = builders.incident(cast.ana)
    assert as_cy.get(reverse("incident-facts", args=[incident.pk])).status_code == 403
    assert "correct them" not in as_cy.get(page_of(incident)).text


def test_it_shows_each_reader_only_what_they_read(as_bo: Client, as_cy: Client, cast: Cast):
    incident = builders.incident(cast.ana)
    builders.note(cast.ana, "Only mine", audience="me", incident=incident)
    builders.note(cast.ana, "For the team", audience="team", team=cast.storage, incident=incident)
    builders.signal(cast.ana, "Felt off", audience="team", team=cast.storage, incident=incident)
    builders.study(cast.ana, "A study of ours", incident=incident, work_open_to="team", team=cast.storage)
    ours, theirs = as_bo.get(page_of(incident)).text, as_cy.get(page_of(incident)).text
    for words in ("For the team", "Felt off", "A study of ours"):
        assert words in ours
        assert words not in theirs
    assert "Only mine" not in ours


@pytest.mark.parametrize("name", ["incident", "incident-facts"])
def test_a_stranger_finds_nothing(as_cy: Client, stranger: Client, cast: Cast, name):
    incident = builders.incident(cast.ana, audience="team", team=cast.storage)
    address = reverse(name, args=[incident.pk])
    assert as_cy.get(address).status_code == 404
    assert stranger.get(address).status_code == 302
    assert incident.title not in as_cy.get("/incidents/").text


# --- a study begins


@pytest.mark.requirement("R-001-34")
def test_a_retrospective_is_opened(as_bo: Client, cast: Cast):
    incident = builders.incident(cast.ana)
    address = reverse("incident-retrospectives", args=[incident.pk])
    answer = as_bo.post(address, {"title": "How did it look from inside?", "client_id": "r1"})
    as_bo.post(address, {"title": "How did it look from inside?", "client_id": "r1"})
    study = Retrospective.objects.get()
    assert answer["Location"] == reverse("study", args=[study.pk])
    assert (study.title, study.created_by) == ("How did it look from inside?", cast.bo)


def test_it_is_looked_at_again_years_later(as_ana: Client, cast: Cast):
    first = builders.study(cast.ana, state="final", finalized_at=builders.NOON)
    address = reverse("incident-retrospectives", args=[first.incident_id])
    as_ana.post(address, {"title": "What do we see now?", "previous": str(first.pk)})
    assert Retrospective.objects.get(previous=first).title == "What do we see now?"
    assert "looks again at" in as_ana.get(page_of(first.incident)).text


@pytest.mark.parametrize(("title", "says"), [("", "needed"), ("a" * 1_000_000, "at most 200"), ("a\x00", "NUL")])
def test_a_title_that_cannot_be_is_told(as_ana: Client, cast: Cast, title, says):
    incident = builders.incident(cast.ana)
    answer = as_ana.post(reverse("incident-retrospectives", args=[incident.pk]), {"title": title})
    assert answer.status_code == 422
    assert says in answer.text
    assert not Retrospective.objects.exists()


# --- the list


@pytest.fixture
def some(cast: Cast):
    uploads = Service.objects.create(name="Uploads", slug="uploads")
    one = builders.incident(cast.ana, "Uploads stopped", team=cast.storage, kind="near_miss")
    one.services.add(uploads)
    long_ago = datetime(2017, 1, 31, 23, 27, tzinfo=UTC)
    builders.incident(cast.ana, "Copies emptied", team=cast.billing, happened_at=long_ago, started_at=long_ago)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "Uploads stopped, Copies emptied"),
        ("team=storage", "Uploads stopped"),
        ("service=uploads", "Uploads stopped"),
        ("kind=near_miss", "Uploads stopped"),
        ("year=2017", "Copies emptied"),
        ("team=storage&year=2017", ""),
        ("year=nineteen", "Uploads stopped, Copies emptied"),
        ("team=no-such-team", "Uploads stopped, Copies emptied"),
    ],
)
def test_the_list_is_narrowed(as_cy: Client, some, query, shown):
    rows = as_cy.get(f"/incidents/?{query}").context["page"].rows
    assert ", ".join(row.title for row in rows) == shown


def test_the_list_comes_in_pages_and_keeps_what_it_is_narrowed_to(as_ana: Client, cast: Cast):
    for day in range(65):
        builders.incident(cast.ana, f"{day}", happened_at=builders.NOON + timedelta(days=day), kind="surprise")
    builders.incident(cast.ana, "another kind", happened_at=builders.NOON + timedelta(days=30))
    first = as_ana.get("/incidents/?kind=surprise")
    second = as_ana.get(f"/incidents/?kind=surprise&before={first.context['page'].older}").context["page"]
    assert [row.title for row in second.rows] == [str(day) for day in range(34, 4, -1)]
    assert "kind=surprise&amp;before=" in first.text


@pytest.mark.parametrize("count", [1, 60])
def test_the_list_takes_few_statements_however_long(
    as_ana: Client, cast: Cast, some, count, django_assert_max_num_queries
):
    for number in range(count):
        builders.incident(cast.bo, f"{number}", team=cast.storage).services.add(Service.objects.get())
    with django_assert_max_num_queries(8):
        as_ana.get("/incidents/?team=storage&service=uploads")


@pytest.mark.parametrize("count", [1, 25])
def test_the_page_takes_few_statements_however_much_is_on_it(
    as_bo: Client, cast: Cast, count, django_assert_max_num_queries
):
    incident = builders.incident(cast.ana, team=cast.storage)
    for number in range(count):
        note = builders.note(cast.ana, f"{number}", audience="organization", incident=incident)
        builders.note(cast.ana, f"{number}", audience="organization", incident=incident, corrects=note)
        builders.signal(cast.ana, incident=incident)
        builders.study(cast.ana, incident=incident, work_open_to="organization")
    with django_assert_max_num_queries(15):
        as_bo.get(page_of(incident))


def test_two_who_correct_the_facts_at_once_lose_no_word(as_ana: Client, as_bo: Client, cast: Cast):
    incident = builders.incident(cast.ana, team=cast.storage)
    page = f"/incidents/{incident.pk}/facts/"
    seen = re.search(r'name="seen" value="(\w+)"', as_ana.get(page).text)[1]
    told = {"title": incident.title, "kind": "incident", "zone": "UTC", "audience": "organization", "seen": seen}
    assert as_bo.post(page, {**told, "impact": "Nobody could upload."}).status_code == 303
    asked = as_ana.post(page, {**told, "title": "The standby stopped"})
    assert asked.status_code == 422
    assert "The standby stopped" in asked.text
    incident.refresh_from_db()
    assert incident.impact == "Nobody could upload."
