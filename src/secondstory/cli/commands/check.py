"""Look at the wording of texts. No Django, no database, no network: files in, findings out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import click

from secondstory import __version__
from secondstory.language import Rule, Rules, load_rules, report
from secondstory.language.finding import LEVELS
from secondstory.language.formats import Checked
from secondstory.language.read import NotText, decode
from secondstory.language.rules import covers
from secondstory.language.surfaces import PRESETS, SURFACES

MARKDOWN = {".md", ".markdown", ".mdown", ".mkd", ".rst", ""}
KINDS = ("auto", "markdown", "plain")
WORDS_OF_THE_CALL = 2


def _as_text(files: list[Checked]) -> str:
    from secondstory.language.formats.as_text import as_text

    return as_text(files)


def _as_json(files: list[Checked]) -> str:
    from secondstory.language.formats.as_json import as_json

    return as_json(files)


def _sarif(files: list[Checked]) -> str:
    from secondstory.language.formats.sarif import sarif

    return sarif(files, version=__version__)


def _github(files: list[Checked]) -> str:
    from secondstory.language.formats.github import github

    return github(files)


def _checkstyle(files: list[Checked]) -> str:
    from secondstory.language.formats.checkstyle import checkstyle

    return checkstyle(files, version=__version__)


# Each is imported when it is asked for: the start of the program is most of the time of a small text.
FORMATS: dict[str, Callable[[list[Checked]], str]] = {
    "text": _as_text,
    "json": _as_json,
    "sarif": _sarif,
    "github": _github,
    "checkstyle": _checkstyle,
}


@click.command("check", help=__doc__, epilog="Exit code 0 whatever is found, unless --fail-on says otherwise; then 1.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE…|-")
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option(
    "--surface",
    type=click.Choice(list(SURFACES)),
    default="writeup",
    show_default=True,
    help="What kind of text it is.",
)
@click.option("--preset", type=click.Choice(PRESETS), default="standard", show_default=True, help="How much is said.")
@click.option(
    "--kind", type=click.Choice(KINDS), default="auto", show_default=True, help="'auto' goes by the file's name."
)
@click.option("--fail-on", type=click.Choice(LEVELS), help="Exit with 1 when a finding is at this level or above.")
@click.option(
    "--rules", "own", type=click.Path(path_type=Path), multiple=True, help="Your own rules (TOML), beside ours."
)
@click.option("--mute", multiple=True, metavar="RULE", help="A rule or category to leave out.")
@click.option("--name", "names", multiple=True, help="A name or handle that is not to stand in a causal sentence.")
@click.option("--locale", default="en", show_default=True, help="The language of the texts.")
def command(
    paths: tuple[str, ...],
    shape: str,
    surface: str,
    preset: str,
    kind: str,
    fail_on: str | None,
    own: tuple[Path, ...],
    mute: tuple[str, ...],
    names: tuple[str, ...],
    locale: str,
) -> None:
    rules = _rules(locale, own, mute)
    files = []
    for path, content in _contents(paths):
        try:
            text = decode(content, path)
        except NotText as trouble:
            _stop(str(trouble))
        said = report(text, kind=_kind(kind, path), surface=surface, names=names, rules=rules, preset=preset)
        files.append(Checked(Path(path).as_posix(), text, said))
    if isinstance(sys.stdout, io.TextIOWrapper):  # words that the terminal cannot say are told by their number
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.stdout.write(FORMATS[shape](files))
    if fail_on:
        loud = LEVELS.index(fail_on)
        if any(LEVELS.index(finding.level) >= loud for file in files for finding in file.report.findings):
            sys.exit(1)


def _kind(kind: str, path: str) -> str:
    if kind != "auto":
        return kind
    return "markdown" if path == "-" or Path(path).suffix.lower() in MARKDOWN else "plain"


def _rules(locale: str, own: tuple[Path, ...], mute: tuple[str, ...]) -> Rules:
    rules = load_rules(locale)
    if not own and not mute:
        return rules
    rules = rules.with_choices(own=[rule for path in own for rule in _own(path)])
    unknown = [word for word in mute if not rules.knows(word)]
    if unknown:
        _stop(f"There is no rule or category called “{unknown[0]}”. docs/reference/language-rules.md lists them.")
    muted = {rule.id for rule in rules for word in mute if covers(word, rule.id, rule.category, rule.core)}
    return rules.with_choices(muted=muted)


def _own(path: Path) -> list[Rule]:
    """The rules of a file, each tried on its own examples."""
    from secondstory.language.parse import RuleRefused, parse_rules

    try:
        return parse_rules(decode(path.read_bytes(), str(path)), source=str(path))
    except OSError as trouble:
        _stop(f"{path} was not read: {trouble.strerror}.")
    except (NotText, RuleRefused) as trouble:
        _stop(str(trouble))


def _contents(paths: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each text; a folder stands for the Markdown files in it, in order of name."""
    for path in paths:
        if path == "-":
            yield "-", sys.stdin.buffer.read()
            continue
        place = Path(path)
        inside = sorted(found for found in place.rglob("*.md") if found.is_file()) if place.is_dir() else [place]
        for file in inside:
            try:
                yield str(file), file.read_bytes()
            except OSError as trouble:
                _stop(f"{file} was not read: {trouble.strerror}.")


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(WORDS_OF_THE_CALL)
