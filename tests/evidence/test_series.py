"""Points are read from what people can copy, within bounds, and every refusal says what would do instead."""

from __future__ import annotations

import json
from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.evidence.series.points import MOST_POINTS, Line, Unreadable, thin, with_gaps
from secondstory.evidence.series.read import read_points

T = 1_485_905_220
UTC = ZoneInfo("UTC")


def prometheus(*values, **metric) -> str:
    line = {"metric": {"__name__": "lag", **metric}, "values": list(values)}
    return json.dumps({"status": "success", "data": {"resultType": "matrix", "result": [line]}})


def test_an_answer_of_prometheus() -> None:
    read = read_points(prometheus([T, "0.5"], [T + 15, "1e3"], instance="db2"))
    assert read.source == "prometheus"
    assert read.lines == (Line('lag{instance="db2"}', ((T, 0.5), (T + 15, 1000.0))),)


def test_what_is_no_number_is_a_gap() -> None:
    read = read_points(prometheus([T, "NaN"], [T + 15, "+Inf"], [T + 30, "-Inf"], [T + 45, "2"]))
    assert [value for _, value in read.lines[0].points] == [None, None, None, 2.0]


def test_nan_as_a_bare_word_is_a_gap_as_well() -> None:
    text = prometheus([T, "1"], [T + 15, "@"]).replace('"@"', "NaN")
    assert read_points(text).lines[0].points[1] == (T + 15, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "{",
        "[" * 100_000,
        '{"a": ' + "9" * 5000 + "}",
        "[]",
        "{}",
        '{"status":"error","error":"bad query"}',
        '{"status":"success","data":null}',
        '{"status":"success","data":{"resultType":"vector","result":[]}}',
        '{"status":"success","data":{"resultType":"matrix","result":{}}}',
        '{"status":"success","data":{"resultType":"matrix","result":[]}}',
        '{"status":"success","data":{"resultType":"matrix","result":[7]}}',
        '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{}}]}}',
        prometheus(),
        prometheus([T]),
        prometheus([T, "1", "2"]),
        prometheus([T, {}]),
        prometheus([T, "many"]),
        prometheus(["soon", "1"]),
        prometheus([-5, "1"]),
        prometheus([T * 1000, "1"]),
        prometheus([None, "1"]),
        prometheus([True, "1"]),
        prometheus([T, "NaN"]),
        '{"frames":[{"schema":{"fields":[{"type":"time"}]},"data":{"values":[]}}]}',
        '{"frames":[{"schema":{"fields":[{"type":"number"}]},"data":{"values":[[1]]}}]}',
        '{"frames":[{"schema":{"fields":[{"type":"time"},{"type":"number"}]},"data":{"values":[[1,2],[1]]}}]}',
        '[{"target":"a","datapoints":[[1]]}]',
        '[{"target":"a","datapoints":7}]',
        "Time,lag",
        "just words",
        "Time\n2017-01-31 23:27\n",
        "Time,lag\nyesterday,1\n",
        "Time,lag\n2017-02-30 10:00Z,1\n",
        "Time,lag\n2017-01-31T23:27Z,plenty of it\n",
    ],
)
def test_what_holds_no_points_is_refused_in_words(text) -> None:
    with pytest.raises(Unreadable) as refused:
        read_points(text, UTC)
    assert refused.value.sentence.endswith(".") or "Prometheus answered" in refused.value.sentence
    assert len(refused.value.sentence) < 400


def test_a_million_points_are_refused_with_a_way_out() -> None:
    text = prometheus(*([T + at, "1"] for at in range(MOST_POINTS + 1)))
    with pytest.raises(Unreadable, match="longer step"):
        read_points(text)
    with pytest.raises(Unreadable, match="longer step"):
        read_points(" " * 9_000_000)


def test_too_many_lines_to_tell_apart_are_refused() -> None:
    lines = [{"metric": {"n": str(n)}, "values": [[T, "1"]]} for n in range(21)]
    with pytest.raises(Unreadable, match="Narrow the query"):
        read_points(json.dumps({"status": "success", "data": {"resultType": "matrix", "result": lines}}))


FRAME = {
    "schema": {"name": "lag", "fields": [{"name": "Time", "type": "time"}, {"type": "number", "labels": {"instance": "db2"}}]},
    "data": {"values": [[T * 1000, T * 1000 + 500], [1, None]]},
}  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        [FRAME],
        {"frames": [FRAME]},
        {"results": {"A": {"frames": [FRAME]}}},
        [{"fields": [{"name": "Time", "type": "time", "values": [T * 1000, T * 1000 + 500]},
                     {"name": "Value", "type": "number", "labels": {"instance": "db2"}, "values": [1, None]}]}],
    ],
)  # fmt: skip
def test_the_data_of_a_grafana_panel(data) -> None:
    read = read_points(json.dumps(data))
    assert read.source == "grafana"
    assert read.lines == (Line('{instance="db2"}', ((T, 1.0), (T + 0.5, None))),)


def test_targets_with_datapoints() -> None:
    read = read_points(json.dumps([{"target": "lag", "datapoints": [[2, T * 1000], [None, T * 1000 + 1000]]}]))
    assert read.lines == (Line("lag", ((T, 2.0), (T + 1, None))),)


def test_a_table_of_grafana() -> None:
    text = '\ufeffsep=,\r\n"Time","db1","db2"\r\n2017-01-31 23:27:00,1,0.5 s\r\n2017-01-31 23:28:00,,null\r\n'
    read = read_points(text, UTC)
    assert read.lines == (Line("db1", ((T, 1.0), (T + 60, None))), Line("db2", ((T, 0.5), (T + 60, None))))


def test_a_table_typed_by_hand() -> None:
    assert read_points("2017-01-31T23:27Z\t14\n2017-01-31T23:28Z\t15").lines[0].points == ((T, 14.0), (T + 60, 15.0))


def test_epoch_seconds_and_milliseconds_are_told_apart() -> None:
    assert read_points(f"t;v\n{T};1\n{T * 1000 + 60_000};2").lines[0].points == ((T, 1.0), (T + 60, 2.0))


def test_a_zone_that_nobody_told_is_asked_about() -> None:
    with pytest.raises(Unreadable) as refused:
        read_points("Time,lag\n2017-01-31 23:27,1\n")
    assert (refused.value.field, refused.value.code) == ("zone", "zone_needed")
    assert read_points("Time,lag\n2017-02-01 00:27,1\n", ZoneInfo("Europe/Amsterdam")).lines[0].points == ((T, 1.0),)


def test_a_time_the_clocks_skipped_is_told() -> None:
    with pytest.raises(Unreadable, match="skipped"):
        read_points("Time,lag\n2017-03-26 02:30,1\n", ZoneInfo("Europe/Amsterdam"))


values = st.one_of(st.none(), st.floats(-1e12, 1e12))


@given(st.lists(values, min_size=1, max_size=150))
def test_thinning_keeps_the_lowest_and_the_highest(told) -> None:
    line = Line("x", tuple((float(at), value) for at, value in enumerate(told)))
    there = [value for _, value in thin(line, 5).points if value is not None]
    real = [value for value in told if value is not None]
    assert len(thin(line, 5).points) <= 20
    assert (min(there, default=None), max(there, default=None)) == (min(real, default=None), max(real, default=None))


def test_a_sample_left_out_of_a_regular_range_is_a_gap() -> None:
    line = Line("x", tuple((float(at), 1.0) for at in (0, 15, 30, 45, 60, 75, 300, 315, 330, 345, 360)))
    assert [value for _, value in with_gaps(line).points].count(None) == 1


def test_hand_typed_moments_have_no_gap() -> None:
    line = Line("x", ((0.0, 1.0), (60.0, 2.0), (3600.0, 3.0)))
    assert with_gaps(line) == line


@given(st.text(max_size=200))
def test_any_text_is_points_or_a_refusal(text) -> None:
    with suppress(Unreadable):  # another exception is not
        assert read_points(text, UTC).count
