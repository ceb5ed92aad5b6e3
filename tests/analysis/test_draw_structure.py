"""Drawing arrows between parts, naming duties, and taking a part out with what is tied to it."""

from __future__ import annotations

import pytest
from tests import builders
from tests.analysis.structures import Small, small
from tests.cast import Cast

from secondstory.analysis.actions.components import analyse_component
from secondstory.analysis.actions.findings import record_finding
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.actions.structure import (
    draw_control,
    draw_feedback,
    draw_influence,
    name_duty,
    redraw,
    say_duty_anew,
    take_out_part,
)
from secondstory.analysis.models import (
    Arrow,
    Constraint,
    ControlAction,
    Feedback,
    Influence,
    Responsibility,
    SystemPart,
)
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def drawn(study: Retrospective) -> Small:
    return small(study)


def kinds() -> list[str]:
    return list(Event.objects.order_by("seq").values_list("kind", flat=True))


DRAWN = [
    (draw_control, "control_action", {"deviation": "not_given", "on_paper_only": True}),
    (draw_feedback, "feedback", {"state": "late", "delay": "about a day"}),
    (draw_influence, "influence", {}),
]


@pytest.mark.parametrize(("draw", "noun", "more"), DRAWN)
def test_an_arrow_says_what_goes_from_where_to_where(drawn, cast, draw, noun, more):
    arrow = draw(drawn.team, drawn.job, "asks it", by=cast.ana, **more)
    arrow.refresh_from_db()
    assert (arrow.source, arrow.target, arrow.what) == (drawn.team, drawn.job, "asks it")
    assert {name: getattr(arrow, name) for name in more} == more
    assert kinds() == [f"{noun}.named"]


@pytest.mark.parametrize(("draw", "noun", "more"), DRAWN)
def test_drawing_it_twice_draws_one(drawn, cast, draw, noun, more):
    first = draw(drawn.job, drawn.job, "tries again", by=cast.ana, **more)
    assert draw(drawn.job, drawn.job, "tries again", by=cast.ana, **more) == first
    assert kinds() == [f"{noun}.named"]


@pytest.mark.parametrize(("draw", "noun", "more"), DRAWN)
def test_whoever_takes_part_and_somebody_outside_leave_it_to_the_facilitator(drawn, cast, draw, noun, more):
    with pytest.raises(NotAllowed):
        draw(drawn.team, drawn.job, "asks it", by=cast.bo, **more)
    with pytest.raises(NotFound):
        draw(drawn.team, drawn.job, "asks it", by=cast.cy, **more)
    assert kinds() == []


@pytest.mark.parametrize("field", ["source", "target"])
def test_an_end_of_another_study_or_one_that_is_gone_is_told_at_its_field(drawn, cast, field):
    ends = {"source": drawn.team, "target": drawn.job}
    other = builders.study(cast.ana, title="Another")
    builders.role(other, cast.ana)
    elsewhere = SystemPart.objects.create(retrospective=other, name="Elsewhere")
    if field == "target":
        with pytest.raises(Refusal, match="another study") as told:
            draw_control(**(ends | {field: elsewhere}), what="x", by=cast.ana)
        assert told.value.field == "target"
    gone = SystemPart.objects.get(pk=ends[field].pk)
    SystemPart.objects.filter(pk=gone.pk).delete()
    with pytest.raises(Refusal, match="took this out") as told:
        draw_control(**(ends | {field: gone}), what="x", by=cast.ana)
    assert told.value.field == field


@pytest.mark.parametrize("words", ["", "x" * 301, "\x00"])
def test_what_cannot_be_said_is_refused(drawn, cast, words):
    with pytest.raises(Refusal) as told:
        draw_control(drawn.team, drawn.job, words, by=cast.ana)
    assert told.value.field == "what"


def test_a_state_that_is_none_is_refused(drawn, cast):
    with pytest.raises(Refusal, match="is one of"):
        draw_feedback(drawn.job, drawn.team, "mail", by=cast.ana, state="lost")


def test_an_arrow_is_said_anew_its_ends_too(drawn, cast):
    redraw(drawn.mail, by=cast.ana, source=drawn.team, target=drawn.job, state="misleading")
    redraw(drawn.mail, by=cast.ana, source=drawn.team, target=drawn.job, state="misleading")
    drawn.mail.refresh_from_db()
    assert (drawn.mail.source, drawn.mail.target, drawn.mail.state) == (drawn.team, drawn.job, "misleading")
    assert kinds() == ["feedback.changed"]
    with pytest.raises(NotAllowed):
        redraw(drawn.mail, by=cast.bo, what="x")


def test_a_duty_keeps_what_must_stay_true(study, drawn, cast):
    other = Constraint.objects.create(retrospective=study, text="A way back within an hour")
    duty = name_duty(drawn.job, "Say when there is no copy", by=cast.ana, constraints=[drawn.copies])
    assert name_duty(drawn.job, "Say when there is no copy", by=cast.ana, constraints=[drawn.copies]) == duty
    say_duty_anew(duty, by=cast.ana, part=drawn.team, text="Look each day", constraints=[other])
    duty.refresh_from_db()
    assert (duty.part, duty.text, list(duty.constraints.all())) == (drawn.team, "Look each day", [other])
    assert kinds() == ["responsibility.named", "responsibility.changed"]


def test_a_duty_of_a_part_that_is_gone_is_told_at_its_field(drawn, cast):
    gone = SystemPart.objects.get(pk=drawn.job.pk)
    SystemPart.objects.filter(pk=gone.pk).delete()
    with pytest.raises(Refusal) as told:
        say_duty_anew(drawn.duty, by=cast.ana, part=gone, text="x")
    assert told.value.field == "part"


def test_a_part_goes_with_what_was_told_and_each_of_it_is_in_the_journal(drawn, cast):
    take_out_part(drawn.team, by=cast.ana, with_it=3)
    assert not ControlAction.objects.exists()
    assert not Feedback.objects.exists()
    assert not Responsibility.objects.exists()
    assert Influence.objects.count() == 1
    assert sorted(kinds()) == [
        "control_action.removed",
        "feedback.removed",
        "responsibility.removed",
        "system_part.removed",
    ]


def test_a_part_to_which_more_was_tied_meanwhile_stays(drawn, cast):
    draw_influence(drawn.team, drawn.team, "hurries", by=cast.ana)
    with pytest.raises(Conflict, match="3 arrows and 1 duty go with it"):
        take_out_part(drawn.team, by=cast.ana, with_it=3)
    assert SystemPart.objects.count() == 3


def test_a_part_a_finding_speaks_of_or_that_is_explained_stays_with_its_arrows(study, drawn, cast):
    record_finding(study, "Nobody asks its age", by=cast.ana, about=drawn.team)
    analyse_component(drawn.job, by=cast.ana, believed="It was right.")
    for part, tied in ((drawn.team, 3), (drawn.job, 3)):
        with pytest.raises(Refusal):
            take_out_part(part, by=cast.ana, with_it=tied)
    assert sum(kind.objects.count() for kind in (ControlAction, Feedback, Influence)) == 3


def test_the_list_of_parts_takes_out_none_with_arrows(drawn, cast):
    with pytest.raises(Refusal, match="Take it out there"):
        remove(drawn.spam, by=cast.ana)
    drawn.load.delete()
    remove(drawn.spam, by=cast.ana)
    assert not SystemPart.objects.filter(pk=drawn.spam.pk).exists()


def test_only_the_facilitator_takes_a_part_out(drawn, cast):
    with pytest.raises(NotAllowed):
        take_out_part(drawn.spam, by=cast.bo, with_it=1)
    with pytest.raises(NotFound):
        take_out_part(drawn.spam, by=cast.cy, with_it=1)


def test_arrows_are_one_of_three():
    assert {kind.__name__ for kind in Arrow.__subclasses__()} == {"ControlAction", "Feedback", "Influence"}
