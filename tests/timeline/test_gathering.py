"""Several sources stand in one timeline, in order and with nothing lost, and what two of them tell is kept once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders

from secondstory.people.refusals import NotFound, Refusal
from secondstory.timeline.actions.add_pasted import add_pasted
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.gathering import digest_of
from secondstory.timeline.models import Entry, Gathered, KnownGap, Reference, Telling

CHAT = """2026-03-02 12:01 UTC The replica lags.
2026-03-02 12:05 UTC Failing over.
"""
LOG = """2026-03-02 12:01 UTC the replica  lags.
2026-03-02 12:03:20 UTC Sender slots are full.
"""


def told() -> list[str]:
    return [entry.text for entry in Entry.objects.in_order()]


@pytest.mark.requirement("R-002-47")
def test_two_sources_interleave_and_the_same_message_is_kept_once(study, cast) -> None:
    add_pasted(study, text=CHAT, source="Chat of the evening", by=cast.ana)
    done = add_pasted(study, text=LOG, source="The log", by=cast.bo)
    assert told() == ["The replica lags.", "Sender slots are full.", "Failing over."]
    both = Entry.objects.get(text__contains="replica")
    assert set(both.references.values_list("title", flat=True)) == {"Chat of the evening", "The log"}
    assert (len(done.added), done.again) == (1, 1)
    assert "kept once, with both sources" in done.says


def test_a_source_has_its_name_its_span_and_its_zone(study, cast) -> None:
    add_pasted(study, text=CHAT, source="Chat of the evening", by=cast.ana)
    source = Gathered.objects.get()
    assert (source.reference.title, source.zone) == ("Chat of the evening", "UTC")
    assert (source.since.minute, source.until.minute) == (1, 5)


def test_the_same_source_again_changes_nothing(study, cast) -> None:
    for text, source in ((CHAT, "Chat"), (LOG, "Log"), (LOG, "Log"), (CHAT, "Chat")):
        add_pasted(study, text=text, source=source, by=cast.ana)
    assert len(told()) == 3
    assert (Telling.objects.count(), Gathered.objects.count(), Reference.objects.count()) == (4, 2, 2)


def test_what_was_taken_out_does_not_come_back_from_another_source(study, cast) -> None:
    add_pasted(study, text=CHAT, source="Chat", by=cast.ana)
    remove_entry(Entry.objects.get(text__contains="replica"), by=cast.ana)
    add_pasted(study, text=LOG, source="Log", by=cast.ana)
    assert told() == ["Sender slots are full.", "Failing over."]
    assert not Entry.everything.filter(withdrawn_at__isnull=False, references__isnull=False).exists()


def test_two_messages_of_one_source_never_become_one(study, cast) -> None:
    add_pasted(study, text="2026-03-02 12:01 UTC ok\n2026-03-02 12:01 UTC ok\n", source="Chat", by=cast.ana)
    add_pasted(study, text="2026-03-02 12:01:30 UTC ok\n", source="Log", by=cast.ana)
    assert told() == ["ok", "ok"]


def test_lines_that_were_not_understood_are_known_to_be_missing(study, cast) -> None:
    for _ in range(2):
        add_pasted(study, text=f"What a day it was.\n\n{CHAT}", source="Chat", by=cast.ana)
    gap = KnownGap.objects.get()
    assert (gap.kind, gap.source.reference.title) == ("unread", "Chat")
    assert "What a day it was." in gap.says


def test_a_name_that_is_too_long_is_refused_and_cy_finds_nothing(study, cast) -> None:
    with pytest.raises(Refusal):
        add_pasted(study, text=CHAT, source="x" * 201, by=cast.ana)
    with pytest.raises(NotFound):
        add_pasted(study, text=CHAT, source="Chat", by=cast.cy)
    assert not Gathered.objects.exists()


messages = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["ok", "It stops.", "It lags."])), max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sources=st.lists(messages, min_size=2, max_size=3))
def test_whichever_order_the_sources_come_in_nothing_is_lost(study, cast, sources) -> None:
    """Each message of each source is held by exactly one entry, no entry holds two of one source, and the timeline is the
    same, in order."""
    texts = [
        "".join(
            f"{builders.NOON + timedelta(minutes=minute):%Y-%m-%d %H:%M} UTC {words}\n" for minute, words in sorted(one)
        )
        for one in sources
    ]
    outcomes = set()
    for order in permutations(range(len(texts))):
        Entry.everything.all().delete()
        Gathered.objects.all().delete()
        for number in order:
            if texts[number]:
                add_pasted(study, text=texts[number], source=f"Source {number}", by=cast.ana)
        entries = list(Entry.objects.in_order())
        assert [one.at for one in entries] == sorted(one.at for one in entries)
        held = Counter(Telling.objects.values_list("gathered__reference__title", flat=True))
        assert held == Counter({f"Source {n}": len(one) for n, one in enumerate(sources) if one})
        pairs = list(Telling.objects.values_list("entry_id", "gathered_id"))
        assert len(pairs) == len(set(pairs))
        assert {entry for entry, _ in pairs} == {one.pk for one in entries}
        outcomes.add(tuple(sorted((one.at, one.text) for one in entries)))
    assert len(outcomes) == 1


def test_who_said_it_plays_no_part_in_whether_it_is_the_same() -> None:
    assert digest_of("Bo:  The replica LAGS.", "Bo") == digest_of("the replica lags.")
    assert digest_of("Error: it lags.", "Bo") != digest_of("it lags.")
