"""The people of a study: added, corrected, invited, taken out; and shown as they choose themselves."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.add_participant import add_participant
from secondstory.incidents.actions.change_participant import change_participant
from secondstory.incidents.actions.choose_display import choose_display
from secondstory.incidents.actions.invite_participants import invite_participants
from secondstory.incidents.actions.remove_participant import remove_participant
from secondstory.incidents.guards import all_invited
from secondstory.incidents.models import Involvement, Participant, Retrospective
from secondstory.incidents.policies import can_contribute
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

ROLE = "on-call engineer"


@pytest.fixture
def study(cast: Cast):
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    return study


@pytest.mark.requirement("R-000-30", "R-000-31", "R-000-32", "R-000-33", "R-000-34")
def test_somebody_is_added_with_all_six_ways_of_being_part(cast: Cast, study):
    given = reversed(Involvement.values)
    bo = add_participant(study, person=cast.bo, role_label=ROLE, involvements=given, by=cast.ana)
    assert bo.involvements == ["decided", "identified", "responded", "diagnosed", "affected", "interested"]
    assert can_contribute(study, cast.bo)


@pytest.mark.requirement("R-000-34")
def test_somebody_outside_takes_part_as_a_role(cast: Cast, study):
    customer = add_participant(
        study, role_label="customer of the upload service", involvements=["affected"], by=cast.ana
    )
    assert (customer.person, customer.shown_as) == (None, "customer of the upload service")


def test_adding_twice_changes_nothing(cast: Cast, study):
    for person in (cast.bo, None):
        first = add_participant(study, person=person, role_label=ROLE, by=cast.ana)
        assert add_participant(study, person=person, role_label=ROLE, involvements=["decided"], by=cast.ana) == first
    assert [p.involvements for p in study.participants.all()] == [[], []]
    assert Event.objects.filter(kind="study.participant_added").count() == 2


def test_the_journal_knows(cast: Cast, study):
    bo = add_participant(study, person=cast.bo, role_label=ROLE, by=cast.ana)
    event = Event.objects.get(kind="study.participant_added")
    assert (event.by, event.facts) == (cast.ana, {"participant": str(bo.pk)})


def test_only_the_facilitator_adds(cast: Cast, study):
    with pytest.raises(NotFound):
        add_participant(study, person=cast.cy, role_label=ROLE, by=cast.cy)
    builders.participant(study, cast.bo)
    with pytest.raises(NotAllowed):
        add_participant(study, person=cast.cy, role_label=ROLE, by=cast.bo)
    assert study.participants.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"role_label": " "}, "role_label"),
        ({"role_label": "a" * 1_000_000}, "role_label"),
        ({"role_label": "a\x00"}, "role_label"),
        ({"involvements": ["watched from afar"]}, "involvements"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(cast: Cast, study, wrong, field):
    with pytest.raises(Refusal) as refused:
        add_participant(study, by=cast.ana, **{"role_label": ROLE, **wrong})
    assert refused.value.field == field
    assert not study.participants.exists()


def test_a_final_study_keeps_its_people(cast: Cast, study):
    bo = builders.participant(study, cast.bo)
    Retrospective.objects.update(state="final", finalized_at=builders.NOON)
    for change in (
        lambda: add_participant(study, person=cast.cy, role_label=ROLE, by=cast.ana),
        lambda: change_participant(bo, role_label="captain", by=cast.ana),
        lambda: remove_participant(bo, by=cast.ana),
    ):
        study.refresh_from_db()
        with pytest.raises(Refusal, match="is final"):
            change()


# --- corrected


def test_the_facilitator_and_the_person_correct_how_they_take_part(cast: Cast, study):
    bo = builders.participant(study, cast.bo)
    change_participant(bo, involvements=["diagnosed"], reports_to_facilitator=True, by=cast.ana)
    change_participant(bo, role_label="second on call", by=cast.bo)
    bo.refresh_from_db()
    assert (bo.role_label, bo.involvements, bo.reports_to_facilitator) == ("second on call", ["diagnosed"], True)


def test_another_participant_does_not(cast: Cast, study):
    bo = builders.participant(study, cast.bo)
    builders.participant(study, cast.cy)
    with pytest.raises(NotAllowed):
        change_participant(bo, role_label="captain", by=cast.cy)
    with pytest.raises(NotAllowed):
        change_participant(bo, reports_to_facilitator=True, by=cast.bo)


def test_the_same_again_changes_nothing(cast: Cast, study):
    bo = builders.participant(study, cast.bo)
    change_participant(bo, role_label=bo.role_label, involvements=[], by=cast.ana)
    assert not Event.objects.filter(kind="study.participant_changed").exists()
    change_participant(bo, involvements=["affected"], by=cast.ana)
    assert Event.objects.get(kind="study.participant_changed").by == cast.ana


# --- invited


def test_everybody_who_was_not_invited_yet_is_invited(cast: Cast, study):
    bo, cy = builders.participant(study, cast.bo), builders.participant(study, cast.cy, invited_at=None)
    builders.participant(study, None, role_label="vendor", invited_at=None)
    assert not all_invited(study)
    assert invite_participants(study, by=cast.ana) == [cy]
    assert all_invited(study)
    bo.refresh_from_db()
    assert bo.invited_at == builders.NOON


def test_inviting_twice_changes_nothing(cast: Cast, study):
    cy = builders.participant(study, cast.cy, invited_at=None)
    invite_participants(study, by=cast.ana, only=[cy])
    assert invite_participants(study, by=cast.ana, only=[cy]) == []
    assert Event.objects.get(kind="study.participant_invited").facts == {"participant": str(cy.pk)}


def test_a_role_without_a_person_has_no_address(cast: Cast, study):
    vendor = builders.participant(study, None, invited_at=None)
    with pytest.raises(Refusal, match="Speak with them"):
        invite_participants(study, by=cast.ana, only=[vendor])


def test_only_the_facilitator_invites(cast: Cast, study):
    builders.participant(study, cast.bo, invited_at=None)
    with pytest.raises(NotAllowed):
        invite_participants(study, by=cast.bo)
    with pytest.raises(NotFound):
        invite_participants(study, by=cast.cy)
    assert not all_invited(study)


def test_somebody_of_another_study_is_not_invited_here(cast: Cast, study):
    elsewhere = builders.participant(builders.study(cast.bo), cast.cy, invited_at=None)
    with pytest.raises(NotFound):
        invite_participants(study, by=cast.ana, only=[elsewhere])


# --- taken out


def test_somebody_taken_out_no_longer_reads_it(cast: Cast, study):
    bo = add_participant(study, person=cast.bo, role_label=ROLE, by=cast.ana)
    assert Retrospective.objects.visible_to(cast.bo).exists()
    remove_participant(bo, by=cast.ana)
    assert not Retrospective.objects.visible_to(cast.bo).exists()
    assert not can_contribute(study, cast.bo)
    assert Participant.objects.filter(pk=bo.pk).exists()


def test_everybody_may_leave_by_themselves(cast: Cast, study):
    bo = builders.participant(study, cast.bo)
    builders.participant(study, cast.cy)
    with pytest.raises(NotAllowed):
        remove_participant(bo, by=cast.cy)
    assert remove_participant(bo, by=cast.bo).left_at


def test_leaving_twice_changes_nothing(cast: Cast, study):
    bo = builders.participant(study, cast.bo)
    first = remove_participant(bo, by=cast.ana).left_at
    assert remove_participant(bo, by=cast.ana).left_at == first
    assert Event.objects.get(kind="study.participant_left").by == cast.ana


def test_somebody_who_left_can_come_back(cast: Cast, study):
    bo = remove_participant(builders.participant(study, cast.bo), by=cast.ana)
    back = add_participant(study, person=cast.bo, role_label="reader of the logs", by=cast.ana)
    assert (back, back.left_at, back.role_label) == (bo, None, "reader of the logs")


def test_nobody_waits_for_somebody_who_left(cast: Cast, study):
    bo = builders.participant(study, cast.bo, invited_at=None)
    remove_participant(bo, by=cast.ana)
    assert all_invited(study)


# --- shown


@pytest.mark.requirement("R-000-24", "R-001-30", "R-001-40")
@pytest.mark.parametrize(("display", "shown"), [("role", ROLE), ("name", "Bo"), ("anonymous", "someone who was there")])
def test_invariant_19_people_are_shown_as_they_choose_themselves(cast: Cast, study, display, shown):
    bo = builders.participant(study, cast.bo)
    assert bo.shown_as == ROLE
    choose_display(bo, display, by=cast.bo)
    bo.refresh_from_db()
    assert bo.shown_as == shown


@pytest.mark.requirement("R-001-30")
def test_invariant_19_nobody_else_chooses_it(cast: Cast, study):
    bo, label = builders.participant(study, cast.bo), builders.participant(study, None)
    builders.grant(cast.ana, "steward")
    for somebody in (bo, label):
        with pytest.raises(NotAllowed, match="chooses for themselves"):
            choose_display(somebody, "name", by=cast.ana)
        with pytest.raises(NotFound):
            choose_display(somebody, "name", by=cast.cy)
    assert {p.display for p in study.participants.all()} == {"role"}


def test_invariant_19_it_can_be_chosen_after_the_study_is_final(cast: Cast, study):
    bo = builders.participant(study, cast.bo, display="name")
    Retrospective.objects.update(state="final", finalized_at=builders.NOON)
    assert choose_display(bo, "anonymous", by=cast.bo).shown_as == "someone who was there"


def test_choosing_the_same_twice_changes_nothing(cast: Cast, study):
    bo = builders.participant(study, cast.bo)
    choose_display(bo, "name", by=cast.bo)
    choose_display(bo, "name", by=cast.bo)
    assert Event.objects.get(kind="study.display_chosen").by == cast.bo


def test_a_way_of_being_shown_that_is_not_there_is_told(cast: Cast, study):
    with pytest.raises(Refusal) as refused:
        choose_display(builders.participant(study, cast.bo), "photograph", by=cast.bo)
    assert refused.value.field == "display"
