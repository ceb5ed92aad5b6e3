"""Search: everything a reader may read, and not a word more."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import Mystery
from secondstory.incidents.models import Note, Retrospective
from secondstory.journal.actions import action, record
from secondstory.publishing.answers import answer
from secondstory.publishing.text import without_marks
from secondstory.search import shelf


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    """Ana's and Bo's, closed to others, about a heron."""
    incident = builders.incident(cast.ana, "The heron", audience="group", impact="A heron stood in the intake.")
    study = builders.study(cast.ana, "How a heron came in", incident=incident)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    builders.entry(study, "The heron is seen on the second screen.", known_by="keeper")
    builders.write_up(study, summary="Nobody expected a **heron**.")
    builders.finding(study, "Nobody looks for herons.")
    builders.assessment(study, how="It filters leaves, not a heron.")
    builders.recommendation(study, "A grid against herons")
    Mystery.objects.create(question="Where did the heron come from?", retrospective=study, raised_by=cast.bo)
    builders.note(cast.ana, "A heron, of all things.", audience="team", team=cast.storage)
    builders.note(cast.ana, "I was afraid of the heron.", audience="me")
    builders.signal(cast.ana, "Feathers in the heron sieve.", audience="team", team=cast.storage)
    return study


def test_those_with_a_part_find_it_all(study, as_ana, as_bo) -> None:
    for client in (as_ana, as_bo):
        page = text(client.get("/search/?q=heron"))
        for words in (
            "How a <mark>heron</mark> came in",
            "The <mark>heron</mark>",
            "<mark>heron</mark> sieve",
            "A <mark>heron</mark>, of all things",
            "Where did the <mark>heron</mark> come from",
            "A grid against <mark>herons</mark>",
        ):
            assert words in page


def test_others_find_nothing(study, as_cy, stranger) -> None:
    for client in (as_cy, stranger):
        page = text(client.get("/search/?q=heron"))
        for words in ("came in", "intake", "leaves", "sieve", "of all things", "come from", "grid", "<mark>"):
            assert words not in page
        assert "Nothing that you can read has these words" in page


def test_invariant_01_ones_own_private_note_is_in_no_index(study, as_ana, cast) -> None:
    assert "afraid" not in text(as_ana.get("/search/?q=heron"))
    assert not answer(cast.ana, "afraid").groups


def test_it_leads_to_the_passage(study, as_bo, cast) -> None:
    found = {group.type: group.answers for group in answer(cast.bo, "second screen").groups}
    (hit,) = found["study"]
    entry = study.entries.get()
    assert hit.passage == "Timeline entry"
    assert hit.url == f"/retrospectives/{study.pk}/timeline/#entry-{entry.pk}"
    assert "seen on the second screen" in hit.snippet.text


def test_what_is_written_is_found_at_once(study, as_bo, cast) -> None:
    """Committed, and nobody listened: the question itself reads the journal."""
    as_bo.get("/search/?q=heron")
    note = builders.note(cast.bo, "An otter, too.", audience="team", team=cast.storage)

    @action
    def tell() -> None:
        record("note.written", about=note, by=cast.bo)

    tell()
    assert "An <mark>otter</mark>" in text(as_bo.get("/search/?q=otter"))


def test_what_is_withdrawn_is_gone_at_once_even_from_an_index_that_is_late(study, as_bo) -> None:
    as_bo.get("/search/?q=heron")
    Note.objects.filter(text__startswith="A heron").update(audience="me", team=None)
    assert "of all things" not in text(as_bo.get("/search/?q=heron"))


def test_a_part_taken_back_closes_the_study_at_once(study, as_bo, cast) -> None:
    assert answer(cast.bo, "leaves").groups
    study.participants.all().delete()
    assert not answer(cast.bo, "leaves").groups
    assert "leaves" not in text(as_bo.get("/search/?q=filters"))


def test_the_index_is_built_when_there_is_none(study, as_bo) -> None:
    shelf.forget()
    assert "How a <mark>heron</mark> came in" in text(as_bo.get("/search/?q=heron"))


def test_one_kind_has_pages(cast, as_bo) -> None:
    for number in range(25):
        builders.note(cast.ana, f"Heron number {number}", audience="organization")
    page = text(as_bo.get("/search/?q=heron"))
    assert page.count('class="result"') == 5
    assert "in=note" in page
    first, second = text(as_bo.get("/search/?q=heron&in=note")), text(as_bo.get("/search/?q=heron&in=note&from=20"))
    assert (first.count('class="result"'), second.count('class="result"')) == (20, 5)
    assert "from=20" in first
    assert "better matches" in second


@pytest.mark.parametrize("count", [1, 8])
def test_statements_do_not_grow(cast, as_bo, stranger, django_assert_max_num_queries, count) -> None:
    for number in range(count):
        study = builders.study(cast.ana, f"Heron {number}", work_open_to="organization")
        builders.entry(study, "A heron stands there.")
        builders.recommendation(study, "A grid against herons")
        Mystery.objects.create(question="Which heron?", audience="organization")
        builders.note(cast.ana, "heron", audience="organization")
        builders.signal(cast.ana, "heron")
        builders.publication(cast.ana, f"A heron {number}", audience="public")
    as_bo.get("/search/?q=heron")
    for address in ("/search/?q=heron", "/search/?q=heron&in=study", "/search/", "/search/?q=heron+unicorn"):
        for client in (as_bo, stranger):
            with django_assert_max_num_queries(8):
                assert client.get(address).status_code == 200


def test_an_empty_question_teaches(as_bo: Client, stranger: Client) -> None:
    for client in (as_bo, stranger):
        assert "What are you looking for?" in text(client.get("/search/"))
        assert "What are you looking for?" in text(client.get("/search/?q=+++"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("## What we saw\n\n- the **heron** at the [intake](https://example.org/a)\n- `ls` and _nothing_", None),
        (
            "Run `rm -rf *` on retry_count, 2 * 3 * 4, __init__.py",
            "Run rm -rf * on retry_count, 2 * 3 * 4, __init__.py",
        ),
        ("> quoted\n\n---\n\n```sql\nselect 1\n```\n~~gone~~ ![picture](/a.png)", None),
    ],
)
def test_marks_of_writing_are_not_shown_and_lookalikes_stay(typed, shown) -> None:
    plain = without_marks(typed)
    if shown:
        assert plain == shown
    for mark in ("**", "](", "##", "- ", "> ", "---", "```", "~~"):
        assert mark not in plain


def test_a_snippet_shows_words_without_their_marks(study, as_bo) -> None:
    builders.note(study.created_by, "The **grey** [wader](https://example.org/a) slept.", audience="organization")
    page = text(as_bo.get("/search/?q=wader"))
    assert "The grey <mark>wader</mark> slept." in page


@pytest.mark.parametrize("mark", ["[", "**a", "`", "_a ", "![", "> ", "- ", "[a](", "~~a"])
def test_marks_by_the_thousand_cost_no_more_than_words(mark) -> None:
    begun = time.process_time()
    without_marks(mark * 50_000)
    assert time.process_time() - begun < 5
