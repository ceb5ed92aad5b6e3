"""A final edition goes into the library, and is kept there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import SystemicFactor
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.models import Service
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.actions.announce import announce
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.actions.publish import publish
from secondstory.publishing.actions.turn_feed_key import turn_feed_key
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.publishing.feed_keys import feed_key, person_of
from secondstory.publishing.models import Publication
from secondstory.publishing.slugs import LONGEST, free_slug, slug


@pytest.fixture
def final(cast: Cast) -> Retrospective:
    """Final, confirmed for the organization, facilitated by Ana."""
    study = builders.study(
        cast.ana,
        "The only live copy",
        team=cast.storage,
        incident=builders.incident(cast.ana, kind="near_miss", happened_at=builders.NOON.replace(year=2017)),
    )
    builders.role(study, cast.ana)
    builders.write_up(study, summary="The copy grew **old**.\n\nNobody heard of it.")
    builders.assessment(study)
    SystemicFactor.objects.create(retrospective=study, kind="culture", text="Silence read as health.")
    builders.edition(study)
    builders.confirm(study, "organization")
    return study


def kinds(study: Retrospective) -> list[str]:
    return list(Event.objects.filter(kind__startswith="publication.").values_list("kind", flat=True).order_by("seq"))


# --- publish -------------------------------------------------------------------------------------------


def test_it_stands_at_its_address(final, cast) -> None:
    published = publish(final, audience="organization", by=cast.ana)
    assert (published.slug, published.year, published.kind) == ("2017-the-only-live-copy", 2017, "near_miss")
    assert published.summary == "The copy grew old."
    assert published.team == cast.storage


def test_it_says_what_it_is_about(final, cast) -> None:
    service = Service.objects.create(name="Ledger", slug="ledger")
    final.incident.services.add(service)
    published = publish(final, audience="organization", by=cast.ana)
    assert sorted(published.facets.values_list("kind", flat=True)) == ["control", "factor"]
    assert list(published.services.all()) == [service]


def test_publishing_twice_changes_nothing(final, cast) -> None:
    assert publish(final, audience="team", by=cast.ana) == publish(final, audience="team", by=cast.ana)
    assert kinds(final) == ["publication.published"]


def test_publishing_again_to_others_is_done_where_it_stands(final, cast) -> None:
    publish(final, audience="team", by=cast.ana)
    with pytest.raises(Refusal, match="published already"):
        publish(final, audience="organization", by=cast.ana)


def test_a_study_that_is_not_final_is_not_published(cast) -> None:
    study = builders.study(cast.ana, audience="organization")
    builders.role(study, cast.ana)
    builders.confirm(study, "organization")
    with pytest.raises(Refusal, match="Only a final text"):
        publish(study, audience="organization", by=cast.ana)


def test_a_stranger_learns_nothing(final, cast) -> None:
    with pytest.raises(NotFound):
        publish(final, audience="organization", by=cast.cy)


def test_a_participant_does_not_publish(final, cast) -> None:
    builders.participant(final, cast.bo)
    with pytest.raises(NotAllowed, match="facilitator"):
        publish(final, audience="organization", by=cast.bo)


def test_not_wider_than_review_confirmed(final, cast) -> None:
    with pytest.raises(Refusal, match="it was agreed"):
        publish(final, audience="public", by=cast.ana)


def test_not_to_a_circle_nobody_confirmed(final, cast) -> None:
    final.audience_confirmation.delete()
    with pytest.raises(Refusal, match="nobody yet"):
        publish(final, audience="group", by=cast.ana)


def test_not_to_a_circle_there_is_not(final, cast) -> None:
    with pytest.raises(Refusal, match="Choose who will be able"):
        publish(final, audience="everybody", by=cast.ana)


def test_not_to_a_team_it_does_not_have(final, cast) -> None:
    Retrospective.objects.filter(pk=final.pk).update(team=None)
    final.refresh_from_db()
    with pytest.raises(Refusal, match="no team"):
        publish(final, audience="team", by=cast.ana)


def test_a_steward_who_reads_it_may_publish_but_not_to_everyone(final, cast) -> None:
    final.audience_confirmation.audience = "public"
    final.audience_confirmation.save()
    builders.participant(final, cast.bo)
    builders.grant(cast.bo, "steward")
    with pytest.raises(NotAllowed, match="facilitator's step"):
        publish(final, audience="public", by=cast.bo)
    assert publish(final, audience="organization", by=cast.bo)


def test_a_steward_who_does_not_read_it_learns_nothing(final, cast) -> None:
    builders.grant(cast.cy, "steward")
    with pytest.raises(NotFound):
        publish(final, audience="organization", by=cast.cy)


def test_the_journal_knows_and_holds_no_words(final, cast) -> None:
    publish(final, audience="team", by=cast.ana, announcement="Look at your own copies.")
    event = Event.objects.get(kind="publication.published")
    assert event.by == cast.ana
    assert event.facts == {"study": str(final.pk), "audience": "team"}


# --- wider and narrower --------------------------------------------------------------------------------


@pytest.fixture
def published(final, cast) -> Publication:
    return publish(final, audience="team", by=cast.ana)


def test_it_is_widened_and_narrowed(published, cast) -> None:
    change_audience(published, to="organization", by=cast.ana)
    assert Publication.objects.visible_to(cast.cy).exists()
    change_audience(published, to="group", by=cast.ana)
    assert not Publication.objects.visible_to(cast.cy).exists()
    assert not Publication.objects.visible_to(cast.bo).exists()
    assert kinds(published.retrospective) == [
        "publication.published",
        "publication.widened",
        "publication.narrowed",
    ]


def test_the_same_circle_again_changes_nothing(published, cast) -> None:
    change_audience(published, to="team", by=cast.ana)
    assert kinds(published.retrospective) == ["publication.published"]


def test_a_colleague_who_reads_it_does_not_widen_it(published, cast) -> None:
    with pytest.raises(NotAllowed):
        change_audience(published, to="organization", by=cast.bo)


def test_a_stranger_to_it_learns_nothing_by_widening(published, cast) -> None:
    with pytest.raises(NotFound):
        change_audience(published, to="organization", by=cast.cy)


def test_it_is_not_widened_beyond_what_was_confirmed(published, cast) -> None:
    with pytest.raises(Refusal, match="it was agreed"):
        change_audience(published, to="public", by=cast.ana)


def test_the_address_stays(published, cast) -> None:
    before = published.slug
    change_audience(published, to="organization", by=cast.ana)
    withdraw(published, by=cast.ana)
    assert publish(published.retrospective, audience="group", by=cast.ana).slug == before


# --- announce ------------------------------------------------------------------------------------------


def test_the_announcement_changes(published, cast) -> None:
    announce(published, "Who else runs this tool?", by=cast.ana)
    announce(published, "Who else runs this tool?", by=cast.ana)
    published.refresh_from_db()
    assert published.announcement == "Who else runs this tool?"
    assert kinds(published.retrospective).count("publication.announced") == 1


def test_a_reader_does_not_announce(published, cast) -> None:
    with pytest.raises(NotAllowed):
        announce(published, "Mine", by=cast.bo)
    with pytest.raises(NotFound):
        announce(published, "Mine", by=cast.cy)


def test_a_long_announcement_is_measured(published, cast) -> None:
    with pytest.raises(Refusal, match="at most 2000"):
        announce(published, "x" * 2001, by=cast.ana)


# --- withdraw ------------------------------------------------------------------------------------------


def test_it_is_withdrawn(published, cast) -> None:
    withdraw(published, by=cast.ana, because="It tells too much of one person.")
    withdraw(published, by=cast.ana, because="Another reason.")
    published.refresh_from_db()
    assert published.withdrawn_because == "It tells too much of one person."
    assert not Publication.objects.visible_to(cast.ana).exists()
    assert Publication.objects.addressed_to(cast.bo).exists()
    assert not Publication.objects.addressed_to(cast.cy).exists()
    assert kinds(published.retrospective).count("publication.withdrawn") == 1


def test_a_reader_does_not_withdraw_it(published, cast) -> None:
    with pytest.raises(NotAllowed):
        withdraw(published, by=cast.bo)
    with pytest.raises(NotFound):
        withdraw(published, by=cast.cy)


def test_a_withdrawn_one_is_published_again_before_it_is_widened(published, cast) -> None:
    withdraw(published, by=cast.ana)
    with pytest.raises(Refusal, match="Publish it again first"):
        change_audience(published, to="organization", by=cast.ana)
    again = publish(published.retrospective, audience="organization", by=cast.ana)
    assert again.pk == published.pk
    assert Publication.objects.visible_to(cast.cy).exists()


# --- addresses -----------------------------------------------------------------------------------------


@given(title=st.text(max_size=300), year=st.integers(1970, 2100))
def test_every_title_gives_an_address(title: str, year: int) -> None:
    made = slug(title, year)
    assert made.startswith(f"{year}-")
    assert len(made) <= LONGEST + 6
    assert made.isascii()


def test_the_address_is_cut_at_a_word() -> None:
    assert slug("How the only live copy came to be the one that was emptied in the evening", 2017) == (
        "2017-how-the-only-live-copy-came"
    )


def test_two_of_one_name_have_two_addresses() -> None:
    taken = {"2017-a-copy", "2017-a-copy-2"}
    assert free_slug("A copy", 2017, is_taken=taken.__contains__) == "2017-a-copy-3"


# --- the key of a feed ---------------------------------------------------------------------------------


def test_a_feed_key_names_its_person_until_it_is_made_anew(cast) -> None:
    first = feed_key(cast.ana)
    assert person_of(first) == cast.ana
    assert feed_key(cast.ana) == first
    turn_feed_key(by=cast.ana)
    with pytest.raises(NotFound):
        person_of(first)
    assert person_of(feed_key(cast.ana)) == cast.ana
    assert Event.objects.filter(kind="feed_key.turned", by=cast.ana).count() == 1


def test_the_key_of_somebody_who_left_opens_nothing(cast) -> None:
    key = feed_key(cast.ana)
    cast.ana.is_active = False
    cast.ana.save()
    with pytest.raises(NotFound):
        person_of(key)


@pytest.mark.parametrize("key", ["", "x", "a.b.c", "0" * 400, "é.1.x", "\x00"])
def test_a_made_up_key_opens_nothing(db, key: str) -> None:
    with pytest.raises(NotFound):
        person_of(key)
