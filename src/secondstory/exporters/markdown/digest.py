"""A quarter's digest of how work is really done, as Markdown to hand on."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from secondstory.exporters.markdown.words import bullets, line, link
from secondstory.publishing.digest import Digest, Done, Part, Story


def digest_to_markdown(digest: Digest) -> str:
    narrowed = [one.name for one in (digest.service, digest.team) if one]
    parts = [
        f"# How work is really done: {' · '.join([str(digest.quarter), *map(line, narrowed)])}",
        "What those who do the work told, by role, with a way to each story. Nothing here is counted."
        " It is for understanding the work, and for nothing else.",
        *_stories(digest),
        *_notes(digest),
        *(text for part in digest.parts for text in _part(part)),
    ]
    return "\n\n".join(parts) + "\n"


def _url(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def _beside(one: Story | Done) -> str:
    return "".join(f" · {line(text)}" for text in (one.where, one.readers) if text)


def _stories(digest: Digest) -> Iterator[str]:
    if digest.stories:
        yield "## The stories of this quarter"
    for story in digest.stories:
        yield f"### {link(story.title, _url(story.url))}"
        if beside := _beside(story).removeprefix(" · "):
            yield beside
        if story.summary:
            yield line(story.summary)


def _notes(digest: Digest) -> Iterator[str]:
    if digest.notes:
        yield "## As done, beside as imagined"
    for note in digest.notes:
        yield f"### {link(note.topic, _url(note.url))}"
        if beside := _beside(note).removeprefix(" · "):
            yield beside
        told = [("As imagined", note.imagined), ("As done", note.done), ("Worked around", note.around)]
        told += [(f"Made for it ({one.kind})", one.text) for one in note.made]
        yield bullets(f"{what}: {line(text)}" for what, text in told if text)


def _part(part: Part) -> Iterator[str]:
    yield f"## {part.heading}"
    yield part.lead
    for story in part.stories:
        yield bullets(
            line(one.text) + (f" ({line(one.kind)})" if one.kind else "") + (f" {line(one.more)}" if one.more else "")
            for one in story.said
        )
        yield f"Told in {link(story.title, _url(story.url))}{_beside(story)}"
