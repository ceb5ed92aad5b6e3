"""What a file is comes from its bytes alone; what a browser could run is handed out as something to save."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.pictures import SVG, jpeg, png, webp

from secondstory.evidence.sniff import TEXT, UNKNOWN, sniff


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png(), "image/png"),
        (jpeg(), "image/jpeg"),
        (b"GIF89a\x01\0\x01\0", "image/gif"),
        (webp((b"VP8 ", b"\0" * 10)), "image/webp"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"PK\x03\x04rest", "application/zip"),
        ("14:02 replication stops – Zürich".encode(), TEXT),
        (b"\xef\xbb\xbftime,lag\n1,2\n", TEXT),
        (b"\x1b[31mcolored\x1b[0m log", TEXT),
        (b'{"status":"success"}', TEXT),
        (b"if a < b: pass", TEXT),
    ],
)
def test_it_knows_what_it_shows(content, kind) -> None:
    assert sniff(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        b"\xef\xbb\xbf" + SVG,
        b"\n\n  <?xml version='1.0'?>" + SVG,
        b"<!-- a comment first -->" + SVG,
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"< html >",
        b"hello <script>alert(1)</script>",
        b"plain words\n<svg onload=alert(1)>",
        b"\xff\xfe<\0s\0v\0g\0>\0",
        b"\x00\x01\x02",
        b"MZ\x90\x00",
        "Zürich".encode("latin-1"),
        b"Caf\xc3",
    ],
)
def test_what_could_run_or_is_not_known_is_only_saved(content) -> None:
    assert sniff(content) == UNKNOWN


@given(st.binary(max_size=200))
def test_no_bytes_are_ever_called_markup(content) -> None:
    kind = sniff(content)
    assert "html" not in kind
    assert "xml" not in kind
    assert "svg" not in kind
