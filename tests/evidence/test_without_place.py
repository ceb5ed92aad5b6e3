"""A picture keeps its pixels and its way up, and loses where it was taken and whatever was hidden behind it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.pictures import PLACE, SVG, chunk, jpeg, png, segment, webp

from secondstory.evidence.without_place import Damaged, without_place

KINDS = ["image/png", "image/jpeg", "image/webp"]


def test_a_photo_loses_its_place() -> None:
    kept = without_place(jpeg(), "image/jpeg")
    assert PLACE not in kept
    assert b"Exif" not in kept
    assert kept.startswith(b"\xff\xd8\xff\xe0")
    assert kept.endswith(b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9")


def test_a_photo_keeps_its_way_up() -> None:
    kept = without_place(jpeg(orientation=6), "image/jpeg")
    assert PLACE not in kept
    assert b"Exif\0\0MM\0*" in kept
    assert b"\x01\x12\0\x03\0\0\0\x01\0\x06" in kept


def test_done_twice_it_is_the_same() -> None:
    once = without_place(jpeg(orientation=6), "image/jpeg")
    assert without_place(once, "image/jpeg") == once


def test_a_screenshot_loses_its_words_about_itself() -> None:
    kept = without_place(
        png(chunk(b"eXIf", PLACE), chunk(b"tEXt", b"Author\0Ana"), chunk(b"gAMA", b"\0\0\xb1\x8f")), "image/png"
    )
    assert PLACE not in kept
    assert b"Ana" not in kept
    assert b"gAMA" in kept


def test_webp_loses_its_place_and_does_not_claim_it() -> None:
    kept = without_place(
        webp((b"VP8X", b"\x0c" + bytes(9)), (b"VP8 ", b"pixels!!"), (b"EXIF", PLACE), (b"XMP ", PLACE)), "image/webp"
    )
    assert PLACE not in kept
    assert kept[20] == 0
    assert int.from_bytes(kept[4:8], "little") == len(kept) - 8


@pytest.mark.parametrize("picture", [png, jpeg])
def test_what_hides_behind_a_picture_goes(picture) -> None:
    kind = f"image/{picture.__name__}"
    assert without_place(picture(behind=SVG), kind) == without_place(picture(), kind)


def test_a_photo_cut_off_in_the_middle_can_still_be_looked_at() -> None:
    cut = jpeg()[:-5]
    assert without_place(cut, "image/jpeg").endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png()[:30], "image/png"),
        (b"\x89PNG\r\n\x1a\n" + SVG, "image/png"),
        (b"\xff\xd8\xff" + SVG, "image/jpeg"),
        (b"\xff\xd8\xff\xe1\x00\x01", "image/jpeg"),
        (b"RIFF\xff\xff\xff\xffWEBP", "image/webp"),
    ],
)
def test_what_only_begins_like_a_picture_is_damaged(content, kind) -> None:
    with pytest.raises(Damaged):
        without_place(content, kind)


@given(st.sampled_from(KINDS), st.binary(max_size=300))
def test_any_bytes_are_a_picture_or_damaged(kind, rest) -> None:
    begin = {"image/png": png()[:33], "image/jpeg": b"\xff\xd8", "image/webp": b"RIFF\xff\0\0\0WEBP"}[kind]
    with contextlib.suppress(Damaged):
        assert len(without_place(begin + rest, kind)) <= len(begin + rest) + 2


def test_a_small_picture_of_the_whole_one_goes_too() -> None:
    """Some programs cut a picture and leave the uncut one beside it, small."""
    whole = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\2\2" + b"uncut" * 2 + b"\0\0")
    cut = jpeg().replace(segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), whole)
    assert b"uncut" in cut
    assert without_place(cut, "image/jpeg") == without_place(jpeg(), "image/jpeg")
