"""Words that were found once ask of each study what they asked of the first."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db.models import QuerySet
from tests import builders

from secondstory.incidents.models import Note, Participant
from secondstory.incidents.once import WordedOnce


def asks(study: UUID, incident: UUID) -> QuerySet:
    """Labels of a study's people, and texts of its incident's notes, each with an id and a moment."""
    people = Participant.objects.filter(retrospective=study, left_at=None).order_by()
    notes = Note.objects.filter(incident=incident).order_by()
    return people.values_list("id", "created_at", "role_label").union(
        notes.values_list("id", "created_at", "text"), all=True
    )


@pytest.fixture
def studies(cast):
    made = [builders.study(cast.ana, "One"), builders.study(cast.ana, "Another")]
    for study in made:
        builders.participant(study, cast.bo, role_label=f"engineer of {study.title}")
        builders.note(cast.bo, f"100 % of {study.title}", incident=study.incident)
    return made


def test_each_study_gets_its_own_rows_as_the_query_itself_gives_them(studies):
    once = WordedOnce(asks)
    for study in (*studies, *reversed(studies)):
        rows = sorted(once.of(study))
        assert rows == sorted(asks(study.pk, study.incident_id))
        assert sorted(row[2] for row in rows) == [f"100 % of {study.title}", f"engineer of {study.title}"]


def test_what_is_there_by_now_is_found(studies, cast):
    once = WordedOnce(asks)
    before = len(list(once.of(studies[0])))
    builders.note(cast.bo, "A later one", incident=studies[0].incident)
    assert len(list(once.of(studies[0]))) == before + 1


def test_the_words_are_looked_for_once_and_it_is_one_statement(studies, django_assert_num_queries):
    times = []

    def counted(study: UUID, incident: UUID) -> QuerySet:
        times.append(study)
        return asks(study, incident)

    once = WordedOnce(counted)
    for study in studies:
        with django_assert_num_queries(1):
            list(once.of(study))
    assert len(times) == 1
