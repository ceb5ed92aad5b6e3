"""Proposing to keep, drop or try something: anybody here, with their name or without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone

from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.playbook.process import working_days_after
from secondstory.practice.models import Experience, Proposal, ShownBy, Way
from secondstory.practice.policies import check_is_here, check_keeps_process
from secondstory.publishing.models import Publication
from secondstory.ui.text import tidy_line

ANSWER_WITHIN = 10  # working days


@action
def propose(
    what: str,
    why: str,
    *,
    by: Person,
    way: str,
    trouble: str = Proposal.Trouble.ELSE,
    about: str = "",
    studies: Sequence[UUID] = (),
    hoped_for: str = "",
    look_again_on: date | None = None,
    without_name: bool = False,
    grew_from: Experience | None = None,
) -> Proposal:
    """``studies`` are ids that ``by`` reads (studies.py). ``without_name`` keeps the name out of the row and out of the
    journal, so that nobody can put it back. The same words sent twice are one proposal."""
    check_is_here(by)
    if grew_from:
        check_keeps_process(by)
        _check_own_words(grew_from, by, what, why, hoped_for)
    if way not in Way.values:
        raise Refusal("Choose whether to keep it, to drop it or to try something.", field="way")
    if trouble not in Proposal.Trouble.values:
        raise Refusal("Choose what it is about it from the list.", field="trouble")
    if without_name and studies:
        _check_read_by_many(studies)
    if look_again_on and look_again_on <= timezone.localdate():
        raise Refusal("Choose a day to come, to look at it again.", code="past_day", field="look_again_on")
    told = {
        "about": about[:80],
        "trouble": trouble,
        "way": way,
        "what": line(what, most=200, field="what", empty="Say in one line what you would keep, drop or try."),
        "why": prose(why, most=4000, field="why", empty="Say why, so that others can follow."),
        "hoped_for": line(hoped_for, most=1000, field="hoped_for"),
        "look_again_on": look_again_on,
        "grew_from": grew_from,
        "created_by": None if without_name else by,
    }
    if same := Proposal.objects.waiting().filter(**told).first():
        return same
    made = Proposal.objects.create(due_on=working_days_after(timezone.localdate(), ANSWER_WITHIN), **told)
    ShownBy.objects.bulk_create(ShownBy(proposal=made, study_id=study) for study in dict.fromkeys(studies))
    record("proposal.made", about=made, by=made.created_by, element=made.about, way=str(way))
    return made


def _check_read_by_many(studies: Sequence[UUID]) -> None:
    """Of a study that three people worked on, the study would be the name (models.py: Experience)."""
    open_to = (Audience.ORGANIZATION, Audience.PUBLIC)
    texts = Publication.objects.filter(retrospective_id__in=studies, audience__in=open_to, withdrawn_at=None)
    if texts.count() < len(set(studies)):
        raise Refusal(
            "Of a study that few read, the study would tell your name. Leave it out, or name one whose text everybody here"
            " reads.",
            code="study_tells_who",
            field="studies",
        )


def _check_own_words(told: Experience, by: Person, *said: str) -> None:
    """It was told to those who keep the process; everybody here reads a proposal. Who told it may repeat it."""
    if told.created_by_id == by.pk:
        return
    words = [tidy_line(one) for one in (told.worked, told.in_the_way)]
    if any(one and one in tidy_line(text) for one in words for text in said):
        raise Refusal(
            "These words were told to those who keep the process; a proposal is read by everybody. Say in your own words"
            " what you would change.",
            code="not_your_words",
            field="why",
        )
