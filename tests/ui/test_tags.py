"""What pages get from `{% load ui %}`."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory

from secondstory.ui.outcomes import OUTCOMES

AT = datetime(2017, 1, 31, 23, 27, tzinfo=UTC)


def shown(template: str, request: HttpRequest | None = None, **context: object) -> str:
    return Template("{% load ui %}" + template).render(Context({"request": request, **context}))


def test_a_moment_carries_its_zone_its_precision_and_its_instant() -> None:
    html = shown("{% moment at 'Europe/Amsterdam' 'hour' %}", at=AT)
    assert 'datetime="2017-01-31T23:27:00Z"' in html
    assert 'title="Europe/Amsterdam, UTC+1"' in html
    assert 'data-precision="hour"' in html
    assert "about</span> 00:27" in html


def test_no_moment_is_no_word_and_a_day_is_a_day() -> None:
    assert shown("{% moment at %}", at=None) == ""
    assert "31 Jan 2017" in shown("{% moment at %}", at=date(2017, 1, 31))


def test_a_zone_is_named_once() -> None:
    assert shown("{% zone_name 'UTC' at %}", at=AT) == "UTC"
    assert shown("{% zone_name 'Europe/Amsterdam' at %}", at=AT) == "Europe/Amsterdam, UTC+1"
    assert shown("{% zone_name 'Europe/Amsterdam' %}") == "Europe/Amsterdam"


@pytest.mark.parametrize("value", sorted(OUTCOMES))
def test_every_outcome_is_a_shape_and_a_word(value: str) -> None:
    shape, word = OUTCOMES[value]
    html = shown("{% outcome value %}", value=value)
    assert f'href="#g-{shape}"' in html
    assert word in html


def test_the_seven_outcomes_have_seven_shapes() -> None:
    seven = ["held", "partly_held", "did_not_act", "too_late", "acted_wrongly", "not_in_place", "unknown"]
    assert len({OUTCOMES[value][0] for value in seven}) == 7


def test_a_label_is_words_and_never_markup() -> None:
    assert "&lt;b&gt;" in shown("{% outcome 'held' label %}", label="<b>")
    assert "<b>" not in shown("{{ text|oneline }}", text="<b>")


def test_every_shape_asked_for_is_in_the_sprite() -> None:
    sprite = shown("{% include 'ui/_glyphs.html' %}")
    for shape, _ in OUTCOMES.values():
        assert f'id="g-{shape}"' in sprite


def test_who_can_read_is_a_sentence_with_the_next_step() -> None:
    html = shown("{% readers 'Only you' private=True next='Sharing adds one person.' %}")
    assert "<b>Only you can read this now.</b> Sharing adds one person." in html
    assert "#g-lock" in html


def test_only_the_next_rung_leads_anywhere() -> None:
    rungs = [
        {"who": "Only you", "what": "now", "now": True},
        {"who": "Facilitator", "what": "one person", "url": "/s/"},
        {"who": "People in this story", "what": "six roles"},
    ]
    html = shown("{% readers 'Only you' rungs=rungs %}", rungs=rungs)
    assert html.count("<a ") == 1
    assert html.count('aria-current="step"') == 1


def test_the_pager_keeps_what_was_asked_and_moves_the_cursor() -> None:
    request = RequestFactory().get("/library/", {"q": "silent tool", "before": "old"})
    html = shown("{% pager 'n' 'o' %}", request)
    assert 'href="?q=silent+tool&amp;after=n"' in html
    assert 'href="?q=silent+tool&amp;before=o"' in html
    assert shown("{% pager None None %}", request).strip() == ""


@pytest.mark.parametrize(
    ("cookie", "told"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ('"><script>', "")]
)
def test_the_chosen_paper_is_in_the_page_from_the_first_byte(cookie: str, told: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["paper"] = cookie
    assert shown("{% paper %}", request) == told


def test_markdown_in_a_page_is_clean() -> None:
    assert "<script" not in shown("{{ text|markdown }}", text="<script>")
    assert "<h2>a</h2>" in shown("{{ text|markdown:2 }}", text="# a")
    assert shown("{{ text|markdown }}", text=None) == ""


def test_the_thread_walks_from_the_first_step_to_the_last() -> None:
    assert 'cx="6"' in shown("{% thread 0 8 %}")
    assert shown("{% thread 3 8 %}").count("h12") == 3
    assert "<circle" not in shown("{% thread 8 8 %}")


def test_an_asset_without_a_build_has_its_plain_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secondstory.ui.assets.MANIFESTS", (tmp_path / "manifest.json",))
    assert shown("{% asset 'main.css' %}") == "/static/ui/main.css"


def test_an_asset_is_found_by_its_plain_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_text('{"styles/main.css": {"file": "assets/main-x.css"}, "main.ts": {"file": "assets/main-y.js"}}')
    monkeypatch.setattr("secondstory.ui.assets.MANIFESTS", (manifest,))
    assert shown("{% asset 'main.css' %}") == "/static/ui/assets/main-x.css"
    assert shown("{% asset 'main.js' %}") == "/static/ui/assets/main-y.js"


def test_what_only_you_can_read_is_locked_wherever_it_is_said():
    assert "#g-lock" in shown("{% load ui %}{% readers 'Only you' %}")
    assert "#g-people" in shown("{% load ui %}{% readers 'Everyone in the organization' %}")
