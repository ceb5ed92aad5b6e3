"""The line beside a thing on a reading list is its author's: nobody rewords it, and a wider list does not take it along."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast

from secondstory.commons.actions.keep_list import (
    add_to_list,
    begin_list,
    change_list,
    open_line,
    take_line_back,
)
from secondstory.commons.models import ReadingLine, ReadingList
from secondstory.journal.models import Event
from secondstory.people.models import Person, TeamMembership
from secondstory.people.refusals import NotFound
from secondstory.search.index import catch_up, rebuild

pytestmark = pytest.mark.requirement("R-002-06")
BOOK = {"title": "Still Not Safe", "author": "Wears and Sutcliffe"}


@pytest.fixture
def ours(cast: Cast) -> ReadingList:
    """Kept and read by the team Storage, with a line of Ana's and one of Bo's."""
    ours = begin_list("Ours", by=cast.ana, audience="team", team=cast.storage, kept_by=cast.storage)
    add_to_list(ours, by=cast.bo, why="An axolotl: our own night is in it.", **BOOK)
    add_to_list(ours, by=cast.ana, why="Begin with chapter three.", **BOOK)
    return ours


def opened(ours: ReadingList, by, **told) -> ReadingList:
    return change_list(ours, "Ours", by=by, **({"audience": "organization", "kept_by": ours.kept_by} | told))


def page(ours: ReadingList) -> str:
    return f"/reading-lists/{ours.pk}/"


def of(cast: Cast) -> ReadingLine:
    return ReadingLine.objects.get(created_by=cast.bo)


def test_each_has_a_line_and_words_only_their_own_anew(cast, ours):
    add_to_list(ours, by=cast.ana, why="Begin with chapter two.", **BOOK)
    add_to_list(ours, by=cast.ana, why="Begin with chapter two.", **BOOK)
    assert ours.items.count() == 1
    assert [line.text for line in ReadingLine.objects.all()] == [
        "An axolotl: our own night is in it.",
        "Begin with chapter two.",
    ]


def test_a_list_that_is_opened_wider_leaves_others_lines_with_their_team(cast, ours, as_ana, as_bo, as_cy):
    opened(ours, by=cast.ana)
    told = as_cy.get(page(ours)).text
    assert "Still Not Safe" in told
    assert "Begin with chapter three." in told  # of who opened it
    assert "axolotl" not in told
    assert "For Storage alone." in as_ana.get(page(ours)).text
    rebuild()
    assert page(ours) not in as_cy.get("/search/?q=axolotl").text
    assert page(ours) in as_cy.get("/search/?q=wears").text
    his = as_bo.get(page(ours)).text
    assert "It is read by Storage alone" in his


def test_another_keeper_or_another_team_does_not_read_them_either(cast, ours, as_cy):
    opened(ours, by=cast.ana, audience="team", team=cast.storage, kept_by=None)
    assert of(cast).for_team is None
    TeamMembership.objects.create(team=cast.billing, person=cast.ana)
    ana = Person.objects.get(pk=cast.ana.pk)  # read anew: her teams are remembered
    change_list(ours, "Ours", by=ana, audience="team", team=cast.billing)
    assert of(cast).for_team == cast.storage
    assert "axolotl" not in as_cy.get(page(ours)).text


def test_its_author_opens_it_and_nobody_else(cast, ours, as_ana, as_bo, as_cy):
    opened(ours, by=cast.ana)
    rebuild()
    for other in (cast.ana, cast.cy):
        with pytest.raises(NotFound):
            open_line(of(cast), by=other)
    path = f"/reading-lists/lines/{of(cast).pk}/opening/"
    assert as_ana.post(path).status_code == as_cy.post(path).status_code == 404
    for _ in range(2):
        assert as_bo.post(path).status_code == 302
    catch_up()
    assert page(ours) in as_cy.get("/search/?q=axolotl").text
    assert "axolotl" in as_cy.get(page(ours)).text
    assert Event.objects.filter(kind="reading_list.line_opened", by=cast.bo).count() == 1


def test_its_author_takes_it_back_and_nobody_else(cast, ours, as_bo, as_ana):
    line = of(cast)
    with pytest.raises(NotFound):
        take_line_back(line, by=cast.ana)
    path = f"/reading-lists/lines/{line.pk}/removal/"
    assert as_ana.post(path).status_code == 404
    assert as_bo.post(path).status_code == 302
    assert as_bo.post(path).status_code == 404
    assert "axolotl" not in as_ana.get(page(ours)).text
    assert Event.objects.filter(kind="reading_list.line_taken_back").count() == 1


def test_its_author_takes_it_back_also_where_they_read_the_list_no_longer(cast, ours, as_bo):
    line = of(cast)
    TeamMembership.objects.filter(person=cast.bo).delete()
    assert as_bo.get(page(ours)).status_code == 404
    assert as_bo.post(f"/reading-lists/lines/{line.pk}/removal/").url == "/reading-lists/"
    assert not ReadingLine.objects.filter(pk=line.pk).exists()


def test_narrowed_and_widened_again_it_waits_for_its_author(cast, as_cy):
    wide = begin_list("Wide", by=cast.ana, audience="organization", kept_by=cast.storage)
    add_to_list(wide, by=cast.bo, why="An axolotl.", **BOOK)
    change_list(wide, "Wide", by=cast.ana, audience="team", team=cast.storage, kept_by=cast.storage)
    change_list(wide, "Wide", by=cast.ana, audience="organization", kept_by=cast.storage)
    # Whether it was said while the team alone read it is not looked into.
    assert "axolotl" not in as_cy.get(page(wide)).text


def test_more_lines_cost_no_statement_more(cast, ours, as_bo):
    before = _asked(as_bo, page(ours))
    for number in range(5):
        add_to_list(ours, by=cast.bo, title=f"Book {number}", author="A", why=f"Line {number}")
    assert _asked(as_bo, page(ours)) == before


def _asked(client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)
