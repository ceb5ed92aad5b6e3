"""The second half of a story: recommendations, write-up, review, final, published."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from secondstory.bylines.actions.sign import sign
from secondstory.hours.actions.tell import tell_time
from secondstory.incidents.actions.move import move
from secondstory.outside.actions.begin import begin_version
from secondstory.outside.actions.look import say_seen
from secondstory.outside.actions.redact import redact, take_all
from secondstory.outside.actions.send_out import send_out
from secondstory.outside.queries import held, made_of
from secondstory.publishing.actions.help_others import offer_talk, write_for_newcomers
from secondstory.publishing.actions.publish import publish
from secondstory.recommendations.actions.ask_too import ask_too
from secondstory.recommendations.actions.decide import decide
from secondstory.recommendations.actions.follow_through import finish, start
from secondstory.recommendations.actions.look_closely import look_closely
from secondstory.recommendations.actions.propose import propose_new
from secondstory.recommendations.actions.stuck import say_stuck
from secondstory.review.actions.comments import answer_comment, comment, let_stand, mark_done
from secondstory.review.actions.complete import confirm_audience, finalize, note_complete
from secondstory.review.actions.read import say_read
from secondstory.review.actions.rounds import close_review, open_round, say_ready
from secondstory.writeup.actions.begin import begin
from secondstory.writeup.actions.save import save_section

if TYPE_CHECKING:
    from secondstory.demo.study import Telling
    from secondstory.people.models import Person


class Ending:
    """A story that tells no announcement stays in review, with its round open."""

    def __init__(self, telling: Telling) -> None:
        self.of, self.study, self.by, self.cast = telling, telling.study, telling.by, telling.cast
        self.story = telling.story
        self.sections: dict[str, Any] = {}

    def tell(self) -> None:
        for told in self.story["recommendations"]:
            self._recommendation(told)
        for told in self.story.get("asked_too", ()):
            self._ask_too(told)
        self._write_up()
        self._open_review()
        if "announcement" in self.story:
            self._close()

    def _close(self) -> None:
        for person in self._reviewers():
            say_ready(self.study, by=person)
        close_review(self.study, by=self.by)
        reviewer = self.cast.people[self.story["reviewers"][0]]
        confirm_audience(self.study, self.story["study"]["audience"], by=self.by)
        note_complete(self.study, by=self.by, capacity="facilitator")
        note_complete(self.study, by=reviewer, capacity="reviewer")
        finalize(self.study, by=self.by)
        text = publish(
            self.study,
            audience=self.story["study"]["audience"],
            by=self.by,
            announcement=self.story["announcement"],
        )
        if told := self.story.get("talk"):
            offer_talk(text, told["about"], told["how"], by=self.by)
        if told := self.story.get("newcomers"):
            write_for_newcomers(text, self.cast.services[told["service"]], told["text"], by=self.by)
        for told in self.story.get("bylines", ()):
            sign(text, did=told["did"], by=self.cast.people[told["by"]])
        if told := self.story.get("took"):
            tell_time(self.study, told["quarters"], enough=told["enough"], by=self.by)
        if told := self.story.get("outside"):
            self._outside(told)

    def _outside(self, told: dict[str, Any]) -> None:
        version = begin_version(self.study, by=self.by)
        for phrase, instead in told.get("instead", {}).items():
            redact(version, phrase, instead, by=self.by)
        take_all(version, by=self.by)
        looker = self.cast.people[told["seen_by"]]
        say_seen(version, seen=made_of(held(version)).sha256, by=looker)
        send_out(version, by=self.by)

    def _recommendation(self, told: dict[str, Any]) -> None:
        made = propose_new(
            self.study,
            told["title"],
            by=self.by,
            findings=[self.of.known[key] for key in told["findings"]],
            kind=told["kind"],
            strategy=told["strategy"],
            tier=told["tier"],
            proposed_by_role=told["origin"],
            done_when=told["done_when"],
        )
        if "key" in told:
            self.of.known[told["key"]] = made
        if look := told.get("looked_at"):
            look_closely(
                made, look["says"], look["text"], team=self.cast.teams[look["team"]], by=self.cast.people[look["by"]]
            )
        today = timezone.localdate()
        if told.get("decision") == "do":
            decide(
                made,
                "do",
                by=self.by,
                reason=told.get("reason", "It answers what was found, and we can do it."),
                owner=self.cast.people[told["owner"]] if told.get("owner") else None,
                owner_team=self.cast.teams[told["owner_team"]] if told.get("owner_team") else None,
                target_date=today + timedelta(days=told["days"]),
                side_effects=told["side_effects"],
            )
        elif told.get("decision") == "later":
            decide(made, "later", by=self.by, reason=told["reason"], look_again_on=today + timedelta(days=60))
        if told.get("drop"):
            decide(made, "not", by=self.by, reason=told["drop"])
        if told.get("status") in ("in_progress", "done"):
            start(made, by=self.by)
        if told.get("status") == "done":
            finish(made, "Seen in last week's drill.", by=self.by)
        if stuck := told.get("stuck"):
            say_stuck(made, stuck["why"], asked=self.cast.people[stuck["asked"]], by=self.by, opens=True)

    def _ask_too(self, told: dict[str, Any]) -> None:
        """``first`` names a recommendation of an earlier story."""
        ask_too(
            self.study,
            self.of.earlier[told["first"]],
            by=self.by,
            title=told["title"],
            why=told["why"],
            findings=[self.of.known[key] for key in told["findings"]],
        )

    def _write_up(self) -> None:
        document = begin(self.study, by=self.by)
        self.sections = {section.key: section for section in document.sections.all()}
        for key, text in self.story["sections"].items():  # the summary stands last in the story
            if text.strip():
                save_section(self.sections[key], text=text.strip(), based_on=self.sections[key].number, by=self.by)

    def _reviewers(self) -> list[Person]:
        return [self.cast.people[key] for key in self.story["reviewers"]]

    def _open_review(self) -> None:
        move(self.study, "reviewing", by=self.by)
        open_round(self.study, by=self.by, reviewers=self._reviewers())
        say_read(self.study, by=self.by)
        for told in self.story["comments"]:
            self.sections[told["section"]].refresh_from_db()
            made = comment(
                self.study,
                told["text"],
                by=self.cast.people[told["by"]],
                kind=told["kind"],
                section=self.sections[told["section"]],
                from_today=told.get("from_today", False),
                token=secrets.token_urlsafe(32) if told.get("under_a_name") else "",
            )
            if told.get("answer"):
                answer_comment(made, told["answer"], by=self.by)
            if told.get("stands"):
                let_stand(made, told["stands"], by=self.by)
            if told.get("done"):
                mark_done(made, by=self.by)
