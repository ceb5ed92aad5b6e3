"""A kept file is handed out to those who read it and nobody else, in a sandbox, under what it is."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests import builders
from tests.evidence.pictures import SVG, png

from secondstory.evidence import openers
from secondstory.evidence.actions.keep_copy import Brought, keep_copy, keep_private_copy

# What differs each time a page is made.
TOKEN = re.compile(rb'(?:csrf-token" content="|csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+')
LOG = Brought("Zürich db2.log", "23:27 zebrafish – stops\n".encode())


def get(client, copy, **headers):
    return client.get(reverse("copy", args=[copy.pk]), headers=headers)


@pytest.fixture
def shared(study, cast):
    return keep_copy(study, LOG, by=cast.bo)


@pytest.fixture
def private(study, cast):
    return keep_private_copy(study, LOG, by=cast.bo)


@pytest.mark.parametrize("which", ["shared", "private"])
def test_it_is_handed_out_sealed_off(which, request, as_bo) -> None:
    answer = get(as_bo, request.getfixturevalue(which))
    assert (answer.status_code, answer.content) == (200, LOG.data)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''Z%C3%BCrich%20db2.log"


def test_a_private_one_is_stored_nowhere_on_the_way(private, as_bo) -> None:
    answer = get(as_bo, private)
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer


def test_the_study_s_is_asked_for_again_each_time(shared, as_bo, as_cy) -> None:
    answer = get(as_bo, shared)
    assert answer["Cache-Control"] == "private, no-cache"
    assert get(as_bo, shared, if_none_match=answer["ETag"]).status_code == 304
    assert get(as_cy, shared, if_none_match=answer["ETag"]).status_code == 404


@pytest.mark.parametrize(
    ("file", "kind", "is_shown"),
    [
        (Brought("a.png", png()), "image/png", True),
        (Brought("a.html", png()), "image/png", True),
        (Brought("a.svg", SVG), "application/octet-stream", False),
        (Brought("a.html", b"<!doctype html><script>alert(1)</script>"), "application/octet-stream", False),
        (Brought("a.txt", b"<script>alert(1)</script>"), "application/octet-stream", False),
        (Brought("a.pdf", b"%PDF-1.7 <script>alert(1)</script>"), "application/pdf", False),
        (Brought("a.zip", b"PK\x03\x04"), "application/zip", False),
        (Brought("a.exe", b"MZ\x90\x00\x03"), "application/octet-stream", False),
    ],
)
def test_only_pictures_and_plain_text_are_shown(study, cast, as_bo, file, kind, is_shown) -> None:
    answer = get(as_bo, keep_copy(study, file, by=cast.bo))
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith("inline" if is_shown else "attachment")


def test_cy_does_not_find_it(shared, private, as_cy) -> None:
    """In the same words as what is not there."""
    nowhere = as_cy.get("/copies/00000000-0000-7000-8000-000000000000/")
    for copy in (shared, private):
        answer = get(as_cy, copy)
        assert answer.status_code == nowhere.status_code == 404
        assert TOKEN.sub(b"", answer.content) == TOKEN.sub(b"", nowhere.content)


def test_a_stranger_is_asked_to_sign_in(shared, private, stranger) -> None:
    for copy in (shared, private):
        answer = get(stranger, copy)
        assert (answer.status_code, b"zebrafish" in answer.content) == (302, False)


def test_whoever_reads_the_study_reads_its_files(shared, study, as_cy) -> None:
    study.work_open_to = "organization"
    study.save()
    assert get(as_cy, shared).status_code == 200


def test_the_facilitator_does_not_find_what_is_private(private, study, as_ana) -> None:
    study.work_open_to = "organization"
    study.save()
    assert get(as_ana, private).status_code == 404


def test_its_owner_reads_it_after_they_left(private, study, as_bo) -> None:
    study.participants.all().delete()
    assert get(as_bo, private).status_code == 200


def test_it_is_read_as_long_as_something_above_opens_it(private, cast, as_ana, as_cy, monkeypatch) -> None:
    shared_with = {cast.ana.pk}
    monkeypatch.setattr(openers, "_openers", [])
    openers.opened_by(lambda copy, person: copy == private and person.pk in shared_with)
    assert get(as_ana, private).content == LOG.data
    assert get(as_cy, private).status_code == 404
    shared_with.clear()
    assert get(as_ana, private).status_code == 404


def test_an_opener_opens_no_study(shared, as_cy, monkeypatch) -> None:
    monkeypatch.setattr(openers, "_openers", [lambda copy, person: True])
    assert get(as_cy, shared).status_code == 404


def test_somebody_who_left_the_organization_reads_nothing(private, cast, as_ana, monkeypatch) -> None:
    monkeypatch.setattr(openers, "_openers", [lambda copy, person: True])
    cast.ana.is_active = False
    cast.ana.save()
    assert get(as_ana, private).status_code != 200


def test_nothing_is_sent_there(shared, as_bo) -> None:
    assert as_bo.post(reverse("copy", args=[shared.pk])).status_code == 405


def test_it_takes_few_statements(shared, private, as_bo, django_assert_max_num_queries) -> None:
    for copy in (shared, private):
        with django_assert_max_num_queries(6):
            get(as_bo, copy)


def test_a_copy_of_another_study_is_not_there(cast, as_bo) -> None:
    other = builders.study(cast.cy)
    builders.role(other, cast.cy)
    assert get(as_bo, keep_copy(other, LOG, by=cast.cy)).status_code == 404
