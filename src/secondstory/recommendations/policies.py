"""May I? Proposing belongs to whoever reads the study, deciding to its decider, carrying to its owner. The
facilitator may do each. A study that is final changes its text no more; its recommendations still move."""

from __future__ import annotations

from secondstory.incidents.fetched import is_fetched_for
from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.parts import FACILITATOR, HANDS, parts_of
from secondstory.incidents.policies import check_can_read_study, check_is_open, holds
from secondstory.people.models import Person, Team
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.recommendations.models import UNDER_WAY, AskedToo, Recommendation, Status, StatusChange, Stuck


def check_can_propose(study: Retrospective, user: Person) -> None:
    """A new idea or proposal, while the study is open."""
    check_can_read_study(study, user)
    check_is_open(study)


def can_propose(study: Retrospective, user: Person) -> bool:
    return holds(check_can_propose, study, user)


def check_can_read(recommendation: Recommendation, user: Person) -> None:
    may = Recommendation.objects.visible_to
    if not is_fetched_for(user, recommendation) and not may(user).filter(pk=recommendation.pk).exists():
        raise NotFound()


def is_asked(recommendation: Recommendation, user: Person) -> bool:
    """It is stuck, and ``user`` is who can decide."""
    return Stuck.objects.waiting().filter(recommendation=recommendation, asked=user).exists()


def _carries(recommendation: Recommendation, user: Person) -> bool:
    """The owner, somebody of the owning team, or the decider."""
    return user.pk in (recommendation.owner_id, recommendation.decider_id) or (
        recommendation.owner_team_id is not None and recommendation.owner_team_id in user.as_reader.team_ids
    )


def check_can_shape(recommendation: Recommendation, user: Person) -> None:
    """Its words, its traces, proposing it: whoever wrote it, and those who work on the study."""
    check_can_read(recommendation, user)
    if recommendation.created_by_id != user.pk and not parts_of(user, recommendation.retrospective) & HANDS:
        raise NotAllowed(
            "Whoever proposed this, or works on its study, words it. Ask them, or propose another.", code="shaper_only"
        )


def can_shape(recommendation: Recommendation, user: Person) -> bool:
    return holds(check_can_shape, recommendation, user)


def check_can_change(recommendation: Recommendation, user: Person) -> None:
    """Freely, while it is not decided and the study is open; after that a revision names its reason."""
    check_can_shape(recommendation, user)
    if recommendation.status not in (Status.IDEA, Status.PROPOSED) or recommendation.retrospective.is_final:
        raise Refusal("This was agreed. Revise it instead, and say why.", code="revise_instead")


def can_change(recommendation: Recommendation, user: Person) -> bool:
    return holds(check_can_change, recommendation, user)


def check_can_decide(recommendation: Recommendation, user: Person) -> None:
    check_can_read(recommendation, user)
    if (
        recommendation.decider_id != user.pk
        and FACILITATOR not in parts_of(user, recommendation.retrospective)
        and not is_asked(recommendation, user)
    ):
        raise NotAllowed(
            "Whoever is named to decide does this, or the facilitator writes down what they said.", code="decider_only"
        )


def can_decide(recommendation: Recommendation, user: Person) -> bool:
    return holds(check_can_decide, recommendation, user)


def check_can_carry(recommendation: Recommendation, user: Person) -> None:
    """Start, drop, revise. Whoever is asked while it is stuck may, too: else being asked would decide nothing."""
    check_can_read(recommendation, user)
    if (
        not _carries(recommendation, user)
        and FACILITATOR not in parts_of(user, recommendation.retrospective)
        and not is_asked(recommendation, user)
    ):
        raise NotAllowed("Its owner, its decider or the facilitator does this. Ask one of them.", code="owner_only")


def can_carry(recommendation: Recommendation, user: Person) -> bool:
    return holds(check_can_carry, recommendation, user)


def check_can_tell_effect(recommendation: Recommendation, user: Person) -> None:
    """Whoever carries it, once it is done."""
    check_can_carry(recommendation, user)
    if recommendation.status != Status.DONE:
        raise Refusal("What came of it is told once it is done.", code="not_done")


def is_another(recommendation: Recommendation, user: Person) -> bool:
    """Someone other than the owner; of an owning team, anybody but whoever started it."""
    if recommendation.owner_id is not None:
        return recommendation.owner_id != user.pk
    began = (
        StatusChange.objects.filter(recommendation=recommendation, target=Status.IN_PROGRESS)
        .order_by("-created_at", "-id")
        .first()
    )
    return began is None or began.created_by_id != user.pk


def can_finish(recommendation: Recommendation, user: Person) -> bool:
    return holds(check_can_read, recommendation, user) and is_another(recommendation, user)


def own_teams(user: Person) -> list[Team]:
    return list(Team.objects.filter(memberships__person=user).distinct().order_by("name", "id"))


def is_close(recommendation: Recommendation, user: Person, teams: list[Team]) -> bool:
    """Whoever took part in what happened, or does the work it changes: of the study's team or of the owning team, as one
    of ``teams``, their own."""
    near = {recommendation.retrospective.team_id, recommendation.owner_team_id}
    if any(team.pk in near for team in teams):
        return True
    took_part = Participant.objects.filter(retrospective=recommendation.retrospective_id, person=user, left_at=None)
    return bool(teams) and took_part.exists()


def check_can_look_closely(recommendation: Recommendation, user: Person, team: Team) -> None:
    """They say it of themselves; nobody says it for them, or for another team."""
    check_can_read(recommendation, user)
    teams = own_teams(user)
    if not is_close(recommendation, user, teams):
        raise NotAllowed(
            "Somebody says this who takes part, or is of a team whose work it changes. Ask one of them to look.",
            code="close_to_the_work",
        )
    if team not in teams:
        raise Refusal("Choose a team of your own, whose work this changes.", code="own_team", field="team")


def check_can_say_stuck(recommendation: Recommendation, user: Person) -> None:
    """Whoever carries it. What is done, dropped or only an idea is not stuck."""
    check_can_carry(recommendation, user)
    if recommendation.status not in UNDER_WAY:
        raise Refusal("Only what is proposed, planned or in progress can be stuck.", code="not_under_way", field="why")


def can_say_stuck(recommendation: Recommendation, user: Person) -> bool:
    return holds(check_can_say_stuck, recommendation, user)


def check_can_open_to(recommendation: Recommendation, user: Person) -> None:
    """Let somebody from outside the study read a recommendation: the facilitator's choice."""
    check_can_read(recommendation, user)
    if FACILITATOR not in parts_of(user, recommendation.retrospective):
        raise NotAllowed(
            "The facilitator of the study chooses who else reads this. Ask them, or somebody who reads it already.",
            code="facilitator_only",
        )


def can_open_to(recommendation: Recommendation, user: Person) -> bool:
    return holds(check_can_open_to, recommendation, user)


def check_can_answer_stuck(stuck: Stuck, user: Person) -> None:
    check_can_read(stuck.recommendation, user)
    if stuck.asked_id != user.pk:
        raise NotAllowed("Whoever was asked answers. Ask somebody else, if they cannot.", code="asked_only")


def check_can_ask_for_study(study: Retrospective, user: Person) -> None:
    """Whoever works on a study that is open says what it asks for of what others recommend."""
    check_can_read_study(study, user)
    if not parts_of(user, study) & HANDS:
        raise NotAllowed("Somebody who works on this study says what it asks for, too. Ask them.", code="hands_only")
    check_is_open(study)


def can_ask_for_study(study: Retrospective, user: Person) -> bool:
    return holds(check_can_ask_for_study, study, user)


def check_can_be_asked_too(recommendation: Recommendation, user: Person) -> None:
    """What is under way or done. Of an idea, or of what was dropped, it is said what to do instead."""
    check_can_read(recommendation, user)
    if recommendation.status == Status.IDEA:
        raise Refusal(
            "This is an idea so far, and nobody proposed it yet. Once it is proposed, your study can ask for it, too; or"
            " propose one of your own.",
            code="only_an_idea",
        )
    if recommendation.status == Status.DROPPED:
        raise Refusal(
            f"This was dropped: {recommendation.decision_reason} If it is different where you are, propose one of your own"
            " and say how.",
            code="was_dropped",
        )


def can_be_asked_too(recommendation: Recommendation, user: Person) -> bool:
    return holds(check_can_be_asked_too, recommendation, user)


def check_can_take_ask_back(ask: AskedToo, user: Person) -> None:
    check_can_ask_for_study(ask.retrospective, user)
