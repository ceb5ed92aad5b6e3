"""Are the editions what they were, has the journal every number?"""

from __future__ import annotations

import sys

import click

from secondstory.cli.entry import UNVERIFIED
from secondstory.cli.start import json_option, say, start_django


@click.command(
    "verify", help="Check every edition against its hash, and the journal for gaps. Exit code 3: something is off."
)
@json_option
def command(as_json: bool) -> None:
    start_django()
    from secondstory.journal.verify import verify_journal
    from secondstory.review.models import Edition
    from secondstory.review.verify import verify_all

    problems = [*verify_journal(), *verify_all()]
    count = Edition.objects.count()
    text = "\n".join(problems) if problems else f"{count} editions are what they were; the journal has no gap."
    say(as_json, {"editions": count, "problems": problems}, text)
    if problems:
        sys.exit(UNVERIFIED)
