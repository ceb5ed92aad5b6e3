"""Explaining one part in full: what it did, what it believed, how that was reasonable; heard from people, never copied."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.components import analyse_component
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.actions.system import name_part
from secondstory.analysis.models import ComponentAnalysis, SystemPart
from secondstory.firsthand.actions.begin import begin_account
from secondstory.firsthand.actions.share import share_account
from secondstory.firsthand.actions.withdraw import withdraw_account
from secondstory.firsthand.actions.write import write_entry
from secondstory.firsthand.facets import Facet
from secondstory.firsthand.models import AccountEntry
from secondstory.firsthand.words import Words
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound, Refusal


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def job(study: Retrospective, cast: Cast) -> SystemPart:
    return name_part(study, "The backup job", by=cast.ana)


def wrote(study: Retrospective, person: Person) -> AccountEntry:
    account = begin_account(study.participants.get(person=person), by=person)
    return write_entry(account, Words(text="I saw nothing for ten minutes.", facet=Facet.SAW), by=person)


def test_it_keeps_what_is_told_and_leaves_the_rest(job, cast):
    analyse_component(job, by=cast.ana, believed="Version 9.2 is right.")
    analysis = analyse_component(job, by=cast.ana, information="No data directory said otherwise.")
    assert (analysis.believed, analysis.information) == ("Version 9.2 is right.", "No data directory said otherwise.")
    assert [event.kind for event in Event.objects.filter(kind__startswith="component_analysis")] == [
        "component_analysis.named",
        "component_analysis.changed",
    ]


def test_saying_it_twice_changes_nothing_and_saying_nothing_writes_nothing(job, cast):
    analyse_component(job, by=cast.ana)
    assert not ComponentAnalysis.objects.exists()
    for _ in range(2):
        analyse_component(job, by=cast.ana, goals="A usable copy each day.")
    assert Event.objects.filter(kind__startswith="component_analysis").count() == 1


def test_a_participant_and_somebody_outside_leave_it_to_the_facilitator(job, cast):
    with pytest.raises(NotAllowed):
        analyse_component(job, by=cast.bo, believed="It was right.")
    with pytest.raises(NotFound):
        analyse_component(job, by=cast.cy, believed="It was right.")
    assert not ComponentAnalysis.objects.exists()


def test_a_part_that_is_gone_is_not_found(job, cast):
    SystemPart.objects.filter(pk=job.pk).delete()
    with pytest.raises(NotFound):
        analyse_component(job, by=cast.ana, believed="It was right.")


def test_a_field_that_is_not_there_is_a_programming_matter(job, cast):
    with pytest.raises(LookupError):
        analyse_component(job, by=cast.ana, verdict="wrong")


def test_it_rests_on_what_was_shared_with_everybody_in_the_story(study, job, cast):
    entry = wrote(study, cast.bo)
    share_account(entry.account, "participants", by=cast.bo)
    analysis = analyse_component(job, by=cast.ana, heard_from=[entry])
    assert list(analysis.heard_from.all()) == [entry]


@pytest.mark.parametrize("rung", [None, "facilitator"])
def test_what_is_private_or_for_the_facilitator_alone_is_not_linked(study, job, cast, rung):
    entry = wrote(study, cast.bo)
    if rung:
        share_account(entry.account, rung, by=cast.bo)
    with pytest.raises(Refusal, match="not shared"):
        analyse_component(job, by=cast.ana, heard_from=[entry])
    assert not ComponentAnalysis.objects.exists()


def test_a_link_to_what_was_taken_back_stays_out_of_sight_and_is_not_in_the_way(study, job, cast):
    entry = wrote(study, cast.bo)
    share_account(entry.account, "participants", by=cast.bo)
    analyse_component(job, by=cast.ana, heard_from=[entry])
    withdraw_account(entry.account, by=cast.bo)
    analysis = analyse_component(job, by=cast.ana, goals="A copy.", heard_from=[])
    assert analysis.goals == "A copy."


def test_a_part_that_is_explained_is_not_taken_out(job, cast):
    analyse_component(job, by=cast.ana, believed="It was right.")
    with pytest.raises(Refusal, match="rests on this"):
        remove(job, by=cast.ana)


# what surrounded an act

DID = "It emptied the directory on db1."


@pytest.fixture
def engineer(study: Retrospective, cast: Cast) -> SystemPart:
    return name_part(study, "On-call engineer", kind="role", by=cast.ana)


@pytest.mark.requirement("R-001-46")
@pytest.mark.parametrize("kind", ["role", "team", "organization"])
def test_what_people_did_waits_for_what_surrounded_it(engineer, cast, kind):
    SystemPart.objects.filter(pk=engineer.pk).update(kind=kind)
    engineer.refresh_from_db()
    with pytest.raises(Refusal, match="What was it like there") as told:
        analyse_component(engineer, by=cast.ana, contribution=DID, believed="This is db2.")
    assert (told.value.code, told.value.field) == ("needs_its_circumstances", "information")
    assert not ComponentAnalysis.objects.exists()
    assert not Event.objects.filter(kind__startswith="component_analysis").exists()


@pytest.mark.requirement("R-001-46")
@pytest.mark.parametrize("name", ["information", "tools", "goals", "pressures", "history"])
def test_one_line_of_what_surrounded_it_is_enough(engineer, cast, name):
    analysis = analyse_component(engineer, by=cast.ana, contribution=DID, **{name: "Two troubles at once."})
    assert analysis.contribution == DID


def test_what_surrounded_it_may_be_told_first(engineer, cast):
    analyse_component(engineer, by=cast.ana, pressures="Two troubles at once.")
    assert analyse_component(engineer, by=cast.ana, contribution=DID).contribution == DID


def test_what_a_program_did_needs_nothing_beside_it(job, cast):
    assert analyse_component(job, by=cast.ana, contribution="It wrote nothing.").contribution


def test_what_surrounded_it_is_not_all_taken_away_from_under_it(engineer, cast):
    analyse_component(engineer, by=cast.ana, contribution=DID, pressures="Two troubles at once.")
    with pytest.raises(Refusal, match="What was it like there"):
        analyse_component(engineer, by=cast.ana, pressures=" ")
    assert ComponentAnalysis.objects.get().pressures == "Two troubles at once."


def test_what_was_kept_earlier_stays_until_it_is_told_anew(study, engineer, cast):
    ComponentAnalysis.objects.create(retrospective=study, part=engineer, contribution=DID)
    analyse_component(engineer, by=cast.ana, believed="This is db2.")
    with pytest.raises(Refusal, match="What was it like there"):
        analyse_component(engineer, by=cast.ana, contribution=f"{DID} At once.")
    assert ComponentAnalysis.objects.get().contribution == DID
