"""Which steps there are is written anew, too: own ones are added, others left out and taken up again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast
from tests.practice.conftest import drafted, in_force, to_come, words

from secondstory.incidents.actions.move import GuardHolds, move
from secondstory.incidents.actions.open_retrospective import open_retrospective
from secondstory.incidents.rail import rail, with_rail
from secondstory.people.refusals import Refusal
from secondstory.playbook.built_in import built_in, built_in_data
from secondstory.playbook.differing import differences
from secondstory.playbook.models import ProcessVersion
from secondstory.playbook.process import read_process
from secondstory.practice.actions.draft import review_process
from secondstory.practice.draft_form import DraftForm, key_for
from secondstory.practice.models import Practice
from secondstory.practice.process_words import (
    STEPS_STAY,
    StageWords,
    Words,
    check,
    left_out_of,
    with_words,
    words_of,
)
from secondstory.practice.queries import names

pytestmark = pytest.mark.requirement("R-002-15")
SUPPORT = StageWords("facilitator", 8, 0, ("They could ask.",), "Read to the support desk", own=True)


def with_step(key: str = "own-support", said: StageWords = SUPPORT, *, after: str = "timeline") -> Words:
    now = words()
    stages = {}
    for one, stage in now.stages.items():
        stages[one] = stage
        if one == after:
            stages[key] = said
    return Words(stages, now.write_up)


def without(*keys: str) -> Words:
    now = words()
    return Words({key: stage for key, stage in now.stages.items() if key not in keys}, now.write_up)


def test_an_own_step_is_in_the_studies_that_begin_from_then_on(cast: Cast, dee):
    before = builders.study(cast.ana)
    review_process(drafted(dee, words=with_step(), goes="None can: support asked."), by=cast.bo)
    study = open_retrospective(builders.incident(cast.ana), title="How did we hear of it so late?", by=cast.ana)
    keys = [
        [one.key for one in rail(with_rail(type(study).objects.filter(pk=one.pk)).get())] for one in (before, study)
    ]
    assert "own-support" not in keys[0]
    assert keys[1][3] == "own-support"
    assert study.deadlines.filter(stage="own-support").exists()


def test_what_an_own_step_asks_is_told_whole_to_those_who_review_it(dee):
    draft = drafted(dee, words=with_step(), goes="None can.")
    told = differences(in_force().process, draft.process)
    assert [(one.where, one.what) for one in told] == [("Read to the support desk", "the step")]
    assert told[0].after == "By facilitator, 8 working days after the study opened. They could ask."


def test_one_that_asks_for_more_says_which_one_goes(dee):
    with pytest.raises(Refusal) as refused:
        drafted(dee, words=with_step())
    assert refused.value.field == "goes"


@pytest.mark.parametrize("key", STEPS_STAY)
def test_what_protects_somebody_stays(dee, key):
    with pytest.raises(Refusal) as refused:
        drafted(dee, words=without(key))
    assert refused.value.code == "step_stays"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "own-support_name"),
        ({"name": "x" * 41}, "own-support_name"),
        ({"name": "timeline"}, "own-support_name"),
        ({"name": "The root cause"}, "own-support_name"),
        ({"name": "Say who is to blame"}, "own-support_name"),
        ({"good_enough": ("The root cause is named.",)}, "own-support_good_enough"),
        ({"good_enough": ()}, "own-support_good_enough"),
        ({"who": ""}, "own-support_who"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(dee, said, field):
    with pytest.raises(Refusal) as refused:
        drafted(dee, words=with_step(said=replace(SUPPORT, **said)), goes="None can.")
    assert refused.value.field == field


def test_the_steps_of_the_product_keep_their_order_and_there_are_not_too_many(dee):
    now = words()
    turned = Words(dict(reversed(now.stages.items())), now.write_up)
    many = Words(dict(now.stages) | {f"own-{n}": replace(SUPPORT, name=f"Step {n}") for n in range(9)}, now.write_up)
    for told, code in ((turned, "other_steps"), (many, "too_many_steps")):
        with pytest.raises(Refusal) as refused:
            drafted(dee, words=told, goes="None can.")
        assert refused.value.code == code


def test_of_a_step_that_was_left_out_nothing_is_asked(cast: Cast, dee):
    review_process(drafted(dee, words=without("analysis", "timeline", "recommendations")), by=cast.bo)
    plain, lighter = (
        builders.study(cast.ana, process_version=one) for one in (ProcessVersion.objects.get(number=1), in_force())
    )
    for study in (plain, lighter):
        builders.role(study, cast.ana)
        builders.conflict_check(study, cast.ana)
    plain.state = lighter.state = "gathering"
    plain.save()
    lighter.save()
    with pytest.raises(GuardHolds):
        move(plain, "analysing", by=cast.ana)
    move(lighter, "analysing", by=cast.ana)
    builders.write_up(lighter)
    assert move(lighter, "reviewing", by=cast.ana).state == "reviewing"


def test_what_protects_people_is_asked_all_the_same(cast: Cast, dee):
    review_process(drafted(dee, words=without("recommendations", "analysis")), by=cast.bo)
    study = builders.study(cast.ana, process_version=in_force(), state="agreeing")
    builders.role(study, cast.ana)
    builders.write_up(study)
    builders.recommendation(study, status="idea")
    with pytest.raises(GuardHolds) as held:
        move(study, "final", by=cast.ana)
    assert any("facilitator and one reviewer" in one for one in held.value.waiting)


def test_what_was_left_out_is_taken_up_again_as_it_came(cast: Cast, dee):
    review_process(drafted(dee, words=without("analysis")), by=cast.bo)
    assert [stage.key for stage in left_out_of(in_force().process)] == ["analysis"]
    again = words_of(built_in())
    review_process(drafted(dee, words=again, why="We missed it.", goes="None can."), by=cast.bo)
    assert in_force().process.stages == built_in().stages


def test_an_own_step_that_moves_is_told_as_another_order(cast: Cast, dee):
    review_process(drafted(dee, words=with_step(), goes="None can."), by=cast.bo)
    now = words()
    stages = dict(now.stages)
    stages["own-support"] = stages.pop("own-support")
    draft = drafted(dee, words=Words(stages, now.write_up), why="Later is better.")
    assert [(one.where, one.what) for one in differences(in_force().process, draft.process)] == [
        ("The steps", "their order")
    ]


def test_a_key_is_short_readable_and_nobody_elses():
    assert key_for("Read to the support desk", []) == "own-read-to-the"
    assert key_for("Read to the support desk", ["own-read-to-the"]) == "own-read-to-the-2"
    assert key_for("読む", []) == "own-step"
    assert len(key_for("Read to everyone", ["own-read-to-ever", "own-read-to-ever-2"])) <= 20


NAMES = st.text("abcdefgh ", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(
    st.sets(st.sampled_from([key for key in built_in_data() if key not in STEPS_STAY])),
    st.lists(NAMES, unique_by=str.casefold, max_size=4),
    st.randoms(use_true_random=False),
)
def test_whatever_is_left_out_and_added_comes_back_from_its_stored_form(gone, names, draw):
    base = built_in()
    stages = {key: said for key, said in words_of(base).stages.items() if key not in gone}
    order = list(stages)
    for name in names:
        key = key_for(name, order)
        stages[key] = replace(SUPPORT, name=f"Own {name}")
        order.insert(draw.randint(1, len(order)), key)
    told = Words({key: stages[key] for key in order}, base.write_up)
    check(told, base)
    data = {"name": "x", "number": 1, "templates": {"write_up": []}, "stages": list(built_in_data().values())}
    stored = read_process(with_words(data, told))
    assert words_of(stored) == told
    assert [stage.key for stage in left_out_of(stored)] == [key for key in built_in_data() if key in gone]


def test_an_own_step_is_looked_at_again_and_keeps_its_name_once_it_is_gone(cast: Cast, dee):
    review_process(drafted(dee, words=with_step(), goes="None can."), by=cast.bo)
    review_process(drafted(dee, words=words(review={"due_days": 30}), why="Later."), by=cast.bo)
    practice = Practice.objects.get(key="stage-own-support")
    assert (practice.name, practice.is_built_in) == ("Read to the support desk", True)
    assert practice.look_again_on > in_force().valid_from.date()
    assert names()("stage:own-support") == "the step ‘Read to the support desk’"
    review_process(drafted(dee, words=without("own-support", "analysis"), why="Nobody came."), by=cast.bo)
    assert names()("stage:own-support") == "the step ‘Read to the support desk’"
    assert names()("stage:analysis") == "the step ‘Analysis’"


@pytest.fixture
def next_version(as_dee):
    """Sends the form for the next version with ``changed`` in place of what it shows."""

    def send(**changed):
        shown = DraftForm.shown(in_force().process) | {"why": "Support asked.", "from_on": to_come(0).isoformat()}
        return as_dee.post("/process/next/", {key: str(value) for key, value in (shown | changed).items()})

    return send


NEW = {"new_name": SUPPORT.name, "new_after": "timeline", "new_who": "facilitator", "new_due_days": 8}
NEW |= {"new_good_enough": "They could ask.", "goes": "None can: support asked for it."}


def test_on_the_page_a_step_is_added_moved_left_out_and_taken_up_again(as_dee, next_version, cast):
    assert next_version(**NEW).url == "/process/2/"
    review_process(ProcessVersion.objects.get(number=2), by=cast.bo)
    assert [stage.key for stage in in_force().process.stages][2:4] == ["timeline", "own-read-to-the"]
    page = as_dee.get("/process/next/").text
    assert "Leave this step out" in page
    moved = {
        "own-read-to-the_after": "published",
        "own-read-to-the_name": "Read to everyone",
        "analysis_left_out": "on",
    }
    assert next_version(**moved).url == "/process/3/"
    review_process(ProcessVersion.objects.get(number=3), by=cast.bo)
    stages = in_force().process.stages
    assert (stages[-1].name, stages[-1].key) == ("Read to everyone", "own-read-to-the")
    assert not in_force().process.has("analysis")
    assert "Analysis: left out" in as_dee.get("/process/next/").text
    back = {"analysis_back": "on", "own-read-to-the_left_out": "on", "goes": "The reading."}
    assert next_version(**back).url == "/process/4/"
    assert ProcessVersion.objects.get(number=4).process.stages == built_in().stages


def test_what_was_told_of_a_step_that_went_is_not_told_of_another_one(next_version, cast):
    next_version(**NEW)
    review_process(ProcessVersion.objects.get(number=2), by=cast.bo)
    assert next_version(**{"own-read-to-the_left_out": "on"}).url == "/process/3/"
    review_process(ProcessVersion.objects.get(number=3), by=cast.bo)
    assert next_version(**(NEW | {"new_name": "Read to the press"})).url == "/process/4/"
    review_process(ProcessVersion.objects.get(number=4), by=cast.bo)
    assert in_force().process.has("own-read-to-the-2")
    assert names()("stage:own-read-to-the-2") == "the step ‘Read to the press’"
    assert names()("stage:own-read-to-the") == "the step ‘Read to the support desk’"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"new_name": ""}, "Name the step, or leave all of this empty."),
        ({"new_who": ""}, "Say in a few words who does it"),
        ({"new_good_enough": " "}, "Say in a sentence when it is good enough"),
        ({"new_name": "Timeline"}, "Another step has this name."),
        ({"new_name": "Root cause"}, "asks for one cause"),
        ({"new_good_enough": "The root cause is named."}, "asks for one cause"),
        ({"new_after": "nothing"}, "This choice is not in the list any more."),
        ({"goes": ""}, "Say which one goes for it"),
    ],
)
def test_what_was_typed_for_a_step_stays_when_it_is_refused(next_version, changed, said):
    answer = next_version(**(NEW | changed))
    assert answer.status_code == 422
    assert said in answer.text
    assert answer.text.count("Read to the support desk") == (0 if "new_name" in changed else 1) + 1
    assert ProcessVersion.objects.count() == 1
