"""May I? Pairs: ``check_can_x`` raises a sentence, ``can_x`` says yes or no for templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.fetched import is_fetched_for
from secondstory.incidents.models import Incident, Note, Participant, Retrospective, Signal
from secondstory.incidents.parts import FACILITATOR, HANDS, parts_of
from secondstory.incidents.querysets import has_part_in
from secondstory.journal.actions import is_in_turn
from secondstory.people.audience import reader
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


def holds(check: Callable[..., None], *args: Any) -> bool:
    """The yes/no twin of a check, so that the button and the guard cannot disagree."""
    try:
        check(*args)
    except Refusal:
        return False
    return True


def check_can_read(thing: Incident | Note | Signal, user: Person | AnonymousUser) -> None:
    """Not found rather than not allowed: a stranger does not learn that it exists."""
    if not type(thing).objects.visible_to(user).filter(pk=thing.pk).exists():
        raise NotFound()


def check_can_withdraw_note(note: Note, user: Person | AnonymousUser) -> None:
    """Nobody takes back the words of somebody else, whatever their role."""
    if note.created_by_id is None or note.created_by_id != user.pk:
        check_can_read(note, user)
        raise NotAllowed("Its author can take it back. Ask them, or write a note beside it.", code="author_only")


def can_withdraw_note(note: Note, user: Person | AnonymousUser) -> bool:
    return holds(check_can_withdraw_note, note, user)


def check_can_change_incident(incident: Incident, user: Person | AnonymousUser) -> None:
    """Whoever wrote it down, is on its team, or takes part in a study of it."""
    check_can_read(incident, user)
    who = reader(user)
    if incident.created_by_id == who.person_id or incident.team_id in who.team_ids:
        return
    if not incident.retrospectives.filter(has_part_in(who, "pk")).exists():
        raise NotAllowed(
            "Its team and the people of its studies correct the facts. Leave a note beside it.", code="part_needed"
        )


def can_change_incident(incident: Incident, user: Person | AnonymousUser) -> bool:
    return holds(check_can_change_incident, incident, user)


def check_can_read_study(study: Retrospective, user: Person | AnonymousUser) -> None:
    """Not found rather than not allowed: a stranger does not learn that it exists."""
    if not is_fetched_for(user, study) and not Retrospective.objects.visible_to(user).filter(pk=study.pk).exists():
        raise NotFound()


def check_is_open(study: Retrospective) -> None:
    """A final text stays as it is; a study set aside or paused is taken up again first."""
    check_does_not_rest(study)
    if study.is_final:
        raise Refusal(
            "This study is final, so its text stays as it is. Propose an amendment beside it.", code="study_is_final"
        )


def check_does_not_rest(study: Retrospective) -> None:
    """Inside an action the state is read again: somebody may have moved it while this one waited for its turn."""
    if is_in_turn():
        study.refresh_from_db(fields=["state"])
    if study.state in ("paused", "set_aside"):
        raise Refusal("This study is resting. Take it up again first.", code="study_rests")


def check_can_facilitate(study: Retrospective, user: Person | AnonymousUser) -> None:
    if FACILITATOR not in parts_of(user, study):
        check_can_read_study(study, user)
        raise NotAllowed("The facilitator does this. Ask them, or leave a comment.", code="facilitator_only")


def can_facilitate(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_facilitate, study, user)


def check_can_contribute(study: Retrospective, user: Person | AnonymousUser) -> None:
    """Whoever has a hand in the study (facilitator, participant, meeting roles) and the study is open."""
    if not parts_of(user, study) & HANDS:
        check_can_read_study(study, user)
        raise NotAllowed(
            "People who take part in this study write here. Ask the facilitator to add you.", code="part_needed"
        )
    check_is_open(study)


def can_contribute(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_contribute, study, user)


def check_can_analyse(study: Retrospective, user: Person | AnonymousUser) -> None:
    """The facilitator's work, while the study is open."""
    check_can_facilitate(study, user)
    check_is_open(study)


def can_analyse(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_analyse, study, user)


def check_can_say_of_step(study: Retrospective, user: Person | AnonymousUser) -> None:
    """Whoever has a hand in the study; also once it is final, as a step may come after its text."""
    if not parts_of(user, study) & HANDS:
        check_can_read_study(study, user)
        raise NotAllowed(
            "People who take part in this study say so. Ask the facilitator to add you.", code="part_needed"
        )
    check_does_not_rest(study)


def can_say_of_step(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_say_of_step, study, user)


def check_can_give_roles(study: Retrospective, user: Person | AnonymousUser) -> None:
    """The facilitator; or a steward who reads the study, so that one whose facilitator left is never stuck."""
    if FACILITATOR in parts_of(user, study):
        return
    check_can_read_study(study, user)
    if not (user.is_authenticated and user.is_steward):
        raise NotAllowed("The facilitator gives the roles of a study. Ask them.", code="facilitator_only")


def can_give_roles(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_give_roles, study, user)


def check_can_choose_display(participant: Participant, user: Person | AnonymousUser) -> None:
    """How somebody is shown is theirs alone (invariant 19)."""
    if participant.person_id is None or participant.person_id != user.pk:
        check_can_read_study(participant.retrospective, user)
        raise NotAllowed("Everybody chooses for themselves how they are shown. Ask them.", code="own_choice")


def can_choose_display(participant: Participant, user: Person | AnonymousUser) -> bool:
    return holds(check_can_choose_display, participant, user)


def check_can_change_participant(participant: Participant, user: Person | AnonymousUser) -> None:
    """The facilitator, and the person themself: nobody has to stand by a label somebody else gave them."""
    study = participant.retrospective
    if participant.person_id is None or participant.person_id != user.pk:
        check_can_facilitate(study, user)
    check_is_open(study)


def can_change_participant(participant: Participant, user: Person | AnonymousUser) -> bool:
    return holds(check_can_change_participant, participant, user)
