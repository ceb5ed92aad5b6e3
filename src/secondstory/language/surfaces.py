"""Which categories are looked for where, and how loud a finding is: the table of surfaces and the three presets."""

from __future__ import annotations

from secondstory.language.finding import LEVELS

PRESETS = ("gentle", "standard", "strict")


def codes(words: str) -> frozenset[str]:
    return frozenset("LF-" + code for code in words.split())


ALL = codes("CF HE RC HS BL CH OM PR FM WC VA PV AN SB MI MR DD AB WY NM")


class Surface:
    """``level`` is the loudest a finding gets here; ``gates`` are the categories that the strict preset turns into a gate.

    ``purpose`` is what a text without headings is for.
    """

    def __init__(
        self, categories: frozenset[str], level: str, gates: frozenset[str] = frozenset(), purpose: str = ""
    ) -> None:
        self.categories = categories
        self.level = level
        self.gates = gates
        self.purpose = purpose


SURFACES: dict[str, Surface] = {
    "own_account": Surface(codes("SB CF HS"), "whisper"),
    "account": Surface(codes("SB CF HS"), "whisper"),
    "notes": Surface(frozenset(), "whisper"),
    "timeline": Surface(codes("CF HE BL CH OM HS NM"), "nudge", purpose="timeline"),
    "analysis": Surface(ALL - codes("VA WC DD"), "ask", codes("CF HE BL CH"), purpose="causes"),
    "writeup": Surface(ALL, "ask", codes("CF HE BL CH")),
    "recommendation": Surface(codes("WC VA OM BL AB PR"), "ask", codes("WC"), purpose="actions"),
    "comment": Surface(codes("WY BL CH DD CF HS"), "nudge", codes("BL CH")),
    "reader_note": Surface(codes("DD BL CF HS"), "nudge"),
    "product": Surface(ALL, "ask"),
}


def level_of(own: str, category: str, surface: Surface, preset: str, steps_down: int) -> str:
    """How loud a finding is: its rule's own level, no louder than the surface allows, moved by the preset."""
    if preset == "strict" and category in surface.gates:
        return LEVELS[LEVELS.index("gate") - steps_down]
    rank = min(LEVELS.index(own), LEVELS.index(surface.level) if own != "gate" else len(LEVELS) - 1)
    if preset == "gentle":
        steps_down += 1
    elif preset == "strict" and surface.level == "ask":
        rank = min(rank + 1, max(rank, LEVELS.index("ask")))
    return LEVELS[max(0, rank - steps_down)]
