"""What somebody writes in one entry of their account, as one value: checked, sealed as a whole, read back as a whole.

Everything about the entry is in here, its time too, so that nothing but ids and rungs stands beside the seal.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from secondstory.firsthand.facets import SITUATION, Facet
from secondstory.incidents.models import MomentPrecision
from secondstory.incidents.moments import FIRST_YEAR, LAST_YEAR
from secondstory.incidents.words import line, prose
from secondstory.people.refusals import Refusal

LONGEST = 8000
LONGEST_WHEN = 80
MOST_SOURCES = 12


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where it can be looked up: words, an address, or a private file (``copy`` is its id). It stays inside the seal
    until the entry is shared."""

    title: str
    url: str = ""
    copy: str = ""

    @property
    def is_link(self) -> bool:
        """Whether the address is one a browser may follow; other addresses are shown as text."""
        return self.url.lower().startswith(("https://", "http://"))


@dataclass(frozen=True, slots=True)
class Words:
    """One entry. ``at`` and ``otherwise_at`` are UTC instants, or None where the words beside them ('after dinner',
    or nothing: 'after that') name no instant; ``when`` and ``otherwise_when`` keep those words as typed.
    ``because`` is 'it made sense because'; ``otherwise`` is what later proved a belief otherwise."""

    text: str
    facet: Facet = Facet.DID
    because: str = ""
    when: str = ""
    at: datetime | None = None
    precision: str = MomentPrecision.MINUTE.value
    approximate: bool = False
    otherwise: str = ""
    otherwise_when: str = ""
    otherwise_at: datetime | None = None
    otherwise_precision: str = MomentPrecision.MINUTE.value
    otherwise_approximate: bool = False
    situation: dict[str, str] = field(default_factory=dict)
    pointers: tuple[Pointer, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not any((self.text, self.because, self.otherwise, self.situation, self.pointers))


def checked(words: Words) -> Words:
    """The same, tidied; or the sentence about what keeps it from being stored."""
    if not {words.precision, words.otherwise_precision} <= set(MomentPrecision.values):
        raise Refusal(
            f"A moment is known by {', '.join(MomentPrecision.values)}. Choose one of these.",
            code="unknown_precision",
            field="when",
        )
    if len(words.pointers) > MOST_SOURCES:
        raise Refusal(f"One entry takes {MOST_SOURCES} references. Put the others with another entry.", code="too_many")
    unknown = set(words.situation) - set(SITUATION)
    if unknown:
        raise Refusal("This page asks for something this version does not know. Reload it.", code="unknown_field")
    return replace(
        words,
        text=prose(words.text, field="text", most=LONGEST),
        because=prose(words.because, field="because", most=LONGEST),
        otherwise=prose(words.otherwise, field="otherwise", most=LONGEST),
        when=line(words.when, field="when", most=LONGEST_WHEN),
        otherwise_when=line(words.otherwise_when, field="otherwise_when", most=LONGEST_WHEN),
        at=_instant(words.at, "when"),
        otherwise_at=_instant(words.otherwise_at, "otherwise_when"),
        situation={
            key: kept for key in SITUATION if (kept := prose(words.situation.get(key, ""), field=key, most=LONGEST))
        },
        pointers=tuple(
            Pointer(line(one.title, field="pointers", most=300), line(one.url, field="pointers", most=2000), one.copy)
            for one in words.pointers
            if one.title.strip() or one.url.strip()
        ),
    )


def to_plain(words: Words) -> dict[str, Any]:
    return {
        "text": words.text,
        "facet": words.facet.value,
        "because": words.because,
        "when": words.when,
        "at": words.at.isoformat() if words.at else None,
        "precision": words.precision,
        "approximate": words.approximate,
        "otherwise": words.otherwise,
        "otherwise_when": words.otherwise_when,
        "otherwise_at": words.otherwise_at.isoformat() if words.otherwise_at else None,
        "otherwise_precision": words.otherwise_precision,
        "otherwise_approximate": words.otherwise_approximate,
        "situation": words.situation,
        "pointers": [[one.title, one.url, one.copy] for one in words.pointers],
    }


def from_plain(given: dict[str, Any]) -> Words:
    return Words(
        text=given["text"],
        facet=Facet(given["facet"]),
        because=given["because"],
        when=given["when"],
        at=datetime.fromisoformat(given["at"]) if given["at"] else None,
        precision=given["precision"],
        approximate=given["approximate"],
        otherwise=given["otherwise"],
        otherwise_when=given["otherwise_when"],
        otherwise_at=datetime.fromisoformat(given["otherwise_at"]) if given["otherwise_at"] else None,
        # Sealed before these were kept, it was taken to the minute.
        otherwise_precision=given.get("otherwise_precision", MomentPrecision.MINUTE.value),
        otherwise_approximate=given.get("otherwise_approximate", False),
        situation=given["situation"],
        pointers=tuple(Pointer(*one) for one in given["pointers"]),
    )


def _instant(at: datetime | None, name: str) -> datetime | None:
    if at is None:
        return None
    if at.tzinfo is None:
        raise ValueError("A moment without a zone is no moment; the caller asks which zone is meant.")
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise Refusal(
            f"The year {at.year} is out of reach. Write one from {FIRST_YEAR} to {LAST_YEAR}.",
            code="year_out_of_reach",
            field=name,
        )
    return at.astimezone(UTC)
