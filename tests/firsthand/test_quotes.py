"""Words from an account stand in the write-up in a wording their author approved, and nowhere else (invariant 17)."""

from __future__ import annotations

import pytest
from tests import builders
from tests.firsthand.conftest import SECRET

from secondstory.firsthand.actions.quotes import (
    approve_quote,
    ask_quote,
    decline_quote,
    drop_quote,
    offer_quote,
    withdraw_quote,
)
from secondstory.firsthand.actions.share import share_account, take_back, take_back_entry
from secondstory.firsthand.actions.withdraw import withdraw_account
from secondstory.firsthand.guards import quotes_approved
from secondstory.firsthand.models import AccountEntry, Quote
from secondstory.firsthand.queries import wording_of
from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal
from secondstory.review.models import Amendment
from secondstory.review.reading import read_edition
from secondstory.review.verify import verify_edition
from secondstory.writeup.document import document
from secondstory.writeup.own_words import WITHDRAWN, own_words


@pytest.fixture
def shared(story):
    entry = story.entry()
    share_account(story.account(), "facilitator", by=story.ana)
    entry.refresh_from_db()
    builders.write_up(story.study)
    return entry


def spoken(story) -> list[str]:
    made = document(story.study)
    return [one.missing or one.text for one in own_words(made).values()]


def test_asked_for_it_stands_nowhere_yet(story, shared) -> None:
    quote = ask_quote(shared, "It said nothing.", section="analysis", by=story.bo)
    assert (quote.state, spoken(story), quotes_approved(story.study)) == ("asked", [], False)


@pytest.mark.requirement("R-001-29")
def test_approved_it_stands_in_the_write_up_by_role(story, shared) -> None:
    quote = ask_quote(shared, "It said nothing.", section="analysis", by=story.bo)
    approve_quote(quote, by=story.ana, seen=quote.sha256)
    approve_quote(quote, by=story.ana, seen=quote.sha256)
    (one,) = own_words(document(story.study)).values()
    assert (one.text, one.told_by) == ("It said nothing.", "engineer at the standby")
    assert quotes_approved(story.study)
    assert Event.objects.filter(kind="quote.approved").count() == 1


def test_invariant_17_nobody_else_approves_it(story, shared) -> None:
    quote = ask_quote(shared, "It said nothing.", section="", by=story.bo)
    with pytest.raises(NotAllowed):
        approve_quote(quote, by=story.bo, seen=quote.sha256)
    for other in (story.eve, story.cy):
        with pytest.raises(NotFound):
            approve_quote(quote, by=other, seen=quote.sha256)
    assert spoken(story) == []


def test_invariant_17_it_is_the_wording_that_was_read(story, shared) -> None:
    quote = ask_quote(shared, "It said nothing.", section="", by=story.bo)
    with pytest.raises(Conflict):
        approve_quote(quote, by=story.ana, seen="0" * 64)
    approve_quote(quote, by=story.ana, seen=quote.sha256, wording="It told us nothing.")
    assert spoken(story) == ["It told us nothing."]


def test_only_the_facilitator_asks_and_only_for_what_they_read(story, shared) -> None:
    for other in (story.eve, story.cy):
        with pytest.raises(NotFound):
            ask_quote(shared, SECRET, section="", by=other)
    take_back(story.account(), by=story.ana)
    with pytest.raises(NotFound):
        ask_quote(shared, SECRET, section="", by=story.bo)


def test_asking_the_same_again_changes_nothing(story, shared) -> None:
    assert ask_quote(shared, "So.", section="", by=story.bo) == ask_quote(shared, "So.", section="", by=story.bo)
    assert Event.objects.filter(kind="quote.asked").count() == 1


def test_declined_its_words_are_gone(story, shared) -> None:
    quote = ask_quote(shared, "It said nothing.", section="", by=story.bo)
    decline_quote(quote, by=story.ana)
    quote.refresh_from_db()
    assert (quote.state, wording_of(quote), spoken(story)) == ("declined", "", [])
    assert quotes_approved(story.study)


def test_the_facilitator_can_stop_asking_but_not_decide(story, shared) -> None:
    quote = ask_quote(shared, "It said nothing.", section="", by=story.bo)
    drop_quote(quote, by=story.bo)
    assert quotes_approved(story.study)
    other = offer_quote(shared, "Mine.", section="", by=story.ana)
    with pytest.raises(Refusal, match="decided already"):
        drop_quote(other, by=story.bo)


def test_taking_the_account_back_takes_its_quotes_along(story, shared) -> None:
    offer_quote(shared, "Mine.", section="analysis", by=story.ana)
    asked = ask_quote(shared, "Asked.", section="analysis", by=story.bo)
    take_back(story.account(), by=story.ana)
    asked.refresh_from_db()
    assert (spoken(story), asked.state) == ([], "declined")


@pytest.mark.parametrize("by_entry", [True, False])
def test_taking_back_what_only_a_quote_told_takes_the_quote_along(story, by_entry) -> None:
    """Its author offered one sentence of what was never shared; 'taken back, everywhere' is true of that sentence, too."""
    entry = story.entry()
    offer_quote(entry, "It said nothing.", section="analysis", by=story.ana)
    for _ in range(2):
        if by_entry:
            take_back_entry(entry, by=story.ana)
        else:
            take_back(story.account(), by=story.ana)
    assert Quote.objects.get().sealed == b""
    assert Event.objects.filter(kind="account.taken_back").count() == 1


def test_invariant_12_withdrawn_from_a_final_text_its_hash_still_holds(story, shared) -> None:
    quote = ask_quote(shared, SECRET, section="analysis", by=story.bo)
    approve_quote(quote, by=story.ana, seen=quote.sha256)
    edition = builders.edition(story.study)
    frozen = read_edition(edition)
    assert [one.text for one in own_words(frozen).values()] == [SECRET]
    assert SECRET.encode() not in bytes(edition.canonical)
    assert verify_edition(edition) == []

    withdraw_account(story.account(), by=story.ana)

    assert [one.missing for one in own_words(frozen).values()] == [WITHDRAWN]
    assert verify_edition(edition) == []
    made = Amendment.objects.get(edition=edition)
    assert (made.state, made.created_by, made.section_key) == ("accepted", None, "analysis")
    quote.refresh_from_db()
    assert bytes(quote.sealed) == b""
    withdraw_quote(quote, by=story.ana)
    assert Amendment.objects.count() == 1


def test_the_hash_of_a_quote_cannot_be_found_by_trying(story, shared) -> None:
    one = offer_quote(shared, "Yes.", section="", by=story.ana)
    two = offer_quote(shared, "Yes.", section="analysis", by=story.ana)
    assert one.sha256 != two.sha256


def test_words_that_were_changed_in_the_database_are_told_apart(story, shared) -> None:
    quote = offer_quote(shared, "Mine.", section="", by=story.ana)
    edition = builders.edition(story.study)
    Quote.objects.filter(pk=quote.pk).update(state="declined", sealed=b"")
    assert any("not the one that was approved" in problem for problem in verify_edition(edition))


def test_a_frozen_text_that_names_another_study_draws_none_of_its_quotes(story, shared, cast) -> None:
    offer_quote(shared, SECRET, section="", by=story.ana)
    from secondstory.review.canonical import canonical, fingerprint
    from secondstory.review.models import Edition

    other = builders.study(cast.cy)
    content = canonical(document(story.study, final_at=builders.NOON))
    edition = Edition.objects.create(
        retrospective=other, canonical=content, sha256=fingerprint(content), finalized_at=builders.NOON
    )
    assert [one.text for one in own_words(read_edition(edition)).values()] == [""]


def test_what_was_withdrawn_meanwhile_is_not_offered(story, shared) -> None:
    """The page had read the account before it was withdrawn in another tab."""
    entry = AccountEntry.objects.select_related("account__retrospective").get(pk=shared.pk)
    withdraw_account(story.account(), by=story.ana)
    with pytest.raises(Refusal, match="took this entry back"):
        offer_quote(entry, SECRET, section="timeline", by=story.ana)
    assert not Quote.objects.filter(state="approved").exists()
