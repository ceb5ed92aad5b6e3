"""Lists lead with the surprise or the question that a text opens, and not with what happened first (R-003-11)."""

from __future__ import annotations

import pytest
from django.test import Client
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import Mystery
from secondstory.outside.actions.begin import begin_version
from secondstory.outside.actions.look import say_seen
from secondstory.outside.actions.redact import take_all
from secondstory.outside.actions.send_out import send_out
from secondstory.outside.queries import held, made_of
from secondstory.publishing.actions.publish import publish
from secondstory.publishing.models import Publication
from secondstory.publishing.opening import openings
from secondstory.search.index import rebuild
from secondstory.writeup.models import Section

pytestmark = pytest.mark.requirement("R-003-11")
QUESTION = "Why does the pump hum when nothing moves?"
SUMMARY = "At noon the pump stopped, and at one it ran again."


def published(cast: Cast, *questions: tuple[str, str], surprise: str = "", audience: str = "public") -> Publication:
    study = builders.study(cast.ana, "The pump", audience=audience)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    document = builders.write_up(study, summary=SUMMARY)
    if surprise:
        Section.objects.create(
            writeup=document, key="", heading="What surprised us", position=99, text=surprise, number=1
        )
    for question, state in questions:
        Mystery.objects.create(retrospective=study, question=question, state=state, reason="It rests.")
    builders.edition(study)
    builders.confirm(study, "public")
    return publish(study, audience=audience, by=cast.ana)


@pytest.mark.parametrize("address", ["/", "/library/", "/library/feed.atom", "/library/?q=pump", "/search/?q=pump"])
def test_what_it_opens_goes_first(cast, address):
    published(cast, ("Who moved the bucket?", "set_aside"), (QUESTION, "open"))
    rebuild()
    for client in (Client(), Client()):
        told = client.get(address).content.decode()
        assert QUESTION in told, address
        if "q=" not in address:
            assert SUMMARY not in told, address
        client.force_login(cast.cy)


def test_a_surprise_goes_before_a_question(cast):
    text = published(cast, (QUESTION, "open"), surprise="It had **never** been wired.\n\nNobody knew.")
    assert openings([text.edition_id]) == {text.edition_id: "It had never been wired."}


def test_where_nothing_stayed_open_its_summary_is_told(cast):
    published(cast, (QUESTION, "set_aside"))
    for address in ("/", "/library/", "/library/feed.atom"):
        assert SUMMARY in Client().get(address).content.decode()


def test_the_list_asks_once_for_all_of_them(cast, django_assert_num_queries):
    texts = [published(cast, (QUESTION, "open")) for _ in range(3)]
    with django_assert_num_queries(1):
        openings(one.edition_id for one in texts)
    with django_assert_num_queries(0):  # an edition never changes
        openings(one.edition_id for one in texts)


def test_a_version_for_outside_leads_with_it_too(cast):
    study = published(cast, (QUESTION, "open")).retrospective
    version = begin_version(study, by=cast.ana)
    take_all(version, by=cast.ana)
    say_seen(version, seen=made_of(held(version)).sha256, by=cast.bo)
    send_out(version, by=cast.ana)
    for address in ("/outside/", "/outside/feed.atom"):
        told = Client().get(address).content.decode()
        assert QUESTION in told
        assert SUMMARY not in told
