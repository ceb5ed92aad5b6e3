"""One text at three depths: in two minutes, as written, and with everything beside it. All are drawn from the same frozen
edition; nothing is written for any of them. Plain values in and out, no database."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from secondstory.writeup.blocks import Controls, MissingControls, Questions
from secondstory.writeup.document import Document, Section

HELD = "held"


class Depth(StrEnum):
    SHORT = "short"
    WRITTEN = "written"
    ALL = "all"

    @property
    def label(self) -> str:
        return {"short": "In two minutes", "written": "As written", "all": "With everything beside it"}[self.value]


def depth_of(*asked: object) -> Depth:
    """The first of these that is one; else as written."""
    known = {one.value: one for one in Depth}
    return next((known[one] for one in asked if isinstance(one, str) and one in known), Depth.WRITTEN)


def in_short(document: Document) -> Document | None:
    """Its summary, what did not go as one would expect, and what it leaves open to ask oneself. None when it has none of
    these: then it is read as written."""
    surprised: list[Controls | MissingControls] = []
    asks: list[Questions] = []
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Controls):
                other = tuple(one for one in block.items if one.outcome.casefold() != HELD)
                surprised += [replace(block, items=other)] if other else []
            elif isinstance(block, MissingControls):
                surprised.append(block)
            elif isinstance(block, Questions):
                open_ones = tuple(one for one in block.items if one.is_open)
                asks += [replace(block, items=open_ones)] if open_ones else []
    summary = document.section("summary")
    parts = (
        replace(summary, blocks=()) if summary else Section("summary", "summary", "Summary"),
        Section("", "surprised", "What surprised", "", tuple(surprised)),
        Section("", "ask-yourself", "What to ask yourself", "", tuple(asks)),
    )
    shown = tuple(one for one in parts if not one.is_empty)
    return replace(document, sections=shown, sources=(), lacks=()) if shown else None
