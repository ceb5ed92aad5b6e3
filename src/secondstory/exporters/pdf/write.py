from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from threading import BoundedSemaphore
from uuid import UUID

from secondstory.exporters.markdown.write import Head, pieces
from secondstory.exporters.pdf.nodes import blocks
from secondstory.people.audience import Audience
from secondstory.people.refusals import Refusal, TooLarge
from secondstory.publishing.circles import published_to
from secondstory.review.reading import LaterWords, Since
from secondstory.ui.markdown import storable
from secondstory.ui.moments import day
from secondstory.ui.text import shorten
from secondstory.writeup.document import Document

MOST = 4_000_000  # characters of JSON: some ten times the longest write-up
SECONDS = 60
PROSE = 3
# Each press takes a processor and much memory for a while, also for somebody who is not signed in.
AT_ONCE, PATIENCE = 2, 5.0
_presses = BoundedSemaphore(AT_ONCE)
TOO_LONG = "This text is too long to be set as PDF here. Take it along as Markdown or as one HTML file."


class Busy(Refusal):
    status = 503
    code = "busy"


def to_pdf(
    document: Document,
    head: Head,
    *,
    since: Mapping[UUID, Since] | None = None,
    later: Sequence[LaterWords] = (),
) -> bytes:
    """The same words as the Markdown, with who may read it, since when it is final, and its hash on every page."""
    told = {
        "title": storable(document.title),
        "kicker": storable(" · ".join(filter(None, ["Retrospective", document.kind, document.team]))),
        "readers": storable(_readers(document, head)),
        "foot": storable(_foot(document, head)),
        "at": int(document.final_at.timestamp()) if document.final_at else 0,
        "blocks": [
            node
            for piece in pieces(document, head, since=since, later=later)
            for node in blocks(piece.text, top=PROSE if piece.is_prose else 1)
        ],
    }
    return _pressed(json.dumps(told, ensure_ascii=False).encode())


def _readers(document: Document, head: Head) -> str:
    who = published_to(head.visibility, document.team) if head.visibility in Audience.values else "those in the study"
    final = f"Final since {day(document.final_at)}." if document.final_at else f"In progress: {head.status}."
    return f"For {who}. {final}"


def _foot(document: Document, head: Head) -> str:
    title = shorten(document.title, 60)
    return f"{title} · sha-256 {head.sha256[:16]}…" if head.sha256 else f"{title} · in progress"


def _pressed(asked: bytes) -> bytes:
    if len(asked) > MOST:
        raise TooLarge(TOO_LONG)
    if not _presses.acquire(timeout=PATIENCE):
        raise Busy("Others are having texts set just now. Try again in a minute, or take it along as Markdown.")
    try:
        return _set(asked)
    finally:
        _presses.release()


def _set(asked: bytes) -> bytes:
    # A process of its own, without our environment: what becomes of it becomes of nothing else.
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG") if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "secondstory.exporters.pdf.press"],
            input=asked,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=kept,
        )
    except subprocess.TimeoutExpired:
        raise TooLarge(TOO_LONG) from None
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise Refusal(
            "This text could not be set as PDF. Take it along as Markdown or as one HTML file.", code="not_set"
        )
    return done.stdout
