"""Where something can be looked up: adding a reference, attaching it to an entry, noting that its link is gone."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from secondstory.evidence.actions.keep_copy import Brought, keep_copy
from secondstory.evidence.models import Copy, Series
from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.timeline.addresses import title_of
from secondstory.timeline.models import Entry, Reference, ReferenceKind, web_address


@action
def add_reference(
    study: Retrospective,
    *,
    by: Person,
    title: str = "",
    url: str = "",
    kind: str = ReferenceKind.WEB_PAGE.value,
    excerpt: str = "",
    captured_at: datetime | None = None,
    file: Brought | None = None,
    series: Series | None = None,
) -> Reference:
    """Add a reference; without a title the address, the file or the series gives one. The same address (or, without one,
    the same title and kind) in the same study comes back as it is, with excerpt, file and series added where none was
    kept; with another excerpt, file or series than is kept there it is one of its own."""
    check_can_contribute(study, by)
    copy = keep_copy(study, file, by=by) if file else None
    if series and series.retrospective_id != study.pk:
        raise Refusal("These points belong to another study. Keep them in this one first.", code="other_study")
    url = line(url, field="url", most=2000)
    if url and not web_address(url):
        raise Refusal(
            "Write the whole address, beginning with https:// or http://. What has no address goes without.",
            code="no_web_address",
            field="url",
        )
    title = line(
        title or (title_of(url) if url else copy.name if copy else series.title if series else ""),
        field="title",
        most=300,
        empty="Say what it is, such as ‘Chat of the evening’, or give its address or a file.",
    )
    excerpt = prose(excerpt, field="excerpt", most=4000)
    if kind not in ReferenceKind.values:
        raise Refusal("Choose one of the kinds of reference.", code="unknown_kind", field="kind")
    if known := _known(study, url, title, kind, excerpt, copy, series):
        return _added_to(known, excerpt, captured_at, copy, series, by)
    reference = Reference.objects.create(
        retrospective=study,
        kind=kind,
        title=title,
        url=url,
        excerpt=excerpt,
        captured_at=captured_at or (timezone.now() if excerpt else None),
        copy=copy,
        series=series,
        created_by=by,
    )
    record("reference.added", about=reference, by=by, study=study.pk, reference_kind=kind)
    return reference


@action
def attach_reference(entry: Entry, reference: Reference, *, by: Person) -> Entry:
    """Say that ``reference`` is a source of ``entry``. Twice changes nothing."""
    _check_same_study(entry, reference, by)
    if not entry.references.filter(pk=reference.pk).exists():
        entry.references.add(reference)
        record("reference.attached", about=entry, by=by, reference=reference.pk)
    return entry


@action
def detach_reference(entry: Entry, reference: Reference, *, by: Person) -> Entry:
    """Take it off again. The reference itself stays in the study's list."""
    _check_same_study(entry, reference, by)
    if entry.references.filter(pk=reference.pk).exists():
        entry.references.remove(reference)
        record("reference.detached", about=entry, by=by, reference=reference.pk)
    return entry


@action
def note_link(reference: Reference, *, works: bool, by: Person) -> Reference:
    """What somebody found when they followed it: it leads there, or nowhere any more."""
    check_can_contribute(reference.retrospective, by)
    reference.refresh_from_db(fields=["gone_at"])
    if works == (reference.gone_at is None):
        return reference
    reference.gone_at = None if works else timezone.now()
    reference.save(update_fields=["gone_at"])
    record("reference.link_noted", about=reference, by=by, works=works)
    return reference


def _known(
    study: Retrospective, url: str, title: str, kind: str, excerpt: str, copy: Copy | None, series: Series | None
) -> Reference | None:
    """The one that says the same; two excerpts, files or graphs of one title stay two."""
    same = {"url": url} if url else {"url": "", "title": title, "kind": kind}
    known: Reference
    for known in Reference.objects.filter(retrospective=study, **same).order_by("created_at", "id"):
        if excerpt and known.excerpt not in ("", excerpt):
            continue
        if known.copy_id in (None, copy and copy.pk) and known.series_id in (None, series and series.pk):
            return known
        if not copy and not series:
            return known
    return None


def _added_to(
    known: Reference, excerpt: str, captured_at: datetime | None, copy: Copy | None, series: Series | None, by: Person
) -> Reference:
    changed = []
    if excerpt and not known.excerpt:
        known.excerpt, known.captured_at = excerpt, captured_at or timezone.now()
        changed += ["excerpt", "captured_at"]
    if copy and not known.copy_id:
        known.copy = copy
        changed.append("copy")
    if series and not known.series_id:
        known.series = series
        changed.append("series")
    if changed:
        known.save(update_fields=changed)
    if "copy" in changed or "series" in changed:
        record("reference.copy_kept", about=known, by=by, study=known.retrospective_id)
    return known


def _check_same_study(entry: Entry, reference: Reference, by: Person) -> None:
    check_can_contribute(entry.retrospective, by)
    if entry.withdrawn_at:
        raise Refusal("This entry was taken out. Add the reference to another one.", code="entry_taken_out")
    if reference.retrospective_id != entry.retrospective_id:
        raise Refusal("This reference belongs to another study. Add it to this one first.", code="other_study")
