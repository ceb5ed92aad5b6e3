"""Serve an editor."""

from __future__ import annotations

import click


@click.command("lsp", help="Speak the language server protocol on standard input and output, for editors.")
@click.option("--stdio", is_flag=True, help="The only way there is; editors that insist may say so.")
def command(stdio: bool) -> None:
    try:
        from secondstory.cli.language_server import make_server
    except ModuleNotFoundError as missing:
        if missing.name and missing.name.split(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        sentence = "The language server needs one more package. Install it with: pip install 'secondstory[lsp]'"
        raise click.ClickException(sentence) from missing
    make_server().start_io()
