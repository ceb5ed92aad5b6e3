"""The invented organization to look around in."""

from __future__ import annotations

import click

from secondstory.cli.commands.serve import prepare
from secondstory.cli.start import json_option, look_at_keys, say, start_django


@click.command("demo", help="Load the demonstration into an empty installation. Run again, it changes nothing.")
@json_option
def command(as_json: bool) -> None:
    start_django()
    prepare()
    look_at_keys()
    from secondstory.demo.load import STEPS, load

    with click.progressbar(length=STEPS, label="Loading the demonstration", hidden=as_json) as bar:
        loaded = load(progress=bar.update)
    text = "The demonstration is loaded." if loaded else "The demonstration is here already."
    say(as_json, {"loaded": loaded}, text)
