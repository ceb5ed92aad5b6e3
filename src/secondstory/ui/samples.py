"""Invented words for the page that shows the components. Nothing here happened to anyone."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms

from secondstory.ui.forms import Form
from secondstory.ui.picture import Lane, Mark, draw

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
ZONE = "Europe/Amsterdam"


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


class Sample(Form):
    title = forms.CharField(
        label="What is the question?", help_text="One line. ‘How’ and ‘what made’ open more than ‘why’."
    )
    text = forms.CharField(label="What you saw", widget=forms.Textarea, required=False)
    seen = forms.IntegerField(label="How many carts waited?")
    kind = forms.ChoiceField(
        label="What kind of signal is it?",
        choices=[("surprise", "surprise"), ("near", "near miss"), ("weak", "weak signal")],
        widget=forms.RadioSelect,
    )
    where = forms.ChoiceField(label="Where", choices=[("north", "North gate"), ("south", "South gate")])
    tell = forms.BooleanField(label="Tell the people at the gate", required=False)


RAIL = [
    {"name": name, "state": state, "says": says, "url": "#", "due": due, "good_enough": enough}
    for name, state, says, due, enough in (
        ("Capture", "done", "complete", "", ""),
        ("Accounts", "open", "2 of 3 shared", "until Fri 6 Mar", ""),
        ("Timeline", "current", "being worked on", "due Tue 10 Mar", "starts before the trouble, gaps are shown"),
        ("Analysis", "open", "begun", "", ""),
        ("Write-up", "next", "not begun", "", ""),
        ("Review", "next", "opens Wed 18 Mar", "", ""),
        ("Recommendations", "next", "none proposed", "", ""),
        ("Published", "next", "not yet", "", ""),
    )
]

PICTURE = draw(
    [
        Lane("Weather", [Mark(at(-40), "#e1", "Fog on the canal", until=at(95), approximate=True)]),
        Lane(
            "Bridge",
            [
                Mark(at(-12), "#e2", "The bridge opens for a barge"),
                Mark(at(31), "#e3", "The barrier stays down", kind="turn"),
                Mark(at(45), "#e4", "The sign goes dark", kind="doubt", approximate=True),
            ],
        ),
        Lane(
            "Keeper",
            [
                Mark(at(20), "#e5", "Looks at the second screen", precision="hour"),
                Mark(at(33), "#e6", "Calls the depot"),
                Mark(at(34), "#e6", "Walks to the barrier"),
                Mark(at(36), "#e6", "Lifts it by hand"),
            ],
        ),
        Lane("Depot", [Mark(at(70), "#e7", "Finds the worn switch", kind="later")]),
    ],
    ZONE,
)

ENTRIES: list[dict[str, Any]] = [
    {
        "id": "e2",
        "lane": 2,
        "at": at(-12),
        "text": "The bridge opens for a barge.",
        "source": "bridge log",
        "name": "Bridge",
    },
    {
        "id": "e5",
        "lane": 3,
        "at": at(20),
        "precision": "hour",
        "text": "The second screen shows the barrier as up.",
        "source": "keeper’s account, shared",
        "name": "Keeper",
    },
    {
        "id": "e3",
        "lane": 2,
        "at": at(31),
        "kind": "turn",
        "text": "The barrier stays down. Nine carts wait.",
        "source": "bridge log",
        "name": "Bridge",
    },
    {
        "id": "e6",
        "lane": 3,
        "at": at(33),
        "text": "The keeper calls the depot and walks to the barrier.",
        "source": "call list",
        "name": "Keeper",
    },
    {
        "id": "e7",
        "lane": 4,
        "at": at(70),
        "kind": "later",
        "text": "A worn switch is found under the deck.",
        "source": "depot note",
        "name": "Depot",
    },
]

CONTROLS = [
    ("held", "Barrier closes before the deck lifts", "Nobody was on the deck."),
    ("partly_held", "Call list at the keeper’s desk", "Two of four numbers reached someone."),
    ("did_not_act", "Lamp on the far side", "Its cable had been moved with the pole."),
    ("too_late", "Hourly picture of the road", "Showed the carts when they had gone."),
    ("acted_wrongly", "Second screen", "Showed ‘up’ while the barrier was down."),
    ("not_in_place", "Hand wheel on this side", "The south gate has one, the north gate has none."),
    ("unknown", "Bell", "Nobody recalls hearing it, nobody recalls silence."),
]

MARKDOWN = """The keeper watched the *second* screen, which had been right **every day** since autumn.

# How it looked

1. The deck came down.
2. The screen said `up`.

> Nine carts, and not one of them blew a horn.

| gate | wheel |
|---|---|
| south | yes |
| north | [none](https://example.org/gates) |
"""


def everything() -> dict[str, Any]:
    asked = Sample({"title": "", "text": "Nine carts waited.", "seen": "nine", "kind": "other", "where": "north"})
    return {
        "form": Sample(), "asked": asked, "zone": ZONE, "noon": NOON, "controls": CONTROLS,
        "markdown_text": MARKDOWN, "picture": PICTURE, "entries": ENTRIES,
        "rungs": [
            {"who": "Only you", "what": "now", "now": True},
            {"who": "Facilitator", "what": "one person, with a question or two", "url": "#"},
            {"who": "People in this story", "what": "three roles, after you say so"},
            {"who": "Quoted in the write-up", "what": "sentence by sentence, in words you approve"},
        ],
    }  # fmt: skip
