"""A graph becomes a reference whose points stay; a server is only asked when the installation lists it."""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from tests import builders
from tests.builders import NOON
from tests.evidence.site import says, site

from secondstory.evidence.actions.keep_series import keep_series
from secondstory.people.refusals import NotFound, Refusal
from secondstory.timeline.actions.add_graph import add_graph, ask_prometheus
from secondstory.timeline.actions.references import add_reference
from secondstory.timeline.models import Reference

TABLE = "Time,lag\n2017-01-31T23:27Z,1\n2017-01-31T23:28Z,3.5\n"
LATER = NOON + timedelta(hours=2)
ANSWER = json.dumps(
    {
        "status": "success",
        "data": {"resultType": "matrix", "result": [{"metric": {}, "values": [[NOON.timestamp(), "1"]]}]},
    }
).encode()


def test_its_points_stand_in_the_list_of_references(study, cast) -> None:
    reference = add_graph(study, TABLE, by=cast.bo, title="Lag of db2", url="https://grafana.example.org/d/1")
    assert (reference.kind, reference.title, reference.series.source) == ("graph", "Lag of db2", "csv")


def test_twice_is_one_reference(study, cast) -> None:
    assert add_graph(study, TABLE, by=cast.bo, title="Lag") == add_graph(study, TABLE, by=cast.ana, title="Lag")


def test_a_known_address_gets_the_points_that_it_lacked(study, cast) -> None:
    known = add_reference(study, by=cast.ana, url="https://grafana.example.org/d/1")
    assert add_graph(study, TABLE, by=cast.bo, title="Lag", url=known.url) == known
    assert Reference.objects.get().series


def test_points_of_another_study_are_not_referred_to(study, cast) -> None:
    other = builders.study(cast.ana)
    builders.role(other, cast.ana)
    with pytest.raises(Refusal, match="another study"):
        add_reference(study, by=cast.ana, series=keep_series(other, TABLE, by=cast.ana, title="Lag"))


def test_a_stranger_learns_nothing(study, cast, settings) -> None:
    settings.PROMETHEUS = ["http://prometheus:9090"]
    with pytest.raises(NotFound):
        add_graph(study, TABLE, by=cast.cy, title="Lag")
    with pytest.raises(NotFound):
        ask_prometheus(study, "http://prometheus:9090", "up", since=NOON, until=LATER, by=cast.cy)


def test_a_listed_server_is_asked_for_the_range(study, cast, settings) -> None:
    with site() as server:
        settings.PROMETHEUS = [server.url("").rstrip("/")]

        def answer(asked) -> None:
            said = parse_qs(urlsplit(asked.path).query)
            assert (said["query"], said["step"]) == (["up"], ["29"])
            says(ANSWER)(asked)

        class Any(dict):
            def get(self, path, default=None):
                return answer if path.startswith("/api/v1/query_range?") else default

        server.pages = Any()
        text = ask_prometheus(study, settings.PROMETHEUS[0], "up", since=NOON, until=LATER, by=cast.bo)
    assert add_graph(study, text, by=cast.bo, title="Up", query="up").series.source == "prometheus"


@pytest.mark.parametrize(
    ("server", "query", "until", "field"),
    [
        ("http://169.254.169.254", "up", LATER, "server"),
        ("http://prometheus:9090/../..", "up", LATER, "server"),
        ("http://prometheus.invalid:9090", " ", LATER, "query"),
        ("http://prometheus.invalid:9090", "up", NOON, "until"),
        ("http://prometheus.invalid:9090", "up", LATER, "server"),
    ],
)
def test_nothing_else_is_asked(study, cast, settings, server, query, until, field) -> None:
    settings.PROMETHEUS = ["http://prometheus.invalid:9090"]
    with pytest.raises(Refusal) as refused:
        ask_prometheus(study, server, query, since=NOON, until=until, by=cast.bo)
    assert refused.value.field == field
