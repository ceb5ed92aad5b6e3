"""What those who were there do for others, beside the questions: offer a talk, and tell newcomers what to read (seed 001).
Acts of their own, in their own name; nobody is named here by others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Service
from secondstory.publishing.models import ForNewcomers, OfferedTalk, Publication
from secondstory.publishing.policies import check_can_help, check_is_own

if TYPE_CHECKING:
    from secondstory.people.models import Person

ABOUT, HOW, TEXT = 300, 200, 600


@action
def offer_talk(publication: Publication, about: str, how: str = "", *, by: Person) -> OfferedTalk:
    """``about`` is what they would tell, ``how`` when and in which way. Again: said anew."""
    check_can_help(publication, by)
    about = line(about, most=ABOUT, field="about", empty="Say in a line what you would tell about.")
    how = line(how, most=HOW, field="how")
    found: OfferedTalk | None = OfferedTalk.objects.filter(publication=publication, person=by).first()
    if found and (found.about, found.how) == (about, how):
        return found
    found = found or OfferedTalk(publication=publication, person=by, created_by=by)
    found.about, found.how = about, how
    found.save()
    record("offered_talk.offered", about=found, by=by, study=publication.retrospective_id)
    return found


@action
def take_back_talk(talk: OfferedTalk, *, by: Person) -> None:
    check_is_own(talk, by)
    if OfferedTalk.objects.filter(pk=talk.pk).delete()[0]:
        record("offered_talk.taken_back", about=talk, by=by)


@action
def write_for_newcomers(publication: Publication, service: Service, text: str, *, by: Person) -> ForNewcomers:
    """Why somebody who starts on ``service`` should read this text. One each for a service; again: said anew."""
    check_can_help(publication, by)
    text = line(text, most=TEXT, field="text", empty="Say in a line or two what a newcomer finds in it.")
    mine = ForNewcomers.objects.filter(publication=publication, service=service, person=by)
    found: ForNewcomers | None = mine.first()
    if found and found.text == text:
        return found
    found = found or ForNewcomers(publication=publication, service=service, person=by, created_by=by)
    found.text = text
    found.save()
    record("for_newcomers.written", about=found, by=by, study=publication.retrospective_id)
    return found


@action
def take_back_from_newcomers(note: ForNewcomers, *, by: Person) -> None:
    check_is_own(note, by)
    if ForNewcomers.objects.filter(pk=note.pk).delete()[0]:
        record("for_newcomers.taken_back", about=note, by=by)
