"""Who finds what, and that asking never goes wrong."""

from __future__ import annotations

import pytest
import tantivy
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.search.things import ask, drop, names, put

from secondstory.search import keys
from secondstory.search.find import find
from secondstory.search.shelf import shelf


@pytest.fixture
def copies(cast: Cast) -> Cast:
    put("The copy tool printed nothing", "public-a", by=cast.ana)
    put("A pager that nobody heard\nthe copy waited in staging", "public-b", by=cast.ana)
    put("The dump grew old", "public-c", by=cast.ana)
    return cast


def test_all_words_are_needed(copies: Cast) -> None:
    assert names(ask("copy nothing")) == ["The copy tool printed nothing"]


def test_the_title_comes_first(copies: Cast) -> None:
    assert names(ask("copy"))[0] == "The copy tool printed nothing"


def test_some_words_are_offered_when_nothing_has_all(copies: Cast) -> None:
    found = ask("copy zebra")
    assert found.some_words
    assert len(found.ids("thing")) == 2


def test_other_forms_of_a_word_are_found(copies: Cast) -> None:
    assert names(ask("dumps")) == ["The dump grew old"]
    assert names(ask("COPIES print")) == ["The copy tool printed nothing"]


def test_words_in_a_row(copies: Cast) -> None:
    assert names(ask('"tool printed"')) == ["The copy tool printed nothing"]
    assert not ask('"printed tool"').hits


def test_a_word_left_out(copies: Cast) -> None:
    assert names(ask("copy -staging")) == ["The copy tool printed nothing"]


def test_one_word_or_the_other(copies: Cast) -> None:
    assert len(ask("pager OR dump").ids("thing")) == 2


def test_nobody_finds_without_the_key(copies: Cast) -> None:
    team = put("A quiet copy", "ours", by=copies.ana)
    assert "A quiet copy" not in names(ask("copy"))
    assert "A quiet copy" not in names(ask("quiet copy", keys.PUBLIC, keys.ORGANIZATION, keys.team(copies.billing.pk)))
    assert names(ask("quiet copy", keys.team(team.pk))) == ["A quiet copy"]


def test_many_keys_find_the_same(copies: Cast) -> None:
    team = put("A quiet copy", "ours", by=copies.ana)
    many = [keys.team(copies.ana.pk) + str(n) for n in range(200)]
    assert names(ask("quiet copy", keys.team(team.pk), *many)) == ["A quiet copy"]


def test_no_key_finds_nothing(copies: Cast) -> None:
    assert not find("copy", keys=(), types=("thing",)).hits


def test_facets_narrow(copies: Cast) -> None:
    assert names(ask("copy", facets={"letter": ["A"]})) == ["A pager that nobody heard\nthe copy waited in staging"]
    assert len(ask("copy", facets={"letter": ["A", "T"]}).ids("thing")) == 2
    assert len(ask("copy", facets={"letter": []}).ids("thing")) == 2


def test_pages(copies: Cast) -> None:
    first, second = ask("copy", limit=1), ask("copy", limit=1, offset=1)
    assert first.more["thing"]
    assert not second.more["thing"]
    assert set(names(first) + names(second)) == set(names(ask("copy")))


def test_what_is_gone_is_not_found(copies: Cast) -> None:
    thing = put("A zebra", "public-z", by=copies.ana)
    assert names(ask("zebra")) == ["A zebra"]
    drop(thing, by=copies.ana)
    assert not ask("zebra").hits


def test_what_became_private_is_not_found(copies: Cast) -> None:
    thing = put("A zebra", "public-z", by=copies.ana)
    assert ask("zebra").hits
    put("A zebra", "private-z", by=copies.ana, thing=thing)
    assert not ask("zebra", keys.PUBLIC, keys.ORGANIZATION, keys.team(thing.pk)).hits


def test_nothing_that_was_typed_can_be_read_out_of_the_index(copies: Cast) -> None:
    ask("copy")
    searcher = shelf().view.searcher
    for _, address in searcher.search(tantivy.Query.all_query(), 100).hits:
        stored = searcher.doc(address).to_dict()
        assert set(stored) <= {"uid", "digest", "seq", "anchor"}


def test_marks_show_the_words(copies: Cast) -> None:
    marker = ask("tools copies").markers["thing"]
    marked = marker.snippet("Über die Größe: the <b>copy</b> was a „tool” all night.")
    assert [piece.text for piece in marked.pieces if piece.hit] == ["copy", "tool"]
    assert marked.text == "Über die Größe: the <b>copy</b> was a „tool” all night."
    assert marked.words == 2
    assert not marker.snippet("Nothing of it here.")
    assert marker.whole("Nothing of it here.").text == "Nothing of it here."


def test_a_long_text_is_cut_around_the_words(copies: Cast) -> None:
    marker = ask("copy").markers["thing"]
    marked = marker.snippet("x " * 400 + "the copy waited " + "y " * 400)
    assert marked.text.startswith("… ")
    assert marked.text.endswith(" …")
    assert len(marked.text) < 260


def test_a_question_costs_one_statement_when_the_index_is_up_to_date(copies: Cast, django_assert_num_queries) -> None:
    ask("copy")
    with django_assert_num_queries(1):
        ask("copy")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=st.text(max_size=80) | st.text(alphabet='"-|()[]{}:~^*?\\/+ \x00\ud800aOR', max_size=40))
def test_odd_questions_never_raise(copies: Cast, text: str) -> None:
    found = ask(text)
    if found.hits:
        found.markers["thing"].snippet(text)
    assert connection.in_atomic_block
