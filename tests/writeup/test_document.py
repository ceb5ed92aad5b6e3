"""The document of a study: everything in its place, nobody's name, a constant number of statements."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import BetterNote, Condition, Hazard, Loss, Mystery, SystemicFactor, SystemPart
from secondstory.incidents.models import Participant
from secondstory.people.models import Service
from secondstory.recommendations.models import Recommendation
from secondstory.timeline.models import Dispute, Reference, Version
from secondstory.writeup import blocks
from secondstory.writeup.document import document


@pytest.fixture
def study(cast: Cast):
    return builders.study(cast.ana)


def block_of(study, kind):
    return next(
        (block for section in document(study).sections for block in section.blocks if isinstance(block, kind)), None
    )


@pytest.mark.requirement("R-001-04")
def test_it_shows_the_anatomy_in_its_order_with_the_summary_first(study):
    builders.write_up(study)
    assert [section.key for section in document(study).sections] == [
        "summary",
        "impact",
        "timeline",
        "went_well",
        "could_be_better",
        "analysis",
        "recommendations",
        "open_questions",
        "also_held",
    ]


def test_the_timeline_is_in_its_total_order_with_precision_and_zone(study):
    study.zone = "Europe/Amsterdam"
    late = builders.entry(study, "The standby is rebuilt.", minutes=30, precision="hour")
    source = Reference.objects.create(retrospective=study, title="The log")
    late.references.add(source)
    builders.entry(study, "Second of two.", tie=1)
    builders.entry(study, "First of two.", tie=0)
    found = block_of(study, blocks.Timeline)
    assert found.zone == "Europe/Amsterdam"
    assert [entry.text for entry in found.entries] == ["First of two.", "Second of two.", "The standby is rebuilt."]
    assert found.entries[2].when == blocks.When(builders.NOON + timedelta(minutes=30), "hour")
    assert found.entries[2].references == (1,)
    assert document(study).sources[0].title == "The log"


def test_people_appear_as_they_chose_and_no_other_name_appears(study, cast):
    builders.participant(study, cast.bo, role_label="database engineer", display="name")
    builders.participant(study, cast.ana, role_label="on-call engineer", display="anonymous")
    third = builders.participant(study, cast.cy, role_label="support agent")
    builders.entry(study, participant=third)
    Mystery.objects.create(retrospective=study, question="How?", raised_by=cast.cy, created_by=cast.cy)
    Recommendation.objects.create(retrospective=study, title="An alarm", owner=cast.cy, decider=cast.ana)
    made = document(study)
    assert made.people == ("Bo", "someone who was there", "support agent")
    assert made.people == tuple(sorted(p.shown_as for p in Participant.objects.filter(retrospective=study)))
    assert "Cy" not in repr(made)
    assert "Ana" not in repr(made)


def test_links_become_numbers_within_the_document(study):
    first = Loss.objects.create(retrospective=study, text="An hour of uploads")
    second = Loss.objects.create(retrospective=study, text="Nearly the backups", is_near=True)
    hazard = Hazard.objects.create(retrospective=study, text="One copy only")
    hazard.losses.add(second)
    found = builders.finding(study)
    better = BetterNote.objects.create(retrospective=study, text="Hearing silence")
    better.findings.add(found)
    alarm = Recommendation.objects.create(retrospective=study, title="An alarm")
    alarm.traces.create(finding=found)
    assert block_of(study, blocks.Losses).items == (
        blocks.Loss(1, first.text),
        blocks.Loss(2, second.text, is_near=True),
    )
    assert block_of(study, blocks.Hazards).hazards == (blocks.Hazard(1, "One copy only", losses=(2,)),)
    assert block_of(study, blocks.Better).items == (blocks.BetterNote("Hearing silence", findings=(1,)),)
    assert block_of(study, blocks.Recommendations).items[0].findings == (1,)


def test_the_analysis_speaks_in_words(study):
    builders.assessment(study)
    SystemicFactor.objects.create(retrospective=study, kind="economics", text="Two copies cost money.")
    SystemicFactor.objects.create(retrospective=study, kind="communication", text="Mail went nowhere.")
    Condition.objects.create(retrospective=study, text="Two hosts looked alike", level="technical")
    SystemPart.objects.create(retrospective=study, name="Weather", kind="other", is_environment=True)
    assert block_of(study, blocks.Controls).items[0].outcome == "did not act"
    assert [factor.name for factor in block_of(study, blocks.Factors).items] == [
        "Communication and coordination",
        "Economics",
    ]
    assert block_of(study, blocks.Conditions).items[0].level == "technical"
    assert block_of(study, blocks.System).parts == (blocks.Part("Weather", "other", is_environment=True),)


def test_facts_of_the_incident_keep_their_precision(study):
    study.incident.started_precision = "day"
    study.incident.impact = "Uploads were refused."
    study.incident.save()
    study.incident.services.add(Service.objects.create(name="Uploads", slug="uploads"))
    facts = block_of(study, blocks.Facts)
    assert facts.started == blocks.When(builders.NOON, "day")
    assert (facts.impact, facts.services) == ("Uploads were refused.", ("Uploads",))


def test_open_questions_come_before_answered_ones(study):
    Mystery.objects.create(retrospective=study, question="Answered?", state="answered", answer="Yes.")
    Mystery.objects.create(retrospective=study, question="Open?")
    assert [(q.text, q.is_open) for q in block_of(study, blocks.Questions).items] == [
        ("Open?", True),
        ("Answered?", False),
    ]


def test_invariant_11_both_versions_of_every_dispute_are_in_the_document(study):
    entry = builders.entry(study)
    for state in ("open", "stands", "explained"):
        dispute = Dispute.objects.create(retrospective=study, question=f"When? ({state})", state=state)
        dispute.entries.add(entry)
        for said in ("22:00", "23:00"):
            Version.objects.create(dispute=dispute, text=said, said_by="the log")
    kept, explained = block_of(study, blocks.Standing), block_of(study, blocks.Explained)
    assert [one.state for one in kept.items] == ["open", "stands"]
    assert [one.state for one in explained.items] == ["explained"]
    for one in (*kept.items, *explained.items):
        assert [side.text for side in one.sides] == ["22:00", "23:00"]
        assert one.entries == (1,)


def test_invariant_15_what_stands_is_shown_even_when_the_template_has_no_place_for_it(study):
    document_of = builders.write_up(study)
    document_of.sections.filter(key__in=["also_held", "open_questions"]).delete()
    Mystery.objects.create(retrospective=study, question="How do people tell hosts apart?")
    stands = blocks.Disagreement("Where to begin", (blocks.Side("The prompt.", "one"),), section="analysis")
    made = document(study, standing=[stands])
    assert made.sections[-1].blocks == (blocks.Standing((stands,)),)
    assert made.sections[-2].blocks[0].items[0].text == "How do people tell hosts apart?"


def test_it_takes_seven_statements_however_much_there_is(study, cast, django_assert_num_queries):
    study = type(study).objects.select_related("incident", "team", "process_version").get(pk=study.pk)
    builders.write_up(study)
    with django_assert_num_queries(7):
        document(study)
    for number in range(6):
        entry = builders.entry(study, minutes=number)
        entry.references.add(Reference.objects.create(retrospective=study, title="The log"))
        builders.assessment(study)
        alarm = Recommendation.objects.create(retrospective=study, title="An alarm", owner_team=cast.storage)
        alarm.traces.create(finding=builders.finding(study))
        builders.participant(study, None, role_label=f"engineer {number}")
    with django_assert_num_queries(7):
        document(study)


def test_another_study_lends_nothing_to_it(study, cast):
    other = builders.study(cast.bo)
    builders.write_up(other, summary="Their words.")
    builders.analysed(other)
    builders.entry(other)
    assert all(not isinstance(b, blocks.Timeline | blocks.Losses) for s in document(study).sections for b in s.blocks)
    assert "Their words." not in repr(document(study))


@pytest.mark.requirement("R-003-12")
def test_reading_time_counts_words_and_what_is_looked_at(study):
    builders.write_up(study, summary="word " * 660)
    assert document(study).reading_minutes == 3
