"""Each reads by themself first: what others said comes after one's own reading, by any path."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders

from secondstory.exporters.bundle.write import bundle, study_data
from secondstory.exporters.shown import of_study
from secondstory.incidents.models import Retrospective
from secondstory.incidents.rail import rail, with_rail
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal
from secondstory.publishing.home import home_of
from secondstory.review.actions.comments import agree_change, answer_comment, comment, let_stand, mark_done
from secondstory.review.actions.read import say_read
from secondstory.review.actions.rounds import close_open_rounds, open_round, say_ready
from secondstory.review.margin import margin
from secondstory.review.models import Comment, HaveRead
from secondstory.review.standing import draft

WORDS = "The lag was loud to me."
ANSWER = "Not in the control room."


@pytest.fixture
def study(analysed, cast) -> Retrospective:
    open_round(analysed, by=cast.ana, reviewers=[cast.bo, cast.cy])
    return analysed


@pytest.fixture
def made(study, cast) -> Comment:
    return comment(study, WORDS, by=cast.bo, kind="disagree", section=study.writeup.sections.first())


def paths(study, client, person) -> dict[str, str]:
    """Everything somebody can ask for that might hold it."""
    address = f"/retrospectives/{study.pk}"
    fresh = Retrospective.objects.select_related("incident", "team", "process_version").get(pk=study.pk)
    told = {
        path: client.get(f"{address}/{path}").content.decode()
        for path in ("", "review/", "write-up/", "edition/", "recommendations/", "analysis/")
    }
    told["search"] = client.get("/search/", {"q": "lag"}).content.decode()
    told["home"] = client.get("/").content.decode()
    for name in ("md", "html"):
        told[name] = client.get(f"{address}/export.{name}").content.decode()
    told["bundle"] = json.dumps(study_data(fresh, person)) + bundle(fresh, person).decode("utf-8", "replace")
    told["text"] = repr(of_study(fresh)) + repr(draft(fresh))
    told["margin"] = repr(margin(fresh, person))
    told["journal"] = repr(list(Event.objects.values_list("facts", flat=True)))
    return told


@pytest.mark.requirement("R-002-24")
def test_nobody_sees_by_any_path_what_others_said_before_their_own_reading(study, made, cast, as_ana, as_cy):
    say_read(study, by=cast.ana)
    answer_comment(made, ANSWER, by=cast.ana)
    let_stand(made, ANSWER + " It was, at the pump.", by=cast.bo)
    agree_change(study, "Say that it was loud", by=cast.ana, about=made)
    for name, text in paths(study, as_cy, cast.cy).items():
        assert (name, "loud" in text, "pump" in text) == (name, False, False)
    assert WORDS in as_ana.get(f"/retrospectives/{study.pk}/review/").content.decode()
    as_cy.post(f"/retrospectives/{study.pk}/review/reading/")
    told = paths(study, as_cy, cast.cy)
    assert all(WORDS in told[name] for name in ("review/", "write-up/", "bundle", "margin"))
    assert "Say that it was loud" in told["review/"]


def test_ones_own_comment_shows_the_rest(study, made, cast):
    assert not Comment.objects.visible_to(cast.cy).exists()
    own = comment(study, "I see now.", by=cast.cy, kind="thanks")
    assert set(Comment.objects.visible_to(cast.cy)) == {made, own}
    assert list(Comment.objects.visible_to(cast.bo)) == [made, own]  # Bo spoke before


def test_saying_that_one_is_ready_is_having_read_it(study, made, cast):
    say_ready(study, by=cast.cy)
    assert list(Comment.objects.visible_to(cast.cy)) == [made]


def test_the_facilitator_reads_first_too_and_settles_nothing_unseen(study, made, cast, as_ana):
    for verb in (
        lambda: answer_comment(made, "No.", by=cast.ana),
        lambda: mark_done(made, by=cast.ana),
        lambda: let_stand(made, "So.", by=cast.ana),
        lambda: agree_change(study, "Louder", by=cast.ana, about=made),
    ):
        with pytest.raises(NotFound):
            verb()
    address = f"/retrospectives/{study.pk}/review/comments/{made.pk}/outcome/"
    assert as_ana.post(address, {"state": "done", "answer": "No."}).status_code == 404
    made.refresh_from_db()
    assert made.state == "open"


def test_the_day_that_the_round_may_close_opens_it_to_everybody(study, made, cast):
    with time_machine.travel(study.rounds.get().reads_first_until + timedelta(seconds=1)):
        assert list(Comment.objects.visible_to(cast.ana)) == [made]


def test_a_closed_round_holds_nothing_back(study, made, cast):
    close_open_rounds(study, by=cast.ana)
    assert list(Comment.objects.visible_to(cast.cy)) == [made]


def test_the_facilitator_can_choose_otherwise(analysed, as_ana, cast):
    address = f"/retrospectives/{analysed.pk}/review/"
    assert re.search(r'<input[^>]*name="reads_first"[^>]*checked', as_ana.get(address).content.decode())
    as_ana.post(f"{address}rounds/", {"reviewers": [cast.bo.pk], "others": ""})
    made = comment(analysed, WORDS, by=cast.bo, kind="change")
    assert list(Comment.objects.visible_to(cast.ana)) == [made]


def test_what_stands_is_in_the_text_once_everybody_sees_it(study, made, cast):
    let_stand(made, ANSWER, by=cast.bo)
    assert WORDS not in repr(draft(study))
    close_open_rounds(study, by=cast.ana)
    assert WORDS in repr(draft(study))


def test_somebody_outside_says_nothing_and_reads_nothing(analysed, cast, as_cy):
    with pytest.raises(NotFound):
        say_read(analysed, by=cast.cy)
    open_round(analysed, by=cast.ana, reviewers=[cast.bo])
    made = comment(analysed, WORDS, by=cast.bo, kind="change")
    with pytest.raises(NotFound):
        say_read(analysed, by=cast.cy)
    assert as_cy.post(f"/retrospectives/{analysed.pk}/review/reading/").status_code == 404
    assert not Comment.objects.visible_to(cast.cy).filter(pk=made.pk).exists()
    assert not HaveRead.objects.exists()


def test_without_an_open_round_there_is_nothing_to_have_read(analysed, cast):
    with pytest.raises(Refusal, match="No review round is open"):
        say_read(analysed, by=cast.ana)


def test_twice_it_is_said_once_and_the_journal_knows(study, cast):
    assert say_read(study, by=cast.bo) == say_read(study, by=cast.bo)
    assert Event.objects.filter(kind="round.read").count() == 1


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["ana", "bo", "cy"]), st.sampled_from(["say", "name", "read"])), max_size=7
    )
)
def test_whatever_the_order_nobody_reads_ahead(study, cast, steps):
    """Somebody sees words of another exactly when they read it, or spoke in their own voice."""
    Comment.objects.all().delete()
    HaveRead.objects.all().delete()
    opened: set[str] = set()
    for number, (name, step) in enumerate(steps):
        person = getattr(cast, name)
        if step == "read":
            say_read(study, by=person)
        else:
            token = "" if step == "say" else name * 20
            comment(study, f"Thought {number}", by=person, kind="clarify", token=token)
        if step != "name":
            opened.add(name)
    said = Comment.objects.count()
    for name in ("ana", "bo", "cy"):
        seen = Comment.objects.visible_to(getattr(cast, name)).count()
        assert seen == (said if name in opened else 0)


# whom we have not heard yet


@pytest.mark.requirement("R-002-24")
def test_the_moderator_sees_which_kinds_and_teams_were_heard_and_nobody_is_named(study, cast, as_ana, as_cy):
    builders.participant(study, cast.bo, involvements=["diagnosed"])
    builders.participant(study, cast.cy, involvements=["affected"])
    comment(study, WORDS, by=cast.bo, kind="change")
    comment(study, "Quietly.", by=cast.cy, kind="change", token="c" * 43)
    html = " ".join(as_ana.get(f"/retrospectives/{study.pk}/review/").content.decode().split())
    assert "Heard so far: whoever worked out what was going on; the team Storage." in html
    assert "Not heard yet: whoever was affected; the team Billing." in html
    assert "under a name of the round is in none of these" in html
    assert "Not heard yet" not in as_cy.get(f"/retrospectives/{study.pk}/review/").content.decode()


def test_neither_the_rail_nor_the_first_page_tells_that_others_said_something(study, made, cast):
    def told() -> tuple[str, bool]:
        found = with_rail(Retrospective.objects.filter(pk=study.pk)).get()
        says = next(one.says for one in rail(found) if one.key == "review")
        return says, any("waits for your words" in one.why for one in home_of(cast.ana).asks)

    assert told() == ("open, one’s own reading first", False)
    with time_machine.travel(study.rounds.get().reads_first_until + timedelta(minutes=1)):
        assert told() == ("open, 1 to answer", True)
