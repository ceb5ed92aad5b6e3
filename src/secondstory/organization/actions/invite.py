"""Coming in: an invitation is a link whose secret is kept only as a hash, good for a while and once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from secondstory.journal.actions import action, record
from secondstory.organization.policies import check_can_steward
from secondstory.people.models import Invitation, Person, Role, RoleGrant, Team, TeamMembership
from secondstory.people.refusals import Conflict, NotFound, Refusal

GOOD_FOR = timedelta(days=14)
FIRST_GOOD_FOR = timedelta(days=1)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@action
def invite(*, by: Person, team: Team | None = None, role: str = "") -> tuple[Invitation, str]:
    """An invitation and its secret. The secret is shown once; nobody can read it again."""
    check_can_steward(by)
    secret = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        secret_hash=_hash(secret), team=team, role=role, expires_at=timezone.now() + GOOD_FOR, created_by=by
    )
    record("invitation.written", about=invitation, by=by, role=role or None, team=team.pk if team else None)
    return invitation, secret


@action
def invite_first_steward() -> str | None:
    """The secret of the first steward's link, or None when somebody is already a steward.

    Asking again makes a new link and ends the earlier ones, so that only what stands in the terminal last works.
    """
    if RoleGrant.objects.filter(role=Role.STEWARD).exists():
        return None
    Invitation.objects.filter(role=Role.STEWARD, created_by=None, accepted_at=None).update(withdrawn_at=timezone.now())
    secret = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        secret_hash=_hash(secret), role=Role.STEWARD, expires_at=timezone.now() + FIRST_GOOD_FOR
    )
    record("invitation.written", about=invitation, by=None, role=Role.STEWARD.value)
    return secret


@action
def withdraw_invitation(invitation: Invitation, *, by: Person) -> Invitation:
    check_can_steward(by)
    if invitation.withdrawn_at is None and invitation.accepted_at is None:
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        record("invitation.withdrawn", about=invitation, by=by)
    return invitation


def find_invitation(secret: str) -> Invitation:
    """The invitation that still stands, else NotFound with what to do (the same words for every reason)."""
    invitation = (
        Invitation.objects.filter(
            secret_hash=_hash(secret), accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
        )
        .select_related("team")
        .first()
    )
    if invitation is None:
        raise NotFound("This invitation is used, withdrawn or too old. Ask a steward for a new link.")
    return invitation


@action
def accept_invitation(secret: str, *, email: str, display_name: str, password: str) -> Person:
    """Join. An address that is already here is asked to sign in instead; nothing is half-made."""
    invitation = find_invitation(secret)
    email = email.strip().lower()
    if Person.objects.filter(email=email).exists():
        raise Conflict("This address has joined already. Sign in with it.", code="already_here", field="email")
    try:
        validate_password(password, Person(email=email, display_name=display_name))
    except ValidationError as weak:
        raise Refusal(" ".join(weak.messages), code="password_too_weak", field="password") from weak
    person = Person.objects.create_user(email, password, display_name=display_name.strip())
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    if invitation.role:
        RoleGrant.objects.create(person=person, role=invitation.role, created_by=invitation.created_by)
        record("role.given", about=person, by=invitation.created_by, role=invitation.role)
    if invitation.team:
        TeamMembership.objects.create(team=invitation.team, person=person, created_by=invitation.created_by)
    record("person.joined", about=person, by=person)
    return person
