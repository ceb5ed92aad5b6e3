"""Its name and rhythm, who gathers it, and who gets it."""

from __future__ import annotations

from datetime import date

from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.newsletter.actions.gather_issue import newsletter
from secondstory.newsletter.models import Editor, Newsletter, SignUp
from secondstory.newsletter.policies import check_can_edit, check_can_name_editors
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, Refusal

NAME, WEEKS = 120, 13


@action
def set_rhythm(name: str, every_weeks: int, next_on: date | None, *, by: Person) -> Newsletter:
    """``every_weeks`` 0: issues come as they come."""
    check_can_edit(by)
    name = line(name, most=NAME, field="name", empty="Give the newsletter a name.")
    if not 0 <= every_weeks <= WEEKS:
        raise Refusal(f"Choose a rhythm of 1 to {WEEKS} weeks, or none.", code="no_rhythm", field="every_weeks")
    if every_weeks and next_on is None:
        raise Refusal(
            "Say on which day the next issue is due; the others follow from it.", code="no_day", field="next_on"
        )
    it = newsletter()
    told = (name, every_weeks, next_on if every_weeks else None)
    if (it.name, it.every_weeks, it.next_on) != told:
        it.name, it.every_weeks, it.next_on = told
        it.save(update_fields=["name", "every_weeks", "next_on"])
        record("newsletter.changed", about=it, by=by)
    return it


@action
def name_editor(person: Person, *, by: Person) -> Editor:
    check_can_name_editors(by)
    if not person.is_active:
        raise Refusal("They have left. Name somebody who is here.", code="left", field="person")
    found, is_new = Editor.objects.get_or_create(person=person, defaults={"created_by": by})
    if is_new:
        record("newsletter.editor_named", about=person, by=by)
    return found


@action
def let_editor_go(person: Person, *, by: Person) -> None:
    """By a steward, or by themself."""
    if person.pk != by.pk:
        check_can_name_editors(by)
    if Editor.objects.filter(person=person).delete()[0]:
        record("newsletter.editor_let_go", about=person, by=by)


@action
def sign_up(*, by: Person) -> SignUp:
    if not by.is_active:
        raise NotAllowed("Whoever signs in here signs up.", code="left")
    found, is_new = SignUp.objects.get_or_create(person=by, defaults={"created_by": by})
    if is_new:
        record("newsletter.signed_up", about=found, by=by)
    return found


@action
def sign_off(*, by: Person) -> None:
    found = SignUp.objects.filter(person=by).first()
    if found:
        record("newsletter.signed_off", about=found, by=by)
        found.delete()
