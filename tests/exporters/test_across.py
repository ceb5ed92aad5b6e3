"""What studies say can be taken along as tables: what one reads, no person, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import Condition, Mystery, SystemicFactor
from secondstory.exporters.across.tables import TABLES
from secondstory.exporters.across.write import as_csv, cell
from secondstory.incidents.models import Retrospective
from secondstory.recommendations.actions.ask_too import ask_too

pytestmark = pytest.mark.requirement("R-004-125")
PAGE = "/how-we-work/tables.zip"


def fetched(client) -> dict[str, str]:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture
def studies(cast: Cast):
    every = builders.study(cast.ana, "Open study", work_open_to="organization", team=cast.storage)
    own = builders.study(cast.bo, "Closed study")
    for study in (every, own):
        builders.assessment(study, how=f"How of {study.title}", control=builders.control(f"Pager of {study.title}"))
        SystemicFactor.objects.create(retrospective=study, kind="culture", text=f"Factor of {study.title}")
        Condition.objects.create(retrospective=study, text=f"=cmd|' {study.title}'!A1", level="team")
        builders.recommendation(study, f"Do it, says {study.title}", status="planned", tier="design")
        Mystery.objects.create(retrospective=study, question=f"Why, {study.title}?", raised_by=cast.ana)
    return every


def test_each_table_is_a_csv_and_all_of_them_are_json(studies, as_cy):
    files = fetched(as_cy)
    assert set(files) == {"README.txt", "tables.json", *(f"{table.name}.csv" for table in TABLES)}
    told = json.loads(files["tables.json"])
    for table in TABLES:
        rows = list(csv.reader(io.StringIO(files[f"{table.name}.csv"])))
        assert rows[0] == list(table.columns)
        assert len(rows) - 1 == len(told[table.name])
    (study,) = told["studies"]
    assert (study["title"], study["team"]) == ("Open study", "Storage")
    assert told["systemic_factors"] == [{"study": study["id"], "kind": "culture", "text": "Factor of Open study"}]
    assert (told["recommendations"][0]["tier"], told["recommendations"][0]["study"]) == ("design", study["id"])


@pytest.mark.requirement("R-004-106")
def test_what_is_asked_for_too_is_named_to_those_who_read_it(studies, cast, as_bo, as_cy):
    """Cy reads the open study, which asks, and not the closed one, which asked first."""
    closed = Retrospective.objects.get(title="Closed study")
    for study in (studies, closed):
        builders.role(study, cast.bo)
    made = closed.recommendations.get()
    ask_too(studies, made, by=cast.bo, findings=[builders.finding(studies)], title="The same here")

    def told(client):
        (row,) = json.loads(fetched(client)["tables.json"])["asked_too"]
        return row["title"], row["study"], row["recommendation"]

    assert told(as_bo) == ("The same here", str(studies.pk), str(made.pk))
    assert told(as_cy) == ("The same here", str(studies.pk), "")


def test_nobody_takes_along_what_they_do_not_read(studies, as_cy, as_bo):
    assert "Closed study" not in "".join(fetched(as_cy).values())
    assert "Closed study" in "".join(fetched(as_bo).values())


def test_a_study_that_one_does_not_read_is_not_named_beside_what_one_does(cast, as_cy):
    hidden = builders.study(cast.ana, "Hidden")
    builders.recommendation(hidden, "Hers to carry", status="planned", owner=cast.cy)
    Mystery.objects.create(retrospective=hidden, question="Who knows?", audience="organization")
    files = fetched(as_cy)
    told = json.loads(files["tables.json"])
    assert [(row["title"], row["study"]) for row in told["recommendations"]] == [("Hers to carry", "")]
    assert [(row["question"], row["study"]) for row in told["questions"]] == [("Who knows?", "")]
    assert str(hidden.pk) not in "".join(files.values())


def test_no_column_names_a_person(studies, cast, as_ana):
    everything = "".join(fetched(as_ana).values())
    for person in (cast.ana, cast.bo, cast.cy):
        assert str(person.pk) not in everything
        assert person.email not in everything


def test_a_spreadsheet_runs_nothing_of_it(studies, as_cy):
    files = fetched(as_cy)
    assert "'=cmd|' Open study'!A1" in files["conditions.csv"]
    assert json.loads(files["tables.json"])["conditions"][0]["text"].startswith("=cmd")


@given(st.text())
def test_no_cell_begins_as_a_formula_and_no_word_is_lost(text):
    told = cell(text)
    assert not told.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert told.removeprefix("'") == text.removeprefix("'") or told == f"'{text}"


@given(st.lists(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_what_was_typed_comes_back_from_the_file(rows):
    written = as_csv(["a", "b"], rows)
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read[1:] == [[cell(value) for value in row] for row in rows]


def test_strangers_are_asked_to_sign_in(stranger):
    assert stranger.get(PAGE).status_code == 302


def test_it_is_found_where_one_looks_at_how_we_learn(as_cy):
    assert PAGE in as_cy.get(reverse("how-we-work")).content.decode()


def test_it_costs_the_same_however_many_there_are(studies, cast, as_cy, django_assert_max_num_queries):
    with django_assert_max_num_queries(14) as few:
        fetched(as_cy)
    for number in range(4):
        builders.study(cast.ana, f"More {number}", work_open_to="organization")
    with django_assert_max_num_queries(14) as many:
        fetched(as_cy)
    assert len(many) == len(few)
