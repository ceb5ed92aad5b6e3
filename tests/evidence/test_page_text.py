"""Of a fetched page we keep what a reader sees."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.evidence.outside.page_text import page_text


def test_it_keeps_title_and_words_and_nothing_it_is_made_of() -> None:
    page = b"""<!doctype html><html><head><title>Status</title><style>p{}</style><script>alert(1)</script></head>
    <body><h1>Uploads &amp; more</h1><p>Slow since <b>14:02</b>.</p><noscript>no</noscript><svg><text>x</text></svg>
    <table><tr><td>db1</td><td>up</td></tr></table></body></html>"""
    assert page_text(page) == "Status\n\nUploads & more\n\nSlow since 14:02.\n\ndb1 up"


def test_its_letters_are_read_as_it_says() -> None:
    assert page_text("<p>Zürich</p>".encode("latin-1"), "iso-8859-1") == "Zürich"
    assert page_text('<meta charset="windows-1252"><p>Zürich</p>'.encode("cp1252")) == "Zürich"
    assert page_text("<p>Zürich</p>".encode(), "no-such-charset") == "Zürich"
    assert page_text(b"<p>Z\xfcrich</p>", "hex") == "Zürich"


def test_a_head_that_never_ends_hides_nothing() -> None:
    assert page_text(b"<head><title>A</title><body><p>words") == "A\n\nwords"


@given(st.binary(max_size=300))
def test_any_bytes_are_some_text(content) -> None:
    assert isinstance(page_text(b"<p>" + content), str)


@pytest.mark.parametrize("mark", ["<!--", "<![CDATA[", "<a b='", "</"])
def test_marks_that_are_never_closed_cost_no_more_than_any_page(mark) -> None:
    """A page of 80 kB of them once took a minute and more, for everybody on that server."""
    begun = time.process_time()
    page_text(b"<p>words" + mark.encode() * 20_000)
    assert time.process_time() - begun < 5


def test_parts_out_of_sight_within_each_other_cost_no_more_than_any_page() -> None:
    begun = time.process_time()
    page_text(b"<svg>" * 30_000 + b"</p>" * 30_000)
    assert time.process_time() - begun < 5


def test_what_stands_at_the_very_end_is_kept() -> None:
    assert page_text(b"<p>R&amp;D &lt; &copy") == "R&D < ©"
    assert page_text(b"<p>5 < 6") == "5 < 6"
    assert page_text(b"<p>words<!-- never closed") == "words"


@pytest.mark.parametrize("coding", ["unicode_escape", "raw_unicode_escape", "utf-7", "punycode", "idna", "rot13"])
def test_a_coding_that_no_page_is_written_in_is_not_tried(coding) -> None:
    """Some give halves of characters, which nothing can store; punycode takes hours for a long page."""
    assert page_text(b"<p>\\ud800 words +2AA- -a", coding) == "\\ud800 words +2AA- -a"
