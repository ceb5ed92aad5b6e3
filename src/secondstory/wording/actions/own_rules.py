"""Rules of the organization's own: written, tried, changed, and switched on once somebody looked at what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Conflict, Refusal
from secondstory.wording.actions.choose import rules_changed
from secondstory.wording.models import OwnRule
from secondstory.wording.own import RuleRefused, rule_of
from secondstory.wording.policies import check_can_choose

if TYPE_CHECKING:
    from secondstory.people.models import Person

MOST = 200
LISTS = ("phrases", "questions", "rewrites", "examples", "counter")


@action
def write_rule(name: str, *, by: Person, **told: Any) -> OwnRule:
    """A new rule, tried on its own examples, and still off. The same rule again is the one that is there."""
    check_can_choose(by)
    told = _checked(name, 1, told)
    there = OwnRule.objects.filter(name=name).first()
    if there and there.told() == told:
        return there
    if there:
        raise Conflict("A rule of this name is there already. Change that one, or choose another name.", field="name")
    if OwnRule.objects.count() >= MOST:
        raise Refusal(f"There is room for {MOST} rules. Change one that is there.", code="too_many_rules")
    written = OwnRule.objects.create(name=name, created_by=by, **told)
    record("wording.rule_written", about=written, by=by, rule=written.rule_id, version=1)
    return written


@action
def change_rule(rule: OwnRule, *, by: Person, **told: Any) -> OwnRule:
    """A changed rule is another version: what was answered to the one before is asked again."""
    check_can_choose(by)
    rule.refresh_from_db()
    told = _checked(rule.name, rule.number + 1, told)
    if rule.told() == told:
        return rule
    for name, value in told.items():
        setattr(rule, name, value)
    rule.number += 1
    rule.save()
    rules_changed()
    record("wording.rule_written", about=rule, by=by, rule=rule.rule_id, version=rule.number)
    return rule


@action
def switch_rule(rule: OwnRule, on: bool, *, by: Person) -> OwnRule:
    check_can_choose(by)
    rule.refresh_from_db()
    if rule.is_on != on:
        if on:
            _try(rule.name, rule.number, rule.told())
        rule.is_on = on
        rule.save(update_fields=["is_on"])
        rules_changed()
        record("wording.rule_switched", about=rule, by=by, rule=rule.rule_id, on=on)
    return rule


def _checked(name: str, number: int, told: dict[str, Any]) -> dict[str, Any]:
    """Tidy, and tried by the engine, whose sentence is the refusal's."""
    clean = {
        "category": told["category"],
        "level": told["level"],
        "pattern": prose(told.get("pattern", ""), most=2000, field="pattern"),
        "message": line(told["message"], most=300, field="message", empty="Say in one line what it is about."),
        "why": prose(told["why"], most=1000, field="why", empty="Say why it is worth another look."),
        **{key: _lines(told.get(key, ()), key) for key in LISTS},
    }
    if not clean["phrases"]:
        raise Refusal("Name at least one phrase it looks for.", code="no_phrases", field="phrases")
    _try(name, number, clean)
    return clean


def _lines(given: Any, field: str) -> list[str]:
    return [clean for one in given if (clean := line(one, most=400, field=field))]


def _try(name: str, number: int, told: dict[str, Any]) -> None:
    try:
        rule_of(name, number, told)
    except RuleRefused as refused:
        raise Refusal(refused.sentence, code="rule_refused", field=_field_of(refused.sentence)) from None


def _field_of(sentence: str) -> str | None:
    """Where the sentence belongs on the page."""
    for words, field in (
        ("counter-example", "counter"),
        ("anchor", "phrases"),
        ("example", "examples"),
        ("question", "questions"),
        ("pattern", "pattern"),
    ):
        if words in sentence:
            return field
    return None
