"""One file that holds everything, made while people go on working."""

from __future__ import annotations

from pathlib import Path

import click

from secondstory.cli.start import json_option, say, start_django


@click.command("backup", help="Write everything into one zip, while people go on working.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
def command(file: Path, as_json: bool) -> None:
    start_django()
    from secondstory.exporters.backup.write import write_backup

    with click.progressbar(length=0, label="Writing", show_pos=True, hidden=as_json) as bar:
        manifest = write_backup(file, progress=bar.update)
    rows = sum(table["rows"] for table in manifest["tables"])
    say(
        as_json,
        {"file": str(file), "rows": rows, "journal": manifest["journal"]},
        f"{rows} rows are in {file}. Private words are sealed in it, and their keys are not: keep a copy of the key file"
        " somewhere else. Everything else in it is readable: keep it where only you can read it.",
    )
