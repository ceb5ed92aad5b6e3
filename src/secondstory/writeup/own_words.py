"""The words of the quotes in a document, drawn live for whoever may read that document.

A document knows quotes by key and hash alone. Their words stay with their author's account, sealed; withdrawn, they
are a marker here, in the draft, in every frozen edition and in every export, at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from secondstory.firsthand.actions.quotes import fingerprint
from secondstory.firsthand.models import Quote
from secondstory.firsthand.sealing import about_quote, open_wording
from secondstory.writeup import blocks
from secondstory.writeup.document import Document

WITHDRAWN = "withdrawn by its author"
ELSEWHERE = "kept where it was written"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quote as it is read now: its words and who said them, as they chose to be shown; or why there are none."""

    key: str
    text: str = ""
    told_by: str = ""
    missing: str = ""


def own_words(document: Document, keys: Iterable[str] | None = None) -> dict[str, Spoken]:
    """The quotes of a document, or those with these keys (one statement). Only quotes of the document's own study are
    looked at, and only in the wording whose hash the document holds."""
    known = {quote.key: quote.sha256 for quote in document.quotes}
    wanted = [key for key in (known if keys is None else keys) if key in known]
    ids = [found for key in wanted if (found := _uuid(key))]
    told = {key: Spoken(key, missing=ELSEWHERE) for key in (wanted if keys is None else keys)}
    if not ids:
        return told
    rows = Quote.objects.filter(pk__in=ids, retrospective_id=document.study)
    for quote in rows.select_related("entry__account__participant__person"):
        key = str(quote.pk)
        if quote.state == Quote.State.WITHDRAWN:
            told[key] = Spoken(key, missing=WITHDRAWN)
        elif quote.state == Quote.State.APPROVED and quote.sealed:
            wording = open_wording(quote.sealed, about=about_quote(quote.pk, quote.entry_id))
            if fingerprint(wording) == known[key]:
                told[key] = Spoken(key, wording.text, quote.entry.account.participant.shown_as)
    return told


def keys_in(document: Document) -> list[str]:
    """Every place of a quote, in the order they are read."""
    return [
        key
        for section in document.sections
        for block in section.blocks
        if isinstance(block, blocks.Voices)
        for key in block.items
    ]


def verify_quotes(document: Document) -> list[str]:
    """One sentence per quote whose words are not those that were frozen. A withdrawn one is as it should be."""
    told = own_words(document)
    return [
        f"The quote {key} in the study {document.study} is not the one that was approved."
        for key, spoken in told.items()
        if spoken.missing == ELSEWHERE and _uuid(key) and Quote.objects.filter(pk=key).exists()
    ]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
