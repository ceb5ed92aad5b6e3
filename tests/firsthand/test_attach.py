"""A file of an account is sealed, shared and taken back with the words it belongs to."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.firsthand.conftest import SECRET

from secondstory.evidence.actions.keep_copy import Brought
from secondstory.evidence.models import Copy, SealedContent, SharedContent
from secondstory.firsthand.actions.attach import attach_file, detach_file
from secondstory.firsthand.actions.share import share_account, take_back
from secondstory.firsthand.actions.withdraw import withdraw_account
from secondstory.firsthand.models import EntryFile
from secondstory.firsthand.queries import own_account
from secondstory.people.refusals import NotAllowed, NotFound

LOG = Brought("shell history.txt", f"22:58 {SECRET}\n".encode())


def seen_by(client: Client, copy: Copy) -> bool:
    answer = client.get(reverse("copy", args=[copy.pk]))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code in (200, 404)
    return answer.status_code == 200 and SECRET.encode() in body


@pytest.fixture
def eve(story) -> Client:
    client = Client()
    client.force_login(story.eve)
    return client


@pytest.mark.requirement("R-001-20")
def test_attached_it_is_its_author_s_alone_and_sealed(story, as_ana, as_bo, as_cy, eve) -> None:
    attach_file(story.entry("see the log"), LOG, by=story.ana)
    copy = Copy.objects.get()
    assert seen_by(as_ana, copy)
    assert not any(seen_by(client, copy) for client in (as_bo, as_cy, eve))
    assert SECRET.encode() not in bytes(SealedContent.objects.get().sealed_data)
    assert not SharedContent.objects.exists()


def test_shared_with_the_entry_it_is_read_by_whoever_reads_that(story, as_bo, as_cy, eve) -> None:
    attach_file(story.entry("see the log"), LOG, by=story.ana)
    share_account(story.account(), "facilitator", by=story.ana)
    copy = Copy.objects.get()
    assert (seen_by(as_bo, copy), seen_by(eve, copy)) == (True, False)
    share_account(story.account(), "participants", by=story.ana)
    assert seen_by(eve, copy)
    assert not seen_by(as_cy, copy)
    take_back(story.account(), by=story.ana)
    assert not seen_by(as_bo, copy)
    assert not seen_by(eve, copy)


def test_attached_after_sharing_it_waits_to_be_shared_too(story, as_bo) -> None:
    entry = story.entry("see the log")
    share_account(story.account(), "facilitator", by=story.ana)
    attach_file(entry, LOG, by=story.ana)
    assert not seen_by(as_bo, Copy.objects.get())
    share_account(story.account(), "facilitator", by=story.ana)
    assert seen_by(as_bo, Copy.objects.get())


def test_attaching_it_twice_changes_nothing(story) -> None:
    entry = story.entry("see the log")
    attach_file(entry, LOG, by=story.ana)
    attach_file(entry, LOG, by=story.ana)
    (own,) = own_account(story.account(), story.ana).entries
    assert (EntryFile.objects.count(), [one.title for one in own.words.pointers]) == (1, ["shell history.txt"])


def test_nobody_else_attaches_or_takes_off(story) -> None:
    entry = story.entry("see the log")
    share_account(story.account(), "participants", by=story.ana)
    attach_file(entry, LOG, by=story.ana)
    for other, refusal in ((story.bo, NotAllowed), (story.cy, NotFound)):
        with pytest.raises(refusal):
            attach_file(entry, LOG, by=other)
        with pytest.raises(refusal):
            detach_file(entry, str(Copy.objects.get().pk), by=other)


def test_taken_off_before_it_was_shared_it_is_deleted(story) -> None:
    entry = story.entry("see the log")
    attach_file(entry, LOG, by=story.ana)
    detach_file(entry, str(Copy.objects.get().pk), by=story.ana)
    assert not Copy.objects.exists()
    assert own_account(story.account(), story.ana).entries[0].words.pointers == ()


def test_erased_with_the_account_it_is_gone(story) -> None:
    attach_file(story.entry("see the log"), LOG, by=story.ana)
    withdraw_account(story.account(), by=story.ana, erase=True)
    assert not Copy.objects.exists()
    assert not SealedContent.objects.exists()


def test_its_page_takes_and_refuses_files_in_sentences(story, as_ana, as_bo) -> None:
    entry = story.entry("see the log")
    url = reverse("my-account-entry-files", args=[story.study.pk, entry.pk])
    page = reverse("my-account-entry", args=[story.study.pk, entry.pk])
    assert as_ana.post(url, {"file": SimpleUploadedFile("a.txt", LOG.data)}).status_code == 303
    assert "a.txt" in as_ana.get(page).content.decode()
    assert as_ana.post(url).status_code == 400
    assert as_bo.post(url, {"file": SimpleUploadedFile("a.txt", LOG.data)}).status_code == 404
    as_ana.post(url, {"off": str(Copy.objects.get().pk)})
    assert not Copy.objects.exists()


def test_writing_on_keeps_its_files(story, as_ana) -> None:
    entry = story.entry("see the log")
    attach_file(entry, LOG, by=story.ana)
    url = reverse("my-account-entry", args=[story.study.pk, entry.pk])
    as_ana.post(url, {"facet": "did", "text": "more", "seen": "2"})
    (own,) = own_account(story.account(), story.ana).entries
    assert (own.words.text, [one.title for one in own.words.pointers]) == ("more", ["shell history.txt"])


def test_taken_off_one_entry_it_stays_with_the_other(story, as_ana) -> None:
    one, other = story.entry("see the log"), story.entry("and again")
    for entry in (one, other):
        attach_file(entry, LOG, by=story.ana)
    copy = Copy.objects.get()
    detach_file(one, str(copy.pk), by=story.ana)
    assert seen_by(as_ana, copy)
    detach_file(other, str(copy.pk), by=story.ana)
    assert not Copy.objects.exists()


def test_attached_anew_and_taken_off_it_stays_with_the_version_that_is_shared(story, as_bo) -> None:
    entry = attach_file(story.entry("see the log"), LOG, by=story.ana)
    share_account(story.account(), "facilitator", by=story.ana)
    copy = Copy.objects.get()
    for _ in range(2):
        detach_file(entry, str(copy.pk), by=story.ana)
        attach_file(entry, LOG, by=story.ana)
    detach_file(entry, str(copy.pk), by=story.ana)
    assert seen_by(as_bo, copy)
