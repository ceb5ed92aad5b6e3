"""Issues of the newsletter: gathered by editors, sent on their day, and of each what its reader may read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests import builders

from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.concepts.cards import cards
from secondstory.journal.models import Event
from secondstory.newsletter.actions import gather_issue as gathering
from secondstory.newsletter.actions.keep_newsletter import let_editor_go, name_editor, set_rhythm, sign_off, sign_up
from secondstory.newsletter.actions.publish_issue import publish_due
from secondstory.newsletter.models import Issue, IssueItem, SignUp
from secondstory.newsletter.rhythm import next_after
from secondstory.notify.models import Message
from secondstory.notify.post import send
from secondstory.people.models import Organization, Person
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.publishing.home import home_of

TUESDAY = date(2026, 12, 1)


@pytest.fixture
def editor(cast):
    """Ana, whom a steward asked."""
    dee = Person.objects.create(email="dee@example.org", display_name="Dee", password="!")
    builders.grant(dee, "steward")
    name_editor(cast.ana, by=dee)
    return cast.ana


@pytest.fixture
def text(cast):
    return builders.publication(cast.ana, "For everybody?", team=cast.storage)


@pytest.fixture
def closed(cast):
    return builders.publication(cast.ana, "For the team?", audience="team", team=cast.storage)


@pytest.fixture
def issue(cast, editor, text, closed):
    """With the two texts in it, ready for today."""
    made = gathering.begin_issue("What we learned", gathering.today(), by=editor)
    return gathering.make_ready(made, by=editor)


@pytest.mark.requirement("R-002-70")
@pytest.mark.requirement("R-002-69")
def test_on_its_day_each_who_signed_up_gets_what_they_may_read(cast, issue, mailoutbox):
    sign_up(by=cast.bo)
    sign_up(by=cast.cy)
    send()
    to = {mail.to[0]: mail for mail in mailoutbox}
    assert set(to) == {"bo@example.org", "cy@example.org"}
    assert "For the team?" in to["bo@example.org"].body
    assert "For everybody?" in to["cy@example.org"].body
    assert "For the team?" not in to["cy@example.org"].message().as_string()
    send()
    assert len(mailoutbox) == 2


@pytest.mark.requirement("R-002-69")
def test_before_its_day_nothing_leaves(cast, issue, editor, mailoutbox):
    sign_up(by=cast.cy)
    gathering.word_issue(issue, "Later", gathering.today() + timedelta(days=1), "", by=editor)
    send()
    assert not mailoutbox
    assert Issue.objects.get().state == "ready"


def test_the_day_is_the_organizations_own(cast, issue, editor):
    Organization.objects.update(zone="Pacific/Auckland")
    gathering.word_issue(issue, "Soon", TUESDAY, "", by=editor)
    assert publish_due(datetime(2026, 11, 30, 10, 59, tzinfo=UTC)) == 0
    assert publish_due(datetime(2026, 11, 30, 11, 1, tzinfo=UTC)) == 1


@pytest.mark.requirement("R-002-69")
def test_no_issue_leaves_empty(cast, editor, mailoutbox):
    made = gathering.begin_issue("Nothing yet", gathering.today(), by=editor)
    with pytest.raises(Refusal, match="nothing in it"):
        gathering.make_ready(made, by=editor)
    item = gathering.bring(made, f"idea:{next(iter(cards()))}", by=editor)
    gathering.make_ready(made, by=editor)
    gathering.leave_out(item, by=editor)
    assert publish_due() == 0


def test_whoever_can_read_nothing_of_it_gets_no_mail(cast, editor, closed, mailoutbox):
    sign_up(by=cast.cy)
    made = gathering.begin_issue("For the team", gathering.today(), by=editor)
    gathering.make_ready(made, by=editor)
    send()
    assert not mailoutbox
    assert Message.objects.get().state == "nothing"


def test_the_page_shows_each_reader_their_own_and_leaves_no_trace(cast, issue, as_bo, as_cy, stranger):
    publish_due()
    assert "For the team?" in as_bo.get("/newsletter/1/").content.decode()
    page = as_cy.get("/newsletter/1/").content.decode()
    assert "For everybody?" in page
    assert "For the team?" not in page
    assert page.count('<li class="plainlist__item') == 1
    assert stranger.get("/newsletter/1/").status_code == 302


def test_in_the_archive_a_withdrawn_text_shows_its_marker(cast, issue, text, as_cy):
    item = IssueItem.objects.get(publication=text)
    IssueItem.objects.filter(pk=item.pk).update(words="zebrafish")
    publish_due()
    withdraw(text, by=cast.ana)
    page = as_cy.get("/newsletter/1/").content.decode()
    assert "A text that was withdrawn" in page
    assert "For everybody?" not in page
    assert "zebrafish" not in page


def test_what_was_sent_stays(cast, issue, editor):
    publish_due()
    found = Issue.objects.get()
    for change in (
        lambda: gathering.word_issue(found, "Else", TUESDAY, "", by=editor),
        lambda: gathering.leave_out(IssueItem.objects.first(), by=editor),
        lambda: gathering.take_back(found, by=editor),
        lambda: gathering.remove_issue(found, by=editor),
    ):
        with pytest.raises(Refusal, match="stays as it was sent"):
            change()


@pytest.mark.requirement("R-002-70")
def test_signing_up_and_off_is_one_press_each_and_twice_is_once(cast, as_cy):
    for _ in range(2):
        as_cy.post("/newsletter/sign-up/")
    assert SignUp.objects.get().person == cast.cy
    for _ in range(2):
        as_cy.post("/newsletter/sign-off/")
    assert not SignUp.objects.exists()
    assert list(Event.objects.values_list("kind", flat=True)) == ["newsletter.signed_up", "newsletter.signed_off"]


@pytest.mark.requirement("R-002-70")
def test_signing_off_from_the_mail_needs_no_signing_in(cast, issue, mailoutbox):
    sign_up(by=cast.cy)
    send()
    path = urlsplit(mailoutbox[0].extra_headers["List-Unsubscribe"].strip("<>")).path
    Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert not SignUp.objects.exists()


def test_whoever_signed_off_before_it_left_gets_none(cast, issue, mailoutbox):
    sign_up(by=cast.cy)
    publish_due()
    sign_off(by=cast.cy)
    send()
    assert not mailoutbox


def test_it_begins_with_what_was_handed_on_and_with_nothing_closer(cast, editor, text):
    """Questions and notes for the people of a study alone, which Ana reads, are not in it."""
    raise_mystery("Who knows?", by=cast.bo, audience="organization")
    tell_work_note("By hand", "One waits.", by=cast.bo)
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    raise_mystery("Ours alone?", by=cast.ana, study=study)
    tell_work_note("Ours alone", "One waits.", by=cast.ana, study=study, audience="group")
    made = gathering.begin_issue("Now", TUESDAY, by=editor)
    brought = [one.publication or one.question or one.work_note for one in made.items.order_by("position")]
    assert [getattr(one, "title", "") or getattr(one, "question", "") or one.topic for one in brought] == [
        "For everybody?",
        "Who knows?",
        "By hand",
    ]


def test_what_an_editor_cannot_read_they_cannot_bring(cast, editor):
    hers = builders.publication(cast.cy, "Hers?", audience="team", team=cast.billing)
    made = gathering.begin_issue("Now", TUESDAY, by=editor)
    for thing in (f"publication:{hers.pk}", "publication:x", "idea:none", "person:1", ""):
        with pytest.raises(Refusal, match="Choose something from the list"):
            gathering.bring(made, thing, by=editor)


def test_order_is_changed_and_bringing_twice_is_once(cast, editor, issue, text, closed):
    first, second = (line.pk for line in IssueItem.objects.filter(issue=issue).in_order())
    gathering.move_item(IssueItem.objects.get(pk=second), up=True, by=editor)
    assert [one.pk for one in IssueItem.objects.filter(issue=issue).in_order()] == [second, first]
    gathering.move_item(IssueItem.objects.get(pk=second), up=True, by=editor)
    gathering.bring(issue, f"publication:{text.pk}", by=editor)
    assert [one.pk for one in IssueItem.objects.filter(issue=issue).in_order()] == [second, first]


def test_a_draft_begun_twice_is_one(editor):
    made = gathering.begin_issue("One", TUESDAY, by=editor)
    assert gathering.begin_issue("One", TUESDAY, by=editor) == made
    assert gathering.begin_issue("Another", TUESDAY, by=editor) != made
    assert Issue.objects.count() == 2


def test_a_draft_is_not_there_for_others(cast, issue, as_cy, as_ana):
    path = f"/newsletter/desk/{issue.pk}/"
    assert as_ana.get(path).status_code == 200
    assert as_cy.get(path).status_code == 404
    assert as_cy.get("/newsletter/desk/").status_code == 403
    for verb in ("items/", "ready/", "taking-back/", "removal/", f"items/{IssueItem.objects.first().pk}/"):
        assert as_cy.post(f"{path}{verb}").status_code == 404
    assert Issue.objects.get().state == "ready"
    with pytest.raises(NotFound):
        gathering.make_ready(issue, by=cast.cy)
    with pytest.raises(NotAllowed):
        gathering.begin_issue("Mine", TUESDAY, by=cast.cy)
    with pytest.raises(NotAllowed):
        set_rhythm("Mine", 1, TUESDAY, by=cast.cy)
    with pytest.raises(NotAllowed):
        name_editor(cast.cy, by=cast.ana)


def test_whoever_gathers_it_no_longer_reads_no_draft(cast, issue, as_ana):
    let_editor_go(cast.ana, by=cast.ana)
    assert as_ana.get(f"/newsletter/desk/{issue.pk}/").status_code == 404


def test_a_draft_that_was_taken_away_meanwhile_says_so(cast, issue, editor):
    other = Issue.objects.get()
    gathering.remove_issue(issue, by=editor)
    with pytest.raises(Conflict, match="taken away meanwhile"):
        gathering.word_issue(other, "Else", TUESDAY, "", by=editor)


def test_of_two_who_word_it_at_once_the_second_is_asked(cast, issue, as_ana):
    path = f"/newsletter/desk/{issue.pk}/"
    seen = as_ana.get(path).content.decode().split('name="seen" value="')[1].split('"')[0]
    told = {"title": "One", "set_for": "2026-12-01", "intro": "", "seen": seen}
    assert as_ana.post(path, told).status_code == 302
    answer = as_ana.post(path, told | {"title": "Two"})
    assert answer.status_code == 422
    assert "while you were writing" in answer.content.decode()


def gathers(person) -> list[str]:
    return [ask.what for ask in home_of(person).asks if "issue" in ask.what]


@pytest.mark.requirement("R-002-69")
def test_the_rhythm_asks_those_who_gather_it_until_one_is_ready(cast, editor, text):
    with time_machine.travel(datetime(2026, 11, 26, 9, tzinfo=UTC), tick=False):
        set_rhythm("What we learned", 2, TUESDAY, by=editor)
        assert gathers(editor) == ["Gather the next issue: What we learned"]
        assert gathers(cast.bo) == []
        made = gathering.begin_issue("One", TUESDAY, by=editor)
        gathering.bring(made, f"publication:{text.pk}", by=editor)
        gathering.make_ready(made, by=editor)
        assert gathers(editor) == []
    with time_machine.travel(datetime(2026, 12, 1, 9, tzinfo=UTC), tick=False):
        assert publish_due() == 1
        assert gathering.newsletter().next_on == date(2026, 12, 15)
        assert gathers(editor) == []


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-900, 900), st.integers(1, 13))
def test_the_next_day_lies_ahead_on_the_same_weekday_and_not_farther_than_the_rhythm(anchor, days, weeks):
    day = anchor + timedelta(days=days)
    found = next_after(day, anchor=anchor, every_weeks=weeks)
    assert found > day
    assert (found - anchor).days % (7 * weeks) == 0
    assert anchor > day or found - day <= timedelta(weeks=weeks)


def test_its_feed_has_titles_for_whoever_the_key_names(cast, issue, as_cy, stranger):
    publish_due()
    address = as_cy.get("/newsletter/").content.decode().split("feed.atom?key=")[1].split("<")[0]
    feed = stranger.get(f"/newsletter/feed.atom?key={address}").content.decode()
    assert "What we learned" in feed
    assert "For everybody?" not in feed
    assert stranger.get("/newsletter/feed.atom").status_code == 404


def test_the_desk_goes_the_whole_way(cast, text, as_ana, editor):
    begun = as_ana.post("/newsletter/desk/begin/", {"title": "One", "set_for": str(gathering.today())})
    path = begun["Location"]
    item = IssueItem.objects.get()
    as_ana.post(f"{path}items/{item.pk}/", {"words": "Look at *your* pager."})
    page = as_ana.get(path).content.decode()
    assert "Look at *your* pager." in page
    assert as_ana.post(f"{path}items/", {"thing": "nothing"}).status_code == 422
    assert as_ana.post(f"{path}items/{item.pk}/", {"words": "x" * 1001}).status_code == 422
    assert as_ana.post(f"{path}ready/")["Location"] == "/newsletter/1/"
    assert "<em>your</em>" in as_ana.get("/newsletter/1/").content.decode()


def test_the_pages_cost_the_same_for_one_and_for_many(cast, editor, as_ana, as_cy, django_assert_max_num_queries):
    made = gathering.begin_issue("One", gathering.today(), by=editor)
    for number in range(8):
        gathering.bring(made, f"publication:{builders.publication(cast.ana, f'T{number}?').pk}", by=editor)
    with django_assert_max_num_queries(14):
        as_ana.get(f"/newsletter/desk/{made.pk}/")
    gathering.make_ready(made, by=editor)
    publish_due()
    with django_assert_max_num_queries(8):
        as_cy.get("/newsletter/1/")
    with django_assert_max_num_queries(10):
        as_cy.get("/newsletter/")
