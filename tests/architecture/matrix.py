"""The permission matrix for what people tell first-hand (domain paper, §3.4), as one table: which reader reads which row.

Each row has words of its own ("canaries") planted in every place such a thing can hold words. ``READS`` is the whole
law; tests/architecture/test_permission_matrix.py asks every page, search, feed and export whether it is kept.
"""

from __future__ import annotations

# Columns. Roles are those of the study unless they are the organization's.
AUTHOR, PARTICIPANT, FACILITATOR = "author", "participant", "facilitator"
PRESENTER, MODERATOR, NOTE_TAKER = "presenter", "moderator", "note_taker"
REVIEWER, LEARNER = "reviewer", "learner"
TEAM, ORGANIZATION = "somebody on its team", "somebody in the organization"
PROCESS_OWNER, STEWARD, LEADER = "process owner", "steward", "leader"
LEFT, FORMER_FACILITATOR, PUBLIC = "participant who left", "former facilitator", "signed out"
READERS = (
    AUTHOR,
    PARTICIPANT,
    FACILITATOR,
    PRESENTER,
    MODERATOR,
    NOTE_TAKER,
    REVIEWER,
    LEARNER,
    TEAM,
    ORGANIZATION,
    PROCESS_OWNER,
    STEWARD,
    LEADER,
    LEFT,
    FORMER_FACILITATOR,
    PUBLIC,
)
IN_STORY = {AUTHOR, PARTICIPANT, FACILITATOR, PRESENTER, MODERATOR, NOTE_TAKER, LEARNER}
WORKS_ON_IT = {*IN_STORY, REVIEWER}

# Rows. Meeting roles: the note-taker held the conversations with the author, so they are one of 'the two'.
READS: dict[str, set[str]] = {
    "private": {AUTHOR},
    "kept back": {AUTHOR},
    "draft after sharing": {AUTHOR},
    "taken out": {AUTHOR},
    "withdrawn": {PARTICIPANT},  # its author is the other participant
    "with the facilitator": {AUTHOR, FACILITATOR},
    "with a former facilitator": {PARTICIPANT},
    "with the people": IN_STORY,
    "file of a private entry": {AUTHOR},
    "file of a shared entry": IN_STORY,
    "notes before approval": {AUTHOR, NOTE_TAKER},
    "notes approved": {AUTHOR, NOTE_TAKER, FACILITATOR},
    "notes for learners, too": {AUTHOR, NOTE_TAKER, FACILITATOR, LEARNER},
    "off the record": {FACILITATOR},
    "quote asked for": {AUTHOR, FACILITATOR},
    "quote approved": WORKS_ON_IT,
    "quote withdrawn": set(),
    "quote declined": set(),
    "note to oneself": {FACILITATOR},
    # The facilitator is a learner, too, and the other participant walks along with them.
    "note of a learner": {FACILITATOR},
    "note shown to a mentor": {FACILITATOR, PARTICIPANT},
    "three lines of a mentor": {FACILITATOR, PARTICIPANT},
    "answer to an exercise": {FACILITATOR},
    "with fresh eyes": {FACILITATOR},
    "timeline entry": WORKS_ON_IT,
    "reference": WORKS_ON_IT,
}
# What is sealed: none of its words stands anywhere in the database, the journal, a backup or a log.
SEALED = [row for row in READS if row not in ("timeline entry", "reference")]
