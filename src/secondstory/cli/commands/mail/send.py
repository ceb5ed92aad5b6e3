"""Send now what waits."""

from __future__ import annotations

import click

from secondstory.cli.start import json_option, look_at_database, say, start_django

HELP = """Send the news that waits.

A running server does this by itself every half minute. Where it should not (SECONDSTORY_MAIL_THREAD=0), call this from
cron or a systemd timer. Two at once are safe, and so is stopping it at any moment.
"""


@click.command("send", help=HELP)
@json_option
def command(as_json: bool) -> None:
    start_django()
    look_at_database()
    from secondstory.notify.post import send

    done = send()
    data = {"sent": done.sent, "nothing_to_tell": done.nothing, "refused": done.refused, "waiting": done.waiting}
    say(as_json, data, f"{done.sent} sent, {done.refused} refused, {done.waiting} still waiting.")
