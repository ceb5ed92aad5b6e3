"""``check`` as one of the commands. The engine brings its own (``secondstory.language.command``), which needs nothing of
what the others stand on; ``secondstory.cli`` goes there straight away."""

from __future__ import annotations

import sys

import click

from secondstory.language import command as engine


@click.command(
    "check",
    help=engine.__doc__,
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...]) -> None:
    sys.exit(engine.main(words))
