"""The library and its reading pages: who gets what, by list, question, address and file."""

from __future__ import annotations

import hashlib

import pytest
from django.test import Client
from tests import builders
from tests.cast import Cast

from secondstory.people.models import Service
from secondstory.publishing.actions.announce import announce
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.publishing.models import Publication
from secondstory.review.models import Amendment

SECRET = "quicksilver"
CIRCLES = ("group", "team", "organization", "public")


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def four(cast: Cast) -> dict[str, Publication]:
    """One publication for each circle, by Ana and her team."""
    return {
        audience: builders.publication(
            cast.ana,
            f"A pump for the {audience}",
            audience=audience,
            team=cast.storage,
            texts={"summary": f"The {SECRET} rose in the {audience} pipe."},
        )
        for audience in CIRCLES
    }


READS = {
    "ana": CIRCLES,
    "bo": ("team", "organization", "public"),
    "cy": ("organization", "public"),
    "stranger": ("public",),
}


@pytest.fixture(params=READS)
def reader(request, cast: Cast) -> tuple[Client, tuple[str, ...]]:
    client = Client()
    if request.param != "stranger":
        client.force_login(getattr(cast, request.param))
    return client, READS[request.param]


@pytest.mark.parametrize(
    "address", ["/library/", f"/library/?q={SECRET}", "/library/?q=pump&year=2026", "/search/?q=pump"]
)
def test_each_reader_is_shown_what_is_theirs(four, reader, address) -> None:
    client, theirs = reader
    page = text(client.get(address))
    assert {audience for audience in CIRCLES if four[audience].slug in page} == set(theirs)


def test_snippets_show_no_more_than_the_list(four, reader) -> None:
    client, theirs = reader
    for address in (f"/library/?q={SECRET}", f"/search/?q={SECRET}", "/library/"):
        page = text(client.get(address))
        assert {audience for audience in CIRCLES if f"{audience} pipe" in page} == set(theirs)


def test_each_reader_opens_what_is_theirs(four, reader) -> None:
    client, theirs = reader
    for audience, publication in four.items():
        for address in (f"/library/{publication.slug}/", f"/library/{publication.slug}/edition.json"):
            response = client.get(address)
            assert response.status_code == (200 if audience in theirs else 404)
            assert (SECRET.encode() in response.content) == (audience in theirs)


def test_narrowing_takes_effect_at_once_everywhere(four, as_cy, stranger, cast) -> None:
    wide = four["public"]
    assert wide.slug in text(stranger.get(f"/library/?q={SECRET}"))
    change_audience(wide, to="group", by=cast.ana)
    for client in (as_cy, stranger):
        for address in ("/library/", f"/library/?q={SECRET}", f"/search/?q={SECRET}", "/library/feed.atom", "/"):
            assert wide.slug not in text(client.get(address))
            assert "public pipe" not in text(client.get(address))
        assert client.get(f"/library/{wide.slug}/").status_code == 404


def test_withdrawing_leaves_a_marker_for_those_who_could_read_it(four, as_cy, stranger, cast) -> None:
    withdraw(four["organization"], by=cast.ana, because="It tells too much of one evening.")
    address = f"/library/{four['organization'].slug}/"
    marker = as_cy.get(address)
    assert marker.status_code == 410
    assert "too much of one evening" in text(marker)
    assert SECRET not in text(marker)
    assert four["organization"].title not in text(marker)
    assert stranger.get(address).status_code == 404
    assert as_cy.get(f"{address}edition.json").status_code == 404
    assert four["organization"].slug not in text(as_cy.get(f"/library/?q={SECRET}"))


def test_the_file_is_what_the_hash_was_made_of(four, stranger) -> None:
    publication = four["public"]
    content = stranger.get(f"/library/{publication.slug}/edition.json").content
    assert hashlib.sha256(content).hexdigest() == publication.edition.sha256
    assert publication.edition.sha256 in text(stranger.get(f"/library/{publication.slug}/"))


def test_later_words_stand_beside_the_text(four, as_cy, cast) -> None:
    Amendment.objects.create(
        edition=four["organization"].edition,
        section_key="summary",
        text="The second gauge was read by nobody.",
        reason="Found later.",
        state="accepted",
        created_by=cast.bo,
    )
    Amendment.objects.create(
        edition=four["organization"].edition, text="A proposal.", reason="Not yet read.", created_by=cast.bo
    )
    page = text(as_cy.get(f"/library/{four['organization'].slug}/"))
    assert "The second gauge was read by nobody." in page
    assert "A proposal." not in page
    assert cast.bo.display_name not in page.split("Later words")[1][:200]


@pytest.mark.requirement("R-002-61")
def test_the_announcement_stands_above_the_text(four, as_cy, cast) -> None:
    announce(four["organization"], "Who else has such a pump?", by=cast.ana)
    assert "Who else has such a pump?" in text(as_cy.get(f"/library/{four['organization'].slug}/"))
    assert four["organization"].slug in text(as_cy.get("/library/?q=who+else+has"))


def test_a_script_in_the_text_is_text(cast, stranger) -> None:
    publication = builders.publication(
        cast.ana,
        "<script>alert(1)</script> a pump",
        audience="public",
        texts={"summary": "<script>alert(2)</script> The pump <img src=x onerror=alert(3)>"},
    )
    for address in ("/library/?q=pump", "/search/?q=pump", "/library/", f"/library/{publication.slug}/", "/"):
        page = text(stranger.get(address))
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_words_asked_for_are_marked(four, as_cy) -> None:
    assert f"<mark>{SECRET}</mark>" in text(as_cy.get(f"/library/?q={SECRET}"))
    assert f"<mark>{SECRET}</mark>" in text(as_cy.get(f"/search/?q={SECRET}"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("team", "billing"),
        ("kind", "near_miss"),
        ("year", "1999"),
        ("control", "x"),
        ("factor", "culture"),
        ("service", "x"),
    ],
)
def test_facets_narrow_the_list(four, as_cy, name, value) -> None:
    for question in ("", f"q={SECRET}&"):
        page = text(as_cy.get(f"/library/?{question}{name}={value}"))
        assert four["public"].slug not in page
        assert "Show all" in page


def test_facets_keep_what_fits(cast, as_cy) -> None:
    incident = builders.incident(cast.ana, kind="near_miss")
    incident.services.add(Service.objects.create(name="Ledger", slug="ledger"))
    fits = builders.publication(cast.ana, "One pump", incident=incident, team=cast.storage)
    other = builders.publication(cast.ana, "Another pump")
    for question in ("", "q=pump&"):
        for narrowing in ("service=ledger", "kind=near_miss", "team=storage", "year=2026&kind=near_miss&team=storage"):
            page = text(as_cy.get(f"/library/?{question}{narrowing}"))
            assert fits.slug in page
            assert other.slug not in page


def test_facets_tell_nothing_of_what_one_cannot_read(four, as_cy, cast) -> None:
    hidden = builders.publication(
        cast.ana, "A quiet pump", audience="group", incident=builders.incident(cast.ana, kind="exercise")
    )
    Service.objects.create(name="Vault", slug="vault").publications.add(hidden)
    for address in ("/library/", "/library/?q=pump"):
        page = text(as_cy.get(address))
        assert "Vault" not in page
        assert "Gameday" not in page


def test_odd_addresses_are_answered(four, as_cy, stranger) -> None:
    for client in (as_cy, stranger):
        for query in (
            "q=%00",
            "q=" + "x" * 3000,
            "q=%22&from=-1",
            "q=pump&from=99999999999",
            "q=%ED%A0%80",
            "year=%F0%9D%9F%8F&control=" + "%00",
            "kind=" + "&kind=".join("abcdefghijklmnopqrstuvwxyz"),
            "q=)(%26*^~[]{}\\",
        ):
            assert client.get(f"/library/?{query}").status_code == 200
            assert client.get(f"/search/?{query}&in=nowhere").status_code == 200
        assert client.get("/library/?before=nonsense").status_code == 400
        assert client.get("/library/no-such-thing/").status_code == 404


def test_a_long_list_has_pages(cast, as_cy) -> None:
    for number in range(23):
        builders.publication(cast.ana, f"Pump number {number}")
    first = text(as_cy.get("/library/"))
    assert "older" in first
    cursor = first.split("before=")[1].split('"')[0]
    second = text(as_cy.get(f"/library/?before={cursor}"))
    assert "newer" in second
    shown = [number for number in range(23) for page in (first, second) if f"Pump number {number}<" in page]
    assert sorted(shown) == list(range(23))
    third = text(as_cy.get("/library/?q=pump&from=20"))
    assert third.count('class="result"') == 3
    assert "better matches" in third


@pytest.mark.parametrize("count", [1, 12])
def test_statements_do_not_grow(cast, as_cy, stranger, django_assert_max_num_queries, count) -> None:
    for number in range(count):
        publication = builders.publication(cast.ana, f"Pump {number}", audience="public", team=cast.storage)
    as_cy.get("/library/?q=pump")
    for address, most in (
        ("/library/", 9),  # the last one for the lists that somebody follows
        ("/library/?q=pump", 8),
        ("/library/?q=pump&year=2026", 8),
        ("/library/?kind=incident&team=storage", 9),
        (f"/library/{publication.slug}/", 28),  # fifteen for what readers say of it and where it leads
    ):
        with django_assert_max_num_queries(most):
            assert as_cy.get(address).status_code == 200
        with django_assert_max_num_queries(most):
            assert stranger.get(address).status_code == 200


def test_an_empty_library_teaches(as_cy, stranger) -> None:
    assert "Nothing is published yet" in text(as_cy.get("/library/"))
    assert "Nothing is published for everyone yet" in text(stranger.get("/library/"))
    assert "No published text has these words" in text(as_cy.get("/library/?q=pump"))
