"""Every field in which people write about people says where its words will stand, so that they are looked at."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django import forms
from django.urls import reverse
from tests import builders

from secondstory.firsthand.facets import SITUATION
from secondstory.wording.fields import looked_at

FIELD = re.compile(r"<(?:textarea|input)\b[^>]*\bdata-surface=[^>]*>")


def fields(client, name, study, *args) -> dict[str, str]:
    """``{name of a field: its surface}`` on a page."""
    response = client.get(reverse(name, args=[study.pk, *args]), follow=True)
    assert response.status_code == 200
    page = unescape(response.content.decode())
    told = {}
    for tag in FIELD.findall(page):
        assert "wording" in re.search(r'data-behaviour="([^"]*)"', tag)[1].split()
        told[re.search(r'\bname="([^"]*)"', tag)[1]] = re.search(r'data-surface="([^"]*)"', tag)[1]
    assert f'data-study="{study.pk}"' in page
    assert reverse("wording-check") in page
    return told


def test_a_section_of_the_write_up_knows_its_heading(study, as_ana):
    section = study.writeup.sections.get(key="impact")
    assert fields(as_ana, "section", study, section.pk) == {"text": "writeup"}
    page = as_ana.get(reverse("section", args=[study.pk, section.pk])).content.decode()
    assert f'data-section="{section.heading}"' in page
    assert 'data-wording-kind="markdown"' in page
    assert "draft-keeper" in page
    assert f"{reverse('wording-look')}?field=text&amp;surface=writeup&amp;kind=markdown" in page


def test_a_timeline_entry(study, as_ana):
    assert fields(as_ana, "entries", study) == {"text": "timeline"}


def test_every_sentence_of_the_analysis(study, as_ana):
    told = fields(as_ana, "analysis", study)
    assert {"text", "how", "summary", "met_nothing", "environment_met"} <= set(told)
    assert set(told.values()) == {"analysis"}


def test_a_recommendation(study, as_ana):
    builders.finding(study)
    told = fields(as_ana, "study-recommendations", study)
    assert {"title", "why", "done_when"} <= set(told)
    assert set(told.values()) == {"recommendation"}


def test_a_comment_in_review(study, as_ana):
    study.state = "reviewing"
    study.save()
    builders.Round.objects.create(retrospective=study, opened_at=builders.NOON, closes_not_before=builders.NOON)
    assert fields(as_ana, "review", study)["text"] == "comment"


def test_a_question_about_a_page(study, as_ana):
    for address in (reverse("questions"), f"{reverse('question-ask')}?place={reverse('analysis', args=[study.pk])}"):
        page = unescape(as_ana.get(address).content.decode())
        assert 'data-surface="reader_note"' in page
        assert f'data-wording="{reverse("wording-check")}"' in page


@pytest.mark.requirement("R-000-38")
def test_own_words_are_told_apart_as_own(study, as_bo):
    told = fields(as_bo, "my-account", study)
    assert {"text", "because", *SITUATION} <= set(told) or {"text"} == set(told)
    assert set(told.values()) == {"own_account"}


def test_a_final_study_offers_no_answers(study, as_ana):
    builders.edition(study)
    page = as_ana.get(reverse("write-up", args=[study.pk])).content.decode()
    assert "data-wording-answers" not in page


def test_a_place_nobody_writes_at_is_a_mistake_of_ours():
    with pytest.raises(LookupError):
        looked_at(forms.CharField(), "nowhere")
