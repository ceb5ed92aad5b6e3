"""Are the editions what they were, has the journal every number, does every sealed text open?"""

from __future__ import annotations

import sys

import click

from secondstory.cli.entry import UNVERIFIED
from secondstory.cli.start import json_option, say, start_django


@click.command(
    "verify",
    help="Check every edition against its hash, the journal for gaps, and that every sealed text opens with the keys"
    " that are here (counted, not shown). Exit code 3: something is off.",
)
@json_option
def command(as_json: bool) -> None:
    start_django()
    from secondstory.journal.verify import verify_journal
    from secondstory.review.models import Edition
    from secondstory.review.verify import verify_all
    from secondstory.vault.verify import verify_sealed

    sealed, closed = verify_sealed()
    problems = [*verify_journal(), *verify_all(), *closed]
    count = Edition.objects.count()
    good = f"{count} editions are what they were; the journal has no gap; {sealed} sealed texts are in order."
    say(as_json, {"editions": count, "sealed": sealed, "problems": problems}, "\n".join(problems) or good)
    if problems:
        sys.exit(UNVERIFIED)
