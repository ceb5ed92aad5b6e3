"""One part in full, as a page: what people shared stands beside it for those who may read it, and for nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import (
    ComponentAnalysis,
    Constraint,
    ControlAction,
    Feedback,
    Influence,
    Mystery,
    Responsibility,
    SystemPart,
)
from secondstory.firsthand.actions.begin import begin_account
from secondstory.firsthand.actions.share import share_account
from secondstory.firsthand.actions.withdraw import withdraw_account
from secondstory.firsthand.actions.write import write_entry
from secondstory.firsthand.facets import Facet
from secondstory.firsthand.models import AccountEntry
from secondstory.firsthand.words import Words
from secondstory.incidents.models import Retrospective

SAW = "The prompt said db1, and I read db2."


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage, work_open_to="organization")
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo, role_label="On-call engineer")
    return study


@pytest.fixture
def engineer(study: Retrospective) -> SystemPart:
    return SystemPart.objects.create(retrospective=study, name="On-call engineer", kind="role")


def at(part: SystemPart) -> str:
    return reverse("component", args=[part.retrospective_id, part.pk])


def shared(study: Retrospective, cast: Cast, rung: str = "participants") -> AccountEntry:
    account = begin_account(study.participants.get(person=cast.bo), by=cast.bo)
    entry = write_entry(account, Words(text=SAW, facet=Facet.SAW), by=cast.bo)
    share_account(account, rung, by=cast.bo)
    return entry


@pytest.mark.requirement("R-002-32", "R-004-39")
def test_it_shows_duties_and_what_comes_and_goes(study, engineer, as_ana):
    of = {"retrospective": study}
    db = SystemPart.objects.create(**of, name="db1, the primary", kind="data")
    duty = Responsibility.objects.create(**of, part=engineer, text="Keep replication going")
    duty.constraints.add(Constraint.objects.create(**of, text="Two copies"))
    ControlAction.objects.create(**of, source=engineer, target=db, what="wipe the directory", deviation="harmful")
    Feedback.objects.create(**of, source=db, target=engineer, what="the prompt", state="misleading")
    Influence.objects.create(**of, source=db, target=engineer, what="load all evening")
    Mystery.objects.create(**of, question="How often is a standby rebuilt?", part=engineer)
    text = as_ana.get(at(engineer)).content.decode()
    for words in ("Keep replication going", "SC-1", "wipe the directory", "the prompt", "load all evening"):
        assert words in text
    assert "arrived, and misled" in text
    assert "How often is a standby rebuilt?" in text


def test_ana_explains_it_and_it_comes_back(engineer, as_ana):
    assert as_ana.post(at(engineer), {"believed": "I am on the standby."}).status_code == 302
    assert "I am on the standby." in as_ana.get(at(engineer)).content.decode()


@pytest.mark.requirement("R-001-46")
def test_an_act_without_what_surrounded_it_comes_back_with_every_word(engineer, as_ana):
    assert "What surrounded it" in as_ana.get(at(engineer)).content.decode()
    typed = {"contribution": "It emptied the directory on db1.", "believed": "This is db2."}
    response = as_ana.post(at(engineer), typed)
    assert response.status_code == 422
    text = response.content.decode()
    for words in (*typed.values(), "What was it like there?"):
        assert words in text
    assert not ComponentAnalysis.objects.exists()
    assert as_ana.post(at(engineer), {**typed, "pressures": "Two troubles at once."}).status_code == 302


def test_a_program_is_not_asked_what_surrounded_it(study, as_ana):
    job = SystemPart.objects.create(retrospective=study, name="The backup job")
    assert "What surrounded it" not in as_ana.get(at(job)).content.decode()


def test_what_was_shared_is_offered_and_linked_never_copied(study, cast, engineer, as_ana):
    entry = shared(study, cast)
    assert SAW in as_ana.get(at(engineer)).content.decode()
    as_ana.post(at(engineer), {"believed": "Another host.", "heard_from": [str(entry.pk)]})
    analysis = ComponentAnalysis.objects.get()
    assert list(analysis.heard_from.all()) == [entry]
    assert SAW not in str([getattr(analysis, field.attname) for field in analysis._meta.concrete_fields])


def test_what_is_for_the_facilitator_alone_is_not_offered(study, cast, engineer, as_ana):
    shared(study, cast, "facilitator")
    assert SAW not in as_ana.get(at(engineer)).content.decode()


def test_who_reads_the_study_and_was_not_there_sees_none_of_it(study, cast, engineer, as_ana, as_cy):
    entry = shared(study, cast)
    as_ana.post(at(engineer), {"believed": "Another host.", "heard_from": [str(entry.pk)]})
    text = as_cy.get(at(engineer)).content.decode()
    assert "Another host." in text
    assert SAW not in text


def test_taken_back_it_is_gone_from_here_at_once(study, cast, engineer, as_ana):
    entry = shared(study, cast)
    as_ana.post(at(engineer), {"believed": "Another host.", "heard_from": [str(entry.pk)]})
    withdraw_account(entry.account, by=cast.bo)
    assert SAW not in as_ana.get(at(engineer)).content.decode()
    assert as_ana.post(at(engineer), {"believed": "Yet another host."}).status_code == 302


def test_an_entry_that_is_not_shared_is_not_linked_and_what_was_typed_stays(study, cast, engineer, as_ana):
    account = begin_account(study.participants.get(person=cast.bo), by=cast.bo)
    entry = write_entry(account, Words(text=SAW, facet=Facet.SAW), by=cast.bo)
    answer = as_ana.post(at(engineer), {"believed": "Another host.", "heard_from": [str(entry.pk)]})
    # Nothing is offered, so nothing is read from the field.
    assert answer.status_code == 302
    assert not ComponentAnalysis.objects.get().heard_from.exists()


def test_too_many_words_come_back(engineer, as_ana):
    answer = as_ana.post(at(engineer), {"believed": "x" * 4001})
    assert answer.status_code == 422
    assert b"x" * 4001 in answer.content
    assert not ComponentAnalysis.objects.exists()


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(engineer, cast, as_ana):
    seen = as_ana.get(at(engineer)).context["form"]["seen"].value()
    as_ana.post(at(engineer), {"believed": "By another hand."})
    answer = as_ana.post(at(engineer), {"believed": "By mine.", "seen": seen})
    assert answer.status_code == 422
    assert b"By mine." in answer.content
    assert ComponentAnalysis.objects.get().believed == "By another hand."


def test_a_part_that_is_gone_and_one_of_another_study_are_not_found(study, engineer, cast, as_ana):
    page = at(engineer)
    elsewhere = builders.study(cast.ana, incident=study.incident)
    builders.role(elsewhere, cast.ana)
    assert as_ana.get(reverse("component", args=[elsewhere.pk, engineer.pk])).status_code == 404
    engineer.delete()
    assert as_ana.get(page).status_code == 404


def test_words_about_a_part_that_was_taken_out_meanwhile_stay_to_be_taken_along(engineer, as_ana, as_bo):
    page = at(engineer)
    engineer.delete()
    answer = as_ana.post(page, {"believed": "I was on the standby.", "tools": "A trace."})
    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("I was on the standby.", "A trace."))
    assert not ComponentAnalysis.objects.exists()
    assert as_bo.post(page, {"believed": "Mine."}).status_code == 404


def test_what_explains_a_part_is_taken_out_and_the_part_stays(engineer, as_ana, as_bo):
    as_ana.post(at(engineer), {"believed": "I am on the standby."})
    removal = reverse("component-removal", args=[engineer.retrospective_id, engineer.pk])
    assert as_bo.post(removal).status_code == 403
    for _ in range(2):
        assert as_ana.post(removal)["Location"] == at(engineer)
    assert not ComponentAnalysis.objects.exists()
    assert SystemPart.objects.filter(pk=engineer.pk).exists()


def test_bo_reads_and_does_not_write(engineer, as_bo):
    assert as_bo.get(at(engineer)).status_code == 200
    assert as_bo.post(at(engineer), {"believed": "Mine."}).status_code == 403


def test_somebody_outside_finds_nothing(study, engineer, as_cy):
    Retrospective.objects.filter(pk=study.pk).update(work_open_to="group")
    assert as_cy.get(at(engineer)).status_code == 404


def test_it_costs_the_same_however_much_it_holds(study, engineer, as_ana, django_assert_max_num_queries):
    with django_assert_max_num_queries(18) as few:
        as_ana.get(at(engineer))
    for n in range(20):
        part = SystemPart.objects.create(retrospective=study, name=f"Part {n}")
        ControlAction.objects.create(retrospective=study, source=engineer, target=part, what="steers")
        Mystery.objects.create(retrospective=study, question=f"How {n}?", part=engineer)
    with django_assert_max_num_queries(18) as many:
        as_ana.get(at(engineer))
    assert len(few) == len(many)


def test_whoever_takes_part_asks_about_it_and_it_stands_there(study, engineer, as_bo):
    page = reverse("component-questions", args=[study.pk, engineer.pk])
    answer = as_bo.post(page, {"question": "How often is a standby rebuilt?"})
    assert answer["Location"] == at(engineer) + "#asks"
    assert Mystery.objects.get().part == engineer
    assert "How often is a standby rebuilt?" in as_bo.get(at(engineer)).content.decode()


def test_a_question_that_cannot_be_kept_comes_back_and_nothing_else_is_lost(study, engineer, as_bo):
    page = reverse("component-questions", args=[study.pk, engineer.pk])
    answer = as_bo.post(page, {"question": "x" * 601})
    assert answer.status_code == 422
    assert b"x" * 601 in answer.content
    assert not Mystery.objects.exists()


def test_somebody_outside_asks_nothing_about_it(study, engineer, as_cy):
    page = reverse("component-questions", args=[study.pk, engineer.pk])
    assert as_cy.post(page, {"question": "What is it?"}).status_code == 403
    Retrospective.objects.filter(pk=study.pk).update(work_open_to="group")
    assert as_cy.post(page, {"question": "What is it?"}).status_code == 404
    assert not Mystery.objects.exists()
