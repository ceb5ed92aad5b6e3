"""Write-ups, chat exports and bundles come in: each file whole or not at all, and never twice."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from secondstory.cli.entry import REFUSED, WAITS
from secondstory.cli.start import as_option, find_person, json_option, start_django

if TYPE_CHECKING:
    from uuid import UUID

    from secondstory.importers.actions.import_chat import Into
    from secondstory.importers.answers import Answers
    from secondstory.importers.files import Found
    from secondstory.importers.readers import Readers
    from secondstory.importers.report import Report
    from secondstory.people.models import Person

HELP = """Import write-ups in Markdown, a Slack export or bundles; of a folder, everything in it.

Importing again changes nothing that is here; a newer file adds what is new in it. No zone is ever guessed: where the
text names none, its entries wait for --zone.
"""


@click.command("import", help=HELP)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|FOLDER...")
@click.option("--zone", default="", help="Zone of times whose zone the text does not name, such as Europe/Berlin.")
@click.option("--date", "day", default="", metavar="YYYY-MM-DD", help="Day of the first time without a day.")
@click.option("--dry-run", is_flag=True, help="Show what is understood and write nothing. Needs no database.")
@click.option("--team", metavar="SLUG", help="The team it belongs to.")
@click.option(
    "--audience",
    type=click.Choice(["group", "team", "organization"]),
    default="group",
    show_default=True,
    help="Who may read it: group is you, until you add people.",
)
@click.option("--channel", "channels", multiple=True, help="Slack: a channel, by name or id. Can be given again.")
@click.option("--from", "start", default="", metavar="MOMENT", help="Slack: from this moment, 2025-01-10T14:00+01:00.")
@click.option("--to", "end", default="", metavar="MOMENT", help="Slack: up to this moment, included.")
@click.option("--people", type=click.Choice(["pseudonyms", "names"]), default="pseudonyms", show_default=True)
@click.option("--role", "roles", multiple=True, metavar="USER=ROLE", help="Slack: show this user id as a role.")
@click.option("--incident", type=click.UUID, help="Slack: notes of this incident instead of a new one.")
@click.option(
    "--study",
    type=click.UUID,
    help="Candidate entries of this study instead of a new one, from chats and write-ups alike.",
)
@as_option
@json_option
def command(
    paths: tuple[Path, ...],
    zone: str,
    day: str,
    dry_run: bool,
    team: str | None,
    audience: str,
    channels: tuple[str, ...],
    start: str,
    end: str,
    people: Any,
    roles: tuple[str, ...],
    incident: UUID | None,
    study: UUID | None,
    email: str | None,
    as_json: bool,
) -> None:
    from secondstory.importers.answers import Answers, read_date, read_instant, read_roles, read_zone
    from secondstory.importers.files import find_files

    named = read_zone(zone)
    answers = Answers(
        zone=named,
        date=read_date(day),
        channels=channels or None,
        start=read_instant(start, named),
        end=read_instant(end, named),
        people=people,
        roles=read_roles(roles),
    )
    found = find_files(paths)
    if dry_run:
        sys.exit(_preview(found, answers, as_json))
    # The index follows once, at the end, instead of after every file.
    os.environ["SECONDSTORY_SEARCH_THREAD"] = "0"
    start_django()
    by = find_person(email)
    sys.exit(_import(found, answers, _readers(audience, team), _into(incident, study, by), by, as_json))


def _preview(found: list[Found], answers: Answers, as_json: bool) -> int:
    """One object a file. A file that cannot be read is an object, too; the exit code says that there was one."""
    code = 0
    for one in found:
        told = _previewed(one, answers)
        code = REFUSED if "code" in told else code
        click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(_lines(told)))
    return code


def _previewed(found: Found, answers: Answers) -> dict[str, Any]:
    from secondstory.importers.files import Kind, kind_of
    from secondstory.importers.preview import preview_chat, preview_write_up
    from secondstory.importers.refusals import ImportRefused

    try:
        kind = kind_of(found)
        if kind is Kind.WRITE_UP:
            return preview_write_up(found, answers)
        if kind is Kind.CHAT:
            return preview_chat(found, answers)
        start_django()
        from secondstory.importers.bundle.preview import preview_bundle

        return preview_bundle(found)
    except ImportRefused as refusal:
        return {
            "file": refusal.file or found.name,
            "code": refusal.code,
            "sentence": refusal.sentence,
            "line": refusal.line,
        }


def _lines(told: dict[str, Any]) -> Iterator[str]:
    """A preview for people."""
    yield told["file"]
    if "code" in told:
        where = f"Line {told['line']}: " if told["line"] else ""
        yield f"  {where}{told['sentence']}"
    elif "messages" in told:
        yield f"  {len(told['messages'])} messages"
        yield from (f"  {one['utc']}  {one['speaker']}: {one['text'][:100]!r}" for one in told["messages"][:40])
    elif "channels" in told:
        yield from (
            f"  #{one['name']} ({one['kind']}, {one['id']}): {one['days']} days, {one['first_day']} to {one['last_day']}"
            for one in told["channels"]
        )
    elif "study" in told:
        yield f"  {told['title']}: {told['says']}"
    else:
        yield f"  {told['title']} ({told['date'] or 'no day is named'}; {told['zone'] or 'no zone is named'})"
        yield from (
            f"  {one['local']}{'' if one['utc'] else ' (waits)'}  {one['text'][:100]}" for one in told["entries"]
        )
        yield from (f"  {section['kind']}: {section['heading']}" for section in told["sections"])
        yield from (f"  idea: {one['text'][:100]}" for one in told["actions"])
        yield from (f"  ? {note}" for note in told["coaching"])
    yield from (f"  ! {warning}" for warning in told.get("warnings", ()))


def _readers(audience: str, slug: str | None) -> Readers:
    from secondstory.importers.readers import Readers
    from secondstory.people.models import Team
    from secondstory.people.refusals import NotFound

    team = Team.objects.filter(slug=slug).first() if slug else None
    if slug and team is None:
        raise NotFound(f"There is no team “{slug[:80]}”. Its short name stands in the address of its page.")
    return Readers(audience, team)


def _into(incident_id: UUID | None, study_id: UUID | None, by: Person) -> Into:
    from secondstory.importers.actions.import_chat import Into
    from secondstory.incidents.models import Incident, Retrospective
    from secondstory.people.refusals import NotFound

    study = incident = None
    if study_id:
        study = Retrospective.objects.visible_to(by).select_related("incident").filter(pk=study_id).first()
    if incident_id:
        incident = Incident.objects.visible_to(by).filter(pk=incident_id).first()
    if (study_id and study is None) or (incident_id and incident is None):
        raise NotFound("There is no such incident or study that you can read. Check the id.")
    return Into(incident, study)


def _import(found: list[Found], answers: Answers, readers: Readers, into: Into, by: Person, as_json: bool) -> int:
    from secondstory.importers.take_in import take_in
    from secondstory.search.index import catch_up

    reports = []
    # On a terminal a bar on standard error; what is told about each file goes to standard output.
    with click.progressbar(found, label="Importing", hidden=as_json, file=sys.stderr, show_pos=True) as bar:
        for one in bar:
            report = take_in(one, by=by, answers=answers, readers=readers, into=into)
            reports.append(report)
            if as_json:
                click.echo(json.dumps(report.to_json(), ensure_ascii=False))
    catch_up()
    if not as_json:
        click.echo("\n".join(line for report in reports for line in _told(report)))
        click.echo(_sum(reports))
    if any(report.code for report in reports):
        return REFUSED
    return WAITS if any(report.waits for report in reports) else 0


def _told(report: Report) -> Iterator[str]:
    where = f", line {report.line}" if report.line else ""
    yield f"{report.file}{where}: {report.says}"
    if report.asks:
        yield f"  ? {report.asks}"
    yield from (f"  = {sentence}" for sentence in report.kept)
    yield from (f"  ? {sentence}" for sentence in report.coaching)
    yield from (f"  ! {sentence}" for sentence in report.warnings)


def _sum(reports: list[Report]) -> str:
    counts = {
        word: sum(1 for one in reports if one.outcome == word) for word in dict.fromkeys(r.outcome for r in reports)
    }
    waiting = sum(1 for report in reports if report.waits)
    told = ", ".join(f"{count} {word}" for word, count in counts.items())
    return f"{told}." + (f" {waiting} of them wait for an answer." if waiting else "")
