"""What was understood of a pasted text, as the page tells it: piece by piece, in the order it was typed."""

from __future__ import annotations

from dataclasses import dataclass

from secondstory.timeline.parse.shapes import Context, Leftover, ParsedEntry, ParsedTimeline, Precision
from secondstory.ui import moments
from secondstory.ui.text import shorten

# So many pieces are shown at once; all of them are added.
MOST_SHOWN = 300
_PRECISION = {
    Precision.SECOND: "to the second",
    Precision.MINUTE: "to the minute",
    Precision.HOUR: "about the hour",
    Precision.DAY: "some time that day",
    Precision.BEFORE: "before that",
    Precision.AFTER: "after that",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """``kind`` is 'entry', 'context' (used, not an entry) or 'left' (not understood)."""

    kind: str
    raw: str
    when: str = ""
    there: str = ""
    sharpness: str = ""
    text: str = ""
    who: str = ""
    links: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    pieces: list[Piece]
    more: int
    entries: int
    left: int
    zone: str | None
    zone_needed: bool
    date_needed: bool
    unclear: int
    warnings: tuple[str, ...]

    @property
    def asks(self) -> bool:
        return self.zone_needed or self.date_needed or bool(self.unclear)

    @property
    def is_ready(self) -> bool:
        return bool(self.entries) and not self.asks

    @property
    def says(self) -> str:
        entries = "1 entry is" if self.entries == 1 else f"{self.entries} entries are"
        lines = "one piece is" if self.left == 1 else f"{self.left} pieces are"
        return f"{entries} understood{f', {lines} not' if self.left else ''}."


def understood(parsed: ParsedTimeline, zone: str) -> Understood:
    """``zone`` is the study's: where a text is told in another one, both clocks are shown."""
    typed: list[ParsedEntry | Leftover | Context] = [*parsed.entries, *parsed.leftovers, *parsed.contexts]
    typed.sort(key=lambda piece: piece.offset)
    asked = parsed.zone_needed or parsed.date_needed
    return Understood(
        pieces=[_piece(piece, zone) for piece in typed[:MOST_SHOWN]],
        more=max(len(typed) - MOST_SHOWN, 0),
        entries=len(parsed.entries),
        left=len(parsed.leftovers),
        zone=parsed.zone,
        zone_needed=parsed.zone_needed,
        date_needed=parsed.date_needed,
        unclear=0 if asked else sum(entry.utc is None for entry in parsed.entries),
        warnings=parsed.warnings,
    )


def _piece(piece: ParsedEntry | Leftover | Context, zone: str) -> Piece:
    raw = piece.raw.strip()
    if isinstance(piece, Leftover):
        return Piece("left", shorten(raw, 300), notes=(piece.note,) if piece.note else ())
    if isinstance(piece, Context):
        return Piece("context", shorten(raw, 160), text=piece.says)
    return Piece(
        "entry",
        raw,
        when=_as_typed(piece),
        there=_in_study(piece, zone),
        sharpness="about" if piece.approximate and piece.clock else _PRECISION[piece.precision],
        text=piece.text.strip(),
        who=piece.actor or "",
        links=len(piece.links),
        notes=piece.notes,
    )


def _as_typed(entry: ParsedEntry) -> str:
    """Day, clock and zone, as far as they are known; what is open is left out and asked for."""
    shape = "%H:%M:%S" if entry.precision == Precision.SECOND else "%H:%M"
    words = []
    if entry.day:
        words.append(f"{entry.day.day} {moments.MONTHS[entry.day.month - 1]} {entry.day.year}")
    if entry.clock:
        clock = entry.clock.strftime(shape)
        if entry.until_clock and (entry.until_day is None or entry.until_day == entry.day):
            clock += f"–{entry.until_clock.strftime(shape)}"
        words.append(clock)
    if not words and entry.utc:
        return moments.say(entry.utc, "UTC", entry.precision.value, shape="full").text
    return " ".join([", ".join(words), *([entry.zone] if entry.zone and entry.clock else [])])


def _in_study(entry: ParsedEntry, zone: str) -> str:
    if entry.utc is None or entry.clock is None or entry.zone in (None, zone):
        return ""
    said = moments.say(entry.utc, zone, entry.precision.value, shape="full")
    return f"{said.text.removesuffix(said.offset).strip()} {zone}"
