"""Rows are kept while the journal has nothing new, and not a step longer; what people tell is never kept."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from django.urls import reverse
from tests import builders
from tests.builders import NOON

from secondstory.timeline import kept
from secondstory.timeline.actions.add_entry import add_entry
from secondstory.timeline.actions.change_entry import change_entry
from secondstory.timeline.actions.decide import Decided, save_decision_point, take_out_decision_point
from secondstory.timeline.actions.know import forget_awareness, know_at_once
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.actions.told import Told
from secondstory.timeline.kept import rows_of

TOLD = Told(at=NOON, text="Replication stops.")
DECIDED = Decided(at=NOON, choice="Wait for it.", role_label="on-call engineer")


@pytest.fixture(autouse=True)
def keep_no_rows(monkeypatch) -> None:
    """Here they are kept, as they are outside of tests."""
    monkeypatch.setattr(kept, "MOST", 2)
    monkeypatch.setattr(kept, "_kept", kept._kept.copy())


@pytest.fixture
def bo(study, cast):
    return study.participants.get(person=cast.bo)


def page(client, study) -> str:
    where = reverse("timeline-then", args=[study.pk])
    return unescape(client.get(where, {"at": "2026-03-03T12:00Z"}).content.decode())


def test_while_nothing_is_new_it_takes_one_statement(study, cast, django_assert_num_queries) -> None:
    add_entry(study, TOLD, by=cast.bo)
    first = rows_of(study)
    with django_assert_num_queries(1):
        assert rows_of(study) is first


def test_every_write_is_seen_with_the_next_look(study, bo, cast, as_ana) -> None:
    entry = add_entry(study, TOLD, by=cast.bo)
    assert "Replication stops." not in page(as_ana, study)
    know_at_once(entry, [bo], by=cast.bo)
    assert "Replication stops." in page(as_ana, study)
    change_entry(entry, replace(TOLD, text="It stops."), by=cast.bo)
    assert "Replication stops." not in page(as_ana, study)
    assert "It stops." in page(as_ana, study)
    forget_awareness(entry, bo, by=cast.bo)
    assert "It stops." not in page(as_ana, study)
    know_at_once(entry, [bo], by=cast.bo)
    decision = save_decision_point(study, DECIDED, by=cast.bo)
    assert "Wait for it." in page(as_ana, study)
    take_out_decision_point(decision, by=cast.bo)
    remove_entry(entry, by=cast.bo)
    assert "Wait for it." not in page(as_ana, study)
    assert "It stops." not in page(as_ana, study)


def test_a_person_who_is_shown_otherwise_is_shown_so_at_once(study, bo, cast, as_ana) -> None:
    save_decision_point(study, DECIDED, by=cast.bo)
    assert "Wait for it." in page(as_ana, study)
    study.participants.filter(pk=bo.pk).update(role_label="engineer at home")
    assert "Wait for it." not in page(as_ana, study)


def test_what_people_tell_is_never_kept(study, cast) -> None:
    add_entry(study, TOLD, by=cast.bo)
    assert not [name for name in kept.Rows.__dataclass_fields__ if "tell" in name]
    assert rows_of(study).views == {}


def test_no_more_studies_are_kept_than_promised(study, cast) -> None:
    for _ in range(4):
        rows_of(builders.study(cast.ana))
    assert len(kept._kept) == 2
