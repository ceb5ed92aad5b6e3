"""What waits for those who do the work stands on their first page, and on nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.agreements.conftest import begin, to_come
from tests.cast import Cast

from secondstory.agreements.actions.retire import retire_agreement
from secondstory.agreements.actions.review import review_version
from secondstory.agreements.actions.write import write_version
from secondstory.people.models import Person, TeamMembership
from secondstory.publishing.home import home_of

DRAFT, AGAIN = "Is that where you would draw the line?", "Does it still hold?"


def asked(*people) -> list[list[str]]:
    return [[ask.what.partition("? ")[0] + "?" for ask in home_of(person).asks] for person in people]


@pytest.mark.requirement("R-001-51")
def test_a_draft_asks_the_others_of_its_practice(cast: Cast, draft, dee):
    assert asked(cast.ana, cast.bo, cast.cy, dee) == [[], [DRAFT], [], []]
    (ask,) = home_of(cast.bo).asks
    assert ask.url == f"/agreements/{draft.agreement_id}/versions/1/"


def test_whoever_has_said_something_is_asked_no_more(cast: Cast, draft):
    review_version(draft, is_so=False, text="Not at night.", by=cast.bo)
    assert asked(cast.bo) == [[]]
    write_version(draft.agreement, "Else", "Else.", by=cast.ana, look_again_on=to_come(), why="Nights.")
    assert asked(cast.bo) == [[DRAFT]]


def test_a_team_that_was_heard_is_asked_no_more(cast: Cast):
    draft = begin(cast.ana, cast.storage, cast.billing)
    review_version(draft, is_so=True, by=cast.bo)
    assert asked(cast.bo, cast.cy) == [[], [DRAFT]]
    retire_agreement(draft.agreement, because="Never mind.", by=cast.ana)
    assert asked(cast.cy) == [[]]


def test_a_team_that_thought_better_of_it_is_asked_again(cast: Cast):
    TeamMembership.objects.create(person=cast.cy, team=cast.storage)
    draft = begin(cast.ana, cast.storage)
    review_version(draft, is_so=True, by=cast.bo)
    assert asked(cast.cy) == [[]]
    review_version(draft, is_so=False, text="At night nobody looks.", by=cast.bo)
    assert asked(cast.bo, Person.objects.get(pk=cast.cy.pk)) == [[], [DRAFT]]


@pytest.mark.requirement("R-001-50")
def test_when_its_day_has_come_its_practice_is_asked(cast: Cast, published):
    assert asked(cast.ana, cast.cy) == [[], []]
    with time_machine.travel(timezone.now() + timedelta(days=181), tick=False):
        assert asked(cast.ana, cast.bo, cast.cy) == [[AGAIN], [AGAIN], []]
        write_version(published.agreement, "Else", "Else.", by=cast.ana, look_again_on=to_come(), why="It grew.")
        assert asked(cast.ana, cast.bo) == [[], [DRAFT]]
