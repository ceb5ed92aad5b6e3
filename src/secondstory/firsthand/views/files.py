"""Files of one's own account."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from secondstory.evidence.actions.keep_copy import Brought
from secondstory.evidence.limits import most_bytes, too_large
from secondstory.firsthand.actions.attach import attach_file, detach_file
from secondstory.firsthand.views.frame import my_entry, private, study_for, to
from secondstory.people.refusals import Refusal
from secondstory.ui.me import me


@private
@require_POST
def files(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    """Attach ``file``, or take off the one whose id is ``off``."""
    study, _ = study_for(request, study_id)
    entry = my_entry(request, study, entry_id)
    if off := request.POST.get("off"):
        try:
            detach_file(entry, str(UUID(off)), by=me(request))
        except ValueError:
            raise Refusal("This file is not in the list any more. Reload the page.", code="no_file") from None
        return to("my-account-entry", study.pk, entry.pk, anchor="files")
    file = request.FILES.get("file")
    if file is None:
        raise Refusal("Choose a file first, then press the button.", code="no_file", field="file")
    if (file.size or 0) > most_bytes():
        raise too_large(file.size or 0)
    attach_file(entry, Brought(file.name or "file", file.read()), by=me(request))
    messages.success(request, "Attached, for you alone until you share this entry.")
    return to("my-account-entry", study.pk, entry.pk, anchor="files")
