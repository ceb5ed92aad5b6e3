"""The write-up of a study as one plain value: what the page shows, an edition freezes and exporters write.

``document(study, standing=…)`` reads everything in a constant number of statements. It asks nobody's
permission: fetch the study through ``visible_to`` (or ``get_study``) first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import TextChoices

from secondstory.analysis import models as analysis
from secondstory.incidents.models import Incident, Kind, Participant, Retrospective
from secondstory.recommendations import models as recommendations
from secondstory.timeline import models as timeline
from secondstory.timeline.kept import plain_id
from secondstory.wording.gate import kept
from secondstory.writeup import blocks
from secondstory.writeup.anatomy import HOME_OF, PARTS, heading_of
from secondstory.writeup.blocks import Block, Disagreement, Numbers, When, later
from secondstory.writeup.rows import Rows, Words, rows_of
from secondstory.writeup.voices import SOMEONE
from secondstory.writeup.wordings import SURFACE, as_parts


@dataclass(frozen=True, slots=True)
class Quote:
    """The slot for a quote from somebody's own account: its salted hash, never its words (invariant 12), so that a
    quote can be withdrawn by its author and the rest of the text stays verifiable. Where it stands says a block
    ``voices`` by its ``key``."""

    key: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Source:
    """A reference: where something can be looked up. Entries name it by ``number``. ``lacks`` is what was
    known to be missing of it."""

    number: int
    kind: str
    title: str
    url: str = ""
    excerpt: str = ""
    captured_at: datetime | None = None
    lacks: tuple[str, ...] = later(())

    @property
    def is_link(self) -> bool:
        """Whether the address is one a browser may follow; other addresses are shown as text."""
        return self.url.lower().startswith(("https://", "http://"))


@dataclass(frozen=True, slots=True)
class Section:
    """``key`` names its place in the anatomy ('' for a section of people's own making); ``anchor`` is unique
    in the document; ``prose`` is Markdown as typed."""

    key: str
    anchor: str
    heading: str
    prose: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.prose.strip() and not self.blocks


@dataclass(frozen=True, slots=True)
class Document:
    """Sections in the order they are shown (the summary first). ``people`` are those who take part, as they chose
    to be shown, sorted, one item each; no other person appears. ``final_at`` is set in an edition only.
    ``lacks`` is what was known to be missing of no source in particular."""

    study: UUID
    title: str
    incident: str
    kind: str
    zone: str
    learning_focus: str = ""
    team: str = ""
    process: str = ""
    happened_at: datetime | None = None
    final_at: datetime | None = None
    people: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    sources: tuple[Source, ...] = ()
    quotes: tuple[Quote, ...] = ()
    lacks: tuple[str, ...] = later(())

    def section(self, key: str) -> Section | None:
        """The section with this key, or None."""
        return next((section for section in self.sections if section.key == key), None)

    @property
    def summary(self) -> str:
        found = self.section("summary")
        return found.prose if found else ""

    @property
    def facts(self) -> tuple[blocks.Facts, ...]:
        """What is known of the incident: one item, or none."""
        return tuple(b for section in self.sections for b in section.blocks if isinstance(b, blocks.Facts))

    @property
    def word_count(self) -> int:
        """Words of prose; lists and tables are looked at rather than read."""
        return sum(len(section.prose.split()) for section in self.sections)

    @property
    def reading_minutes(self) -> int:
        """At 220 words a minute for prose, and a moment for each timeline entry and control."""
        looked_at = sum(
            len(block.entries) if isinstance(block, blocks.Timeline) else len(block.items)
            for section in self.sections
            for block in section.blocks
            if isinstance(block, blocks.Timeline | blocks.Controls | blocks.Recommendations | blocks.AskedToo)
        )
        return max(1, round(self.word_count / 220 + looked_at / 12))


def document(
    study: Retrospective,
    *,
    standing: Iterable[Disagreement] = (),
    final_at: datetime | None = None,
    rows: Rows | None = None,
) -> Document:
    """The study's document as of now. ``standing`` are disagreements from review that stay on record; the
    disputes of the timeline are added here (invariant 15). ``rows`` saves reading them again."""
    rows = rows or rows_of(study)
    drawn = {
        block.block: block
        for block in (
            *_of_incident(study.incident, rows),
            *_of_study(study, rows),
            *_held(rows, standing),
            *_kept(study, rows),
        )
    }
    lacks = _lacks(rows)
    return Document(
        study=study.pk,
        title=study.title,
        incident=study.incident.title,
        kind=Kind(study.incident.kind).label,
        zone=study.zone,
        learning_focus=study.learning_focus,
        team=study.team.name if study.team else "",
        process=str(study.process_version),
        happened_at=study.incident.started_at or study.incident.happened_at,
        final_at=final_at,
        people=tuple(sorted(_shown(row) for row in rows.words["participant"] if not row.yes)),
        sections=_sections(rows, drawn),
        quotes=tuple(Quote(str(row.id), row.one) for row in rows.words["quote"]),
        sources=tuple(
            Source(
                number,
                _word(timeline.ReferenceKind, source.kind),
                source.title,
                source.url,
                source.excerpt,
                source.captured_at,
                lacks.get(plain_id(source.pk), ()),
            )
            for number, source in enumerate(rows.references, start=1)
        ),
        lacks=lacks.get("", ()),
    )


def _lacks(rows: Rows) -> dict[str, tuple[str, ...]]:
    """What is known to be missing still, by the reference of its source; under '' what belongs to none."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows.words["lack"]:
        key = plain_id(row.two)
        found[key] = (*found.get(key, ()), row.one)
    return found


def _sections(rows: Rows, drawn: dict[str, Block]) -> tuple[Section, ...]:
    """The stored sections with their blocks. What has no section to live in gets one at the end, so that a
    template without 'Also held' cannot make a disagreement disappear."""
    left = dict(drawn)
    voices = _voices(rows)
    sections, free = [], 0
    for stored in rows.sections:
        own = PARTS[stored.key].blocks if stored.key in PARTS else ()
        free += not stored.key
        sections.append(
            Section(
                key=stored.key,
                anchor=stored.key.replace("_", "-") or f"section-{free}",
                heading=stored.heading,
                prose=stored.text,
                blocks=(
                    *(voices.pop(stored.key, ()) if stored.key else ()),
                    *(left.pop(name) for name in own if name in left),
                ),
            )
        )
    if homeless_voices := tuple(key for block in voices.values() for one in block for key in one.items):
        left["voices"] = blocks.Voices(homeless_voices)
    for key in PARTS:
        homeless = tuple(left[name] for name in PARTS[key].blocks if name in left and HOME_OF[name] == key)
        if homeless:
            sections.append(Section(key, key.replace("_", "-"), heading_of(key), "", homeless))
    return tuple(sections)


def _voices(rows: Rows) -> dict[str, tuple[blocks.Voices, ...]]:
    """Approved quotes by the key of the section they stand in."""
    keys: dict[str, list[str]] = {}
    for row in rows.words["quote"]:
        keys.setdefault(row.two, []).append(str(row.id))
    return {section: (blocks.Voices(tuple(those)),) for section, those in keys.items()}


def _word(choices: type[TextChoices], value: str) -> str:
    """The words of a stored value; a value the code no longer knows reads as itself."""
    labels: dict[str, str] = dict(choices.choices)
    return labels.get(value, value.replace("_", " "))


def _shown(row: Words) -> str:
    """``Participant.shown_as`` from a plain row (the rule is tested against the model's)."""
    if row.two == Participant.Display.NAME and row.three:
        return row.three
    return SOMEONE if row.two == Participant.Display.ANONYMOUS else row.one


def _when(at: datetime | None, precision: str) -> When | None:
    return When(at, precision) if at else None


def _of_incident(incident: Incident, rows: Rows) -> Iterable[Block]:
    facts = blocks.Facts(
        impact=incident.impact,
        started=_when(incident.started_at, incident.started_precision),
        noticed=_when(incident.noticed_at, incident.noticed_precision),
        mitigated=_when(incident.mitigated_at, incident.mitigated_precision),
        ended=_when(incident.ended_at, incident.ended_precision),
        services=tuple(sorted(row.one for row in rows.words["service"])),
    )
    if facts != blocks.Facts():
        yield facts


def _numbers(ids: Iterable[UUID], numbers: dict[UUID, int]) -> Numbers:
    return tuple(sorted(numbers[id] for id in ids if id in numbers))


def _of_study(study: Retrospective, rows: Rows) -> Iterable[Block]:
    words, links = rows.words, rows.links
    losses = rows.numbers("loss", lambda: (row.id for row in words["loss"]))
    hazards = rows.numbers("hazard", lambda: (row.id for row in words["hazard"]))
    findings = rows.numbers("finding", lambda: (row.id for row in words["finding"]))
    if words["loss"]:
        yield blocks.Losses(tuple(blocks.Loss(losses[row.id], row.one, row.yes) for row in words["loss"]))
    if rows.entries:
        yield _timeline(study, rows)
    if words["strength"] or study.no_strength_because.strip():
        yield blocks.Strengths(
            tuple(blocks.Strength(row.one, _word(analysis.Strength.Kind, row.two)) for row in words["strength"]),
            "" if words["strength"] else study.no_strength_because.strip(),
        )
    if words["better"]:
        yield blocks.Better(
            tuple(blocks.BetterNote(row.one, _numbers(links["better"][row.id], findings)) for row in words["better"])
        )
    if words["part"]:
        yield blocks.System(
            tuple(blocks.Part(row.one, _word(analysis.SystemPart.Kind, row.two), row.yes) for row in words["part"])
        )
    if words["hazard"] or words["constraint"]:
        yield blocks.Hazards(
            tuple(
                blocks.Hazard(hazards[row.id], row.one, _numbers(links["hazard"][row.id], losses))
                for row in words["hazard"]
            ),
            tuple(
                blocks.Constraint(number, row.one, _numbers(links["constraint"][row.id], hazards))
                for number, row in enumerate(words["constraint"], start=1)
            ),
        )
    if rows.assessments:
        yield blocks.Controls(tuple(_control(one) for one in rows.assessments))
    if words["missing"]:
        yield blocks.MissingControls(
            tuple(blocks.MissingControl(row.one, row.two, row.yes) for row in words["missing"])
        )
    if words["factor"] or words["none"]:
        yield _factors(words["factor"], words["none"])
    if words["condition"]:
        yield blocks.Conditions(
            tuple(
                blocks.Condition(row.one, _word(analysis.Condition.Level, row.two), row.three, row.four, row.yes)
                for row in words["condition"]
            )
        )
    if words["finding"]:
        yield blocks.Findings(
            tuple(
                blocks.Finding(findings[row.id], _word(analysis.Finding.Kind, row.one), row.two)
                for row in words["finding"]
            )
        )
    if rows.recommendations:
        ideas_last = sorted(rows.recommendations, key=lambda one: one.status == recommendations.Status.IDEA)
        yield blocks.Recommendations(
            tuple(_recommendation(one, _numbers(links["trace"][one.pk], findings)) for one in ideas_last)
        )
    if words["asked_too"]:
        yield blocks.AskedToo(
            tuple(
                blocks.Asked(row.id, row.one, row.two, _numbers(links["asked_too"][row.id], findings))
                for row in words["asked_too"]
            )
        )
    if words["mystery"]:
        questions = [
            blocks.Question(row.id, row.one, _word(analysis.Mystery.State, row.two), row.three, row.four)
            for row in words["mystery"]
        ]
        yield blocks.Questions(tuple(sorted(questions, key=lambda question: not question.is_open)))


def _timeline(study: Retrospective, rows: Rows) -> blocks.Timeline:
    sources = rows.numbers("source", lambda: (source.pk for source in rows.references))
    people = {row.id: _shown(row) for row in rows.words["participant"]}
    return blocks.Timeline(
        zone=study.zone,
        entries=tuple(
            blocks.Entry(
                number=number,
                when=When(entry.at, entry.precision, entry.approximate, entry.until),
                text=entry.text,
                kind=_word(timeline.EntryKind, entry.kind),
                lane=entry.lane,
                told_by=people.get(entry.participant_id, "") if entry.participant_id else "",
                status=_word(timeline.EntryStatus, entry.status),
                known_later=entry.known_later,
                known_by=entry.known_by,
                references=_numbers(rows.links["entry"][entry.pk], sources),
            )
            for number, entry in enumerate(rows.entries, start=1)
        ),
    )


def _control(one: analysis.ControlAssessment) -> blocks.Control:
    return blocks.Control(
        name=one.control.name,
        sentence=one.control.sentence,
        type=_word(analysis.SafetyControl.Type, one.control.type),
        form=_word(analysis.SafetyControl.Form, one.control.form),
        outcome=_word(analysis.Outcome, one.outcome),
        how=one.how,
        environment_met=one.environment_met,
        failure_followed=one.failure_followed,
    )


def _factors(found: list[Words], none: list[Words]) -> blocks.Factors:
    """In the order of the seven kinds, so that two studies read alike."""
    order = list(analysis.SystemicKind.values)
    return blocks.Factors(
        tuple(
            blocks.Factor(row.one, _word(analysis.SystemicKind, row.one), row.two)
            for row in sorted(found, key=lambda row: order.index(row.one))
        ),
        tuple(
            _word(analysis.SystemicKind, row.one)
            for row in sorted(none, key=lambda row: order.index(row.one))
            if row.one not in {factor.one for factor in found}
        ),
    )


def _recommendation(one: recommendations.Recommendation, findings: Numbers) -> blocks.Recommendation:
    model = recommendations.Recommendation
    carried_by = one.owner_team.name if one.owner_team else ("one person" if one.owner_id else "")
    return blocks.Recommendation(
        id=one.pk,
        title=one.title,
        why=one.why,
        kind=_word(model.Kind, one.kind),
        strategy=_word(model.Strategy, one.strategy),
        tier=_word(model.Tier, one.tier),
        proposed_by=_word(model.Origin, one.proposed_by_role),
        done_when=one.done_when,
        side_effects=one.side_effects,
        status=_word(recommendations.Status, one.status),
        decision=_word(recommendations.Decision, one.decision) if one.decision else "",
        decision_reason=one.decision_reason,
        carried_by=carried_by,
        target_date=one.target_date,
        ticket=one.ticket_url,
        findings=findings,
    )


def _held(rows: Rows, standing: Iterable[Disagreement]) -> Iterable[Block]:
    versions = {row.id: row for row in rows.words["version"]}
    entries = rows.numbers("entry", lambda: (entry.pk for entry in rows.entries))
    disputes = [
        Disagreement(
            question=row.one,
            sides=tuple(
                blocks.Side(version.one, version.two)
                for version in sorted(
                    (versions[id] for id in rows.links["version"][row.id] if id in versions),
                    key=lambda version: (version.at, version.id),
                )
            ),
            what_differs=row.two,
            both_true=row.three,
            state=row.four,
            entries=_numbers(rows.links["dispute"][row.id], entries),
        )
        for row in rows.words["dispute"]
    ]
    explained = tuple(one for one in disputes if one.state == timeline.Dispute.State.EXPLAINED)
    kept = (*(one for one in disputes if one.state != timeline.Dispute.State.EXPLAINED), *standing)
    if explained:
        yield blocks.Explained(explained)
    if kept:
        yield blocks.Standing(kept)


def _kept(study: Retrospective, rows: Rows) -> Iterable[Block]:
    """Wordings of the text as it reads now that were kept with a reason. Where nothing was kept, nothing is looked at."""
    if not rows.words["kept"]:
        return
    items = tuple(
        blocks.KeptWording(one.part.heading, one.seen.words, one.seen.sentence, one.seen.finding.message, one.reason)
        for one in kept(study, as_parts(rows.sections), surface=SURFACE)
    )
    if items:
        yield blocks.KeptWordings(items)
