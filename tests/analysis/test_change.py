"""Saying it anew while the study is open; taking it out while nothing rests on it."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.change import aim_finding, change
from secondstory.analysis.actions.factors import look_found_none, name_factor
from secondstory.analysis.actions.findings import record_finding
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.actions.strengths import name_better_note, name_strength
from secondstory.analysis.actions.system import name_hazard, name_loss, name_part
from secondstory.analysis.models import Finding, LookedFoundNone, Loss
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.recommendations.models import Recommendation, Trace


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def loss(study, cast) -> Loss:
    return name_loss(study, "Comments were lost.", by=cast.ana)


def test_it_is_said_anew_and_the_journal_knows(loss, cast):
    change(loss, by=cast.ana, text="Five thousand comments were lost.")
    loss.refresh_from_db()
    assert loss.text == "Five thousand comments were lost."
    assert Event.objects.filter(kind="loss.changed", by=cast.ana).count() == 1


def test_saying_the_same_changes_nothing(loss, cast):
    change(loss, by=cast.ana, text=loss.text)
    assert not Event.objects.filter(kind="loss.changed").exists()


def test_links_are_said_anew(study, loss, cast):
    hazard = name_hazard(study, "One copy only.", by=cast.ana)
    change(hazard, by=cast.ana, losses=[loss])
    assert list(hazard.losses.all()) == [loss]
    assert Event.objects.filter(kind="hazard.changed").count() == 1


@pytest.mark.parametrize(
    "verb", [lambda loss, by: change(loss, by=by, text="Nothing."), lambda loss, by: remove(loss, by=by)]
)
def test_somebody_outside_learns_nothing(loss, cast, verb):
    with pytest.raises(NotFound):
        verb(loss, cast.cy)
    assert Loss.objects.get(pk=loss.pk).text == "Comments were lost."


def test_a_participant_changes_their_own_words_only(study, cast):
    mine, hers = (name_strength(study, f"{by} stopped it.", by=by) for by in (cast.bo, cast.ana))
    change(mine, by=cast.bo, text="Somebody stopped it.")
    with pytest.raises(NotAllowed):
        change(hers, by=cast.bo, text="Nobody did.")


def test_a_final_study_stays_as_it_is(study, loss, cast):
    study.state, study.finalized_at = "final", builders.NOON
    study.save()
    for verb in (lambda: change(loss, by=cast.ana, text="Less."), lambda: remove(loss, by=cast.ana)):
        with pytest.raises(Refusal, match="This study is final"):
            verb()


def test_a_field_that_is_not_there_is_a_mistake_in_the_code(loss, cast):
    with pytest.raises(LookupError):
        change(loss, by=cast.ana, severity="1")


def test_moving_a_factor_to_another_kind_takes_back_that_none_was_found_there(study, cast):
    factor = name_factor(study, "culture", "Openness.", by=cast.ana)
    look_found_none(study, "economics", by=cast.ana)
    change(factor, by=cast.ana, kind="economics")
    assert not LookedFoundNone.objects.exists()


def test_a_finding_is_aimed_anew(study, cast):
    finding = record_finding(study, "It reached nobody.", by=cast.ana, about=name_part(study, "mail", by=cast.ana))
    aim_finding(finding, name_factor(study, "culture", "Openness.", by=cast.ana), by=cast.ana)
    finding.refresh_from_db()
    assert (finding.kind, finding.part) == ("systemic", None)


def test_it_is_taken_out_and_the_journal_knows(loss, cast):
    remove(loss, by=cast.ana)
    assert not Loss.objects.exists()
    assert Event.objects.filter(kind="loss.removed", subject_id=loss.pk, by=cast.ana).count() == 1


def test_taking_it_out_twice_changes_nothing(loss, cast):
    remove(loss, by=cast.ana)
    remove(loss, by=cast.ana)
    assert Event.objects.filter(kind="loss.removed").count() == 1


def test_what_a_finding_speaks_of_stays(study, cast):
    part = name_part(study, "mail", by=cast.ana)
    record_finding(study, "It reached nobody.", by=cast.ana, about=part)
    with pytest.raises(Refusal, match="A finding speaks of this"):
        remove(part, by=cast.ana)


def test_a_finding_that_a_recommendation_traces_to_stays(study, cast):
    finding = record_finding(study, "It reached nobody.", by=cast.ana)
    idea = Recommendation.objects.create(retrospective=study, title="Sign the mails", kind="software", strategy="add")
    trace = Trace.objects.create(recommendation=idea, finding=finding)
    Recommendation.objects.filter(pk=idea.pk).update(status="proposed")
    with pytest.raises(Refusal, match="A recommendation traces to this finding"):
        remove(finding, by=cast.ana)
    Recommendation.objects.filter(pk=idea.pk).update(status="idea")
    trace.delete()
    remove(finding, by=cast.ana)
    assert not Finding.objects.exists()


def test_a_better_note_lets_go_of_its_findings(study, cast):
    finding = record_finding(study, "It reached nobody.", by=cast.ana)
    note = name_better_note(study, "Mails could arrive.", by=cast.ana, findings=[finding])
    remove(note, by=cast.ana)
    assert Finding.objects.filter(pk=finding.pk).exists()


def test_what_waited_while_the_study_became_final_is_told_so(study, cast):
    loss = name_loss(study, "Uploads were refused.", by=cast.ana)
    type(study).objects.filter(pk=study.pk).update(state="final", finalized_at=builders.NOON)
    with pytest.raises(Refusal, match="final"):
        change(loss, by=cast.ana, text="Uploads were refused for an hour.")
