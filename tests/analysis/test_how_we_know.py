"""Many kinds of evidence of ordinary work stand beside a work note, each with its day and who was there in roles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.how_we_know import MOST, add_way, remove_way
from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.analysis.models import HowWeKnow, WorkNote
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-003-09")
TOLD = {
    "day": date(2026, 3, 2),
    "who": "engineer on call",
    "says": "It took an hour.",
    "url": "https://example.org/log",
}


@pytest.fixture
def note(cast: Cast) -> WorkNote:
    return tell_work_note("Taking uploads in", "By hand, at night", by=cast.ana)


@pytest.mark.parametrize("kind", HowWeKnow.Kind.values)
def test_each_kind_stands_with_its_day_and_roles(cast: Cast, note, kind):
    way = add_way(note, kind, by=cast.ana, **TOLD)
    assert add_way(note, kind, by=cast.ana, **TOLD) == way
    kept = note.ways.get()
    assert {name: getattr(kept, name) for name in TOLD} == TOLD
    assert Event.objects.filter(kind="work_note.changed", by=cast.ana).count() == 1


def test_a_note_carries_several(cast: Cast, note):
    add_way(note, "drill", by=cast.ana)
    add_way(note, "log", by=cast.ana)
    assert [one.kind for one in note.ways.all()] == ["drill", "log"]
    remove_way(note.ways.first(), by=cast.ana)
    assert [one.kind for one in note.ways.all()] == ["log"]


def test_whoever_told_the_note_says_it_and_nobody_else(cast: Cast, note):
    own = add_way(note, "drill", by=cast.ana)
    hidden = tell_work_note("A team's own", "So.", by=cast.ana, audience="team", team=cast.storage)
    for other, there, refusal in ((cast.bo, note, NotAllowed), (cast.cy, hidden, NotFound)):
        with pytest.raises(refusal):
            add_way(there, "log", by=other)
    with pytest.raises(NotAllowed):
        remove_way(own, by=cast.bo)
    assert HowWeKnow.objects.get() == own


def test_of_a_note_without_a_name_no_row_names_anybody(cast: Cast):
    study = builders.study(cast.cy)
    builders.role(study, cast.ana)
    builders.role(study, cast.bo, "analyst")
    note = tell_work_note("At night", "By hand", by=cast.bo, study=study, anonymous=True)
    with pytest.raises(NotAllowed):
        add_way(note, "log", by=cast.bo)
    assert add_way(note, "log", by=cast.ana).created_by is None


def test_what_cannot_be_is_refused(cast: Cast, note):
    for field, told in {
        "kind": {"kind": "rumor"},
        "day": {"day": timezone.localdate() + timedelta(days=1)},
        "url": {"url": "javascript:alert(1)"},
        "who": {"who": "x" * 201},
    }.items():
        with pytest.raises(Refusal) as refused:
            add_way(note, **{"kind": "log", **told}, by=cast.ana)
        assert refused.value.field == field
    for number in range(MOST):
        add_way(note, "log", by=cast.ana, says=str(number))
    with pytest.raises(Refusal):
        add_way(note, "log", by=cast.ana, says="one more")


def test_it_goes_with_its_note(cast: Cast, note):
    add_way(note, "log", by=cast.ana)
    note.delete()
    assert not HowWeKnow.objects.exists()


def test_on_pages_it_is_said_and_taken_out(as_ana, as_bo, as_cy, note):
    ways = f"/work/{note.pk}/ways/"
    told = {"kind": "walk_through", **TOLD, "day": "2026-03-02"}
    assert as_bo.post(ways, told).status_code == 403
    again = as_ana.post(ways, {**told, "url": "ftp:nowhere"})
    assert again.status_code == 422
    assert "It took an hour." in again.text
    assert as_ana.post(ways, told).url == f"/work/{note.pk}/#ways"
    page = as_cy.get(f"/work/{note.pk}/").text
    assert "A walk-through" in page
    assert "engineer on call" in page
    assert 'href="https://example.org/log"' in page
    assert "Take it out" not in page
    way = note.ways.get()
    assert as_cy.post(f"{ways}{way.pk}/removal/").status_code == 403
    assert as_ana.post(f"{ways}{way.pk}/removal/").status_code == 302
    assert as_ana.post(f"{ways}{way.pk}/removal/").status_code == 404
