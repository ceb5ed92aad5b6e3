"""The way on pages, without script: begun, read, watched, walked along with, done, practiced."""

from __future__ import annotations

import pytest
from tests import builders
from tests.apprenticeship.conftest import TEXT

from secondstory.apprenticeship.actions.notes import show_to_mentor
from secondstory.apprenticeship.models import Apprenticeship, ExerciseAnswer, LearnerNote, Mentorship, Signature

pytestmark = pytest.mark.requirement("R-002-34")
WAY = "/how-we-work/learning/"


def main(page) -> str:
    return page.text.split("<main")[1].split("</main")[0]


def test_it_is_found_from_how_we_work(as_ana):
    page = as_ana.get("/how-we-work/").text
    assert f'href="{WAY}"' in page
    assert f'href="{WAY}exercises/"' in page


def test_a_stranger_signs_in_first(stranger, note, along):
    for path in (WAY, f"{WAY}notes/{note.pk}/", f"{WAY}beside/{along.pk}/", f"{WAY}exercises/"):
        assert stranger.get(path).status_code == 302


def test_it_is_begun_and_a_note_is_written(as_ana, cast, text):
    assert "Begin" in main(as_ana.get(WAY))
    assert as_ana.post(f"{WAY}beginning/").status_code == 302
    page = main(as_ana.get(WAY))
    assert text.title in page
    assert "Who walks along with you" in page
    kept = as_ana.post(f"{WAY}notes/on-a-text/", {"publication": str(text.pk), "text": TEXT})
    assert kept.url == f"{WAY}#read"
    assert TEXT in main(as_ana.get(WAY))
    assert as_ana.post(f"{WAY}steps/read/").url == f"{WAY}#read"
    assert Signature.objects.get().step == "read"
    as_ana.post(f"{WAY}steps/read/", {"take_back": "1"})
    assert not Signature.objects.exists()


def test_before_it_is_begun_nothing_is_half_written(as_ana, text):
    assert as_ana.post(f"{WAY}notes/on-a-text/", {"publication": str(text.pk), "text": TEXT}).status_code == 400
    assert as_ana.post(f"{WAY}mentor/", {}).status_code == 400
    assert not Apprenticeship.objects.exists()


def test_what_was_typed_stays(as_ana, anas, text):
    page = as_ana.post(f"{WAY}notes/on-a-text/", {"publication": "nothing", "text": TEXT})
    assert page.status_code == 422
    assert TEXT in page.text
    assert as_ana.post(f"{WAY}steps/nothing/").status_code == 404
    assert as_ana.post(f"{WAY}steps/watch/").status_code == 403


def test_a_note_is_changed_shown_and_kept_back(as_ana, as_bo, as_cy, note, along):
    one = f"{WAY}notes/{note.pk}/"
    seen = as_ana.get(one).context["form"]["seen"].value()
    assert as_ana.post(one, {"text": "Else.", "seen": seen}).status_code == 302
    asked = as_ana.post(one, {"text": "Written over.", "seen": seen})
    assert asked.status_code == 422
    assert "Somebody saved something else here" in asked.text
    beside = f"{WAY}beside/{along.pk}/"
    assert "Else." not in as_bo.get(beside).text
    assert as_ana.post(f"{one}sharing/").status_code == 302
    assert "Else." in as_bo.get(beside).text
    for other in (as_bo, as_cy):
        assert other.get(one).status_code == 404
        assert other.post(f"{one}sharing/").status_code == 404
        assert other.post(f"{one}removal/").status_code == 404
    as_ana.post(f"{one}sharing/", {"keep_back": "1"})
    assert "Else." not in as_bo.get(beside).text
    assert as_ana.post(f"{one}removal/").url == f"{WAY}#read"
    assert not LearnerNote.objects.exists()


def test_a_mentor_is_asked_agrees_and_tells_what_they_saw(as_ana, as_bo, as_cy, cast, anas):
    assert as_ana.post(f"{WAY}mentor/", {"person": str(cast.ana.pk)}).status_code == 422
    assert as_ana.post(f"{WAY}mentor/", {"person": str(cast.bo.pk)}).status_code == 302
    beside = f"{WAY}beside/{Mentorship.objects.get().pk}/"
    assert "Ana asks you" in as_bo.get(beside).text
    assert as_cy.get(beside).status_code == 404
    assert as_cy.post(f"{beside}answer/", {"answer": "yes"}).status_code == 404
    assert as_bo.post(f"{beside}answer/", {"answer": "yes"}).status_code == 302
    assert "They lead no study that you read" in as_bo.get(beside).text
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.role(study, cast.bo, "reviewer")
    lines = {"keep": "You waited.", "attempt": "Ask the clerk.", "question": "What made you stop?"}
    assert as_bo.post(f"{beside}feedback/", {"study": str(study.pk), **lines, "keep": ""}).status_code == 422
    assert as_bo.post(f"{beside}feedback/", {"study": str(study.pk), **lines}).status_code == 302
    assert "What made you stop?" in main(as_ana.get(WAY))
    assert as_bo.post(f"{beside}steps/watch/").status_code == 302
    assert "Bo said so" in main(as_ana.get(WAY))
    assert as_ana.post(f"{WAY}mentor/ending/").status_code == 302
    assert as_bo.get(beside).status_code == 404


def test_titles_stand_only_where_somebody_reads_them(as_ana, as_bo, cast, anas, along):
    study = builders.study(cast.cy, "How did the gate come to be seen as up?")
    role = builders.role(study, cast.ana, "learner")
    as_ana.post(f"{WAY}notes/on-a-study/", {"kind": "before", "study": str(study.pk), "text": "Whom do they ask?"})
    show_to_mentor(LearnerNote.objects.get(), by=cast.ana)
    shown = as_bo.get(f"{WAY}beside/{along.pk}/").text
    assert "Whom do they ask?" in shown
    assert study.title not in shown
    assert study.title in as_ana.get(WAY).text
    role.delete()
    left = as_ana.get(WAY).text
    assert "Whom do they ask?" in left
    assert study.title not in left


def test_an_exercise_shows_what_others_notice_after_ones_own_answer(as_ana, as_bo):
    one = f"{WAY}exercises/what-nobody-knew-yet/"
    assert "At 14:05 there was one sign" not in as_ana.get(one).text
    assert as_ana.post(one, {"marked": ["1", "x"]}).status_code == 422
    assert as_ana.post(one, {"marked": ["1"]}).url == f"{one}#noticed"
    page = main(as_ana.get(one))
    assert "you stopped here" in page
    assert "At 14:05 there was one sign" in page
    assert "At 14:05 there was one sign" not in as_ana.get(f"{one}?again=1").text
    assert "you stopped here" not in as_bo.get(one).text
    assert as_ana.post(f"{WAY}exercises/a-question-that-opens/", {"text": ""}).status_code == 422
    assert as_ana.get(f"{WAY}exercises/nothing/").status_code == 404
    assert ExerciseAnswer.objects.count() == 1


def test_statements_do_not_grow(as_ana, cast, anas, along, text, django_assert_max_num_queries):
    for number in range(3):
        study = builders.study(cast.cy, f"Study {number}")
        builders.role(study, cast.ana, "learner")
        as_ana.post(f"{WAY}notes/on-a-study/", {"kind": "after", "study": str(study.pk), "text": f"Line {number}."})
    with django_assert_max_num_queries(18):
        as_ana.get(WAY)
