"""How work is really done, a quarter at a time: in stories and links, by role, and nothing counted (R-001-47)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.credit import propose_credit
from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.analysis.models import Condition, Mystery, Strength
from secondstory.people.models import Service
from secondstory.publishing.actions.publish import publish
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.publishing.digest import digest
from secondstory.publishing.models import Publication

pytestmark = pytest.mark.requirement("R-001-47")

MAY = datetime(2026, 5, 4, 12, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 5, 12, tzinfo=UTC)
SECRET = "zebrafish"


def published(
    cast: Cast, title: str = "How the copy grew old", *, audience: str = "organization", word: str = "graph"
) -> Publication:
    """A study with something for each part of the digest, by Ana, with Bo in it."""
    of = builders.study(cast.ana, title, audience=audience, team=cast.storage)
    builders.role(of, cast.ana)
    builders.participant(of, cast.bo, role_label="night operator")
    adapted = Strength.objects.create(retrospective=of, text=f"Bo read the {word} by hand.", kind="adaptation")
    Strength.objects.create(retrospective=of, text=f"A {word} page somebody had kept.", kind="tool")
    builders.assessment(of, outcome="held", how=f"It spoke of the {word} at once.")
    builders.assessment(of, outcome="did_not_act", how=f"It said nothing of the {word}, as Bo saw.")
    Condition.objects.create(retrospective=of, text=f"The {word} was read by nobody at night.", level="team")
    Mystery.objects.create(retrospective=of, question=f"Who reads the {word}?", audience="group")
    Mystery.objects.create(
        retrospective=of, question="Was it Monday?", state="answered", answer="Yes.", audience="group"
    )
    propose_credit(adapted, of.participants.get(), by=cast.ana)
    builders.write_up(of, summary=f"Ana and Bo looked at the {word}.")
    builders.edition(of)
    builders.confirm(of, "public")
    return publish(of, audience=audience, by=cast.ana)


@pytest.fixture
def may(cast: Cast):
    with time_machine.travel(MAY, tick=False):
        yield cast


def words(person, **asked: str) -> str:
    """All that the digest says to this person."""
    return re.sub(r"url='[^']*'", "", repr(digest(person, asked)))


def part(person, key: str) -> list[str]:
    return [
        one.text for part in digest(person, {}).parts if part.key == key for story in part.stories for one in story.said
    ]


def test_it_tells_what_a_published_study_found_of_the_work(may: Cast):
    text = published(may)
    assert part(may.cy, "adaptations") == ["night operator read the graph by hand."]
    assert part(may.cy, "strengths") == ["A graph page somebody had kept."]
    assert part(may.cy, "conditions") == ["The graph was read by nobody at night."]
    assert part(may.cy, "questions") == ["Who reads the graph?"]
    (keeps,) = part(may.cy, "keeps")
    assert keeps.startswith("Lag pager")
    (story,) = digest(may.cy, {}).stories
    assert (story.title, story.url) == ("How the copy grew old", f"/library/{text.slug}/")


def test_it_tells_how_work_is_done_beside_how_it_is_imagined(may: Cast):
    note = tell_work_note(
        "Rebuilding a replica",
        "One empties the directory first.",
        by=may.bo,
        imagined="One starts the tool.",
        constraints="The tool is silent.",
        artefacts=[("script", "fix_rows.py")],
    )
    (done,) = digest(may.cy, {}).notes
    assert (done.imagined, done.done, done.around) == (
        "One starts the tool.",
        "One empties the directory first.",
        "The tool is silent.",
    )
    assert [(one.kind, one.text) for one in done.made] == [("a script", "fix_rows.py")]
    assert done.url == f"/work/{note.pk}/"


def test_it_names_nobody(may: Cast, as_cy):
    published(may)
    tell_work_note("Asking Cy", "Ana's script runs, and Bo looks at it.", by=may.ana)
    told = words(may.cy)
    for name in ("Ana", "Bo", "Cy"):
        assert not re.search(rf"\b{name}\b", told)
    page = as_cy.get("/digest/").text.split("<main")[1].split("</main")[0]
    file = as_cy.get("/digest/export.md").text
    for name in ("Ana", "Bo", "Cy"):
        assert not re.search(rf"\b{name}\b", page)
        assert not re.search(rf"\b{name}\b", file)
    assert "a colleague's script runs" in file
    assert "night operator read the graph by hand" in file


def test_it_names_nobody_by_first_name_or_address_either(may: Cast):
    type(may.bo).objects.filter(pk=may.bo.pk).update(display_name="Bo Lind")
    published(may)
    tell_work_note("Rebuilding", "It was BO\nLIND who asked bo@example.org.", by=may.ana)
    told = words(may.cy)
    assert "night operator read the graph by hand." in told
    assert not re.search(r"\bbo\b|lind|@", told, re.IGNORECASE)


def test_a_work_note_of_a_study_names_nobody_of_it_and_tells_no_role(may: Cast):
    type(may.bo).objects.filter(pk=may.bo.pk).update(display_name="Bo Lind")
    study = builders.study(may.ana, team=may.storage)
    builders.role(study, may.ana)
    builders.participant(study, may.bo, role_label="night operator")
    tell_work_note("Rebuilding", "Bo knew it.", by=may.ana, study=study, audience="organization")
    (note,) = digest(may.cy, {}).notes
    assert note.done == "a colleague knew it."
    assert "night operator" not in words(may.cy)


def test_it_counts_nothing(may: Cast):
    """No field of it is a number, and what did not hold is no part of it."""
    published(may)
    told = words(may.cy)
    assert "said nothing" not in told
    assert not re.search(r"\b(?:count|total|number of|times)\b", told)


def test_only_what_is_published_and_readable_is_drawn_from(may: Cast):
    builders.analysed(builders.study(may.ana, f"{SECRET} in motion", work_open_to="organization"))
    published(may, f"{SECRET} of the team", audience="team", word=SECRET)
    tell_work_note(f"{SECRET} note", SECRET, by=may.ana, audience="team")
    published(may, "For everybody here")
    assert SECRET not in words(may.cy)
    assert f"{SECRET} of the team" in words(may.bo)
    assert f"{SECRET} note" in words(may.bo)
    assert "for Storage alone" in words(may.bo)
    assert "in motion" not in words(may.ana)


def test_what_was_shared_with_a_studys_people_alone_is_left_out_for_them_too(may: Cast):
    published(may, f"{SECRET} of its people", audience="group", word=SECRET)
    study = builders.study(may.ana, team=may.storage)
    builders.role(study, may.ana)
    tell_work_note(f"{SECRET} note", SECRET, by=may.ana, study=study, audience="group")
    assert Publication.objects.visible_to(may.ana).exists()
    assert SECRET not in words(may.ana)


def test_a_withdrawn_text_is_in_it_no_more(may: Cast):
    text = published(may, SECRET)
    assert SECRET in words(may.cy)
    withdraw(text, because="It told too much.", by=may.ana)
    assert SECRET not in words(may.cy)


def test_leading_opens_nothing(may: Cast):
    published(may, SECRET, audience="team", word=SECRET)
    builders.grant(may.cy, "leader")
    assert SECRET not in words(may.cy)


def test_it_goes_by_quarter(cast: Cast, as_cy):
    for at, title in ((MAY, "In spring"), (OCTOBER, "In autumn")):
        with time_machine.travel(at, tick=False):
            published(cast, title)
    assert [story.title for story in digest(cast.cy, {}).stories] == ["In autumn"]
    assert [story.title for story in digest(cast.cy, {"quarter": "2026-Q2"}).stories] == ["In spring"]
    page = as_cy.get("/digest/?quarter=2026-Q3").text
    assert "July to September 2026" in page
    assert "?quarter=2026-Q2" in page
    assert "?quarter=2026-Q4" in page
    assert "the quarter before" not in as_cy.get("/digest/?quarter=2026-Q2").text
    for nonsense in ("2026-Q5", "x", "9999-Q4", "0001-Q1"):
        assert as_cy.get(f"/digest/?quarter={nonsense}").status_code == 200


def test_it_is_narrowed_by_service_and_team(may: Cast):
    service = Service.objects.create(name="Uploads", slug="uploads", team=may.billing)
    published(may, "Of uploads").services.add(service)
    published(may, "Of something else")
    tell_work_note("Uploading", "One waits.", by=may.ana, services=[service])
    tell_work_note("Else", "One waits.", by=may.ana)
    narrowed = digest(may.cy, {"service": "uploads"})
    assert [one.title for one in narrowed.stories] == ["Of uploads"]
    assert [one.topic for one in narrowed.notes] == ["Uploading"]
    of_team = digest(may.cy, {"team": "billing"})
    assert ([one.title for one in of_team.stories], [one.topic for one in of_team.notes]) == ([], ["Uploading"])


def test_it_asks_the_same_however_much_there_is(may: Cast, as_cy):
    def asked() -> int:
        with CaptureQueriesContext(connection) as counted:
            as_cy.get("/digest/")
        return len(counted)

    service = Service.objects.create(name="Uploads", slug="uploads")
    published(may).services.add(service)
    tell_work_note("Uploading", "One waits.", by=may.ana, services=[service], artefacts=[("script", "one.py")])
    few = asked()
    for number in range(4):
        published(may, f"Another {number}").services.add(service)
        tell_work_note(f"Uploading {number}", "One waits.", by=may.ana, services=[service])
    assert asked() == few <= 15


def test_a_stranger_signs_in_first(stranger, db):
    assert stranger.get("/digest/").status_code == 302
    assert stranger.get("/digest/export.md").status_code == 302


def test_it_is_found_from_the_library_and_from_work_notes(as_cy):
    for path in ("/library/", "/work/"):
        assert 'href="/digest/"' in as_cy.get(path).text


def test_empty_it_asks_a_question(as_cy):
    assert "Who could tell you how this is done on a busy day?" in as_cy.get("/digest/").text


def test_as_markdown_it_says_the_same(may: Cast, as_cy):
    text = published(may)
    file = as_cy.get("/digest/export.md?quarter=2026-Q2")
    assert file["Content-Type"].startswith("text/markdown")
    assert "# How work is really done: April to June 2026" in file.text
    assert f"/library/{text.slug}/" in file.text
    assert "- A graph page somebody had kept. (tool)" in file.text
