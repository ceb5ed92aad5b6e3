"""A version for outside is begun from the final text; what one would redact is proposed at once."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.journal.models import Event
from secondstory.outside.actions.begin import begin_version
from secondstory.outside.actions.redact import decide, redact
from secondstory.outside.actions.send_out import withdraw_outside
from secondstory.outside.models import Redaction
from secondstory.outside.queries import held, made_of
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-002-53")


def proposed(version) -> dict[str, tuple[str, str]]:
    return {one.phrase: (one.kind, one.instead) for one in version.redactions.all()}


def test_it_proposes_what_would_not_be_told_outside(version):
    assert proposed(version) == {
        "Ana": ("person", "a colleague"),
        "Bo Lind": ("person", "engineer on call"),
        "Bo": ("person", "engineer on call"),
        "bo@example.org": ("person", "engineer on call"),
        "Ledger": ("service", "service A"),
        "https://wiki.example.org/browse/OPS-4711": ("link", "[an internal address]"),
        "OPS-4711": ("ticket", "[a ticket]"),
        "10.0.0.7": ("ip", "[an IP address]"),
        "@bo": ("handle", "a colleague"),
        "db-07.prod.internal": ("host", "host A"),
    }


def test_what_is_not_decided_is_already_gone_from_its_text(version):
    made = made_of(held(version))
    for phrase in ("Ana told", "Bo Lind", "10.0.0.7", "OPS-4711", "wiki.example", "db-07", "edger"):
        assert phrase not in made.content.decode()
    assert "service A" in made.shown.summary


def test_the_edition_stays(version, study):
    before = bytes(study.edition.canonical)
    study.edition.refresh_from_db()
    assert bytes(study.edition.canonical) == before


def test_it_leads_to_nothing_inside(version, study):
    content = made_of(held(version)).content.decode()
    assert str(study.pk) not in content
    assert study.edition.sha256 not in content
    assert str(study.process_version) not in content


def test_beginning_twice_is_once(version, study, cast):
    assert begin_version(study, by=cast.ana) == version
    assert Event.objects.filter(kind="outside_version.begun").count() == 1


def test_the_next_one_keeps_what_was_decided(version, study, cast):
    decide(version.redactions.get(phrase="Ledger"), "taken", instead="the main service", by=cast.ana)
    redact(version, "silence", "quiet", by=cast.ana)
    withdraw_outside(version, by=cast.ana)
    following = begin_version(study, by=cast.ana)
    assert following.number == 2
    assert proposed(following)["Ledger"] == ("service", "the main service")
    assert proposed(following)["silence"] == ("own", "quiet")


def test_whoever_had_no_part_cannot_begin_one(study, cast):
    with pytest.raises(NotAllowed):
        begin_version(study, by=cast.cy)


def test_who_does_not_read_the_study_does_not_learn_of_it(study, cast):
    type(study).objects.filter(pk=study.pk).update(work_open_to="group")
    with pytest.raises(NotFound):
        begin_version(study, by=cast.cy)


def test_a_study_on_its_way_has_none(cast):
    open_study = builders.study(cast.ana)
    with pytest.raises(Refusal, match="Finalize"):
        begin_version(open_study, by=cast.ana)


def test_a_name_of_two_words_is_met_by_the_first_alone_as_it_is_written(version):
    assert Redaction.objects.get(version=version, phrase="Bo").person is not None
