"""What importing shows on pages of the steps below (config/wiring.py connects it)."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from secondstory.incidents.models import Retrospective


def bring_in(request: HttpRequest, study: Retrospective) -> SafeString:
    """Where a channel or a file comes in from. Shown to those alone who may write in the study."""
    return format_html(' · <a href="{}">Bring in a channel or a file</a>', reverse("imports"))
