"""'Ask me about this': somebody who was part of it offers themself to colleagues who read about it (seed 000: those closest
to it are the experts who educate the rest). An act of their own; nobody is named here by others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.refusals import NotFound
from secondstory.publishing.models import AskMe, Publication
from secondstory.publishing.policies import check_can_be_asked

if TYPE_CHECKING:
    from secondstory.people.models import Person

ABOUT = 200


@action
def invite_questions(publication: Publication, about: str, *, by: Person) -> AskMe:
    """Their name, their address and ``about`` stand under the text, for colleagues who may read it. Again: said anew."""
    check_can_be_asked(publication, by)
    about = line(about, most=ABOUT, field="about", empty="Say in a few words what one may ask you about.")
    found: AskMe | None = AskMe.objects.filter(publication=publication, person=by).first()
    if found and found.about == about:
        return found
    if found:
        found.about = about
        found.save(update_fields=["about"])
    else:
        found = AskMe.objects.create(publication=publication, person=by, about=about, invited_at=timezone.now())
        record("publication.questions_invited", about=publication, by=by, study=publication.retrospective_id)
    return found


@action
def take_back_invitation(publication: Publication, *, by: Person) -> None:
    """Their own, at any time, also when they have no part any more."""
    if not Publication.objects.addressed_to(by).filter(pk=publication.pk).exists():
        raise NotFound()
    if AskMe.objects.filter(publication=publication, person=by).delete()[0]:
        record("publication.questions_declined", about=publication, by=by, study=publication.retrospective_id)
