"""Bring a backup into an empty installation."""

from __future__ import annotations

from pathlib import Path

import click

from secondstory.cli.commands.serve import prepare
from secondstory.cli.start import json_option, say, start_django


@click.command("restore", help="Bring a backup into an empty database (SQLite or PostgreSQL, whichever it came from).")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def command(file: Path, as_json: bool) -> None:
    start_django()
    prepare()
    from secondstory.exporters.backup.read import restore_backup

    with click.progressbar(length=0, label="Reading", show_pos=True, hidden=as_json) as bar:
        manifest = restore_backup(file, progress=bar.update)
    rows = sum(table["rows"] for table in manifest["tables"])
    say(
        as_json, {"rows": rows, "journal": manifest["journal"]}, f"{rows} rows are back. Run 'secondstory verify' next."
    )
