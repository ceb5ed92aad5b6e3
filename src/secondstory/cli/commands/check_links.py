"""Mark the references whose address leads nowhere any more."""

from __future__ import annotations

from dataclasses import asdict

import click

from secondstory.cli.start import json_option, say, start_django


@click.command(
    "check-links",
    help="Look at the address of every reference: mark those that lead nowhere any more, unmark those that came back."
    " Addresses in private networks are not asked.",
)
@json_option
def command(as_json: bool) -> None:
    start_django()
    from secondstory.evidence.rules import is_on
    from secondstory.people.refusals import Refusal
    from secondstory.timeline.actions.check_links import check_links

    if not is_on():
        raise Refusal("The checker is switched off here (SECONDSTORY_LINK_CHECKER).", code="checker_off")
    done = check_links()
    say(
        as_json,
        asdict(done),
        f"{done.asked} addresses looked at: {done.works} lead somewhere, {done.gone} nowhere any more, {done.unclear}"
        " did not say.",
    )
