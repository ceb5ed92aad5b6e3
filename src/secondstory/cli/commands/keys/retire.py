"""Take an old key out of the ring."""

from __future__ import annotations

import click

from secondstory.cli.start import json_option, say, start_django


@click.command(
    "retire",
    help="Take the key with this id out of the ring. Refused while anything is sealed with it. Backups made before the"
    " rotation still need it: keep a copy with them, or let them become unreadable.",
)
@click.argument("key", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def command(key: str, yes: bool, as_json: bool) -> None:
    start_django()
    from secondstory.organization.actions import keys
    from secondstory.vault.ring import ring

    if not yes:
        click.confirm(f"Backups made before the rotation open with {key} alone. Take it out?", abort=True, err=True)
    keys.retire(key)
    still = "" if ring().file else " Take it out of SECONDSTORY_ACCOUNT_KEYS, too."
    say(as_json, {"key": key, "retired": True}, f"The key {key} is retired.{still}")
