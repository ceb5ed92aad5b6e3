"""How well real timeline sections are understood: python benchmarks/timeline_sections.py

Forty sections of the corpus are scored against ``timeline_key.json``, which was written by reading
them. A section counts when every entry is there, none is invented, and each has its right place,
its right clock time, and its right day where the text says it. The other sections are compared with
the rough count of times that the corpus gives, to show where to look. Nowhere may a zone be guessed.

The corpus is found by SECONDSTORY_CORPUS, else in ../shared/corpus beside the checkout.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from secondstory.timeline.parse import ParsedEntry, ParsedTimeline, parse_timeline

TARGET = 0.85
LEAST_SPEED = 1.0  # MB/s

# Independent of the parser on purpose: the words by which a text can name a zone.
ZONE_WORDS = re.compile(
    r"\b(?:UTC|GMT|Zulu|C[ES]S?T|CDT|E[SDE]S?T|P[SD]?T|M[SD]T|BST|IST|AE[SD]T|JST|MSK"
    r"|[A-Z][a-z]+ (?:Standard|Daylight|European|Summer) Time)\b"
    r"|\d\d:\d\d(?::\d\d)?(?:Z\b| ?[+-]\d\d:?\d\d\b)|Denver|[A-Z][a-z]+/[A-Z][a-z]+"
)
EXACT = re.compile(r"/archives/\w+/p\d{16}|\b1[0-9]{9}\b")


class Section(TypedDict):
    id: str
    org: str
    text: str
    timestamps: int


class Expected(TypedDict, total=False):
    zone: str | None
    entries: list[str]
    given_date: str


@dataclass(frozen=True)
class Score:
    """``found`` and ``expected`` line up where ``wrong`` is empty."""

    expected: int
    found: int
    wrong: str


def corpus_folder() -> Path | None:
    told = os.environ.get("SECONDSTORY_CORPUS")
    folder = Path(told) if told else HERE.parent.parent / "shared" / "corpus"
    return folder if (folder / "timelines_dev.jsonl").is_file() else None


def read_sections(folder: Path) -> list[Section]:
    with (folder / "timelines_dev.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_key() -> dict[str, Expected]:
    sections: dict[str, Expected] = json.loads((HERE / "timeline_key.json").read_text(encoding="utf-8"))["sections"]
    return sections


def said(entry: ParsedEntry) -> str:
    """The entry in the words of the key."""
    day = entry.day.isoformat() if entry.day else entry.day_hint or ""
    clock = (
        entry.clock.isoformat("seconds" if entry.clock.second or entry.precision == "second" else "minutes")
        if entry.clock
        else ""
    )
    return f"{day} {clock}".strip() or "unknown"


def agrees(key: str, entry: str) -> bool:
    """The same day and clock time; a year or day that the key leaves out may be known otherwise."""
    key = key.rstrip("?")
    if key == entry:
        return True
    if key.startswith("--"):
        return key[2:] == re.sub(r"^(?:\d{4}-|--)", "", entry)
    clock = re.compile(r"\d\d:\d\d(?::\d\d)?\Z")
    return bool(clock.match(key)) and (m := clock.search(entry)) is not None and m[0] == key


def score(expected: Expected, parsed: ParsedTimeline) -> Score:
    """Line the entries up with the key from first to last; open entries may be missing."""
    key, found = expected["entries"], [said(entry) for entry in parsed.entries]
    return Score(sum(not k.endswith("?") for k in key), len(found), _difference(key, found))


def _difference(key: list[str], found: list[str]) -> str:
    # reachable[i]: the first i entries found can be explained by the key lines seen so far
    reachable = {0}
    for k in key:
        following = {i + 1 for i in reachable if i < len(found) and agrees(k, found[i])}
        if k.endswith("?"):
            following |= reachable
        if not following:
            at = max(reachable)
            return f"expected {k}, found {found[at] if at < len(found) else 'the end'}"
        reachable = following
    return "" if len(found) in reachable else f"invented {found[max(reachable)]}"


def guessed_zones(section: Section, parsed: ParsedTimeline) -> list[str]:
    """Entries with a moment though neither their text names a zone nor a link gives the moment."""
    if ZONE_WORDS.search(section["text"]):
        return []
    return [said(e) for e in parsed.entries if e.utc is not None and not EXACT.search(e.raw)]


def speed(text: str) -> float:
    """Megabytes in a second of processor time, the best of three: others may be using the machine."""
    data = text * max(1, 400_000 // max(1, len(text)))
    best = 0.0
    for _ in range(3):
        begun = time.process_time()
        parse_timeline(data)
        best = max(best, len(data.encode()) / 1e6 / (time.process_time() - begun))
    return best


def main() -> int:
    folder = corpus_folder()
    if folder is None:
        print(
            "The corpus of real timelines is not here. Put it in ../shared/corpus beside the checkout, or set "
            "SECONDSTORY_CORPUS to the folder that holds timelines_dev.jsonl."
        )
        return 1
    sections, key = read_sections(folder), read_key()
    by_id = {section["id"]: section for section in sections}
    good = 0
    guessed: list[str] = []
    print(f"{'section':8} {'organization':20} {'expected':>8} {'found':>6}  result")
    for name, expected in key.items():
        given = expected.get("given_date")
        parsed = parse_timeline(by_id[name]["text"], date=date.fromisoformat(given) if given else None)
        result = score(expected, parsed)
        if expected["zone"] is None and any(e.utc and not EXACT.search(e.raw) for e in parsed.entries):
            guessed.append(name)
        good += not result.wrong
        print(f"{name:8} {by_id[name]['org']:20} {result.expected:8} {result.found:6}  {result.wrong or 'right'}")
    print()
    print("The other sections: entries found against the rough count of times in the corpus")
    odd = 0
    for section in sections:
        parsed = parse_timeline(section["text"])
        guessed += [f"{section['id']} {what}" for what in guessed_zones(section, parsed)]
        clocks = sum(e.clock is not None for e in parsed.entries)
        if section["id"] not in key and not 0.5 <= clocks / max(1, section["timestamps"]) <= 1.0:
            # Dated rows hold two "times" each, so half of the count is a full reading.
            odd += 1
            print(f"{section['id']:8} {section['org']:20} {section['timestamps']:8} {clocks:6}")
    print(f"{len(sections) - len(key) - odd} of {len(sections) - len(key)} within bounds")
    rate = min(speed(by_id[name]["text"]) for name in ("T178", "T263", "T056"))
    share = good / len(key)
    print()
    print(f"sections wholly right  {good} of {len(key)} ({share:.0%}; at least {TARGET:.0%})")
    print(f"zones guessed          {len(guessed)} {' '.join(guessed)}")
    print(f"speed                  {rate:.1f} MB/s (at least {LEAST_SPEED:.0f})")
    return 0 if share >= TARGET and not guessed and rate >= LEAST_SPEED else 1


if __name__ == "__main__":
    sys.exit(main())
