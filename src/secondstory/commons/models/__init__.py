"""What people say to each other, how it is looked after, and what they read."""

from secondstory.commons.models.conduct import Concern, ConductVersion, Decision, Moderator
from secondstory.commons.models.groups import GroupMembership, Influence, Reading, ReadingGroup
from secondstory.commons.models.lists import ListFollowing, ReadingItem, ReadingLine, ReadingList
from secondstory.commons.models.talking import Discussion, EarlierWords, OpenedQuestion, Remark

__all__ = [
    "Concern",
    "ConductVersion",
    "Decision",
    "Discussion",
    "EarlierWords",
    "GroupMembership",
    "Influence",
    "ListFollowing",
    "Moderator",
    "OpenedQuestion",
    "Reading",
    "ReadingGroup",
    "ReadingItem",
    "ReadingLine",
    "ReadingList",
    "Remark",
]
