"""A mail as a step words it: titles, links and the house's own sentences. Plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """A title and the way there. ``path`` is an address of this house, ``what`` a word over it, ``why`` one under it."""

    title: str
    path: str
    what: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words for all readers of the mail, in Markdown: an editor's, in an issue that was published."""

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """``stop`` is the path of the page that ends such mails with one press, signed out; ``foot`` says why they come."""

    subject: str
    parts: tuple[Item | Words, ...]
    foot: str
    stop: str
    list_name: str
    lead: str = ""
    more: str = ""
    more_says: str = ""
