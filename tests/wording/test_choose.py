"""How strict it is: chosen by stewards, for everybody, and never by an upgrade."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.urls import reverse

from secondstory import language
from secondstory.journal.models import Event
from secondstory.language import load_rules
from secondstory.language.surfaces import ALL
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.wording.actions.choose import choose_preset, choose_rule
from secondstory.wording.actions.own_rules import switch_rule, write_rule
from secondstory.wording.choices import choices_now
from secondstory.wording.kinds import KINDS, LEVELS, PRESETS, SURFACES
from secondstory.wording.models import Level, RuleChoice, Strictness
from secondstory.wording.shelf import shelf

RULE = "counterfactual.remedy"


def level_of(rule=RULE):
    return choices_now().rules.by_id[rule].level


@pytest.mark.requirement("R-000-14", "R-001-02")
def test_a_steward_chooses_the_preset_and_the_journal_knows(steward):
    assert choices_now().preset == "standard"
    choose_preset("strict", by=steward)
    choose_preset("strict", by=steward)
    assert (choices_now().preset, choices_now().asks) == ("strict", True)
    assert [one.facts for one in Event.objects.filter(kind="wording.strictness_changed")] == [{"preset": "strict"}]


def test_an_unknown_preset_is_refused(steward):
    with pytest.raises(Refusal, match="Gentle"):
        choose_preset("furious", by=steward)


def test_a_rule_is_muted_made_louder_and_as_it_came_again(steward):
    as_it_came = level_of()
    choose_rule(RULE, muted=True, by=steward)
    assert RULE not in choices_now().rules.by_id
    choose_rule(RULE, level="gate", by=steward)
    assert (level_of(), choices_now().asks) == ("gate", True)
    assert choose_rule(RULE, by=steward) is None
    assert (level_of(), choices_now().asks) == (as_it_came, False)
    assert Event.objects.filter(kind="wording.rule_chosen").count() == 3
    assert load_rules().by_id[RULE].level == as_it_came


def test_a_whole_kind_is_chosen_at_once(steward):
    choose_rule("LF-CF", level="whisper", by=steward)
    assert {rule.level for rule in choices_now().rules if rule.category == "LF-CF"} == {"whisper"}
    choose_rule("LF-CF", muted=True, by=steward)
    assert "LF-CF" not in {rule.category for rule in choices_now().rules}


def test_choosing_the_same_twice_changes_nothing(steward):
    first = choose_rule(RULE, muted=True, by=steward)
    stamp = Strictness.objects.get().stamp
    assert choose_rule(RULE, muted=True, by=steward) == first
    assert choose_rule("LF-HE", by=steward) is None
    assert Strictness.objects.get().stamp == stamp
    assert Event.objects.filter(kind="wording.rule_chosen").count() == 1


@pytest.mark.parametrize(("about", "level"), [("made.up", "ask"), ("LF-XX", "ask"), (RULE, "shout")])
def test_what_is_not_there_is_not_chosen(steward, about, level):
    with pytest.raises((NotFound, Refusal)):
        choose_rule(about, level=level, by=steward)


def test_nobody_but_a_steward_chooses(cast, as_cy, own_fields):
    for verb in (
        lambda: choose_preset("strict", by=cast.cy),
        lambda: choose_rule(RULE, muted=True, by=cast.cy),
        lambda: write_rule("bus-factor", by=cast.cy, **own_fields),
    ):
        with pytest.raises(NotAllowed):
            verb()
    for name, args in (("wording-strictness", []), ("wording-choice", [RULE]), ("wording-own-rules", [])):
        assert as_cy.post(reverse(name, args=args), {"preset": "strict", "choice": "muted"}).status_code == 403
    assert not RuleChoice.objects.exists()
    assert Strictness.objects.get().preset == "standard"


def test_an_upgrade_writes_over_no_choice(steward, own_fields):
    choose_preset("gentle", by=steward)
    choose_rule(RULE, muted=True, by=steward)
    choose_rule("LF-HE", level="gate", by=steward)
    switch_rule(write_rule("bus-factor", by=steward, **own_fields), True, by=steward)
    RuleChoice.objects.create(about="gone.rule", muted=True)  # of a version that had it
    before = [list(model.objects.order_by("pk").values()) for model in (Strictness, RuleChoice)]
    migration = importlib.import_module("secondstory.wording.migrations.0002_standard")
    migration.make(apps, None)  # the one that lays the first row, once more
    load_rules.cache_clear()
    assert [list(model.objects.order_by("pk").values()) for model in (Strictness, RuleChoice)] == before
    assert RULE not in choices_now().rules.by_id
    assert "own.bus-factor" in choices_now().rules.by_id
    assert shelf().gone == ("gone.rule",)


def test_every_process_sees_a_choice_at_its_next_look(steward, django_assert_num_queries):
    choices_now()
    with django_assert_num_queries(1):
        choices_now()
    choose_rule(RULE, muted=True, by=steward)
    assert RULE not in choices_now().rules.by_id


def test_the_words_of_the_page_cover_every_kind_level_and_place_of_the_engine():
    assert set(KINDS) == set(ALL)
    assert set(LEVELS) == set(language.LEVELS) == set(Level.values)
    assert set(PRESETS) == set(language.PRESETS) == set(Strictness.Preset.values)
    assert set(SURFACES) == set(language.SURFACES) - {"product"}


def test_the_page_lists_what_is_looked_for_and_stewards_choose_there(as_ana, as_bo, steward):
    page = as_bo.get(reverse("wording")).content.decode()
    assert load_rules().by_id[RULE].message in page
    assert "<select" not in page
    assert "People" in page
    page = as_ana.get(reverse("wording")).content.decode()
    assert reverse("wording-choice", args=[RULE]) in page
    assert as_ana.post(reverse("wording-strictness"), {"preset": "strict"}).status_code == 302
    assert as_ana.post(reverse("wording-choice", args=["LF-CF"]), {"choice": "gate"}).status_code == 302
    assert as_ana.post(reverse("wording-choice", args=["LF-CF"]), {"choice": "loud"}).status_code == 400
    assert (Strictness.objects.get().preset, RuleChoice.objects.get().level) == ("strict", "gate")


def test_the_page_tells_how_often_a_rule_helped_and_never_whom(as_ana, as_bo, steward, cast):
    type(cast.bo).objects.filter(pk=cast.bo.pk).update(display_name="Boleslav Xyz")
    for client in (as_ana, as_bo):
        client.post(reverse("wording-helpful", args=[RULE]), headers={"accept": "application/json"})
    main = as_ana.get(reverse("wording")).content.decode().split("<main")[1].split("</main>")[0]
    assert "Called helpful 2 times" in main
    assert "Boleslav" not in main


def test_the_page_takes_the_same_statements_for_any_number(as_ana, steward, own_fields, django_assert_max_num_queries):
    for number in range(8):
        write_rule(f"rule-{number}", by=steward, **{**own_fields, "message": f"Number {number}."})
        choose_rule(list(load_rules().by_id)[number], muted=True, by=steward)
    with django_assert_max_num_queries(8):
        assert as_ana.get(reverse("wording")).status_code == 200
