"""Every cell of the permission matrix, over every page, search, feed and export; and the words nowhere in the clear."""

from __future__ import annotations

import base64
import io
import logging
import re
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from tests import builders
from tests.architecture import matrix
from tests.architecture.every_address import addresses
from tests.cast import Cast

from secondstory.apprenticeship.actions.answer_exercise import answer_exercise
from secondstory.apprenticeship.actions.begin import begin_apprenticeship
from secondstory.apprenticeship.actions.fresh_eyes import keep_fresh_draft
from secondstory.apprenticeship.actions.give_feedback import give_feedback
from secondstory.apprenticeship.actions.mentor import agree_to_mentor, ask_mentor
from secondstory.apprenticeship.actions.notes import show_to_mentor, write_learner_note
from secondstory.apprenticeship.models import LearnerNote, Mentorship
from secondstory.apprenticeship.queries import ThreeLines
from secondstory.evidence.actions.keep_copy import Brought
from secondstory.evidence.models import Copy
from secondstory.exporters.backup.write import write_backup
from secondstory.firsthand.actions.attach import attach_file
from secondstory.firsthand.actions.begin import begin_account
from secondstory.firsthand.actions.conversations import (
    approve_notes,
    hold,
    let_learners_read,
    note_off_record,
    plan_conversation,
    write_notes,
)
from secondstory.firsthand.actions.private_note import write_to_oneself
from secondstory.firsthand.actions.quotes import ask_quote, decline_quote, offer_quote, withdraw_quote
from secondstory.firsthand.actions.share import keep_back, share_account, share_entry
from secondstory.firsthand.actions.withdraw import withdraw_account
from secondstory.firsthand.actions.write import remove_entry, write_entry
from secondstory.firsthand.facets import Facet
from secondstory.firsthand.models import Account, AccountEntry, Conversation, Quote
from secondstory.firsthand.words import Pointer, Words
from secondstory.incidents.actions.choose_facilitator import choose_facilitator
from secondstory.incidents.models import Participant, Retrospective
from secondstory.organization.actions.keys import rotate
from secondstory.people.models import Person, TeamMembership
from secondstory.search.index import rebuild
from secondstory.timeline.models import Entry, Reference
from secondstory.vault import keys
from secondstory.vault.holders import all_holders
from secondstory.vault.ring import ring
from secondstory.vault.verify import verify_sealed

COMMON = "replication"  # a word in every text, to search for

EXERCISE = "a-question-that-opens"


def canary(row: str, place: str = "words") -> str:
    """A word nobody would write, one for each row and place."""
    return "zq" + re.sub(r"\W", "", row) + "x" + place


def said(row: str) -> Words:
    """Words of this row in every place an entry has."""

    def here(place: str) -> str:
        return f"{COMMON} {canary(row, place)}"

    return Words(
        text=here("text"),
        facet=Facet.ASSUMED,
        because=here("because"),
        when=canary(row, "when"),
        otherwise=here("otherwise"),
        otherwise_when=canary(row, "later"),
        situation={"cues": here("cues"), "pressures": here("pressures")},
        pointers=(Pointer(here("title"), f"https://example.org/{canary(row, 'url')}"),),
    )


@dataclass
class World:
    study: Retrospective
    people: dict[str, Person]
    ids: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture
def world(cast: Cast) -> World:
    people = {name: _person(name) for name in matrix.READERS if name != matrix.PUBLIC}
    author, participant = people[matrix.AUTHOR], people[matrix.PARTICIPANT]
    facilitator, former = people[matrix.FACILITATOR], people[matrix.FORMER_FACILITATOR]
    study = builders.study(
        cast.cy, "How did it fall behind?", team=cast.storage, state="gathering", audience="organization"
    )
    builders.role(study, former)
    for name in (matrix.PRESENTER, matrix.MODERATOR, matrix.NOTE_TAKER, matrix.REVIEWER, matrix.LEARNER):
        builders.role(study, people[name], name)
    TeamMembership.objects.create(team=cast.storage, person=people[matrix.TEAM])
    for name, role in ((matrix.PROCESS_OWNER, "process_owner"), (matrix.STEWARD, "steward"), (matrix.LEADER, "leader")):
        builders.grant(people[name], role)
    part = builders.participant(study, author, role_label="engineer at the standby")
    other = builders.participant(study, participant, role_label="a colleague")
    builders.participant(study, people[matrix.LEFT], left_at=builders.NOON)
    builders.write_up(study)

    # what was shared with a facilitator who handed the study on
    theirs = begin_account(other, by=participant)
    write_entry(theirs, said("with a former facilitator"), by=participant)
    share_account(theirs, "facilitator", by=participant)
    choose_facilitator(study, facilitator, by=former)
    study = Retrospective.objects.get(pk=study.pk)
    part, other = Participant.objects.get(pk=part.pk), Participant.objects.get(pk=other.pk)

    account = begin_account(part, by=author)

    def write(row: str) -> AccountEntry:
        return write_entry(account, said(row), by=author)

    write("private")
    keep_back(write("kept back"), True, by=author)
    remove_entry(write("taken out"), by=author)
    shared = write("with the people")
    share_entry(shared, "participants", by=author)
    to_one = write("with the facilitator")
    share_entry(to_one, "facilitator", by=author)
    changed = write_entry(account, Words(text="as it was shared"), by=author)
    share_entry(changed, "participants", by=author)
    write_entry(account, said("draft after sharing"), by=author, entry=changed)
    for row, to in (("file of a private entry", ""), ("file of a shared entry", "participants")):
        holder = write_entry(account, Words(text=f"see the file {row[:9]}"), by=author)
        attach_file(holder, Brought(f"{canary(row, 'name')}.txt", canary(row).encode()), by=author)
        if to:
            share_entry(holder, to, by=author)

    ask_quote(to_one, canary("quote asked for"), section="analysis", by=facilitator)
    decline_quote(ask_quote(to_one, canary("quote declined"), section="analysis", by=facilitator), by=author)
    offer_quote(shared, canary("quote approved"), section="analysis", by=author)
    withdraw_quote(offer_quote(shared, canary("quote withdrawn"), section="analysis", by=author), by=author)

    _talks(part, people, study)
    note_off_record(study, f"{COMMON} {canary('off the record')}", by=facilitator)
    write_to_oneself(study, "reaction", f"{COMMON} {canary('note to oneself')}", by=facilitator)
    _learning(study, learner=facilitator, mentor=participant)
    Entry.objects.create(retrospective=study, at=builders.NOON, text=f"{COMMON} {canary('timeline entry')}")
    Reference.objects.create(retrospective=study, title=f"{COMMON} {canary('reference')}")

    # an account that its author withdrew, and keeps for themself
    second = builders.study(cast.cy, "Another", state="gathering")
    builders.role(second, facilitator)
    again = begin_account(builders.participant(second, participant), by=participant)
    write_entry(again, said("withdrawn"), by=participant)
    share_account(again, "participants", by=participant)
    withdraw_account(again, by=participant)
    rebuild()
    return World(study, people, _ids(study, second))


def _learning(study: Retrospective, learner: Person, mentor: Person) -> None:
    own = begin_apprenticeship(by=learner)
    along = agree_to_mentor(ask_mentor(own, mentor, by=learner), by=mentor)
    write_learner_note(own, "before", f"{COMMON} {canary('note of a learner')}", study=study, by=learner)
    shown = write_learner_note(own, "after", f"{COMMON} {canary('note shown to a mentor')}", study=study, by=learner)
    show_to_mentor(shown, by=learner)
    lines = ThreeLines(canary("three lines of a mentor"), "Ask the clerk.", "What made you stop?")
    give_feedback(along, study, lines, by=mentor)
    answer_exercise(EXERCISE, text=canary("answer to an exercise"), by=learner)
    keep_fresh_draft("surprised", f"{COMMON} {canary('with fresh eyes')}", by=learner)


def _talks(part: Participant, people: dict[str, Person], study: Retrospective) -> None:
    author, holder, facilitator = people[matrix.AUTHOR], people[matrix.NOTE_TAKER], people[matrix.FACILITATOR]
    for row in ("notes before approval", "notes approved", "notes for learners, too"):
        talk = plan_conversation(part, by=facilitator, interviewer=holder)
        hold(talk, by=holder, agreed_to_notes=True)
        write_notes(talk, f"{COMMON} {canary(row)}", by=holder)
        if row != "notes before approval":
            approve_notes(talk, by=author, seen=1)
        if row == "notes for learners, too":
            let_learners_read(talk, True, by=author)
            let_learners_read(talk, True, by=holder)


def _person(name: str) -> Person:
    return Person.objects.create(
        email=f"{re.sub(r'[^a-z]', '', name)}@example.org", display_name=name.title(), password="!"
    )


def _ids(study: Retrospective, second: Retrospective) -> dict[str, list[str]]:
    """What may stand in the places of an address."""

    def of(model: Any) -> list[str]:
        return [str(pk) for pk in model._default_manager.order_by("pk").values_list("pk", flat=True)]

    return {
        "study_id": [str(study.pk), str(second.pk)],
        "account_id": of(Account),
        "conversation_id": of(Conversation),
        "quote_id": of(Quote),
        "copy_id": of(Copy),
        "participant_id": of(Participant),
        "reference_id": of(Reference),
        "entry_id": of(AccountEntry),
        "timeline_entry": of(Entry),
        "learner_note_id": of(LearnerNote),
        "mentorship_id": of(Mentorship),
        "key": [EXERCISE],
    }


def paths(world: World) -> Iterator[str]:
    """Every address with what this world can put into it: of two ids, the first is the study."""
    for address in addresses():
        if "static" in address or "logout" in address or address.startswith("/accounts/"):
            continue
        places = re.findall(r"<(?:(\w+):)?(\w+)>", address)
        if not places:
            yield address
            continue
        names = [name for _, name in places]
        if names[0] == "study_id" and len(names) <= 2:
            last = names[-1] if len(names) == 2 else ""
            if last == "entry_id" and "/accounts/" not in address:
                last = "timeline_entry"
            for study in world.ids["study_id"] if "/accounts/" in address else world.ids["study_id"][:1]:
                for value in world.ids.get(last, ["markdown"])[:16] if last else [""]:
                    path = re.sub(r"<[^>]+>", study, address, count=1)
                    yield re.sub(r"<[^>]+>", value, path, count=1) if last else path
        elif len(names) == 1 and names[0] in ("copy_id", "learner_note_id", "mentorship_id", "key"):
            for value in world.ids[names[0]]:
                yield re.sub(r"<[^>]+>", value, address)


# Ways to ask the same address for more, by how it ends.
EXTRA = (
    (r"/accounts/[0-9a-f-]{36}/$", ("?preview", "?as=markdown")),
    (r"/mine/rung/$", ("?to=participants", "?to=only_me")),
    (r"/accounts/mine/$", ("?new=opening",)),
)


def everything_read(client: Client, world: World) -> str:
    """All bytes of all answers, and those of a few ways to ask for more of the same."""
    read = []
    for path in paths(world):
        for more in ("", *(more for shape, ways in EXTRA if re.search(shape, path) for more in ways)):
            answer = client.get(path + more)
            assert answer.status_code < 500, f"{path}{more} answers {answer.status_code}"
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            read.append(body.decode(errors="replace") + str(answer.headers))
    for path in ("/search/", "/library/"):
        read.append(client.get(path, {"q": COMMON}).content.decode())
    return "\n".join(read)


@pytest.mark.walk
@pytest.mark.parametrize("reader", matrix.READERS)
def test_each_reader_reads_what_the_matrix_says_and_nothing_else(world, reader, caplog) -> None:
    client = Client()
    if reader != matrix.PUBLIC:
        client.force_login(world.people[reader])
    with caplog.at_level(logging.DEBUG):
        read = everything_read(client, world)
    reads = {row for row in matrix.READS if canary(row, "") in read}
    may = {row for row, readers in matrix.READS.items() if reader in readers}
    assert reads - may == set(), f"{reader} reads what is not theirs"
    assert may - reads == set(), f"{reader} does not find what is theirs to read"
    assert not [row for row in matrix.SEALED if canary(row)[:-5] in caplog.text]
    assert mail.outbox == []


def forms_of(word: str) -> list[bytes]:
    """A word as it would stand in a file: plain, in UTF-16, as hexadecimal, in Base64 at each offset."""
    plain = word.encode()
    encoded = [base64.b64encode(b"\0" * shift + plain)[4 if shift else 0 : -4] for shift in range(3)]
    return [plain, word.encode("utf-16-le"), plain.hex().encode(), *encoded]


def the_whole_database() -> bytes:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return bytes(connection.connection.serialize())
    out = io.BytesIO()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            with cursor.cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                for data in copy:
                    out.write(bytes(data))
    return out.getvalue()


def test_a_dump_of_the_database_holds_none_of_the_words(world) -> None:
    dump = the_whole_database()
    assert canary("timeline entry").encode() in dump  # it is this world's database
    for row in matrix.SEALED:
        for place in ("words", "text", "because", "when", "otherwise", "cues", "title", "url", "name"):
            for form in forms_of(canary(row, place)):
                assert form not in dump, f"{row}: {place}"


def test_a_backup_holds_none_of_the_words(world, tmp_path: Path, monkeypatch) -> None:
    """Within the test's own transaction, so the snapshot is that."""
    monkeypatch.setattr("secondstory.exporters.backup.write.one_moment", nullcontext)
    write_backup(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    assert canary("timeline entry").encode() in held
    for row in matrix.SEALED:
        for form in forms_of(canary(row, "text")) + forms_of(canary(row)):
            assert form not in held, row


def test_a_rotation_seals_every_one_of_them_anew(world, monkeypatch, django_assert_num_queries) -> None:
    """In every sealed column there is: bound to the same row, opened by the new key, at one statement a read."""
    old, new = ring().first, keys.make()
    monkeypatch.setenv("SECONDSTORY_ACCOUNT_KEYS", f"{new.text} {old.text}")
    before = {holder.name: holder.sealed_with(old.id).count() for holder in all_holders()}
    assert all(before.values()), before
    done = rotate()
    assert (done.sealed, done.closed) == (sum(before.values()), 0)
    assert {holder.name: holder.sealed_with(new.id).count() for holder in all_holders()} == before
    assert verify_sealed() == (done.sealed, [])
    for holder in all_holders():
        with django_assert_num_queries(1):
            assert len({holder.about(row) for row in holder.rows()}) == before[holder.name]


def test_an_accident_on_the_server_tells_none_of_the_words(world, caplog, monkeypatch, settings) -> None:
    """An exception that has the words in its message and in its frames: neither the page nor the log repeats them."""
    settings.DEBUG = False
    word = canary("private", "accident")

    def stumbles(*args: object, **kwargs: object) -> None:
        raise ValueError(word)

    monkeypatch.setattr("secondstory.firsthand.views.mine.write_entry", stumbles)
    client = Client(raise_request_exception=False)
    client.force_login(world.people[matrix.AUTHOR])
    with caplog.at_level(logging.DEBUG):
        answer = client.post(f"/retrospectives/{world.study.pk}/accounts/mine/entries/", {"facet": "did", "text": word})
    assert answer.status_code == 500
    assert word not in answer.content.decode()
    handlers = [record for record in caplog.records if word in record.getMessage()]
    assert handlers == []
