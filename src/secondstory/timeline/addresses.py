"""What an address in a timeline most likely leads to, and how to call it. A guess a person can correct."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from secondstory.ui.text import shorten

LONGEST_TITLE = 120
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"//[\w.-]*slack\.com/archives/|//[\w.-]*(?:chat\.google|discord)\.com/|/mattermost/", re.I), "chat"),
    (re.compile(r"/(?:commit|pull|merge_requests|changeset)s?/", re.I), "commit"),
    (re.compile(r"/(?:issues?|browse|tickets?)/[\w-]*\d", re.I), "ticket"),
    (re.compile(r"grafana|/dashboards?/|datadoghq|/d-solo/|kibana.*#/dashboard", re.I), "graph"),
    (re.compile(r"pagerduty|opsgenie|/alerts?/", re.I), "alert"),
    (re.compile(r"kibana|/logs?/|splunk|papertrail", re.I), "log"),
    (re.compile(r"//(?:docs|drive)\.google\.com/|\.pdf$", re.I), "document"),
)


def kind_of(url: str) -> str:
    return next((kind for pattern, kind in _KINDS if pattern.search(url)), "web_page")


def title_of(url: str) -> str:
    """Host and path without what only machines read."""
    parts = urlsplit(url)
    return (
        shorten(unquote(f"{(parts.hostname or '').removeprefix('www.')}{parts.path}").rstrip("/"), LONGEST_TITLE) or url
    )
