"""Entries, references and disputes are written through forms that keep what was typed and say what they ask for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse
from tests import builders
from tests.builders import NOON

from secondstory.journal.models import Event
from secondstory.timeline.actions.add_entry import add_entry
from secondstory.timeline.actions.decide import Decided, save_decision_point
from secondstory.timeline.actions.disputes import Side, open_dispute
from secondstory.timeline.actions.references import add_reference, attach_reference
from secondstory.timeline.actions.told import Told
from secondstory.timeline.models import Dispute, Entry, Reference


@pytest.fixture
def entry(study, cast) -> Entry:
    return add_entry(study, Told(at=NOON, text="Replication stops.", lane="System"), by=cast.bo)


def at(name: str, study, *more) -> str:
    return reverse(name, args=[study.pk, *(one.pk for one in more)])


def html(response) -> str:
    return unescape(response.content.decode())


FIELDS = {
    "when": "2017-01-31 23:27",
    "text": "It is emptied.",
    "kind": "act",
    "lane": "Ops",
    "known_by": "",
    "until": "",
}


def test_an_entry_is_added_in_the_studys_zone(study, as_bo) -> None:
    response = as_bo.post(at("entries", study), FIELDS)
    entry = Entry.objects.get()
    assert response.headers["Location"] == f"{at('timeline', study)}#entry-{entry.pk}"
    assert entry.at == datetime(2017, 1, 31, 22, 27, tzinfo=UTC)
    assert (entry.kind, entry.lane, entry.precision) == ("act", "Ops", "minute")


def test_a_coarse_moment_is_kept_as_coarse(study, as_bo) -> None:
    as_bo.post(at("entries", study), {**FIELDS, "when": "about 2017-01-31 23:07"})
    as_bo.post(at("entries", study), {**FIELDS, "when": "2017-01-31"})
    hour, day = Entry.objects.order_by("created_at")
    assert (hour.precision, hour.approximate) == ("minute", True)
    assert (day.precision, day.at) == ("day", datetime(2017, 1, 30, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("fields", "asks"),
    [
        ({"when": "31/01/2017 23:27"}, "31/01/2017"),
        ({"when": "2017-02-31 10:00"}, "calendar has no"),
        ({"when": "23:27"}, "Which day"),
        ({"when": "2017-03-26 02:30"}, "skipped"),
        ({"until": "2017-01-31 23:00"}, "lies before the beginning"),
        ({"text": ""}, "needed before it can be saved"),
        ({"text": "x" * 1_000_000}, "at most 4000 characters"),
        ({"text": "NUL \x00"}, "NUL byte"),
        ({"kind": "blunder"}, "not in the list"),
        ({"lane": "x" * 81}, "at most 80 characters"),
        ({"participant": "0190b2f0-0000-7000-8000-000000000000"}, "not in the list"),
    ],
)
def test_what_cannot_be_read_is_asked_for_and_the_rest_is_kept(study, as_bo, fields, asks: str) -> None:
    response = as_bo.post(at("entries", study), {**FIELDS, "known_by": "kept words", **fields})
    assert response.status_code == 422
    assert asks in html(response)
    assert "kept words" in html(response)
    assert not Entry.everything.exists()


def test_an_entry_opens_in_place_and_closes_again(study, entry, as_bo) -> None:
    htmx = {"HX-Request": "true"}
    opened = html(as_bo.get(at("entry", study, entry), headers=htmx))
    assert opened.startswith(f'<li class="ev ev--open" id="entry-{entry.pk}">')
    closed = html(as_bo.get(at("entry", study, entry) + "?line=", headers=htmx))
    assert closed.startswith('<li class="ev')
    assert "<form" not in closed


def test_saving_in_place_answers_with_the_line(study, entry, as_bo) -> None:
    fields = {**FIELDS, "when": "2026-03-02 13:00", "text": "It stopped.", "lane": "System", "kind": "observation"}
    response = as_bo.post(at("entry", study, entry), fields, headers={"HX-Request": "true"})
    assert html(response).startswith('<li class="ev')
    assert "It stopped." in html(response)


def test_saving_another_time_in_place_shows_the_whole_list_anew(study, entry, as_bo) -> None:
    response = as_bo.post(at("entry", study, entry), FIELDS, headers={"HX-Request": "true"})
    assert response.headers["HX-Refresh"] == "true"


def test_what_was_not_touched_stays_to_the_second(study, cast, as_bo) -> None:
    moment = NOON + timedelta(seconds=7, microseconds=5)
    entry = add_entry(study, Told(at=moment, text="x", approximate=True, until=moment), by=cast.bo)
    form = as_bo.get(at("entry", study, entry)).context["form"]
    given = {name: form[name].value() or "" for name in ("when", "until", "kind", "lane", "known_by", "seen")}
    as_bo.post(at("entry", study, entry), {**given, "text": "y"})
    entry.refresh_from_db()
    assert (entry.at, entry.until, entry.approximate, entry.text) == (moment, moment, True, "y")


def test_a_change_in_the_meantime_is_shown_and_nothing_is_lost(study, entry, as_ana, as_bo) -> None:
    seen = as_bo.get(at("entry", study, entry)).context["form"]["seen"].value()
    mine = {**FIELDS, "when": "2026-03-02 13:00", "text": "Mine.", "seen": seen}
    as_ana.post(at("entry", study, entry), {**mine, "text": "Theirs."})
    response = as_bo.post(at("entry", study, entry), mine)
    assert response.status_code == 422
    assert "Mine." in html(response)
    assert "Theirs." in html(response)
    again = {**mine, "seen": response.context["form"]["seen"].value()}
    assert as_bo.post(at("entry", study, entry), again).status_code == 302
    assert Entry.objects.get().text == "Mine."


def test_the_facilitator_agrees_with_one_and_with_all(study, entry, as_ana) -> None:
    builders.entry(study, "More.", minutes=3)
    as_ana.post(at("entry-agreement", study, entry))
    assert "Agree with the 1 proposed" in html(as_ana.get(at("timeline", study)))
    as_ana.post(at("entries-agreement", study))
    assert set(Entry.objects.values_list("status", flat=True)) == {"agreed"}


def test_two_of_one_instant_change_places(study, entry, cast, as_bo) -> None:
    other = add_entry(study, Told(at=NOON, text="Somebody looks."), by=cast.bo)
    as_bo.post(at("entry-place", study, other), {"way": "earlier"})
    assert list(Entry.objects.in_order()) == [other, entry]
    as_bo.post(at("entry-place", study, other), {"way": "later"})
    assert list(Entry.objects.in_order()) == [entry, other]


def test_taking_one_out_leads_to_its_marker(study, entry, as_bo) -> None:
    response = as_bo.post(at("entry-withdrawal", study, entry))
    assert response.headers["Location"].endswith(f"#entry-{entry.pk}")
    assert "An entry stood here." in html(as_bo.get(at("timeline", study)))
    assert as_bo.get(at("entry", study, entry)).status_code == 302


def test_a_source_is_attached_from_the_list_or_made_and_taken_off(study, entry, cast, as_bo) -> None:
    log = add_reference(study, by=cast.bo, title="The log", kind="log")
    as_bo.post(at("entry-references", study, entry), {"known": log.pk, "kind": "log"})
    as_bo.post(at("entry-references", study, entry), {"url": "https://example.org/graph", "kind": "graph"})
    assert {one.kind for one in entry.references.all()} == {"log", "graph"}
    as_bo.post(at("entry-references", study, entry), {"off": log.pk})
    assert entry.references.get().kind == "graph"


@pytest.mark.parametrize("fields", [{"kind": "log"}, {"url": "javascript:alert(1)", "kind": "log"}, {"title": "x"}])
def test_a_source_that_cannot_be_kept_is_asked_for_again(study, entry, as_bo, fields) -> None:
    assert as_bo.post(at("entry-references", study, entry), fields).status_code == 422
    assert not Reference.objects.exists()


def test_an_odd_identifier_is_a_sentence(study, entry, as_bo) -> None:
    assert as_bo.post(at("entry-references", study, entry), {"off": "not-a-uuid"}).status_code == 400


def test_a_reference_is_added_to_the_study(study, as_bo) -> None:
    fields = {"title": "Chat of the evening", "kind": "chat", "excerpt": "It prints nothing."}
    response = as_bo.post(at("references", study), fields)
    assert response.headers["Location"] == f"{at('timeline', study)}#ref-{Reference.objects.get().pk}"
    assert as_bo.post(at("references", study), {"kind": "chat"}).status_code == 422


def test_the_link_of_a_reference_is_noted(study, cast, as_bo) -> None:
    one = add_reference(study, by=cast.bo, url="https://example.org/a")
    as_bo.post(at("reference-link", study, one), {"works": "no"})
    one.refresh_from_db()
    assert one.gone_at
    as_bo.post(at("reference-link", study, one), {"works": "yes"})
    one.refresh_from_db()
    assert one.gone_at is None


def test_versions_are_put_side_by_side_and_settled(study, entry, as_ana, as_bo) -> None:
    asked = as_bo.get(at("disputes", study) + f"?entry={entry.pk}")
    assert asked.context["form"]["entries"].value() == [str(entry.pk)]
    fields = {"question": "Did it stop?", "entries": [str(entry.pk)], "text": "It ran on.", "said_by": "the graph"}
    as_bo.post(at("disputes", study), fields)
    dispute = Dispute.objects.get()
    as_bo.post(at("dispute-versions", study, dispute), {"text": "It stuttered.", "said_by": "a responder"})
    assert dispute.versions.count() == 2
    as_ana.post(at("dispute-standing", study, dispute))
    assert Dispute.objects.get().state == "stands"
    as_ana.post(at("dispute-explanation", study, dispute), {"explanation": "Two standbys."})
    assert "Two standbys." in html(as_bo.get(at("dispute", study, dispute)))


def test_one_version_alone_is_asked_for_another(study, entry, as_bo) -> None:
    fields = {"question": "Did it stop?", "entries": [str(entry.pk)]}
    response = as_bo.post(at("disputes", study), fields)
    assert response.status_code == 422
    assert "at least two versions" in html(response)
    assert "Did it stop?" in html(response)


def test_the_zone_is_changed_by_name(study, as_bo) -> None:
    assert as_bo.post(at("timeline-zone", study), {"zone": "Mars/Olympus"}).status_code == 422
    assert as_bo.post(at("timeline-zone", study), {"zone": "Asia/Tokyo"}).status_code == 302
    study.refresh_from_db()
    assert study.zone == "Asia/Tokyo"


@pytest.fixture
def everything(study, entry, cast):
    """Every address of the timeline with a thing behind it: method, address, data."""
    other = builders.entry(study, "It ran on.", minutes=3)
    reference = add_reference(study, by=cast.ana, url="https://example.org/a")
    attach_reference(entry, reference, by=cast.ana)
    dispute = open_dispute(study, by=cast.ana, question="Did it?", entries=[other], versions=[Side("No", "a log")])
    decided = Decided(at=NOON, choice="Wait for it.", role_label="engineer", cues="Replication is slow.")
    decision = save_decision_point(study, decided, by=cast.ana)
    told = {"when": "2026-03-02 13:00", "choice": "Wait", "role_label": "engineer"}
    there = study.participants.get()
    return [
        ("get", at("timeline", study), {}),
        ("get", at("timeline-then", study), {}),
        ("get", at("timeline-then-step", study), {"since": "2026-03-02T12:00Z"}),
        ("get", at("decision-points", study), {}),
        ("get", at("decision-point", study, decision), {}),
        ("post", at("decision-points", study), told),
        ("post", at("decision-point", study, decision), told),
        ("post", at("decision-point-withdrawal", study, decision), {}),
        ("post", at("entry-awareness", study, entry), {"at_once": [str(there.pk)]}),
        ("get", at("timeline-pasted", study), {}),
        ("get", at("timeline-zone", study), {}),
        ("get", at("entries", study), {}),
        ("get", at("entry", study, entry), {}),
        ("get", at("references", study), {}),
        ("get", at("disputes", study), {}),
        ("get", at("dispute", study, dispute), {}),
        ("post", at("timeline-zone", study), {"zone": "UTC"}),
        ("post", at("entries", study), FIELDS),
        ("post", at("entry", study, entry), FIELDS),
        ("post", at("entry-agreement", study, entry), {}),
        ("post", at("entries-agreement", study), {}),
        ("post", at("entry-place", study, entry), {"way": "later"}),
        ("post", at("entry-withdrawal", study, entry), {}),
        ("post", at("entry-references", study, entry), {"url": "https://example.org/b", "kind": "log"}),
        ("post", at("references", study), {"title": "A log", "kind": "log"}),
        ("post", at("reference-link", study, reference), {"works": "no"}),
        ("post", at("disputes", study), {"question": "Q?", "entries": [str(entry.pk), str(other.pk)]}),
        ("post", at("dispute-versions", study, dispute), {"text": "x", "said_by": "y"}),
        ("post", at("dispute-explanation", study, dispute), {"explanation": "x"}),
        ("post", at("dispute-standing", study, dispute), {}),
    ]


def test_cy_finds_none_of_it(everything, as_cy) -> None:
    events = Event.objects.count()
    for method, address, data in everything:
        response = getattr(as_cy, method)(address, data)
        assert response.status_code == 404, address
        assert b"Replication" not in response.content
    assert Event.objects.count() == events


def test_a_stranger_is_asked_to_sign_in_everywhere(everything, stranger) -> None:
    for method, address, data in everything:
        assert getattr(stranger, method)(address, data).status_code == 302, address


def test_things_of_another_study_are_not_there(everything, study, cast, as_ana) -> None:
    other = builders.study(cast.ana)
    of_things = [one for one in everything if one[1].count("-") > len(str(study.pk).split("-"))]
    assert len(of_things) > 8
    for method, address, data in of_things:
        elsewhere = address.replace(str(study.pk), str(other.pk))
        assert getattr(as_ana, method)(elsewhere, data).status_code == 404, elsewhere


def test_a_final_study_writes_none_of_it(everything, final_study, as_ana) -> None:
    events = Event.objects.count()
    for method, address, data in everything:
        if method == "post":
            assert getattr(as_ana, method)(address, data).status_code in (400, 422), address
    assert Event.objects.count() == events


def test_every_page_takes_few_statements(everything, as_ana, django_assert_max_num_queries) -> None:
    for method, address, data in everything:
        if method == "get":
            with django_assert_max_num_queries(17):
                assert as_ana.get(address, data).status_code == 200
