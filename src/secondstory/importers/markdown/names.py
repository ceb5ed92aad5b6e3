"""Telling who should do something from what it is about, in the labels people write."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"\s*(?:/|&|,|\+|\band\b)\s*", re.IGNORECASE)
_HANDLE = re.compile(r"`?@[\w.-]+`?")
_INITIALS = re.compile(r"[A-Z]{1,2}[A-Za-z]?[A-Z]?")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’.-]*[a-zà-öø-ÿ.](?: [A-ZÀ-ÖØ-Þ][\w'’.-]*){0,2}")
_EVERYBODY = re.compile(
    r"(?:the )?(?:[\w-]+ )?(?:team|all|everyone|everybody|engineers|developers|devs|on-?call|ops|sre|pms?)",
    re.IGNORECASE,
)
_TOPIC_ENDING = re.compile(r"(?:ing|tion|sion|ment|ity|ness|ance|ence|ware|ture|ology|isms?|ics|ngs|tions|ments)$")
_NOT_NAMES = """
    action actions alert alerts api app apps architecture backend backlog backup backups bug bugs build
    capacity ci client cloud code communication communications completed config context customer customers
    dashboard dashboards data database deploy deploys description design detect detected detection dns docs
    done due elastic email error errors etc faq feature features fix fixes follow followup followups
    frontend future general ideas immediate impact improve improvement improvements incident infra
    infrastructure internal issue issues kubernetes later lessons link links logs long low mail maintenance
    medium metrics minor misc mitigate mitigation mobile monitor network next note notes now observability
    open ops other outcome owner pending people people/process phase planned planning platform postgres
    prevent prevention priority process processes product production project questions redis reference
    references related release releases reliability resolution resources response result review risk risks
    runbook runbooks safety scope security server servers service services short slack software sprint
    staging status step steps storage summary support system systems task tasks tba tbc tbd team-wide
    technical term test tests then thoughts tickets time title todo tool tools training type update updates
    urgent users vendor website what when why workaround
"""
_LONGEST = 120
_TOPICS = frozenset(_NOT_NAMES.split())


def who(label: str) -> str | None:
    """The people a label names, as written: ``Alex/Jamie``, ``@dma``, ``RK``, ``Team``; None for a topic."""
    if len(label) > _LONGEST:
        return None
    words = label.strip().strip(":").strip()
    words = re.split(r"\s+[-–—]\s+|\s*\(", words, maxsplit=1)[0].strip()
    if not words or len(words) > 60:
        return None
    parts = [part for part in _SEPARATOR.split(words) if part]
    if parts and len(parts) <= 5 and all(_is_who(part) for part in parts):
        return words
    return None


def _is_who(part: str) -> bool:
    if _HANDLE.fullmatch(part) or _EVERYBODY.fullmatch(part):
        return True
    if any(word.casefold() in _TOPICS or _TOPIC_ENDING.search(word) for word in part.split()):
        return False
    return bool(_NAME.fullmatch(part) or (len(part) > 1 and _INITIALS.fullmatch(part)))
