"""May I? The learner chooses; the mentor they chose agrees and sees what they are shown. No role opens anything here."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from secondstory.apprenticeship.models import Apprenticeship, LearnerNote, Mentorship
from secondstory.apprenticeship.steps import SIGNED_BY, Step
from secondstory.incidents.models import Retrospective, StudyRole
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

User = Person | AnonymousUser


def check_is_learner(apprenticeship: Apprenticeship, user: User) -> None:
    if apprenticeship.learner_id == user.pk:
        return
    if not Apprenticeship.objects.visible_to(user).filter(pk=apprenticeship.pk).exists():
        raise NotFound()
    raise NotAllowed("The learner does this themself. Say in your feedback what you would try.", code="learner_only")


def check_is_of_the_two(mentorship: Mentorship, user: User) -> None:
    """Asked or agreed, and not ended: read anew, since the other one may have ended it meanwhile."""
    if not Mentorship.objects.visible_to(user).filter(pk=mentorship.pk).exists():
        raise NotFound()


def check_is_mentor(mentorship: Mentorship, user: User) -> None:
    """Of this learner, agreed to, and not ended."""
    check_is_of_the_two(mentorship, user)
    if mentorship.mentor_id != user.pk:
        raise NotAllowed("The mentor does this. Ask them.", code="mentor_only")
    if not Mentorship.objects.filter(pk=mentorship.pk, accepted_at__isnull=False).exists():
        raise Refusal("Say first that you will walk along with them.", code="not_agreed")


def check_can_sign(apprenticeship: Apprenticeship, step: str, user: User, *, as_mentor: bool) -> None:
    """Reading and leading rest on the learner's word, watching on the mentor's, doing it watched on both."""
    found = Apprenticeship.objects.visible_to(user).filter(pk=apprenticeship.pk).first()
    if found is None or step not in Step.values:
        raise NotFound()
    if as_mentor == (found.learner_id == user.pk):
        raise NotAllowed("Each of you says it for themself.", code="own_word")
    who = SIGNED_BY[Step(step)]
    if not (who.mentor if as_mentor else who.learner):
        raise NotAllowed(
            "This step rests on the word of the other one. Ask them when it is time.", code="others_word", field="step"
        )


def check_can_show(note: LearnerNote, user: User) -> Mentorship:
    """Only its author shows a note, to the mentor they have now."""
    check_is_learner(note.apprenticeship, user)
    found = note.apprenticeship.mentorships.filter(accepted_at__isnull=False, ended_at=None).first()
    if found is None:
        raise Refusal("Nobody walks along with you yet. Ask somebody first.", code="no_mentor")
    return found


def check_can_watch(study: Retrospective, user: User) -> None:
    """A study one reads. As its learner one sees what the facilitator sees, where authors agree."""
    if not Retrospective.objects.visible_to(user).filter(pk=study.pk).exists():
        raise NotFound()


def check_was_led_by(study: Retrospective, mentorship: Mentorship, user: User) -> None:
    """Feedback is about a study that the learner leads and the mentor reads."""
    check_can_watch(study, user)
    leads = StudyRole.objects.filter(
        retrospective=study, person_id=mentorship.apprenticeship.learner_id, role=StudyRole.Role.FACILITATOR
    )
    if not leads.exists():
        raise Refusal("Choose a study that they lead.", code="not_led", field="study")
