"""A question can be opened anywhere, followed, chained, answered, set aside, and it outlives the study."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.follow import follow, let_go
from secondstory.analysis.actions.mysteries import chain, open_question_wider, reword, take_back
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.settle import answer, declare_unanswerable, reopen, set_aside
from secondstory.analysis.models import Mystery, SystemPart
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.models import Person, Service, TeamMembership
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal

ASKED = "How do people here tell hosts apart at night?"


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def mystery(study, cast) -> Mystery:
    return raise_mystery(ASKED, study=study, by=cast.bo)


def state(mystery: Mystery) -> str:
    return Mystery.objects.get(pk=mystery.pk).state


def finish(study: Retrospective) -> None:
    Retrospective.objects.filter(pk=study.pk).update(state="final", finalized_at=builders.NOON)
    study.refresh_from_db()


# raising


def test_whoever_takes_part_asks_and_the_journal_knows(mystery, cast):
    assert (mystery.raised_by, mystery.state, mystery.audience) == (cast.bo, "open", "group")
    assert Event.objects.get(kind="mystery.raised").by == cast.bo


def test_asking_twice_is_one_question(mystery, study, cast):
    assert raise_mystery(ASKED, study=study, by=cast.bo) == mystery
    assert Event.objects.filter(kind="mystery.raised").count() == 1


def test_somebody_outside_does_not_ask_in_the_study(study, cast):
    with pytest.raises(NotFound):
        raise_mystery(ASKED, study=study, by=cast.cy)


def test_without_a_name_no_name_is_stored_anywhere(study, cast):
    asked = raise_mystery(ASKED, study=study, by=cast.bo, anonymous=True)
    assert (asked.raised_by, asked.created_by) == (None, None)
    assert all(event.by is None for event in Event.objects.filter(subject_id=asked.pk))
    kept = [str(value) for row in (*Mystery.objects.values(), *Event.objects.values()) for value in row.values()]
    assert not any(str(cast.bo.pk) in value for value in kept)


def test_a_question_can_stand_by_itself(cast):
    asked = raise_mystery(ASKED, by=cast.cy)
    assert asked.audience == "organization"
    assert Mystery.objects.visible_to(cast.ana).get() == asked


def test_a_question_for_a_team_is_read_by_that_team(cast):
    raise_mystery(ASKED, by=cast.ana, team=cast.storage)
    assert Mystery.objects.visible_to(cast.bo).exists()
    assert not Mystery.objects.visible_to(cast.cy).exists()


def test_asking_again_with_another_wish_loses_none_of_it(cast):
    """The same words, about another service or for more readers: nothing that was chosen is dropped in silence."""
    uploads = Service.objects.create(name="Uploads", slug="uploads")
    first = raise_mystery(ASKED, by=cast.ana, team=cast.storage)
    assert raise_mystery(ASKED, by=cast.ana, team=cast.storage) == first
    about = raise_mystery(ASKED, by=cast.ana, team=cast.storage, services=[uploads])
    assert about != first
    assert list(about.services.all()) == [uploads]
    assert raise_mystery(ASKED, by=cast.ana, team=cast.storage, services=[uploads]) == about
    assert raise_mystery(ASKED, by=cast.ana) not in (first, about)


def test_asked_of_another_team_or_about_another_part_it_is_another_question(study, cast):
    TeamMembership.objects.create(person=cast.ana, team=cast.billing)
    of_teams = [raise_mystery(ASKED, by=cast.ana, team=team) for team in (cast.storage, cast.billing, cast.billing)]
    assert [one.team for one in of_teams] == [cast.storage, cast.billing, cast.billing]
    assert of_teams[1] == of_teams[2]
    parts = [SystemPart.objects.create(retrospective=study, name=name) for name in ("pager", "copy tool")]
    about = [raise_mystery(ASKED, study=study, by=cast.bo, part=part) for part in (*parts, parts[1])]
    assert [one.part for one in about] == [*parts, parts[1]]
    assert about[1] == about[2]


def test_nobody_asks_into_another_team(cast):
    with pytest.raises(Refusal, match="a team you belong to"):
        raise_mystery(ASKED, by=cast.cy, team=cast.storage)


def test_a_question_that_nobody_could_read_is_refused(cast):
    with pytest.raises(Refusal, match="nobody could read it"):
        raise_mystery(ASKED, by=cast.ana, anonymous=True, audience="group")


def test_the_next_question_is_asked_by_whoever_reads_this_one(mystery, cast):
    open_question_wider(mystery, to="organization", by=cast.bo)
    grown = raise_mystery("Which hosts look alike?", parent=mystery, by=cast.cy)
    assert (grown.parent, grown.retrospective, grown.audience) == (mystery, mystery.retrospective, "organization")
    assert Mystery.objects.visible_to(cast.cy).filter(pk=grown.pk).exists()


def test_nobody_asks_under_a_question_they_do_not_read(mystery, cast):
    with pytest.raises(NotFound):
        raise_mystery("And then?", parent=mystery, by=cast.cy)


def test_a_final_study_takes_no_new_question_but_its_questions_go_on(mystery, study, cast):
    finish(study)
    with pytest.raises(Refusal, match="This study is final"):
        raise_mystery("One more?", study=study, by=cast.bo)
    assert raise_mystery("One more?", parent=mystery, by=cast.bo).parent == mystery
    assert answer(mystery, "By the colour of the prompt.", by=cast.bo).state == "answered"


# following


def test_following_is_a_state_and_one_row(mystery, cast):
    follow(mystery, by=cast.ana)
    follow(mystery, by=cast.ana)
    assert (state(mystery), mystery.followings.count()) == ("followed", 1)
    assert Event.objects.filter(kind="mystery.followed").count() == 1


def test_when_nobody_follows_it_is_open_again(mystery, cast):
    follow(mystery, by=cast.ana)
    let_go(mystery, by=cast.ana)
    let_go(mystery, by=cast.ana)
    assert state(mystery) == "open"
    assert Event.objects.filter(kind="mystery.let_go").count() == 1


def test_somebody_outside_cannot_follow(mystery, cast):
    for verb in (follow, let_go):
        with pytest.raises(NotFound):
            verb(mystery, by=cast.cy)


# settling


def test_whoever_reads_it_may_answer_also_from_outside(mystery, cast):
    with pytest.raises(NotFound):
        answer(mystery, "By the prompt.", by=cast.cy)
    open_question_wider(mystery, to="organization", by=cast.bo)
    answer(mystery, "By the prompt.", by=cast.cy)
    assert state(mystery) == "answered"
    assert Event.objects.get(kind="mystery.answered").by == cast.cy


def test_an_answer_is_not_written_over(mystery, cast):
    answer(mystery, "By the prompt.", by=cast.ana)
    answer(mystery, "By the prompt.", by=cast.bo)
    with pytest.raises(Conflict, match="answered this already"):
        answer(mystery, "By smell.", by=cast.bo)
    assert Mystery.objects.get(pk=mystery.pk).answer == "By the prompt."


def test_an_empty_answer_is_no_answer(mystery, cast):
    with pytest.raises(Refusal, match="one line is enough"):
        answer(mystery, " ", by=cast.ana)


@pytest.mark.parametrize(("verb", "word"), [(set_aside, "set_aside"), (declare_unanswerable, "unanswerable")])
def test_it_rests_with_a_reason(mystery, cast, verb, word):
    with pytest.raises(Refusal, match="Say in one sentence why"):
        verb(mystery, "", by=cast.ana)
    verb(mystery, "Logs are kept for ninety days.", by=cast.ana)
    verb(mystery, "Logs are kept for ninety days.", by=cast.ana)
    assert state(mystery) == word
    assert Event.objects.filter(kind=f"mystery.{word}").count() == 1


@pytest.mark.parametrize("verb", [set_aside, declare_unanswerable])
def test_somebody_outside_answers_but_does_not_set_aside(mystery, cast, verb):
    open_question_wider(mystery, to="organization", by=cast.bo)
    with pytest.raises(NotAllowed):
        verb(mystery, "Not interesting.", by=cast.cy)


def test_an_answer_is_opened_again_before_it_is_set_aside(mystery, cast):
    answer(mystery, "By the prompt.", by=cast.ana)
    with pytest.raises(Refusal, match="Open it again first"):
        set_aside(mystery, "No time.", by=cast.ana)


@pytest.mark.requirement("R-001-21")
def test_it_opens_again_at_any_time_and_its_answer_stays(mystery, cast):
    answer(mystery, "By the prompt.", by=cast.ana)
    reopen(mystery, by=cast.bo)
    reopen(mystery, by=cast.bo)
    again = Mystery.objects.get(pk=mystery.pk)
    assert (again.state, again.answer) == ("open", "By the prompt.")
    assert Event.objects.filter(kind="mystery.reopened").count() == 1


# place, readers, words


def test_it_is_put_under_another(mystery, study, cast):
    above = raise_mystery("What is different at night?", study=study, by=cast.ana)
    chain(mystery, above, by=cast.ana)
    chain(mystery, above, by=cast.ana)
    assert list(above.led_to.all()) == [mystery]
    assert Event.objects.filter(kind="mystery.chained").count() == 1
    assert chain(mystery, None, by=cast.ana).parent is None


def test_a_circle_is_refused(mystery, study, cast):
    under = raise_mystery("Which hosts look alike?", parent=mystery, by=cast.ana)
    deeper = raise_mystery("Since when?", parent=under, by=cast.ana)
    for parent in (mystery, under, deeper):
        with pytest.raises(Refusal, match="cannot stand under itself"):
            chain(mystery, parent, by=cast.ana)


def test_nobody_chains_to_a_question_they_do_not_read(mystery, cast):
    hidden = raise_mystery("Hidden?", study=builders.study(cast.cy), by=cast.cy)
    with pytest.raises(NotFound):
        chain(mystery, hidden, by=cast.ana)


def test_it_is_opened_to_the_team_then_to_all_and_back(mystery, cast):
    dee = Person.objects.create(email="dee@example.org", display_name="Dee", password="!")
    TeamMembership.objects.create(person=dee, team=cast.storage)
    readers = {"group": (False, False), "team": (True, False), "organization": (True, True)}
    for to in ("team", "organization", "group"):
        open_question_wider(mystery, to=to, by=cast.bo)
        seen = tuple(Mystery.objects.visible_to(person).exists() for person in (dee, cast.cy))
        assert seen == readers[to]


def test_it_is_never_opened_to_the_public(mystery, cast):
    with pytest.raises(Refusal, match="published edition"):
        open_question_wider(mystery, to="public", by=cast.bo)


def test_a_study_without_a_team_has_none_to_open_to(cast):
    study = builders.study(cast.ana)
    asked = raise_mystery(ASKED, study=study, by=cast.ana)
    with pytest.raises(Refusal, match="belongs to no team"):
        open_question_wider(asked, to="team", by=cast.ana)


def test_somebody_outside_does_not_open_it(mystery, cast):
    with pytest.raises(NotFound):
        open_question_wider(mystery, to="organization", by=cast.cy)


def test_nobody_else_shows_it_to_more_than_its_author_chose_and_closing_it_is_for_all_who_tend_it(mystery, cast):
    for to in ("team", "organization"):
        with pytest.raises(NotAllowed, match="chose who reads it"):
            open_question_wider(mystery, to=to, by=cast.ana)
    open_question_wider(mystery, to="organization", by=cast.bo)
    open_question_wider(mystery, to="team", by=cast.ana)
    open_question_wider(mystery, to="team", by=cast.ana)
    assert Mystery.objects.get(pk=mystery.pk).audience == "team"
    assert Event.objects.filter(kind="mystery.opened_to").count() == 2


def test_asked_without_a_name_the_facilitator_opens_it(study, cast):
    asked = raise_mystery("Who reads the pager?", study=study, by=cast.bo, anonymous=True)
    with pytest.raises(NotAllowed, match="without a name"):
        open_question_wider(asked, to="organization", by=cast.bo)
    assert open_question_wider(asked, to="organization", by=cast.ana).audience == "organization"


def test_whoever_asked_words_it_anew(mystery, study, cast):
    reword(mystery, "How do we tell hosts apart?", by=cast.bo)
    reword(mystery, "How do we tell hosts apart?", by=cast.bo)
    assert Event.objects.filter(kind="mystery.reworded").count() == 1
    builders.participant(study, cast.cy)
    with pytest.raises(NotAllowed):
        reword(mystery, "Who mixed up the hosts?", by=cast.cy)
    finish(study)
    mystery.refresh_from_db()
    with pytest.raises(Refusal, match="This study is final"):
        reword(mystery, "Something else?", by=cast.bo)


def test_it_is_taken_back_while_it_led_to_no_other(mystery, cast):
    under = raise_mystery("Which hosts look alike?", parent=mystery, by=cast.bo)
    with pytest.raises(Refusal, match="Other questions grew from this one"):
        take_back(mystery, by=cast.bo)
    take_back(under, by=cast.bo)
    take_back(under, by=cast.bo)
    take_back(mystery, by=cast.bo)
    assert not Mystery.objects.exists()
    assert Event.objects.filter(kind="mystery.removed").count() == 2


# what was said stays


def said_before(mystery: Mystery) -> list[str]:
    return list(mystery.former_answers.values_list("text", flat=True))


def test_the_next_answer_stands_beside_the_earlier_one(mystery, cast):
    for text in ("By the prompt.", "By the color of the prompt.", "By the name on the wall."):
        answer(mystery, text, by=cast.ana)
        reopen(mystery, by=cast.bo)
    assert said_before(mystery) == ["By the prompt.", "By the color of the prompt."]
    assert Mystery.objects.get(pk=mystery.pk).answer == "By the name on the wall."


def test_the_same_answer_again_is_kept_once(mystery, cast):
    answer(mystery, "By the prompt.", by=cast.ana)
    reopen(mystery, by=cast.bo)
    answer(mystery, "By the prompt.", by=cast.bo)
    assert said_before(mystery) == []


def test_the_next_reason_stands_beside_the_earlier_one(mystery, cast):
    set_aside(mystery, "No time this month.", by=cast.ana)
    reopen(mystery, by=cast.ana)
    declare_unanswerable(mystery, "The logs are gone.", by=cast.ana)
    assert said_before(mystery) == ["No time this month."]


def test_a_question_that_was_answered_is_not_taken_back(mystery, cast):
    answer(mystery, "By the prompt.", by=cast.ana)
    reopen(mystery, by=cast.bo)
    with pytest.raises(NotAllowed, match="so it stays"):
        take_back(mystery, by=cast.bo)
    assert state(mystery) == "open"


def test_whoever_opened_the_study_reads_its_questions_also_when_another_prepares_it(cast):
    study = builders.study(cast.cy)
    builders.role(study, cast.ana)
    asked = raise_mystery(ASKED, study=study, by=cast.ana)
    assert list(Mystery.objects.visible_to(cast.cy)) == [asked]
