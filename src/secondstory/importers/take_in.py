"""One file, whatever its kind, taken in by whoever brings it. Every refusal becomes a report, so that the next file
is not kept waiting by this one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from secondstory.importers.actions.gather_times import gather_times
from secondstory.importers.actions.import_bundle import import_bundle
from secondstory.importers.actions.import_chat import Into, import_chat
from secondstory.importers.actions.import_write_up import import_write_up
from secondstory.importers.answers import Answers
from secondstory.importers.bundle.read import read_bundle
from secondstory.importers.files import Found, Kind, kind_of
from secondstory.importers.preview import read_file
from secondstory.importers.readers import Readers
from secondstory.importers.refusals import ImportRefused
from secondstory.importers.report import Outcome, Report
from secondstory.importers.slack import read_export
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal

CHOOSE_A_CHANNEL = (
    "This is a Slack export. Name a channel of it with --channel; with --dry-run it lists what there is to choose from."
)


def take_in(
    found: Found,
    *,
    by: Person,
    answers: Answers | None = None,
    readers: Readers | None = None,
    into: Into | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Import one file, whole or not at all."""
    answers = answers or Answers()
    try:
        return _taken_in(found, answers, by=by, readers=readers, into=into, progress=progress)
    except ImportRefused as refusal:
        return refused(found.name, refusal)
    except Refusal as refusal:
        return Report(found.name, Outcome.REFUSED, code=refusal.code, sentence=refusal.sentence)


def refused(file: str, refusal: ImportRefused) -> Report:
    return Report(
        refusal.file or file, Outcome.REFUSED, code=refusal.code, sentence=refusal.sentence, line=refusal.line
    )


def _taken_in(
    found: Found,
    answers: Answers,
    *,
    by: Person,
    readers: Readers | None,
    into: Into | None,
    progress: Callable[[int, int], None] | None,
) -> Report:
    kind = kind_of(found)
    if kind is Kind.BUNDLE:
        return replace(import_bundle(read_bundle(found), by=by), file=found.name)
    if kind is Kind.CHAT:
        if answers.channels is None:
            raise ImportRefused("choose_a_channel", CHOOSE_A_CHANNEL, file=found.name)
        reading = read_export(
            found.path,
            channels=answers.channels,
            start=answers.start,
            end=answers.end,
            people=answers.people,
            roles=answers.roles,
            progress=progress,
        )
        return import_chat(reading, by=by, into=into, readers=readers)
    text, read, assumed = read_file(found, answers)
    if into is not None and into.study is not None:
        report = gather_times(text, read, into.study, by=by, name=found.name)
    else:
        report = import_write_up(text, read, by=by, name=found.name, readers=readers)
    return replace(report, warnings=(*assumed, *report.warnings))
