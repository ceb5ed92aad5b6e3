"""A file above the ceiling fills neither memory nor disk, and what was typed beside it stays."""

from __future__ import annotations

import tracemalloc
from contextlib import contextmanager
from io import RawIOBase

import pytest
from django.test import RequestFactory
from django.urls import reverse
from tests import builders

from secondstory.config.uploads import Ceiling, Dropped
from secondstory.timeline.models import Reference

MB = 1024 * 1024
BOUNDARY = b"line"


class Form(RawIOBase):
    """A form of a title, a file of ``size`` zero bytes, and a kind behind it, made while it is read."""

    def __init__(self, size: int) -> None:
        self.before = (
            b'--line\r\nContent-Disposition: form-data; name="title"\r\n\r\nWhat I typed\r\n'
            b'--line\r\nContent-Disposition: form-data; name="file"; filename="dump.log"\r\n'
            b"Content-Type: text/plain\r\n\r\n"
        )
        self.behind = b'\r\n--line\r\nContent-Disposition: form-data; name="kind"\r\n\r\nlog\r\n--line--\r\n'
        self.left = size
        self.length = len(self.before) + size + len(self.behind)

    def readinto(self, into) -> int:
        if self.before:
            piece, self.before = self.before[: len(into)], self.before[len(into) :]
        elif self.left:
            piece = bytes(min(self.left, len(into)))
            self.left -= len(piece)
        else:
            piece, self.behind = self.behind[: len(into)], self.behind[len(into) :]
        into[: len(piece)] = piece
        return len(piece)

    def readable(self) -> bool:
        return True


@contextmanager
def send(path: str, size: int, *, length: int | None = None, **extra):
    form = Form(size)
    request = RequestFactory().generic(
        "POST",
        path,
        CONTENT_TYPE="multipart/form-data; boundary=line",
        CONTENT_LENGTH=str(length or form.length),
        **{"wsgi.input": form, **extra},
    )
    try:
        yield request
    finally:
        request.close()


@pytest.fixture
def spool(tmp_path, settings, monkeypatch):
    """Where an upload would lie on the disk."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


def test_two_hundred_megabytes_fill_neither_memory_nor_disk(spool) -> None:
    with send("/anywhere/", 200 * MB) as request:
        tracemalloc.start()
        file = request.FILES["file"]
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert isinstance(file, Dropped)
        assert (file.size, file.read()) == (200 * MB, b"")
        assert (request.POST["title"], request.POST["kind"]) == ("What I typed", "log")
    assert peak < 4 * MB
    assert list(spool.iterdir()) == []


def test_one_a_little_above_is_dropped_when_it_passes(spool) -> None:
    with send("/anywhere/", 11 * MB) as request:
        assert isinstance(request.FILES["file"], Dropped)
        assert request.FILES["file"].size == 11 * MB
        assert request.POST["kind"] == "log"
        assert list(spool.iterdir()) == []


def test_one_below_comes_whole(spool) -> None:
    with send("/anywhere/", 9 * MB) as request:
        assert not isinstance(request.FILES["file"], Dropped)
        assert len(request.FILES["file"].read()) == 9 * MB


def test_an_import_has_its_own_limit(spool) -> None:
    with send("/imports/", 11 * MB) as request:
        assert len(request.FILES["file"].read()) == 11 * MB


def test_the_page_says_how_large_it_was_and_keeps_what_was_typed(cast, as_bo, spool) -> None:
    study = builders.study(cast.ana)
    builders.participant(study, cast.bo)
    form = Form(200 * MB)
    answer = as_bo.generic(
        "POST",
        reverse("references", args=[study.pk]),
        CONTENT_TYPE="multipart/form-data; boundary=line",
        CONTENT_LENGTH=str(form.length),
        **{"wsgi.input": form},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This file has 200 MB; 10 MB can be kept here." in page
    assert 'value="What I typed"' in page
    assert not Reference.objects.exists()


def test_it_is_asked_first() -> None:
    assert RequestFactory().post("/").upload_handlers[0].__class__ is Ceiling
