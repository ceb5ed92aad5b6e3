"""Drafts are for those who write and review; what is published is for whom it was opened to; examples only for whoever
reads what they point to."""

from __future__ import annotations

import pytest
from tests import builders
from tests.agreements.conftest import begin, to_come
from tests.cast import Cast

from secondstory.agreements.actions.publish import publish_version
from secondstory.agreements.actions.review import review_version
from secondstory.agreements.actions.write import write_version
from secondstory.agreements.examples import read_lines
from secondstory.agreements.models import Agreement, AgreementExample
from secondstory.agreements.queries import examples_of, find, find_version, readable_versions
from secondstory.analysis.actions.known_here import take_out
from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.people.audience import STRANGER
from secondstory.people.refusals import NotFound, Refusal
from secondstory.publishing.reading_keys import keys_of_reader
from secondstory.search.find import find as search
from secondstory.search.index import rebuild

SECRET = "zebrafish"


def read_by(*people) -> list[bool]:
    return [Agreement.objects.visible_to(person).exists() for person in people]


@pytest.mark.requirement("R-001-50")
def test_a_draft_is_read_by_the_people_of_its_practice_alone(cast: Cast, draft, dee):
    assert read_by(cast.ana, cast.bo, cast.cy, dee, STRANGER) == [True, True, False, False, False]


def test_published_for_the_organization_everybody_here_reads_it(cast: Cast, published, dee):
    assert read_by(cast.ana, cast.bo, cast.cy, dee, STRANGER) == [True, True, True, True, False]


def test_published_for_its_teams_they_alone_read_it(cast: Cast, reviewed, dee):
    publish_version(reviewed, by=cast.ana, audience="team")
    assert read_by(cast.ana, cast.bo, cast.cy, dee, STRANGER) == [True, True, False, False, False]


def test_others_go_on_reading_what_holds_while_a_newer_draft_waits(cast: Cast, published):
    write_version(published.agreement, SECRET, SECRET, by=cast.bo, look_again_on=to_come(), why=SECRET)
    agreement = find(cast.cy, published.agreement_id)
    assert find_version(agreement) == published
    assert list(readable_versions(agreement)) == [published]
    with pytest.raises(NotFound):
        find_version(agreement, 2)
    assert find_version(find(cast.ana, published.agreement_id), 2).title == SECRET


def test_one_for_the_organization_opens_none_that_was_for_the_team(cast: Cast, reviewed):
    publish_version(reviewed, by=cast.ana, audience="team")
    second = write_version(
        reviewed.agreement, "Wider", "Wider.", by=cast.bo, look_again_on=to_come(), why="For all to read."
    )
    review_version(second, is_so=True, by=cast.ana)
    publish_version(second, by=cast.ana, audience="organization")
    agreement = find(cast.cy, reviewed.agreement_id)
    assert list(readable_versions(agreement)) == [second]
    with pytest.raises(NotFound):
        find_version(agreement, 1)


# Examples


@pytest.fixture
def things(cast: Cast):
    """A study that its own people read, one that everybody reads, a finding of it, a text, a note."""
    hidden = builders.study(cast.ana, f"{SECRET} study", work_open_to="group")
    open_one = builders.study(cast.ana, "A study of all", work_open_to="organization")
    finding = builders.finding(open_one, "A finding of it.")
    text = builders.publication(cast.ana, "A text of all")
    note = tell_work_note("A note of all", "One waits.", by=cast.ana)
    return {
        "hidden": f"/retrospectives/{hidden.pk}/",
        "study": f"/retrospectives/{open_one.pk}/",
        "finding": f"/retrospectives/{open_one.pk}/analysis/#finding-{finding.pk}",
        "text": f"/library/{text.slug}/",
        "note": f"/work/{note.pk}/",
        "kept": note,
    }


def lines(things, *names: str) -> str:
    return "\n".join(f"http://127.0.0.1:8000{things[name]} – what the {name} shows" for name in names)


def shown(version, user) -> list[tuple[str, str]]:
    return [(one.title, one.shows) for one in examples_of(version, user)]


@pytest.mark.requirement("R-001-50")
def test_examples_are_studies_findings_texts_and_notes(cast: Cast, things):
    named = read_lines(lines(things, "study", "finding", "text", "note"), cast.ana)
    version = begin(cast.ana, cast.storage, examples=named)
    assert shown(version, cast.bo) == [
        ("A study of all", "what the study shows"),
        ("A finding of it.", "what the finding shows"),
        ("A text of all", "what the text shows"),
        ("A note of all", "what the note shows"),
    ]


def test_anything_else_is_no_example(cast: Cast, things):
    study = things["study"]
    for address in (f"{study}timeline/", f"{study}people/", "/people/", "https://example.org/", "nonsense"):
        with pytest.raises(Refusal) as refused:
            read_lines(address, cast.ana)
        assert refused.value.code == "no_example"


def test_one_names_only_what_one_reads(cast: Cast, things):
    for name in ("hidden", "nothing"):
        address = things.get(name, "/retrospectives/01900000-0000-7000-8000-000000000000/")
        with pytest.raises(Refusal) as refused:
            read_lines(address, cast.bo)
        assert refused.value.code == "no_example"
    assert read_lines(things["hidden"], cast.ana)


@pytest.mark.requirement("R-001-50")
def test_a_reader_learns_nothing_of_an_example_they_may_not_read(cast: Cast, things, as_cy):
    version = begin(cast.ana, cast.storage, examples=read_lines(lines(things, "hidden", "note"), cast.ana))
    review_version(version, is_so=True, by=cast.bo)
    publish_version(version, by=cast.ana, audience="organization")
    assert [title for title, _ in shown(version, cast.ana)] == [f"{SECRET} study", "A note of all"]
    assert [title for title, _ in shown(version, cast.cy)] == ["A note of all"]
    page = as_cy.get(f"/agreements/{version.agreement_id}/").text
    assert "A note of all" in page
    assert SECRET not in page
    assert "what the hidden shows" not in page


def test_whoever_writes_the_next_version_takes_along_what_they_do_not_see(cast: Cast, things):
    first = begin(cast.ana, cast.storage, examples=read_lines(lines(things, "hidden", "note"), cast.ana))
    second = write_version(first.agreement, "Else", "Else.", by=cast.bo, look_again_on=to_come(), why="It grew.")
    assert shown(second, cast.bo) == []
    assert [title for title, _ in shown(second, cast.ana)] == [f"{SECRET} study"]


def test_an_example_goes_when_its_author_takes_it_back(cast: Cast, things):
    version = begin(cast.ana, cast.storage, examples=read_lines(lines(things, "note"), cast.ana))
    take_out(things["kept"], by=cast.ana)
    assert shown(version, cast.ana) == []
    assert not AgreementExample.objects.exists()


# Search


def found_by(*people) -> list[int]:
    rebuild()
    return [
        len(search("copy", keys=keys_of_reader(person.as_reader), types=["agreement"]).ids("agreement"))
        for person in people
    ]


def test_drafts_are_in_no_index(cast: Cast, draft):
    assert found_by(cast.ana, cast.cy) == [0, 0]


def test_what_is_published_is_found_by_who_reads_it(cast: Cast, published):
    assert found_by(cast.ana, cast.cy) == [1, 1]


def test_what_is_published_for_a_team_is_found_by_that_team(cast: Cast, reviewed):
    publish_version(reviewed, by=cast.ana, audience="team")
    assert found_by(cast.bo, cast.cy) == [1, 0]


def test_the_search_page_shows_it(cast: Cast, published, as_cy):
    rebuild()
    page = as_cy.get("/search/?q=repairing").text
    assert f"/agreements/{published.agreement_id}/" in page
    assert "by hand" in page
