"""May I? Those who do the work write, review, publish and retire. To lead, to keep the house or to own its process gives
nothing here (R-001-51)."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser

from secondstory.agreements.models import Agreement, AgreementRetirement, AgreementVersion
from secondstory.agreements.queries import is_newest, is_of_practice, still_asked
from secondstory.incidents.policies import holds
from secondstory.people.models import Person, Team
from secondstory.people.practice import practices_of
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

User = Person | AnonymousUser


def check_can_begin(teams: Collection[Team], is_for_all: bool, user: User) -> None:
    """About one's own work; other teams may be named beside it, and each of them reviews it."""
    if is_for_all and teams:
        raise Refusal("Choose teams, or everybody here.", code="teams_or_all", field="whom")
    if not is_for_all and not teams:
        raise Refusal("Choose whose work it is about.", code="no_team", field="whom")
    own = practices_of(user) if is_for_all else practices_of(user, [team.pk for team in teams])
    if not own:
        raise NotAllowed(
            "Those who do the work write this: somebody of one of these teams. Ask them what they hold to be right.",
            code="practice_only",
            field="whom",
        )


def check_is_of_practice(agreement: Agreement, user: User) -> None:
    """Whoever does the work it is about. Who does not read it does not learn that it is there."""
    found = Agreement.objects.visible_to(user).knowing_versions_of(user).filter(pk=agreement.pk).first()
    if found is None:
        raise NotFound()
    if not is_of_practice(found):
        raise NotAllowed(
            "Those who do the work say where its line is. Ask one of them, or tell a work note.", code="practice_only"
        )


def check_stands(agreement: Agreement) -> None:
    if AgreementRetirement.objects.filter(agreement=agreement).exists():
        raise Refusal("This agreement is retired. Write another one.", code="retired")


def check_can_write(agreement: Agreement, user: User) -> None:
    check_is_of_practice(agreement, user)
    check_stands(agreement)


def can_write(agreement: Agreement, user: User) -> bool:
    return holds(check_can_write, agreement, user)


def check_is_draft(version: AgreementVersion) -> None:
    if not is_newest(version):
        raise Refusal("A newer version has been written. Read that one.", code="older_version")


def check_can_review(version: AgreementVersion, user: User) -> None:
    """Somebody else of the practice than who wrote it, while it is the newest and not published."""
    check_can_write(version.agreement, user)
    check_is_draft(version)
    if version.created_by_id == user.pk:
        raise NotAllowed("Somebody else who does the work reviews what you wrote. Ask one of them.", code="own_version")
    if hasattr(version, "publication"):
        raise Refusal("This version is published. Write another one.", code="published")


def can_review(version: AgreementVersion, user: User) -> bool:
    return holds(check_can_review, version, user)


def check_can_publish(version: AgreementVersion, user: User) -> None:
    """Once each team it names has reviewed it; of what is everybody's, people of two teams."""
    check_can_write(version.agreement, user)
    check_is_draft(version)
    if asked := still_asked(version):
        raise Refusal(
            f"It stays a draft until {asked}, other than who wrote it, has said that it is so.", code="not_reviewed"
        )


def can_publish(version: AgreementVersion, user: User) -> bool:
    return holds(check_can_publish, version, user)
