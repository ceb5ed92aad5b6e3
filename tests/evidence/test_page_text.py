"""Of a fetched page we keep what a reader sees."""

from __future__ import annotations

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
