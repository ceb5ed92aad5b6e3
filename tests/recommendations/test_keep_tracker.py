"""A ticket in the team's tracker is opened from a recommendation, and nothing leaves but its own words."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, Refusal
from secondstory.recommendations.actions.keep_tracker import keep_tracker
from secondstory.recommendations.models import Recommendation, Tracker
from secondstory.recommendations.trackers import LONGEST, Ticket, check_address, filled

GITHUB = "https://github.com/storage/standby/issues/new"
JIRA = "https://storage.atlassian.net/secure/CreateIssueDetails!init.jspa?pid=10000&issuetype=10001"
FORMS = {
    "github": (GITHUB, "title", "body"),
    "gitlab": ("https://gitlab.com/storage/standby/-/issues/new", "issue[title]", "issue[description]"),
    "jira": (JIRA, "summary", "description"),
    "linear": ("https://linear.app/storage/team/STO/new", "title", "description"),
    "other": ("https://tracker.example:8443/new?kind=task&what={title}&words={text}&see={link}", "what", "words"),
}
LINK = "https://secondstory.example/recommendations/1/"


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, "A study with its own words", team=cast.storage, work_open_to="team")
    builders.role(study, cast.ana)
    return study


@pytest.fixture
def planned(study, cast) -> Recommendation:
    return builders.recommendation(
        study, "An alarm & a <lamp>", status="planned", owner=cast.ana, why='It said "green".\nNobody looked?'
    )


def offered(client, it) -> str:
    page = client.get(reverse("recommendation", args=[it.pk])).content.decode()
    link = re.search(r'<a href="([^"]+)" target="_blank" rel="noopener noreferrer">Open a ticket', page)
    return unescape(link[1]) if link else ""


@pytest.mark.requirement("R-004-62")
@pytest.mark.parametrize("kind", FORMS)
def test_it_opens_the_form_of_each_tracker_filled_in(planned, cast, as_ana, kind):
    address, title, text = FORMS[kind]
    assert offered(as_ana, planned) == ""
    keep_tracker(cast.storage, kind, address, by=cast.bo)
    parts = urlsplit(offered(as_ana, planned))
    assert f"https://{parts.netloc}{parts.path}" == address.partition("?")[0]
    told = parse_qs(parts.query)
    assert told[title] == [planned.title]
    (words,) = told[text]
    assert words.startswith('It said "green".\nNobody looked?\n\nDone when: Seen on each host in a drill.')
    assert reverse("recommendation", args=[planned.pk]) in (told["see"][0] if kind == "other" else words)
    assert "A study with its own words" not in parts.query
    assert {"pid", "issuetype"} <= told.keys() or kind != "jira"


def test_the_owning_team_goes_before_the_team_of_the_study(study, cast, as_ana):
    keep_tracker(cast.storage, "github", GITHUB, by=cast.ana)
    keep_tracker(cast.billing, "linear", FORMS["linear"][0], by=cast.cy)
    it = builders.recommendation(study, status="planned", owner_team=cast.billing)
    assert offered(as_ana, it).startswith("https://linear.app/")


def test_where_a_ticket_is_kept_or_one_only_reads_nothing_is_offered(planned, study, cast, as_ana, as_bo):
    keep_tracker(cast.storage, "github", GITHUB, by=cast.ana)
    assert offered(as_bo, planned) == ""
    planned.ticket_url = "https://github.com/storage/standby/issues/7"
    planned.save()
    assert offered(as_ana, planned) == ""


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("github", "http://github.com/a/b/issues/new"),
        ("github", "javascript:alert(1)//github.com"),
        ("github", "https://"),
        ("github", "https://[::1"),
        ("github", "https://ana@github.com/a"),
        ("github", "https://github.com\\@elsewhere.example/"),
        ("github", "https://github.com/a b"),
        ("github", "https://github.com/a#b"),
        ("github", "https://github.com/new?title={title}"),
        ("jira", "https://storage.atlassian.net/"),
        ("other", "https://tracker.example/new"),
        ("other", "https://{title}/new?x={title}"),
        ("other", "https://tracker.example/{title}?x={title}"),
        ("unknown", GITHUB),
        ("github", "https://github.com/" + "x" * 1000),
    ],
)
def test_another_address_is_refused_with_a_sentence(cast, kind, address):
    with pytest.raises(Refusal):
        keep_tracker(cast.storage, kind, address, by=cast.ana)
    assert not Tracker.objects.exists()


@given(
    st.builds(Ticket, *[st.text(max_size=most) for most in (300, 4000, 1000)], st.just(LINK)), st.sampled_from([*FORMS])
)
def test_whatever_the_words_are_the_host_stays_and_the_address_is_not_too_long(ticket, kind):
    address, title, text = FORMS[kind]
    made = filled(kind, check_address(kind, address), ticket)
    assert made.startswith(address.partition("?")[0] + "?")
    assert re.fullmatch(r"[!-~]+", made)
    assert not re.search(r"[\"'<>\\]", made)
    assert len(made) <= LONGEST
    told = parse_qs(urlsplit(made).query, keep_blank_values=True)
    assert set(told) == {title, text} | set(parse_qs(urlsplit(address).query))
    assert LINK in (told["see"] if kind == "other" else told[text])[0]


def test_its_own_people_keep_it_on_a_page_reached_from_the_team(cast, as_bo, as_cy, stranger):
    address = reverse("team-tracker", args=["storage"])
    assert address in as_bo.get(reverse("team", args=["storage"])).content.decode()
    assert address not in as_cy.get(reverse("team", args=["storage"])).content.decode()
    form = as_bo.get(address).content.decode()
    seen = re.search(r'name="meant" value="([^"]*)"', form)
    told = {"kind": "github", "address": GITHUB, **({"meant": seen[1]} if seen else {})}
    assert as_cy.get(address).status_code == 403
    assert as_cy.post(address, told).status_code == 403
    assert stranger.get(address).status_code == 302
    odd = as_bo.post(address, {**told, "address": "http://x"})
    assert odd.status_code == 422
    assert "https://" in odd.content.decode()
    assert as_bo.post(address, told).status_code == 302
    assert Tracker.objects.get().address == GITHUB
    assert as_bo.get(reverse("team-tracker", args=["nobody"])).status_code == 404


def test_twice_is_once_and_an_empty_one_takes_it_away(cast):
    for _ in range(2):
        keep_tracker(cast.storage, "github", GITHUB, by=cast.ana)
    assert Event.objects.filter(kind="team.tracker_kept").count() == 1
    keep_tracker(cast.storage, "jira", JIRA, by=cast.bo)
    assert Tracker.objects.get().kind == "jira"
    with pytest.raises(NotAllowed):
        keep_tracker(cast.storage, "github", GITHUB, by=cast.cy)
    for _ in range(2):
        keep_tracker(cast.storage, "github", "", by=cast.ana)
    assert not Tracker.objects.exists()
    assert Event.objects.filter(kind="team.tracker_kept").count() == 3


def test_an_address_that_runs_something_is_never_a_link(planned, as_ana):
    Recommendation.objects.filter(pk=planned.pk).update(ticket_url="javascript:alert(1)")
    assert 'href="javascript' not in as_ana.get(reverse("recommendation", args=[planned.pk])).content.decode()
