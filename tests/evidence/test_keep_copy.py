"""A file is kept for the study's readers, or sealed for one person, once, and never as something it is not."""

from __future__ import annotations

import hashlib

import pytest
from django.db import IntegrityError, connection, transaction
from tests import builders
from tests.evidence.pictures import PLACE, SVG, jpeg, png

from secondstory.evidence.actions.keep_copy import Brought, keep_copy, keep_private_copy
from secondstory.evidence.contents import content_of
from secondstory.evidence.models import Copy, SealedContent, SharedContent
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal, TooLarge
from secondstory.playbook.transitions import State

LOG = Brought("db2.log", b"23:27 zebrafish replication stops\n")
SHARED_AND_PRIVATE = pytest.mark.parametrize("keep", [keep_copy, keep_private_copy])


@pytest.mark.requirement("R-003-41")
@SHARED_AND_PRIVATE
def test_it_comes_back_as_it_was(study, cast, keep) -> None:
    content = content_of(keep(study, LOG, by=cast.bo))
    assert (content.name, content.media_type, content.data) == ("db2.log", "text/plain", LOG.data)


@SHARED_AND_PRIVATE
def test_twice_is_once(study, cast, keep) -> None:
    assert keep(study, LOG, by=cast.bo) == keep(study, LOG, by=cast.bo)
    assert Event.objects.get(kind="copy.kept").by == cast.bo


def test_the_same_bytes_are_stored_once_whoever_brings_them(study, cast) -> None:
    other = builders.study(cast.ana)
    builders.role(other, cast.ana)
    keep_copy(study, LOG, by=cast.bo)
    keep_copy(other, Brought("another name.log", LOG.data), by=cast.ana)
    assert Copy.objects.count() == 2
    assert SharedContent.objects.get().pk == hashlib.sha256(LOG.data).hexdigest()


@SHARED_AND_PRIVATE
def test_a_stranger_learns_nothing(study, cast, keep) -> None:
    with pytest.raises(NotFound):
        keep(study, LOG, by=cast.cy)
    assert not SharedContent.objects.exists()


@SHARED_AND_PRIVATE
def test_a_final_study_takes_none(study, cast, keep) -> None:
    study.state, study.finalized_at, study.audience = State.FINAL, builders.NOON, "organization"
    study.save()
    with pytest.raises(Refusal, match="final"):
        keep(study, LOG, by=cast.bo)


def test_a_private_file_stands_nowhere_in_the_clear(study, cast) -> None:
    copy = keep_private_copy(study, Brought("zebrafish.log", LOG.data), by=cast.bo)
    assert (copy.name, copy.media_type, copy.sha256, copy.owner) == ("", "", "", cast.bo)
    with connection.cursor() as cursor:
        stored = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # our own tables
            stored += [bytes(one) if isinstance(one, memoryview) else one for row in cursor.fetchall() for one in row]
    told = b"|".join(one if isinstance(one, bytes) else str(one).encode() for one in stored)
    assert str(study.pk).encode() in told or study.pk.hex.encode() in told  # the dump does see rows
    assert b"zebrafish" not in told
    for name in ("sha256", "sha1", "md5", "blake2b"):
        hashed = hashlib.new(name, LOG.data)
        assert hashed.hexdigest().encode() not in told
        assert hashed.digest() not in told


def test_a_sealed_file_moved_to_another_row_opens_nowhere(study, cast) -> None:
    mine = keep_private_copy(study, LOG, by=cast.bo)
    yours = keep_private_copy(study, Brought("other.log", b"other"), by=cast.ana)
    moved = SealedContent.objects.get(pk=mine.pk).sealed_data
    SealedContent.objects.filter(pk=yours.pk).update(sealed_data=moved)
    with pytest.raises(Refusal):
        content_of(yours)


def test_no_row_is_half_private(study, cast) -> None:
    copy = keep_copy(study, LOG, by=cast.bo)
    for change in ({"owner": cast.bo}, {"content": None}, {"name": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Copy.objects.filter(pk=copy.pk).update(**change)


def test_an_svg_with_a_script_is_only_ever_saved(study, cast) -> None:
    copy = keep_copy(study, Brought("graph.svg", SVG), by=cast.bo)
    assert (copy.name, copy.media_type) == ("graph.svg.bin", "application/octet-stream")


def test_a_picture_named_as_a_page_is_a_picture(study, cast) -> None:
    copy = keep_copy(study, Brought("page.html", png()), by=cast.bo)
    assert (copy.name, copy.media_type) == ("page.html.png", "image/png")


def test_a_page_hidden_behind_a_picture_goes(study, cast) -> None:
    copy = keep_copy(study, Brought("two.png", png(behind=SVG)), by=cast.bo)
    assert content_of(copy).data == png()


def test_a_photo_is_kept_without_its_place(study, cast) -> None:
    copy = keep_copy(study, Brought("board.jpg", jpeg(behind=PLACE)), by=cast.bo)
    assert PLACE not in content_of(copy).data
    assert copy.size == len(content_of(copy).data)


@SHARED_AND_PRIVATE
@pytest.mark.parametrize(
    ("file", "code"),
    [
        (Brought("empty.log", b""), "empty_file"),
        (Brought("half.png", png()[:40]), "damaged_picture"),
        (Brought("half.jpg", b"\xff\xd8\xff<svg>"), "damaged_picture"),
    ],
)
def test_what_cannot_be_kept_is_asked_for_again(study, cast, keep, file, code) -> None:
    with pytest.raises(Refusal) as refused:
        keep(study, file, by=cast.bo)
    assert (refused.value.code, refused.value.field) == (code, "file")
    assert not Copy.objects.exists()


@SHARED_AND_PRIVATE
def test_one_that_is_too_large_is_told_how_large(study, cast, keep, settings) -> None:
    settings.COPY_MOST_MB = 1
    with pytest.raises(TooLarge, match="has 3 MB; 1 MB can be kept"):
        keep(study, Brought("dump.log", b"x" * (3 * 1024 * 1024 + 1)), by=cast.bo)


def test_names_without_tricks(study, cast) -> None:
    copy = keep_copy(study, Brought("..\\..\x00/evil\u202egnp.log", LOG.data), by=cast.bo)
    assert copy.name == "evilgnp.log"
