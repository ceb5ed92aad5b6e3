"""Step 2: who steers whom, what comes back, what presses, and who holds which duty."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from secondstory.analysis import policies
from secondstory.analysis.actions.change import change
from secondstory.analysis.actions.keep import check_of_study, keep
from secondstory.analysis.actions.remove import check_not_spoken_of, remove
from secondstory.analysis.models import (
    Arrow,
    Constraint,
    ControlAction,
    Feedback,
    Influence,
    OfStudy,
    Responsibility,
    SystemPart,
)
from secondstory.analysis.structure import tied_to
from secondstory.analysis.thin import listed
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict

A = TypeVar("A", bound=Arrow)


@action
def draw_control(
    source: SystemPart,
    target: SystemPart,
    what: str,
    *,
    by: Person,
    deviation: str = ControlAction.Deviation.AS_INTENDED,
    on_paper_only: bool = False,
) -> ControlAction:
    """``source`` steers ``target`` by ``what``. It may be the same part."""
    _check_ends(source.retrospective, source=source, target=target)
    return keep(
        ControlAction(
            retrospective=source.retrospective,
            source=source,
            target=target,
            what=what,
            deviation=deviation,
            on_paper_only=on_paper_only,
        ),
        by=by,
    )


@action
def draw_feedback(
    source: SystemPart,
    target: SystemPart,
    what: str,
    *,
    by: Person,
    state: str = Feedback.State.ARRIVED,
    delay: str = "",
) -> Feedback:
    """``what`` comes back from ``source`` and tells ``target`` what its action did."""
    _check_ends(source.retrospective, source=source, target=target)
    return keep(
        Feedback(retrospective=source.retrospective, source=source, target=target, what=what, state=state, delay=delay),
        by=by,
    )


@action
def draw_influence(source: SystemPart, target: SystemPart, what: str, *, by: Person) -> Influence:
    """``source`` presses on ``target`` by ``what`` without steering it."""
    _check_ends(source.retrospective, source=source, target=target)
    return keep(Influence(retrospective=source.retrospective, source=source, target=target, what=what), by=by)


@action
def redraw(arrow: A, *, by: Person, **told: object) -> A:
    """Say an arrow anew, its ends, too."""
    policies.check_can_change_part(arrow, by)
    ends = {name: told[name] for name in ("source", "target") if isinstance(told.get(name), SystemPart)}
    _check_ends(arrow.retrospective, **ends)  # type: ignore[arg-type]  # parts, as was just looked at
    return change(arrow, by=by, **told)


@action
def name_duty(part: SystemPart, text: str, *, by: Person, constraints: Collection[Constraint] = ()) -> Responsibility:
    """``part`` has the duty ``text``, which keeps ``constraints`` true."""
    study = part.retrospective
    _check_ends(study, part=part)
    check_of_study(study, constraints, field="constraints")
    duty = keep(Responsibility(retrospective=study, part=part, text=text), by=by)
    duty.constraints.add(*constraints)
    return duty


@action
def say_duty_anew(
    duty: Responsibility, *, by: Person, part: SystemPart, text: str, constraints: Collection[Constraint] = ()
) -> Responsibility:
    """Whose duty, which, and what it keeps true."""
    policies.check_can_change_part(duty, by)
    _check_ends(duty.retrospective, part=part)
    return change(duty, by=by, part=part, text=text, constraints=constraints)


@action
def take_out_part(part: SystemPart, *, by: Person, with_it: int) -> None:
    """A part goes with its arrows and duties; ``with_it`` is how many the person was told of. If there are more or fewer
    by now, they are told again."""
    policies.check_can_change_part(part, by)
    check_not_spoken_of(part)
    tied = list(tied_to(part))
    if len(tied) != with_it:
        raise Conflict(f"Meanwhile this changed: {goes_with_it(tied)} Look again before you take it out.")
    for one in tied:
        remove(one, by=by)
    remove(part, by=by)


def goes_with_it(tied: Collection[OfStudy]) -> str:
    """What goes with a part, in a sentence."""
    duties = sum(isinstance(one, Responsibility) for one in tied)
    arrows = len(tied) - duties
    told = [
        f"{number} {one if number == 1 else more}"
        for number, one, more in ((arrows, "arrow", "arrows"), (duties, "duty", "duties"))
        if number
    ]
    if not told:
        return "Nothing is tied to it."
    return f"{listed(told).capitalize()} {'goes' if len(tied) == 1 else 'go'} with it."


def _check_ends(study: Retrospective, **ends: SystemPart) -> None:
    """Both ends are parts of this study and still there, told beside the field that chose them."""
    for field, part in ends.items():
        check_of_study(study, [part], field=field)
