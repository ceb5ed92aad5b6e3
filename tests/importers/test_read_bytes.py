"""Bytes to text: what is assumed is said, and what is no text is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.importers.markdown import decode
from secondstory.importers.markdown.decode import LARGEST
from secondstory.importers.refusals import ImportRefused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_reads_the_same_in_every_encoding_that_names_itself(encoding: str) -> None:
    assert decode("Ärger 😀\n".encode(encoding)) == ("Ärger 😀\n", ())


def test_big_endian_utf16_reads_too() -> None:
    assert decode(b"\xfe\xff" + "Ärger".encode("utf-16-be")) == ("Ärger", ())


def test_latin_1_is_read_and_the_first_odd_byte_named() -> None:
    text, (warning,) = decode("# A\n\nÄrger im Café\n".encode("latin-1"), file="a.md")
    assert text == "# A\n\nÄrger im Café\n"
    assert warning.startswith("a.md, line 3: byte 0xC4 is not UTF-8")
    assert "Windows-1252" in warning


def test_one_odd_byte_spoils_nothing_else() -> None:
    text, warnings = decode("Käse – ".encode() + b"\x96 caf\xe9")
    assert text == "Käse – – café"
    assert len(warnings) == 1


def test_a_byte_that_no_encoding_knows_is_kept() -> None:
    assert decode(b"a\x81b")[0] == "a\x81b"


def test_nul_bytes_are_refused_with_their_line() -> None:
    with pytest.raises(ImportRefused) as refusal:
        decode(b"a\nb\x00c", file="a.md")
    assert (refusal.value.code, refusal.value.line) == ("nul_bytes", 2)
    assert str(refusal.value).startswith("a.md, line 2: ")


def test_broken_utf16_is_refused() -> None:
    with pytest.raises(ImportRefused, match="UTF-16"):
        decode(b"\xff\xfea\x00\n\x00b")


def test_more_than_ten_megabytes_are_refused() -> None:
    with pytest.raises(ImportRefused, match="10 MB"):
        decode(b"a" * (LARGEST + 1))


@given(st.binary(max_size=200))
def test_any_bytes_become_text_or_a_refusal(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except ImportRefused:
        return
    text.encode("utf-8")


def test_a_refusal_reads_as_file_line_and_sentence() -> None:
    assert str(ImportRefused("x", "So it is.", file="a.md", line=3)) == "a.md, line 3: So it is."
    assert str(ImportRefused("x", "So it is.", file="a.md")) == "a.md: So it is."
    assert str(ImportRefused("x", "So it is.")) == "So it is."
