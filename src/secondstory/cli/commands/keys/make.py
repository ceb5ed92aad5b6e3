"""A new key in a file of one's own, for whoever keeps keys elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from secondstory.cli.start import json_option, say


@click.command(
    "make",
    help="Write a new key into FILE, which must not be there yet (readable by you alone). It is not shown, and nothing is"
    " sealed with it before it is in the ring.",
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
def command(file: Path, as_json: bool) -> None:
    from secondstory.people.refusals import Refusal
    from secondstory.vault import keys
    from secondstory.vault.files import make_file

    key = keys.make()
    if not make_file(file, [key]):
        raise Refusal(f"{file} is there already. Choose another name; a key is never written over.", code="exists")
    say(as_json, {"file": str(file), "key": key.name}, f"The key {key.name} is in {file}.")
