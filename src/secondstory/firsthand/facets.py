"""What a sentence of an account can be. The five of seed 001 are always offered, the others on request; none is
ever required. Plain values: no database."""

from __future__ import annotations

from enum import StrEnum


class Facet(StrEnum):
    OPENING = "opening"
    DID = "did"
    SAW = "saw"
    EXPECTED = "expected"
    ASSUMED = "assumed"
    UNDERSTOOD = "understood"
    WANTED = "wanted"
    PRESSURE = "pressure"
    ASKED_HELP = "asked_help"
    DECIDED = "decided"


IN_WORDS: dict[Facet, str] = {
    Facet.OPENING: "To begin with",
    Facet.DID: "I did",
    Facet.SAW: "I saw",
    Facet.EXPECTED: "I expected",
    Facet.ASSUMED: "I assumed",
    Facet.UNDERSTOOD: "I understood",
    Facet.WANTED: "I wanted",
    Facet.PRESSURE: "I felt pressure",
    Facet.ASKED_HELP: "I asked for help",
    Facet.DECIDED: "I decided",
}
ALWAYS = (Facet.DID, Facet.SAW, Facet.EXPECTED, Facet.ASSUMED, Facet.UNDERSTOOD)
ON_REQUEST = (Facet.WANTED, Facet.PRESSURE, Facet.ASKED_HELP, Facet.DECIDED)
# What somebody believed; it can prove otherwise later.
BELIEFS = (Facet.EXPECTED, Facet.ASSUMED, Facet.UNDERSTOOD)
# Next to each act stands the question of seed 000: why did it make sense to me when I took that action?
ACTS = (Facet.DID, Facet.DECIDED, Facet.ASKED_HELP)
# The situation around an act, offered and never required (seed 001: tools, signals, load, competing work).
SITUATION: dict[str, str] = {
    "cues": "What told me so?",
    "goals": "What was I trying to get done?",
    "options": "What else did I see that I could do?",
    "pressures": "What pressed: time, load, people waiting?",
    "room": "How much room did I have to decide?",
    "around": "Time of day, hours into the shift, what else was going on?",
}
