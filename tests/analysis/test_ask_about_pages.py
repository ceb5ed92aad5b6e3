"""Which pages offer to ask about their words, and which never do."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.incidents.models import Retrospective

OFFERS = 'data-behaviour="ask-about"'


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    builders.entry(study)
    builders.write_up(study, summary="A summary.")
    return study


@pytest.mark.parametrize("name", ["timeline", "analysis", "structure", "write-up"])
def test_a_page_that_carries_questions_offers_it_also_without_script(study, as_bo, name):
    place = reverse(name, args=[study.pk])
    text = as_bo.get(place).content.decode()
    assert text.count(OFFERS) == 1
    assert f'data-place="{place}"' in text
    assert f'href="{reverse("question-ask")}?place={place}"' in text
    assert as_bo.get(reverse("question-ask"), {"place": place}).status_code == 200


def test_a_work_note_offers_it_also_when_a_form_came_back(cast, as_bo):
    note = tell_work_note("Copies", "One waits.", by=cast.ana)
    place = reverse("work-note", args=[note.pk])
    came_back = as_bo.post(reverse("work-note-offer", args=[note.pk]), {"about": ""})
    for text in (as_bo.get(place).content.decode(), came_back.content.decode()):
        assert f'data-place="{place}"' in text


@pytest.mark.parametrize("name", ["my-account", "conversations", "study-accounts"])
def test_no_page_of_accounts_or_conversations_offers_it(study, as_bo, name):
    answer = as_bo.get(reverse(name, args=[study.pk]))
    assert answer.status_code == 200
    assert OFFERS not in answer.content.decode()
