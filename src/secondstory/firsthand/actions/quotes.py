"""Quotes: asked for in an exact wording, approved by the author of the words alone, withdrawn at any time."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from django.utils import timezone

from secondstory.firsthand.models import AccountEntry, Quote
from secondstory.firsthand.policies import check_can_ask_for_quote, check_decides_quote, check_is_author
from secondstory.firsthand.quoted import tell_withdrawn
from secondstory.firsthand.sealing import Wording, about_quote, open_wording, seal_wording
from secondstory.incidents.policies import check_can_facilitate, check_is_open
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal

LONGEST = 2000


def fingerprint(wording: Wording) -> str:
    """SHA-256 over the salt's bytes and the wording in UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(bytes.fromhex(wording.salt) + wording.text.encode()).hexdigest()


@action
def ask_quote(entry: AccountEntry, wording: str, *, section: str, by: Person) -> Quote:
    """The facilitator asks whether these exact words may stand in the write-up. Asking the same again changes
    nothing."""
    check_can_ask_for_quote(entry, by)
    return _make(entry, wording, section, Quote.State.ASKED, by=by)


@action
def offer_quote(entry: AccountEntry, wording: str, *, section: str, by: Person) -> Quote:
    """An author offers words of their own: approved with that."""
    check_is_author(entry.account, by)
    check_is_open(entry.account.retrospective)
    entry.refresh_from_db(fields=["rung", "removed_at"])
    entry.account.refresh_from_db(fields=["withdrawn_at"])  # it may have been withdrawn while this waited for its turn
    if entry.removed_at or entry.account.withdrawn_at:
        raise Refusal("You took this entry back. Put it back first.", code="entry_removed")
    return _make(entry, wording, section, Quote.State.APPROVED, by=by)


@action
def approve_quote(quote: Quote, *, by: Person, seen: str, wording: str | None = None) -> Quote:
    """Approve exactly the wording that was shown (``seen`` is its fingerprint), or one's own ``wording`` instead."""
    check_decides_quote(quote, by)
    quote.refresh_from_db()
    if quote.state == Quote.State.APPROVED and wording is None:
        return quote
    if quote.state not in (Quote.State.ASKED, Quote.State.APPROVED):
        raise Refusal("This quote is not asked for any more.", code="quote_gone")
    check_is_open(quote.retrospective)
    if seen != quote.sha256:
        raise Conflict("The wording changed since you read it. Read it once more, then decide.", code="wording_changed")
    if wording is not None:
        _seal(quote, wording)
    quote.state, quote.decided_at = Quote.State.APPROVED, timezone.now()
    quote.save(update_fields=["state", "decided_at", "sealed", "sha256"])
    record("quote.approved", about=quote, by=by, study=quote.retrospective_id)
    return quote


@action
def decline_quote(quote: Quote, *, by: Person) -> Quote:
    check_decides_quote(quote, by)
    quote.refresh_from_db()
    if quote.state != Quote.State.ASKED:
        return quote
    return _end(quote, Quote.State.DECLINED, "quote.declined", by)


@action
def drop_quote(quote: Quote, *, by: Person) -> Quote:
    """The facilitator does not ask any more. What was approved is its author's to withdraw."""
    check_can_facilitate(quote.retrospective, by)
    quote.refresh_from_db()
    if quote.state == Quote.State.DROPPED:
        return quote
    if quote.state != Quote.State.ASKED:
        raise Refusal("Its author has decided already. Ask them.", code="quote_decided")
    return _end(quote, Quote.State.DROPPED, "quote.dropped", by)


@action
def withdraw_quote(quote: Quote, *, by: Person) -> Quote:
    """Take an approved quote back, in a final text, too: the words and their salt are emptied, a marker stays."""
    check_decides_quote(quote, by)
    quote.refresh_from_db()
    if quote.state == Quote.State.ASKED:
        return _end(quote, Quote.State.DECLINED, "quote.declined", by)
    if quote.state == Quote.State.APPROVED:
        _end(quote, Quote.State.WITHDRAWN, "quote.withdrawn", by)
        tell_withdrawn(quote)
    return quote


def withdraw_quotes_of(entries: Iterable[AccountEntry], *, by: Person) -> int:
    """With the entries their quotes go: those asked for are declined, those approved withdrawn. How many went."""
    rows = Quote.objects.filter(entry__in=list(entries), state__in=[Quote.State.ASKED, Quote.State.APPROVED])
    going = list(rows.select_related("entry__account", "retrospective"))
    for quote in going:
        withdraw_quote(quote, by=by)
    return len(going)


def _make(entry: AccountEntry, wording: str, section: str, state: Quote.State, *, by: Person) -> Quote:
    text = prose(wording, most=LONGEST, field="wording", empty="Write the words that should stand there.")
    for known in Quote.objects.filter(entry=entry, section=section).order_by("-created_at", "-id"):
        same = bool(known.sealed) and open_wording(known.sealed, about=about_quote(known.pk, entry.pk)).text == text
        if same and known.state == Quote.State.ASKED and state == Quote.State.APPROVED:
            known.state, known.decided_at = Quote.State.APPROVED, timezone.now()
            known.save(update_fields=["state", "decided_at"])
            record("quote.approved", about=known, by=by, study=known.retrospective_id)
            return known
        if same:
            return known
    quote = Quote(
        retrospective_id=entry.account.retrospective_id, entry=entry, section=section, state=state, created_by=by
    )
    _seal(quote, text)
    if state == Quote.State.APPROVED:
        quote.decided_at = timezone.now()
    quote.save(force_insert=True)
    kind = "quote.approved" if state == Quote.State.APPROVED else "quote.asked"
    record(kind, about=quote, by=by, study=quote.retrospective_id)
    return quote


def _seal(quote: Quote, text: str) -> None:
    kept = Wording(prose(text, most=LONGEST, field="wording", empty="Write the words."), secrets.token_hex(16))
    quote.sealed = seal_wording(kept, about=about_quote(quote.pk, quote.entry_id))
    quote.sha256 = fingerprint(kept)


def _end(quote: Quote, state: Quote.State, kind: str, by: Person) -> Quote:
    quote.state, quote.decided_at, quote.sealed = state, timezone.now(), b""
    quote.save(update_fields=["state", "decided_at", "sealed"])
    record(kind, about=quote, by=by, study=quote.retrospective_id)
    return quote
