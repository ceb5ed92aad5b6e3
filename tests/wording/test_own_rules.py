"""Rules of the organization's own: tried by the engine, then on what is published, then switched on."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests import builders

from secondstory.journal.models import Event
from secondstory.language.parse import RuleRefused
from secondstory.people.refusals import Conflict, Refusal
from secondstory.wording.actions.own_rules import change_rule, switch_rule, write_rule
from secondstory.wording.choices import choices_now
from secondstory.wording.models import OwnRule
from secondstory.wording.own import rule_of

SAID = "As everybody knows, the copy was old."


def looked(client, text=SAID):
    response = client.post(
        reverse("wording-check"), json.dumps({"text": text, "surface": "writeup"}), content_type="application/json"
    )
    return [one["rule"] for one in response.json()["findings"]]


def form_of(told, **more):
    lists = ("phrases", "questions", "rewrites", "examples", "counter")
    return {**told, **{name: "\r\n".join(told[name]) for name in lists}, **more}


@pytest.mark.requirement("R-000-14")
def test_a_rule_is_written_stays_off_and_is_switched_on_for_everybody(steward, own_fields, as_cy):
    rule = write_rule("everybody-knows", by=steward, **own_fields)
    assert "own.everybody-knows" not in looked(as_cy)
    switch_rule(rule, True, by=steward)
    assert "own.everybody-knows" in looked(as_cy)
    switch_rule(rule, False, by=steward)
    assert "own.everybody-knows" not in looked(as_cy)
    kinds = list(Event.objects.filter(kind__startswith="wording.rule_").order_by("seq").values_list("kind", flat=True))
    assert kinds == ["wording.rule_written", "wording.rule_switched", "wording.rule_switched"]


def test_writing_and_switching_twice_changes_nothing(steward, own_fields):
    first = write_rule("everybody-knows", by=steward, **own_fields)
    assert write_rule("everybody-knows", by=steward, **own_fields) == first
    switch_rule(first, True, by=steward)
    switch_rule(first, True, by=steward)
    assert Event.objects.filter(kind__startswith="wording.rule_").count() == 2
    with pytest.raises(Conflict):
        write_rule("everybody-knows", by=steward, **{**own_fields, "message": "Something else."})


def test_a_changed_rule_is_another_version(steward, own_fields):
    rule = write_rule("everybody-knows", by=steward, **own_fields)
    switch_rule(rule, True, by=steward)
    assert change_rule(rule, by=steward, **own_fields).number == 1
    changed = change_rule(rule, by=steward, **{**own_fields, "level": "ask"})
    assert (changed.number, changed.is_on) == (2, True)
    made = choices_now().rules.by_id["own.everybody-knows"]
    assert (made.version, made.level) == (2, "ask")


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"examples": ["As everybody knows."]}, "examples", "5"),
        ({"counter": []}, "counter", "5"),
        ({"counter": [SAID] * 5}, "counter", "counter-example"),
        ({"examples": ["Nothing of it."] * 5}, "phrases", "anchor"),
        ({"questions": []}, "questions", "question"),
        ({"pattern": "as everybody ("}, "pattern", "pattern"),
        ({"pattern": "(a+)+ as everybody knows"}, "pattern", "for ever"),
        ({"phrases": [" "]}, "phrases", "phrase"),
        ({"message": " "}, "message", "one line"),
        ({"why": ""}, "why", "why"),
    ],
)
def test_what_does_not_do_what_it_says_is_refused_with_the_engines_sentence(steward, own_fields, change, field, words):
    with pytest.raises(Refusal) as refused:
        write_rule("everybody-knows", by=steward, **{**own_fields, **change})
    assert words in refused.value.sentence
    assert refused.value.field == field
    assert not OwnRule.objects.exists()


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_whatever_is_typed_is_a_rule_or_a_sentence_about_it(message, question):
    told = {
        "category": "LF-MI", "level": "nudge", "phrases": ["as everybody knows"], "pattern": "", "why": "Because.",
        "message": message, "questions": [question], "rewrites": [message],
        "examples": [f"As everybody knows, it was {n}." for n in range(5)],
        "counter": [f"Everybody knows {n}." for n in range(5)],
    }  # fmt: skip
    sentence, rule = "", None
    try:
        rule = rule_of("sample", 3, told)
    except RuleRefused as refused:
        sentence = refused.sentence
    assert sentence or (rule and (rule.message, rule.version, rule.id) == (message, 3, "own.sample"))


def test_a_rule_the_engine_no_longer_takes_rests_and_the_page_says_so(steward, own_fields, as_ana):
    rule = write_rule("everybody-knows", by=steward, **own_fields)
    switch_rule(rule, True, by=steward)
    OwnRule.objects.update(category="LF-ZZ")  # as an engine of another version would find it
    switch_rule(rule, False, by=steward)
    with pytest.raises(Refusal):
        switch_rule(rule, True, by=steward)
    OwnRule.objects.update(is_on=True)
    assert "own.everybody-knows" not in choices_now().rules.by_id
    assert "rests" in as_ana.get(reverse("wording")).content.decode()


def test_the_form_keeps_what_was_typed_and_leads_to_the_trial(steward, own_fields, as_ana):
    address = reverse("wording-own-rules")
    refused = as_ana.post(address, form_of(own_fields, name="everybody-knows", counter=SAID))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "counter-examples" in page
    assert "as everybody knows" in page
    done = as_ana.post(address, form_of(own_fields, name="everybody-knows"))
    assert done["Location"] == reverse("wording-trial", args=["everybody-knows"])
    changed = as_ana.post(reverse("wording-own-rule", args=["everybody-knows"]), form_of(own_fields, level="ask"))
    assert changed.status_code == 302
    assert OwnRule.objects.get().number == 2


def test_it_is_tried_on_what_is_published_and_only_on_what_the_steward_reads(
    steward, own_fields, as_ana, as_bo, cast, django_assert_max_num_queries
):
    write_rule("everybody-knows", by=steward, **own_fields)
    builders.publication(cast.cy, "Open to all here", texts={"summary": f"🌊 {SAID}"})
    builders.publication(cast.cy, "Of another team", audience="team", team=cast.billing, texts={"summary": SAID})
    address = reverse("wording-trial", args=["everybody-knows"])
    page = as_ana.get(address).content.decode()
    assert "As everybody knows</mark>, the copy was old." in page
    assert "Open to all here" in page
    assert "Of another team" not in page
    for number in range(3):
        builders.publication(cast.cy, f"Another {number}", texts={"summary": SAID})
    with django_assert_max_num_queries(9):
        assert "Another 2" in as_ana.get(address).content.decode()
    assert as_bo.get(address).status_code == 403
    assert as_ana.get(reverse("wording-trial", args=["not-there"])).status_code == 404
