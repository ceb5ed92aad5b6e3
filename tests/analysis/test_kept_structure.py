"""A service's structure: kept by a study, begun from by the next, compared with it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests import builders
from tests.analysis.structures import Small, small
from tests.cast import Cast

from secondstory.analysis.actions.kept_structure import begin_with_kept, keep_structure, mark_of, take_kept_back
from secondstory.analysis.models import ControlAction, Feedback, Influence, KeptStructure, Responsibility, SystemPart
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.models import Service
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal


@pytest.fixture
def service(db: None) -> Service:
    return Service.objects.create(name="Backups", slug="backups")


def study_of(cast: Cast, service: Service, title: str) -> Retrospective:
    study = builders.study(cast.ana, title=title)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    study.incident.services.add(service)
    return study


@pytest.fixture
def study(cast: Cast, service: Service) -> Retrospective:
    return study_of(cast, service, "The first")


@pytest.fixture
def drawn(study: Retrospective) -> Small:
    return small(study)


@pytest.fixture
def following(cast: Cast, service: Service) -> Retrospective:
    return study_of(cast, service, "The next")


def counted(study: Retrospective) -> list[int]:
    kinds = (SystemPart, ControlAction, Feedback, Influence, Responsibility)
    return [kind.objects.filter(retrospective=study).count() for kind in kinds]


def text(response) -> str:
    return response.content.decode()


def test_it_keeps_names_and_words_and_not_how_things_fared(study, service, drawn, cast):
    kept = keep_structure(study, service, by=cast.ana)
    said = str(kept.structure)
    assert "Infrastructure team" in said
    assert "sets it up" in said
    assert "A copy each day" in said
    assert "harmful" not in said
    assert "missing" not in said
    assert [event.kind for event in Event.objects.all()] == ["kept_structure.kept"]


def test_keeping_it_twice_keeps_it_once(study, service, drawn, cast):
    first = keep_structure(study, service, by=cast.ana)
    assert keep_structure(study, service, by=cast.ana).kept_at == first.kept_at
    assert Event.objects.count() == 1


def test_the_facilitator_keeps_it_and_nobody_else(study, service, drawn, cast):
    with pytest.raises(NotAllowed):
        keep_structure(study, service, by=cast.bo)
    with pytest.raises(NotFound):
        keep_structure(study, service, by=cast.cy)
    assert not KeptStructure.objects.exists()


def test_a_service_the_incident_is_not_about_is_refused(study, drawn, cast):
    other = Service.objects.create(name="Mail", slug="mail")
    with pytest.raises(Refusal, match="not about that service"):
        keep_structure(study, other, by=cast.ana)


def test_nothing_is_not_kept(study, service, cast):
    with pytest.raises(Refusal, match="no part to keep"):
        keep_structure(study, service, by=cast.ana)


def test_another_one_kept_meanwhile_is_told_first(study, service, drawn, following, cast):
    kept = keep_structure(study, service, by=cast.ana)
    SystemPart.objects.create(retrospective=following, name="Bucket")
    with pytest.raises(Conflict, match="meanwhile"):
        keep_structure(following, service, by=cast.ana)
    assert keep_structure(following, service, by=cast.ana, instead_of=mark_of(kept)).retrospective == following


def test_the_next_study_begins_with_what_is_known(study, service, drawn, following, cast):
    kept = keep_structure(study, service, by=cast.ana)
    assert begin_with_kept(following, kept, by=cast.ana) == 7
    assert counted(following) == counted(study) == [3, 1, 1, 1, 1]
    arrow = ControlAction.objects.get(retrospective=following)
    assert (arrow.source.name, arrow.what, arrow.deviation) == ("Infrastructure team", "sets it up", "as_intended")
    assert Feedback.objects.get(retrospective=following).state == "arrived"


def test_beginning_twice_brings_nothing_twice(study, service, drawn, following, cast):
    kept = keep_structure(study, service, by=cast.ana)
    begin_with_kept(following, kept, by=cast.ana)
    assert begin_with_kept(following, kept, by=cast.ana) == 0
    assert begin_with_kept(study, kept, by=cast.ana) == 0
    assert counted(following) == counted(study)
    assert [event.kind for event in Event.objects.all()].count("kept_structure.begun") == 1


def test_what_stands_there_stays_as_it_is(study, service, drawn, following, cast):
    kept = keep_structure(study, service, by=cast.ana)
    mine = SystemPart.objects.create(retrospective=following, name="backup JOB", kind="hardware")
    begin_with_kept(following, kept, by=cast.ana)
    mine.refresh_from_db()
    assert (mine.name, mine.kind) == ("backup JOB", "hardware")
    assert ControlAction.objects.get(retrospective=following).target == mine
    assert SystemPart.objects.filter(retrospective=following).count() == 3


def test_whoever_takes_part_does_not_begin_it(study, service, drawn, following, cast):
    kept = keep_structure(study, service, by=cast.ana)
    with pytest.raises(NotAllowed):
        begin_with_kept(following, kept, by=cast.bo)
    assert counted(following) == [0, 0, 0, 0, 0]


def test_by_its_pages_it_is_kept_begun_and_compared(study, service, drawn, following, as_ana):
    compared = reverse("structure-kept", args=[study.pk, "backups"])
    page = text(as_ana.get(compared))
    assert "everyone in the organization reads it" in page
    mark = re.search(r'name="mark" value="([^"]*)"', page)[1]
    as_ana.post(reverse("structure-keeping", args=[study.pk, "backups"]), {"mark": mark})
    assert "Both say the same" in text(as_ana.get(compared))
    there = reverse("structure-kept", args=[following.pk, "backups"])
    assert "Only in what is kept" in text(as_ana.get(there))
    as_ana.post(reverse("structure-beginning", args=[following.pk, "backups"]))
    SystemPart.objects.filter(retrospective=following, name="Spam").update(kind="supplier")
    SystemPart.objects.create(retrospective=following, name="Bucket")
    page = text(as_ana.get(there))
    for words in ("Only in this study", "Bucket", "Told differently", "supplier"):
        assert words in page


def test_everyone_here_reads_what_is_kept_and_only_readers_of_a_study_compare_it(study, service, drawn, cast, as_cy):
    page = reverse("service-structure", args=["backups"])
    assert as_cy.get(page).status_code == 404
    keep_structure(study, service, by=cast.ana)
    answer = text(as_cy.get(page))
    assert "Infrastructure team" in answer
    assert "<svg xmlns" in answer
    assert study.title not in answer
    assert as_cy.get(reverse("structure-kept", args=[study.pk, "backups"])).status_code == 404
    assert as_cy.post(reverse("structure-beginning", args=[study.pk, "backups"])).status_code == 404
    assert as_cy.post(reverse("structure-keeping", args=[study.pk, "backups"])).status_code == 404


def test_the_page_of_the_service_leads_to_what_is_kept(study, service, drawn, cast, as_cy):
    of_service, kept = reverse("service-met", args=["backups"]), reverse("service-structure", args=["backups"])
    assert kept not in text(as_cy.get(of_service))
    keep_structure(study, service, by=cast.ana)
    assert kept in text(as_cy.get(of_service))


def test_nobody_outside_the_organization_reads_it(study, service, drawn, cast, client):
    keep_structure(study, service, by=cast.ana)
    assert client.get(reverse("service-structure", args=["backups"])).status_code == 302


def test_the_page_of_the_structure_leads_there(study, service, drawn, as_ana, as_bo):
    assert "Keep this one" in text(as_ana.get(reverse("structure", args=[study.pk])))
    assert "Keep this one" not in text(as_bo.get(reverse("structure", args=[study.pk])))


def test_it_is_taken_back_and_the_study_that_drew_it_has_it_still(study, service, drawn, cast):
    before = counted(study)
    mark = mark_of(keep_structure(study, service, by=cast.ana))
    for person in (cast.bo, cast.cy):
        with pytest.raises(NotAllowed):
            take_kept_back(service, by=person, mark=mark)
    for _ in range(2):
        take_kept_back(service, by=cast.ana, mark=mark)
    assert not KeptStructure.objects.exists()
    assert Event.objects.filter(kind="kept_structure.taken_back").count() == 1
    assert counted(study) == before


def test_another_one_kept_meanwhile_is_not_taken_back_unseen(study, following, service, drawn, cast):
    first = mark_of(keep_structure(study, service, by=cast.ana))
    SystemPart.objects.create(retrospective=following, name="Bucket")
    keep_structure(following, service, by=cast.ana, instead_of=first)
    with pytest.raises(Conflict, match="kept another structure"):
        take_kept_back(service, by=cast.ana, mark=first)
    assert KeptStructure.objects.get().retrospective == following


def test_the_page_of_the_study_that_keeps_it_takes_it_back(
    study, following, service, drawn, cast, as_ana, as_bo, as_cy
):
    keep_structure(study, service, by=cast.ana)
    here, there = (reverse("structure-kept", args=[one.pk, "backups"]) for one in (study, following))
    back = reverse("structure-taking-back", args=[study.pk, "backups"])
    assert "Take what is kept back" in text(as_ana.get(here))
    assert "Take what is kept back" not in text(as_ana.get(there)) + text(as_bo.get(here))
    mark = {"mark": as_ana.get(here).context["mark"]}
    assert (as_cy.post(back, mark).status_code, as_bo.post(back, mark).status_code) == (404, 403)
    assert as_ana.post(back, mark).status_code == 302
    assert "No structure of Backups is kept yet" in text(as_ana.get(here))
