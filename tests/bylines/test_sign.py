"""Everybody puts their own name, as they wish, under what they helped to write; and takes it away at any time."""

from __future__ import annotations

import pytest
from django.db import Error as DatabaseError
from django.db import transaction
from django.test import Client
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.bylines.actions.sign import sign, take_name_back
from secondstory.bylines.models import Byline
from secondstory.bylines.queries import own, texts_named_by
from secondstory.journal.models import Event
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.models import Publication

pytestmark = pytest.mark.requirement("R-002-59")
DID = "drew the control structure"


@pytest.fixture
def text(cast: Cast) -> Publication:
    """By Ana, with Bo's part in it; Cy reads it and had no part."""
    made = builders.publication(cast.ana, "The pump", team=cast.storage)
    builders.participant(made.retrospective, cast.bo)
    return made


@pytest.fixture
def signed(text, cast) -> Byline:
    return sign(text, did=DID, by=cast.bo)


def read(client: Client, person: Person | None, address: str) -> str:
    if person:
        client.force_login(person)
    return client.get(address).content.decode()


def test_it_stands_under_the_text(signed, text, cast, client):
    told = read(client, cast.cy, f"/library/{text.slug}/")
    assert "Bo" in told
    assert DID in told


def test_the_edition_and_its_hash_stay(text, cast):
    before = bytes(text.edition.canonical), text.edition.sha256
    take_name_back(sign(text, did=DID, by=cast.bo), by=cast.bo)
    text.edition.refresh_from_db()
    assert (bytes(text.edition.canonical), text.edition.sha256) == before
    assert not text.edition.amendments.exists()


@pytest.mark.parametrize(
    ("how", "shown"),
    [({"shown": "role", "role": "a pump engineer"}, "a pump engineer"), ({"shown": "team"}, "somebody of Storage")],
)
def test_a_role_or_a_team_stands_for_a_name(text, cast, how, shown):
    team = {"team": cast.storage} if how["shown"] == "team" else {}
    assert str(sign(text, by=cast.bo, **how, **team)) == shown
    assert list(texts_named_by(cast.bo, cast.cy)) == []


def test_a_role_is_said(text, cast):
    with pytest.raises(Refusal, match="which role"):
        sign(text, shown="role", by=cast.bo)


def test_a_team_is_ones_own(text, cast):
    with pytest.raises(Refusal, match="your teams"):
        sign(text, shown="team", team=cast.billing, by=cast.bo)


def test_whoever_had_no_part_does_not_sign(text, cast):
    with pytest.raises(NotAllowed):
        sign(text, by=cast.cy)


def test_nobody_names_another(text, cast):
    with pytest.raises(DatabaseError), transaction.atomic():
        Byline.objects.create(publication=text, person=cast.bo, created_by=cast.ana)


def test_nobody_takes_anothers_name_away(signed, text, cast):
    with pytest.raises(NotAllowed):
        take_name_back(signed, by=cast.ana)
    change_audience(text, to="group", by=cast.ana)
    with pytest.raises(NotFound):
        take_name_back(signed, by=cast.cy)


def test_twice_is_once_and_the_journal_knows(signed, text, cast):
    assert sign(text, did=DID, by=cast.bo) == signed
    take_name_back(signed, by=cast.bo)
    take_name_back(signed, by=cast.bo)
    kinds = Event.objects.filter(kind__startswith="byline.").order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["byline.signed", "byline.taken_back"]


def test_taken_back_nothing_of_it_stands_there(signed, text, cast, client):
    take_name_back(signed, by=cast.bo)
    assert DID not in read(client, cast.cy, f"/library/{text.slug}/")


def test_outside_only_who_said_so(signed, text, cast, client):
    sign(text, did="facilitated", also_outside=True, by=cast.ana)
    change_audience(text, to="public", by=cast.ana)
    told = read(client, None, f"/library/{text.slug}/")
    assert "facilitated" in told
    assert DID not in told


def test_of_people_who_left_none(signed, text, cast, client):
    Person.objects.filter(pk=cast.bo.pk).update(is_active=False)
    assert DID not in read(client, cast.cy, f"/library/{text.slug}/")


def test_who_wrote_a_note_signs_it(cast, client):
    note = tell_work_note("Copies", "One waits.", by=cast.ana)
    sign(note, did="watched the night shift", by=cast.ana)
    assert "watched the night shift" in read(client, cast.cy, f"/work/{note.pk}/")
    with pytest.raises(NotAllowed):
        sign(note, by=cast.bo)


def test_who_had_an_idea_signs_it(cast, client):
    study = builders.study(cast.ana, work_open_to="organization")
    idea = builders.recommendation(study, created_by=cast.bo)
    sign(idea, did="had it on the train", by=cast.bo)
    assert "had it on the train" in read(client, cast.cy, f"/recommendations/{idea.pk}/")
    with pytest.raises(NotAllowed):
        sign(idea, by=cast.ana)


def test_the_texts_of_somebody_are_those_one_reads(signed, text, cast):
    assert list(texts_named_by(cast.bo, cast.cy)) == [text]
    assert list(texts_named_by(cast.ana, cast.cy)) == []
    assert list(texts_named_by(cast.bo, None)) == []
    change_audience(text, to="team", by=cast.ana)
    assert list(texts_named_by(cast.bo, cast.cy)) == []


def test_what_carries_ones_name_is_for_oneself(signed, text, cast, client):
    assert [one.where for one in own(cast.bo)] == ["The pump"]
    assert "The pump" in read(client, cast.bo, "/bylines/")
    assert "The pump" not in read(client, cast.cy, "/bylines/")


def test_what_one_reads_no_more_is_listed_without_its_title(signed, text, cast):
    text.retrospective.participants.update(left_at=builders.NOON)
    change_audience(text, to="group", by=cast.ana)
    assert [(one.where, one.url) for one in own(cast.bo)] == [("", "")]


def test_signed_and_taken_back_on_its_page(text, cast, client):
    client.force_login(cast.bo)
    address = f"/bylines/publication/{text.pk}/"
    assert client.post(address, {"shown": "role", "role": ""}).status_code == 422
    assert client.post(address, {"shown": "name", "did": DID}).status_code == 302
    made = Byline.objects.get()
    assert client.post(f"/bylines/{made.pk}/removal/").status_code == 302
    assert not Byline.objects.exists()
    assert client.get(f"/bylines/nonsense/{text.pk}/").status_code == 404
