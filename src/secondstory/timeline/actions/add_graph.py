"""A graph as a reference that outlives its source: its points are kept, pasted or asked of a Prometheus server."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from secondstory.evidence.actions.keep_series import keep_series
from secondstory.evidence.outside.addresses import NotFetched, Rules
from secondstory.evidence.outside.fetch import fetch
from secondstory.evidence.series.points import MOST_TEXT
from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.timeline.actions.references import add_reference
from secondstory.timeline.models import Reference, ReferenceKind

SECONDS = 10.0
FEW_STEPS = 250


@action
def add_graph(study: Retrospective, text: str, *, by: Person, url: str = "", **told: Any) -> Reference:
    """Keep the points in ``text`` and refer to them. ``told`` is what ``keep_series`` takes: title, query, unit, zone."""
    series = keep_series(study, text, by=by, **told)
    return add_reference(study, by=by, title=series.title, url=url, kind=ReferenceKind.GRAPH.value, series=series)


def ask_prometheus(
    study: Retrospective, server: str, query: str, *, since: datetime, until: datetime, by: Person
) -> str:
    """What a server of this installation's list answers for the range; for ``add_graph``."""
    check_can_contribute(study, by)
    if server not in settings.PROMETHEUS:
        raise Refusal("Choose one of the servers in the list.", code="unknown_server", field="server")
    if not query.strip():
        raise Refusal("Write the query, as you would in Prometheus.", code="empty", field="query")
    if until <= since:
        raise Refusal("The range ends before it begins. Turn its two times around.", code="no_range", field="until")
    step = max(round((until - since).total_seconds() / FEW_STEPS), 1)
    asked = {"query": query.strip(), "start": since.timestamp(), "end": until.timestamp(), "step": step}
    url = f"{server}/api/v1/query_range?{urlencode(asked)}"
    host = server.split("://", 1)[-1].split("/", 1)[0].lower()
    try:
        got = fetch(url, rules=Rules(frozenset({host})), most=MOST_TEXT, seconds=SECONDS)
    except NotFetched as trouble:
        raise Refusal(
            f"Prometheus was not reached. {trouble.sentence} Its answer can be pasted as well.",
            code=trouble.code,
            field="server",
        ) from None
    return got.content.decode("utf-8", "replace")
