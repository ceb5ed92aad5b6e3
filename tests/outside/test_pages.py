"""The pages of a version for outside: prepared by those inside, read by everybody once it is out."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from tests.outside.conftest import looked_at, text_now

from secondstory.outside.actions.begin import begin_version
from secondstory.outside.actions.redact import take_all
from secondstory.outside.actions.send_out import send_out, withdraw_outside
from secondstory.outside.models import OutsideVersion
from secondstory.publishing.actions.publish import publish

pytestmark = pytest.mark.requirement("R-002-53")


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_from_the_publication_page_to_everyone(study, cast):
    ana, bo = signed_in(cast.ana), signed_in(cast.bo)
    there = f"/retrospectives/{study.pk}/outside/"
    assert there in ana.get(f"/retrospectives/{study.pk}/publication/").content.decode()
    ana.post(there)
    page = f"{there}1/"
    told = ana.get(page).content.decode()
    assert "not decided" in told
    assert "service A" in told
    assert "<mark>ledger</mark>" in told.lower()
    ana.post(f"{page}proposals/")
    ledger = OutsideVersion.objects.get().redactions.get(phrase="Ledger")
    answer = ana.post(f"{page}phrases/{ledger.pk}/", {"decision": "left", "instead": "", "because": ""})
    assert answer.status_code == 422
    assert "in a sentence" in answer.content.decode()
    assert ana.post(f"{page}phrases/", {"phrase": "silence", "instead": "quiet"}).status_code == 302
    assert ana.post(f"{page}parts/", {"left_out": ["impact"], "relative_times": "on"}).status_code == 302
    ana.post(f"{page}people/")
    version = OutsideVersion.objects.get()
    assert "I read it" in bo.get(page).content.decode()
    assert bo.post(f"{page}look/", {"seen": "0" * 64}).status_code in (409, 422)
    assert bo.post(f"{page}look/", {"seen": text_now(version)}).status_code == 302
    assert ana.post(f"{page}publication/").status_code == 302
    slug = OutsideVersion.objects.get().text.slug
    assert "quiet" in Client().get(f"/outside/{slug}/").content.decode()


def test_a_stranger_finds_what_is_out_and_nothing_else(decided, cast):
    outside = Client()
    page = f"/retrospectives/{decided.retrospective_id}/outside/1/"
    assert outside.get(page).status_code == 302
    text = send_out(looked_at(decided, cast.bo), by=cast.ana)
    told = outside.get("/outside/").content.decode()
    assert text.title in told
    assert text.title in outside.get("/outside/feed.atom").content.decode()
    found = outside.get(f"/outside/{text.slug}/")
    assert found.status_code == 200
    assert text.sha256 in found.content.decode()
    assert outside.get(f"/outside/{text.slug}/text.json").content == bytes(text.canonical)
    for ending, kind in (("md", "text/markdown"), ("html", "text/html")):
        answer = outside.get(f"/outside/{text.slug}/export.{ending}")
        assert answer["Content-Type"].startswith(kind)
        assert "service A" in answer.content.decode()


def test_one_file_fetches_nothing(decided, cast):
    text = send_out(looked_at(decided, cast.bo), by=cast.ana)
    told = Client().get(f"/outside/{text.slug}/export.html").content.decode()
    assert "default-src 'none'" in unescape(told)
    assert "<script" not in told
    assert "src=" not in told


def test_withdrawn_its_address_says_so(decided, cast):
    text = send_out(looked_at(decided, cast.bo), by=cast.ana)
    withdraw_outside(decided, because="We tell it anew.", by=cast.ana)
    answer = Client().get(f"/outside/{text.slug}/")
    assert answer.status_code == 410
    assert "We tell it anew." in answer.content.decode()
    assert text.title not in answer.content.decode()
    for what in ("text.json", "export.md", "export.html"):
        assert Client().get(f"/outside/{text.slug}/{what}").status_code == 404


def test_the_address_that_was_open_to_everyone_leads_there(decided, study, cast):
    whole = publish(study, audience="public", by=cast.ana)
    text = send_out(looked_at(decided, cast.bo), by=cast.ana)
    answer = Client().get(f"/library/{whole.slug}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/outside/{text.slug}/")
    assert signed_in(cast.cy).get(f"/library/{whole.slug}/").status_code == 200
    withdraw_outside(decided, by=cast.ana)
    assert Client().get(f"/library/{whole.slug}/").status_code == 404


def test_an_address_that_never_was_leads_nowhere(decided, study, cast):
    """Else a guess at its title would say that it is here."""
    whole = publish(study, audience="organization", by=cast.ana)
    send_out(looked_at(decided, cast.bo), by=cast.ana)
    assert Client().get(f"/library/{whole.slug}/").status_code == 404


def test_an_older_address_leads_to_the_newer_text(decided, study, cast):
    older = send_out(looked_at(decided, cast.bo), by=cast.ana)
    following = begin_version(study, by=cast.ana)
    take_all(following, by=cast.ana)
    newer = send_out(looked_at(following, cast.bo), by=cast.ana)
    assert Client().get(f"/outside/{older.slug}/")["Location"] == f"/outside/{newer.slug}/"
    assert Client().get(f"/outside/{older.slug}/text.json").status_code == 404


def test_words_of_somebody_are_taken_back_on_their_own_page(decided, cast):
    from secondstory.outside.actions.consent import ask_people

    (asked,) = ask_people(decided, by=cast.ana)
    bo = signed_in(cast.bo)
    assert "Words of yours" in bo.get("/outside/asked/").content.decode()
    assert bo.post(f"/outside/asked/{asked.pk}/", {"may": "yes", "seen": asked.sha256}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == "yes"
    bo.post(f"/outside/asked/{asked.pk}/", {"may": "no"})
    asked.refresh_from_db()
    assert asked.state == "back"
    assert signed_in(cast.ana).get(f"/outside/asked/{asked.pk}/").status_code == 404


def test_what_went_out_is_found(decided, cast, client):
    from secondstory.search.index import rebuild

    text = send_out(looked_at(decided, cast.bo), by=cast.ana)
    rebuild()
    client.force_login(cast.cy)
    assert f"/outside/{text.slug}/" in client.get("/search/?q=silence").content.decode()


def test_its_page_costs_the_same_however_much_is_proposed(decided, cast, client, django_assert_max_num_queries):
    client.force_login(cast.ana)
    with django_assert_max_num_queries(40):
        client.get(f"/retrospectives/{decided.retrospective_id}/outside/1/")
