"""The canonical form: one document, one sequence of bytes, one hash; and back again."""

from __future__ import annotations

import json
import typing
import unicodedata
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.review.everything import AT, EVERYTHING, ID

from secondstory.review.canonical import Unreadable, canonical, fingerprint, is_canonical, read
from secondstory.writeup import blocks
from secondstory.writeup.document import Document, Section

EMPTY = Document(study=ID, title="", incident="", kind="", zone="UTC")


def test_every_kind_of_block_comes_back_as_it_was():
    assert {type(block) for block in EVERYTHING.sections[1].blocks} == set(typing.get_args(blocks.Block))
    assert read(canonical(EVERYTHING)) == EVERYTHING


def test_the_same_document_gives_the_same_bytes_and_hash():
    again = read(canonical(EVERYTHING))
    assert canonical(again) == canonical(EVERYTHING)
    assert fingerprint(canonical(EMPTY)) == fingerprint(canonical(EMPTY))


def test_the_hash_of_a_known_document_never_changes():
    """If this fails, the format changed, and every edition ever frozen would no longer verify."""
    assert canonical(EMPTY).decode() == (
        '{"document":{"final_at":null,"happened_at":null,"incident":"","kind":"","learning_focus":"","people":[],'
        '"process":"","quotes":[],"sections":[],"sources":[],"study":"01890000-0000-7000-8000-000000000001",'
        '"team":"","title":"","zone":"UTC"},"format":"secondstory.edition","version":1}'
    )
    assert fingerprint(canonical(EMPTY)) == "f271ac3f5ed82920d585de440bebd54e3d74caced256b332dda9bc425516b14f"
    first, *others = EVERYTHING.sections
    # Kinds of block that came later: a text without them is the same as ever.
    later = blocks.Voices | blocks.KeptWordings | blocks.AskedToo
    older = tuple(
        replace(one, blocks=tuple(block for block in one.blocks if not isinstance(block, later))) for one in others
    )
    assert (
        fingerprint(canonical(replace(EVERYTHING, sections=(first, *older))))
        == "9599711142182882a6427b1ef2b9d495255f2ad85d6d9bd56bb30b4e4395b7d5"
    )


def test_a_moment_is_written_in_utc_whatever_zone_it_came_in():
    elsewhere = AT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    one = Document(study=ID, title="", incident="", kind="", zone="UTC", happened_at=elsewhere)
    assert json.loads(canonical(one))["document"]["happened_at"] == "2017-01-31T23:27:00Z"


@pytest.mark.parametrize(
    ("typed", "kept"), [("e\u0301", "\u00e9"), ("one\r\ntwo\rthree", "one\ntwo\nthree"), ("a\tb", "a\tb")]
)
def test_the_same_words_give_the_same_bytes_however_they_were_typed(typed, kept):
    made = Document(study=ID, title=typed, incident="", kind="", zone="UTC")
    assert json.loads(canonical(made))["document"]["title"] == kept


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text):
    made = Document(study=ID, title="", incident="", kind="", zone="UTC", sections=(Section("", "s", "S", text),))
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert read(canonical(made)).sections[0].prose == kept
    assert is_canonical(canonical(made))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"{}", "does not say that it is an edition"),
        (b'{"format":"secondstory.edition","version":7}', "reads format 1"),
        (b'{"format":"secondstory.edition","version":1}', "lacks a part"),
        (canonical(EMPTY).replace(b'"UTC"', b"12"), "str expected, int found"),
        (canonical(EMPTY).replace(b'"zone"', b'"zones"'), "lacks a part"),
        (canonical(EVERYTHING).replace(b'"block":"facts"', b'"block":"other"'), "lacks a part"),
    ],
)
def test_other_bytes_are_told_what_they_are(content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(content)


def test_other_spacing_is_not_canonical():
    body = json.loads(canonical(EVERYTHING))
    assert not is_canonical(json.dumps(body, sort_keys=True).encode())
    assert not is_canonical(b"\xff")
    assert is_canonical(canonical(EVERYTHING))
