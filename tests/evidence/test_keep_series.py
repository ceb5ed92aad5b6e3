"""Measured points are kept whole, once, in their study, and given back as a table."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from secondstory.evidence.actions.keep_series import keep_series
from secondstory.evidence.models import Series
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal

TABLE = "Time,=lag\n2017-01-31T23:27Z,1\n2017-01-31T23:28Z,\n2017-01-31T23:29Z,3.5\n"


@pytest.fixture
def series(study, cast) -> Series:
    return keep_series(study, TABLE, by=cast.bo, title="Lag of db2", unit="s")


def test_every_point_is_kept(series) -> None:
    assert series.points == [
        {"name": "=lag", "points": [[1485905220.0, 1.0], [1485905280.0, None], [1485905340.0, 3.5]]}
    ]
    assert (series.source, series.unit) == ("csv", "s")


def test_twice_is_once_and_the_journal_knows(series, study, cast) -> None:
    assert keep_series(study, TABLE, by=cast.ana, title="Lag of db2") == series
    event = Event.objects.get(kind="series.kept")
    assert (event.by, event.facts["points"], event.facts["source"]) == (cast.bo, 3, "csv")


def test_another_measurement_under_the_same_title_stands_beside_it(series, study, cast) -> None:
    assert keep_series(study, TABLE + "2017-01-31T23:30Z,4\n", by=cast.bo, title="Lag of db2") != series


def test_points_typed_by_hand_say_so(study, cast) -> None:
    assert keep_series(study, TABLE, by=cast.bo, title="Lag", source="manual").source == "manual"


def test_a_stranger_learns_nothing(study, series, cast, as_cy) -> None:
    with pytest.raises(NotFound):
        keep_series(study, TABLE, by=cast.cy, title="Lag")
    assert as_cy.get(reverse("series", args=[series.pk])).status_code == 404


@pytest.mark.parametrize(
    ("text", "told", "field"),
    [
        (TABLE, {"title": ""}, "title"),
        (TABLE, {"title": "Lag", "zone": "Mars"}, "zone"),
        (TABLE, {"title": "Lag", "source": "rumor"}, "source"),
        (TABLE, {"title": "Lag", "unit": "x" * 41}, "unit"),
        ("", {"title": "Lag"}, "text"),
        ("Time,lag\n2017-01-31 23:27,1\n", {"title": "Lag"}, "zone"),
        ('{"status":"error","error":"no"}', {"title": "Lag"}, "text"),
    ],
)
def test_what_cannot_be_kept_is_asked_for_again(study, cast, text, told, field) -> None:
    with pytest.raises(Refusal) as refused:
        keep_series(study, text, by=cast.bo, **told)
    assert refused.value.field == field
    assert not Series.objects.exists()


def test_the_sketch_is_small_and_the_whole_is_whole(study, cast) -> None:
    values = [[1_485_905_220 + at, str(at % 97)] for at in range(40_000)]
    answer = {"status": "success", "data": {"resultType": "matrix", "result": [{"metric": {}, "values": values}]}}
    series = keep_series(study, json.dumps(answer), by=cast.bo, title="Requests")
    assert len(series.whole[0].points) == 40_000
    assert len(series.drawn[0].points) < 3000


def test_its_table_runs_nothing_in_a_spreadsheet(series, as_bo) -> None:
    answer = as_bo.get(reverse("series", args=[series.pk]))
    rows = answer.content.decode().splitlines()
    assert rows[:3] == ["time,line,value", "2017-01-31T23:27:00+00:00,'=lag,1.0", "2017-01-31T23:28:00+00:00,'=lag,"]
    assert answer["Content-Disposition"] == 'attachment; filename="Lag of db2.csv"'
