"""Another key in front, everything sealed anew with it, while people write."""

from __future__ import annotations

import click

from secondstory.cli.start import json_option, say, start_django


@click.command(
    "rotate",
    help="Put another key in front and seal everything anew with it, while people go on writing. Interrupted, it goes on"
    " where it was when you run it again. The older key stays in the ring until you retire it.",
)
@click.option(
    "--prepare",
    is_flag=True,
    help="Only add the key, behind the others: copy the file to every server, then rotate.",
)
@json_option
def command(prepare: bool, as_json: bool) -> None:
    start_django()
    from secondstory.organization.actions import keys

    if prepare:
        key = keys.prepare_key().name
        say(
            as_json, {"key": key}, f"The key {key} is in the ring and seals nothing yet. Copy the file to every server."
        )
        return
    with click.progressbar(length=0, label="Sealing anew", show_pos=True, hidden=as_json) as bar:

        def total(count: int) -> None:
            bar.length = count

        done = keys.rotate(total=total, progress=bar.update)
    begun = "This went on with a rotation that had not ended; run it again for another key. " if done.went_on else ""
    closed = f" {done.closed} do not open and stay as they are; see 'secondstory verify'." if done.closed else ""
    say(
        as_json,
        {"key": done.key, "went_on": done.went_on, "sealed": done.sealed, "closed": done.closed},
        f"{begun}{done.sealed} texts are sealed anew, with the key {done.key}.{closed} Copy the key file to where you keep"
        " it, then 'secondstory keys retire' the older one when no backup needs it.",
    )
