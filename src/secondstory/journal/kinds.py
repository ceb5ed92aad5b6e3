"""Every kind of event, collected from the ``events.py`` of each package (the folders are the list)."""

from __future__ import annotations

KINDS: dict[str, str] = {}


def declare(**sentences: str) -> None:
    """``declare(note__written="Somebody wrote a note.")`` declares ``note.written``.

    The sentence says what happened, for docs/reference/events.md. Declaring a name twice with other
    words is refused, so that one name means one thing.
    """
    for name, sentence in sentences.items():
        kind = name.replace("__", ".")
        if KINDS.setdefault(kind, sentence) != sentence:
            raise ValueError(f"The event {kind} is declared twice, with different sentences.")
