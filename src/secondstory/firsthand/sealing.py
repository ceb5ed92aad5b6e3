"""What each seal is bound to: the row and the person it belongs to. Moved to another row, it opens nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from secondstory.firsthand.words import Words, from_plain, to_plain
from secondstory.vault.holders import holds
from secondstory.vault.seal import seal_json, unseal_json

# As the databases hand it in.
Sealed = bytes | memoryview


def about_entry(entry_id: UUID, number: int, author_id: UUID) -> str:
    return f"firsthand.entryversion/{entry_id}/{number}/{author_id}"


def about_notes(conversation_id: UUID, number: int) -> str:
    return f"firsthand.notesversion/{conversation_id}/{number}"


def about_quote(quote_id: UUID, entry_id: UUID) -> str:
    return f"firsthand.quote/{quote_id}/{entry_id}"


def about_off_record(note_id: UUID, study_id: UUID) -> str:
    return f"firsthand.offrecordnote/{note_id}/{study_id}"


def about_private_note(note_id: UUID, author_id: UUID) -> str:
    return f"firsthand.privatenote/{note_id}/{author_id}"


def seal_words(words: Words, *, about: str) -> bytes:
    return seal_json(to_plain(words), about=about)


def open_words(sealed: Sealed, *, about: str) -> Words:
    found = unseal_json(bytes(sealed), about=about)
    assert isinstance(found, dict)
    return from_plain(found)


@dataclass(frozen=True, slots=True)
class Wording:
    """The exact words of a quote, with the salt its fingerprint was made with (hexadecimal)."""

    text: str
    salt: str


def seal_wording(wording: Wording, *, about: str) -> bytes:
    return seal_json({"text": wording.text, "salt": wording.salt}, about=about)


def open_wording(sealed: Sealed, *, about: str) -> Wording:
    found = unseal_json(bytes(sealed), about=about)
    assert isinstance(found, dict)
    return Wording(str(found["text"]), str(found["salt"]))


def seal_text(text: str, *, about: str) -> bytes:
    return seal_json({"text": text}, about=about)


def open_text(sealed: Sealed, *, about: str) -> str:
    found = unseal_json(bytes(sealed), about=about)
    assert isinstance(found, dict)
    return str(found["text"])


def holders() -> None:
    """Every sealed column of this step, told to the vault (called by config/wiring.py)."""
    holds(
        "firsthand.entryversion",
        "sealed",
        lambda row: about_entry(row.entry_id, row.number, row.entry.account.author_id),
        "number",
        "entry__account__author_id",
    )
    holds(
        "firsthand.notesversion",
        "sealed",
        lambda row: about_notes(row.conversation_id, row.number),
        "number",
        "conversation_id",
    )
    holds("firsthand.quote", "sealed", lambda row: about_quote(row.pk, row.entry_id), "entry_id")
    holds(
        "firsthand.offrecordnote",
        "sealed",
        lambda row: about_off_record(row.pk, row.retrospective_id),
        "retrospective_id",
    )
    holds("firsthand.privatenote", "sealed", lambda row: about_private_note(row.pk, row.author_id), "author_id")
