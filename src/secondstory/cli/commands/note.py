"""One line of text becomes a dated note."""

from __future__ import annotations

import sys

import click

from secondstory.cli.start import as_option, find_person, json_option, say, start_django


@click.command("note", help="Write a note: one line is enough. With '-' the line is read from standard input.")
@click.argument("text")
@click.option("--audience", type=click.Choice(["me", "team", "organization"]), help="Who may read it.")
@as_option
@json_option
def command(text: str, audience: str | None, email: str | None, as_json: bool) -> None:
    start_django()
    from secondstory.incidents.actions.write_note import write_note
    from secondstory.incidents.models import NoteAudience, Source

    line = sys.stdin.read().strip() if text == "-" else text
    note = write_note(line, by=find_person(email), audience=audience or "", source=Source.CLI)
    readers = NoteAudience(note.audience).label
    say(
        as_json,
        {"id": note.pk, "at": note.at, "audience": note.audience},
        f"Kept at {note.at:%H:%M:%S} UTC. Who can read it: {readers.lower()}.",
    )
