"""Writes the generated reference pages, from commands to requirements. ``make docs`` runs it, a test compares.

python scripts/docs.py          write them
python scripts/docs.py --check  say which differ, exit code 1
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
GENERATED = "<!-- Written by `make docs` from the code. Change the code, then run it again. -->\n"


def commands() -> str:
    import click

    from secondstory.cli.entry import main

    lines = [
        "# Commands",
        GENERATED,
        "`secondstory COMMAND --help` says the same. `--json` prints JSON for machines.",
        "",
        "Exit codes: 0 done · 1 refused (the sentence says why and what to do) · 2 the words of the call ·"
        " 3 something does not verify · 4 an import waits for an answer (a zone or a date).",
        "",
    ]

    def below(group: click.Group, ctx: click.Context, before: str = "") -> Iterator[tuple[str, click.Command]]:
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            assert command is not None
            yield f"{before}{name}", command
            if isinstance(command, click.Group):
                yield from below(command, ctx, f"{before}{name} ")

    ctx = click.Context(main, info_name="secondstory")
    for name, command in below(main, ctx):
        lines += [f"## secondstory {name}", "", command.help or "", ""]
        for parameter in () if name == "check" else command.params:
            record = parameter.get_help_record(ctx)
            if record:
                lines.append(f"- `{record[0]}` {record[1]}")
            elif isinstance(parameter, click.Argument):
                lines.append(f"- `{parameter.make_metavar(ctx)}`")
        lines += _of_the_check() if name == "check" else []
        lines.append("")
    return "\n".join(lines)


def _of_the_check() -> Iterator[str]:
    """The engine reads its own options, so that it starts without the other commands."""
    from secondstory.language.command import options

    for option in options()._actions:
        if option.metavar:
            named = " ".join([*option.option_strings, str(option.metavar)])
            yield f"- `{named}` {option.help}"


def events() -> str:
    from secondstory.journal.kinds import KINDS

    lines = [
        "# Events",
        GENERATED,
        "What the journal records. An event names its kind, what it is about, who did it (nobody, when they chose not to say)"
        " and facts: names of states, ids, numbers, moments. Never a word that somebody typed.",
        "",
        "| Event | What happened |",
        "|---|---|",
        *(f"| `{kind}` | {sentence} |" for kind, sentence in sorted(KINDS.items())),
        "",
    ]
    return "\n".join(lines)


def states() -> str:
    from secondstory.playbook.transitions import ASIDE, BACK, FORWARD, IN_WORDS

    lines = [
        "# States of a retrospective",
        GENERATED,
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> opened",
        *(f"    {move.source} --> {move.target}: {move.name}" for move in FORWARD),
        *(f"    {move.source} --> {move.target}: back, with a reason" for move in BACK),
        "```",
        "From every state before *final* a study can be paused or set aside, with a reason, and is taken up again where it was"
        f" ({len(ASIDE)} moves). A final study stays final; later words are amendments, and a new study can revisit it.",
        "",
        "## What each move waits for",
        "",
    ]
    for move in FORWARD:
        lines += [f"### {move.name}: {IN_WORDS[move.source]} → {IN_WORDS[move.target]}", ""]
        lines += [f"- `{guard.key}` {guard.good} *{guard.todo}*" for guard in move.guards]
        lines.append("")
    return "\n".join(lines)


def recommendation_states() -> str:
    from secondstory.recommendations.transitions import IN_WORDS, MOVES

    lines = [
        "# States of a recommendation",
        GENERATED,
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> idea",
        *(f"    {move.source} --> {move.target}: {move.name}" for move in MOVES),
        "```",
        "A recommendation can be revised in any state, with a reason; the log keeps what it said before.",
        "",
        "| Move | From | To | Waits for |",
        "|---|---|---|---|",
        *(
            f"| {move.name} | {IN_WORDS[move.source]} | {IN_WORDS[move.target]} |"
            f" {' '.join(need.todo for need in move.needs) or 'nothing'} |"
            for move in MOVES
        ),
        "",
    ]
    return "\n".join(lines)


def addresses() -> str:
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(patterns: list[URLPattern | URLResolver], prefix: str = "") -> list[tuple[str, str]]:
        found = []
        for pattern in patterns:
            path = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                found += walk(pattern.url_patterns, path)
            elif path and not path.startswith(("accounts/", "^")):
                found.append((f"/{path}", str(pattern.name or "")))
            elif not path:
                found.append(("/", str(pattern.name or "")))
        return found

    lines = [
        "# Addresses",
        GENERATED,
        "Every page and form. Signing in, passwords and second steps live under `/accounts/`. What you may not read answers"
        " *not found*, in the same words as what is not there.",
        "",
        "| Address | Name |",
        "|---|---|",
        *(f"| `{path}` | {name} |" for path, name in sorted(walk(get_resolver().url_patterns))),
        "",
    ]
    return "\n".join(lines)


def question_bank() -> str:
    from secondstory.question_bank.bank import PURPOSES, STEPS, SURFACES, built_in, in_words

    lines = [
        "# Question bank",
        GENERATED,
        "The questions that come with the product, by what they are good for. A team adds its own on the page *Question bank*;"
        " `secondstory questions` prints three. [How to use them](../how-to/ask-better-questions.md).",
        "",
        f"Where they are put: {'; '.join(f'{key} {words}' for key, words in SURFACES.items())}."
        " *In private*: the answer is for oneself, or for two.",
        "",
        f"Which step of an analysis they fit: {'; '.join(f'{key} {words}' for key, words in STEPS.items())}.",
        "",
    ]
    for purpose in PURPOSES:
        lines += [f"## {purpose.capitalize()}", "", "| Key | Question | Where | Step |", "|---|---|---|---|"]
        lines += [
            f"| {one.key} | {one.text}{' *In private.*' if one.is_private else ''} | {in_words(one.surfaces, SURFACES)} |"
            f" {' '.join(one.steps)} |"
            for one in built_in()
            if one.purpose == purpose
        ]
        lines.append("")
    return "\n".join(lines)


def asked() -> str:
    from requirements import page

    return page(GENERATED)


def language_rules() -> str:
    from language_rules import page

    return page(GENERATED)


PAGES = {
    "commands.md": commands,
    "events.md": events,
    "states.md": states,
    "recommendation-states.md": recommendation_states,
    "addresses.md": addresses,
    "question-bank.md": question_bank,
    "requirements.md": asked,
    "language-rules.md": language_rules,
}


def main() -> int:
    os.environ.setdefault("SECONDSTORY_HOME", tempfile.mkdtemp())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secondstory.config.settings")
    import django

    django.setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, write in PAGES.items():
        text, path = write().rstrip() + "\n", FOLDER / name
        if "--check" in sys.argv:
            if not path.exists() or path.read_text() != text:
                stale.append(name)
        else:
            path.write_text(text)
    for name in stale:
        print(f"docs/reference/{name} is not what the code says; run 'make docs'.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
