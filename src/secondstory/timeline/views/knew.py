"""What an entry's page needs to ask who knew it, and when."""

from __future__ import annotations

from typing import Any

from secondstory.incidents.models import Participant, Retrospective
from secondstory.people.models import Person
from secondstory.timeline.forms.knew import AtOnceForm, LearnedForm
from secondstory.timeline.lines import knew, zone_of
from secondstory.timeline.models import Awareness, Entry
from secondstory.timeline.policies import can_change_awareness
from secondstory.timeline.who_knew import in_words


def people_of(study: Retrospective) -> list[Participant]:
    people = list(study.participants.filter(left_at=None).select_related("person").order_by("created_at", "id"))
    for one in people:
        one.retrospective = study  # so that "may I?" asks no statement for each
    return people


def who_knew(
    entry: Entry, people: list[Participant], known: list[Awareness], user: Person, learned: LearnedForm | None = None
) -> dict[str, Any]:
    """What is said already, each with whether this person may take it back, and forms for what is not."""
    study = entry.retrospective
    zone = zone_of(entry, study)
    by_id = {one.pk: one for one in people}
    said = []
    for one in known:
        one.participant = by_id.get(one.participant_id, one.participant)
        one.participant.retrospective = study
        words = in_words(entry, [knew(one)], zone)
        said.append({"awareness": one, "words": words, "can_change": can_change_awareness(one, user)})
    open_to = [one for one in people if one.pk not in {each.participant_id for each in known}]
    return {
        "known": said,
        "at_once": AtOnceForm(open_to) if open_to else None,
        "learned": learned or (LearnedForm(people, zone) if people else None),
    }
