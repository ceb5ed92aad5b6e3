"""A rule of the organization's own, made and tried by the engine. Plain values in, a rule or a refusal out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from secondstory.language.parse import RuleRefused, parse_rules
from secondstory.language.rules import Rule


def rule_of(name: str, number: int, told: Mapping[str, Any]) -> Rule:
    """The rule ``own.name`` in its version ``number``.

    :param told: category, level, phrases, pattern, message, why, questions, rewrites, examples, counter.
    :raises RuleRefused: with the engine's sentence, when the rule does not do what its own examples say.
    """
    (rule,) = parse_rules(as_toml(name, number, told), f"own.{name}")
    return rule


def as_toml(name: str, number: int, told: Mapping[str, Any]) -> str:
    """The rule as a rule file has it."""
    phrases = [heard(phrase) for phrase in told["phrases"]]
    fields: dict[str, Any] = {
        "id": f"own.{name}",
        "version": number,
        "category": told["category"],
        "level": told["level"],
        "message": told["message"],
        "why": told["why"],
        "questions": list(told["questions"]),
        "rewrites": list(told["rewrites"]),
        "anchors": phrases,
        "pattern": told["pattern"].strip() or pattern_of(phrases),
        "examples": list(told["examples"]),
        "counter": list(told["counter"]),
    }
    return "\n".join(["[[rule]]", *(f"{key} = {_toml(value)}" for key, value in fields.items()), ""])


def pattern_of(phrases: list[str]) -> str:
    """Any of the phrases, whole words, as the engine hears a text: in lower case, one blank between words."""
    words = "|".join(re.escape(phrase).replace(r"\ ", " ") for phrase in sorted(phrases, key=len, reverse=True))
    return rf"(?<!\w)(?:{words})(?!\w)"


def heard(phrase: str) -> str:
    return " ".join(phrase.lower().replace("\u2019", "'").split())


def _toml(value: Any) -> str:
    """JSON is TOML for numbers, strings and lists of them, but for a character that TOML wants written out."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


__all__ = ["RuleRefused", "as_toml", "rule_of"]
