from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from secondstory.exporters.markdown.write import Head
from secondstory.review.reading import LaterWords, Since, by_section
from secondstory.writeup.document import Document

STYLE = Path(__file__).with_name("page.css")


def to_html(
    document: Document,
    head: Head,
    *,
    since: Mapping[UUID, Since] | None = None,
    later: Sequence[LaterWords] = (),
) -> str:
    """The same words, blocks and picture as the reading view. Its own Content-Security-Policy allows its style, by
    hash, and nothing else."""
    style, policy = _style()
    return render_to_string(
        "exporters/page.html",
        {
            "document": document,
            "zone": document.zone,
            "head": head,
            "since": since or {},
            "amendments": by_section(document, later),
            "amended": len(later),
            "style": mark_safe(style),  # noqa: S308 - our own file
            "policy": policy,
        },
    )


@cache
def _style() -> tuple[str, str]:
    style = STYLE.read_text(encoding="utf-8")
    known = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return style, f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
