from __future__ import annotations

import pytest

from secondstory.timeline.addresses import kind_of, title_of


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://team.slack.com/archives/C01/p1485905220000100", "chat"),
        ("https://github.com/some/where/pull/12", "commit"),
        ("https://gitlab.com/some/where/merge_requests/3", "commit"),
        ("https://gitlab.com/some/where/issues/1094", "ticket"),
        ("https://grafana.example.org/d/abc", "graph"),
        ("https://example.org/story", "web_page"),
    ],
)
def test_an_address_tells_what_it_leads_to(url: str, kind: str) -> None:
    assert kind_of(url) == kind


def test_its_title_is_what_a_person_reads_of_it() -> None:
    assert title_of("https://www.example.org/a%20story/?utm=1#x") == "example.org/a story"


def test_a_long_one_is_cut() -> None:
    assert len(title_of("https://example.org/" + "a/" * 400)) <= 120
