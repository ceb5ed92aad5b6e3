"""What waits, and what a mail server refused."""

from __future__ import annotations

import click

from secondstory.cli.start import json_option, look_at_database, say, start_django

MOST = 200
HELP = """List the mails that wait or were refused, newest first: to whom, since when, and the reason.

What a mail says is not listed; it is decided when it is sent.
"""


@click.command("list", help=HELP)
@json_option
def command(as_json: bool) -> None:
    start_django()
    look_at_database()
    from secondstory.notify.models import Message

    rows = Message.objects.filter(state__in=["waiting", "refused"]).select_related("to").order_by("-queued_at", "-id")
    found = [
        {
            "to": one.to.email,
            "kind": one.kind,
            "state": one.state,
            "since": one.queued_at.isoformat(),
            "why": one.reason,
        }
        for one in rows[:MOST]
    ]
    lines = [f"{one['since'][:16]}  {one['state']:8} {one['to']}  {one['why']}".rstrip() for one in found]
    say(as_json, {"messages": found}, "\n".join(lines) or "Nothing waits, and nothing was refused.")
