"""Whatever the order of acts, what is visible is what a model of twenty lines says (done when 3)."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders
from tests.cast import make_cast

from secondstory.firsthand.actions import quotes as quoting
from secondstory.firsthand.actions import share as sharing
from secondstory.firsthand.actions.begin import begin_account
from secondstory.firsthand.actions.withdraw import take_up_account, withdraw_account
from secondstory.firsthand.actions.write import remove_entry, return_entry, write_entry
from secondstory.firsthand.models import AccountEntry, EntryVersion, Quote
from secondstory.firsthand.queries import tellings, wording_of
from secondstory.firsthand.words import Words
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal

RUNGS = ("only_me", "facilitator", "participants")
ENTRIES = 3


@dataclass
class One:
    words: str = ""
    shared: str = ""
    rung: int = 0
    kept: bool = False
    removed: bool = False
    quote: str = ""


@dataclass
class Model:
    """The twenty lines: what others may read of an account, whatever its author did in whatever order."""

    ones: list[One] = field(default_factory=lambda: [One() for _ in range(ENTRIES)])
    withdrawn: bool = False

    def lower(self, one: One, rung: int) -> None:
        if one.rung > rung:
            one.rung, one.shared = rung, one.shared if rung else ""

    def do(self, act: str, which: int, rung: int, words: str) -> None:
        one = self.ones[which]
        if act == "withdraw":
            self.withdrawn = True
        elif act == "take up":
            self.withdrawn = False
        if act == "edit" and not self.withdrawn:
            one.words = words
        elif act == "share" and not self.withdrawn:
            for each in self.ones:
                if each.words and not each.removed and not each.kept:
                    each.rung, each.shared = max(each.rung, rung), each.words
        elif act == "share one" and not self.withdrawn and one.words and not one.removed:
            one.rung, one.shared, one.kept = rung, one.words, False
        elif act == "quote" and not self.withdrawn and one.words and not one.removed:
            one.quote = one.quote or "quoted"
        for each in self.ones if act in ("take back", "withdraw") else [one]:
            if act in ("take back", "withdraw", "take back one", "remove"):
                to = rung if act in ("take back", "take back one") else 0
                was_read = each.rung > to or bool(each.quote)
                self.lower(each, to)
                if to == 0:
                    each.kept = each.kept or (act == "take back one" and was_read)
                    each.quote = ""
        if act == "remove":
            one.removed = True
        elif act == "return":
            one.removed = False

    def seen(self, rung: int) -> set[str]:
        return {one.shared for one in self.ones if one.rung >= rung and one.shared}


ACTS = st.tuples(
    st.sampled_from(
        [
            "edit",
            "edit",
            "share",
            "share one",
            "take back",
            "take back one",
            "remove",
            "return",
            "quote",
            "withdraw",
            "take up",
        ]
    ),
    st.integers(0, ENTRIES - 1),
    st.integers(0, 2),
    st.uuids().map(str),
)


@pytest.mark.requirement("R-001-18", "R-001-29")
@pytest.mark.django_db(transaction=False)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=1, max_size=14))
def test_what_is_visible_is_what_the_model_says(db, acts) -> None:
    from django.db import transaction

    with transaction.atomic():
        point = transaction.savepoint()
        _play(acts)
        transaction.savepoint_rollback(point)


def _play(acts) -> None:
    cast = make_cast()
    study = builders.study(cast.bo, state="gathering")
    builders.role(study, cast.bo)
    eve = Person.objects.create(email="eve@example.org", display_name="Eve", password="!")
    builders.participant(study, eve)
    account = begin_account(builders.participant(study, cast.ana), by=cast.ana)
    entries: dict[int, AccountEntry] = {}
    model = Model()
    for act, which, rung, words in acts:
        if act in ("share", "share one") and rung == 0:
            continue
        account.refresh_from_db()
        entry = entries.get(which)
        if act not in ("share", "take back", "withdraw", "take up", "edit") and entry is None:
            continue
        if entry is not None:
            entry = AccountEntry.objects.select_related("account").get(pk=entry.pk)
        try:
            match act:
                case "edit":
                    entries[which] = write_entry(account, Words(text=words), by=cast.ana, entry=entry)
                case "share":
                    sharing.share_account(account, RUNGS[rung], by=cast.ana)
                case "share one":
                    sharing.share_entry(entry, RUNGS[rung], by=cast.ana)
                case "take back":
                    sharing.take_back(account, RUNGS[rung], by=cast.ana)
                case "take back one":
                    sharing.take_back_entry(entry, RUNGS[rung], by=cast.ana)
                case "remove":
                    remove_entry(entry, by=cast.ana)
                case "return":
                    return_entry(entry, by=cast.ana)
                case "quote":
                    if not Quote.objects.filter(entry=entry, state="approved").exists():
                        quoting.offer_quote(entry, "quoted", section="", by=cast.ana)
                case "withdraw":
                    withdraw_account(account, by=cast.ana)
                case "take up":
                    take_up_account(account, by=cast.ana)
        except Refusal:
            pass
        model.do(act, which, rung, words)
        assert {one.text for one in tellings(study, cast.bo)} == model.seen(1)
        assert {one.text for one in tellings(study, eve)} == model.seen(2)
        assert tellings(study, cast.cy) == []
        for person in (cast.ana, cast.bo, eve, cast.cy):
            asked = EntryVersion.objects.shared_with(person).filter(entry__account__retrospective=study)
            known = EntryVersion.objects.shared_in(Retrospective.objects.get(pk=study.pk), person)
            assert set(asked) == set(known)
        quoted = [wording_of(one) for one in Quote.objects.all() if one.sealed]
        assert quoted == [one.quote for one in model.ones if one.quote]
