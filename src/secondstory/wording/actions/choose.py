"""How strict it is here: the preset, and what is muted, quieter, louder or asked before a text is final."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from secondstory.journal.actions import action, record
from secondstory.language import load_rules
from secondstory.people.refusals import NotFound, Refusal
from secondstory.wording.kinds import KINDS
from secondstory.wording.models import Level, OwnRule, RuleChoice, Strictness
from secondstory.wording.policies import check_can_choose

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def choose_preset(preset: str, *, by: Person) -> Strictness:
    check_can_choose(by)
    if preset not in Strictness.Preset.values:
        raise Refusal("Choose Gentle, Standard or Strict.", code="unknown_preset", field="preset")
    now = Strictness.objects.get(pk=1)
    if now.preset != preset:
        Strictness.objects.filter(pk=1).update(preset=preset)
        rules_changed()
        record("wording.strictness_changed", about=by, by=by, preset=preset)
    return Strictness.objects.get(pk=1)


@action
def choose_rule(about: str, *, by: Person, muted: bool = False, level: str = "") -> RuleChoice | None:
    """Mute a rule or a kind of wording, or give it a level of one's own. Neither: it is as it came, and None."""
    check_can_choose(by)
    if level not in ("", *Level.values):
        raise Refusal("The levels are whisper, nudge, ask and gate.", code="unknown_level", field="level")
    if about not in KINDS and not _is_rule(about):
        raise NotFound("There is no rule and no kind of wording of that name. Reload the page.")
    before = RuleChoice.objects.filter(about=about).first()
    if not muted and not level:
        if before is None:
            return None
        record("wording.rule_chosen", about=before, by=by, rule=about, muted=False, level="")
        before.delete()
        rules_changed()
        return None
    if before and (before.muted, before.level) == (muted, level):
        return before
    chosen, _ = RuleChoice.objects.update_or_create(
        about=about, defaults={"muted": muted, "level": level, "created_by": by}
    )
    rules_changed()
    record("wording.rule_chosen", about=chosen, by=by, rule=about, muted=muted, level=level)
    return chosen


def _is_rule(about: str) -> bool:
    if about in load_rules().by_id or RuleChoice.objects.filter(about=about).exists():
        return True
    return about.startswith("own.") and OwnRule.objects.filter(name=about.removeprefix("own.")).exists()


def rules_changed() -> None:
    """Every process makes its rules ready anew before the next look. A number nobody had before, also after a restore."""
    Strictness.objects.filter(pk=1).update(stamp=secrets.randbits(62))
