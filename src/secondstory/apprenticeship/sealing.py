"""What each seal is bound to: the row and the person it belongs to. Moved to another row, it opens nowhere."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from secondstory.vault.holders import holds
from secondstory.vault.seal import seal_json, unseal_json

Sealed = bytes | memoryview


def about_note(note_id: UUID, apprenticeship_id: UUID) -> str:
    return f"apprenticeship.learnernote/{note_id}/{apprenticeship_id}"


def about_feedback(feedback_id: UUID, mentorship_id: UUID) -> str:
    return f"apprenticeship.feedback/{feedback_id}/{mentorship_id}"


def about_answer(answer_id: UUID, author_id: UUID) -> str:
    return f"apprenticeship.exerciseanswer/{answer_id}/{author_id}"


def about_draft(draft_id: UUID, author_id: UUID) -> str:
    return f"apprenticeship.freshdraft/{draft_id}/{author_id}"


def close(value: dict[str, Any], *, about: str) -> bytes:
    return seal_json(value, about=about)


def opened(sealed: Sealed, *, about: str) -> dict[str, Any]:
    found = unseal_json(bytes(sealed), about=about)
    assert isinstance(found, dict)
    return found


def holders() -> None:
    """Every sealed column of this step, told to the vault (called by config/wiring.py)."""
    holds(
        "apprenticeship.learnernote",
        "sealed",
        lambda row: about_note(row.pk, row.apprenticeship_id),
        "apprenticeship_id",
    )
    holds("apprenticeship.feedback", "sealed", lambda row: about_feedback(row.pk, row.mentorship_id), "mentorship_id")
    holds("apprenticeship.exerciseanswer", "sealed", lambda row: about_answer(row.pk, row.author_id), "author_id")
    holds("apprenticeship.freshdraft", "sealed", lambda row: about_draft(row.pk, row.author_id), "author_id")
