"""The pictures of the docs, taken from the demonstration. ``WRITE_PICTURES=1`` keeps them in docs/pictures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys import steps
from tests.journeys.palette import with_few_colors
from tests.journeys.server import REPOSITORY, Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
TALLEST = 2200
WHERE = """
import json
from secondstory.firsthand.models import Account
from secondstory.incidents.models import Retrospective
from secondstory.publishing.models import Publication
final = Retrospective.objects.get(pk=Publication.objects.get(audience="public").retrospective_id)
in_review = Retrospective.objects.get(state="reviewing")
told = Account.objects.get(retrospective=final, author__email="standby@demo.example")
slug = Publication.objects.get(audience="public").slug
print(json.dumps({
    "home": "/", "capture": "/notes/", "library": "/library/", "reading": f"/library/{slug}/",
    "timeline": f"/retrospectives/{final.pk}/timeline/",
    "then": f"/retrospectives/{final.pk}/timeline/then/?who={told.participant_id}&at=2017-01-31T23:27Z",
    "analysis": f"/retrospectives/{final.pk}/analysis/",
    "account": f"/retrospectives/{final.pk}/accounts/{told.pk}/",
    "write-up": f"/retrospectives/{in_review.pk}/write-up/", "review": f"/retrospectives/{in_review.pk}/review/",
}))
"""


LOOKS = [(width, scheme) for width in (390, 1440) for scheme in ("light", "dark")]


def test_pictures_of_every_room(browser: Browser, demonstration: Server, axe: Axe, tmp_path: Path) -> None:
    """In all four looks: each loaded anew where pictures are kept; else once, as a phone that is turned does not load it
    anew, either."""
    keeps = os.environ.get("WRITE_PICTURES") == "1"
    folder = REPOSITORY / "docs" / "pictures" if keeps else tmp_path
    folder.mkdir(exist_ok=True)
    page = steps.look(browser, demonstration, width=LOOKS[0][0], scheme=LOOKS[0][1], who="Fay Okafor")
    blank = browser.new_page()
    for name, path in demonstration.python(WHERE).items():
        for width, scheme in LOOKS:
            steps.look_again(page, width, scheme)
            if keeps or (width, scheme) == LOOKS[0]:
                answer = page.goto(f"{demonstration.base}{path}")
                assert answer
                assert answer.status == 200, path
                if name == "write-up":
                    steps.open_section(page, "Impact")
            assert steps.is_no_wider_than_the_screen(page), f"{path} scrolls sideways at {width}"
            axe(page)
            page.evaluate("document.fonts.ready")
            picture = folder / f"{name}-{width}-{scheme}.png"
            height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
            png = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
            picture.write_bytes(with_few_colors(blank, png) if keeps else png)
    blank.close()
    page.context.close()
