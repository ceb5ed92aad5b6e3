"""Which keys there are, and how much each has sealed. Ids only, never a key."""

from __future__ import annotations

import click

from secondstory.cli.start import json_option, say, start_django


@click.command(
    "list", help="Which keys there are, whether they are here, and how many texts are sealed with each. Shows no key."
)
@json_option
def command(as_json: bool) -> None:
    start_django()
    from secondstory.vault.listing import standings
    from secondstory.vault.ring import ring

    now = ring()
    listed = standings(now)
    text = "\n".join(f"{it.key}  {it.state:<9} {it.sealed:>8} sealed texts" for it in listed)
    say(
        as_json,
        {"place": now.place, "keys": [{"key": it.key, "state": it.state, "sealed": it.sealed} for it in listed]},
        f"{text or 'No key is known yet; the first start makes one.'}\n{now.place}",
    )
