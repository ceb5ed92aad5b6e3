"""Somebody who does the work and did not write it says whether it is so."""

from __future__ import annotations

import pytest
from tests.agreements.conftest import begin, to_come
from tests.cast import Cast

from secondstory.agreements.actions.review import review_version
from secondstory.agreements.actions.write import write_version
from secondstory.agreements.models import AgreementReview
from secondstory.agreements.queries import reviews_of, still_asked
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-001-51")


def test_bo_reviews_what_ana_wrote(cast: Cast, draft):
    assert still_asked(draft) == "somebody of Storage"
    review_version(draft, is_so=True, by=cast.bo)
    assert still_asked(draft) == ""
    event = Event.objects.get(kind="agreement.reviewed")
    assert (event.by, event.facts) == (cast.bo, {"number": 1, "is_so": True})


def test_ana_does_not_review_her_own(cast: Cast, draft):
    with pytest.raises(NotAllowed) as refused:
        review_version(draft, is_so=True, by=cast.ana)
    assert refused.value.code == "own_version"
    assert review_version(draft, is_so=True, by=cast.bo)


def test_whoever_is_not_of_the_practice_does_not(cast: Cast, draft, dee):
    for outsider in (cast.cy, dee):
        with pytest.raises(NotFound):
            review_version(draft, is_so=True, by=outsider)
    assert not AgreementReview.objects.exists()


def test_twice_is_once(cast: Cast, draft):
    for _ in range(2):
        review_version(draft, is_so=True, by=cast.bo)
    assert AgreementReview.objects.count() == Event.objects.filter(kind="agreement.reviewed").count() == 1


def test_not_yet_says_what_and_what_was_said_last_counts(cast: Cast, draft):
    with pytest.raises(Refusal, match="not so yet"):
        review_version(draft, is_so=False, by=cast.bo)
    review_version(draft, is_so=True, by=cast.bo)
    review_version(draft, is_so=False, text="With an older copy one waits for the morning.", by=cast.bo)
    assert still_asked(draft) == "somebody of Storage"
    assert [one.is_so for one in reviews_of(draft)] == [False]
    assert AgreementReview.objects.count() == 2


def test_each_team_that_is_named_reviews_it(cast: Cast):
    draft = begin(cast.ana, cast.storage, cast.billing)
    review_version(draft, is_so=True, by=cast.cy)
    assert still_asked(draft) == "somebody of Storage"
    review_version(draft, is_so=True, by=cast.bo)
    assert still_asked(draft) == ""


def test_of_what_is_everybodys_people_of_two_teams_do(cast: Cast):
    draft = begin(cast.ana, is_for_all=True)
    assert still_asked(draft) == "somebody of each of two teams"
    review_version(draft, is_so=True, by=cast.bo)
    assert still_asked(draft) == "somebody of another team"
    review_version(draft, is_so=True, by=cast.cy)
    assert still_asked(draft) == ""


def test_the_newest_version_alone_is_reviewed(cast: Cast, draft):
    write_version(draft.agreement, "Else", "Otherwise.", by=cast.bo, look_again_on=to_come(), why="It grew.")
    with pytest.raises(Refusal) as refused:
        review_version(draft, is_so=True, by=cast.bo)
    assert refused.value.code == "older_version"
