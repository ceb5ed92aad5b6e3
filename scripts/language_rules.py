"""The reference page of the language rules, from the rules and the figures of the benchmark."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

from secondstory.language import SURFACES, check
from secondstory.language.build import written_pack
from secondstory.language.parse import Example, Written

REPOSITORY = Path(__file__).resolve().parents[1]
FIGURES = REPOSITORY / "benchmarks" / "language_figures.json"
BY_EYE = REPOSITORY / "benchmarks" / "language_by_eye.json"
SHOWN = 5
FEW = 5  # below so many hits a share says nothing
NAMES = {
    "LF-CF": "Counterfactual", "LF-HE": "Human error", "LF-RC": "Single root cause", "LF-HS": "Hindsight", "LF-BL": "Blame",
    "LF-CH": "Character", "LF-OM": "Omission", "LF-PR": "Rule breaking", "LF-FM": "Folk model", "LF-WC": "Weak countermeasure",
    "LF-VA": "Vague action", "LF-PV": "Veiled blame", "LF-AN": "Animated wording", "LF-SB": "Self-blame", "LF-MI": "Minimizing",
    "LF-MR": "Mechanistic reasoning", "LF-DD": "Distancing", "LF-AB": "Absolute promise", "LF-WY": "Why-question", "LF-NM": "Named person",
}  # fmt: skip


def shown(example: Example, usual: str) -> str:
    text = " ".join(example.text.split())
    ticks = "``" if "`" in text else "`"
    return f"- {ticks}{text.removeprefix('- ')}{ticks}" + (
        f" *(under “{example.section}”)*" if example.section not in ("", usual) else ""
    )


def kept(text: str) -> list[str]:
    """A block, and before it the marks that say why it may name the words it is about."""
    named = sorted({finding.rule for finding in check(text, surface="product")})
    marks = [f"<!-- blame-ok {rule}: the words are named here, because the page is about them -->" for rule in named]
    return [*marks, text, ""]


def measured(rule: str, figures: dict[str, list[int]]) -> str:
    right, hits = figures.get(rule, [0, 0])
    if not hits:
        return "not measured: no hit among the labeled sentences"
    share = f", {right / hits:.2f}" if hits >= FEW else ", too few for a share"
    return f"{right} of {hits} hits among the labeled sentences agree with the people who labeled them{share}"


def of_rule(written: Written, figures: dict[str, list[int]]) -> list[str]:
    rule = written.rule
    usual = written.examples[0].section
    where = f" In sections for {', '.join(sorted(rule.where))}." if rule.where else ""
    where += f" Not in sections for {', '.join(sorted(rule.nowhere))}." if rule.nowhere else ""
    return [
        f"### `{rule.id}`",
        f"{rule.message} Level: {rule.level}.{where} Measured: {measured(rule.id, figures) if rule.core else 'no'}.",
        "",
        "Finds:",
        "",
        *(shown(example, usual) for example in written.examples[:SHOWN]),
        "",
        "Leaves alone:",
        "",
        *(shown(example, usual) for example in written.counter[:SHOWN]),
        "",
    ]


def figures_table() -> list[str]:
    """The three figures side by side; none where nothing was measured yet."""
    figures, eye = json.loads(FIGURES.read_text("utf-8")), json.loads(BY_EYE.read_text("utf-8"))
    plain, left_out = figures["plain"], figures["left_out"]

    def row(name: str, *values: str) -> str:
        return f"| {name} | {' | '.join(values)} |"

    def three(name: str, kind: str, figure: str, last: str = "–") -> str:
        return row(name, f"{plain[kind][figure]:.2f}", f"{left_out[kind][figure]:.2f}", last)

    return [
        row("", "labeled sentences", "one organization left out", "unseen, by eye"),
        "|---|---|---|---|",
        three("precision, any kind", "any", "precision", f"{eye['agreed'] / eye['read']:.2f}"),
        three("recall, any kind", "any", "recall"),
        three("F1, kind by kind", "micro", "f1"),
        row(
            "false alarms in 1,000 random sentences",
            f"{plain['false_alarms']:.0f}",
            f"{left_out['false_alarms']:.0f}",
            "–",
        ),
        row("sentences", str(figures["sentences"]), str(figures["sentences"]), f"{eye['read']} findings"),
    ]


def page(generated: str) -> str:
    pack = written_pack()
    figures: dict[str, list[int]] = json.loads(FIGURES.read_text("utf-8"))["rules"]
    lines = [
        "# Language rules",
        generated,
        f"{len(pack)} rules in {len(NAMES)} categories, for English. [What they are for, and what is left alone](../explanation/noticing-blame.md).",
        "",
        *figures_table(),
        "",
        "## Where",
        "",
        "| surface | loudest | categories | a gate under Strict |",
        "|---|---|---|---|",
    ]
    for name, surface in SURFACES.items():
        every = "all" if len(surface.categories) == len(NAMES) else ", ".join(sorted(surface.categories)) or "none"
        gates = ", ".join(sorted(surface.gates)) or "–"
        lines.append(f"| `{name}` | {surface.level} | {every} | {gates} |")
    lines.append("")
    by_category = sorted(pack, key=lambda written: list(NAMES).index(written.rule.category))
    for category, group in groupby(by_category, key=lambda written: written.rule.category):
        rules = list(group)
        first = rules[0].rule
        cores = sorted({written.rule.core for written in rules if written.rule.core})
        lines += kept(f"## {NAMES[category]} ({category})")
        lines += [f"Measured as: {', '.join(f'`{core}`' for core in cores)}.", ""] if cores else []
        lines += [
            *kept(f"Why: {first.why}"),
            "Asks:",
            "",
            *kept("\n".join(f"- {question}" for question in first.questions)),
        ]
        for written in rules:
            lines += of_rule(written, figures)
    return "\n".join(lines)
