"""Sharing is its author's act, one step at a time, and taken back at once everywhere (invariants 1, 2, 3)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import builders
from tests.firsthand.conftest import SECRET
from tests.firsthand.test_write import WORDS

from secondstory.firsthand.actions.share import (
    keep_back,
    outlook,
    share_account,
    share_entry,
    take_back,
    take_back_entry,
)
from secondstory.firsthand.actions.withdraw import take_up_account, withdraw_account
from secondstory.firsthand.actions.write import write_entry
from secondstory.firsthand.models import Account, EntryVersion, Share
from secondstory.firsthand.queries import frozen_timelines, own_account, tellings
from secondstory.incidents.actions.choose_facilitator import choose_facilitator
from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal


def reads(story, person) -> list[str]:
    return [one.text for one in tellings(story.study, person)]


@pytest.mark.requirement("R-000-10", "R-001-12")
@pytest.mark.parametrize("role", ["presenter", "moderator", "note_taker", "learner", "reviewer", "analyst"])
def test_invariant_01_a_private_account_is_its_authors_alone(story, role) -> None:
    story.entry()
    builders.role(story.study, story.cy, role)
    for grant in ("steward", "leader", "process_owner"):
        builders.grant(story.cy, grant)
    for person in (story.bo, story.eve, story.cy, None):
        assert reads(story, person) == []
        assert not Account.objects.visible_to(person).exists()


def test_the_facilitator_reads_it_when_its_author_says_so(story) -> None:
    story.entry()
    share_account(story.account(), "facilitator", by=story.ana)
    assert reads(story, story.bo) == [SECRET]
    assert reads(story, story.eve) == reads(story, story.cy) == []


@pytest.mark.requirement("R-001-29")
def test_the_people_in_the_story_read_it_one_step_further(story) -> None:
    story.entry()
    share_account(story.account(), "participants", by=story.ana)
    assert reads(story, story.bo) == reads(story, story.eve) == [SECRET]
    assert reads(story, story.cy) == []


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("presenter", True),
        ("moderator", True),
        ("note_taker", True),
        ("learner", True),
        ("reviewer", False),
        ("analyst", False),
    ],
)
def test_what_a_role_reads_follows_the_matrix(story, role, may) -> None:
    story.entry()
    builders.role(story.study, story.cy, role)
    share_account(story.account(), "participants", by=story.ana)
    assert reads(story, story.cy) == ([SECRET] if may else [])


@pytest.mark.requirement("R-001-28")
def test_only_its_author_shares_it(story) -> None:
    account = story.entry().account
    for other in (story.bo, story.eve, story.cy):
        with pytest.raises(NotFound):
            share_account(account, "participants", by=other)
    share_account(account, "participants", by=story.ana)
    for other in (story.bo, story.eve):
        with pytest.raises(NotAllowed):
            share_account(account, "participants", by=other)
        with pytest.raises(NotAllowed):
            take_back(account, by=other)


def test_sharing_twice_changes_nothing(story) -> None:
    story.entry()
    share_account(story.account(), "facilitator", by=story.ana)
    share_account(story.account(), "facilitator", by=story.ana)
    assert Share.objects.count() == 1
    assert Event.objects.filter(kind="account.shared").count() == 1


def test_invariant_02_taking_back_takes_effect_at_once(story) -> None:
    story.entry()
    share_account(story.account(), "participants", by=story.ana)
    take_back(story.account(), "facilitator", by=story.ana)
    assert (reads(story, story.bo), reads(story, story.eve)) == ([SECRET], [])
    take_back(story.account(), by=story.ana)
    take_back(story.account(), by=story.ana)
    assert reads(story, story.bo) == []
    assert Event.objects.filter(kind="account.taken_back").count() == 2


def test_what_is_written_after_sharing_is_a_draft(story) -> None:
    entry = story.entry("as shared")
    share_account(story.account(), "participants", by=story.ana)
    write_entry(story.account(), replace(WORDS, text="half a sent"), by=story.ana, entry=entry)
    story.entry("a new one")
    assert reads(story, story.eve) == ["as shared"]
    assert own_account(story.account(), story.ana).has_changes
    share_account(story.account(), "participants", by=story.ana)
    assert reads(story, story.eve) == ["half a sent", "a new one"]


def test_what_is_kept_back_stays(story) -> None:
    kept = story.entry("for me alone")
    story.entry("for all")
    keep_back(kept, True, by=story.ana)
    share_account(story.account(), "participants", by=story.ana)
    assert reads(story, story.eve) == ["for all"]


@pytest.mark.requirement("R-001-29")
def test_one_entry_can_go_its_own_way(story) -> None:
    one, two = story.entry("one"), story.entry("two")
    share_entry(one, "participants", by=story.ana)
    assert reads(story, story.eve) == ["one"]
    share_account(story.account(), "facilitator", by=story.ana)
    assert (reads(story, story.eve), reads(story, story.bo)) == (["one"], ["one", "two"])
    take_back_entry(one, by=story.ana)
    share_account(story.account(), "participants", by=story.ana)
    assert reads(story, story.eve) == ["two"]
    assert two.account == one.account


def test_another_facilitator_does_not_inherit_it(story) -> None:
    story.entry()
    share_account(story.account(), "facilitator", by=story.ana)
    choose_facilitator(story.study, story.cy, by=story.bo)
    assert reads(story, story.cy) == reads(story, story.bo) == []
    share_account(story.account(), "facilitator", by=story.ana)
    assert reads(story, story.cy) == [SECRET]


@pytest.mark.requirement("R-001-17")
def test_invariant_03_the_own_timeline_stays_as_it_was_shared(story) -> None:
    entry = story.entry("as shared")
    share_account(story.account(), "facilitator", by=story.ana)
    write_entry(story.account(), replace(WORDS, text="later"), by=story.ana, entry=entry)
    take_back(story.account(), by=story.ana)
    ((share, words),) = frozen_timelines(story.account(), story.ana)
    assert share.rung == "facilitator"
    assert [one.text for one in words] == ["as shared"]
    assert frozen_timelines(story.account(), story.bo) == []


def test_withdrawn_it_is_gone_everywhere_and_its_author_keeps_it(story) -> None:
    story.entry()
    share_account(story.account(), "participants", by=story.ana)
    withdraw_account(story.account(), by=story.ana)
    withdraw_account(story.account(), by=story.ana)
    assert reads(story, story.bo) == reads(story, story.eve) == []
    assert [one.words.text for one in own_account(story.account(), story.ana).entries] == [SECRET]
    with pytest.raises(Refusal, match="Take it up again"):
        share_account(story.account(), "facilitator", by=story.ana)
    take_up_account(story.account(), by=story.ana)
    assert reads(story, story.bo) == []
    assert Event.objects.filter(kind="account.withdrawn").count() == 1


def test_erased_it_is_gone_for_good(story) -> None:
    story.entry()
    withdraw_account(story.account(), by=story.ana, erase=True)
    assert own_account(story.account(), story.ana).is_empty
    assert {bytes(one.sealed) for one in EntryVersion.objects.all()} == {b""}


@pytest.mark.requirement("R-001-28")
def test_nobody_else_withdraws_it(story) -> None:
    account = story.entry().account
    share_account(account, "participants", by=story.ana)
    for other in (story.bo, story.eve):
        with pytest.raises(NotAllowed):
            withdraw_account(account, by=other)
    with pytest.raises(NotFound):
        withdraw_account(account, by=story.cy)


def test_an_empty_account_has_nothing_to_share(story) -> None:
    with pytest.raises(Refusal, match="nothing to share"):
        share_account(story.account(), "facilitator", by=story.ana)


def test_invariant_19_its_author_is_shown_by_role_until_they_choose(story) -> None:
    story.entry()
    share_account(story.account(), "participants", by=story.ana)
    (one,) = tellings(story.study, story.eve)
    assert one.told_by == "engineer at the standby"


def hand_over(story) -> None:
    """Cy facilitates from now on, where Bo did."""
    choose_facilitator(story.study, story.cy, by=story.bo)
    story.study.__dict__.pop("_parts", None)


@pytest.mark.parametrize("rung", ["facilitator", "participants"])
def test_sharing_one_entry_with_the_next_facilitator_opens_no_other_to_them(story, rung) -> None:
    story.entry()
    other = story.entry("a quiet evening")
    share_account(story.account(), "facilitator", by=story.ana)
    hand_over(story)
    share_entry(other, rung, by=story.ana)
    assert reads(story, story.cy) == ["a quiet evening"]
    assert SECRET not in reads(story, story.bo)


def test_a_step_back_to_the_next_facilitator_opens_nothing_that_was_for_the_one_before(story) -> None:
    story.entry()
    other = story.entry("a quiet evening")
    share_account(story.account(), "facilitator", by=story.ana)
    share_entry(other, "participants", by=story.ana)
    hand_over(story)
    take_back(story.account(), "facilitator", by=story.ana)
    assert reads(story, story.cy) == ["a quiet evening"]
    assert reads(story, story.eve) == []


def test_sharing_the_whole_account_again_is_for_the_next_facilitator(story) -> None:
    story.entry()
    share_account(story.account(), "facilitator", by=story.ana)
    hand_over(story)
    assert reads(story, story.cy) == []
    share_account(story.account(), "facilitator", by=story.ana)
    assert (reads(story, story.cy), reads(story, story.bo)) == ([SECRET], [])


def test_what_was_looked_at_is_what_is_shared(story) -> None:
    entry = story.entry("as I looked at it")
    seen = outlook(story.account(), [entry])
    write_entry(entry.account, replace(WORDS, text=SECRET), by=story.ana, entry=entry)
    for share in (
        lambda: share_account(story.account(), "participants", by=story.ana, seen=seen),
        lambda: share_entry(entry, "participants", by=story.ana, seen=seen),
    ):
        with pytest.raises(Conflict):
            share()
    assert reads(story, story.eve) == []


def test_shared_with_whom_one_was_shown(story) -> None:
    entry = story.entry()
    seen = outlook(story.account(), [entry])
    hand_over(story)
    with pytest.raises(Conflict):
        share_account(story.account(), "facilitator", by=story.ana, seen=seen)
    assert reads(story, story.cy) == []


def test_what_was_erased_is_not_shared_as_an_empty_entry(story) -> None:
    entry = story.entry()
    withdraw_account(story.account(), by=story.ana, erase=True)
    take_up_account(story.account(), by=story.ana)
    with pytest.raises(Refusal, match="nothing to share"):
        share_account(story.account(), "participants", by=story.ana)
    with pytest.raises(Refusal, match="nothing to share"):
        share_entry(entry, "participants", by=story.ana)
