"""Who keeps a list and who reads it, in words and as a condition."""

from __future__ import annotations

from django.db.models import Q

from secondstory.commons.models import ReadingList
from secondstory.incidents.audiences import readers_in_words
from secondstory.people.models import Person


def kept_by(user: Person) -> Q:
    own = Q(created_by=user, kept_by=None)
    return own | Q(kept_by__in=user.as_reader.team_ids) if user.as_reader.team_ids else own


def whose(one: ReadingList) -> str:
    return f"the team {one.kept_by.name}" if one.kept_by else str(one.created_by)


def readers_of(one: ReadingList) -> str:
    """Begins the sentence '… can read this now.'"""
    return readers_in_words(one.audience, one.team)
