"""Under a name of the round: the same within it, and nobody's."""

from __future__ import annotations

import re

import pytest
from django.core.serializers import serialize

from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed
from secondstory.review.actions.comments import comment, see_from_today
from secondstory.review.actions.rounds import close_open_rounds, open_round
from secondstory.review.models import Comment, Invited, RoundName
from secondstory.review.round_names import COOKIE, free_number, key_of, token_of
from secondstory.review.standing import draft

TOKEN, OTHER = "b" * 43, "o" * 43


@pytest.fixture
def study(analysed, cast) -> Retrospective:
    open_round(analysed, by=cast.ana, reviewers=[cast.bo, cast.cy])
    return analysed


def say(study, text, person, token=TOKEN, **more) -> Comment:
    return comment(study, text, by=person, kind=more.pop("kind", "change"), token=token, **more)


@pytest.mark.requirement("R-002-24")
def test_one_voice_has_one_name_and_no_author_anywhere(study, cast):
    first, second, other = say(study, "One", cast.bo), say(study, "Two", cast.bo), say(study, "Three", cast.cy, OTHER)
    assert first.reader == second.reader != other.reader
    rows = serialize(
        "json", [*Comment.objects.all(), *RoundName.objects.all(), *Event.objects.filter(kind="comment.made")]
    )
    assert str(cast.bo.pk) not in rows
    assert TOKEN not in rows
    assert set(Comment.objects.values_list("created_by", flat=True)) == {None}


def test_two_who_share_a_browser_do_not_share_a_name(study, cast):
    assert say(study, "One", cast.bo).reader != say(study, "Two", cast.cy).reader


def test_the_same_words_twice_are_one_comment(study, cast):
    assert say(study, "One", cast.bo) == say(study, "One", cast.bo)
    assert Event.objects.filter(kind="comment.made").count() == 1


def test_it_tells_the_day_and_not_the_moment(study, cast):
    made = say(study, "One", cast.bo)
    assert made.id.version == 4
    assert made.created_at == max(
        study.rounds.get().opened_at, made.created_at.replace(hour=0, minute=0, second=0, microsecond=0)
    )


def test_commenting_so_shows_nothing_of_others_but_ones_own(study, cast):
    comment(study, "Loud", by=cast.cy, kind="change")
    own = say(study, "One", cast.bo)
    assert not Comment.objects.visible_to(cast.bo).exists()
    assert list(Comment.objects.visible_to(cast.bo, token=TOKEN)) == [own]
    assert not Comment.objects.visible_to(cast.ana, token=TOKEN).exists()  # the same secret, another person


def test_nobody_changes_it_as_theirs(study, cast):
    made = say(study, "One", cast.bo, kind="disagree")
    for person in (cast.bo, cast.ana):
        with pytest.raises(NotAllowed):
            see_from_today(made, by=person)


def test_when_the_round_closes_no_trace_of_the_name_is_kept(study, cast):
    made = say(study, "One", cast.bo)
    close_open_rounds(study, by=cast.ana)
    assert not RoundName.objects.exists()
    made.refresh_from_db()
    assert made.round_name == f"Reader {made.reader}"


def test_what_stands_is_told_under_the_name(study, cast):
    made = say(study, "One", cast.bo, kind="disagree")
    Comment.objects.filter(pk=made.pk).update(state="stands", answer="So.")
    close_open_rounds(study, by=cast.ana)
    assert f"Reader {made.reader}" in repr(draft(study))


def test_a_number_is_drawn_from_more_than_there_are_readers():
    taken: set[int] = set()
    for _ in range(60):
        number = free_number(taken)
        assert number not in taken
        assert 1 <= number < 10 + 2 * len(taken)
        taken.add(number)


def test_what_is_no_secret_of_a_browser_is_none():
    assert (token_of(None), token_of("x"), token_of("x" * 65), token_of("y" * 43)) == ("", "", "", "y" * 43)
    assert key_of(TOKEN, Invited().pk) != key_of(OTHER, Invited().pk)


def test_through_the_page_the_browser_keeps_the_name(study, as_bo, as_ana, cast):
    address = f"/retrospectives/{study.pk}/review/"
    html = as_bo.get(address).content.decode()
    assert "No name of yours is kept with it" in html
    cookie = as_bo.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", address)
    told = {"kind": "change", "text": "Louder.", "section": "", "quote": "", "under_a_name": "on"}
    for text in ("Louder.", "Louder.", "And longer."):
        assert as_bo.post(f"{address}comments/", {**told, "text": text}).status_code == 303
    first, second = Comment.objects.order_by("text")
    assert first.reader == second.reader
    html = as_bo.get(address).content.decode()
    assert "Louder." in html
    assert "First for yourself" in html
    as_ana.post(f"{address}reading/")
    html = " ".join(as_ana.get(address).content.decode().split())
    assert re.search(rf"Reader {first.reader} · <time[^>]*>[^<:]*</time>", html), "told by its day"
