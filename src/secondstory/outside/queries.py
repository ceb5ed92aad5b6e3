"""Reads over several models: what a version holds, what it would say, who has said what about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings
from django.utils.html import strip_tags

from secondstory.firsthand.actions.quotes import fingerprint as fingerprint_of_words
from secondstory.firsthand.models import Quote
from secondstory.firsthand.sealing import Wording, about_quote, open_wording
from secondstory.incidents.models import Participant, Retrospective
from secondstory.journal.models import Event
from secondstory.outside.making import (
    SOMEBODY,
    Choices,
    Words,
    fill,
    filled,
    for_outside,
    later_words,
    slot,
    texts_of,
    without_slots,
)
from secondstory.outside.models import OutsideConsent, OutsideText, OutsideVersion, Redaction
from secondstory.outside.proposing import Named, Proposal, proposals
from secondstory.outside.words import Told, instead_of, is_met, pattern
from secondstory.people.audience import Audience, Who
from secondstory.people.models import Person, Service
from secondstory.people.refusals import NotFound
from secondstory.publishing.models import Publication
from secondstory.publishing.opening import opening_of
from secondstory.publishing.text import first_paragraph
from secondstory.review.canonical import canonical, fingerprint, read
from secondstory.review.models import Amendment
from secondstory.review.reading import read_edition
from secondstory.review.withdrawn_quotes import REASON as WITHDRAWN_REASON
from secondstory.ui.markdown import render
from secondstory.ui.menu import address
from secondstory.ui.text import shorten
from secondstory.writeup import blocks
from secondstory.writeup.document import Document
from secondstory.writeup.own_words import WITHDRAWN

FORMAT = "secondstory.outside"
SUPPLIERS = ("supplier",)


def find_version(user: Who, study: Retrospective, number: int) -> OutsideVersion:
    found = (
        OutsideVersion.objects.visible_to(user)
        .filter(retrospective=study, number=number)
        .select_related("edition", "retrospective", "text", "created_by")
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def is_out(version: OutsideVersion) -> bool:
    return OutsideText.objects.filter(version=version).exists()


def stands_outside(study: Retrospective) -> bool:
    """Whether everybody reads a version of this study's text."""
    texts = OutsideText.objects.newest_of_each().filter(version__retrospective=study, version__withdrawn_at=None)
    return texts.exists()


def address_in_place_of(slug: str) -> str:
    """Of a text that everybody could once read at this address of the library: people elsewhere link to it."""
    whole = Publication.objects.filter(slug=slug).first()
    if whole is None:
        return ""
    text = OutsideText.objects.visible_to(None).filter(version__retrospective=whole.retrospective_id).first()
    # Asked of the journal: what was never open to everyone is at no address that anybody outside may know.
    opened = Event.objects.filter(kind="publication.narrowed", subject_id=whole.pk, facts__was=Audience.PUBLIC.value)
    return address("outside-text", text.slug) if text and opened.exists() else ""


# --- the text it is made from ------------------------------------------------------------------------------


def source_of(version: OutsideVersion) -> Document:
    """The edition with the words that were added to it until the version went out (until now, for a draft)."""
    document = read_edition(version.edition)
    accepted = Amendment.objects.filter(edition=version.edition, state=Amendment.State.ACCEPTED)
    accepted = accepted.exclude(reason=WITHDRAWN_REASON).order_by("created_at", "id")
    later = later_words(accepted.values_list("text", "reason"))
    return replace(document, sections=(*document.sections, later)) if later else document


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quote of the edition, in the wording its author approved inside, and how they are shown."""

    quote: Quote
    wording: Wording
    shown_as: str


def spoken_in(document: Document) -> dict[str, Spoken]:
    """The quotes that stand in the edition now, by key (one statement)."""
    known = {one.key: one.sha256 for one in document.quotes}
    rows = Quote.objects.filter(retrospective_id=document.study, state=Quote.State.APPROVED)
    found = {}
    for quote in rows.select_related("entry__account__participant__person", "entry__account__author"):
        wording = open_wording(quote.sealed, about=about_quote(quote.pk, quote.entry_id)) if quote.sealed else None
        if wording and known.get(str(quote.pk)) == fingerprint_of_words(wording):
            found[str(quote.pk)] = Spoken(quote, wording, quote.entry.account.participant.shown_as)
    return found


def proposed(version: OutsideVersion) -> list[Proposal]:
    """What one would redact of it. Everybody who has an account here may be named in it."""
    source = source_of(version)
    spoken = spoken_in(source)
    texts = [text for _, text in texts_of(source)]
    texts += [text for one in spoken.values() for text in (one.wording.text, one.shown_as)]
    shown = dict(
        Participant.objects.filter(retrospective=version.retrospective_id, person__isnull=False)
        .order_by("created_at", "id")
        .values_list("person_id", "role_label")
    )
    people = [
        Named(str(pk), name, email, shown.get(pk, ""))
        for pk, name, email in Person.objects.order_by("display_name", "pk").values_list("pk", "display_name", "email")
    ]
    suppliers = [
        part.name
        for section in source.sections
        for block in section.blocks
        if isinstance(block, blocks.System)
        for part in block.parts
        if part.kind in SUPPLIERS
    ]
    services = Service.objects.order_by("name").values_list("name", flat=True)
    hosts = {one.email.rsplit("@", 1)[-1] for one in people} | {settings.BASE_URL.split("://")[-1].split(":")[0]}
    found = proposals(texts, people=people, services=services, suppliers=suppliers, own_hosts=hosts)
    # A role somebody was given may itself hold a name; then nothing is said of them but that they work here.
    met = pattern(one.phrase for one in found)
    return [replace(one, instead=SOMEBODY) if is_met(met, one.instead) else one for one in found]


# --- what it would say -------------------------------------------------------------------------------------


def said_instead(redactions: Sequence[Redaction], consents: Sequence[OutsideConsent]) -> dict[str, str]:
    """By phrase. What is not decided yet is redacted. A name that stays is a slot, filled while its person lets it."""
    slots = {one.person_id: slot(one.number) for one in consents if one.quote_id is None}
    said = {}
    for one in redactions:
        if one.decision != Redaction.Decision.LEFT:
            said[one.phrase] = one.instead
        elif one.person_id:
            said[one.phrase] = slots.get(one.person_id, one.instead)
    return said


@dataclass(frozen=True, slots=True)
class Made:
    """A version as it would go out now: its document with slots, its bytes, and the same as somebody reads it."""

    document: Document
    content: bytes
    sha256: str
    shown: Document


@dataclass(frozen=True, slots=True)
class Held:
    """What a version holds, read once."""

    version: OutsideVersion
    source: Document
    redactions: list[Redaction]
    consents: list[OutsideConsent]
    spoken: dict[str, Spoken]
    instead: dict[str, str]
    told: Told

    def wording(self, one: Spoken) -> Wording:
        """As it would stand outside."""
        return Wording(self.told(one.wording.text), one.wording.salt)


def held(version: OutsideVersion) -> Held:
    source = source_of(version)
    redactions = list(Redaction.objects.filter(version=version).select_related("person"))
    consents = list(OutsideConsent.objects.filter(version=version).select_related("person"))
    instead = said_instead(redactions, consents)
    told = without_slots(instead_of(instead))
    return Held(version, source, redactions, consents, spoken_in(source), instead, told)


def made_of(given: Held) -> Made:
    """Quotes stand in it whose authors said yes to exactly these words for outside."""
    quotes = {}
    for consent in given.consents:
        one = given.spoken.get(str(consent.quote_id)) if consent.quote_id else None
        if one and consent.state == OutsideConsent.State.YES:
            sha256 = fingerprint_of_words(given.wording(one))
            if sha256 == consent.sha256:
                quotes[str(consent.quote_id)] = (consent.number, sha256)
    version = given.version
    choices = Choices(given.instead, frozenset(version.left_out), version.relative_times, quotes)
    document = for_outside(given.source, choices, id=version.pk)
    content = canonical(document, format=FORMAT)
    return Made(document, content, fingerprint(content), as_read(document, given))


def as_read(document: Document, given: Held) -> Document:
    """Names and quotes as they may stand at this moment."""
    names, words = _roles(given), {}
    for consent in given.consents:
        yes = consent.state == OutsideConsent.State.YES
        if consent.quote_id is None:
            if yes and consent.person.is_active:
                names[consent.number] = consent.person.display_name
            continue
        one = given.spoken.get(str(consent.quote_id))
        wording = given.wording(one) if one else None
        if one and wording and yes and fingerprint_of_words(wording) == consent.sha256:
            words[f"quote-{consent.number}"] = Words(wording.text, given.told(one.shown_as))
        else:
            words[f"quote-{consent.number}"] = Words(missing=WITHDRAWN)
    return filled(document, names, words)


def without_people(document: Document, given: Held) -> Document:
    """The same with no name and no quote in it, for titles and lists, which nobody fills again."""
    return filled(document, _roles(given), {})


def with_roles(text: str, given: Held) -> str:
    return fill(text, _roles(given))


def _roles(given: Held) -> dict[int, str]:
    """What stands in each slot while its person does not let their name stand."""
    said: dict[UUID | None, str] = {}
    for one in given.redactions:
        said.setdefault(one.person_id, one.instead)
    return {one.number: said.get(one.person_id, SOMEBODY) for one in given.consents if one.quote_id is None}


def lead_of(document: Document) -> str:
    """The surprise or the question it opens; else what it is about."""
    return opening_of(document) or shorten(first_paragraph(document.summary), 600)


def still_there(document: Document, given: Held) -> list[str]:
    """The parts in which a reader would still find words that were to go, as their page shows them."""
    met = pattern(phrase for phrase, instead in given.instead.items() if phrase)
    found = []
    for part, text in texts_of(document):
        if is_met(met, text) or is_met(met, strip_tags(render(text))):
            found.append(part)
    return list(dict.fromkeys(found))


# --- a text that is out ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    text: OutsideText
    document: Document
    amended: bool


def shown(text: OutsideText) -> Shown:
    """As everybody reads it now: its own bytes, with the names and words that may stand, and whether words were added
    since to what it was made from."""
    version = OutsideVersion.objects.select_related("edition", "retrospective").get(pk=text.version_id)
    document = read(bytes(text.canonical), format=FORMAT)
    later = Amendment.objects.filter(
        edition=version.edition_id, state=Amendment.State.ACCEPTED, created_at__gt=text.out_at
    ).exclude(reason=WITHDRAWN_REASON)
    told = replace(as_read(document, held(version)), final_at=text.out_at)
    return Shown(text, told, later.exists())


def asked_of(person: Person, consent_id: UUID) -> OutsideConsent:
    found: OutsideConsent | None = (
        OutsideConsent.objects.filter(pk=consent_id, person=person)
        .select_related("version__edition", "version__retrospective", "person", "quote")
        .first()
    )
    if found is None:
        raise NotFound()
    return found
