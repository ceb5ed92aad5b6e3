"""One thought on one section, of a stated kind; and what becomes of it."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.review.actions.comments import answer_comment, comment, let_stand, mark_done, see_from_today
from secondstory.review.actions.rounds import open_round
from secondstory.review.models import Comment


@pytest.fixture
def study(analysed, cast):
    open_round(analysed, by=cast.ana, reviewers=[cast.bo], reads_first=False)
    return analysed


@pytest.fixture
def made(study, cast):
    return comment(study, "It was six copies.", by=cast.bo, kind="disagree")


def kinds(made: Comment) -> list[str]:
    return list(Event.objects.filter(subject_id=made.pk).order_by("seq").values_list("kind", flat=True))


def test_a_reviewer_says_something_about_a_section_and_the_journal_knows_no_word_of_it(study, cast):
    section = study.writeup.sections.get(key="impact")
    made = comment(study, "Which one?", by=cast.bo, kind="clarify", section=section, quote="the  copy")
    assert (made.section, made.section_number, made.quote, made.state) == (section, 1, "the copy", "open")
    event = Event.objects.get(kind="comment.made")
    assert event.facts == {"study": str(study.pk), "comment_kind": "clarify"}


def test_the_same_words_twice_are_one_comment(study, made, cast):
    assert comment(study, "It was six copies.", by=cast.bo, kind="disagree") == made
    assert kinds(made) == ["comment.made"]


def test_somebody_outside_says_nothing(study, cast):
    with pytest.raises(NotFound):
        comment(study, "Hello", by=cast.cy, kind="thanks")
    study.work_open_to = "organization"
    study.save()
    with pytest.raises(NotAllowed):
        comment(study, "Hello", by=cast.cy, kind="thanks")
    assert not Comment.objects.exists()


def test_without_an_open_round_nobody_comments(analysed, cast):
    with pytest.raises(Refusal, match="No review round is open"):
        comment(analysed, "Early", by=cast.ana, kind="thanks")


@pytest.mark.parametrize(
    ("text", "kind", "field"), [("", "change", "text"), ("x\x00", "change", "text"), ("x", "blame", "kind")]
)
def test_it_says_what_it_needs(study, cast, text, kind, field):
    with pytest.raises(Refusal) as refused:
        comment(study, text, by=cast.bo, kind=kind)
    assert refused.value.field == field


def test_a_section_of_another_study_is_not_taken(study, cast):
    other = builders.write_up(builders.study(cast.ana)).sections.first()
    with pytest.raises(Refusal, match="another study"):
        comment(study, "Which?", by=cast.bo, kind="clarify", section=other)


def test_thanks_ask_for_nothing(study, cast):
    assert comment(study, "I see now.", by=cast.bo, kind="thanks").state == "done"


def test_an_answer_is_kept_with_it(made, cast):
    for _ in range(2):
        answer_comment(made, "Five and a half.", by=cast.ana)
    made.refresh_from_db()
    assert (made.state, made.answer) == ("answered", "Five and a half.")
    assert kinds(made) == ["comment.made", "comment.answered"]


def test_an_answer_has_words(made, cast):
    with pytest.raises(Refusal) as refused:
        answer_comment(made, "  ", by=cast.ana)
    assert refused.value.field == "answer"


def test_done_keeps_an_earlier_answer(made, cast):
    answer_comment(made, "Five and a half.", by=cast.ana)
    for _ in range(2):
        mark_done(made, by=cast.ana)
    made.refresh_from_db()
    assert (made.state, made.answer) == ("done", "Five and a half.")
    assert kinds(made) == ["comment.made", "comment.answered", "comment.done"]


@pytest.mark.requirement("R-002-22")
@pytest.mark.parametrize("who", ["ana", "bo"])
def test_the_facilitator_or_whoever_made_it_lets_it_stand(made, cast, who):
    for _ in range(2):
        let_stand(made, "The page says five.", by=getattr(cast, who))
    made.refresh_from_db()
    assert (made.state, made.answer) == ("stands", "The page says five.")
    assert kinds(made) == ["comment.made", "comment.stands"]


def test_a_question_does_not_stand(study, cast):
    made = comment(study, "Which?", by=cast.bo, kind="clarify")
    with pytest.raises(Refusal, match="can stand"):
        let_stand(made, "So.", by=cast.ana)


def test_others_settle_nothing(study, made, cast):
    of_ana = comment(study, "Say which.", by=cast.ana, kind="change")
    for verb in (
        lambda by: answer_comment(of_ana, "No.", by=by),
        lambda by: mark_done(of_ana, by=by),
        lambda by: let_stand(of_ana, "No.", by=by),
    ):
        with pytest.raises(NotAllowed):
            verb(cast.bo)
        with pytest.raises(NotFound):
            verb(cast.cy)
    of_ana.refresh_from_db()
    assert of_ana.state == "open"


def test_what_was_said_to_it_stays_beside_what_is_said_next(analysed, cast):
    """Whoever made the comment lets it stand; the facilitator's words are not theirs to replace."""
    open_round(analysed, by=cast.ana, reviewers=[cast.bo], reads_first=False)
    made = comment(analysed, "It was loud.", by=cast.bo, kind="disagree")
    answer_comment(made, "Not in the control room.", by=cast.ana)
    let_stand(made, "It was, at the pump.", by=cast.bo)
    let_stand(made, "It was, at the pump.", by=cast.bo)
    made.refresh_from_db()
    assert made.answer == "It was, at the pump."
    assert [reply.text for reply in made.earlier_replies.all()] == ["Not in the control room."]


# from when it looks


@pytest.mark.requirement("R-000-26", "R-001-42")
def test_its_author_says_that_it_needs_what_was_learned_later(study, cast):
    made = comment(study, "The lag was the first sign.", by=cast.bo, kind="perspective", from_today=True)
    assert made.from_today
    again = comment(study, "The lag was the first sign.", by=cast.bo, kind="perspective")
    assert (again, again.from_today) == (made, True)


def test_it_is_said_afterwards_too_and_taken_back(made, cast):
    for is_so in (True, True, False):
        assert see_from_today(made, is_so, by=cast.bo).from_today is is_so
    assert kinds(made) == ["comment.made", "comment.seen_from_today", "comment.seen_from_then"]


def test_the_same_words_sent_again_with_the_mark_are_marked(study, made, cast):
    again = comment(study, made.text, by=cast.bo, kind="disagree", from_today=True)
    assert (again.pk, again.from_today) == (made.pk, True)


def test_nobody_says_it_for_somebody_else(made, cast):
    with pytest.raises(NotAllowed):
        see_from_today(made, by=cast.ana)
    with pytest.raises(NotFound):
        see_from_today(made, by=cast.cy)
    assert not Comment.objects.get().from_today
