"""A file's name is one line without tricks, and its ending tells the truth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.evidence.names import clean_name

PNG, TEXT, UNKNOWN = "image/png", "text/plain", "application/octet-stream"


@pytest.mark.parametrize(
    ("given_name", "kind", "kept"),
    [
        ("graph.png", PNG, "graph.png"),
        ("graph.PNG", PNG, "graph.PNG"),
        ("page.html", PNG, "page.html.png"),
        ("drawing.svg", UNKNOWN, "drawing.svg.bin"),
        ("../../etc/passwd", TEXT, "passwd.txt"),
        ("C:\\evidence\\db2.log", TEXT, "db2.log"),
        ("/", TEXT, "file.txt"),
        ("", PNG, "file.png"),
        ("..", PNG, "file.png"),
        (".htaccess", TEXT, "htaccess.txt"),
        ("nul\x00byte.log", TEXT, "nul byte.log"),
        ("invoice\u202egnp.exe", UNKNOWN, "invoicegnp.exe.bin"),
        ("a\r\nSet-Cookie: b.log", TEXT, "a Set-Cookie: b.log"),
        ("run.js", TEXT, "run.js.txt"),
        ("half \ud800.log", TEXT, "half.log"),
    ],
)
def test_it_keeps_the_name_and_no_trick(given_name, kind, kept) -> None:
    assert clean_name(given_name, kind) == kept


@given(st.text(max_size=400), st.sampled_from([PNG, TEXT, UNKNOWN, "application/pdf"]))
def test_any_name_fits_is_one_line_and_leads_nowhere(name, kind) -> None:
    kept = clean_name(name, kind)
    assert 0 < len(kept) <= 160
    assert "/" not in kept
    assert "\\" not in kept
    assert not kept.startswith(".")
    assert not any(ord(one) < 32 for one in kept)
