"""The pages of work notes and cues: looked through, told, read, told anew, taken out."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.cues import tell_cue
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.analysis.models import Cue, Mystery, WorkNote
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Service

TOLD = {"topic": "Rebuilding a replica", "done": "One waits.", "audience": "organization"}
SAID = {"kind": "sign", "text": "The tool is silent.", "audience": "organization"}


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, "A study that others do not read", team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def note(study, cast) -> WorkNote:
    return tell_work_note(
        "Rebuilding a replica",
        "One waits.",
        by=cast.bo,
        study=study,
        imagined="One starts it.",
        procedure="https://wiki.example.org/replica",
        themes=["Night"],
        artefacts=[("script", "fix_rows.py")],
    )


def at(thing, name: str = "") -> str:
    kind = "cue" if isinstance(thing, Cue) else "work-note"
    return reverse(f"{kind}-{name}" if name else kind, args=[thing.pk])


@pytest.mark.requirement("R-003-05")
def test_one_finds_it_by_service_theme_and_words(cast, as_cy):
    service = Service.objects.create(name="Copying", slug="copying")
    tell_work_note("Copies", "One waits.", by=cast.ana, services=[service], artefacts=[("script", "fix_rows.py")])
    tell_work_note("Mails", "One looks twice.", by=cast.ana, themes=["Night shift"])
    tell_work_note("Hidden", "Among us.", by=cast.ana, audience="team", themes=["Secrets"])
    found = {
        "": ["Mails", "Copies"],
        "?service=copying": ["Copies"],
        "?under=night+shift": ["Mails"],
        "?q=FIX_rows": ["Copies"],
        "?q=night+twice": ["Mails"],
        "?q=among": [],
        "?service=nowhere&under=nothing": ["Mails", "Copies"],
    }
    for query, topics in found.items():
        page = as_cy.get(reverse("work-notes") + query)
        assert [row.topic for row in page.context["page"].rows] == topics, query
        assert "Secrets" not in page.content.decode()


@pytest.mark.parametrize("many", ["work-notes", "cues"])
def test_a_list_costs_the_same_however_long(cast, as_ana, many, django_assert_max_num_queries):
    tell = (
        (lambda n: tell_work_note(f"Topic {n}", "One waits.", by=cast.ana, themes=["a", "b"]))
        if many == "work-notes"
        else (lambda n: tell_cue(f"Sign {n}", by=cast.ana))
    )
    tell(0)
    with django_assert_max_num_queries(10) as few:
        as_ana.get(reverse(many))
    for n in range(1, 35):
        tell(n)
    with django_assert_max_num_queries(10) as many_more:
        as_ana.get(reverse(many))
    assert len(few) == len(many_more)


def test_a_note_shows_both_sides_and_where_the_procedure_is(note, as_ana, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        text = as_ana.get(at(note)).content.decode()
    for words in ("As imagined", "As done", "One starts it.", "fix_rows.py", "Night"):
        assert words in text
    assert 'href="https://wiki.example.org/replica" rel="noopener' in text


def test_a_procedure_that_an_import_brought_is_never_followed_elsewhere(note, as_ana):
    WorkNote.objects.update(procedure="javascript:alert(1)")
    assert "javascript:alert" not in as_ana.get(at(note)).content.decode()


def test_a_note_open_to_all_does_not_tell_its_study_nor_who_told_it(note, study, cast, as_cy):
    for address in (at(note), reverse("work-notes")):
        text = as_cy.get(address).content.decode()
        assert note.topic in text
        for hidden in (study.title, str(study.pk), cast.bo.email, "Bo</"):
            assert hidden not in text


@pytest.mark.parametrize(("kind", "told", "model"), [("work-note", TOLD, WorkNote), ("cue", SAID, Cue)])
def test_one_tells_it_by_itself_and_in_a_study(study, as_bo, kind, told, model):
    assert as_bo.get(reverse(f"{kind}-new")).status_code == 200
    answer = as_bo.post(reverse(f"{kind}-new"), told)
    assert answer["Location"] == at(model.objects.get())
    assert as_bo.get(reverse(f"study-{kind}-new", args=[study.pk])).status_code == 200
    as_bo.post(reverse(f"study-{kind}-new", args=[study.pk]), {**told, "audience": "group"})
    assert model.objects.get(retrospective=study).audience == "group"


def test_without_a_name_one_comes_back_to_what_one_may_read(study, as_bo, as_cy):
    answer = as_bo.post(reverse("work-note-new"), {**TOLD, "anonymous": "on"})
    kept = WorkNote.objects.get()
    assert (kept.told_by, kept.created_by) == (None, None)
    assert as_bo.get(answer["Location"]).status_code == 200
    assert at(kept, "words") not in as_bo.get(at(kept)).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"topic": "x" * 201}, {"done": ""}, {"procedure": "not an address"}, {"script": "x" * 401}, {"audience": "public"},
     {"themes": ",".join(map(str, range(13)))}, {"topic": "a\x00b"}],
    ids=lambda wrong: next(iter(wrong)),
)  # fmt: skip
def test_what_cannot_be_kept_comes_back_as_typed(as_bo, wrong):
    answer = as_bo.post(reverse("work-note-new"), {**TOLD, "constraints": "what stays typed", **wrong})
    assert answer.status_code == 422
    assert "what stays typed" in answer.content.decode()
    assert not WorkNote.objects.exists()


def test_it_is_told_anew_on_its_page(note, as_bo):
    form = as_bo.get(at(note, "words")).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert sent["script"] == "fix_rows.py"
    answer = as_bo.post(at(note, "words"), {**sent, "done": "One looks at the load."})
    assert answer["Location"] == at(note)
    kept = WorkNote.objects.get()
    assert (kept.done, kept.imagined, kept.artefacts.get().text) == (
        "One looks at the load.",
        "One starts it.",
        "fix_rows.py",
    )


def test_of_two_who_tell_it_anew_at_once_the_second_is_asked(note, as_bo, as_ana):
    forms = [client.get(at(note, "words")).context["form"] for client in (as_bo, as_ana)]
    sent = [{name: form[name].value() for name in form.fields if form[name].value() is not None} for form in forms]
    as_bo.post(at(note, "words"), {**sent[0], "done": "Bo's words."})
    answer = as_ana.post(at(note, "words"), {**sent[1], "done": "Ana's words."})
    assert answer.status_code == 422
    assert "Ana&#x27;s words." in answer.content.decode()
    assert WorkNote.objects.get().done == "Bo's words."


def test_it_is_taken_out_on_its_page(note, as_bo):
    assert as_bo.post(at(note, "removal"))["Location"] == reverse("work-notes")
    assert as_bo.get(at(note)).status_code == 404


@pytest.mark.parametrize("name", ["words", "removal"])
def test_others_may_read_it_and_not_touch_it(note, as_cy, stranger, name):
    send = as_cy.get if name == "words" else as_cy.post
    assert send(at(note, name)).status_code == 403
    assert stranger.post(at(note, name)).status_code == 302
    assert WorkNote.objects.get().done == "One waits."


@pytest.mark.parametrize("name", ["", "words", "removal", "offer"])
def test_nobody_outside_reaches_what_is_for_a_study(study, cast, as_cy, name):
    for thing in (
        tell_work_note("A", "B", by=cast.bo, study=study, audience="group"),
        tell_cue("A", by=cast.bo, study=study, audience="group"),
    ):
        assert (as_cy.get if name in ("", "words") else as_cy.post)(at(thing, name)).status_code == 404
    for address in ("study-work", "study-questions", "study-work-note-new", "study-cue-new"):
        assert as_cy.get(reverse(address, args=[study.pk])).status_code == 404


def test_a_question_that_came_from_it_stands_on_its_page(note, study, cast, as_ana, as_cy):
    asked = raise_mystery("Since when does one wait?", by=cast.ana, place=at(note), quote="One waits.")
    own = raise_mystery("Who waits elsewhere?", by=cast.cy, place=at(note))
    assert (asked.retrospective, own.retrospective) == (study, None)
    Mystery.objects.update(audience="organization")
    shown = as_ana.get(at(note)).content.decode()
    assert asked.question in shown
    assert own.question in shown
    shown = as_cy.get(at(note)).content.decode()
    assert asked.question not in shown
    assert own.question in shown


def test_what_was_asked_on_a_note_that_one_does_not_read_hides_its_words(cast, as_cy):
    note = tell_work_note("Copies", "One waits.", by=cast.ana, audience="team")
    asked = raise_mystery("How so?", by=cast.bo, place=at(note), quote="zebrafish", audience="organization")
    text = as_cy.get(reverse("question", args=[asked.pk])).content.decode()
    assert "How so?" in text
    assert "zebrafish" not in text
    assert at(note) not in text


@pytest.mark.requirement("R-001-05", "R-002-37", "R-002-65")
def test_a_study_s_page_tells_how_work_is_done_and_what_was_understood(
    study, note, cast, as_ana, django_assert_max_num_queries
):
    Retrospective.objects.update(learning_focus="How copies are made.")
    tell_cue("Silence is how that tool works.", by=cast.bo, kind="insight", study=study)
    tell_cue("It is silent for a coffee.", by=cast.bo, study=study)
    with django_assert_max_num_queries(16):
        text = as_ana.get(reverse("study-work", args=[study.pk])).content.decode()
    for words in (
        note.topic,
        "Silence is how",
        "for a coffee",
        "How copies are made.",
        "What did we come to understand?",
    ):
        assert words in text


def test_no_address_lists_what_one_person_told(note, cast, as_ana):
    whole = [row.pk for row in as_ana.get(reverse("work-notes")).context["page"].rows]
    for name in ("by", "told_by", "person", "author"):
        narrowed = as_ana.get(f"{reverse('work-notes')}?{name}={cast.ana.pk}")
        assert [row.pk for row in narrowed.context["page"].rows] == whole
