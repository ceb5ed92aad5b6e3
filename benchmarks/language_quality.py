"""How often the language engine is right, on labeled sentences of real write-ups read in their full documents.

Three tables: the plain figures; the figures of each organization; the figures when each organization is left out. For rules written
by hand, leaving one out means this: every alternative of a pattern whose only hits among the labeled sentences are in that
organization is dropped, and then that organization is scored. What is left had a reason elsewhere, or none at all.

SECONDSTORY_CORPUS, or ../shared/corpus beside the checkout, holds ``texts/`` and ``labels_dev.jsonl``. With ``--write`` the figures
go to ``benchmarks/language_figures.json``, from which the reference page takes the precision of each rule.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

from benchmarks.promise import Promise, tell
from secondstory.language import Rule, Rules, check, load_rules
from secondstory.language.check import Piece, Reading
from secondstory.language.lower import lowered
from secondstory.language.parse import CORES
from secondstory.language.pieces import pieces
from secondstory.language.sections import Sections
from secondstory.language.zones import Mask

REPOSITORY = Path(__file__).resolve().parents[1]
CORPUS = Path(os.environ.get("SECONDSTORY_CORPUS") or REPOSITORY.parent / "shared" / "corpus")
FIGURES = Path(__file__).with_name("language_figures.json")


class Span(TypedDict):
    category: str


class Row(TypedDict):
    """A labeled sentence: where it stands in its file, who wrote it, what a person found in it."""

    file: str
    org: str
    pick: str
    start: int
    end: int
    spans: list[Span]


Hit = tuple[int, int, str, str]  # start, end, rule, core


def labels() -> list[Row]:
    with (CORPUS / "labels_dev.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def text_of(file: object) -> str:
    with (CORPUS / "texts" / str(file)).open(encoding="utf-8", newline="") as opened:
        return opened.read()


def told(text: str, rules: Rules) -> list[Hit]:
    """What a reader would be told."""
    return [(f.start, f.end, f.rule, f.core) for f in check(text, rules=rules) if f.core]


def every_hit(text: str, rules: Rules) -> Iterator[Hit]:
    """All that each rule finds, before one of each category is chosen."""
    reading = Reading(text, "markdown", "writeup", (), rules, "standard")
    mask, sections = Mask(), None
    for base, raw in pieces(text):
        prose, _ = mask.piece(lowered(raw))
        sections = Sections(prose, above=sections)
        for hits in Piece(reading, raw, prose, sections).every_hit():
            for start, end, number, _ in hits:
                rule = rules.rules[number]
                if rule.core:
                    yield base + start, base + end, rule.id, rule.core


def figures(counts: Counter[str], kind: str = "") -> dict[str, float]:
    right, wrong, missed = (counts[kind + what] for what in ("right", "wrong", "missed"))
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "positives": right + missed}


def score(rows: Iterable[Row], hits_in: Callable[[object], list[Hit]]) -> Counter[str]:
    """Counts over (sentence, category), "any " over sentences, one set for each category, and the random part."""
    counts: Counter[str] = Counter()
    for row in rows:
        wanted = {span["category"] for span in row["spans"]}
        got = {core for start, end, _, core in hits_in(row["file"]) if start < row["end"] and end > row["start"]}
        for core in CORES:
            what = "right" if core in wanted & got else "wrong" if core in got else "missed" if core in wanted else ""
            if what:
                counts[what] += 1
                counts[f"{core} {what}"] += 1
        what = "right" if wanted and got else "wrong" if got else "missed" if wanted else ""
        counts["any " + what] += bool(what)
        if row["pick"] == "random":
            counts["random"] += 1
            counts["random false"] += bool(got - wanted)
    return counts


def alternatives(pattern: str) -> list[str]:
    """The top-level alternatives of a pattern."""
    parts, depth, begin, at = [], 0, 0, 0
    in_class = False
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 1
        elif in_class:
            in_class = character != "]" or at == begin
        elif character == "[":
            in_class = True
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "|" and depth == 0:
            parts.append(pattern[begin:at])
            begin = at + 1
        at += 1
    return [*parts, pattern[begin:]]


def where_each_hits(rows: list[Row], rules: Rules) -> dict[tuple[str, int], set[str]]:
    """For each alternative of each rule, the organizations in whose labeled sentences it hits."""
    split = [
        Rule({**rule.plain(), "id": f"{rule.id}.{number}", "pattern": pattern})
        for rule in rules
        if rule.core
        for number, pattern in enumerate(alternatives(rule.pattern))
    ]
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    of_file: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        of_file[row["file"]].append(row)
    each = Rules(split)
    for file, its_rows in of_file.items():
        for start, end, rule, _ in every_hit(text_of(file), each):
            if any(start < row["end"] and end > row["start"] for row in its_rows):
                name, number = rule.rsplit(".", 1)
                found[name, int(number)].add(str(its_rows[0]["org"]))
    return found


def without(organization: str, rules: Rules, found: dict[tuple[str, int], set[str]]) -> Rules:
    """The rules as somebody might have written them who never read this organization."""
    kept = []
    for rule in rules:
        parts = [
            pattern
            for number, pattern in enumerate(alternatives(rule.pattern))
            if found.get((rule.id, number)) != {organization}
        ]
        if parts:
            kept.append(Rule({**rule.plain(), "pattern": "|".join(parts)}))
    return Rules(kept)


def of_each_rule(rows: list[Row], rules: Rules) -> dict[str, list[int]]:
    """For each rule: hits in labeled sentences that carry its category, and all its hits in labeled sentences."""
    counted: dict[str, list[int]] = {}
    of_file: dict[object, list[Hit]] = {}
    for row in rows:
        if row["file"] not in of_file:
            of_file[row["file"]] = list(every_hit(text_of(row["file"]), rules))
        wanted = {span["category"] for span in row["spans"]}
        here = {
            (rule, core) for start, end, rule, core in of_file[row["file"]] if start < row["end"] and end > row["start"]
        }
        for rule, core in here:
            pair = counted.setdefault(rule, [0, 0])
            pair[0] += core in wanted
            pair[1] += 1
    return dict(sorted(counted.items()))


def remembered(rules: Rules) -> Callable[[object], list[Hit]]:
    known: dict[object, list[Hit]] = {}

    def hits_in(file: object) -> list[Hit]:
        if file not in known:
            known[file] = told(text_of(file), rules)
        return known[file]

    return hits_in


def line(name: str, counts: Counter[str], kind: str = "") -> str:
    f = figures(counts, kind)
    return f"  {name:22s} P {f['precision']:.2f} R {f['recall']:.2f} F1 {f['f1']:.2f}  positives {f['positives']:.0f}"


def main() -> None:
    if not (CORPUS / "labels_dev.jsonl").is_file():
        print(f"Skipped: the labeled sentences are not at {CORPUS}.")
        return
    rows, rules = labels(), load_rules()
    by_organization: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_organization[str(row["org"])].append(row)

    plain_hits = remembered(rules)
    plain = score(rows, plain_hits)
    print(f"plain: {len(rows)} sentences, {len(by_organization)} organizations")
    for name, kind in (("micro", ""), ("any category", "any "), *((core, core + " ") for core in CORES)):
        print(line(name, plain, kind))
    false_alarms = 1000 * plain["random false"] / max(1, plain["random"])
    print(f"  random part: {false_alarms:.0f} false alarms in 1,000 sentences (n={plain['random']})")

    found = where_each_hits(rows, rules)
    left_out: Counter[str] = Counter()
    print("each organization: plain, then left out")
    for name, its_rows in sorted(by_organization.items(), key=lambda entry: -len(entry[1])):
        with_it = score(its_rows, plain_hits)
        without_it = score(its_rows, remembered(without(name, rules, found)))
        left_out.update(without_it)
        print(line(name, with_it))
        print(line("  left out", without_it))
    print("one organization left out at a time, all together")
    for name, kind in (("micro", ""), ("any category", "any "), *((core, core + " ") for core in CORES)):
        print(line(name, left_out, kind))
    missed_alarms = 1000 * left_out["random false"] / max(1, left_out["random"])

    tell(Promise("language: micro F1, labeled sentences", "once", figures(plain)["f1"], "", 0.72, at_least=True))
    tell(
        Promise(
            "language: precision, any category", "once", figures(plain, "any ")["precision"], "", 0.70, at_least=True
        )
    )
    tell(Promise("language: recall, any category", "once", figures(plain, "any ")["recall"], "", 0.75, at_least=True))
    tell(Promise("language: false alarms, random part", "once", false_alarms, "in 1,000", 10))
    tell(Promise("language: micro F1, one organization left out", "once", figures(left_out)["f1"], ""))
    if "--write" in sys.argv:
        content = {
            "measured": str(datetime.now(UTC).date()),
            "sentences": len(rows),
            "organizations": len(by_organization),
            "plain": {"micro": figures(plain), "any": figures(plain, "any "), "false_alarms": false_alarms},
            "left_out": {"micro": figures(left_out), "any": figures(left_out, "any "), "false_alarms": missed_alarms},
            "categories": {core: [figures(plain, core + " "), figures(left_out, core + " ")] for core in CORES},
            "rules": of_each_rule(rows, rules),
        }
        rounded = json.loads(json.dumps(content), parse_float=lambda text: round(float(text), 3))
        FIGURES.write_text(json.dumps(rounded, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
