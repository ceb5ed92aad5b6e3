"""Pieces of Markdown: a line that cannot become anything else, a cell, a link, a moment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from secondstory.writeup.blocks import When

# What would begin a heading, a list, a quote or a rule at the head of a line.
_BEGINS = re.compile(r"^(?=[#>+*=~-](?:\s|$)|[-*_=]{3,}\s*$|~{3}|`{3})")
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_UNSAFE_IN_LINK = re.compile(r"[\s<>]")


def line(text: str) -> str:
    """Plain words on one line: marks within a line stay marks, nothing begins a block or a tag."""
    one = _TAG.sub(r"\\<", " ".join(text.split()))
    return _NUMBER.sub(r"\1\\\2", _BEGINS.sub(r"\\", one))


def cell(text: str) -> str:
    return line(text).replace("|", r"\|")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)


def bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def link(title: str, url: str) -> str:
    shown = line(title).replace("[", r"\[").replace("]", r"\]")
    return f"[{shown}](<{_UNSAFE_IN_LINK.sub(_percent, url)}>)"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def aside(*parts: str) -> str:
    """`` (one; two)``, or nothing."""
    told = [part for part in parts if part]
    return f" ({'; '.join(told)})" if told else ""


def numbers(word: str, found: Iterable[int]) -> str:
    """'finding 1, finding 3'."""
    return ", ".join(f"{word} {number}" for number in found)


def moment(at: datetime, zone: str, precision: str, approximate: bool = False) -> str:
    """``2017-01-31 23:27``, told no more sharply than it is known. The zone stands in the heading; where the clock
    shows an hour twice, the offset stands here."""
    local = at.astimezone(ZoneInfo(zone))
    if precision == "day":
        return local.strftime("%Y-%m-%d")
    told = local.strftime("%Y-%m-%d %H:%M:%S" if precision == "second" else "%Y-%m-%d %H:%M")
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        told += local.strftime("%z")
    about = precision if precision in ("before", "after") else "about" if approximate or precision == "hour" else ""
    return f"{about} {told}".strip()


def when(told: When, zone: str) -> str:
    """A moment, or from when to when."""
    start = moment(told.at, zone, told.precision, told.approximate)
    if told.until is None:
        return start
    end = moment(told.until, zone, told.precision)
    local, until = told.at.astimezone(ZoneInfo(zone)), told.until.astimezone(ZoneInfo(zone))
    if told.precision != "day" and local.date() == until.date():
        end = end.split(" ", 1)[1]
    return start if end == start else f"{start} – {end}"
