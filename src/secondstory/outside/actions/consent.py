"""Asking people for outside, and their answers. A quote is asked for in exactly the words that would stand there."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from secondstory.firsthand.actions.quotes import fingerprint
from secondstory.journal.actions import action, record
from secondstory.outside.models import OutsideConsent, OutsideVersion, Redaction
from secondstory.outside.policies import check_answers, check_can_change
from secondstory.outside.queries import held, is_out
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal

State = OutsideConsent.State


@action
def ask_people(version: OutsideVersion, *, by: Person) -> list[OutsideConsent]:
    """Whoever is quoted in the edition, and whoever's name was left in. Who answered is asked again only when the words
    are others by now."""
    check_can_change(version, by)
    given = held(version)
    by_quote = {one.quote_id: one for one in given.consents if one.quote_id}
    by_name = {one.person_id: one for one in given.consents if one.quote_id is None}
    number = max((one.number for one in given.consents), default=0)
    asked: list[OutsideConsent] = []
    left = {one.person_id for one in given.redactions if one.person_id and one.decision == Redaction.Decision.LEFT}
    for person_id in sorted(left - by_name.keys(), key=str):
        number += 1
        asked.append(_new(version, person_id, number, by))
    if asked:
        given = held(version)  # a name that stays is a slot from now on, also within somebody's words
    for one in given.spoken.values():
        sha256 = fingerprint(given.wording(one))
        known = by_quote.get(one.quote.pk)
        if known is None:
            number += 1
            asked.append(
                _new(version, one.quote.entry.account.author_id, number, by, quote_id=one.quote.pk, sha256=sha256)
            )
        elif known.sha256 != sha256:
            known.sha256, known.state, known.answered_at = sha256, State.ASKED, None
            known.save(update_fields=["sha256", "state", "answered_at"])
            asked.append(known)
    if asked:
        record("outside_version.asked", about=version, by=by, study=version.retrospective_id)
    return asked


def _new(
    version: OutsideVersion, person_id: UUID, number: int, by: Person, *, quote_id: UUID | None = None, sha256: str = ""
) -> OutsideConsent:
    return OutsideConsent.objects.create(
        version=version, person_id=person_id, number=number, quote_id=quote_id, sha256=sha256, created_by=by
    )


@action
def answer(consent: OutsideConsent, *, yes: bool, by: Person, seen: str = "") -> OutsideConsent:
    """``seen`` is the hash of the words that were shown."""
    if not yes:
        return take_back(consent, by=by)
    check_answers(consent, by)
    consent.refresh_from_db()
    if consent.state == State.YES:
        return consent
    if seen != consent.sha256:
        raise Conflict(
            "The words changed since you read them. Read them once more, then decide.", code="wording_changed"
        )
    if consent.quote_id and is_out(consent.version):
        raise Refusal("This version is out without these words. They can stand in the next one.", code="outside_stays")
    return _set(consent, State.YES, "outside_consent.given", by)


@action
def take_back(consent: OutsideConsent, *, by: Person) -> OutsideConsent:
    """At any time, also once it is out: a marker stands in the place of the words, a role in that of the name."""
    check_answers(consent, by)
    consent.refresh_from_db()
    if consent.state == State.ASKED:
        return _set(consent, State.NO, "outside_consent.refused", by)
    if consent.state == State.YES:
        return _set(consent, State.TAKEN_BACK, "outside_consent.taken_back", by)
    return consent


def _set(consent: OutsideConsent, state: str, kind: str, by: Person) -> OutsideConsent:
    consent.state, consent.answered_at = state, timezone.now()
    consent.save(update_fields=["state", "answered_at"])
    record(kind, about=consent, by=by, version=consent.version_id)
    return consent
