"""The rules a text is read with here: the built-in ones with the organization's choices laid over them.

An upgrade brings other built-in rules; the choices are rows, and are laid over whatever there is.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from secondstory.language import Rules, load_rules
from secondstory.language.finding import LEVELS
from secondstory.language.rules import Rule
from secondstory.language.surfaces import SURFACES
from secondstory.wording.kinds import PRIVATE
from secondstory.wording.models import OwnRule, RuleChoice, Strictness
from secondstory.wording.own import RuleRefused, rule_of


@dataclass(frozen=True, slots=True)
class Choices:
    """``asks``: whether anything can wait for an answer before a text is final."""

    rules: Rules
    preset: str
    asks: bool

    def loudness(self, level: str, surface: str) -> str:
        """Private words are whispered about whatever was chosen, and only texts that become final are asked about."""
        if surface in PRIVATE:
            return "whisper"
        if level == "gate" and surface not in ("writeup", "analysis", "recommendation"):
            return SURFACES[surface].level
        return level


_ready: tuple[tuple[str, int], Choices] | None = None
_lock = threading.Lock()


def choices_now() -> Choices:
    """One statement while nothing was changed since the last call of this process."""
    global _ready  # noqa: PLW0603  # one per process, replaced whole
    now = Strictness.objects.get(pk=1)
    key = (now.preset, now.stamp)
    ready = _ready
    if ready is None or ready[0] != key:
        with _lock:
            ready = (key, _made(now))
            _ready = ready
    return ready[1]


def _made(now: Strictness) -> Choices:
    chosen = list(RuleChoice.objects.order_by("about"))
    levels = {one.about: one.level for one in chosen if one.level and not one.muted}
    own = [rule for one in OwnRule.objects.filter(is_on=True).order_by("name") if (rule := own_rule(one))]
    muted = {one.about for one in chosen if one.muted}
    rules = load_rules()
    if own or muted or levels:
        rules = rules.with_choices(own=own, muted=muted, levels=levels)
    asks = now.preset == Strictness.Preset.STRICT or any(rule.level == LEVELS[-1] for rule in rules)
    return Choices(rules, now.preset, asks)


def own_rule(kept: OwnRule) -> Rule | None:
    """The rule, or None when the engine of today no longer takes what an earlier one took: it rests then."""
    try:
        return rule_of(kept.name, kept.number, kept.told())
    except RuleRefused:
        return None
