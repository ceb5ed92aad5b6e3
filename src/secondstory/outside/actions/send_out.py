"""Going out: the text gets bytes of its own, a hash and an address; and being withdrawn."""

from __future__ import annotations

from django.utils import timezone

from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.outside.models import Look, OutsideText, OutsideVersion, Redaction
from secondstory.outside.policies import check_can_prepare, check_can_send
from secondstory.outside.queries import held, lead_of, made_of, still_there, without_people
from secondstory.people.audience import Audience
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.models import Publication
from secondstory.publishing.slugs import free_slug
from secondstory.ui.text import shorten


@action
def send_out(version: OutsideVersion, *, by: Person) -> OutsideText:
    """Twice is once. Where the whole text was open to everyone, it is the organization's again from now on."""
    check_can_send(version, by)
    if there := OutsideText.objects.filter(version=version).first():
        return there
    version.refresh_from_db(fields=["left_out", "relative_times", "withdrawn_at"])
    if version.withdrawn_at:
        raise Refusal("This version was withdrawn. Begin the next one.", code="withdrawn")
    given = held(version)
    if any(one.decision == Redaction.Decision.OPEN for one in given.redactions):
        raise Refusal("Some proposals are not decided yet. Take them, or leave them with a sentence.", code="undecided")
    made = made_of(given)
    if not Look.objects.filter(version=version, sha256=made.sha256).exists():
        raise Refusal(
            "As it is now, this text waits for a second pair of eyes. Ask one who took part, or a steward.",
            code="not_seen",
        )
    plainly = without_people(made.document, given)
    if parts := still_there(plainly, given):
        raise Refusal(
            f"Words that were to go can still be read in ‘{parts[0]}’. Redact them as they stand there, or leave that"
            " part out.",
            code="still_there",
        )
    now = timezone.now()
    title = shorten(plainly.title, 200)
    text = OutsideText.objects.create(
        version=version,
        canonical=made.content,
        sha256=made.sha256,
        slug=free_slug(title, now.year, is_taken=lambda slug: OutsideText.objects.filter(slug=slug).exists()),
        title=title,
        lead=shorten(lead_of(plainly), 600),
        kind=plainly.kind[:40],
        out_at=now,
        created_by=by,
    )
    whole = Publication.objects.filter(retrospective=version.retrospective_id, audience=Audience.PUBLIC).first()
    if whole and not whole.is_withdrawn:
        change_audience(whole, to=Audience.ORGANIZATION, by=by)
    record("outside_version.out", about=version, by=by, study=version.retrospective_id, number=version.number)
    return text


@action
def withdraw_outside(version: OutsideVersion, *, by: Person, because: str = "") -> OutsideVersion:
    """Its address says that it was withdrawn, and nothing of what it said. Of a draft: it goes out no more."""
    check_can_prepare(version.retrospective, by)
    because = line(because, most=1000, field="because")
    version.refresh_from_db(fields=["withdrawn_at", "withdrawn_because"])
    if version.withdrawn_at:
        return version
    version.withdrawn_at, version.withdrawn_because = timezone.now(), because
    version.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record("outside_version.withdrawn", about=version, by=by, study=version.retrospective_id)
    return version
