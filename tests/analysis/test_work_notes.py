"""How work is really done is told beside how it is imagined, with or without a study, with or without a name."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.known_here import take_out
from secondstory.analysis.actions.work_notes import change_work_note, tell_work_note
from secondstory.analysis.models import WorkNote
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.models import Person, Service, TeamMembership
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

TOPIC = "Rebuilding a replica"
DONE = "One empties the directory first, waits, and looks at the load to see that it copies."

pytestmark = pytest.mark.requirement("R-003-03", "R-003-04", "R-003-36", "R-001-48")


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


def read_by(*people: Person) -> list[bool]:
    return [WorkNote.objects.visible_to(person).exists() for person in people]


@pytest.mark.requirement("R-003-09", "R-003-25", "R-003-30", "R-003-31", "R-001-49")
def test_it_holds_both_sides_and_what_people_made_for_it(cast):
    service = Service.objects.create(name="Copying", slug="copying")
    note = tell_work_note(
        TOPIC,
        DONE,
        by=cast.bo,
        imagined="One starts the copy tool.",
        procedure="https://wiki.example.org/replica",
        constraints="The tool is silent until the other side sends.",
        source="A walk-through at a desk.",
        themes=["Backups", " backups", "night"],
        artefacts=[("script", "fix_rows.py, written as a one-off"), ("dashboard", "Bo's own load page"), ("step", " ")],
        services=[service],
    )
    kept = WorkNote.objects.get(pk=note.pk)
    assert (kept.imagined, kept.done, kept.audience) == ("One starts the copy tool.", DONE, "organization")
    assert list(kept.themes.values_list("name", flat=True)) == ["Backups", "night"]
    assert list(kept.artefacts.values_list("kind", flat=True)) == ["script", "dashboard"]
    assert list(kept.services.all()) == [service]
    assert Event.objects.get(kind="work_note.told").by == cast.bo


def test_told_twice_it_is_one_note(cast):
    assert tell_work_note(TOPIC, DONE, by=cast.bo) == tell_work_note(TOPIC, DONE, by=cast.bo)
    assert Event.objects.filter(kind="work_note.told").count() == 1


@pytest.mark.parametrize(
    "more", [{"themes": ["night"]}, {"artefacts": [("script", "fix_rows.py")]}, {"services": True}]
)
def test_told_again_with_more_beside_it_loses_nothing_of_it(cast, more):
    if "services" in more:
        more = {"services": [Service.objects.create(name="Copying", slug="copying")]}
    first, more_told = tell_work_note(TOPIC, DONE, by=cast.bo), tell_work_note(TOPIC, DONE, by=cast.bo, **more)
    assert more_told != first
    (name,) = more
    assert getattr(more_told, name).exists()
    assert tell_work_note(TOPIC, DONE, by=cast.bo, **more) == more_told
    assert tell_work_note(TOPIC, DONE, by=cast.bo) == first


@pytest.mark.parametrize("anonymous", [False, True])
def test_nobody_opens_wider_what_somebody_else_told(study, cast, anonymous):
    note = tell_work_note(TOPIC, DONE, by=cast.bo, study=study, audience="team", anonymous=anonymous)
    with pytest.raises(Refusal, match="chose who reads it") as refused:
        change_work_note(note, by=cast.ana, done="In other words.", audience="organization")
    assert refused.value.field == "audience"
    assert WorkNote.objects.get().done == DONE
    assert change_work_note(note, by=cast.ana, done="In other words.", audience="team").done == "In other words."
    assert change_work_note(note, by=cast.ana, audience="group").audience == "group"


def test_whoever_told_it_opens_it_wider(study, cast):
    note = tell_work_note(TOPIC, DONE, by=cast.bo, study=study, audience="group")
    assert change_work_note(note, by=cast.bo, audience="organization").audience == "organization"


@pytest.mark.requirement("R-003-06")
def test_without_a_name_no_name_is_stored_anywhere(study, cast):
    note = tell_work_note(
        TOPIC, DONE, by=cast.bo, study=study, anonymous=True, themes=["night"], artefacts=[("script", "one.py")]
    )
    rows = [*WorkNote.objects.values(), *note.themes.values(), *note.artefacts.values(), *Event.objects.values()]
    assert not any(str(cast.bo.pk) in str(value) for row in rows for value in row.values())
    with pytest.raises(NotAllowed):
        change_work_note(note, by=cast.bo, done="Something else.")
    change_work_note(note, by=cast.ana, done="Something else.")


@pytest.mark.requirement("R-003-07")
@pytest.mark.parametrize(
    ("audience", "readers"),
    [("organization", [True, True, True]), ("team", [True, True, False]), ("group", [True, False, False])],
)
def test_in_a_study_it_is_read_by_whom_one_chose_and_by_the_study(study, cast, audience, readers):
    dee = Person.objects.create(email="dee@example.org", display_name="Dee", password="!")
    TeamMembership.objects.create(person=dee, team=cast.storage)
    tell_work_note(TOPIC, DONE, by=cast.bo, study=study, audience=audience)
    assert read_by(cast.ana, dee, cast.cy) == readers


def test_by_itself_it_is_for_a_team_or_everybody_here(cast, stranger):
    tell_work_note(TOPIC, DONE, by=cast.bo, audience="team")
    assert read_by(cast.ana, cast.bo, cast.cy) == [True, True, False]
    assert not WorkNote.objects.visible_to(None).exists()


@pytest.mark.parametrize("audience", ["group", "public", "nobody"])
def test_readers_that_it_cannot_have_are_refused(cast, audience):
    with pytest.raises(Refusal) as refused:
        tell_work_note(TOPIC, DONE, by=cast.bo, audience=audience)
    assert refused.value.field == "audience"
    assert not WorkNote.objects.exists()


def test_nobody_tells_it_to_a_team_that_is_not_theirs(cast):
    with pytest.raises(Refusal, match="a team you belong to"):
        tell_work_note(TOPIC, DONE, by=cast.cy, audience="team", team=cast.storage)


def test_somebody_outside_tells_nothing_in_a_study(study, cast):
    with pytest.raises(NotFound):
        tell_work_note(TOPIC, DONE, by=cast.cy, study=study)


@pytest.mark.parametrize(
    "told",
    [
        {"procedure": "javascript:alert(1)"},
        {"procedure": "/etc/passwd"},
        {"topic": "x" * 201},
        {"topic": " "},
        {"done": ""},
        {"themes": [f"theme {n}" for n in range(13)]},
        {"themes": ["x" * 61]},
        {"artefacts": [("spell", "abracadabra")]},
        {"artefacts": [("script", "x" * 401)]},
        {"artefacts": [("script", str(n)) for n in range(31)]},
    ],
    ids=lambda told: next(iter(told)),
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_half_written(cast, told):
    with pytest.raises(Refusal):
        tell_work_note(**{"topic": TOPIC, "done": DONE, "by": cast.bo, **told})
    assert not WorkNote.objects.exists()
    assert not Event.objects.filter(kind="work_note.told").exists()


def test_a_name_of_five_hundred_and_right_to_left_words(cast):
    note = tell_work_note("שחזור העתק \u202eabc", "ד" * 500, by=cast.bo)
    assert (note.topic, note.done) == ("שחזור העתק abc", "ד" * 500)


# changing and taking out


def test_whoever_told_it_changes_it_and_the_rest_stays(cast):
    note = tell_work_note(TOPIC, DONE, by=cast.bo, themes=["night"], artefacts=[("script", "one.py")])
    for _ in range(2):
        change_work_note(note, by=cast.bo, done="One waits.", themes=["night", "copies"])
    kept = WorkNote.objects.get(pk=note.pk)
    assert (kept.topic, kept.done) == (TOPIC, "One waits.")
    assert list(kept.themes.values_list("name", flat=True)) == ["copies", "night"]
    assert kept.artefacts.count() == 1
    assert Event.objects.filter(kind="work_note.changed").count() == 1


def test_saying_the_same_changes_nothing(cast):
    note = tell_work_note(TOPIC, DONE, by=cast.bo, themes=["night", "copies"], artefacts=[("script", "one.py")])
    rows = [*note.themes.values_list("pk"), *note.artefacts.values_list("pk")]
    change_work_note(note, by=cast.bo, done=DONE, themes=["copies", "night"], artefacts=[("script", "one.py")])
    assert [*note.themes.values_list("pk"), *note.artefacts.values_list("pk")] == rows
    assert not Event.objects.filter(kind="work_note.changed").exists()


def test_the_facilitator_of_its_study_changes_it_and_nobody_else(study, cast):
    note = tell_work_note(TOPIC, DONE, by=cast.bo, study=study)
    change_work_note(note, by=cast.ana, source="A talk.")
    builders.participant(study, cast.cy)
    for verb in (lambda: change_work_note(note, by=cast.cy, source="?"), lambda: take_out(note, by=cast.cy)):
        with pytest.raises(NotAllowed):
            verb()
    assert WorkNote.objects.get().source == "A talk."


def test_whoever_cannot_read_it_learns_nothing(cast):
    note = tell_work_note(TOPIC, DONE, by=cast.bo, audience="team")
    for verb in (lambda: change_work_note(note, by=cast.cy, source="?"), lambda: take_out(note, by=cast.cy)):
        with pytest.raises(NotFound):
            verb()


def test_it_is_closed_to_a_team_at_once(cast):
    note = tell_work_note(TOPIC, DONE, by=cast.bo)
    change_work_note(note, by=cast.bo, audience="team")
    assert read_by(cast.ana, cast.cy) == [True, False]


def test_it_is_taken_out_with_all_that_stood_on_it(cast):
    note = tell_work_note(TOPIC, DONE, by=cast.bo, themes=["night"], artefacts=[("script", "one.py")])
    for _ in range(2):
        take_out(note, by=cast.bo)
    assert not WorkNote.objects.exists()
    assert Event.objects.filter(kind="work_note.taken_out").count() == 1


def test_a_word_that_a_note_does_not_have_is_a_slip_of_the_program(cast):
    note = tell_work_note(TOPIC, DONE, by=cast.bo)
    with pytest.raises(LookupError):
        change_work_note(note, by=cast.bo, verdict="good")
