"""Which categories are looked for where, and how loud."""

import pytest

from secondstory.language import LEVELS, SURFACES, check
from secondstory.language.surfaces import ALL, level_of

BLAME = "The platform team broke production."


def levels(text: str, surface: str, preset: str = "standard") -> dict[str, str]:
    return {finding.category: finding.level for finding in check(text, surface=surface, preset=preset)}


def test_an_own_account_is_only_whispered_to() -> None:
    found = levels("I should have known. In hindsight it was my fault. It was human error.", "own_account")
    assert set(found) == {"LF-CF", "LF-HS", "LF-SB"} & set(found)
    assert "LF-SB" in found
    assert set(found.values()) == {"whisper"}


def test_notes_and_imports_are_left_alone() -> None:
    assert check(BLAME, surface="notes") == []


def test_a_timeline_is_nudged() -> None:
    assert levels(BLAME, "timeline") == {"LF-BL": "nudge"}


def test_a_write_up_is_asked() -> None:
    assert levels(BLAME, "writeup") == {"LF-BL": "ask"}


def test_strict_waits_for_an_answer() -> None:
    assert levels(BLAME, "writeup", "strict") == {"LF-BL": "gate"}
    assert levels("Be more careful.", "recommendation", "strict") == {"LF-WC": "gate"}
    assert levels(BLAME, "comment", "strict")["LF-BL"] == "gate"
    assert levels(BLAME, "timeline", "strict") == {"LF-BL": "nudge"}


def test_strict_has_no_gate_for_what_somebody_said() -> None:
    assert levels(f"> {BLAME}", "writeup", "strict") == {"LF-BL": "ask"}


def test_gentle_is_a_step_quieter() -> None:
    assert levels(BLAME, "writeup", "gentle") == {"LF-BL": "nudge"}
    assert levels("I should have known.", "own_account", "gentle").get("LF-SB") == "whisper"


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("preset", ["gentle", "standard", "strict"])
def test_no_finding_is_louder_than_its_surface(surface: str, preset: str) -> None:
    place = SURFACES[surface]
    for category in ALL:
        for own in ("whisper", "nudge", "ask"):
            level = level_of(own, category, place, preset, 0)
            if preset == "strict" and category in place.gates:
                assert level == "gate"
            else:
                assert LEVELS.index(level) <= LEVELS.index(place.level)


def test_the_product_is_held_to_all_of_it() -> None:
    assert SURFACES["product"].categories == ALL
    assert SURFACES["writeup"].categories == ALL
