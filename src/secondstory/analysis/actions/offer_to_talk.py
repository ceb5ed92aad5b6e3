"""'Ask me about this', on a question, a work note or a cue: a person offers themself. Nobody is named here by others."""

from __future__ import annotations

from typing import TypeAlias

from secondstory.analysis.models import Cue, Mystery, OfferToTalk, WorkNote
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound

Subject: TypeAlias = Mystery | WorkNote | Cue
ABOUT = 200


@action
def offer_to_talk(thing: Subject, about: str, *, by: Person) -> OfferToTalk:
    """Their name, their address and ``about`` stand on it, for whoever reads it. Again: said anew."""
    if not type(thing).objects.visible_to(by).filter(pk=thing.pk).exists():
        raise NotFound()
    about = line(about, most=ABOUT, field="about", empty="Say in a few words what one may ask you about.")
    found: OfferToTalk | None = thing.offers.filter(person=by).first()
    if found is None:
        found = thing.offers.create(person=by, created_by=by, about=about)
        record("offer_to_talk.made", about=thing, by=by)
    elif found.about != about:
        found.about = about
        found.save(update_fields=["about"])
        record("offer_to_talk.made", about=thing, by=by)
    return found


@action
def take_back_offer(offer: OfferToTalk, *, by: Person) -> None:
    """Their own, at any time, also when they no longer read what it was about. The row is deleted."""
    if offer.person_id != by.pk:
        if not OfferToTalk.objects.visible_to(by).filter(pk=offer.pk).exists():
            raise NotFound()
        raise NotAllowed("Whoever offered it takes it back. Ask them.", code="own_offer")
    thing = offer.mystery or offer.work_note or offer.cue
    if OfferToTalk.objects.filter(pk=offer.pk).delete()[0] and thing is not None:
        record("offer_to_talk.taken_back", about=thing, by=by)
