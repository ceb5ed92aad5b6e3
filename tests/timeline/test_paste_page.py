"""The paste box shows what is understood beside what was typed, asks instead of guessing, and keeps what was typed."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from secondstory.timeline.models import Entry

TEXT = "2017-01-31 22:46 Sender slots go from 3 to 32.\nsomething else\n\n2017-01-31 about 23:00 The tool still waits."


def post(client, study, name: str, htmx: bool = False, **data: str):
    headers = {"HX-Request": "true"} if htmx else {}
    response = client.post(reverse(name, args=[study.pk]), data, headers=headers)
    return response, unescape(response.content.decode())


def test_reading_writes_nothing(study, as_bo) -> None:
    response, html = post(as_bo, study, "timeline-reading", htmx=True, text=TEXT, zone="UTC")
    assert response.status_code == 200
    assert "Add 2 entries" in html
    assert not Entry.everything.exists()


def test_the_live_answer_is_the_fragment_alone(study, as_bo) -> None:
    _, html = post(as_bo, study, "timeline-reading", htmx=True, text=TEXT)
    assert html.lstrip().startswith('<section class="reading"')
    assert "<html" not in html


def test_without_script_the_whole_page_comes_back_with_what_was_typed(study, as_bo) -> None:
    response, html = post(as_bo, study, "timeline-reading", text=TEXT, zone="UTC")
    assert response.status_code == 200
    assert "<html" in html
    assert "something else" in html
    assert "Add 2 entries" in html


def test_time_precision_and_text_are_told_apart(study, as_bo) -> None:
    _, html = post(as_bo, study, "timeline-reading", htmx=True, text=TEXT, zone="UTC")
    assert "<b>31 Jan 2017, 22:46 UTC</b> <span>to the minute</span>" in html
    assert "= 31 Jan 2017, 23:46 Europe/Amsterdam" in html
    assert "<b>31 Jan 2017, 23:00 UTC</b> <span>about" in html


def test_what_was_not_understood_is_shown(study, as_bo) -> None:
    _, html = post(as_bo, study, "timeline-reading", htmx=True, text="Prelude without a time\n\n" + TEXT, zone="UTC")
    assert "not understood, not added" in html
    assert "Prelude without a time" in html


def test_it_asks_for_the_zone_and_offers_no_button_to_add(study, as_bo) -> None:
    _, html = post(as_bo, study, "timeline-reading", htmx=True, text=TEXT)
    assert "Which zone are these times in?" in html
    assert "Add 2 entries" not in html
    assert "They are in Europe/Amsterdam" in html


def test_it_asks_for_the_day(study, as_bo) -> None:
    _, html = post(as_bo, study, "timeline-reading", htmx=True, text="22:46 UTC slots\n23:00 UTC waits")
    assert "Which day was that?" in html


def test_one_press_answers_with_the_studys_zone(study, as_bo) -> None:
    _, html = post(as_bo, study, "timeline-reading", htmx=True, text=TEXT, zone="", answer_zone="Europe/Amsterdam")
    assert 'value="Europe/Amsterdam"' in html
    assert "Add 2 entries" in html


def test_an_unknown_zone_is_asked_for_again(study, as_bo) -> None:
    _, html = post(as_bo, study, "timeline-reading", htmx=True, text=TEXT, zone="Mars/Olympus")
    assert "is not a time zone we know" in html


def test_an_hour_that_was_skipped_says_why(study, as_bo) -> None:
    _, html = post(as_bo, study, "timeline-reading", htmx=True, text="2021-03-28 02:30 x", zone="Europe/Berlin")
    assert "does not exist" in html
    assert "Add 1" not in html


def test_an_empty_box_is_no_mistake(study, as_bo) -> None:
    response, html = post(as_bo, study, "timeline-reading", htmx=True, text="  ")
    assert response.status_code == 200
    assert "field__error" not in html


def test_adding_leads_to_the_first_new_entry(study, as_bo) -> None:
    response, _ = post(as_bo, study, "timeline-pasted", text=TEXT, zone="UTC")
    first = Entry.objects.in_order().first()
    assert response.status_code == 302
    assert response.headers["Location"] == f"{reverse('timeline', args=[study.pk])}#entry-{first.pk}"
    assert Entry.objects.count() == 2


def test_adding_twice_says_that_nothing_was_added(study, as_bo) -> None:
    post(as_bo, study, "timeline-pasted", text=TEXT, zone="UTC")
    response, _ = post(as_bo, study, "timeline-pasted", text=TEXT, zone="UTC")
    assert Entry.objects.count() == 2
    page = unescape(as_bo.get(response.headers["Location"]).content.decode())
    assert "Nothing was added: all 2 entries are here already." in page


@pytest.mark.parametrize(
    ("data", "asks"),
    [
        ({"text": TEXT}, "Which zone are these times in?"),
        ({"text": "22:46 UTC slots"}, "Which day was that?"),
        ({"text": TEXT, "zone": "Mars/Olympus"}, "is not a time zone we know"),
        ({"text": TEXT, "zone": "UTC", "day": "2017-02-31"}, "Write a day"),
        ({"text": "no time at all", "zone": "UTC"}, "begins with a time"),
        ({"text": "x" * 200_001, "zone": "UTC"}, "at most 200000 characters"),
        ({"text": "22:46 NUL \x00", "zone": "UTC"}, "NUL byte"),
        ({"text": "", "zone": "UTC"}, "needed before it can be saved"),
    ],
)
def test_what_is_open_is_asked_and_what_was_typed_is_kept(study, as_bo, data, asks: str) -> None:
    response, html = post(as_bo, study, "timeline-pasted", **data)
    assert response.status_code == 422
    assert asks in html
    assert data["text"][:40].replace("\x00", "") in html.replace("\x00", "")
    assert not Entry.everything.exists()


def test_who_can_read_it_stands_before_the_box(study, as_bo) -> None:
    html = unescape(as_bo.get(reverse("timeline-pasted", args=[study.pk])).content.decode())
    assert html.index("can read this now") < html.index("<textarea")


def test_the_button_fetches_the_box_alone(study, as_bo) -> None:
    response = as_bo.get(reverse("timeline-pasted", args=[study.pk]), headers={"HX-Request": "true"})
    assert response.content.lstrip().startswith(b'<form class="paste"')


@pytest.mark.parametrize("name", ["timeline-reading", "timeline-pasted"])
def test_cy_learns_nothing(study, as_cy, name: str) -> None:
    response, _ = post(as_cy, study, name, text=TEXT, zone="UTC")
    assert response.status_code == 404
    assert not Entry.everything.exists()


@pytest.mark.parametrize("name", ["timeline-reading", "timeline-pasted"])
def test_a_final_study_refuses(final_study, as_ana, name: str) -> None:
    response, html = post(as_ana, final_study, name, text=TEXT, zone="UTC")
    assert response.status_code == 400
    assert "final" in html
