"""The timeline's invariants, by their numbers."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders
from tests.builders import NOON

from secondstory.people.refusals import Refusal
from secondstory.timeline.actions.add_entry import add_entry
from secondstory.timeline.actions.disputes import Side, add_version, explain_dispute, let_stand, open_dispute
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.actions.set_study_zone import set_study_zone
from secondstory.timeline.actions.told import Told
from secondstory.timeline.models import Dispute, Entry, Version
from secondstory.timeline.order import key

ZONES = ["UTC", "Europe/Amsterdam", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Niue"]
with_database = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
tellings = st.builds(
    Told,
    at=st.one_of(moments, st.sampled_from([NOON, NOON + timedelta(minutes=1)])),
    text=st.sampled_from(["one", "two", "three", "four"]),
    precision=st.sampled_from(["second", "minute", "hour", "day", "before", "after"]),
    approximate=st.booleans(),
)


def order(study) -> list:
    return list(Entry.objects.filter(retrospective=study).in_order().values_list("pk", flat=True))


def page(client, study) -> str:
    return unescape(client.get(reverse("timeline", args=[study.pk])).content.decode())


@with_database
@given(st.lists(tellings, max_size=8), st.lists(st.sampled_from(ZONES), min_size=1, max_size=3))
def test_invariant_09_changing_the_zone_changes_no_order(study, cast, tellings, zones) -> None:
    Entry.everything.filter(retrospective=study).delete()
    for told in tellings:
        add_entry(study, told, by=cast.bo)
    before = order(study)
    instants = dict(Entry.objects.values_list("pk", "at"))
    for zone in zones:
        set_study_zone(study, zone, by=cast.bo)
        assert order(study) == before
    assert dict(Entry.objects.values_list("pk", "at")) == instants


@with_database
@given(st.lists(tellings, max_size=10))
def test_invariant_09_the_database_and_the_page_agree_on_one_total_order(study, cast, as_bo, tellings) -> None:
    Entry.everything.filter(retrospective=study).delete()
    for told in tellings:
        add_entry(study, told, by=cast.bo)
    expected = [entry.pk for entry in sorted(Entry.objects.filter(retrospective=study), key=key)]
    assert order(study) == expected
    html = page(as_bo, study)
    assert re.findall(r'<li class="ev[^"]*" id="entry-([^"]+)"', html) == [str(pk) for pk in expected]


@with_database
@given(st.lists(tellings, min_size=1, max_size=5), st.sampled_from(ZONES))
def test_invariant_09_every_rendered_time_names_the_zone(study, cast, as_bo, tellings, zone: str) -> None:
    Entry.everything.filter(retrospective=study).delete()
    set_study_zone(study, zone, by=cast.bo)
    for told in tellings:
        add_entry(study, told, by=cast.bo)
    html = page(as_bo, study)
    clocks = re.findall(r'<p class="ev__at"><time [^>]*title="([^"]*)" [^>]*data-zone="([^"]*)"', html)
    assert len(clocks) == html.count('<p class="ev__at">') == Entry.objects.filter(retrospective=study).count()
    assert all(named == zone and zone in title for title, named in clocks)
    headings = re.findall(r'<h3 class="day__name"[^>]*>(.*?)</h3>', html)
    assert headings
    assert all(zone in heading for heading in headings)
    assert f"times in {zone}" in html


@pytest.mark.parametrize(
    ("precision", "approximate", "shown", "never"),
    [
        ("second", False, "13:00:07", "about"),
        ("minute", False, "13:00<", "13:00:07"),
        ("minute", True, '<span class="about">about</span> 13:00<', "13:00:07"),
        ("hour", False, '<span class="about">about</span> 13:00<', "13:00:07"),
        ("day", False, "some time that day", "13:00"),
        ("before", False, '<span class="about">before</span> 13:00<', "13:00:07"),
        ("after", False, '<span class="about">after</span> 13:00<', "13:00:07"),
    ],
)
def test_invariant_09_an_entry_is_never_told_sharper_than_it_is_known(
    study, as_bo, precision: str, approximate: bool, shown: str, never: str
) -> None:
    builders.entry(study, "It waits.", at=NOON + timedelta(seconds=7), precision=precision, approximate=approximate)
    told = page(as_bo, study).split('<p class="ev__at">')[1].split("</p>")[0]
    visible = re.sub(r'(datetime|title)="[^"]*"', "", told)
    assert shown in visible
    assert never not in visible


@pytest.mark.requirement("R-001-03")
@with_database
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("version"), st.text("abc", min_size=1, max_size=3)),
            st.tuples(st.just("explain"), st.text("abc", min_size=1, max_size=3)),
            st.tuples(st.just("stand"), st.just("")),
            st.tuples(st.just("take out"), st.just("")),
            st.tuples(st.just("zone"), st.sampled_from(ZONES)),
        ),
        max_size=8,
    )
)
def test_invariant_11_nothing_one_does_about_a_dispute_deletes_a_version(study, cast, steps) -> None:
    Dispute.objects.filter(retrospective=study).delete()
    Entry.everything.filter(retrospective=study).delete()
    sides = [builders.entry(study, text, created_by=cast.ana) for text in ("At six.", "At seven.")]
    graph = Side("At nine.", "the graph")
    dispute = open_dispute(study, by=cast.ana, question="When?", entries=sides, versions=[graph])
    told = {"At six.", "At seven.", "At nine."}
    for step, words in steps:
        if step == "version":
            add_version(dispute, Side(words, "somebody"), by=cast.bo)
            told.add(words)
        elif step == "explain":
            explain_dispute(dispute, explanation=words, by=cast.ana)
        elif step == "stand":
            let_stand(dispute, by=cast.ana)
        elif step == "zone":
            set_study_zone(study, words, by=cast.bo)
        else:
            with pytest.raises(Refusal):
                remove_entry(sides[0], by=cast.ana)
    kept = set(Version.objects.filter(dispute=dispute).values_list("text", flat=True))
    kept |= set(dispute.entries.values_list("text", flat=True))
    assert kept == told
