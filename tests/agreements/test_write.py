"""Those who do the work write where its line is, in versions that all stay."""

from __future__ import annotations

import pytest
from tests.agreements.conftest import TEXT, TITLE, begin, to_come
from tests.cast import Cast

from secondstory.agreements.actions.write import write_version
from secondstory.agreements.models import Agreement, AgreementVersion
from secondstory.journal.models import Event
from secondstory.people.models import Team
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-001-50")


def test_somebody_of_the_team_writes_it(cast: Cast):
    version = begin(cast.ana, cast.storage)
    kept = AgreementVersion.objects.get()
    assert (kept.number, kept.title, kept.text, kept.created_by) == (1, TITLE, TEXT, cast.ana)
    assert list(version.agreement.teams.all()) == [cast.storage]
    event = Event.objects.get(kind="agreement.written")
    assert (event.subject_id, event.by, event.facts) == (version.agreement_id, cast.ana, {"number": 1})


def test_written_twice_it_is_one(cast: Cast):
    assert begin(cast.ana, cast.storage) == begin(cast.ana, cast.storage)
    assert Event.objects.filter(kind="agreement.written").count() == 1


@pytest.mark.requirement("R-001-51")
def test_somebody_of_another_team_or_who_leads_does_not(cast: Cast, dee):
    for outsider in (cast.cy, dee):
        with pytest.raises(NotAllowed):
            begin(outsider, cast.storage)
    with pytest.raises(NotAllowed):
        begin(dee, is_for_all=True)
    assert begin(cast.ana, cast.storage)


def test_it_may_be_about_several_teams_or_about_everybody(cast: Cast):
    both = begin(cast.ana, cast.storage, cast.billing)
    everybody = begin(cast.cy, is_for_all=True)
    assert set(both.agreement.teams.all()) == {cast.storage, cast.billing}
    assert everybody.agreement.is_for_all
    for whose in ({}, {"is_for_all": True}):
        with pytest.raises(Refusal) as refused:
            begin(cast.ana, *([cast.storage] if whose else []), **whose)
        assert refused.value.field == "whom"


def test_people_of_a_team_within_do_the_work_of_the_team_above(cast: Cast):
    above = Team.objects.create(name="Everything that keeps", slug="keeps")
    Team.objects.filter(pk=cast.storage.pk).update(parent=above)
    assert begin(cast.ana, above)
    with pytest.raises(NotAllowed):
        begin(cast.cy, above)


def test_the_next_version_says_what_is_different_and_the_first_stays(cast: Cast, published):
    agreement = published.agreement
    with pytest.raises(Refusal, match="what is different"):
        write_version(agreement, TITLE, "Otherwise.", by=cast.bo, look_again_on=to_come())
    second = write_version(agreement, TITLE, "Otherwise.", by=cast.bo, look_again_on=to_come(), why="It grew.")
    assert [(one.number, one.text) for one in agreement.versions.all()] == [(1, TEXT), (2, "Otherwise.")]
    assert (second.created_by, second.why) == (cast.bo, "It grew.")
    assert Event.objects.filter(kind="agreement.written").last().facts == {"number": 2}


def test_the_next_version_sent_twice_is_one(cast: Cast, draft):
    told = {"by": cast.bo, "look_again_on": to_come(), "why": "It grew."}
    first = write_version(draft.agreement, TITLE, "Otherwise.", **told)
    assert write_version(draft.agreement, TITLE, "Otherwise.", **told) == first


def test_cy_writes_no_version_and_learns_of_no_draft(cast: Cast, draft, dee):
    for outsider in (cast.cy, dee):
        with pytest.raises(NotFound):
            write_version(draft.agreement, TITLE, "Otherwise.", by=outsider, look_again_on=to_come(), why="So.")


def test_cy_writes_none_of_what_he_reads_either(cast: Cast, published, dee):
    for outsider in (cast.cy, dee):
        with pytest.raises(NotAllowed) as refused:
            write_version(published.agreement, TITLE, "Otherwise.", by=outsider, look_again_on=to_come(), why="So.")
        assert refused.value.code == "practice_only"
    assert Agreement.objects.get().versions.count() == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [({"title": " "}, "title"), ({"text": " "}, "text"), ({"look_again_on": to_come(0)}, "look_again_on")],
)
def test_it_says_something_and_names_a_day_to_come(cast: Cast, told, field):
    with pytest.raises(Refusal) as refused:
        begin(cast.ana, cast.storage, **told)
    assert refused.value.field == field
