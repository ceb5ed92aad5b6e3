"""Stewards write how people talk here, and ask somebody to look after it. Every version stays."""

from __future__ import annotations

from secondstory.commons.conduct import BUILT_IN, current
from secondstory.commons.models import ConductVersion, Moderator
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.organization.policies import check_can_steward
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal


@action
def write_conduct(text: str, *, by: Person) -> ConductVersion | None:
    """The next version; the same words again are none, and None says that the built-in ones hold."""
    check_can_steward(by)
    text = prose(text, most=8000, field="text", empty="Write how people talk with each other here.")
    last = current()
    if text == (last.text if last else BUILT_IN):
        return last
    version = ConductVersion.objects.create(number=last.number + 1 if last else 1, text=text, created_by=by)
    record("conduct.written", about=version, by=by, number=version.number)
    return version


@action
def ask_to_moderate(person: Person, *, by: Person) -> Moderator:
    check_can_steward(by)
    if not person.is_active:
        raise Refusal("They left. Choose somebody who is here.", code="left", field="person")
    moderator, is_new = Moderator.objects.get_or_create(person=person, defaults={"created_by": by})
    if is_new:
        record("moderator.asked", about=moderator, by=by)
    return moderator


@action
def release_moderator(person: Person, *, by: Person) -> None:
    """By a steward, or by themself."""
    if person.pk != by.pk:
        check_can_steward(by)
    found = Moderator.objects.filter(person=person).first()
    if found is not None:
        record("moderator.released", about=found, by=by)
        found.delete()
