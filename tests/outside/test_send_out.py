"""Going out: looked at by somebody else, with bytes of its own; and what happens to it afterwards."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.db import Error as DatabaseError
from django.db import transaction
from tests import builders
from tests.outside.conftest import looked_at, text_now

from secondstory.journal.models import Event
from secondstory.outside.actions.begin import begin_version
from secondstory.outside.actions.look import say_seen
from secondstory.outside.actions.redact import decide, redact, take_all
from secondstory.outside.actions.send_out import send_out, withdraw_outside
from secondstory.outside.models import Look, OutsideText
from secondstory.outside.queries import shown
from secondstory.people.refusals import Conflict, NotAllowed, Refusal
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.actions.publish import publish
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.review.actions.amendments import accept_amendment, propose_amendment

pytestmark = pytest.mark.requirement("R-002-53")


@pytest.fixture
def out(decided, cast) -> OutsideText:
    return send_out(looked_at(decided, cast.bo), by=cast.ana)


def test_it_stands_at_an_address_of_its_own_words(out):
    assert out.title == "How did the service A fall behind?"
    assert "ledger" not in out.slug


def test_its_hash_is_that_of_its_bytes(out):
    assert hashlib.sha256(bytes(out.canonical)).hexdigest() == out.sha256
    assert json.loads(bytes(out.canonical))["format"] == "secondstory.outside"


def test_nobody_looks_at_their_own(decided, cast):
    with pytest.raises(NotAllowed):
        say_seen(decided, seen=text_now(decided), by=cast.ana)
    with pytest.raises(DatabaseError), transaction.atomic():
        Look.objects.create(version=decided, created_by=cast.ana, sha256=text_now(decided))


def test_whoever_had_no_part_does_not_look_for_them(decided, cast):
    with pytest.raises(NotAllowed):
        say_seen(decided, seen=text_now(decided), by=cast.cy)


def test_a_steward_may_look(decided, cast):
    builders.grant(cast.cy, "steward")
    assert send_out(looked_at(decided, cast.cy), by=cast.ana)


def test_it_does_not_go_out_unseen(decided, cast):
    with pytest.raises(Refusal, match="second pair of eyes"):
        send_out(decided, by=cast.ana)


def test_what_changed_after_the_look_is_looked_at_again(decided, cast):
    looked_at(decided, cast.bo)
    redact(decided, "silence", by=cast.ana)
    with pytest.raises(Refusal, match="second pair of eyes"):
        send_out(decided, by=cast.ana)


def test_a_look_is_at_the_text_that_was_shown(decided, cast):
    before = text_now(decided)
    redact(decided, "silence", by=cast.ana)
    with pytest.raises(Conflict):
        say_seen(decided, seen=before, by=cast.bo)


def test_every_proposal_is_decided_first(version, cast):
    with pytest.raises(Refusal, match="not decided"):
        say_seen(version, seen=text_now(version), by=cast.bo)
    with pytest.raises(Refusal, match="not decided"):
        send_out(version, by=cast.ana)


def test_letting_it_out_is_the_facilitators_step(decided, cast):
    builders.grant(cast.cy, "steward")
    looked_at(decided, cast.bo)
    with pytest.raises(NotAllowed):
        send_out(decided, by=cast.cy)


def test_twice_is_once(out, decided, cast):
    assert send_out(decided, by=cast.ana) == out
    assert Event.objects.filter(kind="outside_version.out").count() == 1


def test_what_went_out_stays(out, decided, cast):
    with pytest.raises(Refusal, match="stays as it is"):
        redact(decided, "silence", by=cast.ana)
    with pytest.raises(DatabaseError), transaction.atomic():
        OutsideText.objects.filter(pk=out.pk).update(title="Another")
    with pytest.raises(DatabaseError), transaction.atomic():
        OutsideText.objects.filter(pk=out.pk).delete()


def test_the_database_lets_nothing_out_unseen(decided, out, cast):
    with pytest.raises(DatabaseError), transaction.atomic():
        OutsideText.objects.create(
            version=begin_version(decided.retrospective, by=cast.ana),
            canonical=b"{}",
            sha256="0" * 64,
            slug="x",
            title="X",
            kind="X",
            out_at=out.out_at,
        )


def test_it_takes_the_place_of_the_whole_text(decided, study, cast):
    whole = publish(study, audience="public", by=cast.ana)
    send_out(looked_at(decided, cast.bo), by=cast.ana)
    whole.refresh_from_db()
    assert whole.audience == "organization"
    with pytest.raises(Refusal, match="A version for outside stands"):
        change_audience(whole, to="public", by=cast.ana)
    withdraw_outside(decided, by=cast.ana)
    assert change_audience(whole, to="public", by=cast.ana).audience == "public"


def test_words_added_later_are_told_of_and_come_with_the_next(out, decided, study, cast):
    amendment = propose_amendment(
        study.edition, "db-09.prod.internal was slow.", reason="Seen later.", section_key="", by=cast.ana
    )
    assert not shown(out).amended
    accept_amendment(amendment, by=cast.ana)
    assert shown(out).amended
    assert "slow" not in str(shown(out).document)
    following = begin_version(study, by=cast.ana)
    take_all(following, by=cast.ana)
    newer = send_out(looked_at(following, cast.bo), by=cast.ana)
    told = str(shown(newer).document)
    assert "was slow" in told
    assert "db-09" not in told
    assert list(OutsideText.objects.visible_to(None)) == [newer]


def test_withdrawn_it_is_there_for_nobody(out, decided, cast):
    withdraw_outside(decided, because="We tell it anew.", by=cast.ana)
    assert not OutsideText.objects.visible_to(cast.ana).exists()
    assert Event.objects.filter(kind="outside_version.withdrawn").count() == 1
    withdraw_outside(decided, by=cast.ana)
    assert Event.objects.filter(kind="outside_version.withdrawn").count() == 1


def test_where_the_whole_text_is_taken_back_so_is_what_was_made_from_it(out, study, cast, client):
    whole = publish(study, audience="organization", by=cast.ana)
    withdraw(whole, because="It names the zebrafish.", by=cast.ana)
    assert not OutsideText.objects.visible_to(None).exists()
    said = client.get(f"/outside/{out.slug}/")
    assert said.status_code == 410
    assert "zebrafish" not in said.text
    assert client.get(f"/outside/{out.slug}/text.json").status_code == 404
    assert out.title not in client.get("/outside/").text + client.get("/outside/feed.atom").text
    publish(study, audience="organization", by=cast.ana)
    assert client.get(f"/outside/{out.slug}/").status_code == 200


def test_words_that_hide_from_the_search_keep_it_inside(study, cast):
    """What only the rendered page would show is found before it goes out."""
    version = begin_version(study, by=cast.ana)
    take_all(version, by=cast.ana)
    decide(version.redactions.get(phrase="Ledger"), "left", because="It is known to everybody.", by=cast.ana)
    assert "ledger" in shown(send_out(looked_at(version, cast.bo), by=cast.ana)).document.summary
