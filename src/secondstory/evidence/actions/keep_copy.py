"""Keeping a file in a study, for its readers or for oneself."""

from __future__ import annotations

from dataclasses import dataclass

from secondstory.evidence.contents import Content, content_of, fingerprint, sealed_content
from secondstory.evidence.limits import most_bytes, too_large
from secondstory.evidence.models import Copy, SealedContent, SharedContent
from secondstory.evidence.names import clean_name
from secondstory.evidence.sniff import sniff
from secondstory.evidence.without_place import Damaged, without_place
from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it came: what it is called there, and its bytes."""

    name: str
    data: bytes


@action
def keep_copy(study: Retrospective, file: Brought, *, by: Person) -> Copy:
    """Keep it for the study's readers. The same file under the same name comes back as it is."""
    check_can_contribute(study, by)
    content = _looked_at(file)
    shared, _ = SharedContent.objects.get_or_create(sha256=fingerprint(content.data), defaults={"data": content.data})
    known = Copy.objects.filter(retrospective=study, owner=None, content=shared, name=content.name).first()
    if known:
        return known
    copy = Copy.objects.create(
        retrospective=study,
        content=shared,
        name=content.name,
        media_type=content.media_type,
        size=len(content.data),
        created_by=by,
    )
    record("copy.kept", about=copy, by=by, study=study.pk)
    return copy


@action
def keep_private_copy(study: Retrospective, file: Brought, *, by: Person) -> Copy:
    """Keep it for ``by`` alone, sealed. The same file comes back as it is."""
    check_can_contribute(study, by)
    content = _looked_at(file)
    for mine in Copy.objects.filter(retrospective=study, owner=by, size=len(content.data)):
        if content_of(mine) == content:
            return mine
    copy = Copy.objects.create(retrospective=study, owner=by, size=len(content.data), created_by=by)
    SealedContent.objects.create(copy=copy, sealed_data=sealed_content(copy, content))
    record("copy.kept", about=copy, by=by, study=study.pk)
    return copy


def _looked_at(file: Brought) -> Content:
    """What it is, under a name that says so, without the place a picture was taken at."""
    if not file.data:
        raise Refusal("This file is empty. Choose another one.", code="empty_file", field="file")
    if len(file.data) > most_bytes():
        raise too_large(len(file.data))
    kind = sniff(file.data)
    try:
        data = without_place(file.data, kind)
    except Damaged:
        raise Refusal(
            "This picture is damaged, so the place it was taken at could not be taken out of it. Save it again in"
            " another program, or take a screenshot of it.",
            code="damaged_picture",
            field="file",
        ) from None
    return Content(clean_name(file.name, kind), kind, data)
