"""The next version of the process: written by who keeps it, as a draft that changes nothing yet."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast
from tests.practice.conftest import drafted, in_force, proposed, to_come, words

from secondstory import playbook
from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotAllowed, Refusal
from secondstory.playbook.differing import differences
from secondstory.playbook.models import ProcessVersion
from secondstory.playbook.process import read_process
from secondstory.practice.actions.draft import let_go, review_process
from secondstory.practice.process_words import with_words, words_of
from secondstory.writeup.actions.begin import begin
from secondstory.writeup.document import document

pytestmark = pytest.mark.requirement("R-002-15")
BUILT_IN = yaml.safe_load((Path(playbook.__file__).parent / "processes" / "organization-1.yaml").read_text())


def test_dee_drafts_the_next_version(cast: Cast, dee):
    asked = proposed(cast.ana)
    draft = drafted(dee, adopts=[asked])
    assert (draft.number, draft.created_by, draft.is_built_in) == (2, dee, False)
    assert list(draft.draft.adopts.all()) == [asked]
    assert in_force().number == 1
    event = Event.objects.get(kind="process.drafted")
    assert (event.by, event.facts) == (dee, {"number": 2})


def test_whoever_does_not_keep_the_process_does_not(cast: Cast, dee):
    for other in (cast.ana, cast.cy):
        with pytest.raises(NotAllowed):
            drafted(other)
    assert drafted(dee)


def test_twice_is_once_and_another_one_takes_its_place(dee):
    assert drafted(dee) == drafted(dee)
    assert drafted(dee, words=words(review={"due_days": 30})).number == 3
    assert ProcessVersion.objects.count() == 3


def test_what_is_the_same_is_no_version(dee):
    with pytest.raises(Refusal) as refused:
        drafted(dee, words=words())
    assert refused.value.code == "same"


def test_what_is_fixed_by_the_standard_stays(dee):
    with pytest.raises(Refusal) as refused:
        drafted(dee, words=words(review={"min_open_days": 1}))
    assert (refused.value.code, refused.value.field) == ("fixed", "review_min_open_days")
    assert drafted(dee).process.fixed_by_standard == in_force().process.fixed_by_standard


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"review": {"who": " "}}, "review_who"),
        ({"review": {"due_days": 366}}, "review_due_days"),
        ({"capture": {"good_enough": ()}}, "capture_good_enough"),
        ({"capture": {"good_enough": ("x" * 201,)}}, "capture_good_enough"),
        ({"capture": {"good_enough": tuple(map(str, range(9)))}}, "capture_good_enough"),
        ({"write_up": ("summary",)}, "write_up"),
        ({"write_up": ("open_questions", "impact")}, "write_up"),
        ({"write_up": ("summary", "open_questions", "summary")}, "write_up"),
        ({"write_up": ("summary", "open_questions", "Impact", "impact")}, "write_up"),
        ({"write_up": ("summary", "open_questions", "x" * 81)}, "write_up"),
        ({"write_up": ("summary", "open_questions", *map(str, range(19)))}, "write_up"),
        ({"write_up": ("summary", "open_questions", "Root cause")}, "write_up"),
        ({"write_up": ("summary", "open_questions", "The root causes")}, "write_up"),
        ({"write_up": ("summary", "open_questions", "Human error")}, "write_up"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(dee, changed, field):
    with pytest.raises(Refusal) as refused:
        drafted(dee, words=words(**changed))
    assert refused.value.field == field
    assert ProcessVersion.objects.count() == 1


def test_what_asks_for_more_says_which_one_goes(dee):
    more = words(capture={"good_enough": ("One line and a time are enough.", "A picture, too.")})
    with pytest.raises(Refusal) as refused:
        drafted(dee, words=more)
    assert refused.value.field == "goes"
    assert drafted(dee, words=more, goes="None can: it was asked for twice.").draft.goes


def test_it_begins_today_or_later_and_never_before_what_is_agreed(cast: Cast, dee):
    with pytest.raises(Refusal) as refused:
        drafted(dee, from_on=to_come(-1))
    assert refused.value.field == "from_on"
    review_process(drafted(dee, from_on=to_come(30)), by=cast.bo)
    with pytest.raises(Refusal) as refused:
        drafted(dee, words=words(review={"due_days": 30}), from_on=to_come(10))
    assert refused.value.code == "before_another"
    assert drafted(dee, words=words(review={"due_days": 30}), from_on=to_come(31))


def test_a_draft_is_let_go_with_the_reason(cast: Cast, dee, draft):
    with pytest.raises(NotAllowed):
        let_go(draft, "No.", by=cast.cy)
    for _ in range(2):
        let_go(draft, "Never mind.", by=dee)
    assert Event.objects.filter(kind="process.let_go").count() == 1
    with pytest.raises(Conflict):
        let_go(draft, "For another reason.", by=dee)
    with pytest.raises(Refusal) as refused:
        review_process(draft, by=cast.bo)
    assert refused.value.code == "let_go"


SENTENCES = st.lists(st.text("ab .", min_size=1, max_size=9).map(str.strip).filter(bool), min_size=1, max_size=3)


def test_a_section_is_left_out_another_one_is_the_organizations_own(cast: Cast, dee):
    own = "What customers saw"
    version = drafted(dee, words=words(write_up=("summary", own, "timeline", "open_questions")))
    review_process(version, by=cast.bo)
    study = builders.study(cast.ana, process_version=in_force())
    begun = begin(study, by=cast.ana)
    assert [section.heading for section in begun.sections.in_order()] == ["Summary", own, "Timeline", "Open questions"]
    begun.sections.filter(heading=own).update(heading="What they saw")
    begin(study, by=cast.ana)
    assert begun.sections.count() == 4, "by another heading it is the same section"
    earlier = begin(builders.study(cast.ana, "Another?"), by=cast.ana)
    assert own not in earlier.sections.values_list("heading", flat=True)


def test_what_people_recorded_has_a_place_without_its_section(cast: Cast, dee):
    review_process(drafted(dee, words=words(write_up=("summary", "open_questions"))), by=cast.bo)
    study = builders.study(cast.ana, process_version=in_force())
    builders.role(study, cast.ana)
    builders.finding(study, "The copy waited without a word.")
    begin(study, by=cast.ana)
    assert "The copy waited without a word." in str(document(study).sections)


@given(due=st.none() | st.integers(0, 365), least=st.integers(2, 9), said=SENTENCES, order=st.permutations(range(9)))
def test_what_is_written_is_what_the_version_says_and_the_rest_stays(due, least, said, order):
    data = BUILT_IN
    before = words_of(read_process(data))
    stages = dict(before.stages)
    review = stages["review"]
    stages["review"] = type(review)("anybody", due, least, tuple(dict.fromkeys(said)), "Review")
    told = type(before)(stages, tuple(before.write_up[place] for place in order))
    after = read_process(with_words(data, told))
    assert words_of(after) == told
    assert after.fixed_by_standard == read_process(data).fixed_by_standard
    assert (differences(read_process(data), after) == []) == (told == before)
    assert words_of(read_process(data)) == before
