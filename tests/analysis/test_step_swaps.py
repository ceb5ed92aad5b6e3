"""What htmx gets after words were kept on a step: the section, and whatever else of that page shows them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    return study


def kept(client, study: Retrospective, noun: str, **told: str) -> str:
    answer = client.post(reverse(f"analysis-{noun}", args=[study.pk]), told, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("step", ["", "questions"])
def test_the_section_says_again_who_reads_it(study, as_ana, step):
    text = kept(as_ana, study, "questions", question="How do people tell hosts apart?", step=step)
    assert "<b>Only the people in this study can read this now.</b>" in text


def test_the_list_of_steps_knows_what_stands_there_now(study, as_ana):
    text = kept(as_ana, study, "losses", text="An hour of uploads", step="loss")
    way = text.partition('id="way-brief" hx-swap-oob="true"')[2]
    assert re.search(r"Loss</a>[^\n]*?something stands here", way)
    assert 'aria-current="step"' in way


def test_what_its_page_does_not_show_is_not_sent(study, as_ana):
    alone = kept(as_ana, study, "losses", text="An hour of uploads", step="loss")
    assert 'id="offer-hazards"' not in alone
    whole = kept(as_ana, study, "losses", text="A day of uploads")
    assert 'id="offer-hazards" hx-swap-oob="true"' in whole
    assert "way-brief" not in whole
