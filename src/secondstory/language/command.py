"""Look at the wording of texts. No Django, no database, no network: files in, findings out."""

from __future__ import annotations

import argparse
import io
import os
import sys

from secondstory import __version__
from secondstory.language.check import report
from secondstory.language.finding import LEVELS
from secondstory.language.formats import Checked
from secondstory.language.read import NotText, decode
from secondstory.language.rules import Rule, Rules, covers, load_rules
from secondstory.language.surfaces import PRESETS, SURFACES

TYPE_CHECKING = False  # typing itself is not loaded: the start of the program is most of the time of a small text
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import NoReturn

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


FORMATS: dict[str, Callable[[list[Checked]], str]] = {
    "text": _as_text,
    "json": _as_json,
    "sarif": _sarif,
    "github": _github,
    "checkstyle": _checkstyle,
}


class _Help(argparse.HelpFormatter):
    """Of one width, so that nobody has to ask the terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


def options() -> argparse.ArgumentParser:
    """What can be asked for; docs/reference/commands.md is made of it."""
    parser = argparse.ArgumentParser(
        "secondstory check",
        usage="%(prog)s [OPTIONS] FILE…|-",
        description=__doc__,
        epilog="Exit code 0 whatever is found, unless --fail-on says otherwise; then 1.",
        allow_abbrev=False,
        formatter_class=_Help,
    )

    def one_of(name: str, choices: Sequence[str], default: str | None, help: str) -> None:
        help += f" [default: {default}]" if default else ""
        parser.add_argument(name, choices=list(choices), default=default, metavar=f"[{'|'.join(choices)}]", help=help)

    def several(name: str, what: str, help: str) -> None:
        parser.add_argument(name, metavar=what, help=help, action="append", default=[])

    parser.add_argument("paths", nargs="+", metavar="FILE…|-", help="Texts, folders of Markdown, or - for the input.")
    one_of("--format", list(FORMATS), "text", "How the findings are told.")
    one_of("--surface", list(SURFACES), "writeup", "What kind of text it is.")
    one_of("--preset", PRESETS, "standard", "How much is said.")
    one_of("--kind", KINDS, "auto", "'auto' goes by the file's name.")
    one_of("--fail-on", LEVELS, None, "Exit with 1 when a finding is at this level or above.")
    several("--rules", "PATH", "Your own rules (TOML), beside ours.")
    several("--mute", "RULE", "A rule or category to leave out.")
    several("--name", "TEXT", "A name or handle that is not to stand in a causal sentence.")
    parser.add_argument("--locale", metavar="TEXT", default="en", help="The language of the texts. [default: en]")
    return parser


def main(words: Sequence[str]) -> int:
    """Look at what ``words`` (of the command line) ask for, say what was found, and give the exit code."""
    asked = options().parse_intermixed_args(_files_after_the_dashes(list(words)))
    rules = _rules(asked.locale, asked.rules, asked.mute)
    files = []
    for path, content in _contents(asked.paths):
        try:
            text = decode(content, path)
        except NotText as trouble:
            _stop(str(trouble))
        said = report(
            text,
            kind=_kind(asked.kind, path),
            surface=asked.surface,
            names=tuple(asked.name),
            rules=rules,
            preset=asked.preset,
        )
        files.append(Checked(path.replace(os.sep, "/"), text, said))
    if isinstance(sys.stdout, io.TextIOWrapper):  # words that the terminal cannot say are told by their number
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.stdout.write(FORMATS[asked.format](files))
    if asked.fail_on:
        loud = LEVELS.index(asked.fail_on)
        return int(any(LEVELS.index(finding.level) >= loud for file in files for finding in file.report.findings))
    return 0


def _files_after_the_dashes(words: list[str]) -> list[str]:
    """What stands after ``--`` is a file, however its name begins."""
    if "--" not in words:
        return words
    at = words.index("--")
    files = words[at + 1 :]
    return [*words[:at], *(f"./{file}" if file.startswith("-") and file != "-" else file for file in files)]


def _kind(kind: str, path: str) -> str:
    if kind != "auto":
        return kind
    return "markdown" if path == "-" or os.path.splitext(path)[1].lower() in MARKDOWN else "plain"


def _rules(locale: str, own: list[str], mute: list[str]) -> Rules:
    rules = load_rules(locale)
    if not own and not mute:
        return rules
    rules = rules.with_choices(own=[rule for path in own for rule in _own(path)])
    unknown = [word for word in mute if not rules.knows(word)]
    if unknown:
        _stop(f"There is no rule or category called “{unknown[0]}”. docs/reference/language-rules.md lists them.")
    muted = {rule.id for rule in rules for word in mute if covers(word, rule.id, rule.category, rule.core)}
    return rules.with_choices(muted=muted)


def _own(path: str) -> list[Rule]:
    """The rules of a file, each tried on its own examples."""
    from secondstory.language.parse import RuleRefused, parse_rules

    try:
        return parse_rules(decode(_bytes(path), path), source=path)
    except (NotText, RuleRefused) as trouble:
        _stop(str(trouble))


def _contents(paths: list[str]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each text; a folder stands for the Markdown files in it, in order of name."""
    for path in paths:
        if path == "-":
            yield "-", sys.stdin.buffer.read()
        elif os.path.isdir(path):
            from pathlib import Path

            for file in sorted(found for found in Path(path).rglob("*.md") if found.is_file()):
                yield str(file), _bytes(str(file))
        else:
            name = os.path.normpath(path)
            yield name, _bytes(name)


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as trouble:
        _stop(f"{path} was not read: {trouble.strerror}.")


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(WORDS_OF_THE_CALL)
