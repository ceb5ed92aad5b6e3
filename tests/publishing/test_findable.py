"""The index offers each reader exactly what the one door opens, of every type and for every circle."""

from __future__ import annotations

from datetime import date

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.agreements.actions.publish import publish_version
from secondstory.agreements.actions.review import review_version
from secondstory.agreements.actions.write import begin_agreement
from secondstory.agreements.models import Agreement
from secondstory.analysis.actions.cues import change_cue, tell_cue
from secondstory.analysis.actions.known_here import take_out
from secondstory.analysis.actions.offer_to_talk import offer_to_talk, take_back_offer
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.work_notes import change_work_note, tell_work_note
from secondstory.analysis.models import Cue, Mystery, WorkNote
from secondstory.commons.actions.keep_list import begin_list
from secondstory.commons.actions.read_together import begin_group, plan_reading
from secondstory.commons.actions.say import open_topic, say_about
from secondstory.commons.models import ReadingGroup, ReadingList, Remark
from secondstory.incidents.models import Incident, Note, Retrospective, Signal
from secondstory.outside.actions.begin import begin_version
from secondstory.outside.actions.look import say_seen
from secondstory.outside.actions.redact import take_all
from secondstory.outside.actions.send_out import send_out
from secondstory.outside.models import OutsideText
from secondstory.outside.queries import held, made_of
from secondstory.people.audience import STRANGER, reader
from secondstory.people.models import Service
from secondstory.publishing.actions.help_others import offer_talk, write_for_newcomers
from secondstory.publishing.findable.everything import FINDABLES
from secondstory.publishing.models import ForNewcomers, OfferedTalk, Publication
from secondstory.publishing.reading_keys import keys_of_reader
from secondstory.recommendations.models import Recommendation
from secondstory.search.find import find

MODELS = {
    "publication": Publication,
    "for-newcomers": ForNewcomers,
    "talk": OfferedTalk,
    "question": Mystery,
    "work-note": WorkNote,
    "cue": Cue,
    "recommendation": Recommendation,
    "study": Retrospective,
    "incident": Incident,
    "note": Note,
    "signal": Signal,
    "agreement": Agreement,
    "outside": OutsideText,
    "remark": Remark,
    "reading-list": ReadingList,
    "reading-group": ReadingGroup,
}
FOR_EVERYONE = {"outside"}
WORD = "zebra"


def found_by(who) -> dict[str, set]:
    assert set(FINDABLES) == set(MODELS)
    found = find(WORD, keys=keys_of_reader(reader(who)), types=list(MODELS), limit=200)
    return {type: set(found.ids(type)) for type in MODELS}


def opened_to(who) -> dict[str, set]:
    """Through the door; less what never goes into the index."""
    doors = {type: set(model.objects.visible_to(who).values_list("pk", flat=True)) for type, model in MODELS.items()}
    private = {"note": Note, "signal": Signal}
    for type, model in private.items():
        doors[type] -= set(model.objects.filter(audience="me").values_list("pk", flat=True))
    doors["note"] -= set(Note.objects.exclude(withdrawn_at=None).values_list("pk", flat=True))
    doors["agreement"] -= set(
        Agreement.objects.exclude(versions__publication__isnull=False).values_list("pk", flat=True)
    )
    doors["study"] -= set(Retrospective.objects.filter(publication__isnull=False).values_list("pk", flat=True))
    return doors


@pytest.fixture
def everything(cast: Cast) -> Cast:
    """One of each type for each circle, by Ana; Bo has a part in some, owns a promise in others."""
    ana, bo, cy, team = cast.ana, cast.bo, cast.cy, cast.storage
    service = Service.objects.create(name="Gates", slug="gates")
    for audience in ("me", "team", "organization"):
        builders.note(ana, f"A {WORD} {audience}", audience=audience, team=team if audience == "team" else None)
        builders.signal(ana, f"A {WORD} {audience}", audience=audience, team=team if audience == "team" else None)
    builders.signal(None, f"A {WORD} without a name", audience="organization")
    for audience in ("group", "team", "organization", "public"):
        builders.incident(ana, f"A {WORD} {audience}", audience=audience, team=team)
        Mystery.objects.create(question=f"Why a {WORD}?", audience=audience, team=team, raised_by=ana, created_by=ana)
        WorkNote.objects.create(
            topic="Copies", done=f"A {WORD}", audience=audience, team=team, told_by=ana, created_by=ana
        )
        Cue.objects.create(text=f"A {WORD}", audience=audience, team=team, told_by=ana, created_by=ana)
        behind = builders.incident(ana, f"The {WORD} behind {audience}", audience="group")
        text = builders.publication(ana, f"The {WORD} {audience}", audience=audience, team=team, incident=behind)
        offer_talk(text, f"How the {WORD} came", by=ana)
        write_for_newcomers(text, service, f"Why the {WORD} stays out", by=ana)
        for thing in (text, Mystery.objects.filter(audience=audience).first()):
            say_about(thing, f"A {WORD} here, too.", by=ana)
    say_about("drift", f"A {WORD} creeps up.", by=cy)
    for audience, of in (("team", team), ("organization", None)):
        open_topic(f"A {WORD}", "What of it?", by=ana, audience=audience, team=of)
        group = begin_group(f"{WORD} readers", by=ana, audience=audience, team=of)
        say_about(plan_reading(group, by=ana, at=builders.NOON, title="A work"), f"A {WORD} in it.", by=ana)
        begin_list(f"{WORD} works", by=ana, audience=audience, team=of)
    begin_list(f"{WORD} works of mine", by=ana)
    for audience in ("", "team", "organization"):
        told = {"by": ana, "teams": [team], "look_again_on": date(2199, 1, 1)}
        agreed = begin_agreement(f"Where a {WORD} begins", f"{audience}.", **told)
        if audience:
            review_version(agreed, is_so=True, by=bo)
            publish_version(agreed, by=ana, audience=audience)
    for open_to in ("group", "team", "organization"):
        for part in (None, bo, cy):
            of = builders.study(
                ana,
                f"How a {WORD} came {open_to}",
                work_open_to=open_to,
                team=team,
                incident=builders.incident(ana, f"The {WORD} of {open_to}", audience="group"),
            )
            if part:
                builders.participant(of, part)
            Mystery.objects.create(question=f"Why that {WORD}?", audience="group", retrospective=of)
            WorkNote.objects.create(topic=f"That {WORD}", done="One waits.", audience="group", retrospective=of)
            Cue.objects.create(text=f"That {WORD}", audience="group", retrospective=of)
            builders.recommendation(of, f"A fence for the {WORD}")
            builders.recommendation(of, f"A bell for the {WORD}", status="planned", owner=cy)
            builders.recommendation(of, f"A sign for the {WORD}", status="planned", owner_team=cast.billing)
    told_outside(cast)
    return cast


def told_outside(cast: Cast) -> None:
    incident = builders.incident(cast.ana, f"A {WORD} outside", audience="team", team=cast.storage)
    of = builders.study(cast.ana, f"How did the {WORD} get out?", incident=incident)
    builders.role(of, cast.ana)
    builders.participant(of, cast.bo)
    builders.write_up(of)
    builders.edition(of)
    version = begin_version(of, by=cast.ana)
    take_all(version, by=cast.ana)
    say_seen(version, seen=made_of(held(version)).sha256, by=cast.bo)
    send_out(version, by=cast.ana)


@pytest.mark.parametrize("name", ["ana", "bo", "cy", "stranger"])
def test_the_index_offers_what_the_door_opens(everything: Cast, name: str) -> None:
    who = STRANGER if name == "stranger" else getattr(everything, name)
    assert found_by(who) == opened_to(who)


def test_the_door_is_not_open_to_everyone_here(everything: Cast) -> None:
    """Else the test above would compare nothing."""
    ana, cy = opened_to(everything.ana), opened_to(everything.cy)
    assert all(ana[type] - cy[type] for type in MODELS.keys() - FOR_EVERYONE)
    assert {type for type, ids in opened_to(STRANGER).items() if ids} == {"publication", *FOR_EVERYONE}


def test_invariant_01_a_note_for_oneself_is_in_no_index(cast: Cast) -> None:
    builders.note(cast.ana, f"A {WORD} of mine", audience="me")
    assert found_by(cast.ana)["note"] == set()


def test_an_author_who_left_the_team_finds_their_words_still(cast: Cast) -> None:
    mine = builders.note(cast.ana, f"A {WORD}", audience="team", team=cast.storage)
    cast.ana.memberships.all().delete()
    assert found_by(cast.ana)["note"] == {mine.pk}


def test_a_published_study_is_found_as_its_edition(cast: Cast) -> None:
    published = builders.publication(cast.ana, f"The {WORD}")
    found = found_by(cast.ana)
    assert found["publication"] == {published.pk}
    assert found["study"] == set()


def test_work_that_is_open_wider_than_its_edition_is_found_still(cast: Cast) -> None:
    published = builders.publication(
        cast.ana, f"The {WORD}", audience="group", work_open_to="organization", team=cast.storage
    )
    assert found_by(cast.cy)["study"] == {published.retrospective_id}
    assert found_by(cast.cy)["publication"] == set()


def test_what_is_known_here_is_found_no_more_once_it_is_closed_or_taken_out(cast: Cast) -> None:
    note = tell_work_note("Copies", "One waits.", by=cast.ana, artefacts=[("script", f"{WORD}.py")])
    cue = tell_cue(f"The {WORD} is silent.", by=cast.ana)
    assert (found_by(cast.cy)["work-note"], found_by(cast.cy)["cue"]) == ({note.pk}, {cue.pk})
    change_work_note(note, by=cast.ana, audience="team")
    change_cue(cue, by=cast.ana, audience="team")
    assert (found_by(cast.cy)["work-note"], found_by(cast.cy)["cue"]) == (set(), set())
    assert (found_by(cast.bo)["work-note"], found_by(cast.bo)["cue"]) == ({note.pk}, {cue.pk})
    take_out(note, by=cast.ana)
    take_out(cue, by=cast.ana)
    assert (found_by(cast.bo)["work-note"], found_by(cast.bo)["cue"]) == (set(), set())


def test_whoever_offered_to_be_asked_is_found_by_what_they_know_until_they_take_it_back(cast: Cast) -> None:
    note = tell_work_note("Copies", "One waits.", by=cast.ana)
    offer = offer_to_talk(note, f"how a {WORD} ages", by=cast.bo)
    assert found_by(cast.cy)["work-note"] == {note.pk}
    take_back_offer(offer, by=cast.bo)
    assert found_by(cast.cy)["work-note"] == set()


def test_a_question_is_never_found_by_the_words_it_was_asked_about(cast: Cast) -> None:
    study = builders.study(cast.ana)
    place = f"/retrospectives/{study.pk}/timeline/"
    asked = raise_mystery("How so?", by=cast.ana, place=place, quote=f"A {WORD}", audience="organization")
    assert found_by(cast.cy)["question"] == found_by(cast.ana)["question"] == set()
    assert asked.quote == f"A {WORD}"
