from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from secondstory.incidents.models import Retrospective
from secondstory.people.records import Record
from secondstory.wording.querysets import AnswerQuerySet

HASH = r"^[0-9a-f]{64}$"


class Level(models.TextChoices):
    WHISPER = "whisper", "whisper"
    NUDGE = "nudge", "nudge"
    ASK = "ask", "ask"
    GATE = "gate", "gate"


class Strictness(models.Model):
    """One row: how strict this organization wants it. ``stamp`` counts every change of the choices, so that rules made
    ready once are used until the next one."""

    class Preset(models.TextChoices):
        GENTLE = "gentle", "Gentle"
        STANDARD = "standard", "Standard"
        STRICT = "strict", "Strict"

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    preset = models.CharField(max_length=10, choices=Preset.choices, default=Preset.STANDARD)
    stamp = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "strictness"
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="strictness_is_one"),
            models.CheckConstraint(condition=Q(preset__in=["gentle", "standard", "strict"]), name="preset_is_known"),
        ]


class RuleChoice(Record):
    """What the organization chose for one rule, or for a whole kind of wording. ``about`` is a rule's id or a
    category's code and no foreign key: built-in rules come with the code, and a choice stays when one is renamed away."""

    about = models.CharField(max_length=80, unique=True)
    muted = models.BooleanField(default=False)
    level = models.CharField(max_length=10, choices=Level.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(muted=True) | ~Q(level=""), name="rule_choice_chooses"),
            models.CheckConstraint(condition=Q(level__in=["", *Level.values]), name="rule_choice_level_is_known"),
        ]


class OwnRule(Record):
    """A rule of the organization's own, field by field as a rule file has them. ``number`` is its version: an answer
    holds for the version it was given on."""

    name = models.SlugField(max_length=60, unique=True)
    category = models.CharField(max_length=8)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.NUDGE)
    phrases: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    pattern = models.TextField(max_length=2000, blank=True)
    message = models.CharField(max_length=300)
    why = models.TextField(max_length=1000)
    questions: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    rewrites: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    examples: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    counter: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    number = models.PositiveIntegerField(default=1)
    is_on = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="own_rule_level_is_known"),
        ]

    def __str__(self) -> str:
        return self.message

    @property
    def rule_id(self) -> str:
        return f"own.{self.name}"

    def told(self) -> dict[str, Any]:
        """The fields of the rule, as ``wording.own.rule_of`` takes them."""
        names = ("category", "level", "phrases", "pattern", "message", "why", "questions", "rewrites")
        return {name: getattr(self, name) for name in (*names, "examples", "counter")}


class Answer(Record):
    """What somebody answered to a finding in a text that others read, too. Never about private words (invariant 20).

    ``quote`` is a hash of the sentence and the words in it, not the words: the text itself is where it always was, and
    what is taken out of it there is gone here as well. ``kept`` says why in one sentence, which stands in the edition.
    """

    class State(models.TextChoices):
        REWORDED = "reworded", "reworded"
        KEPT = "kept", "kept with a reason"
        NOT_APPLICABLE = "not_applicable", "not about this"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="wording_answers")
    surface = models.CharField(max_length=16)
    object_id = models.UUIDField(null=True, blank=True)
    field = models.CharField(max_length=40, blank=True)
    quote = models.CharField(max_length=64)
    rule = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=16, choices=State.choices)
    reason = models.CharField(max_length=500, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["retrospective", "surface", "quote", "rule", "version"], name="one_wording_answer"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["reworded", "kept", "not_applicable"]), name="wording_answer_is_known"
            ),
            models.CheckConstraint(condition=~Q(state="kept") | ~Q(reason=""), name="kept_wording_has_a_reason"),
            models.CheckConstraint(condition=Q(quote__regex=HASH), name="wording_quote_is_a_hash"),
            models.CheckConstraint(
                condition=Q(
                    surface__in=["timeline", "analysis", "writeup", "recommendation", "comment", "reader_note"]
                ),
                name="wording_answer_is_about_shared_text",
            ),
        ]


class RuleTally(models.Model):
    """How often a rule was called helpful, or not for here. A bare number per rule: no person, no text, no day, so that
    nothing can be told of anybody (invariant 5). Rules are retired by it."""

    rule = models.CharField(max_length=80, primary_key=True)
    helpful = models.PositiveIntegerField(default=0)
    not_here = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "rule tallies"
