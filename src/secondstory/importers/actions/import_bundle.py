"""A bundle becomes the study it was: the same ids, the same words, the same edition. All of it or nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction

from secondstory.analysis.models import ControlExercise, SafetyControl
from secondstory.exporters.bundle.tables import (
    AMENDMENTS,
    CONTROLS,
    EDITIONS,
    EXERCISES,
    INCIDENT,
    NOTES,
    STUDY,
    TABLES,
    Table,
)
from secondstory.importers.bundle.read import Bundle, Row
from secondstory.importers.elsewhere import somebody_elsewhere
from secondstory.importers.refusals import ImportRefused
from secondstory.importers.report import Outcome, Report
from secondstory.incidents.models import Incident, Note, Participant, Retrospective
from secondstory.journal.actions import action, record
from secondstory.organization.policies import can_steward
from secondstory.people.models import Person, Service, Team
from secondstory.playbook.models import ProcessVersion
from secondstory.recommendations.models import Recommendation, Status
from secondstory.review.models import Amendment, Edition
from secondstory.writeup.models import WriteUp

BATCH = 500
BUNDLE_SYSTEM = "bundle"
# Nobody is named as having asked or written: the bundle does not say.
WITHOUT_AUTHOR = {"mysteries", "work_notes", "cues", "study_times", "enough_time"}


@action
def import_bundle(bundle: Bundle, *, by: Person) -> Report:
    """Take in a study from a bundle. One that is here already stays as it is.

    ``by`` opened it here, and acts as its facilitator until one is chosen. Ids are kept; one that belongs to
    something else here refuses the whole bundle.
    """
    study_id, incident_id = bundle.study.id, bundle.incident.id
    here = Retrospective.objects.visible_to(by).filter(pk=study_id).first()
    if here is not None:
        return Report(bundle.file, Outcome.UNCHANGED, title=here.title, study=here.pk, incident=here.incident_id)
    writing = _Writing(bundle, by)
    writing.check_ids_are_free()
    try:
        with transaction.atomic():
            added = writing.write()
    except IntegrityError as trouble:
        raise ImportRefused(
            "contradicts_itself",
            f"Something in this bundle contradicts a rule that every study here keeps ({_rule(trouble)}), so nothing was"
            " imported. Export the study again.",
            file=bundle.file,
        ) from trouble
    study = writing.study
    record("study.imported", about=study, by=by, source=BUNDLE_SYSTEM, incident=incident_id)
    return Report(
        bundle.file,
        Outcome.IMPORTED,
        title=study.title,
        study=study_id,
        incident=incident_id,
        added=added,
        zone=study.zone,
        warnings=tuple(writing.warnings),
    )


def _rule(trouble: IntegrityError) -> str:
    """The name of the constraint, which the database says in its first line, and none of the values."""
    first = str(trouble).splitlines()[0]
    return first.split('constraint "')[-1].split('"')[0] if 'constraint "' in first else first.split(": ", 1)[-1][:120]


class _Writing:
    def __init__(self, bundle: Bundle, by: Person) -> None:
        self.bundle, self.by = bundle, by
        self.warnings: list[str] = []
        self.incident_is_here = Incident.objects.visible_to(by).filter(pk=bundle.incident.id).first()
        self.controls: dict[UUID, UUID] = {}
        self.new_controls: set[UUID] = set()
        self._teams: dict[str, Team] = {}

    # --- before anything is written -------------------------------------------------------------------------

    def check_ids_are_free(self) -> None:
        """Every id is new here. The incident, its notes and controls of the catalogue may be here as themselves."""
        bundle = self.bundle
        self._check_free(STUDY, [bundle.study])
        if self.incident_is_here is None:
            self._check_free(INCIDENT, [bundle.incident])
            self._check_source(bundle.incident, Incident)
        self._check_source(bundle.study, Retrospective)
        for table in TABLES:
            if table is not CONTROLS:
                self._check_free(table, bundle.tables[table.name])
        if bundle.writeup:
            self._check_free(Table("writeup", WriteUp, ()), [bundle.writeup])
        if bundle.edition:
            self._check_free(EDITIONS, [bundle.edition])
        self._check_free(AMENDMENTS, bundle.amendments)
        # A note that somebody keeps to themselves is not there for anybody else, not even to be corrected.
        mine = Note.objects.visible_to(self.by).filter(incident=bundle.incident.id)
        others = Note.objects.exclude(pk__in=mine.values("pk"))
        self._check_free(NOTES, bundle.tables["notes"], others)

    def _check_free(self, table: Table, rows: list[Row], among: models.QuerySet[Any] | None = None) -> None:
        by_id = {row.id: row for row in rows}
        known = table.model._base_manager.all() if among is None else among
        taken = known.filter(pk__in=list(by_id)).order_by().values_list("pk", flat=True).first()
        if taken is not None:
            raise (by_id[taken].at / "id").refuse(
                "id_taken", "belongs to something else here. Import the bundle into another installation."
            )

    def _check_source(self, row: Row, model: type[Incident] | type[Retrospective]) -> None:
        system, source_id = row.values["source_system"], row.values["source_id"]
        same = model._base_manager.filter(source_system=system, source_id=source_id)
        if source_id and same.exists():
            raise (row.at / "source_id").refuse(
                "source_taken",
                f"is that of another import from {system or 'elsewhere'} here, so this would be a second one.",
            )

    # --- writing --------------------------------------------------------------------------------------------

    def write(self) -> dict[str, int]:
        bundle = self.bundle
        self._teams = {slug: self._team(slug, name) for slug, name in bundle.teams.items()}
        incident = self.incident_is_here or self._incident()
        if self.incident_is_here:
            self.warnings.append("The incident is here already; it keeps what is said of it here.")
        self.study = self._study(incident)
        self._controls()
        if bundle.writeup:
            WriteUp.objects.create(
                id=bundle.writeup.id, retrospective=self.study, created_by=self.by, **bundle.writeup.values
            )
        for table in TABLES:
            if table is not CONTROLS:
                self._rows(table)
        self._settle_recommendations()
        notes = self._notes(incident)
        if bundle.edition:
            edition = Edition.objects.create(
                id=bundle.edition.id, retrospective=self.study, created_by=self.by, **bundle.edition.values
            )
            Amendment.objects.bulk_create(
                Amendment(id=row.id, edition=edition, created_by=self.by, **row.values) for row in bundle.amendments
            )
        added = {table.name: len(bundle.tables[table.name]) for table in TABLES} | {"notes": notes}
        named = {"entries": "entries", "sections": "sections", "conditions": "conditions", "strengths": "strengths"}
        named |= {"better_notes": "better_notes", "mysteries": "questions", "recommendations": "recommendations"}
        named |= {"notes": "notes"}
        return {named[name]: count for name, count in added.items() if name in named and count}

    def _team(self, slug: str, name: str) -> Team:
        found = Team.objects.filter(slug=slug).first()
        if found is not None:
            return found
        if not can_steward(self.by):
            raise ImportRefused(
                "no_team",
                f"There is no team “{name}” ({slug}) here, and the study belongs to it. A steward adds teams; import it"
                " again then.",
                file=self.bundle.file,
            )
        team = Team.objects.create(name=name, slug=slug, created_by=self.by)
        record("team.formed", about=team, by=self.by)
        return team

    def _services(self, slugs: tuple[str, ...]) -> list[Service]:
        found = []
        for slug in slugs:
            name, about = self.bundle.services[slug]
            service = Service.objects.filter(slug=slug).first() or Service.objects.filter(name=name).first()
            if service is None:
                service = Service.objects.create(slug=slug, name=name, about=about, created_by=self.by)
                record("service.added", about=service, by=self.by)
            found.append(service)
        return found

    def _of_teams(self, row: Row) -> dict[str, Team | None]:
        return {name: self._teams[slug] if slug else None for name, slug in row.teams.items()}

    def _incident(self) -> Incident:
        row = self.bundle.incident
        incident = Incident.objects.create(id=row.id, created_by=self.by, **row.values, **self._of_teams(row))
        incident.services.set(self._services(row.services))
        return incident

    def _study(self, incident: Incident) -> Retrospective:
        row, (name, number) = self.bundle.study, self.bundle.process
        version = ProcessVersion.objects.reviewed().filter(name=name, number=number).first()
        if version is None:
            raise (row.at / "process").refuse(
                "no_process",
                f"is {name}, version {number}, which is not in use here. A process owner brings it first, and somebody who"
                " does the work reviews it.",
            )
        previous = self.bundle.previous
        before = None
        if previous:
            before = Retrospective.objects.visible_to(self.by).filter(pk=previous, incident=incident).first()
        if previous and before is None:
            self.warnings.append("The study that this one revisits is not here, so the link to it was left out.")
        return Retrospective.objects.create(
            id=row.id,
            incident=incident,
            previous=before,
            process_version=version,
            created_by=self.by,
            **row.values,
            **self._of_teams(row),
        )

    def _controls(self) -> None:
        """Controls outlive studies: one that the catalogue has, by its id or by its name and team, is that one."""
        for row in self.bundle.tables[CONTROLS.name]:
            team = self._of_teams(row)["team"]
            known = (
                SafetyControl.objects.filter(pk=row.id).first()
                or SafetyControl.objects.filter(name__iexact=row.values["name"], team=team).first()
            )
            if known is None:
                values = dict(row.values)
                said = values.pop("last_exercised", "")
                known = SafetyControl.objects.create(id=row.id, created_by=self.by, team=team, **values)
                self.new_controls.add(row.id)
                if said:
                    ControlExercise.objects.create(control=known, how=said, created_by=self.by)
                known.services.set(self._services(row.services))
                record("safety_control.added", about=known, by=self.by)
            self.controls[row.id] = known.pk

    def _rows(self, table: Table) -> None:
        rows = self.bundle.tables[table.name]
        if table is EXERCISES:
            # Of a control that is here already, this house knows itself when it was exercised.
            rows = [row for row in rows if row.links["control"] in self.new_controls]
        table.model._default_manager.bulk_create([self._made(table, row) for row in rows], batch_size=BATCH)
        for name in table.many:
            field = table.model._meta.get_field(name)
            assert isinstance(field, models.ManyToManyField)
            through: Any = field.remote_field.through
            source, target = field.m2m_column_name(), field.m2m_reverse_name()
            through._default_manager.bulk_create(
                [through(**{source: row.id, target: other}) for row in rows for other in dict.fromkeys(row.many[name])],
                batch_size=BATCH,
            )
        if table.services:
            told = {row.id: row.services for row in rows if row.services}
            for made in table.model._default_manager.in_bulk(list(told)).values():
                made.services.set(self._services(told[made.pk]))  # type: ignore[attr-defined]  # as the table says

    def _made(self, table: Table, row: Row) -> models.Model:
        values: dict[str, Any] = dict(row.values)
        if table.model is Participant:
            # As they were shown; whoever it was there has no account here.
            values["role_label"] = values.pop("shown_as")
        values |= {f"{name}_id": self.controls.get(id, id) if id else None for name, id in row.links.items()}
        values |= self._of_teams(row)
        if row.people:
            elsewhere = somebody_elsewhere()
            values |= dict.fromkeys(row.people, elsewhere)
        if table.of == "retrospective":
            values["retrospective"] = self.study
        if table.name == "sections":
            assert self.bundle.writeup is not None
            values["writeup_id"] = self.bundle.writeup.id
        if table.model is Recommendation:
            # The database asks for its traces first; see _settle_recommendations.
            values["status"] = Status.IDEA
        author = None if table.name in WITHOUT_AUTHOR else self.by
        return table.model(id=row.id, created_by=author, **values)

    def _settle_recommendations(self) -> None:
        for row in self.bundle.tables["recommendations"]:
            if row.values["status"] != Status.IDEA:
                Recommendation.objects.filter(pk=row.id).update(status=row.values["status"])

    def _notes(self, incident: Incident) -> int:
        rows = self.bundle.tables["notes"]
        here = set(Note.objects.filter(pk__in=[row.id for row in rows]).values_list("pk", flat=True))
        new = [row for row in rows if row.id not in here]
        sources = {row.values["source_id"]: row for row in new if row.values["source_id"]}
        taken = Note.objects.filter(source_id__in=list(sources)).values_list("source_system", "source_id")
        for system, source_id in taken:
            if sources[source_id].values["source_system"] == system:
                raise (sources[source_id].at / "source_id").refuse(
                    "source_taken", "is that of another note here, so this would be a second one."
                )
        Note.objects.bulk_create(
            [
                Note(
                    id=row.id,
                    incident=incident,
                    created_by=self.by,
                    corrects_id=row.links["corrects"],
                    **row.values,
                    **self._of_teams(row),
                )
                for row in new
            ],
            batch_size=BATCH,
        )
        return len(new)
