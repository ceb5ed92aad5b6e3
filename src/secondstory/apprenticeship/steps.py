"""The five steps from reading to being watched, and whose word each of them rests on. No database."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices


class Step(TextChoices):
    READ = "read", "Read"
    WATCH = "watch", "Watch somebody do it"
    DO = "do", "Do it with somebody watching"
    LEAD = "lead", "Lead one"
    BE_WATCHED = "be-watched", "Be watched"


@dataclass(frozen=True, slots=True)
class Signers:
    learner: bool = False
    mentor: bool = False


# Nobody signs that they were watched: it begins again with the next learner.
SIGNED_BY: dict[Step, Signers] = {
    Step.READ: Signers(learner=True),
    Step.WATCH: Signers(mentor=True),
    Step.DO: Signers(learner=True, mentor=True),
    Step.LEAD: Signers(learner=True),
    Step.BE_WATCHED: Signers(),
}
