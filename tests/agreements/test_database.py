"""The same in the database, for whoever comes past the actions: who does the work says where its line is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from tests.agreements.conftest import begin, to_come
from tests.cast import Cast

from secondstory.agreements.models import (
    Agreement,
    AgreementPublication,
    AgreementRetirement,
    AgreementReview,
    AgreementVersion,
)
from secondstory.people.models import Team

pytestmark = pytest.mark.requirement("R-001-51")


def refused(write: Callable[[], object], match: str | None = None) -> None:
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        write()


def test_no_version_of_who_is_not_of_the_practice(cast: Cast, draft, dee):
    for outsider in (cast.cy, dee, None):
        refused(
            lambda by=outsider: draft.agreement.versions.create(
                number=2, title="Else", text="Else.", look_again_on=to_come(), created_by=by
            )
        )
    draft.agreement.versions.create(number=2, title="Else", text="Else.", look_again_on=to_come(), created_by=cast.bo)


def test_no_review_of_ones_own_or_of_who_is_not_of_the_practice(cast: Cast, draft, dee):
    refused(lambda: draft.reviews.create(team=cast.storage, is_so=True, created_by=cast.ana), "did not write it")
    refused(lambda: draft.reviews.create(team=cast.storage, is_so=True, created_by=cast.cy), "does the work")
    refused(lambda: draft.reviews.create(team=cast.storage, is_so=True, created_by=dee), "does the work")
    refused(lambda: draft.reviews.create(team=cast.billing, is_so=True, created_by=cast.cy), "does the work")
    draft.reviews.create(team=cast.storage, is_so=True, created_by=cast.bo)


def test_no_publication_without_a_review_that_says_so(cast: Cast, draft):
    refused(lambda: AgreementPublication.objects.create(version=draft, audience="team"), "reviewed it")
    draft.reviews.create(team=cast.storage, is_so=False, text="Not yet.", created_by=cast.bo)
    refused(lambda: AgreementPublication.objects.create(version=draft, audience="team"), "reviewed it")
    draft.reviews.create(team=cast.storage, is_so=True, created_by=cast.bo)
    AgreementPublication.objects.create(version=draft, audience="team")


def test_no_publication_while_a_team_it_names_was_not_heard(cast: Cast):
    draft = begin(cast.ana, cast.storage, cast.billing)
    draft.reviews.create(team=cast.storage, is_so=True, created_by=cast.bo)
    refused(lambda: AgreementPublication.objects.create(version=draft, audience="team"))
    draft.reviews.create(team=cast.billing, is_so=True, created_by=cast.cy)
    AgreementPublication.objects.create(version=draft, audience="team")


def test_of_what_is_everybodys_two_teams_were_heard(cast: Cast):
    draft = begin(cast.ana, is_for_all=True)
    draft.reviews.create(team=cast.storage, is_so=True, created_by=cast.bo)
    refused(lambda: AgreementPublication.objects.create(version=draft, audience="organization"))
    draft.reviews.create(team=cast.billing, is_so=True, created_by=cast.cy)
    AgreementPublication.objects.create(version=draft, audience="organization")


@pytest.mark.requirement("R-001-50")
def test_what_was_said_stays(cast: Cast, published):
    AgreementRetirement.objects.create(agreement=published.agreement, because="Gone.")
    changes = {
        AgreementVersion: {"text": "Else."},
        AgreementReview: {"is_so": False, "text": "Else."},
        AgreementPublication: {"audience": "team"},
        AgreementRetirement: {"because": "Else."},
        Agreement: {"is_for_all": True},
        Agreement.teams.through: {"team_id": cast.billing.pk},
    }
    for model, told in changes.items():
        refused(lambda model=model, told=told: model._default_manager.update(**told))
        refused(lambda model=model: model._default_manager.all()._raw_delete("default"))


def test_whose_work_it_is_stays(cast: Cast, draft):
    refused(lambda: draft.agreement.teams.add(cast.billing))
    refused(draft.agreement.teams.clear)
    assert list(Team.objects.filter(agreements=draft.agreement)) == [cast.storage]


@pytest.mark.requirement("R-001-50")
def test_nothing_links_an_agreement_to_what_somebody_did():
    """No column leads from here to an account, an entry, a participant or a credit, and none leads here."""
    ours = set(apps.get_app_config("agreements").get_models(include_auto_created=True))
    named = {
        field.related_model._meta.label_lower
        for model in ours
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model not in ours
    }
    assert named == {"people.person", "people.team", "incidents.retrospective", "analysis.finding", "analysis.worknote"}
    pointing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if model not in ours
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in ours
    ]
    assert pointing == []
