"""The four circles of readers, from narrow to wide, and which of them somebody may publish to."""

from __future__ import annotations

from secondstory.people.audience import Audience

WIDTH = {audience: width for width, audience in enumerate(Audience)}


def is_wider(one: str, other: str) -> bool:
    return WIDTH[Audience(one)] > WIDTH[Audience(other)]


def up_to(confirmed: str) -> list[Audience]:
    """The circles within what was confirmed, narrow to wide; none when nothing was."""
    return [audience for audience in Audience if confirmed and not is_wider(audience, confirmed)]


def readers_in_words(audience: str, team: str = "") -> str:
    """Begins the sentence '… can read this now.'"""
    return {
        Audience.GROUP: "The people in this study",
        Audience.TEAM: f"The team {team}" if team else "The team",
        Audience.ORGANIZATION: "The whole organization",
        Audience.PUBLIC: "Everyone, inside and outside,",
    }[Audience(audience)]


def published_to(audience: str, team: str = "") -> str:
    """Ends the sentence 'published to …'."""
    return {
        Audience.GROUP: "the people in this study",
        Audience.TEAM: f"the team {team}" if team else "the team",
        Audience.ORGANIZATION: "the organization",
        Audience.PUBLIC: "everyone",
    }[Audience(audience)]
