"""Following: who hears of what, at once, once a week or on the page alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from tests import builders

from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.settle import answer
from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.journal.models import Event
from secondstory.newsletter.actions.follow import follow, unfollow
from secondstory.newsletter.models import Digested, Follow
from secondstory.newsletter.subjects import find_subject
from secondstory.notify.post import send
from secondstory.people.models import Service
from secondstory.people.refusals import NotFound, Refusal
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.actions.withdraw import withdraw

pytestmark = pytest.mark.requirement("R-003-40")


def follows(person, word, at, how="at_once"):
    return follow(find_subject(person, word, at), how, by=person)


def subjects(mailoutbox):
    return [(mail.to[0], mail.subject) for mail in mailoutbox]


@pytest.fixture
def uploads(db):
    return Service.objects.create(name="Uploads", slug="uploads")


def test_a_team_that_publishes_is_told_at_once(cast, mailoutbox):
    follows(cast.cy, "team", "storage")
    builders.publication(cast.ana, team=cast.storage)
    send()
    assert subjects(mailoutbox) == [("cy@example.org", "Published: How did the standby fall behind?")]
    assert "https://house.example/library/" in mailoutbox[0].body
    assert "the team Storage" in mailoutbox[0].body


def test_a_mail_has_no_word_of_the_text(cast, mailoutbox):
    follows(cast.cy, "team", "storage")
    builders.publication(cast.ana, team=cast.storage, texts={"summary": "zebrafish"})
    send()
    assert "zebrafish" not in mailoutbox[0].message().as_string()


def test_what_one_did_oneself_is_no_news(cast, mailoutbox):
    follows(cast.ana, "team", "storage")
    builders.publication(cast.ana, team=cast.storage)
    send()
    assert not mailoutbox


def test_whoever_may_not_read_it_is_told_nothing(cast, mailoutbox):
    follows(cast.cy, "team", "storage")
    follows(cast.bo, "team", "storage")
    builders.publication(cast.ana, audience="team", team=cast.storage)
    send()
    assert [to for to, _ in subjects(mailoutbox)] == ["bo@example.org"]


def test_it_is_decided_when_the_mail_leaves(cast, mailoutbox):
    """Queued while it was open, and closed before the mail left."""
    follows(cast.cy, "team", "storage")
    text = builders.publication(cast.ana, team=cast.storage)
    from secondstory.newsletter.following_mail import gather

    gather(timezone.now())
    change_audience(text, to="team", by=cast.ana)
    send()
    assert not mailoutbox


def test_a_withdrawn_text_is_not_told_of(cast, mailoutbox):
    follows(cast.cy, "team", "storage")
    withdraw(builders.publication(cast.ana, team=cast.storage), by=cast.ana)
    send()
    assert not mailoutbox


def test_by_service_by_kind_of_factor_and_by_theme(cast, uploads, mailoutbox):
    tell_work_note("Restoring by hand", "One waits.", by=cast.bo, themes=["Restore"])
    for word, at in (("service", "uploads"), ("theme", "restore")):
        follows(cast.cy, word, at)
    raise_mystery("Why does it wait?", by=cast.bo, audience="organization", services=[uploads])
    tell_work_note("The second way", "One waits.", by=cast.bo, themes=["restore"])
    send()
    assert {subject for _, subject in subjects(mailoutbox)} == {
        "An open question: Why does it wait?",
        "How work is done: The second way",
    }


def test_one_thing_by_several_ways_is_one_mail(cast, uploads, mailoutbox):
    follows(cast.cy, "team", "storage")
    follows(cast.cy, "service", "uploads")
    incident = builders.incident(cast.ana)
    incident.services.add(uploads)
    builders.publication(cast.ana, team=cast.storage, incident=incident)
    send()
    assert len(mailoutbox) == 1
    assert "the service Uploads" in mailoutbox[0].body
    assert "the team Storage" in mailoutbox[0].body


def test_a_question_that_got_an_answer_is_told(cast, mailoutbox):
    asked = raise_mystery("Why does it wait?", by=cast.bo, audience="organization")
    follows(cast.cy, "question", asked.pk)
    answer(asked, "The lock is held.", by=cast.ana)
    send()
    assert subjects(mailoutbox) == [("cy@example.org", "Somebody knew: Why does it wait?")]
    assert "lock" not in mailoutbox[0].message().as_string()


def test_an_author_is_heard_of_where_they_chose_to_be_named_and_nowhere_else(cast, mailoutbox):
    def text(title, display):
        study = builders.study(cast.ana, title, audience="organization")
        builders.role(study, cast.ana)
        builders.participant(study, cast.bo, display=display)
        builders.write_up(study, summary="Words.")
        builders.edition(study)
        builders.confirm(study, "public")
        from secondstory.publishing.actions.publish import publish

        return publish(study, audience="organization", by=cast.ana)

    text("Unnamed before", "role")
    with pytest.raises(NotFound):
        find_subject(cast.cy, "author", cast.bo.pk)
    text("Named before", "name")
    follows(cast.cy, "author", cast.bo.pk)
    text("By role", "role")
    text("Without a name", "anonymous")
    text("By name", "name")
    send()
    told = {subject for _, subject in subjects(mailoutbox)}
    assert "Published: By name" in told
    assert not told & {"Published: By role", "Published: Without a name", "Published: Unnamed before"}


@time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=UTC), tick=False)
def test_once_a_week_it_is_one_mail_on_monday_and_none_for_an_empty_week(cast, mailoutbox):
    follows(cast.cy, "team", "storage", "weekly")
    builders.publication(cast.ana, "One?", team=cast.storage)
    builders.publication(cast.ana, "Two?", team=cast.storage)
    send()
    assert not mailoutbox, "it is Wednesday"
    with time_machine.travel(datetime(2026, 3, 9, 7, 1, tzinfo=UTC), tick=False):
        send()
        send()
    assert [mail.subject for mail in mailoutbox] == ["The week in what you follow"]
    assert "One?" in mailoutbox[0].body
    assert "Two?" in mailoutbox[0].body
    with time_machine.travel(datetime(2026, 3, 16, 7, 1, tzinfo=UTC), tick=False):
        send()
    assert len(mailoutbox) == 1
    assert Digested.objects.get().until == datetime(2026, 3, 16, 7, tzinfo=UTC)


def test_on_the_page_alone_no_mail_leaves(cast, as_cy, mailoutbox):
    follows(cast.cy, "team", "storage", "page")
    builders.publication(cast.ana, team=cast.storage)
    send()
    assert not mailoutbox
    assert "How did the standby fall behind?" in as_cy.get("/following/").content.decode()


def test_following_again_changes_how_and_nothing_twice(cast):
    follows(cast.cy, "team", "storage")
    follows(cast.cy, "team", "storage")
    follows(cast.cy, "team", "storage", "weekly")
    assert Follow.objects.get().how == "weekly"
    assert list(Event.objects.order_by("seq").values_list("kind", flat=True)) == ["follow.begun", "follow.changed"]


def test_what_one_cannot_read_one_cannot_follow(cast):
    asked = raise_mystery("Only ours?", by=cast.bo, audience="team", team=cast.storage)
    text = builders.publication(cast.ana, audience="team", team=cast.storage)
    for word, at in (("question", asked.pk), ("text", text.slug), ("author", cast.ana.pk), ("theme", "none")):
        with pytest.raises(NotFound):
            find_subject(cast.cy, word, at)


def test_nobody_else_lets_it_go(cast, as_bo):
    mine = follows(cast.cy, "team", "storage")
    assert as_bo.post(f"/following/{mine.pk}/removal/").status_code == 404
    with pytest.raises(NotFound):
        unfollow(mine, by=cast.bo)
    assert Follow.objects.exists()


def test_a_word_for_how_that_is_none_is_refused(cast):
    with pytest.raises(Refusal, match="at once, once a week"):
        follows(cast.cy, "team", "storage", "hourly")


def stop_of(mail):
    return urlsplit(mail.extra_headers["List-Unsubscribe"].strip("<>")).path


def test_one_press_ends_it_signed_out_and_a_look_does_not(cast, mailoutbox):
    follows(cast.cy, "team", "storage")
    builders.publication(cast.ana, team=cast.storage)
    send()
    signed_out = Client(enforce_csrf_checks=True)
    path = stop_of(mailoutbox[0])
    assert signed_out.get(path).status_code == 200
    assert Follow.objects.get().how == "at_once"
    assert signed_out.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert signed_out.post(path).status_code == 200, "twice is once"
    assert Follow.objects.get().how == "page"
    builders.publication(cast.ana, "Another?", team=cast.storage)
    send()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("token", ["x", "x:y:z", "é", "WzFd:1w:AAAA", "a" * 3000])
def test_a_link_that_was_not_signed_here_ends_nothing(cast, token):
    follows(cast.cy, "team", "storage")
    assert Client().post(f"/mail/stop/{token}/").status_code == 404
    assert Follow.objects.get().how == "at_once"


def test_a_link_of_one_ends_nothing_of_another(cast, mailoutbox):
    follows(cast.cy, "team", "storage")
    follows(cast.bo, "team", "storage")
    builders.publication(cast.ana, team=cast.storage)
    send()
    path = next(stop_of(mail) for mail in mailoutbox if mail.to == ["cy@example.org"])
    Client().post(path)
    assert {one.person: one.how for one in Follow.objects.select_related("person")} == {
        cast.cy: "page",
        cast.bo: "at_once",
    }


def test_the_page_says_nothing_of_what_was_closed_meanwhile(cast, as_cy):
    text = builders.publication(cast.ana, "A title to hide?", team=cast.storage)
    follows(cast.cy, "text", text.slug)
    change_audience(text, to="team", by=cast.ana)
    page = as_cy.get("/following/").content.decode()
    assert "A title to hide?" not in page
    assert "cannot read any more" in page


def test_the_page_costs_the_same_for_one_and_for_many(cast, as_cy, django_assert_max_num_queries):
    for number in range(6):
        follows(cast.cy, "text", builders.publication(cast.ana, f"Text {number}?", team=cast.storage).slug)
        raise_mystery(f"Why {number}?", by=cast.bo, audience="organization")
    follows(cast.cy, "team", "storage")
    with django_assert_max_num_queries(24):
        as_cy.get("/following/")


@pytest.mark.parametrize("page", ["/teams/storage/", "/services/uploads/", "/following/teams/storage/"])
def test_it_is_offered_where_one_reads(cast, uploads, as_cy, page):
    assert "/following/" in as_cy.get(page).content.decode()


def test_a_text_offers_it_and_its_named_authors_to_members_alone(cast, as_cy, stranger):
    text = builders.publication(cast.ana, audience="public", team=cast.storage)
    builders.participant(text.retrospective, cast.bo, display="name")
    page = as_cy.get(f"/library/{text.slug}/").content.decode()
    assert f"/following/texts/{text.slug}/" in page
    assert f"/following/named/{cast.bo.pk}/" in page
    assert "/following/" not in stranger.get(f"/library/{text.slug}/").content.decode()


def test_what_came_about_before_mail_was_set_up_floods_nobody(cast, mailoutbox):
    follows(cast.cy, "team", "storage")
    builders.publication(cast.ana, team=cast.storage)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        send()
    assert not mailoutbox


def test_a_kill_between_change_and_mail_loses_nothing(cast, mailoutbox, monkeypatch):
    """Who is told comes from the journal, not from the process that made the change."""
    follows(cast.cy, "team", "storage")
    with monkeypatch.context() as killed:
        killed.setattr("secondstory.journal.listeners.tell", lambda event: None)
        builders.publication(cast.ana, team=cast.storage)
    send()
    assert len(mailoutbox) == 1


def test_a_recommendation_that_the_text_does_not_tell_of_is_not_told(cast, mailoutbox):
    from secondstory.journal.actions import action, record

    text = builders.publication(cast.ana, team=cast.storage)
    follows(cast.cy, "text", text.slug)
    later = builders.recommendation(text.retrospective, "zebrafish")

    @action
    def finish():
        record("recommendation.finished", about=later, by=cast.ana, study=text.retrospective_id)

    finish()
    send()
    assert not mailoutbox
