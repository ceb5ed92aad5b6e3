"""Who reads a conversation: exactly those here who may read what it is about, at the moment they ask."""

from __future__ import annotations

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders
from tests.commons.conftest import SAID

from secondstory.analysis.actions.mysteries import open_question_wider, take_back
from secondstory.analysis.models import Mystery
from secondstory.commons.actions.say import open_topic, say_about
from secondstory.commons.findable import keys_of
from secondstory.commons.models import Discussion, Remark
from secondstory.people.audience import Audience
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.publishing.models import Publication
from secondstory.publishing.reading_keys import keys_of_reader

pytestmark = pytest.mark.requirement("R-002-06", "R-002-01")


def reads(person, remark) -> bool:
    return Remark.objects.visible_to(person).filter(pk=remark.pk).exists()


def test_it_follows_when_the_text_is_closed_to_some_and_when_it_is_withdrawn(cast, open_text, open_remark):
    assert reads(cast.cy, open_remark)
    change_audience(open_text, to="group", by=cast.ana)
    assert not reads(cast.cy, open_remark)
    assert reads(cast.ana, open_remark)
    withdraw(open_text, by=cast.ana, because="Names.")
    assert not reads(cast.ana, open_remark)


def test_nobody_outside_reads_it_whatever_it_is_about(cast):
    text = builders.publication(cast.ana, "For everyone", audience="public")
    said = [say_about(text, SAID, by=cast.ana), say_about("drift", SAID, by=cast.ana)]
    for who, remark in itertools.product((None, AnonymousUser()), said):
        assert not reads(who, remark)
    assert reads(cast.cy, said[0])
    cast.cy.is_active = False
    assert not reads(cast.cy, said[0])


def test_it_follows_its_question(cast, question):
    said = say_about(question, SAID, by=cast.bo)
    assert not reads(cast.cy, said)
    open_question_wider(question, to="organization", by=cast.ana)
    assert reads(cast.cy, said)


def test_when_its_question_is_taken_back_each_keeps_their_own_words_alone(cast, question):
    said = say_about(question, SAID, by=cast.bo)
    take_back(question, by=cast.ana)
    assert not any(reads(one, said) for one in (cast.ana, cast.bo, cast.cy))
    assert Remark.objects.written_by(cast.bo).get() == said
    assert not Remark.objects.written_by(cast.ana).exists()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    about=st.sampled_from(("text", "question", "topic")),
    audience=st.sampled_from(["group", "team", "organization", "public"]),
    withdrawn=st.booleans(),
)
def test_the_conversation_has_the_readers_of_its_thing_and_the_index_offers_it_to_no_others(
    cast, about, audience, withdrawn
):
    if about == "text":
        thing = builders.publication(cast.ana, audience=audience, team=cast.storage)
        said = say_about(thing, SAID, by=cast.ana)
        if withdrawn:
            withdraw(thing, by=cast.ana, because="Names.")
        read = Publication.objects
    elif about == "question":
        wide = "organization" if audience == "public" else audience
        study = builders.study(cast.ana, team=cast.storage)
        builders.role(study, cast.ana)
        thing = Mystery.objects.create(
            question="Who?", retrospective=study, audience=wide, team=cast.storage if wide == "team" else None
        )
        said = say_about(thing, SAID, by=cast.ana)
        read = Mystery.objects
    else:
        wide = audience == "organization"
        said = open_topic("Copies", SAID, by=cast.ana, **({} if wide else {"audience": "team", "team": cast.storage}))
        thing, read = said.discussion, None
    for person in (cast.ana, cast.bo, cast.cy):
        may = reads(person, said)
        if read is not None:
            assert may == read.visible_to(person).filter(pk=thing.pk).exists()
        found = keys_of(Discussion.objects.get(pk=said.discussion_id)) & keys_of_reader(person.as_reader)
        assert bool(found) == may
    if about == "topic":
        assert reads(cast.bo, said)
        assert reads(cast.cy, said) == (audience == "organization")


def test_each_audience_is_known_here():
    assert set(Audience.values) == {"group", "team", "organization", "public"}
