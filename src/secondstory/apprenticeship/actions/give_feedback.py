from __future__ import annotations

from dataclasses import asdict

from secondstory.apprenticeship.models import Feedback, Mentorship
from secondstory.apprenticeship.policies import check_is_mentor, check_was_led_by
from secondstory.apprenticeship.queries import ThreeLines, lines_of
from secondstory.apprenticeship.sealing import about_feedback, close
from secondstory.incidents.models import Retrospective
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person


@action
def give_feedback(mentorship: Mentorship, study: Retrospective, lines: ThreeLines, *, by: Person) -> Feedback:
    """Three lines for the learner alone, about a study they lead. Given again, it is said anew."""
    check_is_mentor(mentorship, by)
    check_was_led_by(study, mentorship, by)
    lines = ThreeLines(
        keep=line(lines.keep, most=600, field="keep", empty="Say what you would keep."),
        attempt=line(lines.attempt, most=600, field="attempt", empty="Say what you would try."),
        question=line(lines.question, most=600, field="question", empty="Ask them something."),
    )
    found = Feedback.objects.filter(mentorship=mentorship, study=study).first()
    if found and lines_of(found) == lines:
        return found
    found = found or Feedback(mentorship=mentorship, study=study, created_by=by)
    found.sealed = close(asdict(lines), about=about_feedback(found.pk, mentorship.pk))
    found.save()
    record("feedback.given", about=found, by=by)
    return found
