"""One study, told step by step through the verbs of each room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from secondstory.demo.accounts import tell_accounts
from secondstory.demo.analysing import Analysing
from secondstory.demo.ending import Ending
from secondstory.demo.people import Cast
from secondstory.incidents.actions.add_participant import add_participant
from secondstory.incidents.actions.answer_conflict_check import answer_conflict_check
from secondstory.incidents.actions.change_incident import change_incident
from secondstory.incidents.actions.change_study import change_study
from secondstory.incidents.actions.choose_facilitator import choose_facilitator
from secondstory.incidents.actions.invite_participants import invite_participants
from secondstory.incidents.actions.move import move
from secondstory.incidents.actions.open_incident import open_incident
from secondstory.incidents.actions.open_retrospective import open_retrospective
from secondstory.incidents.facts import Facts
from secondstory.incidents.models import Incident, Participant
from secondstory.incidents.moments import Moment, read_moment
from secondstory.timeline.actions.add_entry import add_entry
from secondstory.timeline.actions.agree import agree
from secondstory.timeline.actions.decide import Decided, save_decision_point
from secondstory.timeline.actions.disputes import Side, explain_dispute, let_stand, open_dispute
from secondstory.timeline.actions.know import know_at_once, set_awareness
from secondstory.timeline.actions.known_gaps import tell_gap
from secondstory.timeline.actions.references import add_reference, attach_reference
from secondstory.timeline.actions.told import Told
from secondstory.timeline.models import Entry


class Telling:
    """Tells one story file. ``on`` is the day of a story that gives clock times only; ``earlier`` holds what the
    stories told before it know, by their names: ``knight.mail`` is what Knight's story calls ``mail``."""

    def __init__(
        self,
        story: dict[str, Any],
        cast: Cast,
        *,
        on: date,
        incident: Incident | None = None,
        earlier: Mapping[str, Any] | None = None,
    ) -> None:
        self.story, self.cast, self.earlier = story, cast, earlier or {}
        self.told = story["incident"]
        self.day = on - timedelta(days=self.told.get("days_ago", 0) if incident is None else 0)
        self.by = cast.people[story["facilitator"]]
        self.incident = self._incident(incident)
        self.study = open_retrospective(
            self.incident,
            by=self.by,
            title=story["study"]["title"],
            learning_focus=story["study"]["focus"],
            depth=story["study"]["depth"],
        )
        # what later lines of the story point at, by its key
        self.known: dict[str, Any] = {}
        # who was there, by role
        self.there: dict[str, Participant] = {}

    def tell(self) -> None:
        self._people()
        move(self.study, "gathering", by=self.by)
        tell_accounts(self.story.get("own", {}), self.study, self.cast, on=self.day, zone=self.told["zone"], by=self.by)
        self._timeline()
        move(self.study, "analysing", by=self.by)
        Analysing(self).tell()
        if self.story.get("sections"):
            self._to_the_end()

    def _moment(self, text: str) -> Moment:
        full = text if "-" in text else f"{self.day} {text}"
        return read_moment(full, self.told["zone"])

    def _incident(self, promoted: Incident | None) -> Incident:
        told = self.told
        moments = {}
        for name in ("started", "noticed", "ended"):
            if name in told:
                read = self._moment(told[name])
                moments[name] = Moment(read.at, told.get(f"{name}_precision", read.precision))
        facts = Facts(
            title=told["title"],
            kind=told["kind"],
            zone=told["zone"],
            team=self.cast.teams[told["team"]],
            impact=told["impact"],
            services=tuple(self.cast.services[name] for name in told["services"]),
            started=moments.get("started"),
            noticed=moments.get("noticed"),
            ended=moments.get("ended"),
        )
        if promoted is not None:
            return change_incident(promoted, facts, by=self.cast.people["tomas"])
        return open_incident(facts, by=self.by)

    def _people(self) -> None:
        study, by = self.study, self.by
        choose_facilitator(study, by, by=by)
        answer_conflict_check(study, by=by, was_involved=False, in_authority=False, owning_expert=False)
        change_study(
            study,
            by=by,
            audience=self.story["study"]["audience"],
            work_open_to=self.story["study"].get("work_open_to", "group"),
        )
        for told in self.story["people"]:
            person = self.cast.people[told["person"]] if told.get("person") else None
            self.there[told["role"]] = add_participant(
                study, by=by, role_label=told["role"], person=person, involvements=told["involvements"]
            )
        invite_participants(study, by=by)

    def _timeline(self) -> None:
        study, by = self.study, self.by
        references = {
            told["key"]: add_reference(
                study,
                by=by,
                kind=told["kind"],
                title=told["title"],
                url=told.get("url", ""),
                excerpt=told.get("excerpt", ""),
            )
            for told in self.story["references"]
        }
        for told in self.story["entries"]:
            read = self._moment(told["at"])
            entry = add_entry(
                study,
                Told(
                    at=read.at,
                    text=told["text"],
                    precision=told.get("precision", read.precision),
                    approximate=told.get("approximate", False),
                    kind=told["kind"],
                    lane=told["lane"],
                    known_later=told.get("known_later", False),
                    known_by=told.get("known_by", ""),
                ),
                by=by,
            )
            for key in told.get("sources", ()):
                attach_reference(entry, references[key], by=by)
            for knew in told.get("knew", ()):
                self._knew(entry, knew)
            agree(entry, by=by)
            if "key" in told:
                self.known[told["key"]] = entry
        for told in self.story.get("missing", ()):
            tell_gap(study, told["says"], when=self._moment(told["at"]), by=by)
        for told in self.story.get("decisions", ()):
            self._decided(told)
        for told in self.story["disputes"]:
            dispute = open_dispute(
                study,
                by=by,
                question=told["question"],
                entries=[self.known[key] for key in told["entries"]],
                versions=[Side(text=side["text"], said_by=side["said_by"]) for side in told["versions"]],
                what_differs=told["what_differs"],
            )
            if told["state"] == "explained":
                explain_dispute(dispute, explanation=told["what_would_make_both_true"], by=by)
            elif told["state"] == "stands":
                let_stand(dispute, by=by)

    def _knew(self, entry: Entry, told: dict[str, Any]) -> None:
        if "at_once" in told:
            know_at_once(entry, [self.there[role] for role in told["at_once"]], by=self.by)
            return
        read = self._moment(told["at"])
        set_awareness(
            entry,
            self.there[told["who"]],
            by=self.by,
            learned_at=read.at,
            precision=read.precision,
            approximate=read.approximate,
            how=told["how"],
        )

    def _decided(self, told: dict[str, Any]) -> None:
        read = self._moment(told["at"])
        decided = Decided(
            at=read.at,
            precision=read.precision,
            approximate=read.approximate,
            participant=self.there[told["who"]],
            choice=told["choice"],
            made_sense_because=told["because"],
            situation=told["situation"],
            cues=told["cues"],
            goals=told["goals"],
            options=told["options"],
            pressures=told["pressures"],
            room_to_decide=told["room"],
            expectation=told["expectation"],
            expected_benefit=told["benefit"],
            expected_failure=told["failure"],
            way_back=told["way_back"],
            local_time=told["hour"],
        )
        save_decision_point(self.study, decided, by=self.by)

    def _to_the_end(self) -> None:
        Ending(self).tell()
