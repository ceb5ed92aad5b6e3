"""Saying on a page that an earlier study met the same, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import Condition, SystemicFactor
from secondstory.analysis.resembling import most_alike
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person

MONTH = timedelta(days=30)


@dataclass
class Two:
    earlier: Retrospective
    now: Retrospective
    then: SystemicFactor
    factor: SystemicFactor

    @property
    def at(self) -> str:
        return reverse("factors-earlier", args=[self.now.pk, self.factor.pk])


def study(by: Person, title: str, months_ago: int = 0) -> Retrospective:
    happened = builders.NOON - months_ago * MONTH
    made = builders.study(by, title, incident=builders.incident(by, f"Of: {title}", happened_at=happened))
    builders.role(made, by)
    return made


def factor(of: Retrospective, text: str, kind: str = "dynamics") -> SystemicFactor:
    return SystemicFactor.objects.create(retrospective=of, kind=kind, text=text)


@pytest.fixture
def two(cast: Cast) -> Two:
    earlier, now = study(cast.ana, "Then", 1), study(cast.ana, "Now")
    builders.participant(now, cast.bo)
    return Two(earlier, now, factor(earlier, "Hosts drifted from their names."), factor(now, "Names and hosts drift."))


def test_what_shares_words_is_offered_first_then_others_of_its_kind(two, as_ana):
    factor(two.earlier, "Savings on storage.")
    factor(two.earlier, "Praise for speed.", kind="culture")
    text = as_ana.get(two.at).content.decode()
    assert text.index("Hosts drifted from their names.") < text.index("Savings on storage.")
    assert "Praise for speed." not in text


def test_choosing_one_links_it_and_it_can_be_taken_back(two, as_ana):
    assert as_ana.post(two.at, {"earlier": two.then.pk}).status_code == 302
    assert list(two.factor.seen_before.all()) == [two.then]
    text = as_ana.get(two.at).content.decode()
    removal = reverse("factors-earlier-removal", args=[two.now.pk, two.factor.pk, two.then.pk])
    assert removal in text
    assert as_ana.post(removal).status_code == 302
    assert as_ana.post(removal).status_code == 302
    assert not two.factor.seen_before.exists()


@pytest.mark.parametrize("chosen", ["", "nonsense", "\x00"])
def test_nothing_chosen_comes_back_and_links_nothing(two, as_ana, chosen):
    answer = as_ana.post(two.at, {"earlier": chosen})
    assert answer.status_code == 422
    assert "Hosts drifted from their names." in answer.content.decode()
    assert not two.factor.seen_before.exists()


def test_an_older_one_is_found_by_its_words(two, as_ana):
    factor(two.earlier, "Praise for speed.", kind="culture")
    assert "Praise for speed." in as_ana.get(two.at, {"q": "praise"}).content.decode()
    assert "has these words" in as_ana.get(two.at, {"q": "zebra"}).content.decode()
    assert as_ana.get(two.at, {"q": "\x00"}).status_code == 200


def test_a_later_one_is_neither_offered_nor_taken(two, cast, as_ana):
    later = factor(study(cast.ana, "Later", -1), "Names and hosts drift.")
    assert str(later.pk) not in as_ana.get(two.at).content.decode()
    answer = as_ana.post(two.at, {"earlier": later.pk})
    assert answer.status_code == 422
    assert "happened later" in answer.content.decode()


def test_of_what_one_cannot_read_nothing_is_offered_found_or_taken(two, cast, as_ana):
    hidden = factor(study(cast.cy, "Hidden", 2), "Names and hosts drift.")
    unlinked = factor(hidden.retrospective, "Names and hosts drift, too.")
    two.factor.seen_before.add(hidden)
    for query in ({}, {"q": "drift"}):
        text = as_ana.get(two.at, query).content.decode()
        assert str(hidden.pk) not in text
        assert str(unlinked.pk) not in text
        assert "Hidden" not in text
    for chosen in (hidden.pk, unlinked.pk, uuid4()):
        answer = as_ana.post(two.at, {"earlier": chosen})
        assert answer.status_code == 422
        assert "not in the list any more" in answer.content.decode()
    removal = reverse("factors-earlier-removal", args=[two.now.pk, two.factor.pk, hidden.pk])
    assert as_ana.post(removal).status_code == 404
    assert list(two.factor.seen_before.all()) == [hidden]


def test_a_participant_says_it_of_conditions_and_not_of_factors(two, cast, as_bo):
    builders.participant(two.earlier, cast.bo)
    then, now = (Condition.objects.create(retrospective=of, text="It was night.") for of in (two.earlier, two.now))
    at = reverse("conditions-earlier", args=[two.now.pk, now.pk])
    assert as_bo.post(at, {"earlier": then.pk}).status_code == 302
    assert list(now.seen_before.all()) == [then]
    assert as_bo.get(two.at).status_code == 403
    assert as_bo.post(two.at, {"earlier": two.then.pk}).status_code == 403
    offered = as_bo.get(reverse("patterns", args=[two.now.pk])).content.decode()
    assert at in offered
    assert two.at not in offered


def test_a_stranger_comes_to_none_of_it(two, as_cy, stranger):
    removal = reverse("factors-earlier-removal", args=[two.now.pk, two.factor.pk, two.then.pk])
    assert as_cy.get(two.at).status_code == 404
    assert as_cy.post(two.at, {"earlier": two.then.pk}).status_code == 404
    assert as_cy.post(removal).status_code == 404
    assert stranger.get(two.at).status_code == 302


def test_it_costs_the_same_however_many_are_offered(two, as_ana, django_assert_max_num_queries):
    with django_assert_max_num_queries(18) as few:
        as_ana.get(two.at)
    for n in range(20):
        factor(two.earlier, f"Names drifted in place {n}.")
    with django_assert_max_num_queries(18) as many:
        as_ana.get(two.at)
    assert len(few) == len(many)


def alike(text: str, *others: str) -> list[str]:
    return most_alike(text, others, say=str)


def test_sentences_that_share_no_word_are_not_alike():
    assert alike("The dump was missing.", "Savings on storage.", "When they were there.") == []


def test_endings_and_small_words_make_no_difference():
    assert alike("Hosts drifted.", "A host drifts and the others do not.") == ["A host drifts and the others do not."]


def test_a_word_that_few_have_ties_more_than_one_that_all_have():
    others = ("The database grew.", "The database slept.", "The runbook aged.")
    assert alike("The runbook of the database", *others)[0] == "The runbook aged."
