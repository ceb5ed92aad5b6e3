"""Whose doing something good was is shown once that person agreed, and to nobody a moment before."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.credit import agree_to_credit, decline_credit, propose_credit
from secondstory.analysis.actions.strengths import name_strength
from secondstory.analysis.models import Credit, Strength
from secondstory.incidents.models import Participant, Retrospective
from secondstory.journal.models import Event
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.writeup.document import document

pytestmark = pytest.mark.requirement("R-002-63", "R-002-74")


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    """Ana facilitates; Bo, the one who is thanked, and Dee take part; whoever is here may look on."""
    study = builders.study(cast.ana, team=cast.storage, work_open_to="organization")
    builders.role(study, cast.ana)
    dee = Person.objects.create(email="dee@example.org", display_name="Dee", password="!")
    builders.participant(study, dee, role_label="night watch")
    return study


@pytest.fixture
def bo(study, cast) -> Participant:
    return builders.participant(study, cast.bo, role_label="zebrafish engineer")


@pytest.fixture
def strength(study, cast) -> Strength:
    return name_strength(study, "A copy was taken by hand that noon.", by=cast.ana)


@pytest.fixture
def credit(strength, bo, cast) -> Credit:
    return propose_credit(strength, bo, by=cast.ana)


def page(strength: Strength) -> str:
    return reverse("strength-credits", args=[strength.retrospective_id, strength.pk])


def at(credit: Credit, name: str) -> str:
    return reverse(f"strength-credit-{name}", args=[credit.strength.retrospective_id, credit.strength_id, credit.pk])


def shows(client, strength: Strength) -> list[bool]:
    """Whether the analysis and the strength's own page name the person."""
    addresses = (reverse("analysis", args=[strength.retrospective_id]), page(strength))
    return ["the zebrafish engineer" in client.get(address).content.decode().lower() for address in addresses]


def test_only_the_person_the_facilitator_and_the_proposer_know_of_a_proposal(
    credit, strength, cast, as_ana, as_bo, as_cy
):
    dee = Person.objects.get(display_name="Dee")
    for person, sees in ((cast.ana, True), (cast.bo, True), (cast.cy, False), (dee, False), (None, False)):
        assert Credit.objects.visible_to(person).exists() is sees
    assert shows(as_cy, strength) == [False, False]
    assert shows(as_ana, strength) == [False, True]
    assert "may you be named?" in as_bo.get(reverse("analysis", args=[strength.retrospective_id])).content.decode()
    assert "may you be named?" not in as_ana.get(reverse("analysis", args=[strength.retrospective_id])).content.decode()


def test_once_they_agree_whoever_reads_the_study_sees_it_and_never_a_name_they_did_not_choose(
    credit, strength, cast, as_cy
):
    for _ in range(2):
        agree_to_credit(credit, by=cast.bo)
    assert shows(as_cy, strength) == [True, True]
    assert cast.bo.email not in as_cy.get(page(strength)).content.decode()
    assert Event.objects.filter(kind="credit.agreed", by=cast.bo).count() == 1
    Participant.objects.filter(pk=credit.participant_id).update(display="anonymous")
    assert "someone who was there" in as_cy.get(reverse("analysis", args=[strength.retrospective_id])).content.decode()


def test_nobody_agrees_or_declines_for_somebody_else(credit, cast, as_ana, as_cy):
    for person in (cast.ana, cast.cy):
        for verb in (agree_to_credit, decline_credit):
            with pytest.raises(NotFound):
                verb(credit, by=person)
    for client in (as_ana, as_cy):
        for name in ("agreement", "declining"):
            assert client.post(at(credit, name)).status_code == 404
    assert Credit.objects.get().agreed_at is None


def test_it_is_taken_back_at_any_time_also_in_a_final_study_and_after_leaving_it(
    credit, strength, study, cast, as_bo, as_cy
):
    agree_to_credit(credit, by=cast.bo)
    Retrospective.objects.update(state="final", finalized_at=builders.NOON)
    Participant.objects.filter(person=cast.bo).update(left_at=builders.NOON)
    Retrospective.objects.update(work_open_to="group")
    assert as_bo.post(at(credit, "declining"))["Location"] == reverse("home")
    assert as_bo.post(at(credit, "declining")).status_code == 404
    assert not Credit.objects.exists()
    assert Event.objects.filter(kind="credit.declined").count() == 1
    Retrospective.objects.update(work_open_to="organization")
    assert shows(as_cy, strength) == [False, False]


def test_whoever_left_the_study_is_shown_no_more(credit, strength, cast, as_cy):
    agree_to_credit(credit, by=cast.bo)
    Participant.objects.filter(person=cast.bo).update(left_at=builders.NOON)
    assert shows(as_cy, strength) == [False, False]


def test_proposing_twice_asks_once(credit, strength, bo, cast):
    assert propose_credit(strength, bo, by=cast.ana) == credit
    assert Event.objects.filter(kind="credit.proposed").count() == 1


def test_whoever_wrote_it_down_proposes_and_nobody_else(study, bo, cast):
    dee = Person.objects.get(display_name="Dee")
    written = name_strength(study, "Somebody asked aloud.", by=dee)
    propose_credit(written, bo, by=dee)
    assert Credit.objects.visible_to(dee).exists()
    with pytest.raises(NotAllowed):
        propose_credit(written, bo, by=cast.bo)
    with pytest.raises(NotAllowed):
        propose_credit(written, bo, by=cast.cy)


def test_whoever_proposes_themself_has_agreed(study, bo, cast):
    own = name_strength(study, "I called a colleague.", by=cast.bo)
    assert propose_credit(own, bo, by=cast.bo).agreed_at is not None


def test_whoever_cannot_sign_in_cannot_agree_so_is_never_named(strength, study, cast, as_ana):
    outside = builders.participant(study, None, role_label="the supplier's engineer")
    with pytest.raises(Refusal, match="Nobody can ask them here"):
        propose_credit(strength, outside, by=cast.ana)
    assert as_ana.post(page(strength), {"participant": str(outside.pk)}).status_code == 422
    assert not Credit.objects.exists()


def test_nobody_of_another_study_is_proposed(strength, cast):
    other = builders.participant(builders.study(cast.cy), cast.cy)
    with pytest.raises(Refusal, match="of this study"):
        propose_credit(strength, other, by=cast.ana)


def test_it_is_proposed_and_agreed_on_its_page_and_told_on_the_first_page(strength, bo, as_ana, as_bo, as_cy):
    assert as_ana.post(page(strength), {"participant": str(bo.pk)})["Location"] == page(strength)
    assert "May you be named for something that went well?" in as_bo.get(reverse("home")).content.decode()
    assert "May you be named" not in as_cy.get(reverse("home")).content.decode()
    credit = Credit.objects.get()
    as_bo.post(at(credit, "agreement"))
    assert "May you be named" not in as_bo.get(reverse("home")).content.decode()
    assert shows(as_cy, strength) == [True, True]


def test_a_bundle_holds_no_proposal(credit, strength, study, cast, as_cy):
    assert str(credit.pk).encode() not in as_cy.get(reverse("export-bundle", args=[study.pk])).content


def test_a_bundle_names_nobody_who_left_the_study(credit, study, cast, as_cy):
    agree_to_credit(credit, by=cast.bo)
    address = reverse("export-bundle", args=[study.pk])
    assert str(credit.pk).encode() in as_cy.get(address).content
    Participant.objects.filter(person=cast.bo).update(left_at=builders.NOON)
    assert str(credit.pk).encode() not in as_cy.get(address).content


def test_what_went_meanwhile_is_not_found(credit, strength, bo, cast):
    decline_credit(Credit.objects.get(), by=cast.bo)
    with pytest.raises(NotFound):
        agree_to_credit(credit, by=cast.bo)
    Strength.objects.all().delete()
    with pytest.raises(NotFound):
        propose_credit(strength, bo, by=cast.ana)
    assert not Credit.objects.exists()


def test_no_proposal_stands_in_a_final_text(credit, study):
    told = str(document(study))
    Credit.objects.all().delete()
    assert str(document(study)) == told
