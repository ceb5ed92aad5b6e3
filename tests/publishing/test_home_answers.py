"""Whoever wanted to know hears on their first page that somebody knew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast

from secondstory.analysis.actions.follow import follow, let_go
from secondstory.analysis.actions.mysteries import open_question_wider
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.settle import answer, reopen
from secondstory.analysis.models import Mystery

pytestmark = pytest.mark.requirement("R-003-16")
TOLD = "Somebody knew: Why a zebrafish?"


@pytest.fixture
def asked(cast: Cast) -> Mystery:
    return raise_mystery("Why a zebrafish?", by=cast.ana)


def first_page(client) -> str:
    return client.get(reverse("home")).content.decode()


def test_followers_hear_of_an_answer_and_others_do_not(asked, cast, as_bo, as_cy):
    follow(asked, by=cast.cy)
    assert TOLD not in first_page(as_cy)
    answer(asked, "By the stripes.", by=cast.ana)
    assert TOLD in first_page(as_cy)
    assert reverse("question", args=[asked.pk]) in first_page(as_cy)
    assert TOLD not in first_page(as_bo)


def test_it_goes_when_they_let_it_go_when_it_is_open_again_and_after_two_weeks(asked, cast, as_cy):
    for end in (
        lambda: let_go(asked, by=cast.cy),
        lambda: reopen(asked, by=cast.ana),
        lambda: Mystery.objects.update(answered_at=timezone.now() - timedelta(days=15)),
    ):
        follow(asked, by=cast.cy)
        reopen(asked, by=cast.ana)
        answer(asked, "By the stripes.", by=cast.ana)
        assert TOLD in first_page(as_cy)
        end()
        assert TOLD not in first_page(as_cy)


def test_a_question_that_was_closed_meanwhile_tells_nothing(asked, cast, as_cy):
    follow(asked, by=cast.cy)
    answer(asked, "By the stripes.", by=cast.ana)
    open_question_wider(asked, to="group", by=cast.ana)
    assert "zebrafish" not in first_page(as_cy)
