"""Delete now what was to be kept until a day that is over."""

from __future__ import annotations

import click

from secondstory.cli.start import json_option, look_at_database, say, start_django

HELP = """Delete notes of conversations whose last day is over.

A running server does this by itself, when it starts and once a day. Run again, it changes nothing.
"""


@click.command("expire", help=HELP)
@json_option
def command(as_json: bool) -> None:
    start_django()
    look_at_database()
    from secondstory.firsthand.retention import expire

    gone = expire()
    words = {0: "Nothing was to be deleted.", 1: "1 note was deleted; a marker stays."}
    say(as_json, {"deleted": gone}, words.get(gone, f"{gone} notes were deleted; markers stay."))
