"""A version holds once those who do the work have reviewed it; and never before."""

from __future__ import annotations

import pytest
from tests.agreements.conftest import begin, to_come
from tests.cast import Cast

from secondstory.agreements.actions.publish import publish_version
from secondstory.agreements.actions.retire import retire_agreement
from secondstory.agreements.actions.review import review_version
from secondstory.agreements.actions.write import write_version
from secondstory.agreements.models import AgreementPublication
from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-001-51")


def test_reviewed_it_is_published(cast: Cast, reviewed):
    publish_version(reviewed, by=cast.ana, audience="organization")
    event = Event.objects.get(kind="agreement.published")
    assert (event.by, event.facts) == (cast.ana, {"number": 1, "audience": "organization"})


def test_twice_is_once(cast: Cast, reviewed):
    assert publish_version(reviewed, by=cast.ana) == publish_version(reviewed, by=cast.bo)
    assert Event.objects.filter(kind="agreement.published").count() == 1


def test_nobody_takes_for_closed_what_somebody_opened_meanwhile(cast: Cast, reviewed):
    publish_version(reviewed, by=cast.ana, audience="organization")
    with pytest.raises(Conflict, match="for others than you chose"):
        publish_version(reviewed, by=cast.bo, audience="team")


def test_without_a_review_it_is_refused(cast: Cast, draft):
    with pytest.raises(Refusal) as refused:
        publish_version(draft, by=cast.ana)
    assert refused.value.code == "not_reviewed"
    assert "somebody of Storage" in refused.value.sentence
    assert not AgreementPublication.objects.exists()


def test_whoever_is_not_of_the_practice_does_not_publish(cast: Cast, reviewed, dee):
    for outsider in (cast.cy, dee):
        with pytest.raises(NotFound):
            publish_version(reviewed, by=outsider)
    publish_version(reviewed, by=cast.bo, audience="organization")
    for outsider in (cast.cy, dee):
        with pytest.raises(NotAllowed):
            publish_version(reviewed, by=outsider)


def test_each_version_is_reviewed_anew(cast: Cast, published):
    second = write_version(
        published.agreement, "Else", "Otherwise.", by=cast.bo, look_again_on=to_come(), why="It grew."
    )
    with pytest.raises(Refusal, match="somebody of Storage"):
        publish_version(second, by=cast.bo)
    review_version(second, is_so=True, by=cast.ana)
    assert publish_version(second, by=cast.bo)


def test_what_is_about_everybodys_work_everybody_reads(cast: Cast):
    draft = begin(cast.ana, is_for_all=True)
    for person in (cast.bo, cast.cy):
        review_version(draft, is_so=True, by=person)
    assert publish_version(draft, by=cast.ana, audience="team").audience == "organization"


def test_a_retired_one_is_not_published(cast: Cast, reviewed):
    retire_agreement(reviewed.agreement, because="The tool is gone.", by=cast.bo)
    with pytest.raises(Refusal) as refused:
        publish_version(reviewed, by=cast.ana)
    assert refused.value.code == "retired"
