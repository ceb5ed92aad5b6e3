"""A reference's own copy of what it leads to: a file somebody has, or the page as it is now."""

from __future__ import annotations

from urllib.parse import urlsplit

from secondstory.evidence.actions.keep_copy import Brought, keep_copy
from secondstory.evidence.limits import most_bytes, too_large
from secondstory.evidence.outside.addresses import NotFetched
from secondstory.evidence.outside.fetch import Fetched
from secondstory.evidence.outside.page_text import page_text
from secondstory.evidence.rules import ask
from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.timeline.addresses import title_of
from secondstory.timeline.models import Reference

LONGEST_PAGE = 2_000_000  # characters of HTML read for their words
SECONDS = 5.0
GOOD = range(200, 300)


@action
def keep_file(reference: Reference, file: Brought, *, by: Person) -> Reference:
    """Keep ``file`` as this reference's copy. The same file twice changes nothing; another one is refused, so that what
    somebody kept before stays."""
    check_can_contribute(reference.retrospective, by)
    reference.refresh_from_db(fields=["copy"])
    copy = keep_copy(reference.retrospective, file, by=by)
    if reference.copy_id == copy.pk:
        return reference
    if reference.copy_id:
        raise Refusal(
            "This reference has a copy already, and it stays. Add the file as a reference of its own.",
            code="copy_is_there",
            field="file",
        )
    reference.copy = copy
    reference.save(update_fields=["copy"])
    record("reference.copy_kept", about=reference, by=by, study=reference.retrospective_id)
    return reference


def capture(reference: Reference, *, by: Person, seconds: float = SECONDS) -> Reference:
    """Fetch what the address leads to and keep it: of a page its words, of anything else the file as it is.

    The fetch is no part of a transaction, so nobody waits for somebody else's slow server but ``by``.
    """
    check_can_contribute(reference.retrospective, by)
    if reference.copy_id:
        return reference
    if not reference.href:
        raise Refusal("This reference has no web address. Attach a file instead.", code="no_web_address")
    try:
        got = ask(reference.href, most=most_bytes(), seconds=seconds)
    except NotFetched as trouble:
        raise Refusal(f"No copy was kept. {trouble.sentence}", code=trouble.code) from None
    if got.status not in GOOD:
        raise Refusal(
            f"No copy was kept: the address answers {got.status}. Whoever can open it can save it and attach the file.",
            code="no_answer",
        )
    if not got.is_whole:
        raise too_large(len(got.content) + 1)
    return keep_file(reference, _as_file(got, reference), by=by)


def _as_file(got: Fetched, reference: Reference) -> Brought:
    name = urlsplit(got.url).path.rstrip("/").rsplit("/", 1)[-1] or "page"
    if got.media_type not in ("text/html", "application/xhtml+xml"):
        return Brought(name, got.content)
    words = page_text(got.content[:LONGEST_PAGE], got.charset)
    if not words:
        raise Refusal(
            "This page has no words without its scripts. Take a picture of it, and attach that.", code="no_words"
        )
    # The text of the page alone, with nothing of ours in it, so that the same page gives the same hash.
    return Brought(f"{title_of(reference.url)}.txt".replace("/", " "), words.encode())
