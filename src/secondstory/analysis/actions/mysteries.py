"""A question's place and readers: under another one, opened wider, worded anew, taken back."""

from __future__ import annotations

from uuid import UUID

from secondstory.analysis import policies
from secondstory.analysis.actions.raise_mystery import check_has_readers
from secondstory.analysis.models import Mystery
from secondstory.analysis.words import tidied
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience, is_wider
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal


@action
def chain(mystery: Mystery, parent: Mystery | None, *, by: Person) -> Mystery:
    """Put a question under the one it grew from; None takes it out again. A circle is refused."""
    policies.check_can_tend(mystery, by)
    mystery.refresh_from_db(fields=["parent"])
    if parent is not None:
        policies.check_can_read_question(parent, by)
        if _leads_up_to(mystery.pk, parent):
            raise Refusal(
                "That question grew from this one. A question cannot stand under itself; choose another.",
                code="circle",
                field="parent",
            )
    if mystery.parent_id != (parent.pk if parent else None):
        mystery.parent = parent
        mystery.save(update_fields=["parent"])
        record("mystery.chained", about=mystery, by=by, parent=parent.pk if parent else None)
    return mystery


# So many steps up are read in one statement.
AT_ONCE = 8


def _leads_up_to(sought: UUID, start: Mystery) -> bool:
    """True when ``sought`` is ``start`` or above it. An action has its turn, so what is read here stays true until
    it is written: of two who would close a circle together, the second finds the first."""
    steps = ["parent__" * up + "parent_id" for up in range(AT_ONCE)]
    above: UUID | None = start.pk
    seen = {start.pk}
    while above is not None and sought not in seen:
        row = Mystery.objects.filter(pk=above).values_list(*steps).first() or (None,)
        above = None if row[-1] in seen else row[-1]
        seen.update(pk for pk in row if pk is not None)
    return sought in seen


@action
def open_question_wider(mystery: Mystery, *, to: str, by: Person) -> Mystery:
    """Open a question to the study's team or to the organization: somebody there may know. ``group`` takes it back,
    which whoever works on the study may do, too."""
    policies.check_can_tend(mystery, by)
    mystery.refresh_from_db(fields=["audience", "team"])
    if is_wider(to, than=mystery.audience):
        policies.check_can_open_wider(mystery, by)
    study = mystery.retrospective
    team = (study.team if study else mystery.team) if to == Audience.TEAM else None
    check_has_readers(to, team, anonymous=study is None and mystery.raised_by_id is None)
    if (mystery.audience, mystery.team_id) != (to, team.pk if team else None):
        mystery.audience, mystery.team = to, team
        tidied(mystery)
        mystery.save(update_fields=["audience", "team"])
        record("mystery.opened_to", about=mystery, by=by, audience=to)
    return mystery


@action
def reword(mystery: Mystery, question: str, *, by: Person) -> Mystery:
    policies.check_can_reword(mystery, by)
    before, mystery.question = mystery.question, question
    if tidied(mystery).question != before:
        mystery.save(update_fields=["question"])
        record("mystery.reworded", about=mystery, by=by)
    return mystery


@action
def take_back(mystery: Mystery, *, by: Person) -> None:
    """Remove a question that nobody answered and that led to no other. Once its study is final it stays, and can be set aside."""
    if not Mystery.objects.filter(pk=mystery.pk).exists():
        return
    policies.check_can_take_back(mystery, by)
    if mystery.led_to.exists():
        raise Refusal(
            "Other questions grew from this one, so it stays. Set it aside with a reason instead.", code="led_to_others"
        )
    Mystery.objects.filter(pk=mystery.pk).delete()
    record("mystery.removed", about=mystery, by=by)
