"""A write-up becomes a study. Imported again, it adds what is new in it and never writes over a person's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import pairwise
from typing import TypeVar

from django.utils import timezone

from secondstory.analysis.models import BetterNote, ChainEnd, Condition, Mystery, OfStudy, Strength
from secondstory.analysis.words import tidied
from secondstory.importers.entries import Incoming, Link, add_new, known_entries
from secondstory.importers.markdown.plan import Plan, PlannedSection, Point, digest, entry_text, plan_of
from secondstory.importers.markdown.shapes import ReadWriteUp
from secondstory.importers.models import Intake
from secondstory.importers.readers import Readers
from secondstory.importers.report import Outcome, Report
from secondstory.importers.sources import earlier
from secondstory.incidents.actions.change_incident import change_incident
from secondstory.incidents.actions.open_incident import open_incident
from secondstory.incidents.actions.open_retrospective import open_retrospective
from secondstory.incidents.facts import Facts, facts_of
from secondstory.incidents.models import Incident, Retrospective
from secondstory.incidents.moments import Moment
from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.recommendations.models import Recommendation
from secondstory.timeline.actions.set_study_zone import set_study_zone
from secondstory.timeline.actions.told import Told, check_told
from secondstory.timeline.models import Entry
from secondstory.timeline.parse.shapes import ParsedEntry
from secondstory.timeline.reading import as_zone_name
from secondstory.writeup.actions.begin import begin
from secondstory.writeup.actions.save import put
from secondstory.writeup.anatomy import heading_of, key_of
from secondstory.writeup.models import Revision, Section, WriteUp

SYSTEM = "markdown"
IMPACT = "impact"
P = TypeVar("P", bound=OfStudy)


@action
def import_write_up(
    text: str, read: ReadWriteUp, *, by: Person, name: str = "", readers: Readers | None = None
) -> Report:
    """Take in ``text``, which was read as ``read``; all of it or nothing.

    ``name`` is what the file is known by (its path within the folder that was given). An entry whose zone or
    day nobody named is not written: its words stay in the text, and the report asks.
    """
    readers = (readers or Readers()).checked(by)
    source_id, study = earlier(SYSTEM, name or read.file, by)
    plan = plan_of(text, read)
    if study is None:
        study = _open(plan, read, source_id, readers, by=by)
        intake = Intake(retrospective=study, source_system=SYSTEM, source_id=source_id, created_by=by)
        outcome = Outcome.IMPORTED
    else:
        intake = _intake(study, source_id, by)
        outcome = Outcome.CHANGED
        _check_is_the_same(plan, read, intake, study)
    work = _Work(study, plan, intake, by)
    if outcome is Outcome.CHANGED and work.has_news():
        check_can_contribute(study, by)
    added = work.write(is_first=outcome is Outcome.IMPORTED)
    if not any(added.values()) and outcome is Outcome.CHANGED:
        outcome = Outcome.UNCHANGED
    else:
        intake.save()
        record(
            "study.imported",
            about=study,
            by=by,
            source=SYSTEM,
            **{what: count for what, count in added.items() if count},
        )
    return Report(
        file=read.file,
        outcome=outcome,
        title=study.title,
        study=study.pk,
        incident=study.incident_id,
        added={what: count for what, count in added.items() if count},
        waiting=plan.waiting,
        zone=read.zone,
        zone_needed=read.zone_needed,
        date_needed=read.date_needed,
        kept=tuple(work.kept),
        coaching=read.coaching,
        warnings=(*read.warnings, *plan.warnings, *work.warnings, *_told_elsewhere(read)),
        readers=f"{_readers_of(study).in_words} can read it." if outcome is Outcome.IMPORTED else "",
    )


def _open(plan: Plan, read: ReadWriteUp, source_id: str, readers: Readers, *, by: Person) -> Retrospective:
    zone = as_zone_name(read.zone or "") or "UTC"
    incident = open_incident(
        Facts(
            title=plan.title,
            zone=zone,
            team=readers.team,
            audience=readers.audience,
            impact=plan.impact,
            started=_began(plan, read),
        ),
        by=by,
        source_system=SYSTEM,
        source_id=source_id,
    )
    if incident.started_at is None and read.date:
        # It is a day of writing: where it stands in the list, and nothing about the incident itself.
        written = datetime.combine(read.date.day, time(), tzinfo=UTC)
        Incident.objects.filter(pk=incident.pk).update(happened_at=written)
    return open_retrospective(
        incident,
        by=by,
        zone=zone,
        work_open_to=readers.audience,
        source_system=SYSTEM,
        source_id=source_id,
        is_due=False,
    )


def _began(plan: Plan, read: ReadWriteUp) -> Moment | None:
    """The earliest entry, else the day of the incident. A day needs no zone to be the day it is."""
    if (first := plan.started) and first.utc:
        return Moment(first.utc, first.precision.value, first.approximate)
    if read.date and read.date.about_the_incident:
        return Moment(datetime.combine(read.date.day, time(), tzinfo=UTC), "day")
    return None


def _intake(study: Retrospective, source_id: str, by: Person) -> Intake:
    found = Intake.objects.filter(retrospective=study, source_system=SYSTEM, source_id=source_id).first()
    return found or Intake(retrospective=study, source_system=SYSTEM, source_id=source_id, created_by=by)


def _check_is_the_same(plan: Plan, read: ReadWriteUp, intake: Intake, study: Retrospective) -> None:
    """README.md of one project is not README.md of another."""
    known = set(intake.pieces)
    if not known or plan.title == study.title or any(piece in known for piece in _telling(plan)):
        return
    if known_entries(study, SYSTEM).keys() & {source_id for source_id, _ in plan.entries}:
        return
    raise Refusal(
        f"A file of this name was imported as “{study.title}”, and this one shares nothing with it. Give this file"
        " another name to make it a study of its own.",
        code="another_write_up",
    )


def _telling(plan: Plan) -> list[str]:
    """Pieces named by their words; a heading such as 'Timeline' is in every write-up."""
    points = (*plan.strengths, *plan.better, *plan.conditions, *plan.questions, *plan.ideas)
    return [digest("words", section.original) for section in plan.sections if section.original] + [
        point.piece for point in points
    ]


def _readers_of(study: Retrospective) -> Readers:
    return Readers(study.work_open_to, study.team)


def _told_elsewhere(read: ReadWriteUp) -> Iterable[str]:
    if read.zone and not as_zone_name(read.zone):
        yield f"Its times are told in {read.zone}, which has no name of its own; the study shows them in UTC."


class _Work:
    """What one import writes into one study."""

    def __init__(self, study: Retrospective, plan: Plan, intake: Intake, by: Person) -> None:
        self.study, self.plan, self.intake, self.by = study, plan, intake, by
        self.kept: list[str] = []
        self.warnings: list[str] = []
        self._here = known_entries(study, SYSTEM) if intake.pieces else {}
        self._new_entries = [(id, entry) for id, entry in plan.entries if id not in self._here]
        sections = Section.objects.filter(writeup__retrospective=study) if intake.pieces else ()
        self._sections = {str(section.pk): section for section in sections}

    def has_news(self) -> bool:
        return (
            bool(self._new_entries)
            or any(piece not in self.intake.pieces for piece in self.plan.pieces)
            or any(self._is_untouched(section) for section in self.plan.sections if self._is_reworded(section))
            or self._impact_is_new()
        )

    def write(self, *, is_first: bool) -> dict[str, int]:
        entries = self._entries(is_first=is_first)
        sections, reworded = self._first_sections() if is_first else self._later_sections()
        return {
            "sections": sections,
            "updated_sections": reworded,
            "impact": self._impact(is_first=is_first),
            "entries": entries,
            "conditions": self._conditions(),
            "strengths": self._parts(Strength, self.plan.strengths),
            "better_notes": self._parts(BetterNote, self.plan.better),
            "questions": self._questions(),
            "ideas": self._ideas(),
        }

    # --- timeline -----------------------------------------------------------------------------------------

    def _entries(self, *, is_first: bool) -> int:
        if not self._new_entries:
            return 0
        if not is_first and not self._here:
            self._tell_when()
        new = [one for id, entry in self._new_entries if (one := self._incoming(id, entry))]
        add_new(self.study, SYSTEM, new, by=self.by)
        return len(new)

    def _tell_when(self) -> None:
        """The answer to 'which zone' came: now the study has a zone of its own and a beginning."""
        zone = next((as_zone_name(entry.zone or "") for _, entry in self._new_entries), "")
        if zone and not Entry.everything.filter(retrospective=self.study).exists():
            set_study_zone(self.study, zone, by=self.by)
        incident, first = self.study.incident, self.plan.started
        if first and first.utc and (incident.started_at is None or incident.started_precision == "day"):
            moment = Moment(first.utc, first.precision.value, first.approximate)
            try:
                change_incident(incident, replace(facts_of(incident), started=moment), by=self.by)
            except Refusal as refusal:
                self.warnings.append(f"The incident keeps its beginning: {refusal.sentence}")

    def _incoming(self, id: str, entry: ParsedEntry) -> Incoming | None:
        assert entry.utc is not None
        text = entry_text(entry)
        until = entry.until_utc if entry.until_utc and entry.until_utc >= entry.utc else None
        try:
            told = check_told(
                Told(
                    at=entry.utc,
                    text=text,
                    precision=entry.precision.value,
                    approximate=entry.approximate,
                    until=until,
                ),
                self.study,
            )
        except Refusal as refusal:
            self.warnings.append(f"“{text[:60]}” was left in the text: {refusal.sentence}")
            return None
        was = {
            "text": told.text,
            "at": told.at.isoformat(),
            "precision": told.precision,
            "raw": entry.raw.strip()[:4000],
        }
        return Incoming(id, told, tuple(Link(url) for url in dict.fromkeys(entry.links)), was)

    # --- sections -----------------------------------------------------------------------------------------

    def _first_sections(self) -> tuple[int, int]:
        """In the order of the file, the summary first; what the anatomy has beyond them follows, empty."""
        write_up = WriteUp.objects.create(retrospective=self.study, created_by=self.by)
        now = timezone.now()
        sections: list[Section] = []
        revisions: list[Revision] = []
        for planned in self.plan.sections:
            section = Section(
                writeup=write_up,
                key=planned.key,
                heading=planned.heading,
                position=len(sections),
                created_by=self.by,
            )
            sections.append(section)
            revisions += self._told(section, planned, now)
        told = {section.key for section in sections}
        sections += [
            Section(
                writeup=write_up, key=key_of(entry), heading=heading_of(entry), position=position, created_by=self.by
            )
            for position, entry in enumerate(
                (entry for entry in self.study.process_version.process.write_up if key_of(entry) not in told),
                start=len(sections),
            )
        ]
        Section.objects.bulk_create(sections)
        Revision.objects.bulk_create(revisions)
        record("write_up.begun", about=write_up, by=self.by, study=self.study.pk, sections=len(sections))
        return len(self.plan.sections), 0

    def _told(self, section: Section, planned: PlannedSection, now: datetime) -> list[Revision]:
        """The words of the file as the first revision; where points of it became rows, what stays as the second."""
        texts = list(dict.fromkeys((planned.original, planned.shown))) if planned.original else []
        section.text, section.number = (texts[-1] if texts else ""), len(texts)
        section.written_at = now if texts else None
        self.intake.pieces[planned.piece] = [str(section.pk), section.number, planned.fingerprint]
        if planned.original:
            self.intake.pieces[digest("words", planned.original)] = []
        return [
            Revision(section=section, number=number, text=text, based_on=number - 1, created_by=self.by, created_at=now)
            for number, text in enumerate(texts, start=1)
        ]

    def _is_reworded(self, planned: PlannedSection) -> bool:
        """The file says it in other words than when it came in, and the section is still there."""
        known = self.intake.pieces.get(planned.piece)
        return known is not None and known[2] != planned.fingerprint and known[0] in self._sections

    def _is_untouched(self, planned: PlannedSection) -> bool:
        """Nobody wrote in it since."""
        known = self.intake.pieces[planned.piece]
        return self._sections[str(known[0])].number == known[1]

    def _later_sections(self) -> tuple[int, int]:
        added = reworded = 0
        after: Section | None = None
        for planned in self.plan.sections:
            known = self.intake.pieces.get(planned.piece)
            if known is None:
                after = self._new_section(planned, after)
                added += 1
                continue
            section = self._sections.get(str(known[0]))
            if section is not None and self._is_reworded(planned):
                if self._is_untouched(planned):
                    self._reword(section, planned)
                    reworded += 1
                else:
                    self.kept.append(f"“{section.heading}” was written anew here since, so it stays as it is.")
            after = section or after
        return added, reworded

    def _new_section(self, planned: PlannedSection, after: Section | None) -> Section:
        """After the one it follows in the file; a place of the anatomy that is still empty is taken."""
        write_up = begin(self.study, by=self.by)
        there = list(write_up.sections.in_order())
        section = next((one for one in there if planned.key and one.key == planned.key and not one.number), None)
        if section is None:
            place = next((at + 1 for at, one in enumerate(there) if after and one.pk == after.pk), len(there))
            section = Section.objects.create(
                writeup=write_up, heading=planned.heading, position=place, created_by=self.by
            )
            for position, one in enumerate([*there[:place], section, *there[place:]]):
                if one.position != position:
                    one.position = position
                    one.save(update_fields=["position"])
        section.heading = planned.heading
        revisions = self._told(section, planned, timezone.now())
        section.save()
        Revision.objects.bulk_create(revisions)
        return section

    def _reword(self, section: Section, planned: PlannedSection) -> None:
        """The file says it anew, and nobody wrote here since."""
        number = section.number
        for text in dict.fromkeys((planned.original, planned.shown)):
            if text != section.text:
                number = put(section, text, based_on=section.number, by=self.by).number
        self.intake.pieces[planned.piece] = [str(section.pk), number, planned.fingerprint]
        self.intake.pieces[digest("words", planned.original)] = []

    # --- impact, analysis, questions, ideas -----------------------------------------------------------------

    def _impact_is_new(self) -> bool:
        known = self.intake.pieces.get(IMPACT)
        return bool(self.plan.impact) and (known is None or known[2] != digest(self.plan.impact))

    def _impact(self, *, is_first: bool) -> int:
        """The incident's own words on its impact: the file's, until a person says it otherwise."""
        if not self._impact_is_new():
            return 0
        known, incident = self.intake.pieces.get(IMPACT), self.study.incident
        self.intake.pieces[IMPACT] = ["", 0, digest(self.plan.impact)]
        if is_first or incident.impact == self.plan.impact:
            return 0
        untouched = not incident.impact or (known is not None and known[2] == digest(incident.impact))
        if not untouched:
            self.kept.append("The incident says its impact in other words since, so it keeps them.")
            return 0
        change_incident(incident, replace(facts_of(incident), impact=self.plan.impact), by=self.by)
        return 1

    def _fresh(self, points: Sequence[Point]) -> list[Point]:
        fresh = [point for point in points if point.piece not in self.intake.pieces]
        self.intake.pieces |= {point.piece: [] for point in fresh}
        return fresh

    def _parts(self, model: type[P], points: Sequence[Point]) -> int:
        more = {Condition: "came_from", Strength: "kind"}.get(model)
        rows: list[P] = []
        for point in self._fresh(points):
            row = model(retrospective=self.study, text=point.text, created_by=self.by)
            if more and point.more:
                setattr(row, more, point.more)
            rows.append(tidied(row))
        model._default_manager.bulk_create(rows)
        return len(rows)

    def _conditions(self) -> int:
        """Those of a chain are joined with their neighbours: a set of conditions that were all there, in no rank."""
        fresh = {point.piece for point in self.plan.conditions if point.piece not in self.intake.pieces}
        added = self._parts(Condition, self.plan.conditions)
        pairs = [
            (one, other)
            for one, other in pairwise(self.plan.conditions)
            if one.chain is not None and one.chain == other.chain and {one.piece, other.piece} & fresh
        ]
        if pairs:
            self._join(pairs)
        self._end_chains(fresh)
        return added

    def _end_chains(self, fresh: set[str]) -> None:
        """The last condition of each chain that came in keeps that the chain ended there, as it was told."""
        chains: dict[int, list[Point]] = {}
        for point in self.plan.conditions:
            if point.chain is not None:
                chains.setdefault(point.chain, []).append(point)
        told = [points for points in chains.values() if any(point.piece in fresh for point in points)]
        if not told:
            return
        rows = dict(Condition.objects.filter(retrospective=self.study).values_list("text", "pk"))
        ends = [rows[points[-1].text] for points in told if points[-1].text in rows]
        went_on = [rows[point.text] for points in told for point in points[:-1] if point.text in rows]
        ChainEnd.objects.filter(condition__in=set(went_on) - set(ends)).delete()
        ChainEnd.objects.bulk_create(
            [ChainEnd(condition_id=key, created_by=self.by) for key in dict.fromkeys(ends)], ignore_conflicts=True
        )

    def _join(self, pairs: Sequence[tuple[Point, Point]]) -> None:
        """Neighbours by their words; one that somebody took out or worded anew since is left as it is."""
        rows = dict(Condition.objects.filter(retrospective=self.study).values_list("text", "pk"))
        ids = [(rows.get(one.text), rows.get(other.text)) for one, other in pairs]
        joined = Condition.joined_with.through
        joined._default_manager.bulk_create(
            [
                joined(from_condition_id=here, to_condition_id=there)
                for one, other in dict.fromkeys(ids)
                if one and other and one != other
                for here, there in ((one, other), (other, one))
            ],
            ignore_conflicts=True,
        )

    def _questions(self) -> int:
        rows = [
            tidied(
                Mystery(
                    question=point.text,
                    retrospective=self.study,
                    audience=Audience.GROUP,
                    raised_by=self.by,
                    created_by=self.by,
                )
            )
            for point in self._fresh(self.plan.questions)
        ]
        Mystery.objects.bulk_create(rows)
        return len(rows)

    def _ideas(self) -> int:
        """Parked: a person decides what becomes planned. The same title twice is one idea."""
        fresh = self._fresh(self.plan.ideas)
        if not fresh:
            return 0
        here = set(Recommendation.objects.filter(retrospective=self.study).values_list("title", flat=True))
        rows: dict[str, Recommendation] = {}
        for point in fresh:
            row = tidied(
                Recommendation(
                    retrospective=self.study,
                    title=point.text,
                    why=point.more,
                    ticket_url=point.url,
                    created_by=self.by,
                )
            )
            if row.title not in here:
                rows.setdefault(row.title, row)
        Recommendation.objects.bulk_create(rows.values())
        return len(rows)
