"""The frame of every page, the error pages and the page that shows the components."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django import Settings

from secondstory.ui import views
from secondstory.ui.menu import places

ERRORS = ["400", "403", "403_csrf", "404", "413", "429", "500"]
PAGES = [views.components, views.study, views.edition]


class Outline(HTMLParser):
    """Collects what the tests below look at: headings, ids, references to ids, landmarks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.refers: set[str] = set()
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("aria-labelledby", "aria-describedby", "for") and value:
                self.refers.update(value.split())


@pytest.fixture
def request_of_a_stranger() -> HttpRequest:
    request = RequestFactory().get("/ui/components/")
    request.user = AnonymousUser()
    return request


@pytest.fixture
def pages(request_of_a_stranger: HttpRequest, settings: Settings) -> list[str]:
    settings.SHOW_COMPONENTS = True
    return [page(request_of_a_stranger).content.decode() for page in PAGES]


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_says_what_is_so_and_leads_on(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert len(re.findall("<h1>", html)) == 1
    assert re.search(r'<p class="row">\s*<a class="btn', html)
    assert not re.search(r"failed to|invalid|root cause|culprit|violation", html, re.IGNORECASE)


def test_an_error_page_carries_the_refusals_own_sentence() -> None:
    html = render_to_string("413.html", {"sentence": "A note holds 2,000 characters. <b>", "back": "/notes/"})
    assert "<h1>A note holds 2,000 characters. &lt;b&gt;</h1>" in html
    assert 'href="/notes/"' in html


def test_what_is_hidden_and_what_is_not_there_look_the_same() -> None:
    assert render_to_string("403.html", {"exception": ""}) == render_to_string("404.html")
    assert render_to_string("404.html", {"exception": "Study 42 is private"}) == render_to_string("404.html")


def test_no_page_needs_an_inline_style_or_script(pages: list[str]) -> None:
    for html in pages:
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", html)
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_every_page_has_one_of_each_landmark_and_headings_in_order(pages: list[str]) -> None:
    for html in pages:
        outline = Outline(html)
        for tag in ("main", "h1"):
            assert outline.tags.count(tag) == 1
        assert outline.headings[0] == 1
        assert all(b - a <= 1 for a, b in zip(outline.headings, outline.headings[1:], strict=False))


def test_every_id_is_there_once_and_every_reference_finds_its_id(pages: list[str]) -> None:
    # The page of components shows one form twice; its fields share their ids.
    for html in pages[1:]:
        outline = Outline(html)
        assert len(outline.ids) == len(set(outline.ids))
        assert outline.refers <= set(outline.ids)


def test_every_shape_used_is_in_the_sprite(pages: list[str]) -> None:
    for html in pages:
        used = set(re.findall(r'href="#(g-\w+)"', html)) | set(re.findall(r"url\(#(g-\w+)\)", html))
        assert used <= set(Outline(html).ids)


def test_the_components_are_shown_only_where_they_are_worked_on(
    request_of_a_stranger: HttpRequest, settings: Settings
) -> None:
    settings.SHOW_COMPONENTS = settings.DEBUG = False
    with pytest.raises(Http404):
        views.components(request_of_a_stranger)


def test_the_paper_can_be_chosen_for_a_picture_of_the_page(settings: Settings) -> None:
    settings.SHOW_COMPONENTS = True
    request = RequestFactory().get("/ui/components/", {"paper": "dark"})
    request.user = AnonymousUser()
    assert 'data-theme="dark"' in views.components(request).content.decode()


def test_a_place_without_an_address_is_left_out(settings: Settings) -> None:
    settings.ROOT_URLCONF = "secondstory.ui.urls"
    assert places("/") == []
