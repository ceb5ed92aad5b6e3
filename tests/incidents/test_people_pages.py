"""The people of a study on a page: six ways of being part, who prepares it, and how everybody is shown."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import ConflictCheck, Participant, Retrospective, StudyRole
from secondstory.journal.models import Event


@pytest.fixture
def study(cast: Cast):
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    return study


def at(name: str, study: Retrospective, *more: object) -> str:
    return reverse(name, args=[study.pk, *more])


def page(client: Client, study: Retrospective) -> str:
    return client.get(at("people-of-study", study)).text


def test_somebody_is_added_and_shown_by_role(as_ana: Client, as_bo: Client, cast: Cast, study):
    given = {"person": str(cast.bo.pk), "role_label": "second on call", "involvements": ["responded", "affected"]}
    assert as_ana.post(at("participants", study), given).status_code == 303
    assert page(as_ana, study).count("second on call") >= 3
    assert "that is you" in page(as_bo, study)


def test_a_reader_sees_roles_and_no_names_of_participants(as_cy: Client, cast: Cast, study):
    Retrospective.objects.update(work_open_to="organization")
    cast.bo.display_name = "Bo Bergström"
    cast.bo.save()
    builders.participant(study, cast.bo, role_label="second on call")
    shown = page(as_cy, study)
    assert "second on call" in shown
    assert "Bergstr" not in shown
    assert cast.bo.email not in shown


def test_what_nobody_did_yet_is_asked_about(as_ana: Client, study):
    assert "Who noticed first that something was off?" in page(as_ana, study)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"role_label": ""}, "needed"),
        ({"role_label": "a" * 1_000_000}, "at most 120"),
        ({"role_label": "a\x00b"}, "NUL byte"),
        ({"involvements": ["watched"]}, "not in the list"),
        ({"person": "somebody"}, "not in the list"),
    ],
    ids=["empty", "1 MB", "nul", "involvement", "person"],
)
def test_what_cannot_be_is_told_with_what_was_typed(as_ana: Client, study, wrong, says):
    given = {"role_label": "second on call", "involvements": ["responded"], **wrong}
    answer = as_ana.post(at("participants", study), given)
    assert answer.status_code == 422
    assert says in answer.text
    assert str(given["role_label"]).replace("\x00", "") in answer.text.replace("\x00", "")
    assert not Participant.objects.exists()


def test_how_somebody_takes_part_is_corrected_by_them_and_by_the_facilitator(as_ana, as_bo, cast: Cast, study):
    bo = builders.participant(study, cast.bo)
    address = at("participant", study, bo.pk)
    as_bo.post(address, {"role_label": "second on call", "involvements": ["diagnosed"]})
    bo.refresh_from_db()
    assert (bo.role_label, bo.involvements) == ("second on call", ["diagnosed"])
    as_ana.post(address, {"role_label": "second on call", "reports_to_facilitator": "on"})
    bo.refresh_from_db()
    assert bo.reports_to_facilitator


def test_a_correction_that_cannot_be_is_told_at_the_right_person(as_ana: Client, cast: Cast, study):
    bo, cy = builders.participant(study, cast.bo), builders.participant(study, cast.cy, role_label="reader")
    answer = as_ana.post(at("participant", study, bo.pk), {"role_label": "x" * 500})
    assert answer.status_code == 422
    assert f'id="p{bo.pk.hex}_role_label_error"' in answer.text
    assert f'id="p{cy.pk.hex}_role_label_error"' not in answer.text


def test_everybody_is_invited_at_once_or_one_by_one(as_ana: Client, cast: Cast, study):
    bo = builders.participant(study, cast.bo, invited_at=None)
    builders.participant(study, cast.cy, invited_at=None)
    as_ana.post(at("study-invitations", study), {"participant": str(bo.pk)})
    assert study.participants.filter(invited_at=None).count() == 1
    as_ana.post(at("study-invitations", study))
    assert not study.participants.filter(invited_at=None).exists()


def test_invariant_19_only_the_person_is_asked_how_to_be_shown(as_ana: Client, as_bo: Client, cast: Cast, study):
    bo = builders.participant(study, cast.bo)
    address = at("participant-display", study, bo.pk)
    assert address in page(as_bo, study)
    assert address not in page(as_ana, study)
    assert as_ana.post(address, {"display": "name"}).status_code == 403
    as_bo.post(address, {"display": "anonymous"})
    assert "someone who was there" in page(as_ana, study)


def test_a_choice_that_is_not_there_is_told(as_bo: Client, cast: Cast, study):
    bo = builders.participant(study, cast.bo)
    assert as_bo.post(at("participant-display", study, bo.pk), {"display": "photo"}).status_code == 422


def test_somebody_leaves_and_no_longer_reads_it(as_bo: Client, cast: Cast, study):
    bo = builders.participant(study, cast.bo)
    assert as_bo.post(at("participant-departure", study, bo.pk))["Location"] == reverse("studies")
    assert as_bo.get(at("people-of-study", study)).status_code == 404


# --- who prepares it


def test_neutral_people_stand_first_and_the_three_nots_beside_them(as_ana: Client, cast: Cast, study):
    builders.participant(study, cast.bo, involvements=["responded"])
    shown = page(as_ana, study)
    for words in ("thought at fault", "because they handled it", "because they know best", "Neutral beats expert"):
        assert words in shown
    picker = shown[shown.index('id="facilitator_person"') :]
    order = [picker.index(words) for words in ("Not near it", "cy@example.org", "On the team", "ana@example.org")]
    assert order == sorted(order)
    assert picker.index("Part of this story") < picker.index("bo@example.org")


def test_the_study_is_handed_over(as_ana: Client, cast: Cast, study):
    builders.participant(study, cast.ana)
    as_ana.post(at("study-facilitator", study), {"person": str(cast.cy.pk)})
    assert StudyRole.objects.get(role="facilitator").person == cast.cy


def test_invariant_16_the_facilitator_says_how_near_they_are(as_ana: Client, study):
    address = at("study-nearness", study)
    asked = as_ana.post(address, {"was_involved": "on", "reason": ""})
    assert asked.status_code == 422
    assert "all the same" in asked.text
    assert not ConflictCheck.objects.exists()
    as_ana.post(address, {"was_involved": "on", "reason": "We are three people."})
    assert "We are three people." in page(as_ana, study)


def test_invariant_16_a_no_that_the_page_contradicts_is_told(as_ana: Client, cast: Cast, study):
    builders.participant(study, cast.ana, involvements=["diagnosed"])
    asked = as_ana.post(at("study-nearness", study), {"reason": "Typed already"})
    assert asked.status_code == 422
    assert "worked out what was going on. Say yes here" in asked.text
    assert "Typed already" in asked.text


# --- roles


def test_a_role_is_given_and_taken_back(as_ana: Client, cast: Cast, study):
    as_ana.post(at("study-roles", study), {"person": str(cast.cy.pk), "role": "reviewer"})
    role = StudyRole.objects.get(role="reviewer")
    assert "Reviewer: Cy" in page(as_ana, study)
    as_ana.post(at("study-role-end", study, role.pk))
    assert not StudyRole.objects.filter(role="reviewer").exists()


def test_a_role_that_is_not_there_is_told(as_ana: Client, cast: Cast, study):
    assert as_ana.post(at("study-roles", study), {"person": str(cast.cy.pk), "role": "judge"}).status_code == 422
    assert as_ana.post(at("study-roles", study), {"person": "", "role": "reviewer"}).status_code == 422


# --- who may


def writes(study: Retrospective, cast: Cast) -> list[tuple[str, dict[str, str]]]:
    bo = study.participants.get(person=cast.bo)
    return [
        (at("study-facilitator", study), {"person": str(cast.cy.pk)}),
        (at("study-nearness", study), {}),
        (at("participants", study), {"role_label": "captain"}),
        (at("participant", study, bo.pk), {"role_label": "captain"}),
        (at("participant-departure", study, bo.pk), {}),
        (at("participant-display", study, bo.pk), {"display": "name"}),
        (at("study-invitations", study), {}),
        (at("study-roles", study), {"person": str(cast.cy.pk), "role": "reviewer"}),
        (at("study-role-end", study, study.roles.get().pk), {}),
    ]


def test_a_stranger_changes_and_learns_nothing(as_cy: Client, stranger: Client, cast: Cast, study):
    builders.participant(study, cast.bo)
    for address, given in writes(study, cast):
        assert as_cy.post(address, given).status_code == 404, address
        assert stranger.post(address, given).status_code == 302, address
    assert as_cy.get(at("people-of-study", study)).status_code == 404
    assert not Event.objects.exists()


def test_somebody_who_takes_part_steers_nothing_of_others(as_cy: Client, cast: Cast, study):
    builders.participant(study, cast.bo)
    builders.participant(study, cast.cy)
    for address, given in writes(study, cast):
        assert as_cy.post(address, given).status_code == 403, address
    assert not Event.objects.exists()


def test_a_participant_of_another_study_is_not_reached_through_this_one(as_ana: Client, cast: Cast, study):
    elsewhere = builders.participant(builders.study(cast.bo), cast.cy)
    assert as_ana.post(at("participant", study, elsewhere.pk), {"role_label": "captain"}).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_takes_few_statements_however_many_people(
    as_ana: Client, cast: Cast, study, count, django_assert_max_num_queries
):
    for number in range(count):
        builders.participant(study, None, role_label=f"{number}", involvements=["responded"])
    builders.participant(study, cast.bo, involvements=["decided"])
    builders.role(study, cast.cy, "reviewer")
    with django_assert_max_num_queries(15):
        as_ana.get(at("people-of-study", study))
