"""Where a gate was chosen, the final text waits for an answer; what was kept with a reason stands in the edition."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast
from tests.wording.conftest import BLAMING, own_fields, quote, steward, strict  # noqa: F401  # fixtures

from secondstory.exporters.markdown.write import to_markdown
from secondstory.exporters.shown import of_study
from secondstory.incidents.actions.move import GuardHolds
from secondstory.incidents.models import Retrospective
from secondstory.people.refusals import NotAllowed
from secondstory.playbook.transitions import GUARDS
from secondstory.review.actions.complete import finalize
from secondstory.review.canonical import canonical, read
from secondstory.review.reading import read_edition
from secondstory.review.verify import verify_all
from secondstory.wording.actions.answer import About, answer
from secondstory.wording.actions.choose import choose_preset, choose_rule
from secondstory.writeup.blocks import KeptWording, KeptWordings
from secondstory.writeup.document import document
from secondstory.writeup.guards import wording_answered
from secondstory.writeup.models import Section
from secondstory.writeup.policies import check_can_look_at_wording

RULE = "counterfactual.remedy"
REASON = "These are the words of the vendor's own report."
ABOUT = About("writeup", quote(), RULE, 1)
TODO = GUARDS["wording_answered"].todo


@pytest.fixture
def agreed(cast: Cast) -> Retrospective:
    """Everything before 'final' is there, and the text holds a wording that Strict asks about."""
    study = builders.ready_to_finalize(builders.study(cast.ana), facilitator=cast.ana, reviewer=cast.bo)
    Section.objects.filter(writeup__retrospective=study, key="impact").update(
        text=f"🌊 Uploads were refused.\r\n\r\n{BLAMING}", heading="Impact"
    )
    builders.complete_again(study)
    return study


def waiting(study, cast):
    with pytest.raises(GuardHolds) as held:
        finalize(study, by=cast.ana)
    return held.value.waiting


def kept_in(made):
    return [one for section in made.sections for block in section.blocks if isinstance(block, KeptWordings)
            for one in block.items]  # fmt: skip


@pytest.mark.requirement("R-000-14", "R-001-02")
def test_under_standard_nothing_waits(agreed, cast, django_assert_num_queries):
    wording_answered(agreed)
    with django_assert_num_queries(1):
        assert wording_answered(agreed)
    assert finalize(agreed, by=cast.ana)
    assert verify_all() == []


@pytest.mark.requirement("R-000-14")
@pytest.mark.usefixtures("strict")
def test_under_strict_the_gate_asks_and_a_reason_opens_it(agreed, cast):
    assert waiting(agreed, cast) == [TODO]
    answer(agreed, ABOUT, "kept", reason=REASON, by=cast.ana)
    assert TODO not in waiting(agreed, cast), "the two look once more: a sentence came into the text"
    builders.complete_again(agreed)
    edition = finalize(agreed, by=cast.ana)
    told = read_edition(edition)
    assert kept_in(told) == [
        KeptWording("Impact", "would have caught", BLAMING, told_message(told), REASON),
    ]
    assert verify_all() == []


def told_message(told):
    (one,) = kept_in(told)
    assert "did not happen" in one.noticed
    return one.noticed


@pytest.mark.usefixtures("strict")
def test_not_about_this_and_rewording_are_answers_as_well(agreed, cast):
    answer(agreed, ABOUT, "not_applicable", by=cast.ana)
    assert wording_answered(agreed)
    answer(agreed, ABOUT, "reworded", by=cast.ana)
    assert not wording_answered(agreed), "it says it was reworded, and the words are still there"
    Section.objects.filter(key="impact").update(text="No step of the deploy compared hosts.")
    assert wording_answered(agreed)
    assert kept_in(document(agreed)) == []


@pytest.mark.usefixtures("strict")
def test_the_same_words_in_another_sentence_are_asked_about_anew(agreed, cast):
    answer(agreed, ABOUT, "kept", reason=REASON, by=cast.ana)
    Section.objects.filter(key="impact").update(text="A second reader would have caught it.")
    assert not wording_answered(agreed)
    assert kept_in(document(agreed)) == []


@pytest.mark.requirement("R-000-14")
@pytest.mark.usefixtures("steward")
def test_one_kind_alone_may_be_asked_about(agreed, cast):
    choose_rule("LF-HE", level="gate", by=cast.ana)
    assert wording_answered(agreed)
    choose_rule("LF-CF", level="gate", by=cast.ana)
    assert not wording_answered(agreed)
    choose_rule("LF-CF", muted=True, by=cast.ana)
    assert wording_answered(agreed)


@pytest.mark.usefixtures("steward")
def test_kept_reasons_stand_there_whatever_was_asked(agreed, cast):
    """The gate asks; the record tells of every reason, also of those nobody asked for."""
    answer(agreed, ABOUT, "kept", reason=REASON, by=cast.ana)
    choose_preset("gentle", by=cast.ana)
    assert [one.reason for one in kept_in(document(agreed))] == [REASON]


def test_every_export_tells_the_reason(agreed, cast):
    answer(agreed, ABOUT, "kept", reason=REASON, by=cast.ana)
    shown = of_study(agreed)
    assert kept_in(read(canonical(shown.document))) == kept_in(shown.document)
    assert REASON in to_markdown(shown.document, shown.head)


def test_an_edition_from_before_reads_and_verifies(agreed, cast):
    edition = finalize(agreed, by=cast.ana)
    assert b'"kept"' not in bytes(edition.canonical)
    assert verify_all() == []
    assert kept_in(read_edition(edition)) == []


def test_readers_of_the_draft_and_of_the_final_text_see_it(agreed, cast, as_ana):
    answer(agreed, ABOUT, "kept", reason=REASON, by=cast.ana)
    assert REASON in as_ana.get(reverse("write-up", args=[agreed.pk])).content.decode().replace("&#x27;", "'")
    builders.complete_again(agreed)
    finalize(agreed, by=cast.ana)
    assert REASON in as_ana.get(reverse("edition", args=[agreed.pk])).content.decode().replace("&#x27;", "'")


def look(client, study):
    return client.get(reverse("write-up-wording", args=[study.pk]))


@pytest.mark.usefixtures("strict")
def test_a_page_lists_what_waits_and_takes_the_answer_without_script(agreed, cast, as_ana):
    page = look(as_ana, agreed).content.decode()
    assert "Asked before the text is final" in page
    assert "would have caught</mark> this." in page
    gate = as_ana.get(reverse("edition", args=[agreed.pk])).content.decode()
    assert reverse("write-up-wording", args=[agreed.pk]) in gate
    given = {"surface": "writeup", "quote": quote(), "rule": RULE, "version": "1", "state": "kept", "reason": REASON}
    as_ana.post(reverse("wording-answers", args=[agreed.pk]), given)
    page = look(as_ana, agreed).content.decode()
    assert "Asked before" not in page
    assert "kept: These are the words" in page


def test_it_is_for_those_who_write_it(agreed, cast, as_bo, as_cy, stranger):
    with pytest.raises(NotAllowed):
        check_can_look_at_wording(agreed, cast.bo)  # reviews it
    assert [look(client, agreed).status_code for client in (as_bo, as_cy, stranger)] == [403, 404, 302]
    builders.role(agreed, cast.cy, "learner")
    assert look(as_cy, agreed).status_code == 200


@pytest.mark.usefixtures("strict")
def test_it_takes_the_same_statements_for_any_number(agreed, as_ana, django_assert_max_num_queries):
    look(as_ana, agreed)
    with django_assert_max_num_queries(10):
        few = look(as_ana, agreed).content
    Section.objects.filter(key="analysis").update(text=f"{BLAMING}\n\n" * 30)
    with django_assert_max_num_queries(10):
        assert len(look(as_ana, agreed).content) > len(few)


def test_a_write_up_in_which_nothing_was_kept_is_drawn_as_before(agreed, django_assert_num_queries):
    with django_assert_num_queries(7):
        document(agreed)
