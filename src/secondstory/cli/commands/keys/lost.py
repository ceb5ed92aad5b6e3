"""Go on without a key that is gone."""

from __future__ import annotations

import click

from secondstory.cli.start import json_option, say, start_django


@click.command(
    "lost",
    help="Say that the key with this id is gone for good, so that secondstory starts without it. Everything it sealed"
    " stays sealed: nobody can read it, its authors included, unless the key comes back.",
)
@click.argument("key", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def command(key: str, yes: bool, as_json: bool) -> None:
    start_django()
    from secondstory.organization.actions import keys
    from secondstory.vault.holders import count

    if not yes:
        try:
            sealed = count(bytes.fromhex(key))
        except ValueError:
            sealed = 0
        click.confirm(f"{sealed} texts are sealed with {key}. Go on without them?", abort=True, err=True)
    keys.give_up(key)
    say(as_json, {"key": key, "lost": True}, f"The key {key} is given up. If it comes back, put it into the ring.")
