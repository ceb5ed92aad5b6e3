"""A document for outside made from the one inside: what is redacted, left out or told relative. No database.

Nothing of the source goes along by itself: each string is told anew, and ids, moments and blocks that a version for outside
has no use for are not copied. People's own words and names that stay are slots, filled while the person agrees.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from secondstory.outside.words import Told, instead_of
from secondstory.writeup import blocks
from secondstory.writeup.anatomy import PARTS
from secondstory.writeup.document import Document, Quote, Section

# A place for a name that its person lets stand; nothing else in a text for outside has these brackets.
SLOT = re.compile(r"⟦(\d{1,4})⟧")
SOMEBODY = "a colleague"
_BRACKETS = str.maketrans({"⟦": "[", "⟧": "]"})
# What speaks of the document itself, and not to its readers.
STRUCTURE = {"zone", "precision", "anchor", "key", "state", "section", "sha256"}
# Words of the house's own, one of a few: no text of anybody's.
VOCABULARY = {"kind", "status", "outcome", "decision", "type", "form"}


def slot(number: int) -> str:
    return f"⟦{number}⟧"


@dataclass(frozen=True, slots=True)
class Choices:
    """``instead`` by phrase; ``quotes`` the number and hash of each quote that may stand, by its key in the source."""

    instead: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    relative_times: bool = False
    quotes: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def for_outside(source: Document, choices: Choices, *, id: UUID) -> Document:
    """``id`` is the version's own: of the study inside nothing stays."""
    told = without_slots(instead_of(choices.instead))
    made = replace(
        source,
        study=id,
        process="",
        final_at=None,
        sections=tuple(
            _section(section, choices, _first_moment(source), number)
            for number, section in enumerate(source.sections, start=1)
            if section.anchor not in choices.left_out
        ),
        sources=() if "sources" in choices.left_out else source.sources,
        quotes=tuple(Quote(f"quote-{number}", sha256) for number, sha256 in sorted(choices.quotes.values())),
        people=tuple(sorted(dict.fromkeys(told(one) for one in source.people))),
    )
    if choices.relative_times:
        made = replace(
            made, zone="UTC", happened_at=None, sources=tuple(replace(one, captured_at=None) for one in made.sources)
        )
    kept: Document = _told(made, told, _numbering(id))
    return kept


def without_slots(told: Told) -> Told:
    """What was typed is no slot."""
    return lambda text: told(text.translate(_BRACKETS))


def _numbering(id: UUID) -> Iterator[UUID]:
    """Ids of the version's own, so that two texts tell nothing of each other by them."""
    return (uuid5(id, str(number)) for number in range(1_000_000))


def _told(value: Any, told: Told, ids: Iterator[UUID], name: str = "") -> Any:
    if isinstance(value, str):
        return value if name in STRUCTURE | VOCABULARY else told(value)
    if isinstance(value, tuple):
        return tuple(_told(one, told, ids, name) for one in value)
    if isinstance(value, UUID):
        return value if name == "study" else next(ids)
    if isinstance(value, blocks.Voices):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        given = {one.name: _told(getattr(value, one.name), told, ids, one.name) for one in dataclasses.fields(value)}
        return type(value)(**given)
    return value


def _first_moment(source: Document) -> datetime | None:
    entries = [
        entry.when.at
        for section in source.sections
        for block in section.blocks
        if isinstance(block, blocks.Timeline)
        for entry in block.entries
    ]
    facts = [one.started.at for one in source.facts if one.started]
    return min([*entries, *facts], default=None)


def _section(section: Section, choices: Choices, zero: datetime | None, number: int) -> Section:
    made: list[blocks.Block] = []
    prose = section.prose
    for block in section.blocks:
        if isinstance(block, blocks.KeptWordings):
            continue  # said among those who wrote it
        if isinstance(block, blocks.Voices):
            may = tuple(f"quote-{choices.quotes[key][0]}" for key in block.items if key in choices.quotes)
            if may:
                made.append(blocks.Voices(may))
        elif isinstance(block, blocks.Recommendations):
            made.append(blocks.Recommendations(tuple(_recommendation(one, choices) for one in block.items)))
        elif choices.relative_times and isinstance(block, blocks.Timeline):
            prose = "\n\n".join(filter(None, [prose.strip(), _relative(block, zero)]))
        elif choices.relative_times and isinstance(block, blocks.Facts):
            made.append(replace(block, started=None, noticed=None, mitigated=None, ended=None))
            prose = "\n\n".join(filter(None, [prose.strip(), _relative_facts(block, zero)]))
        else:
            made.append(block)
    key = section.key if section.key in PARTS else ""
    anchor = section.anchor if key else f"part-{number}"
    return replace(section, key=key, anchor=anchor, prose=prose, blocks=tuple(made))


def _recommendation(one: blocks.Recommendation, choices: Choices) -> blocks.Recommendation:
    return replace(one, ticket="", target_date=None if choices.relative_times else one.target_date)


def since_zero(at: datetime, zero: datetime) -> str:
    """``+2 h 05 min`` after the first thing told; with a minus before it."""
    seconds = round((at - zero).total_seconds())
    sign, seconds = ("−" if seconds < 0 else "+"), abs(seconds)
    days, rest = divmod(seconds // 60, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [
        f"{days} d" if days else "",
        f"{hours} h" if hours else "",
        f"{minutes:02d} min" if hours else f"{minutes} min",
    ]
    return sign + " ".join(part for part in parts if part)


def _relative(block: blocks.Timeline, zero: datetime | None) -> str:
    if zero is None:
        return ""
    return "\n".join(
        f"- **{since_zero(entry.when.at, zero)}**"
        f"{f' · {_line(entry.lane or entry.told_by)}' if entry.lane or entry.told_by else ''}: {_line(entry.text)}"
        f"{' (known only later)' if entry.known_later else ''}"
        for entry in block.entries
    )


def _relative_facts(block: blocks.Facts, zero: datetime | None) -> str:
    moments = (("Began", block.started), ("Noticed", block.noticed), ("Eased", block.mitigated), ("Over", block.ended))
    return "\n".join(f"- {word}: {since_zero(at.at, zero)}" for word, at in moments if at and zero)


def _line(text: str) -> str:
    return " ".join(text.split())


# --- what a document says, for finding things in it --------------------------------------------------------


def texts_of(document: Document) -> list[tuple[str, str]]:
    """Every string of it that a reader can meet, with the part it stands in."""
    told = [("The title", document.title), ("The incident", document.incident), ("The focus", document.learning_focus)]
    told += [("The team", document.team), *(("Who took part", one) for one in document.people)]
    for section in document.sections:
        told += [(section.heading, text) for text in (section.heading, section.prose)]
        told += [(section.heading, text) for block in section.blocks for text in _strings(block)]
    told += [("Sources", text) for source in document.sources for text in _strings(source)]
    return [(part, text) for part, text in told if text.strip()]


def _strings(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if name not in STRUCTURE | VOCABULARY:
            yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one, name)
    elif isinstance(value, blocks.Voices | blocks.KeptWordings):
        return
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            yield from _strings(getattr(value, one.name), one.name)


# --- filling the slots --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """A quote as it stands outside now: its words and the role they are told by, or why there are none."""

    text: str = ""
    told_by: str = ""
    missing: str = ""


def fill(text: str, names: Mapping[int, str]) -> str:
    return SLOT.sub(lambda found: names.get(int(found[1]), SOMEBODY), text)


def filled(document: Document, names: Mapping[int, str], quotes: Mapping[str, Words]) -> Document:
    """With the names and the words that may stand at this moment."""

    def section(one: Section) -> Section:
        said = [
            _said(quotes.get(key)) for block in one.blocks if isinstance(block, blocks.Voices) for key in block.items
        ]
        rest = tuple(block for block in one.blocks if not isinstance(block, blocks.Voices))
        return replace(one, prose="\n\n".join(filter(None, [one.prose.strip(), *said])), blocks=rest)

    known = iter(_ids(document))
    whole: Document = _told(
        replace(document, sections=tuple(section(one) for one in document.sections), quotes=()),
        lambda text: fill(text, names),
        known,
    )
    return whole


def _ids(value: Any, name: str = "") -> Iterator[UUID]:
    """The ids of a document in the order ``_told`` meets them."""
    if isinstance(value, UUID):
        if name != "study":
            yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _ids(one, name)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            yield from _ids(getattr(value, one.name), one.name)


def _said(words: Words | None) -> str:
    if words is None or words.missing:
        return f"> ({words.missing if words else 'a quote that is not here any more'})"
    lines = [*words.text.strip().split("\n"), "", f"— {words.told_by}"]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def later_words(words: Iterable[tuple[str, str]]) -> Section | None:
    """Amendments that were accepted by then, as a part of their own: ``words`` are texts and their reasons."""
    told = [f"{text.strip()}\n\nWhy: {_line(reason)}" for text, reason in words]
    return Section("", "later-words", "Later words", "\n\n---\n\n".join(told)) if told else None
