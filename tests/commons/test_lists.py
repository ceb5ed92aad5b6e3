"""Reading lists: each thing on them is shown to whoever may read the list and the thing."""

from __future__ import annotations

import pytest

from secondstory.commons.actions.follow_list import follow_list, let_list_go
from secondstory.commons.actions.keep_list import add_to_list, begin_list, change_list, move_on_list, take_off_list
from secondstory.commons.models import ListFollowing, ReadingItem, ReadingList
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.actions.withdraw import withdraw

pytestmark = pytest.mark.requirement("R-002-06")
ROOM = "/reading-lists/"


@pytest.fixture
def everybodys(cast) -> ReadingList:
    return begin_list("First week on call", by=cast.ana, audience="organization")


def names(one: ReadingList) -> list[str]:
    return [item.title or item.idea or item.case or str(item.publication) for item in one.items.all()]


def test_it_is_begun_once_and_read_by_whom_it_is_for(cast, everybodys):
    assert begin_list("First week on call", by=cast.ana, audience="organization") == everybodys
    own = begin_list("Mine", by=cast.ana)
    teams = begin_list("Ours", by=cast.ana, audience="team", team=cast.storage, kept_by=cast.storage)
    read = {one: set(ReadingList.objects.visible_to(one)) for one in (cast.ana, cast.bo, cast.cy)}
    assert read == {cast.ana: {everybodys, own, teams}, cast.bo: {everybodys, teams}, cast.cy: {everybodys}}
    assert not ReadingList.objects.visible_to(None).exists()


def test_the_four_kinds_of_things_stand_on_it_in_order_each_once(cast, everybodys, open_text):
    for _ in range(2):
        add_to_list(everybodys, by=cast.ana, address=f"/library/{open_text.slug}/", why="Begin here.")
        add_to_list(everybodys, by=cast.ana, address="https://here.example/how-we-work/ideas/drift/")
        add_to_list(everybodys, by=cast.ana, address="/other-fields/two-levers/")
        add_to_list(everybodys, by=cast.ana, title="Still Not Safe", author="Wears and Sutcliffe")
    assert names(everybodys) == ["An open copy", "drift", "two-levers", "Still Not Safe"]
    assert Event.objects.filter(kind="reading_list.added").count() == 4


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "Name a work"),
        ({"address": "/library/nothing/"}, "leads to nothing"),
        ({"address": "javascript:alert(1)", "title": "A work"}, "begins with https"),
        ({"address": "https://[", "title": "A work"}, "begins with https"),
        ({"address": "https://elsewhere.example/x"}, "what it is called"),
    ],
)
def test_what_leads_nowhere_is_refused(cast, everybodys, told, sentence):
    with pytest.raises(Refusal, match=sentence):
        add_to_list(everybodys, by=cast.ana, **told)
    assert names(everybodys) == []


def test_a_text_is_put_there_by_whoever_reads_it_alone(cast, text):
    own = begin_list("Mine", by=cast.cy)
    with pytest.raises(Refusal, match="leads to nothing"):
        add_to_list(own, by=cast.cy, address=f"/library/{text.slug}/")


def test_others_do_not_see_what_they_may_not_read_nor_why(as_cy, as_bo, cast, everybodys, text):
    add_to_list(everybodys, by=cast.ana, address=f"/library/{text.slug}/", why="A zebrafish.")
    page = f"{ROOM}{everybodys.pk}/"
    assert "A silent copy" in as_bo.get(page).text
    shown = as_cy.get(page).text
    assert "A silent copy" not in shown
    assert "zebrafish" not in shown
    withdraw(text, by=cast.ana, because="Names.")
    assert "zebrafish" not in as_bo.get(page).text


def test_whoever_keeps_it_changes_it_and_a_teams_list_is_its_peoples(cast, everybodys):
    with pytest.raises(NotAllowed):
        add_to_list(everybodys, by=cast.bo, title="A work")
    change_list(everybodys, "First week", by=cast.ana, audience="organization", kept_by=cast.storage)
    add_to_list(everybodys, by=cast.bo, title="A work")
    with pytest.raises(NotAllowed):
        change_list(everybodys, "Mine", by=cast.cy, audience="organization")
    with pytest.raises(Refusal, match="takes it back"):
        change_list(everybodys, "Mine", by=cast.bo, audience="organization")
    with pytest.raises(Refusal, match="whose work you do"):
        begin_list("Theirs", by=cast.ana, audience="organization", kept_by=cast.billing)
    with pytest.raises(Refusal, match="read by a team or the organization"):
        begin_list("Ours", by=cast.ana, audience="me", kept_by=cast.storage)


def test_one_does_not_learn_of_a_list_one_does_not_read(as_cy, cast):
    own = begin_list("Mine", by=cast.ana)
    with pytest.raises(NotFound):
        add_to_list(own, by=cast.cy, title="A work")
    item = add_to_list(own, by=cast.ana, title="A work")
    assert as_cy.get(f"{ROOM}{own.pk}/").status_code == 404
    assert as_cy.post(f"{ROOM}items/{item.pk}/removal/").status_code == 404
    assert as_cy.post(f"{ROOM}items/{item.pk}/place/", {"to": "up"}).status_code == 404


def test_it_is_ordered_by_its_keeper_past_what_they_see(cast, everybodys):
    items = [add_to_list(everybodys, by=cast.ana, title=one) for one in "ABCD"]
    move_on_list(items[3], up=True, by=cast.ana)
    assert names(everybodys) == ["A", "B", "D", "C"]
    move_on_list(items[0], up=True, by=cast.ana)
    move_on_list(items[0], up=False, by=cast.ana, among=[items[0], items[3]])
    assert names(everybodys) == ["B", "D", "A", "C"]
    with pytest.raises(NotAllowed):
        move_on_list(items[0], up=True, by=cast.cy)


def test_what_is_taken_off_is_gone_from_the_list(cast, everybodys):
    item = add_to_list(everybodys, by=cast.ana, title="A work")
    with pytest.raises(NotAllowed):
        take_off_list(item, by=cast.bo)
    take_off_list(item, by=cast.ana)
    take_off_list(item, by=cast.ana)
    assert not ReadingItem.objects.exists()
    assert Event.objects.filter(kind="reading_list.taken_off").count() == 1


def test_it_is_followed_from_the_library_and_let_go(as_bo, cast, everybodys):
    follow_list(everybodys, by=cast.bo)
    follow_list(everybodys, by=cast.bo)
    assert "First week on call" in as_bo.get("/library/").text
    assert [one.by for one in Event.objects.filter(kind="reading_list.followed")] == [None]
    change_list(everybodys, "First week on call", by=cast.ana, audience="me")
    assert "First week on call" not in as_bo.get("/library/").text
    with pytest.raises(NotFound):
        follow_list(everybodys, by=cast.cy)
    let_list_go(everybodys, by=cast.bo)
    assert not ListFollowing.objects.exists()


def test_it_is_begun_filled_and_ordered_on_pages(as_ana, cast, open_text):
    made = as_ana.post(f"{ROOM}new/", {"title": "Nights", "audience": "organization", "kept_by": ""})
    page = made.url
    assert as_ana.post(f"{page}items/", {"title": "One"}).status_code == 302
    assert as_ana.post(f"{page}items/", {"address": f"/library/{open_text.slug}/", "why": "Begin."}).status_code == 302
    kept = as_ana.post(f"{page}items/", {"why": "No title"})
    assert kept.status_code == 422
    assert "No title" in kept.text
    shown = as_ana.get(page).text
    assert shown.index("One") < shown.index("An open copy")
    last = ReadingItem.objects.get(publication=open_text)
    as_ana.post(f"{ROOM}items/{last.pk}/place/", {"to": "up"})
    shown = as_ana.get(page).text.split("<main")[1]
    assert shown.index("An open copy") < shown.index(">One<")


def test_what_one_looks_at_is_put_on_a_list_from_there(as_ana, as_cy, cast, everybodys, text):
    link = f"{ROOM}adding/?address=%2Flibrary%2F{text.slug}%2F"
    assert link in as_ana.get(f"/library/{text.slug}/").text
    assert "First week on call" in as_ana.get(link).text
    told = {"reading_list": str(everybodys.pk), "address": f"/library/{text.slug}/", "why": "Begin here."}
    assert as_ana.post(f"{ROOM}adding/", told).status_code == 302
    assert "First week on call" in as_ana.get(f"/library/{text.slug}/").text
    assert as_cy.get(link).status_code == 404


def test_a_list_costs_the_same_however_long(as_ana, cast, everybodys, django_assert_max_num_queries, open_text):
    add_to_list(everybodys, by=cast.ana, address=f"/library/{open_text.slug}/")
    for number in range(20):
        add_to_list(everybodys, by=cast.ana, title=f"Work {number}")
    with django_assert_max_num_queries(10):
        as_ana.get(f"{ROOM}{everybodys.pk}/")
    for number in range(20):
        begin_list(f"List {number}", by=cast.ana, audience="organization")
    with django_assert_max_num_queries(8):
        as_ana.get(ROOM)
