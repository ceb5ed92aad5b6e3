"""An account as Markdown, for its author to take along or for whoever it was shared with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from secondstory.firsthand.facets import IN_WORDS, SITUATION, Facet
from secondstory.firsthand.queries import OwnAccount
from secondstory.firsthand.telling import Telling
from secondstory.firsthand.words import Pointer, Words
from secondstory.incidents.models import Retrospective
from secondstory.ui.moments import say


def own_as_markdown(whole: OwnAccount, study: Retrospective) -> str:
    parts = [f"# {study.title}: my account", f"Times in {study.zone}."]
    for one in whole.everything:
        parts += _entry(one.words, study.zone)
    return "\n\n".join(parts) + "\n"


def tellings_as_markdown(tellings: Iterable[Telling], study: Retrospective, told_by: str) -> str:
    parts = [f"# {study.title}: the account of {told_by}", f"Times in {study.zone}."]
    for one in tellings:
        words = Words(
            text=one.text,
            facet=Facet(one.kind),
            because=one.because,
            when=one.when,
            at=one.at,
            precision=one.precision,
            approximate=one.approximate,
            otherwise=one.otherwise,
            otherwise_at=one.otherwise_at,
            otherwise_precision=one.otherwise_precision,
            otherwise_approximate=one.otherwise_approximate,
            situation=one.situation,
            pointers=one.references,
        )
        parts += _entry(words, study.zone)
    return "\n\n".join(parts) + "\n"


def _entry(words: Words, zone: str) -> list[str]:
    head = " · ".join(filter(None, [_when(words.at, words, zone), IN_WORDS[words.facet]]))
    parts = [f"**{head}**", words.text] if words.text else [f"**{head}**"]
    if words.because:
        parts.append(f"It made sense because {words.because}")
    parts += [f"{SITUATION[key]} {said}" for key, said in words.situation.items()]
    if words.otherwise:
        parts.append(f"What showed it to be otherwise: {words.otherwise}")
    if words.pointers:
        parts.append("\n".join(f"- {_pointer(one)}" for one in words.pointers))
    return parts


def _when(at: datetime | None, words: Words, zone: str) -> str:
    return say(at, zone, words.precision, words.approximate, "full").whole if at else words.when


def _pointer(one: Pointer) -> str:
    return f"{one.title} <{one.url}>" if one.url and one.url != one.title else one.title
