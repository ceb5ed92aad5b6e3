"""The twenty kinds of wording in plain words, and the places where people write. Plain values, no database."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """A category of the engine: ``name`` on screen, ``about`` in half a sentence."""

    code: str
    name: str
    about: str


KINDS: dict[str, Kind] = {
    one.code: one
    for one in (
        Kind("LF-CF", "What did not happen", "“would have”, “could have”, “should have”, “if only”"),
        Kind("LF-HE", "A slip as the whole explanation", "“human error”, “operator error”, “fat finger”"),
        Kind("LF-BL", "Fault put on a person or team", "“to blame”, “their fault”, “responsible for the outage”"),
        Kind("LF-CH", "Character instead of circumstances", "“careless”, “reckless”, “gambled”, “inexperienced”"),
        Kind("LF-RC", "One condition as the only one", "“the root cause”, “it boils down to”"),
        Kind("LF-HS", "Seen from the end", "“in hindsight”, “obviously”, “bound to happen”"),
        Kind("LF-OM", "What somebody did not do", "“failed to”, “forgot to”, “did not bother”"),
        Kind("LF-PR", "Held against a rule", "“violated procedure”, “against best practice”, sanctions"),
        Kind("LF-FM", "A name instead of an explanation", "“complacency”, “lost situational awareness”"),
        Kind("LF-PV", "A judgement without a person", "“mistakes were made”, “was not tested”"),
        Kind("LF-AN", "Dramatic words", "“disaster”, “chaos”, “ridiculous”"),
        Kind("LF-SB", "Hard on oneself", "“my fault”, “I have no idea what I was doing”"),
        Kind("LF-MI", "Made small", "“just”, “simply”, “trivial”"),
        Kind("LF-MR", "People as the weak part", "“take humans out of the loop”, “foolproof”"),
        Kind("LF-DD", "It could not happen here", "“we would never”, “only because they”"),
        Kind("LF-AB", "A promise about everything", "“never again”, “fully resolved”, “100%”"),
        Kind("LF-WC", "Trying harder as the remedy", "“be more careful”, “remind everyone”, “retrain”"),
        Kind("LF-VA", "Nobody can tell when it is done", "“improve monitoring”, “look into”, “consider”"),
        Kind("LF-WY", "A why that asks for a defence", "“why did you”, “who approved this”"),
        Kind("LF-NM", "A name where a role would do", "names of the people of the study beside an act"),
    )
}

# Words that stay with whoever writes them: computed, shown to them, noted nowhere (invariant 20).
PRIVATE = frozenset({"own_account", "account"})
SURFACES: dict[str, str] = {
    "own_account": "an account, by its author",
    "account": "an account that is shared",
    "notes": "rough notes",
    "timeline": "the timeline",
    "analysis": "the analysis",
    "writeup": "the write-up",
    "recommendation": "recommendations",
    "comment": "comments and meeting notes",
    "reader_note": "readers' notes",
}
LEVELS: dict[str, str] = {
    "whisper": "whisper: a small mark",
    "nudge": "nudge: an underline",
    "ask": "ask: an underline and a question",
    "gate": "gate: asked before the text is final",
}
PRESETS: dict[str, str] = {
    "gentle": "Gentle: everything a step quieter",
    "standard": "Standard: as the rules say",
    "strict": "Strict: what did not happen, slips, fault and character are asked about before a text is final",
}
