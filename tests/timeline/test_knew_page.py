"""On an entry's page stands who knew it, in words, and a form to say so; the timeline tells it beside the source."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse
from tests import builders

from secondstory.timeline.actions.know import set_awareness
from secondstory.timeline.models import Awareness


@pytest.fixture
def entry(study):
    return builders.entry(study)


@pytest.fixture
def bo(study, cast):
    return study.participants.get(person=cast.bo)


@pytest.fixture
def standby(study):
    return builders.participant(study, None, role_label="engineer at the standby")


def at(name: str, study, *more) -> str:
    return reverse(name, args=[study.pk, *(one.pk for one in more)])


def page(client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200
    return unescape(response.content.decode())


def say(client, study, entry, **data):
    return client.post(at("entry-awareness", study, entry), data)


def test_several_at_once_are_one_press(study, entry, bo, standby, as_bo) -> None:
    answer = say(as_bo, study, entry, at_once=[str(bo.pk), str(standby.pk)])
    assert answer.headers["Location"] == f"{at('timeline', study)}#entry-{entry.pk}"
    assert "known at once to the engineer at the standby and the on-call engineer" in page(as_bo, at("timeline", study))


def test_one_who_learned_of_it_later(study, entry, standby, as_bo) -> None:
    say(as_bo, study, entry, who=str(standby.pk), learned="2026-03-02 13:40", how="told")
    assert "known to the engineer at the standby at 13:40, when told of it" in page(as_bo, at("timeline", study))


@pytest.mark.parametrize(
    ("learned", "asks"),
    [
        ("", "needed before it can be saved"),
        ("yesterday", "not a moment we can read"),
        ("2026-03-02 03:00", "before it happened"),
    ],
)
def test_a_moment_that_is_none_is_asked_for_again_and_kept(study, entry, standby, as_bo, learned, asks) -> None:
    answer = say(as_bo, study, entry, who=str(standby.pk), learned=learned, how="told")
    assert answer.status_code == 422
    html = unescape(answer.content.decode())
    assert asks in html
    assert f'value="{learned}"' in html or not learned
    assert not Awareness.objects.exists()


def test_it_is_taken_back(study, entry, standby, cast, as_bo) -> None:
    set_awareness(entry, standby, by=cast.ana)
    assert "Take it back" in page(as_bo, at("entry", study, entry))
    say(as_bo, study, entry, forget=str(standby.pk))
    assert not Awareness.objects.exists()


def test_what_somebody_said_themself_others_are_not_offered_to_take_back(study, entry, bo, cast, as_ana) -> None:
    set_awareness(entry, bo, by=cast.bo)
    html = page(as_ana, at("entry", study, entry))
    assert "known at once to the on-call engineer" in html
    assert "Take it back" not in html
    assert say(as_ana, study, entry, forget=str(bo.pk)).status_code == 403


def test_somebody_who_is_not_in_the_list_is_nobody(study, entry, as_bo) -> None:
    say(as_bo, study, entry, at_once=["x", str(entry.pk)])
    assert not Awareness.objects.exists()


def test_the_timeline_counts_of_how_many_nobody_said_who_knew(study, entry, bo, standby, cast, as_ana) -> None:
    builders.entry(study, "Of somebody who was there", participant=bo)
    builders.entry(study, "Known later", known_later=True)
    builders.entry(study, "In the lane of somebody", lane=standby.shown_as)
    builders.entry(study, "Said by nobody")
    assert "Nobody said who knew these yet: 2" in page(as_ana, at("timeline", study))
    set_awareness(entry, standby, by=cast.ana)
    assert "Nobody said who knew these yet: 1" in page(as_ana, at("timeline", study))
    assert "said who knew" not in page(as_ana, at("timeline-then", study))


def test_the_free_words_stay_beside_it(study, standby, cast, as_ana) -> None:
    entry = builders.entry(study, known_by="nobody that evening")
    set_awareness(entry, standby, by=cast.ana)
    html = page(as_ana, at("timeline", study))
    assert "known at once to the engineer at the standby · nobody that evening" in html
