"""Bring a backup into an empty installation."""

from __future__ import annotations

from pathlib import Path

import click

from secondstory.cli.commands.serve import prepare
from secondstory.cli.start import json_option, say, start_django


@click.command(
    "restore",
    help="Bring a backup into an empty database (SQLite or PostgreSQL, whichever it came from). The keys of its private"
    " words are not in it: bring them first, else it is refused before anything is written.",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--without-keys",
    is_flag=True,
    help="Restore also when its keys are not here: private words come back sealed, and nobody can read them.",
)
@json_option
def command(file: Path, without_keys: bool, as_json: bool) -> None:
    start_django()
    prepare()
    from secondstory.exporters.backup.read import restore_backup

    with click.progressbar(length=0, label="Reading", show_pos=True, hidden=as_json) as bar:
        restored = restore_backup(file, without_keys=without_keys, progress=bar.update)
    rows = sum(table["rows"] for table in restored.manifest["tables"])
    keys = (
        f" Words sealed with {', '.join(restored.missing)} stay closed until that key is in the ring."
        if restored.missing
        else ""
    )
    say(
        as_json,
        {"rows": rows, "journal": restored.manifest["journal"], "missing_keys": restored.missing},
        f"{rows} rows are back.{keys} Run 'secondstory verify' next.",
    )
