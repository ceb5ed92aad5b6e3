"""The order in which a conversation works: start wide, then their story, then the moments (after the critical decision
method of Klein and colleagues). Offered, never ticked off."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    why: str
    questions: tuple[str, ...]


# What a moment looked like from inside it (seed 001): also beside the account of whoever writes instead of talking.
AT_THAT_MOMENT = (
    "What seemed impossible just then?",
    "What seemed to have nothing to do with it?",
    "What were you hoping for, so that it was worth its risk?",
    "What could lead anybody in your seat to do the same?",
)

GUIDE = (
    Part(
        "Before you begin",
        "Say what it is for, who will read the notes, and that they can stop.",
        (
            "What would help you to talk about it?",
            "Is there anything you would rather tell off the record?",
            "May I take notes? You read them before anybody else does.",
        ),
    ),
    Part(
        "Their story, without interruption",
        "Let them talk about five times as much as you.",
        ("How did that day begin for you?", "Tell me what happened, from where you first came into it."),
    ),
    Part(
        "Through it once more, with the timeline",
        "Fill in what was on the screen and in the room.",
        (
            "What was on your screen at that moment?",
            "Who else was there, and what did you hear from them?",
            "What did you expect to happen next?",
        ),
    ),
    Part(
        "The moments with more than one way",
        "Not which way was better: how each looked from there.",
        (
            "What told you that something was changing?",
            "What were you trying to get done?",
            "What else did you see that you could do?",
            "What pressed: time, load, people waiting?",
            "What made it the sensible thing to do?",
            *AT_THAT_MOMENT,
        ),
    ),
    Part(
        "Somebody new in your seat",
        "What experience sees.",
        ("What would a newcomer have missed that you noticed?", "How did you learn to read that sign?"),
    ),
    Part(
        "Ordinary work",
        "What keeps it going on all other days.",
        (
            "How does this usually go?",
            "What do you do that is written nowhere?",
            "What went well that evening, and who or what kept it going?",
        ),
    ),
    Part("What is still puzzling", "Questions are findings, too.", ("What do you still wonder about?",)),
)
