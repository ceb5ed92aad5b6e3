"""Each live block of a document as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from secondstory.exporters.markdown.words import aside, bullets, cell, line, numbers, table, when
from secondstory.review.reading import Since
from secondstory.writeup import blocks
from secondstory.writeup.blocks import Block
from secondstory.writeup.own_words import ELSEWHERE, Spoken


@dataclass(frozen=True, slots=True)
class Around:
    """What a block needs beside itself: the document's zone, and how recommendations stand since."""

    zone: str
    since: Mapping[UUID, Since] = field(default_factory=dict)
    spoken: Mapping[str, Spoken] = field(default_factory=dict)

    def day(self, at: datetime) -> str:
        return when(blocks.When(at, "day"), self.zone)


def of_block(block: Block, around: Around) -> str:
    return _WRITERS[type(block)](block, around)


def _facts(block: blocks.Facts, around: Around) -> str:
    moments = (
        ("Began", block.started),
        ("Noticed", block.noticed),
        ("Eased", block.mitigated),
        ("Over", block.ended),
    )
    told = [f"**{word}:** {when(at, around.zone)} ({around.zone})" for word, at in moments if at]
    if block.services:
        told.append(f"**Touched:** {', '.join(line(service) for service in block.services)}")
    return "\n\n".join(part for part in (block.impact.strip(), bullets(told)) if part)


def _losses(block: blocks.Losses, around: Around) -> str:
    return bullets(
        f"L-{one.number}: {line(one.text)}{aside('nearly lost' if one.is_near else '')}" for one in block.items
    )


def _timeline(block: blocks.Timeline, around: Around) -> str:
    rows = []
    for one in block.entries:
        notes = [
            "known only later" if one.known_later else "",
            line(one.known_by),
            one.status if one.status == "disputed" else "",
            numbers("source", one.references),
        ]
        rows.append(
            [
                when(one.when, block.zone),
                cell(one.lane or one.told_by),
                cell(one.text),
                cell("; ".join(note for note in notes if note)),
            ]
        )
    return table([f"Time ({block.zone})", "Where or who", "What happened", "Notes"], rows)


def _voices(block: blocks.Voices, around: Around) -> str:
    told = []
    for key in block.items:
        one = around.spoken.get(key, Spoken(key, missing=ELSEWHERE))
        words = f"({one.missing})" if one.missing else f"{one.text.strip()}\n\n— {line(one.told_by)}"
        told.append("\n".join(f"> {each}".rstrip() for each in words.split("\n")))
    return "\n\n".join(told)


def _sides(items: tuple[blocks.Disagreement, ...]) -> str:
    told = []
    for one in items:
        parts = [f"### {line(one.question)}", line(one.what_differs)]
        parts.append(bullets(f"{line(side.text)} — {line(side.said_by)}" for side in one.sides))
        if one.both_true:
            parts.append(f"What would make all of it true: {line(one.both_true)}")
        if one.entries:
            parts.append(f"It is about {numbers('entry', one.entries)} of the timeline.")
        told.append("\n\n".join(part for part in parts if part))
    return "\n\n".join(told)


def _explained(block: blocks.Explained, around: Around) -> str:
    return f"Told in more than one way, and explained:\n\n{_sides(block.items)}"


def _standing(block: blocks.Standing, around: Around) -> str:
    return f"Disagreements that stayed. Neither side is the official one.\n\n{_sides(block.items)}"


def _kept(block: blocks.KeptWordings, around: Around) -> str:
    told = bullets(f"{line(one.heading)}: “{line(one.sentence)}” — {line(one.reason)}" for one in block.items)
    return f"Wordings that were looked at and kept, and why:\n\n{told}"


def _strengths(block: blocks.Strengths, around: Around) -> str:
    if not block.items:
        return line(block.none_because)
    return bullets(f"{line(one.text)}{aside(one.kind)}" for one in block.items)


def _better(block: blocks.Better, around: Around) -> str:
    return bullets(f"{line(one.text)}{aside(numbers('finding', one.findings))}" for one in block.items)


def _system(block: blocks.System, around: Around) -> str:
    told = bullets(
        f"{line(one.name)}{aside(one.kind, 'environment: it affects us, we do not steer it' if one.is_environment else '')}"
        for one in block.parts
    )
    return f"### The system and its environment\n\n{told}"


def _hazards(block: blocks.Hazards, around: Around) -> str:
    parts = []
    if block.hazards:
        told = bullets(
            f"H-{one.number}: {line(one.text)}{aside(', '.join(f'L-{n}' for n in one.losses))}" for one in block.hazards
        )
        parts.append(f"### Hazards\n\n{told}")
    if block.constraints:
        told = bullets(
            f"SC-{one.number}: {line(one.text)}{aside(', '.join(f'H-{n}' for n in one.hazards))}"
            for one in block.constraints
        )
        parts.append(f"### What must stay true\n\n{told}")
    return "\n\n".join(parts)


def _controls(block: blocks.Controls, around: Around) -> str:
    rows = [
        [
            f"**{cell(one.name)}**",
            one.outcome,
            cell(one.sentence),
            cell(
                " ".join(
                    part
                    for part in (
                        one.how,
                        f"It met: {one.environment_met}" if one.environment_met else "",
                        f"Then: {one.failure_followed}" if one.failure_followed else "",
                    )
                    if part
                )
            ),
            f"{one.type}, {one.form}",
        ]
        for one in block.items
    ]
    return "### What stood in between\n\n" + table(["Control", "How it fared", "What it is for", "How", "Kind"], rows)


def _missing(block: blocks.MissingControls, around: Around) -> str:
    told = bullets(
        f"{line(one.text)}. Met nothing: {line(one.met_nothing)}"
        f"{aside('people believed it existed' if one.believed_to_exist else '')}"
        for one in block.items
    )
    return f"### What was not there\n\n{told}"


def _factors(block: blocks.Factors, around: Around) -> str:
    parts = ["### What lies beyond single controls"]
    for name, items in groupby(block.items, key=lambda one: one.name):
        parts.append(f"#### {line(name)}\n\n{bullets(line(one.text) for one in items)}")
    if block.looked_found_none:
        parts.append(f"Looked, and found none: {'; '.join(map(line, block.looked_found_none))}.")
    return "\n\n".join(parts)


ENDED = "Here the chain ended as it was told, in what we do not control. What would we want to withstand it?"


def _conditions(block: blocks.Conditions, around: Around) -> str:
    told = bullets(
        f"{line(one.text)}"
        f"{aside(one.level, line(one.evidence), f'stood under ‘{line(one.came_from)}’' if one.came_from else '')}"
        f"{f' {ENDED}' if one.asks_what_withstands else ''}"
        for one in block.items
    )
    return f"### What had to be true, together\n\n{told}"


def _findings(block: blocks.Findings, around: Around) -> str:
    told = bullets(f"Finding {one.number}: {line(one.summary)}{aside(one.kind)}" for one in block.items)
    return f"### Findings\n\n{told}"


def _recommendations(block: blocks.Recommendations, around: Around) -> str:
    return "\n\n".join(_recommendation(one, around) for one in block.items)


def _recommendation(one: blocks.Recommendation, around: Around) -> str:
    status = "an idea, parked" if one.status == "idea" else one.status
    told = [
        f"Status: {status}",
        f"Why: {line(one.why)}" if one.why else "",
        f"Done when: {line(one.done_when)}" if one.done_when else "",
        f"Side effects to watch: {line(one.side_effects)}" if one.side_effects else "",
        f"Kind: {', '.join(part for part in (one.kind, one.strategy, one.tier) if part)}" if one.kind else "",
        f"Proposed by: {one.proposed_by}" if one.proposed_by and one.proposed_by != "unknown" else "",
        f"Decision: {one.decision}{aside(line(one.decision_reason))}" if one.decision else "",
        f"Carried by: {line(one.carried_by)}" if one.carried_by else "",
        f"By: {one.target_date.isoformat()}" if one.target_date else "",
        f"Ticket: {line(one.ticket)}" if one.ticket else "",
        f"From: {numbers('finding', one.findings)}" if one.findings else "",
    ]
    later = around.since.get(one.id)
    if later and later.at:
        told.append(f"Since then: {later.status}, {around.day(later.at)}")
    return f"### {line(one.title)}\n\n{bullets(part for part in told if part)}"


def _asked_too(block: blocks.AskedToo, around: Around) -> str:
    """Where each was asked first is not told: whoever reads the file may not read that."""
    told = [
        "\n\n".join(
            part
            for part in (
                f"### {line(one.title)}",
                bullets(
                    part
                    for part in (
                        "Another study asked for this first; it is decided and carried there.",
                        f"Why: {line(one.why)}" if one.why else "",
                        f"From: {numbers('finding', one.findings)}" if one.findings else "",
                    )
                    if part
                ),
            )
        )
        for one in block.items
    ]
    return "\n\n".join(told)


def _questions(block: blocks.Questions, around: Around) -> str:
    return bullets(
        f"{line(one.text)}"
        f"{aside('' if one.is_open else ': '.join(part for part in (one.state, line(one.reason)) if part))}"
        f"{f' — {line(one.answer)}' if one.answer else ''}"
        for one in block.items
    )


_WRITERS: dict[type[Any], Callable[[Any, Around], str]] = {
    blocks.Facts: _facts,
    blocks.Losses: _losses,
    blocks.Timeline: _timeline,
    blocks.Explained: _explained,
    blocks.Standing: _standing,
    blocks.Strengths: _strengths,
    blocks.Better: _better,
    blocks.System: _system,
    blocks.Hazards: _hazards,
    blocks.Controls: _controls,
    blocks.MissingControls: _missing,
    blocks.Factors: _factors,
    blocks.Conditions: _conditions,
    blocks.Findings: _findings,
    blocks.Recommendations: _recommendations,
    blocks.AskedToo: _asked_too,
    blocks.Questions: _questions,
    blocks.Voices: _voices,
    blocks.KeptWordings: _kept,
}
