"""Where a text names somebody, what they were stands instead."""

from __future__ import annotations

import pytest

from secondstory.publishing.without_names import by_role, given


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ana Ruiz looked.", "the operator looked."),
        ("It was Ana Ruiz's page.", "It was the operator's page."),
        ("Ana Ruizmann looked.", "a colleague Ruizmann looked."),
        ("Bananas, and Anatomy.", "Bananas, and Anatomy."),
        ("Jean-Luc O’Neil, then Ana.", "the lead, then a colleague."),
        ("", ""),
    ],
)
def test_a_name_is_met_whole_and_the_longer_one_first(text, told):
    names = {"Ana Ruiz": "the operator", "Ana": "a colleague", "Jean-Luc O’Neil": "the lead"}
    assert by_role(names)(text) == told


def test_what_somebody_was_in_the_story_goes_before():
    assert by_role({"Ana": "the operator"}, {"Ana": "a colleague", "Bo": "a colleague"})("Ana and Bo") == (
        "the operator and a colleague"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ana\nRuiz looked.",
        "Ana\u00a0Ruiz looked.",
        "ANA RUIZ looked.",
        "ana ruiz looked.",
        "_Ana Ruiz_ looked.",
        "**Ana  Ruiz** looked.",
        "Ask ana.ruiz@example.org.",
    ],
)
def test_a_name_is_met_however_it_is_set(text):
    told = by_role({"Ana Ruiz": "the operator", "ana.ruiz@example.org": "the operator"})(text)
    assert "the operator" in told
    assert "ruiz" not in told.casefold()


@pytest.mark.parametrize(("name", "text"), [("Zoe\u0308 May", "Zo\u00eb May"), ("Ann O\u2019Neil", "Ann O'Neil")])
def test_a_name_is_met_whichever_keyboard_typed_it(name, text):
    for one, other in ((name, text), (text, name)):
        assert by_role({one: "the operator"})(f"{other} looked.") == "the operator looked."


def test_what_may_be_words_of_the_language_is_met_as_it_is_written():
    assert by_role({"Will": "the operator"})("Will will look.") == "the operator will look."
    told = by_role({"Engineer on call": "a colleague"})
    assert told("Engineer on call, or an engineer on call?") == "a colleague, or an engineer on call?"


def test_people_of_a_story_are_met_by_their_first_name_too():
    roles = {"Ana Ruiz": "the operator", "Bo Lind": "the lead", "Bo Berg": "the planner", "Cy": "a guest"}
    told = by_role(roles, given(roles, several="somebody"))
    assert told("Ana Ruiz, Ana, Bo, Bo Berg and Cy") == "the operator, the operator, somebody, the planner and a guest"


def test_what_is_no_name_of_a_person_has_no_first_name():
    assert given({"the engineer on call": "x", "Second engineer": "y", "": "z", "Ana de la Cruz": "w"}, several="") == {
        "Ana": "w"
    }
