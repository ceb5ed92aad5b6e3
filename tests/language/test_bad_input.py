"""Whatever the text is: no crash, offsets exact, the text found where the finding says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondstory.language import check, report
from secondstory.language.lower import lowered
from secondstory.language.pieces import FARTHEST, PIECE, pieces
from secondstory.language.read import NotText, decode
from secondstory.language.zones import Mask

CANARY = "A canary would have caught this."
SCRAPS = [
    "would have caught", "The root cause was a disk. ", "human error", "we forgot to look", "Had we known, ", "obviously had ",
    "\n", "\n\n", "\r\n", "a\t", "    ", "- ", "1. ", "# Action items\n", "## Timeline\n", "> ", "| ", " |", "```", "~~~", "`",
    "``",
    "<!-- blame-ok counterfactual: so -->", "<!--", "-->", "---\n", "+++\n", "<pre>", "</pre>", "<br>", "[", "](", ")", "**", "__",
    "“", "”", '"', "'", "’", "İ", "ẞ", "ﬁ", "🎉",
    "\ud800", "\udfff", "\0", "\x1a", "\x85", "\u2028", "Investigate the lag", "===\n", ". ", "? ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=5), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["markdown", "plain"]), st.sampled_from(["", "Action items", "Timeline"]))
def test_any_text_is_read_and_every_place_is_in_it(text: str, kind: str, section: str) -> None:
    told = report(text, kind=kind, section=section, names=("İ", "Ana"))
    for finding in (*told.findings, *(kept.finding for kept in told.kept)):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.line == text.count("\n", 0, finding.start) + 1
        assert finding.column == finding.start - text.rfind("\n", 0, finding.start)
    starts = [finding.start for finding in told.findings]
    assert starts == sorted(starts)
    for lack in told.unexplained:
        assert text[lack.start : lack.end] == lack.mark


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_lowering_and_masking_keep_every_place(text: str) -> None:
    low = lowered(text)
    masked, comments = Mask().piece(low)
    assert len(low) == len(masked) == len(text)
    assert [i for i, c in enumerate(low) if c == "\n"] == [i for i, c in enumerate(masked) if c == "\n"]
    assert all(text[start : start + 4] == "<!--" for start, _ in comments)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([s for s in SCRAPS if not set(s) & set("`~<>\ud800\udfff")]), max_size=12).map("".join))
def test_what_is_found_stays_found_wherever_it_stands(before: str) -> None:
    text = f"Note.\n\n{before.replace('+++', '').replace('---', '')}\n\n# Summary\n\n{CANARY}\n"
    found = [finding for finding in check(text) if finding.start >= text.rindex("would have caught this")]
    assert [text[finding.start : finding.end] for finding in found] == ["would have caught"]


@pytest.mark.parametrize("before", ["İİİ ", "🎉🎉 ", "ﬁ ẞ ", "’’ ", "\r\n\r\n", "\ud800 ", "\0\0 ", "a\t", "﻿"])
def test_offsets_are_exact_after_strange_characters(before: str) -> None:
    text = before + CANARY
    (finding,) = [finding for finding in check(text) if finding.core == "counterfactual"]
    assert text[finding.start : finding.end] == "would have caught"


def test_a_long_line_is_read_to_its_end() -> None:
    text = "word " * 400_000 + CANARY
    (finding,) = check(text)
    assert text[finding.start : finding.end] == "would have caught"
    assert finding.line == 1


def test_a_word_of_a_million_letters_is_read() -> None:
    assert check("x" * 1_000_000 + f" {CANARY}")[0].start > 1_000_000


def test_pieces_are_the_text() -> None:
    for text in ("", "a", "a\n\n" * 300_000, "b" * (PIECE * 2 + 5), "c d " * PIECE):
        parts = list(pieces(text))
        assert "".join(part for _, part in parts) == text
        assert all(text.startswith(part, start) for start, part in parts)
        assert all(len(part) <= PIECE + 2 * FARTHEST for _, part in parts)


def test_a_fence_stays_open_over_pieces() -> None:
    inside = f"{CANARY}\n" * (PIECE // 20)
    text = f"{CANARY}\n\n```\n{inside}```\n\n{CANARY}\n"
    found = check(text)
    assert [text[finding.start : finding.end] for finding in found] == ["would have caught"] * 2
    assert found[0].start < 20
    assert found[1].start > len(text) - 40


def test_a_section_goes_on_over_pieces() -> None:
    text = "# Action items\n\n" + "All is well here.\n\n" * (PIECE // 15) + "- Investigate the lag\n"
    assert [finding.rule for finding in check(text)] == ["vague.look_into"]


def test_bytes_become_text_with_their_line_ends() -> None:
    assert decode(b"a\r\nb\n") == "a\r\nb\n"
    assert decode(b"\xef\xbb\xbfa") == "a"
    assert decode("İ🎉".encode()) == "İ🎉"
    assert decode(b"") == ""


def test_a_wrong_byte_does_not_hide_the_rest() -> None:
    text = decode(b"caf\xe9. " + CANARY.encode())
    assert text.startswith("caf\ufffd. ")
    assert len(check(text)) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0", "looks like a binary file"),
        ("hello".encode("utf-16"), "UTF-16"),
        (b"\xff\xfeh\0i\0", "UTF-16"),
        (bytes(range(128, 256)) * 4, "is not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(NotText, match=says) as refused:
        decode(content, "picture.png")
    assert str(refused.value).startswith("picture.png ")
    assert str(refused.value).endswith(".")
