"""Helpful, or not here: two bare numbers per rule.

Nothing else is kept, on purpose: with a person or a day beside it, one could tell of somebody how often they were pointed
at (invariant 5). So these two are no events of the journal either, and pressing twice counts twice.
"""

from __future__ import annotations

from django.db.models import F

from secondstory.journal.actions import action
from secondstory.people.refusals import NotFound
from secondstory.wording.choices import choices_now
from secondstory.wording.models import RuleTally


def helpful(rule: str) -> None:
    _one_more(rule, "helpful")


def not_here(rule: str) -> None:
    _one_more(rule, "not_here")


@action
def _one_more(rule: str, name: str) -> None:
    if rule not in choices_now().rules.by_id:
        raise NotFound("This rule is not looked for any more. Reload the page.")
    RuleTally.objects.get_or_create(rule=rule)
    RuleTally.objects.filter(rule=rule).update(**{name: F(name) + 1})
