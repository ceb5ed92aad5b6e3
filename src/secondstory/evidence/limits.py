"""How large a kept file may be, and the sentence for one that is larger."""

from __future__ import annotations

from django.conf import settings

from secondstory.people.refusals import TooLarge

MB = 1024 * 1024


def most_bytes() -> int:
    return int(settings.COPY_MOST_MB) * MB


def too_large(size: int, *, field: str = "file") -> TooLarge:
    return TooLarge(
        f"This file has {max(size // MB, 1)} MB; {settings.COPY_MOST_MB} MB can be kept here. Attach the part that matters, or"
        " leave the file where it is and give its address.",
        field=field,
    )
