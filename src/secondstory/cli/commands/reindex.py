"""Build the search index again from the database."""

from __future__ import annotations

import click

from secondstory.cli.start import json_option, say, start_django


@click.command("reindex", help="Build the search index again from the database.")
@json_option
def command(as_json: bool) -> None:
    start_django()
    from secondstory.search.index import rebuild

    with click.progressbar(length=0, label="Indexing", show_pos=True, hidden=as_json) as bar:
        count = rebuild(progress=bar.update)
    say(as_json, {"documents": count}, f"{count} documents can be found again.")
