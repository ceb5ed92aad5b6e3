"""The journal: append-only, gapless, in the transaction of the change, without a word anybody typed."""

import pytest
from django.db import DatabaseError, transaction

from secondstory.journal import listeners
from secondstory.journal.actions import action, record
from secondstory.journal.facts import ProseInJournal
from secondstory.journal.models import Counter, Event


@action
def happen(person, *, break_after=False, **facts):
    event = record("person.changed", about=person, by=person, **facts)
    if break_after:
        raise RuntimeError("something after the record")
    return event


def test_it_records_in_order_without_a_gap(cast):
    assert [happen(cast.ana).seq for _ in range(3)] == [1, 2, 3]


def test_what_is_rolled_back_leaves_no_gap(cast):
    happen(cast.ana)
    with pytest.raises(RuntimeError):
        happen(cast.ana, break_after=True)
    assert happen(cast.ana).seq == 2
    assert Counter.objects.get().last == Event.objects.count() == 2


def test_it_takes_no_prose(cast):
    with pytest.raises(ProseInJournal):
        happen(cast.ana, text="what somebody wrote")
    assert not Event.objects.exists()


def test_it_knows_declared_kinds_only(cast):
    with pytest.raises(LookupError):
        action(lambda: record("never.declared", about=cast.ana, by=None))()


def test_it_belongs_inside_an_action(cast):
    with pytest.raises(RuntimeError, match="inside an @action"):
        record("person.changed", about=cast.ana, by=cast.ana)


@pytest.mark.parametrize("change", [lambda q: q.update(kind="other"), lambda q: q.delete()])
def test_nobody_changes_or_removes_an_event_not_even_with_the_database(cast, change):
    happen(cast.ana)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(Event.objects.all())
    assert Event.objects.get().kind == "person.changed"


def test_listeners_hear_after_the_commit_and_their_trouble_is_theirs(
    cast, django_capture_on_commit_callbacks, monkeypatch, caplog
):
    heard = []

    def stumbles(event):
        raise ValueError("secret words")

    monkeypatch.setattr(listeners, "_listeners", [])
    listeners.listen("person.changed", stumbles)
    listeners.listen("*", lambda event: heard.append(event.seq))
    with django_capture_on_commit_callbacks(execute=True):
        happen(cast.ana)
        assert heard == []
    assert heard == [1]
    assert "secret words" not in caplog.text
