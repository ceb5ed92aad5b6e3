"""Studies leave in an open format: what you may read, you may take along."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from secondstory.cli.start import as_option, find_person, json_option, say, start_django

if TYPE_CHECKING:
    from secondstory.people.models import Person

ENDINGS = {"bundle": "zip", "markdown": "md", "html": "html", "pdf": "pdf"}
HELP = """Write studies to files: a bundle that another installation imports, Markdown, one HTML file, or PDF.

A study is named by its id (it stands in the address of its pages). Of a final study the frozen edition is written.
"""


@click.command("export", help=HELP)
@click.argument("studies", nargs=-1, type=click.UUID, metavar="[STUDY]...")
@click.option("--format", "form", type=click.Choice(list(ENDINGS)), default="bundle", show_default=True)
@click.option("--all", "everything", is_flag=True, help="Every study you may read.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Folder to write into; made when it is not there. Without it, this one.",
)
@as_option
@json_option
def command(
    studies: tuple[UUID, ...], form: str, everything: bool, out: Path, email: str | None, as_json: bool
) -> None:
    if bool(studies) == everything:
        raise click.UsageError("Name the studies by their ids, or say --all.")
    start_django()
    from secondstory.exporters.bundle.write import file_name
    from secondstory.people.refusals import Refusal

    by = find_person(email)
    write = _writer(form, by)
    ids = _all(by) if everything else list(dict.fromkeys(studies))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise Refusal(f"The folder {out} cannot be made here. Choose another one.", code="no_folder") from trouble
    written = []
    with click.progressbar(ids, label="Exporting", hidden=as_json, file=sys.stderr, show_pos=True) as bar:
        for id in bar:
            path = out / file_name(id, ENDINGS[form])
            _put(path, write(id))
            written.append({"study": str(id), "file": str(path)})
            if as_json:
                say(True, written[-1], "")
    if not as_json:
        click.echo("\n".join(one["file"] for one in written) or "There is no study that you may read yet.")


def _all(by: Person) -> list[UUID]:
    from secondstory.incidents.models import Retrospective

    return list(Retrospective.objects.visible_to(by).order_by("created_at", "id").values_list("pk", flat=True))


def _writer(form: str, by: Person) -> Callable[[UUID], bytes]:
    from secondstory.exporters.bundle.write import bundle
    from secondstory.exporters.html import to_html
    from secondstory.exporters.markdown import to_markdown
    from secondstory.exporters.pdf.write import to_pdf
    from secondstory.exporters.shown import readable_study, shown_to

    def write(id: UUID) -> bytes:
        if form == "bundle":
            return bundle(readable_study(by, id), by)
        shown = shown_to(by, id)
        if form == "pdf":
            return to_pdf(shown.document, shown.head, since=shown.since, later=shown.later)
        to_text = to_markdown if form == "markdown" else to_html
        return to_text(shown.document, shown.head, since=shown.since, later=shown.later).encode()

    return write


def _put(path: Path, content: bytes) -> None:
    """The file appears when it is whole, readable by its owner alone."""
    from secondstory.people.refusals import Refusal

    part = path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
        part.replace(path)
    except OSError as trouble:
        raise Refusal(f"{path} cannot be written here. Choose another folder with --out.", code="no_file") from trouble
