"""``secondstory``: finds its commands in the folder, and says what is refused in one sentence.

Exit codes (docs/reference/commands.md): 0 done, 1 refused, 2 the words of the call, 3 something does not verify,
4 an import waits for an answer (a zone, a date).
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from secondstory import __version__

REFUSED, UNVERIFIED, WAITS = 1, 3, 4
FOLDER = Path(__file__).parent / "commands"


class Commands(click.Group):
    """The folder is the list; a folder within it is a group of commands."""

    folder, package = FOLDER, "secondstory.cli.commands"

    def list_commands(self, ctx: click.Context) -> list[str]:
        files = list(self.folder.glob("[a-z]*.py"))
        groups = [path.parent for path in self.folder.glob("[a-z]*/__init__.py")]
        return sorted(path.stem.rstrip("_").replace("_", "-") for path in files + groups)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        if (self.folder / name).is_dir():
            group = Commands(name, help=import_module(f"{self.package}.{name}").__doc__)
            group.folder, group.package = self.folder / name, f"{self.package}.{name}"
            return group
        stem = name.replace("-", "_")
        stem = stem if (self.folder / f"{stem}.py").exists() else f"{stem}_"
        command = import_module(f"{self.package}.{stem}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as trouble:
            sentence = getattr(trouble, "sentence", None)
            if sentence is None:
                raise
            refuse(str(trouble) or sentence, code=getattr(trouble, "code", "refused"))


def refuse(sentence: str, *, code: str = "refused", exit_code: int = REFUSED) -> None:
    """Say it on stderr (as JSON when ``--json`` was asked for) and leave."""
    if "--json" in sys.argv:
        click.echo(json.dumps({"code": code, "sentence": sentence}, ensure_ascii=False), err=True)
    else:
        click.echo(sentence, err=True)
    sys.exit(exit_code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="secondstory")
def main() -> None:
    """Blameless incident retrospectives and learning from incidents."""
