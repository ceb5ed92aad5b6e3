"""The documentation is read where the work is done, by anybody, and each page leads to what is about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import get_resolver, reverse

from secondstory.guide import pages as guide
from secondstory.guide.beside import beside
from secondstory.guide.pages import pages, pictures, shelves
from secondstory.guide.text import anchor, html


def of(shelf: str) -> list[guide.Page]:
    return [page for page in pages().values() if page.shelf == shelf]


def test_every_shelf_has_pages_and_the_first_study_comes_first() -> None:
    assert all(found for _, found in shelves())
    assert next(iter(pages())) == ("tutorial", "your-first-study")


@pytest.mark.django_db
def test_the_contents_lead_to_every_page_without_signing_in(client) -> None:
    contents = client.get(reverse("guide")).content.decode()
    for shelf, key in pages():
        assert reverse("guide-page", args=[shelf, key]) in contents


@pytest.mark.parametrize("shelf", guide.SHELVES)
def test_no_link_of_a_page_leads_nowhere(shelf: str) -> None:
    for page in of(shelf):
        text = html(page)
        for target in re.findall(r'href="(/guide/[^"#]*)(?:#[^"]*)?"', text):
            assert tuple(target.strip("/").split("/")[1:]) in pages(), page.name
        for target in re.findall(r'src="([^"]*)"', text):
            assert tuple(target.removeprefix("/guide/").split("/pictures/")) in pictures(), page.name
        assert ".md" not in "".join(re.findall(r'href="([^"]*)"', text)), page.name
        assert "<a>" not in text, page.name


@pytest.mark.parametrize("shelf", guide.SHELVES)
def test_a_link_into_a_page_finds_its_heading(shelf: str) -> None:
    for page in of(shelf):
        for to_shelf, to_key, part in re.findall(r'href="/guide/([\w-]+)/([\w-]+)/#([^"]+)"', html(page)):
            assert f'id="{part}"' in html(pages()[to_shelf, to_key]), page.name


def test_a_heading_is_named_by_its_words() -> None:
    assert anchor("What `make run` does, and why?") == "what-make-run-does-and-why"


@pytest.mark.django_db
def test_pictures_of_the_tutorial_are_there(client) -> None:
    page = client.get(reverse("guide-page", args=["tutorial", "analysis-step-by-step"])).content.decode()
    found = re.findall(r'<img[^>]*src="([^"]+)"', page)
    assert len(found) > 5
    answer = client.get(found[0])
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/guide/how-to/nothing/", "/guide/decisions/0002-stack/", "/guide/tutorial/pictures/x.png"]
)
def test_what_is_not_there_is_not_found(client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["../../settings.md", "..%2Fyour-first-study.md", "%2e%2e/%2e%2e/README.md"])
def test_no_trick_of_a_path_leaves_the_shelf(client, name: str) -> None:
    assert client.get(f"/guide/tutorial/pictures/{name}").status_code == 404


def test_each_page_of_the_product_that_is_named_is_there_and_so_is_what_is_about_it() -> None:
    addresses = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    assert set(beside()) <= addresses
    assert set(beside().values()) <= set(pages())


@pytest.mark.django_db
def test_a_page_names_what_is_about_it_at_its_foot(client, cast) -> None:
    client.force_login(cast.ana)
    page = client.get(reverse("questions")).content.decode()
    foot = page[page.index("<footer") :]
    assert "Follow a question" in foot
    assert reverse("guide-page", args=["how-to", "follow-a-question"]) in foot
    assert "Follow a question" not in client.get(reverse("library")).content.decode().partition("<footer")[2]


def test_an_installed_package_brings_its_pages() -> None:
    """What the build puts beside the code is what is looked for there."""
    repository = Path(__file__).resolve().parents[2]
    included = re.findall(
        r'^"(docs/[\w-]+)" = "secondstory/guide/pages/([\w-]+)"$', (repository / "pyproject.toml").read_text(), re.M
    )
    assert {shelf for _, shelf in included} == set(guide.SHELVES)
    assert all((repository / source).is_dir() for source, _ in included)
